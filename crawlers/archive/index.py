"""The index of the archive: what was fetched, what discovery pages listed, and how each crawl ended.

The files are described in docs/architecture.md. Lines are written after the bytes they point to are on
disk; a line that a kill cut short is ignored, so an index never names bytes that are not there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any


class Role(StrEnum):
    """What a capture is for."""

    ROBOTS = "robots"
    DISCOVERY = "discovery"
    DOCUMENT = "document"
    ATTACHMENT = "attachment"
    RELEASE = "release"
    ARTICLE = "article"
    STORY_CARD = "story_card"


class Discovery(StrEnum):
    """How an address became known."""

    REST = "rest"
    SITEMAP = "sitemap"
    LISTING = "listing"
    LEGACY_LISTING = "legacy_listing"
    FEED = "feed"
    NEWS_SITEMAP = "news_sitemap"
    PAGE = "page"
    ADDED = "added"
    SEARCH = "search"
    """A publisher's own search, where it allows crawlers to ask it."""
    GUARDIAN_API = "guardian_api"
    WAYBACK = "wayback"
    COMMON_CRAWL = "common_crawl"
    GOV_WEB_ARCHIVE = "gov_web_archive"


class ItemKind(StrEnum):
    """What a discovery page lists."""

    DOCUMENT = "document"
    RELEASE = "release"
    ARTICLE = "article"


class CrawlStatus(StrEnum):
    """How a crawl ended."""

    OK = "ok"
    WARNING = "warning"
    UNAVAILABLE = "unavailable"
    FAILED = "failed"


@dataclass(frozen=True)
class Capture:
    """One archived response.

    `fetched_at` is UTC, ISO 8601. `payload_sha256` is of the body with its content-encoding removed; for a
    304 it and `payload_bytes` and `media_type` are the earlier capture's. `warc_file` is relative to the
    archive folder; offset and length are bytes of the compressed file.
    """

    capture_id: str
    run_id: str
    source: str
    url: str
    canonical_url: str
    fetched_at: str
    status: int
    role: Role
    media_type: str
    payload_sha256: str
    payload_bytes: int
    warc_file: str
    warc_offset: int
    warc_length: int
    etag: str | None = None
    last_modified: str | None = None
    discovery: Discovery | None = None
    found_on: str | None = None
    redirected_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sighting:
    """One item that a discovery page listed, whether or not it was fetched.

    `published` and `modified` are as listed, in ISO 8601; `post_id` is WordPress's number.
    """

    run_id: str
    source: str
    url: str
    canonical_url: str
    item_kind: ItemKind
    discovery: Discovery
    found_on: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    post_id: int | None = None


@dataclass(frozen=True)
class CrawlReport:
    """How one crawl of one source ended (`<run>.crawl.json`).

    `discovered` counts by item kind, and for newspapers also `entry`: all entries of their feeds, of which
    `article` are on the topic. Only from a crawl with `is_complete_discovery` may anyone conclude that an
    item is gone. `fetched` counts responses from the network other than 304s.
    """

    run_id: str
    source: str
    status: CrawlStatus
    reasons: tuple[str, ...]
    started_at: str
    finished_at: str
    discovered: dict[str, int] = field(default_factory=dict)
    is_complete_discovery: bool = False
    requests: int = 0
    fetched: int = 0
    not_modified: int = 0
    errors: int = 0
    is_replica: bool = False


def capture_id(url: str, fetched_at: str, payload_sha256: str) -> str:
    """The name of a capture: it depends on nothing but what was fetched, where and when."""
    return hashlib.sha256(f"{url} {fetched_at} {payload_sha256}".encode()).hexdigest()[:16]


def run_order(run_id: str) -> tuple[str, int]:
    """A key that sorts runs by start; the tenth run of a second comes after the second."""
    start, _, again = run_id.partition("-")
    return start, int(again or 1)


def index_files(archive: Path) -> list[tuple[str, str, int, Path]]:
    """All index files as (run_id, source, n, path), in the order in which they were begun."""
    found = []
    for path in archive.glob("*/*.index.jsonl"):
        run_id, _, n = path.name.removesuffix(".index.jsonl").rpartition("-")
        found.append((run_id, path.parent.name, int(n), path))
    return sorted(found, key=lambda entry: (run_order(entry[0]), entry[1], entry[2]))


def read_captures(
    archive: Path, *, source: str | None = None, run_id: str | None = None
) -> Iterator[Capture]:
    """All captures by run, source, process and line; of one source or run if asked."""
    for of_run, of_source, _, path in index_files(archive):
        if source in {None, of_source} and run_id in {None, of_run}:
            for line in read_lines(path):
                yield capture_from(line)


def read_sightings(archive: Path, *, source: str | None = None) -> Iterator[Sighting]:
    """All sightings by run and source, in the order they were made."""
    ending = ".discovered.jsonl"
    paths = [path for path in archive.glob(f"*/*{ending}") if source in {None, path.parent.name}]
    for path in sorted(paths, key=lambda path: (run_order(path.name.removesuffix(ending)), path.parent.name)):
        for line in read_lines(path):
            yield sighting_from(line)


def read_crawls(archive: Path) -> list[CrawlReport]:
    """How the crawls ended, by run and source. A run without one was cut short."""
    crawls = []
    for path in archive.glob("*/*.crawl.json"):
        line = _known_fields(CrawlReport, json.loads(path.read_bytes()))
        line["status"] = CrawlStatus(line["status"])
        line["reasons"] = tuple(line["reasons"])
        crawls.append(CrawlReport(**line))
    return sorted(crawls, key=lambda crawl: (run_order(crawl.run_id), crawl.source))


def write_crawl(archive: Path, report: CrawlReport) -> Path:
    """Write how a crawl ended; the file appears whole or not at all."""
    path = archive / report.source / f"{report.run_id}.crawl.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(report), file, indent=1, ensure_ascii=False)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    return path


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON lines of a file; a last line without its newline was cut short and does not count."""
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield json.loads(line)


def capture_from(line: Mapping[str, Any]) -> Capture:
    """A capture from its index line."""
    known = _known_fields(Capture, line)
    known["role"] = Role(line["role"])
    known["discovery"] = Discovery(line["discovery"]) if line.get("discovery") else None
    known["redirected_from"] = tuple(line.get("redirected_from") or ())
    return Capture(**known)


def sighting_from(line: Mapping[str, Any]) -> Sighting:
    """A sighting from its line."""
    known = _known_fields(Sighting, line)
    known["item_kind"] = ItemKind(line["item_kind"])
    known["discovery"] = Discovery(line["discovery"])
    return Sighting(**known)


def _known_fields(kind: type[Any], line: Mapping[str, Any]) -> dict[str, Any]:
    """A later version may have added fields: an older reader leaves them alone."""
    names = {item.name for item in fields(kind)}
    return {name: value for name, value in line.items() if name in names}
