"""How people and programs open the published warehouse."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from warehouse.publish import DATABASE, current


class NothingPublishedError(Exception):
    """There is no publication in the data folder yet."""


def connect(home: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Open the current publication for reading.

    `home` is the data folder, else `PROBATION_HOME`, else `./data`. The file is opened under its real path:
    through the link, DuckDB would answer from the old publication while any connection to it is open.
    """
    root = home if home is not None else Path(os.environ.get("PROBATION_HOME", "data"))
    folder = current(root / "published")
    if folder is None:
        raise NothingPublishedError(f"Nothing is published in {root} yet: run `probation nightly` first.")
    return duckdb.connect(str(folder / DATABASE), read_only=True)
