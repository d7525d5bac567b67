"""Taking in WARC files made by others: Common Crawl, a browser's recorder, the UK Government Web Archive.

What is ours is copied into files of our own, with the date it was fetched by them, and indexed with
`discovery` = `added`; their file is not needed afterwards.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from parsel import Selector
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from crawlers.archive.index import Discovery, Role, capture_id, read_captures
from crawlers.archive.write import ArchiveWriter, Headers, Origin
from crawlers.canonical import original_url
from crawlers.local_news.topic import is_on_topic
from crawlers.sources import HmiProbationSource, Policy, Source, load_source, source_ids

_CODINGS = frozenset({"content-encoding", "transfer-encoding", "content-length"})


class Refusal(StrEnum):
    """Why a record was not taken in."""

    NOT_A_PAGE = "not a response with status 200"
    NOT_OUR_HOST = "of a host that no source names"
    NOT_AN_ITEM = "neither a report, a release, a file nor a story on the topic"
    MAY_NOT_BE_KEPT = "of an outlet whose pages may not be kept"
    KNOWN = "already in the archive"


@dataclass(frozen=True)
class AddSummary:
    """What became of a file's records; `damage` says where it could not be read on."""

    warc: str
    added: int
    refused: dict[Refusal, int]
    damage: str | None = None


@dataclass(frozen=True)
class _Page:
    url: str
    fetched_at: str
    headers: Headers
    media_type: str
    payload: bytes


def add_warc(
    archive: Path, warc: Path, *, run_id: str, source: str | None = None, sources: Path | None = None
) -> AddSummary:
    """Take in the records of one `.warc` or `.warc.gz` that belong to a source. Adding twice adds nothing.

    `source` restricts it to one source; `sources` is a folder of source files other than ours. A file that is
    damaged half-way gives what stands before the damage, and says so.
    """
    wanted = [load_source(name, sources) for name in source_ids(sources) if source in {None, name}]
    known = {capture.capture_id for capture in read_captures(archive)}
    refused: Counter[Refusal] = Counter()
    added, damage = 0, None
    with ExitStack() as stack, warc.open("rb") as file:
        writers: dict[str, ArchiveWriter] = {
            one.id: stack.enter_context(ArchiveWriter(archive, one, run_id)) for one in wanted
        }
        try:
            for page in _pages(file, refused):
                taken = _place(page, wanted)
                name = capture_id(page.url, page.fetched_at, hashlib.sha256(page.payload).hexdigest())
                if isinstance(taken, Refusal):
                    refused[taken] += 1
                elif name in known:
                    refused[Refusal.KNOWN] += 1
                else:
                    owner, role = taken
                    origin = Origin(page.url, page.fetched_at, role, Discovery.ADDED, found_on=None)
                    writers[owner].write_response(origin, 200, page.headers, page.payload)
                    known.add(name)
                    added += 1
        except (ArchiveLoadFailed, EOFError, OSError) as error:
            damage = f"{warc} cannot be read beyond byte {file.tell()}: {error}"
    return AddSummary(str(warc), added, dict(refused), damage)


def _pages(file: BinaryIO, refused: Counter[Refusal]) -> Iterator[_Page]:
    """The pages of a WARC file. Raises EOFError where it was cut: warcio takes that for its end."""
    records = ArchiveIterator(file, arc2warc=True)
    for record in _whole(records):
        page = _page(record) if record.rec_type == "response" else None
        record.raw_stream.read()
        if getattr(record.raw_stream, "limit", None) != 0:
            raise EOFError("it was cut short in the middle of a record")
        if page is not None:
            yield page
        elif record.rec_type != "warcinfo":
            refused[Refusal.NOT_A_PAGE] += 1
    if records.offset < file.seek(0, os.SEEK_END):
        raise EOFError("what follows is no record")


def _whole(records: ArchiveIterator) -> Iterator[ArcWarcRecord]:
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except AttributeError as error:  # what warcio runs into where a record's head is cut off
            raise EOFError("it was cut short in the head of a record") from error
        yield record


def _page(record: ArcWarcRecord) -> _Page | None:
    if record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return None
    headers = tuple(
        (name, value) for name, value in record.http_headers.headers if name.lower() not in _CODINGS
    )
    media_type = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    moment = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")).astimezone(UTC)
    return _Page(
        url=original_url(record.rec_headers.get_header("WARC-Target-URI").strip("<>")),
        fetched_at=moment.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        headers=headers,
        media_type=media_type,
        payload=record.content_stream().read(),
    )


def _place(page: _Page, sources: list[Source]) -> tuple[str, Role] | Refusal:
    """Which source a page belongs to, and as what; or why to none."""
    for source in sources:
        if isinstance(source, HmiProbationSource):
            if source.owns(page.url):
                role = _inspectorate_role(page)
                return (source.id, role) if role else Refusal.NOT_AN_ITEM
            continue
        outlet = source.outlet_of(page.url)
        if outlet is None:
            continue
        if outlet.policy is not Policy.FULL_TEXT:
            return Refusal.MAY_NOT_BE_KEPT
        return (source.id, Role.ARTICLE) if _is_story(page) else Refusal.NOT_AN_ITEM
    return Refusal.NOT_OUR_HOST


def _inspectorate_role(page: _Page) -> Role | None:
    path = urlsplit(page.url).path
    if page.media_type == "application/pdf" or path.lower().endswith(".pdf"):
        return Role.ATTACHMENT
    places = {
        "/document/": Role.DOCUMENT,
        "/news/": Role.RELEASE,
        "/hmiprobation/inspections/": Role.DOCUMENT,
        "/hmiprobation/media/press-release": Role.RELEASE,
    }
    return next(
        (
            role
            for prefix, role in places.items()
            if path.startswith(prefix) and path.rstrip("/") != prefix.rstrip("/")
        ),
        None,
    )


def _is_story(page: _Page) -> bool:
    if page.media_type != "text/html" or urlsplit(page.url).path in {"", "/"}:
        return False
    text = page.payload.decode("utf-8", "replace")
    title = Selector(text=text).css("title::text").get() or "" if text.strip() else ""
    return is_on_topic(title, "", page.url) or "probation" in text.lower()
