"""Records come back from Parquet exactly as they were written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from pydantic import BaseModel

from pipelines.parquet import ReadArticle, ReadReport, arrow_type, read_metadata, read_rows, write_rows
from pipelines.records import DateSignal, Evidence, ReleaseRecord, ReportRecords
from pipelines.vocabulary import Rating
from tests.warehouse.archive import PDF, Archive, Report, sha, story

SUMMER = timezone(timedelta(hours=1))


def report_rows() -> list[ReadReport]:
    archive = Archive()
    archive.night(
        "20261122T021500Z", {PDF: Report(is_pdf=True, findings={"checked": 40.5}, refused=("Splendid",))}
    )
    row = archive.inputs.reports[0]
    release = ReleaseRecord(
        release_id="release.x",
        url="https://hmiprobation.test/news/x",
        title="Naïve “quotes” – and dashes",
        published=datetime(2025, 7, 31, 0, 1, tzinfo=SUMMER),
        overall_ratings={"pdu-gwent": Rating.GOOD, "pdu-north-wales": Rating.INADEQUATE},
        text="",
        evidence=Evidence(document_sha256=sha("x"), box=(1.0, 2.5, 3.0, 4.125), quote="x"),
    )
    other = ReportRecords(parser="reports", parser_version=1, releases=(release,))
    return [
        row,
        row.model_copy(update={"records": other, "hint": "2025-03"}),
        row.model_copy(update={"records": None}),
    ]


def test_reports_round_trip_with_offsets_maps_and_boxes(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "rows.parquet"
    write_rows(path, report_rows(), ReadReport, metadata={"jobs": "abc"})
    back = read_rows(path, ReadReport)
    assert back == report_rows()
    records = back[1].records
    assert records is not None
    published = records.releases[0].published
    assert published is not None
    assert published.date() == date(2025, 7, 31)
    assert read_metadata(path) == {"jobs": "abc"}
    assert [p.name for p in path.parent.iterdir()] == ["rows.parquet"]


def test_articles_round_trip_and_duckdb_reads_the_nested_columns(tmp_path: Path) -> None:
    signal = DateSignal(
        kind="published", source="json-ld", value=datetime(2025, 3, 1, tzinfo=UTC), raw="2025-03-01"
    )
    article = story("https://p.test/1", "A", "b").model_copy(update={"date_signals": (signal,), "text": None})
    row = ReadArticle(
        payload_sha256=article.payload_sha256,
        canonical_url=article.url,
        url=article.url,
        source="local_news",
        role="article",
        parser="news",
        parser_version=1,
        records=article,
    )
    path = tmp_path / "rows.parquet"
    write_rows(path, [row], ReadArticle, metadata={})
    assert read_rows(path, ReadArticle) == [row]
    with duckdb.connect() as con:
        asked = f"SELECT records.title, records.date_signals[1].raw, records.text FROM '{path}'"
        assert con.execute(asked).fetchall() == [("A", "2025-03-01", None)]


def test_equal_rows_make_equal_files_and_a_failed_write_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "1.parquet", tmp_path / "2.parquet"
    for path in (first, second):
        write_rows(path, report_rows(), ReadReport, metadata={"jobs": "abc"})
    assert first.read_bytes() == second.read_bytes()

    def full_disk(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(pq, "write_table", full_disk)
    with pytest.raises(OSError, match="no space"):
        write_rows(first, [], ReadReport, metadata={})
    assert first.read_bytes() == second.read_bytes()


def test_a_kind_of_field_nobody_stored_before_is_refused() -> None:
    class Strange(BaseModel):
        value: complex

    with pytest.raises(TypeError, match="complex"):
        arrow_type(Strange)
