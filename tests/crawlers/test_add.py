"""WARCs made by others: what is ours is taken in, once, and nothing that may not be kept."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.archive.add import Refusal, add_warc
from crawlers.archive.index import Discovery, Role, read_captures
from crawlers.archive.read import payload
from tests.crawlers.crawling import SOURCES, run_id

REPORT = b"<html><h1>An inspection</h1></html>"
STORY = b"<html><title>Probation in Pershore</title><p>Text.</p></html>"
HALE, NEWS = "http://hmiprobation.test", "http://severn-evening-post.test"
UKGWA = "http://webarchive.nationalarchives.gov.uk/ukgwa"
RECORDS = [
    (f"{HALE}/document/a/", 200, REPORT),
    (f"{UKGWA}/20240101000000/http://justiceinspectorates.test/hmiprobation/inspections/b/", 200, REPORT),
    ("http://cdn.hmiprobation.test/uploads/sites/99/2025/01/r.pdf", 200, b"%PDF-1.7"),
    (f"{HALE}/about-us/", 200, REPORT),
    (f"{HALE}/document/gone/", 404, b"gone"),
    (f"{NEWS}/news/1.probation/", 200, STORY),
    (f"{NEWS}/news/2.fete/", 200, b"<title>Fete</title>"),
    ("http://public-broadcaster.test/news/articles/c1/", 200, STORY),
    ("http://stranger.test/document/a/", 200, REPORT),
]  # fmt: skip


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """As browsers' recorders write them: with request records, packed and in chunks."""
    path = tmp_path / "recorded.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "recorder"}))
        for url, status, body in RECORDS:
            kind = "application/pdf" if body.startswith(b"%PDF") else "text/html; charset=UTF-8"
            headers = [("Content-Type", kind), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
            sent = chunked(gzip.compress(body))
            response = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(sent),
                length=len(sent),
                http_headers=StatusAndHeaders(str(status), headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2024-05-09T10:11:12Z"},
            )
            request = writer.create_warc_record(
                url, "request", http_headers=StatusAndHeaders("GET / HTTP/1.1", [], is_http_request=True)
            )
            writer.write_request_response_pair(request, response)
    return path


def test_what_is_ours_is_taken_in_with_its_own_date_and_role(tmp_path: Path, foreign: Path) -> None:
    archive = tmp_path / "archive"
    summary = add_warc(archive, foreign, run_id=run_id(1), sources=SOURCES)
    assert (summary.added, summary.damage) == (4, None)
    assert summary.refused == {
        Refusal.NOT_A_PAGE: len(RECORDS) + 1,
        Refusal.NOT_AN_ITEM: 2,
        Refusal.MAY_NOT_BE_KEPT: 1,
        Refusal.NOT_OUR_HOST: 1,
    }
    held = {capture.url: capture for capture in read_captures(archive)}
    assert {url: (capture.source, capture.role) for url, capture in held.items()} == {
        f"{HALE}/document/a/": ("hmi_probation", Role.DOCUMENT),
        "http://justiceinspectorates.test/hmiprobation/inspections/b/": ("hmi_probation", Role.DOCUMENT),
        "http://cdn.hmiprobation.test/uploads/sites/99/2025/01/r.pdf": ("hmi_probation", Role.ATTACHMENT),
        f"{NEWS}/news/1.probation/": ("local_news", Role.ARTICLE),
    }
    report = held[f"{HALE}/document/a/"]
    assert payload(archive, report) == REPORT
    assert (report.fetched_at, report.discovery) == ("2024-05-09T10:11:12.000000Z", Discovery.ADDED)


def test_adding_twice_adds_nothing(tmp_path: Path, foreign: Path) -> None:
    archive = tmp_path / "archive"
    add_warc(archive, foreign, run_id=run_id(1), sources=SOURCES)
    before = list(read_captures(archive))
    again = add_warc(archive, foreign, run_id=run_id(2), sources=SOURCES)
    assert (again.added, again.refused[Refusal.KNOWN]) == (0, 4)
    assert list(read_captures(archive)) == before


def test_one_source_alone(tmp_path: Path, foreign: Path) -> None:
    summary = add_warc(tmp_path / "a", foreign, run_id=run_id(1), source="local_news", sources=SOURCES)
    assert summary.added == 1


@pytest.mark.parametrize("cut", [900, 1000, 1100, 1200])
def test_a_file_cut_short_gives_what_stands_before_the_cut(tmp_path: Path, foreign: Path, cut: int) -> None:
    foreign.write_bytes(foreign.read_bytes()[:cut])
    summary = add_warc(tmp_path / "archive", foreign, run_id=run_id(1), sources=SOURCES)
    assert summary.added == len(list(read_captures(tmp_path / "archive"))) >= 1
    assert summary.damage is not None
    assert str(foreign) in summary.damage
