"""Hold a built warehouse against what must be so, and against what is published.

Each file of `checks/` is one expectation: its first line gives the severity and what the rows it selects are;
no rows, and it is met. The comparison with the publication is made here, because it needs both files.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from warehouse.build import sql_files
from warehouse.expectation import Expectation, Origin, Severity
from warehouse.ids import digest

SAMPLE = 5
LARGEST_FALL = 0.10
"""Share of a table's rows that may vanish between publications. More is a broken reader, not news."""
MEASURED = (
    "inspections",
    "ratings",
    "findings",
    "recommendations",
    "recommendation_progress",
    "key_facts",
    "documents",
    "releases",
    "articles",
    "coverage",
)


def check(db: Path, previous: Path | None) -> list[Expectation]:
    """Check the warehouse `db`, and note the outcome in its `expectations`.

    `previous` is the published warehouse, None for the first. An unmet expectation of severity "refuse" means
    that `db` must not be published.
    """
    with duckdb.connect(str(db)) as con:
        results = [_run(con, name, sql) for name, sql in sql_files("checks")]
        results.append(_nothing_vanished(con, previous))
        _note(con, results)
    return results


def _run(con: duckdb.DuckDBPyConnection, file_name: str, sql: str) -> Expectation:
    head = sql.splitlines()[0]
    severity, _, meaning = head.removeprefix("-- ").partition(": ")
    rows = _dicts(con, sql)
    name = file_name.removesuffix(".sql")
    detail = f"{len(rows)} found: {meaning}. First: {_told(rows[0])}" if rows else f"none found: {meaning}"
    return Expectation(name, Severity(severity), not rows, detail, rows[:SAMPLE])


def _dicts(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    cursor = con.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _told(row: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.items() if value is not None)


def _nothing_vanished(con: duckdb.DuckDBPyConnection, previous: Path | None) -> Expectation:
    """Refuse a warehouse that lost more than a tenth of a table, unless the documents themselves are gone.

    Values of documents that are gone are kept, so a fall has no good reason but one: a whole source was taken
    out on purpose. Then the publication it is compared with must be put aside by hand.
    """
    before = row_counts(previous) if previous is not None else {}
    after = {table: _count(con, table) for table in MEASURED}
    fallen = [
        {"table": table, "before": before[table], "after": after[table]}
        for table in MEASURED
        if table in before and after[table] < before[table] * (1 - LARGEST_FALL)
    ]
    meaning = "tables with over a tenth fewer rows than are published"
    detail = (
        f"{len(fallen)} found: {meaning}. First: {_told(fallen[0])}" if fallen else f"none found: {meaning}"
    )
    return Expectation("nothing_vanished", Severity.REFUSE, not fallen, detail, fallen)


def row_counts(db: Path) -> dict[str, int]:
    """Rows per table of a warehouse file, the measured ones only; an older file may not have all of them."""
    with duckdb.connect(str(db), read_only=True) as con:
        there = {str(row[0]) for row in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        return {table: _count(con, table) for table in MEASURED if table in there}


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    row = con.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own table names
    return int(row[0]) if row is not None else 0


def _note(con: duckdb.DuckDBPyConnection, results: list[Expectation]) -> None:
    """Write the outcome into the file, in place of that of an earlier check of it."""
    con.execute("DELETE FROM expectations WHERE origin = 'check'")
    con.executemany(
        "INSERT INTO expectations VALUES (?, ?, ?, ?, ?, ?, NULL, ?)",
        [
            [
                digest(Origin.CHECK, result.name),
                result.name,
                Origin.CHECK.value,
                result.severity.value,
                result.is_met,
                result.detail,
                "\n".join(_told(row) for row in result.sample) or None,
            ]
            for result in results
        ],
    )
    con.execute("CHECKPOINT")
