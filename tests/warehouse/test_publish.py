"""Publishing is whole or not at all, and never disturbs a reader."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.archive import NIGHTS, PAGE, PDF, REGISTER, Archive, Report
from warehouse import NothingPublishedError, connect
from warehouse import publish as publishing
from warehouse.build import build
from warehouse.publish import KEPT, content_hash, current, publish


def built(path: Path, *, nights: int = 1, is_replica: bool = False) -> Path:
    archive = Archive(is_replica=is_replica)
    for number, night in enumerate(NIGHTS[:nights]):
        archive.night(night, {PAGE: Report(), PDF: Report(is_pdf=True, findings={"checked": 40 + number})})
    build(path, archive.inputs, REGISTER)
    return path


def test_publication_holds_the_same_warehouse_with_exports_and_manifest(tmp_path: Path) -> None:
    db = built(tmp_path / "b.duckdb", is_replica=True)
    done = publish(db, tmp_path / "published", NIGHTS[0], manifest={"built_at": "2026-11-22T02:20:00Z"})
    assert current(tmp_path / "published") == done.folder
    manifest = json.loads((done.folder / "manifest.json").read_text())
    assert manifest["content_hash"] == content_hash(db) == content_hash(done.folder / "probation.duckdb")
    assert manifest["is_replica"] is True
    assert manifest["built_at"] == "2026-11-22T02:20:00Z"
    assert manifest["counts"]["ratings"] == 3
    with connect(tmp_path) as con:
        assert con.execute("SELECT statement FROM about WHERE topic = 'REPLICA'").fetchone() is not None
        for kind in ("parquet", "csv"):
            path = done.folder / kind / f"latest_ratings.{kind}"
            assert con.execute(f"SELECT body_name FROM '{path}'").fetchall() == [("Gwent PDU",)]


def test_the_file_is_in_the_old_storage_format_with_types_keys_views_and_comments(tmp_path: Path) -> None:
    done = publish(built(tmp_path / "b.duckdb"), tmp_path / "published", NIGHTS[0], manifest={})
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{done.folder / 'probation.duckdb'}' AS elsewhere (READ_ONLY)")
        tags = con.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'elsewhere'").fetchone()
        assert tags is not None
        assert tags[0]["storage_version"].startswith("v1.0.0")
        assert con.execute("SELECT count(*) FROM elsewhere.rating_history").fetchone() == (4,)
        kinds = con.execute(
            """
            SELECT data_type, comment FROM duckdb_columns()
            WHERE table_name = 'ratings' AND column_name = 'rating'
            """
        ).fetchone()
        assert kinds is not None
        assert kinds[0].startswith("ENUM")
        assert kinds[1].startswith("The rating; NULL only where")
        keys = con.execute(
            "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
        ).fetchone()
        assert keys is not None
        assert keys[0] > 15


def test_readers_keep_what_they_opened_and_new_ones_see_the_new(tmp_path: Path) -> None:
    published = tmp_path / "published"
    publish(built(tmp_path / "1.duckdb"), published, NIGHTS[0], manifest={})
    with connect(tmp_path) as old:
        publish(built(tmp_path / "2.duckdb", nights=2), published, NIGHTS[1], manifest={})
        with connect(tmp_path) as new:
            assert new.execute("SELECT value_pct FROM findings").fetchall() == [(41.0,)]
        assert old.execute("SELECT value_pct FROM findings").fetchall() == [(40.0,)]


def test_a_publication_never_changes(tmp_path: Path) -> None:
    published = tmp_path / "published"
    db = built(tmp_path / "1.duckdb")
    first = publish(db, published, NIGHTS[0], manifest={"attempt": 1})
    assert publish(db, published, NIGHTS[0], manifest={"attempt": 2}) == first
    with pytest.raises(FileExistsError, match="never change"):
        publish(built(tmp_path / "2.duckdb", nights=2), published, NIGHTS[0], manifest={})


def test_prunes_to_thirty_but_never_what_people_see(tmp_path: Path) -> None:
    published = tmp_path / "published"
    db = built(tmp_path / "1.duckdb")
    publish(db, published, "20200101T000000Z", manifest={})
    for day in range(KEPT + 3):
        (published / f"202101{day:02}T000000Z").mkdir()
    (published / ".killed.partial").mkdir()
    publish(db, published, "20200101T000000Z", manifest={})
    assert current(published) == published / "20200101T000000Z"
    assert len([p for p in published.iterdir() if not p.is_symlink()]) == KEPT + 1


@pytest.mark.parametrize("moment", ["export", "_sync", "_point", "_prune"])
def test_kill_while_publishing_leaves_the_old_or_the_new_and_the_next_publish_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    published = tmp_path / "published"
    publish(built(tmp_path / "1.duckdb"), published, NIGHTS[0], manifest={})
    db = built(tmp_path / "2.duckdb", nights=2)
    child = multiprocessing.get_context("fork").Process(target=_publish_and_die, args=(db, published, moment))
    child.start()
    child.join(30)
    assert child.exitcode == -signal.SIGKILL
    with connect(tmp_path) as con:
        expected = 41.0 if moment == "_prune" else 40.0
        assert con.execute("SELECT value_pct FROM findings").fetchall() == [(expected,)]
    publish(db, published, NIGHTS[1], manifest={})
    with connect(tmp_path) as con:
        assert con.execute("SELECT value_pct FROM findings").fetchall() == [(41.0,)]
    assert not list(published.glob(".*.partial"))


def _publish_and_die(db: Path, published: Path, moment: str) -> None:
    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)

    setattr(publishing, moment, die)
    publish(db, published, NIGHTS[1], manifest={})


def test_nothing_published_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NothingPublishedError, match="probation nightly"):
        connect(tmp_path)
