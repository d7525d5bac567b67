"""Make a built warehouse the one that everybody sees, whole or not at all.

A publication is a folder that never changes; `current` is a symbolic link swapped by rename. Whoever reads
keeps reading what they opened, and a kill at any moment leaves the old publication or the new one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.export import export
from warehouse.history import run_order

KEPT = 30
DATABASE = "probation.duckdb"
_UNHASHED = frozenset({"runs"})


@dataclass(frozen=True)
class Publication:
    """One published folder. `counts` are rows per table and view."""

    folder: Path
    run_id: str
    content_hash: str
    counts: dict[str, int]


def publish(db: Path, published: Path, run_id: str, *, manifest: Mapping[str, object]) -> Publication:
    """Copy `db` with its exports into `published/<run_id>` and point `current` there.

    `manifest` adds what only the caller knows (when, by which code); it is written as `manifest.json` with
    the content hash, the counts and whether this is a replica. A run killed between writing its folder
    and pointing to it may publish again; raises FileExistsError where the folder holds something else.
    """
    target = published / run_id
    content = content_hash(db)
    if not target.exists():
        _write_folder(db, target, content, run_id, manifest)
    elif _manifest(target)["content_hash"] != content:
        raise FileExistsError(
            f"{target} holds another publication, and those never change; use another run id."
        )
    _point(published, target)
    _prune(published)
    told = _manifest(target)
    return Publication(target, run_id, str(told["content_hash"]), dict(told["counts"]))


def current(published: Path) -> Path | None:
    """The real folder of the publication people see now, None before the first."""
    link = published / "current"
    return link.resolve(strict=True) if link.is_symlink() and link.exists() else None


def content_hash(db: Path) -> str:
    """Hash of what the warehouse says: all tables but `runs` and, of `expectations`, the checks' rows.

    How a night went is not content; with it no two nights would be equal, and every night would publish.
    """
    told = hashlib.sha256()
    with duckdb.connect(str(db), read_only=True) as con:
        tables = con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY table_name"
        ).fetchall()
        for (table,) in tables:
            if table in _UNHASHED:
                continue
            kept = "WHERE t.origin <> 'check'" if table == "expectations" else ""
            told.update(f"{table}\n".encode())
            rows = con.execute(
                f"SELECT sha256(to_json(t)::VARCHAR) AS row_hash FROM {table} AS t {kept} ORDER BY row_hash"  # noqa: S608 - our own table names
            )
            while batch := rows.fetchmany(10_000):
                told.update("".join(row[0] for row in batch).encode())
    return told.hexdigest()


def _write_folder(db: Path, target: Path, content: str, run_id: str, manifest: Mapping[str, object]) -> None:
    """Write everything under a name nobody looks at, then rename."""
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    if db.with_name(f"{db.name}.wal").exists():  # left by a kill while checking
        with duckdb.connect(str(db)) as con:
            con.execute("CHECKPOINT")
    shutil.copyfile(db, partial / DATABASE)
    counts = export(partial / DATABASE, partial)
    told = dict(manifest) | {
        "run_id": run_id,
        "content_hash": content,
        "is_replica": _is_replica(partial / DATABASE),
        "counts": counts,
    }
    text = json.dumps(told, indent=2, sort_keys=True, ensure_ascii=False, default=str) + "\n"
    (partial / "manifest.json").write_text(text, encoding="utf-8")
    for path in sorted(partial.rglob("*")):
        _sync(path)
    _sync(partial)
    partial.rename(target)
    _sync(target.parent)


def _manifest(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return told


def _is_replica(db: Path) -> bool:
    with duckdb.connect(str(db), read_only=True) as con:
        return con.execute("SELECT 1 FROM about WHERE topic = 'REPLICA'").fetchone() is not None


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _point(published: Path, target: Path) -> None:
    """Swap `current` by rename; written in place, there would be a moment with no publication at all."""
    fresh = published / ".current.partial"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target.name, target_is_directory=True)
    fresh.replace(published / "current")
    _sync(published)


def _prune(published: Path) -> None:
    """Keep the last thirty publications and the one people see; clear away what killed runs left."""
    seen = current(published)
    for leftover in published.glob(".*.partial"):
        if leftover.is_dir():
            shutil.rmtree(leftover)
    folders = [path for path in published.iterdir() if path.is_dir() and not path.is_symlink()]
    folders.sort(key=lambda folder: run_order(folder.name))
    for folder in folders[:-KEPT]:
        if folder.resolve() != seen:
            shutil.rmtree(folder)
