"""How long each view takes, made into a temporary table, on the reference facts and on a hundred times them.

A view may show its first rows quickly and still take minutes to export; all rows are made here.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from tests.reference.built import reference_warehouse

ROUNDS = 5
SLOW_SECONDS = 2.0
"""A view slower than this is timed once: it has missed its goal whatever the next round says."""
SIZES = {1: 50.0, 100: 200.0}
"""Times the reference facts → milliseconds that no view should take longer than."""


@dataclass(frozen=True)
class ViewTiming:
    """One view on one warehouse, in milliseconds."""

    view: str
    rows: int
    median: float
    slowest: float


def measure(
    times: int, progress: Callable[[str, int, int | None], None]
) -> tuple[int, float, list[ViewTiming]]:
    """Inspections in the warehouse, seconds to build it, and every view timed on it."""
    progress(f"build × {times}", 0, None)
    start = time.perf_counter()
    with reference_warehouse(times) as connection:
        built = time.perf_counter() - start
        inspections = _count(connection, "inspections")
        names = [
            str(name)
            for (name,) in connection.execute(
                "SELECT view_name FROM duckdb_views() WHERE NOT internal "
                "UNION SELECT 'rating_changes' ORDER BY view_name"
            ).fetchall()
        ]
        timings = []
        for done, name in enumerate(names, start=1):
            timings.append(time_view(connection, name))
            progress(f"views × {times}", done, len(names))
    return inspections, built, timings


def time_view(connection: duckdb.DuckDBPyConnection, name: str) -> ViewTiming:
    """Time one view; a first round not counted warms the file's cache."""
    taken: list[float] = []
    for turn in range(ROUNDS + 1):
        start = time.perf_counter()
        connection.execute(f"CREATE OR REPLACE TEMP TABLE materialised AS SELECT * FROM {name}")
        seconds = time.perf_counter() - start
        if turn or seconds > SLOW_SECONDS:
            taken.append(1000 * seconds)
        if seconds > SLOW_SECONDS:
            break
    rows = _count(connection, "materialised")
    return ViewTiming(name, rows, statistics.median(taken), max(taken))


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row is not None else 0
