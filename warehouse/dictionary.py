"""The data dictionary, written from the comments in the schema.

`python -m warehouse.dictionary > docs/data-dictionary.md`
"""

from __future__ import annotations

import sys

import duckdb

from warehouse.build import VOCABULARIES, compute, create

HEAD = """# Data dictionary

Generated from the comments in `warehouse/schema`, `warehouse/views` and `warehouse/computed`; do not edit
(`python -m warehouse.dictionary > docs/data-dictionary.md`).

Names follow one grammar: `_date` a day (with `_precision`: how much of it is stated), `_at` a moment in UTC,
`_pct` per cent from 0 to 100, `_code` as printed, `_count` and `_number` whole numbers, `_id` a stable name,
`_url` an address, `_sha256` a hash, `is_` yes or no.
Tables are in the file, views are computed from them when asked.
"""


def dictionary() -> str:
    """The whole page, from an empty warehouse in memory."""
    with duckdb.connect() as con:
        create(con)
        compute(con)
        relations = con.execute(
            """
            SELECT table_name, comment, false AS is_view, table_oid FROM duckdb_tables()
            UNION ALL
            SELECT view_name, comment, true, view_oid FROM duckdb_views() WHERE NOT internal
            ORDER BY is_view, table_oid
            """
        ).fetchall()
        parts = [HEAD]
        for name, comment, is_view, _ in relations:
            columns = con.execute(
                """
                SELECT column_name, data_type, comment FROM duckdb_columns()
                WHERE table_name = ? ORDER BY column_index
                """,
                [name],
            ).fetchall()
            parts += [
                f"## {name}{' (view)' if is_view else ''}\n",
                f"{comment}\n",
                "| column | type | meaning |\n|---|---|---|",
            ]
            parts += [f"| `{column}` | {_type(kind)} | {meaning} |" for column, kind, meaning in columns]
            parts.append("")
    parts.append("## Closed vocabularies\n")
    for name, words in VOCABULARIES.items():
        parts.append(f"- **{name}**: {', '.join(f'`{word.value}`' for word in words)}")
    return "\n".join(parts) + "\n"


def _type(kind: str) -> str:
    """A column's type; of a vocabulary its name, not all its words."""
    if not kind.startswith("ENUM("):
        return kind
    for name, words in VOCABULARIES.items():
        if kind == f"ENUM({', '.join(chr(39) + word.value + chr(39) for word in words)})":
            return name
    return kind


if __name__ == "__main__":
    sys.stdout.write(dictionary())
