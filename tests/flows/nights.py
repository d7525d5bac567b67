"""Nights over the replica with run names of our choosing, and what a warehouse says, for comparison."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from flows.crawl_settings import CrawlSettings
from flows.home import Home
from flows.night import run_night
from flows.report import NightReport
from flows.run import started_at
from warehouse.publish import DATABASE, current

REPOSITORY = Path(__file__).parents[2]
REPLICA_SOURCES = REPOSITORY / "tests" / "replica" / "sources"
RUNS = ("20261124T021500Z", "20261125T021500Z", "20261126T021500Z")
"""A name for the night of each edition."""
ORDER_OF_FETCHING = {"warc_file", "warc_offset", "change_number"}
"""Columns that depend on when in a run a page was fetched, and by which of its processes."""


def replica_night(home: Home, proxy: str, run_id: str | None, *, at: datetime | None = None) -> NightReport:
    """One plain night over a running replica, at the time in the run's name."""
    now = at or (started_at(run_id) if run_id else datetime(2026, 11, 27, 2, 15, tzinfo=UTC))
    return run_night(home, settings=CrawlSettings(REPLICA_SOURCES, proxy), run_id=run_id, clock=lambda: now)


def an_hour_after(run_id: str) -> datetime:
    """When somebody starts a run again that was cut short."""
    return started_at(run_id) + timedelta(hours=1)


def copy_of(home: Home, target: Path) -> Home:
    """The same folder again, for tests that change it; files are links, because none is edited in place."""
    shutil.copytree(
        home.root,
        target,
        symlinks=True,
        copy_function=os.link,
        ignore=shutil.ignore_patterns(".lock", "*.log"),
    )
    return Home(target)


def tables(home: Home, *, without: frozenset[str] = frozenset({"runs"})) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every published table, sorted, without what only says when in a run a page came."""
    folder = current(home.published)
    assert folder is not None, f"nothing is published in {home.root}"
    with duckdb.connect(str(folder / DATABASE), read_only=True) as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY 1"
        ).fetchall()
        return {name: _rows(connection, name) for (name,) in names if name not in without}


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[Any, ...]]:
    columns = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
    kept = ", ".join(f'"{column}"' for column in columns if column not in ORDER_OF_FETCHING)
    rows = connection.execute(f"SELECT {kept} FROM {table}").fetchall()
    return sorted(rows, key=repr)


def ask(home: Home, sql: str) -> list[tuple[Any, ...]]:
    """Rows from the published warehouse."""
    folder = current(home.published)
    assert folder is not None
    with duckdb.connect(str(folder / DATABASE), read_only=True) as connection:
        return connection.execute(sql).fetchall()


PYTHON = (sys.executable, "-W", "error::ResourceWarning")
