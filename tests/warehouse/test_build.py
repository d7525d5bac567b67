"""The same archive gives the same warehouse; its names and comments follow one grammar."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.bodies.register import load_register
from pipelines.records import Evidence, Flag, ReleaseRecord, ReportRecords
from pipelines.vocabulary import Framework, Rating
from tests.warehouse.archive import NIGHTS, PAGE, PDF, REGISTER, Archive, Report, story
from warehouse.build import build, compute, create
from warehouse.dictionary import dictionary
from warehouse.inputs import Inputs
from warehouse.publish import content_hash

TYPES = {
    "_date": "DATE",
    "_at": "TIMESTAMP",
    "_pct": "DOUBLE",
    "_score": "DOUBLE",
    "_count": "INTEGER",
    "_number": "INTEGER",
    "_year": "INTEGER",
    "_code": "VARCHAR",
    "_id": "VARCHAR",
    "_ids": "VARCHAR",
    "_url": "VARCHAR",
    "_sha256": "VARCHAR",
    "_name": "VARCHAR",
    "_names": "VARCHAR",
    "_text": "VARCHAR",
    "_reason": "VARCHAR",
    "_quote": "VARCHAR",
    "_page": "INTEGER",
    "_precision": "ENUM",
    "_rating": "ENUM",
    "_kind": "",
}
WIDE_COUNTS = {"byte_count"}
NEWS = "https://hmiprobation.test/news/gwent/"


def columns() -> list[tuple[str, str, str, str | None]]:
    with duckdb.connect() as con:
        create(con)
        compute(con)
        return con.execute(
            "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()


def two_nights() -> Archive:
    archive = Archive()
    first = Report(is_pdf=True, findings={"checked": 40}, recommendations=("Do it.",))
    archive.night(
        NIGHTS[0], {PAGE: Report(attachments=(PDF,)), PDF: first}, [story("https://p.test/1", "A", "b")]
    )
    archive.night(NIGHTS[1], {PDF: Report(is_pdf=True, overall=Rating.GOOD, findings={"checked": 41})})
    return archive


def test_rebuilding_gives_the_same_rows_whatever_the_order_of_the_records(tmp_path: Path) -> None:
    archive = two_nights()
    build(tmp_path / "1.duckdb", archive.inputs, REGISTER)
    archive.inputs.reports.reverse()
    archive.inputs.sources.reverse()
    build(tmp_path / "2.duckdb", archive.inputs, REGISTER)
    assert content_hash(tmp_path / "1.duckdb") == content_hash(tmp_path / "2.duckdb")
    archive.night(NIGHTS[2], {PAGE: Report(overall=Rating.GOOD, attachments=(PDF,))})
    build(tmp_path / "3.duckdb", archive.inputs, REGISTER)
    assert content_hash(tmp_path / "1.duckdb") != content_hash(tmp_path / "3.duckdb")


def test_a_build_never_adds_to_a_file(tmp_path: Path) -> None:
    build(tmp_path / "1.duckdb", Inputs(), REGISTER)
    with pytest.raises(FileExistsError):
        build(tmp_path / "1.duckdb", Inputs(), REGISTER)


def test_the_real_register_loads_into_the_tables(tmp_path: Path) -> None:
    build(tmp_path / "1.duckdb", Inputs())
    with duckdb.connect(str(tmp_path / "1.duckdb"), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM bodies").fetchone() == (len(load_register().bodies),)
        assert con.execute("SELECT count(*) FROM frameworks WHERE is_rated").fetchone() == (8,)


def test_flags_of_readers_become_expectations(tmp_path: Path) -> None:
    archive = two_nights()
    row = archive.inputs.reports[-1]
    assert row.records is not None
    flag = Flag(
        inspection_id=row.records.inspections[0].inspection_id,
        check="score",
        detail="4 is not 5",
        quotes=("4/9",),
    )
    flagged = row.model_copy(update={"records": row.records.model_copy(update={"flags": (flag,)})})
    archive.inputs.reports[-1] = flagged
    build(tmp_path / "1.duckdb", archive.inputs, REGISTER)
    with duckdb.connect(str(tmp_path / "1.duckdb"), read_only=True) as con:
        assert con.execute(
            "SELECT expectation_name, severity, detail, sample_text FROM expectations WHERE origin = 'reader'"
        ).fetchall() == [("score", "warn", "4 is not 5", "4/9")]


def test_a_release_is_told_once_tied_to_its_inspection_and_held_against_it(tmp_path: Path) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {PAGE: Report(), NEWS: Report()})
    row = archive.inputs.reports[-1]
    assert row.records is not None
    assert row.records.document is not None
    release = ReleaseRecord(
        release_id="release.gwent",
        url=NEWS,
        title="Gwent rated",
        published=datetime(2025, 3, 11, 0, 1, tzinfo=UTC),
        body_ids=("pdu-gwent",),
        framework=Framework.CORE_2023,
        overall_ratings={"pdu-gwent": Rating.GOOD},
        text="Gwent is rated Good.",
        evidence=Evidence(document_sha256=row.payload_sha256, quote="Gwent is rated Good."),
    )
    told = ReportRecords(
        parser="reports", parser_version=1, document=row.records.document, releases=(release,)
    )
    archive.inputs.reports[-1] = row.model_copy(update={"records": told})
    build(tmp_path / "1.duckdb", archive.inputs, REGISTER)
    with duckdb.connect(str(tmp_path / "1.duckdb"), read_only=True) as con:
        assert con.execute("SELECT release_id FROM inspections").fetchall() == [("release.gwent",)]
        kinds = con.execute(f"SELECT change_kind FROM changes WHERE document_url = '{NEWS}'").fetchall()
        assert kinds == [("new_release",)]
        assert con.execute("SELECT expectation_name, sample_text FROM expectations").fetchall() == [
            ("release_agrees", "Overall rating Requires improvement\nGwent is rated Good.")
        ]


def test_every_table_view_and_column_has_a_comment() -> None:
    with duckdb.connect() as con:
        create(con)
        compute(con)
        relations = con.execute(
            "SELECT table_name, comment FROM duckdb_tables() UNION ALL "
            "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    assert len(relations) > 25
    assert [name for name, comment in relations if not comment] == []
    assert [f"{table}.{column}" for table, column, _, comment in columns() if not comment] == []


def test_column_names_follow_the_grammar() -> None:
    wrong = []
    for table, column, kind, _ in columns():
        ending = next((end for end in sorted(TYPES, key=len, reverse=True) if column.endswith(end)), None)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", column):
            wrong.append((table, column, "spelling"))
        if (kind == "BOOLEAN") != column.startswith("is_"):
            wrong.append((table, column, kind))
        if ending and not kind.startswith(TYPES[ending]) and column not in WIDE_COUNTS:
            wrong.append((table, column, kind))
        if kind in ("DATE", "TIMESTAMP") and TYPES.get(ending or "") != kind:
            wrong.append((table, column, kind))
    assert wrong == []


def test_every_dated_column_says_how_precise_it_is_where_sources_may_not() -> None:
    names = {(table, column) for table, column, _, _ in columns()}
    bare = {
        (table, column)
        for table, column in names
        if column.endswith("published_date") and (table, column.replace("_date", "_precision")) not in names
    }
    assert {table for table, _ in bare} == {"releases", "articles", "unlinked_articles", "own_reporting"}


def test_the_data_dictionary_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
    assert page.read_text(encoding="utf-8") == dictionary(), (
        "run `python -m warehouse.dictionary > docs/data-dictionary.md`"
    )
