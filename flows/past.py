"""Building the record of an earlier run again, once, and keeping the few that were asked for last."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

import pipelines
import warehouse
from crawlers.archive.index import index_files, run_order
from flows import console
from flows.errors import CannotStartError
from flows.home import Home
from flows.inputs import errata_for, gather
from flows.publication import asking, reading
from flows.read import SHELVES
from flows.stages import read_stage
from flows.standing import Standing
from warehouse.build import build
from warehouse.check import check
from warehouse.inputs import Inputs
from warehouse.past import until

FOLDER = "as_of"
KEPT = 8
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
LEFT_BEHIND_SECONDS = 3600
"""Age at which a half-made file can only be what a killed process left."""


def built_after(home: Home, stood: Standing) -> tuple[Path, tuple[str, ...]]:
    """The warehouse as the archive gave it after that run, and the refusals of today's checks.

    Raises CannotStartError where the data folder cannot be written, and HomeBusyError where the archive must
    be read again first (after an update of the readers) while a run is writing.
    """
    folder = home.root / FOLDER
    target = folder / f"{stood.run_id}-{_fingerprint(home, stood)}.duckdb"
    try:
        folder.mkdir(exist_ok=True)
        if target.exists():
            with suppress(OSError):  # somebody else's file; it is asked for, and so should stay
                target.touch()
        else:
            _build(home, stood, target)
            _prune(folder)
    except OSError as error:
        if error.errno not in _FORBIDDEN:
            raise
        raise CannotStartError(
            f"A past record is built into {folder}, which this user may not write; "
            "ask as a user who may, or copy the data folder."
        ) from error
    with reading(target) as connection:
        refusals = connection.execute(
            "SELECT expectation_name || ': ' || detail FROM expectations "
            "WHERE origin = 'check' AND severity = 'refuse' AND NOT is_met ORDER BY 1"
        ).fetchall()
    return target, tuple(sentence for (sentence,) in refusals)


def _build(home: Home, stood: Standing, target: Path) -> None:
    """Build under a name nobody looks at, then rename: a kill leaves nothing that looks whole."""
    with console.bars() as progress:
        progress(f"build {stood.run_id}", 0, None)
        inputs = past_inputs(home, stood)
        if not _is_read(inputs):
            with home.writing():
                read_stage(home, progress)
            inputs = past_inputs(home, stood)
        with TemporaryDirectory(prefix=".", dir=target.parent) as partial:
            file = Path(partial) / target.name
            build(file, inputs)
            check(file, None)
            file.replace(target)
        progress(f"build {stood.run_id}", 1, 1)


def errata_since(home: Home, day: date) -> int:
    """How many values were found wrong after that day."""
    return sum(erratum.found_on > day for erratum in errata_for(home))


def past_inputs(home: Home, stood: Standing) -> Inputs:
    """What the build of that run had before it, with the sources as they are published now."""
    return replace(until(gather(home, None), stood.run_id, stood.day), sources=_published_sources(home))


def _published_sources(home: Home) -> list[dict[str, Any]]:
    """The sources of today's record: which configuration a run used is written nowhere else."""
    with asking(home) as connection:
        cursor = connection.execute(
            """
            SELECT source_id, source_name AS name, publisher_name AS publisher, source_kind AS kind,
                   domain_name AS domain, licence, policy, policy_reason, cadence,
                   cadence_day_count AS cadence_days, robots_note, is_replica
            FROM sources ORDER BY source_id
            """
        )
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        outlets = _published_outlets(connection)
        return [{**row, **outlets.get(str(row["source_id"]), {})} for row in rows]


def _published_outlets(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Any]]:
    """What only outlets have; nothing in a record that was published before they had a table of their own."""
    if not connection.execute("FROM duckdb_tables() WHERE table_name = 'outlet_areas'").fetchall():
        return {}
    rows = connection.execute(
        """
        SELECT outlet_id, any_value(publisher_name), any_value(platform),
            list(district_name ORDER BY district_name) FILTER (district_name IS NOT NULL)
        FROM outlets LEFT JOIN outlet_areas USING (outlet_id) GROUP BY outlet_id
        """
    ).fetchall()
    return {
        name: {"group": group, "platform": platform, "districts": districts or []}
        for name, group, platform, districts in rows
    }


def _is_read(inputs: Inputs) -> bool:
    """Whether today's readers have read every payload; after an update, not before the next night."""
    roles = {role for shelf in SHELVES.values() for role in shelf}
    read = {(row.payload_sha256, row.canonical_url) for row in (*inputs.reports, *inputs.articles)}
    return all(
        (capture["payload_sha256"], capture["canonical_url"]) in read
        for capture in inputs.captures
        if capture["status"] == 200 and capture["role"] in roles
    )


def _fingerprint(home: Home, stood: Standing) -> str:
    """Stands for all that the file depends on: code, reference data, sources, and the archive until then."""
    told = hashlib.sha256(duckdb.__version__.encode())
    for path in _code():
        told.update(f"{path}\n".encode() + path.read_bytes())
    told.update(repr(errata_for(home)).encode())
    told.update(json.dumps([_published_sources(home), stood.day.isoformat()], sort_keys=True).encode())
    last = run_order(stood.run_id)
    for run_id, source, number, path in index_files(home.archive):
        if run_order(run_id) <= last:
            told.update(f"{run_id} {source} {number} {path.stat().st_size}\n".encode())
    return told.hexdigest()[:16]


def _code() -> Iterator[Path]:
    """Readers and build with their data, and how their results are gathered."""
    for package in (pipelines, warehouse):
        root = Path(str(package.__file__)).parent
        yield from (
            path for path in sorted(root.rglob("*")) if path.is_file() and "__pycache__" not in path.parts
        )
    yield from (Path(__file__).with_name(name) for name in ("inputs.py", "read.py", "past.py"))


def _prune(folder: Path) -> None:
    """Delete all but the newest few, and what killed builds left. Who reads a deleted file reads on."""
    files = sorted(folder.glob("*.duckdb"), key=lambda path: path.stat().st_mtime, reverse=True)
    for file in files[KEPT:]:
        file.unlink(missing_ok=True)
    for left in folder.glob(".*"):
        if left.is_dir() and time.time() - left.stat().st_mtime > LEFT_BEHIND_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
