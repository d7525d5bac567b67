"""The archive: what is written comes back, and what a kill leaves behind harms nothing."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers.archive.encoding import UndecodableBodyError, decoded
from crawlers.archive.index import (
    Capture,
    Discovery,
    ItemKind,
    Role,
    Sighting,
    read_captures,
    read_sightings,
    run_order,
)
from crawlers.archive.memory import Memory
from crawlers.archive.read import payload, stored
from crawlers.archive.write import ArchiveWriter, Origin, SightingWriter
from crawlers.errors import ArchiveDamagedError
from crawlers.sources import load_source
from tests.crawlers.crawling import SOURCES

RUN = "20261121T021500Z"
HMI_PROBATION = load_source("hmi_probation", SOURCES)
PAGE = b"<h1>An inspection</h1>" * 50
URL = "https://www.example.test/document/a"
HEADERS = (
    ("Content-Type", "text/html; charset=UTF-8"),
    ("ETag", '"v1"'),
    ("X-Cache", "HIT"),
    ("X-Cache", "again"),
)


def origin(url: str = URL, at: str = "2026-11-21T02:15:03.000001Z") -> Origin:
    return Origin(
        url, at, Role.DOCUMENT, Discovery.REST, "https://www.example.test/wp-json/", ("http://old.test/",)
    )


def write(archive: Path, *bodies: bytes, run: str = RUN) -> list[Capture]:
    with ArchiveWriter(archive, HMI_PROBATION, run) as writer:
        return [
            writer.write_response(origin(f"{URL}{n}"), 200, HEADERS, body) for n, body in enumerate(bodies)
        ]


def test_a_compressed_response_is_stored_as_it_came_and_read_back_unpacked(tmp_path: Path) -> None:
    body = gzip.compress(PAGE, mtime=0)
    with ArchiveWriter(tmp_path, HMI_PROBATION, RUN) as writer:
        written = writer.write_response(origin(), 200, (*HEADERS, ("Content-Encoding", "gzip")), body)
    (capture,) = read_captures(tmp_path)
    assert capture == written
    assert capture.payload_sha256 == hashlib.sha256(PAGE).hexdigest()
    assert (capture.payload_bytes, capture.media_type, capture.etag) == (len(PAGE), "text/html", '"v1"')
    assert capture.canonical_url == "https://example.test/document/a/"
    assert capture.redirected_from == ("http://old.test/",)
    assert payload(tmp_path, capture) == PAGE
    assert [value for name, value in stored(tmp_path, capture).headers if name == "X-Cache"] == [
        "HIT",
        "again",
    ]
    with (tmp_path / capture.warc_file).open("rb") as file:
        record = next(iter(ArchiveIterator(file)))
        assert record.raw_stream.read() == body


def test_a_304_leads_to_the_earlier_bytes_even_from_another_file(tmp_path: Path) -> None:
    (first,) = write(tmp_path, PAGE)
    with ArchiveWriter(tmp_path, HMI_PROBATION, "20261122T021500Z") as writer:
        second = writer.write_not_modified(origin(first.url, "2026-11-22T02:15:03.000001Z"), (), first)
    assert (second.status, second.payload_sha256, second.payload_bytes) == (
        304,
        first.payload_sha256,
        len(PAGE),
    )
    assert second.etag == '"v1"'
    assert payload(tmp_path, second) == PAGE
    assert second.capture_id != first.capture_id


def test_every_record_is_a_gzip_member_found_by_its_offset(tmp_path: Path) -> None:
    first, second = write(tmp_path, PAGE, b"%PDF-1.7 body")
    held = (tmp_path / second.warc_file).read_bytes()
    assert second.warc_offset == first.warc_length
    member = held[second.warc_offset : second.warc_offset + second.warc_length]
    assert gzip.decompress(member).startswith(b"WARC/1.1\r\n")


def test_a_torn_tail_is_never_written_behind(tmp_path: Path) -> None:
    first, second = write(tmp_path, PAGE, PAGE[:40])
    warc = tmp_path / second.warc_file
    warc.write_bytes(warc.read_bytes()[:-10])
    index = warc.with_name(f"{RUN}-1.index.jsonl")
    index.write_bytes(index.read_bytes()[:-5])
    (again,) = write(tmp_path, PAGE)
    assert again.warc_file == f"hmi_probation/{RUN}-2.warc.gz"
    assert [capture.warc_file for capture in read_captures(tmp_path)] == [first.warc_file, again.warc_file]
    assert all(payload(tmp_path, capture) == PAGE for capture in read_captures(tmp_path))


def test_bytes_that_are_not_what_was_fetched_are_refused(tmp_path: Path) -> None:
    (capture,) = write(tmp_path, PAGE)
    with pytest.raises(ArchiveDamagedError, match="restore that file"):
        payload(tmp_path, replace(capture, payload_sha256="0" * 64))
    with pytest.raises(ArchiveDamagedError, match="ends before byte"):
        payload(tmp_path, replace(capture, warc_offset=capture.warc_length))
    (tmp_path / capture.warc_file).unlink()
    with pytest.raises(ArchiveDamagedError, match="is missing"):
        payload(tmp_path, capture)


def test_captures_are_read_in_the_order_of_runs_not_of_names(tmp_path: Path) -> None:
    for run in (f"{RUN}-10", RUN, f"{RUN}-2"):
        write(tmp_path, PAGE, run=run)
    assert [capture.run_id for capture in read_captures(tmp_path)] == [RUN, f"{RUN}-2", f"{RUN}-10"]
    assert run_order("20261122T021500Z") > run_order(f"{RUN}-99")


def test_an_index_line_of_a_later_version_is_read(tmp_path: Path) -> None:
    (capture,) = write(tmp_path, PAGE)
    index = tmp_path / "hmi_probation" / f"{RUN}-1.index.jsonl"
    index.write_text(json.dumps({**json.loads(index.read_text()), "invented_later": 1}) + "\n")
    assert list(read_captures(tmp_path)) == [capture]


def test_a_resumed_run_lists_each_sighting_once_and_drops_a_torn_line(tmp_path: Path) -> None:
    sightings = [
        Sighting(
            RUN,
            "hmi_probation",
            f"{URL}{n}",
            f"{URL}{n}/",
            ItemKind.DOCUMENT,
            Discovery.REST,
            "found",
            "Título",
        )
        for n in range(3)
    ]
    writer = SightingWriter(tmp_path, "hmi_probation", RUN)
    for sighting in sightings[:2]:
        writer.write(sighting)
    writer.close()
    path = tmp_path / "hmi_probation" / f"{RUN}.discovered.jsonl"
    path.write_bytes(path.read_bytes()[:-9])
    resumed = SightingWriter(tmp_path, "hmi_probation", RUN, list(read_sightings(tmp_path)))
    for sighting in sightings:
        resumed.write(sighting)
    resumed.close()
    assert list(read_sightings(tmp_path)) == sightings


def test_memory_knows_where_an_old_address_leads_and_under_which_date_a_page_was_fetched(
    tmp_path: Path,
) -> None:
    old, new = "http://old.test/inspections/a/", "https://new.test/document/a/"
    with ArchiveWriter(tmp_path, HMI_PROBATION, RUN) as writer:
        writer.write_response(Origin(old, "2026-11-21T02:15:03Z", Role.DOCUMENT), 301, (), b"")
        fetched = Origin(new, "2026-11-21T02:15:04Z", Role.DOCUMENT, redirected_from=(old,))
        writer.write_response(fetched, 200, HEADERS, PAGE)
    listed = Sighting(
        RUN, "hmi_probation", new, new, ItemKind.DOCUMENT, Discovery.REST, "x", modified="2026-01-01"
    )
    later = replace(listed, run_id="20261122T021500Z", modified="2026-02-02")
    for sighting in (listed, later):
        writing = SightingWriter(tmp_path, "hmi_probation", sighting.run_id)
        writing.write(sighting)
        writing.close()
    memory = Memory(tmp_path, "hmi_probation", "20261123T021500Z")
    last = memory.last_fetch(old)
    assert last is not None
    assert last.url == new
    assert memory.listed_when_fetched(new) == "2026-01-01"


@pytest.mark.parametrize(
    ("encoding", "body"), [("gzip", gzip.compress(PAGE)), ("identity", PAGE), (None, PAGE)]
)
def test_a_body_is_unpacked(encoding: str | None, body: bytes) -> None:
    assert decoded(body, encoding) == PAGE


def test_a_body_that_unpacks_to_too_much_or_is_packed_strangely_is_refused() -> None:
    with pytest.raises(UndecodableBodyError, match="more than 1000 bytes"):
        decoded(gzip.compress(b"0" * 100_000), "gzip", limit=1000)
    with pytest.raises(UndecodableBodyError, match="sdch"):
        decoded(PAGE, "sdch")
