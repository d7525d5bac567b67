"""Every table and view as Parquet and as CSV, for people without DuckDB."""

from __future__ import annotations

from pathlib import Path

import duckdb


def relations(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of all tables and views, in order."""
    found = con.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_name"
    ).fetchall()
    return [str(row[0]) for row in found]


def export(db: Path, folder: Path) -> dict[str, int]:
    """Write `parquet/<name>.parquet` and `csv/<name>.csv` under `folder`; return rows per relation.

    Rows are in the order of their columns, so that two exports of equal tables are equal files.
    """
    counts: dict[str, int] = {}
    for kind in ("parquet", "csv"):
        (folder / kind).mkdir(parents=True)
    with duckdb.connect(str(db), read_only=True) as con:
        for name in relations(con):
            for kind, options in (
                ("parquet", "FORMAT parquet, COMPRESSION zstd"),
                ("csv", "FORMAT csv, HEADER"),
            ):
                path = str(folder / kind / f"{name}.{kind}").replace("'", "''")
                query = f"COPY (SELECT * FROM {name} ORDER BY ALL) TO '{path}' ({options})"  # noqa: S608 - our own names
                row = con.execute(query).fetchone()
                counts[name] = int(row[0]) if row is not None else 0
    return counts
