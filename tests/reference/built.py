"""A warehouse of the reference facts to ask."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tests.reference.record import reference_inputs
from warehouse.build import build


@contextmanager
def reference_warehouse(times: int = 1) -> Iterator[duckdb.DuckDBPyConnection]:
    """Build it in a folder of its own, open it read-only, and clear both away."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reference.duckdb"
        build(path, reference_inputs(times))
        with duckdb.connect(str(path), read_only=True) as connection:
            yield connection
