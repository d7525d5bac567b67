"""The published warehouse as the commands see it: its folder, its manifest, a read-only connection."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from flows.errors import CannotStartError
from flows.home import Home
from warehouse.publish import DATABASE, current


@dataclass(frozen=True)
class Published:
    """One published folder and its manifest."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def run_id(self) -> str:
        """The run that published it."""
        return self.folder.name

    @property
    def is_replica(self) -> bool:
        """Whether it was made from the invented web of the demo."""
        return bool(self.manifest.get("is_replica"))

    @property
    def published_at(self) -> datetime | None:
        """When it became visible, UTC."""
        stamp = self.manifest.get("published_at")
        return datetime.fromisoformat(stamp) if stamp else None


def find_published(home: Home) -> Published | None:
    """What is published now, or None."""
    folder = current(home.published)
    if folder is None:
        return None
    manifest = folder / "manifest.json"
    return Published(folder, json.loads(manifest.read_text()) if manifest.exists() else {})


def need_published(home: Home) -> Published:
    """What is published now; without it there is nothing to ask."""
    published = find_published(home)
    if published is None:
        raise CannotStartError(
            f"Nothing is published in {home.root} yet: run `probation nightly`, "
            "or name another data folder with --home (`make demo` makes data/demo)."
        )
    return published


@contextmanager
def asking(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection on the published warehouse that can reach no other file.

    Raises CannotStartError where a question fails because the record is of another version than this program.
    """
    with reading(need_published(home).folder / DATABASE) as connection:
        try:
            yield connection
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            if not _lacks_columns(connection):
                raise
            raise CannotStartError(
                f"The record in {home.root} was published by another version of Probation Watch and lacks "
                "what this asks for: `probation rebuild` makes it afresh from the archive."
            ) from error


def _lacks_columns(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the file has not all the columns that a build of today makes."""
    from warehouse.build import compute, create  # brings pyarrow and the readers

    listed = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
    with duckdb.connect() as fresh:
        create(fresh)
        compute(fresh)
        expected = set(fresh.execute(listed).fetchall())
    return not expected <= set(connection.execute(listed).fetchall())


@contextmanager
def reading(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection on one warehouse file that can reach no other file."""
    connection = duckdb.connect(str(file), read_only=True)
    try:
        connection.execute("SET enable_external_access = false")
        connection.execute("SET TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()
