"""A warehouse of the reference facts to ask."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from tests.reference.record import reference_inputs
from warehouse.build import build


def asked(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The rows of an answer by the names of their columns."""
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def reference_warehouse(times: int = 1) -> Iterator[duckdb.DuckDBPyConnection]:
    """Build it in a folder of its own, open it read-only, and clear both away."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reference.duckdb"
        build(path, reference_inputs(times))
        with duckdb.connect(str(path), read_only=True) as connection:
            yield connection
