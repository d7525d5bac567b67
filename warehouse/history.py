"""What every address showed, run by run: versions by content, and whether it is still there.

The archive is walked in the order of its runs, as the nights did, so that a rebuild after years tells the
same story as each night told on its morning.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pipelines.parquet import ReadArticle, ReadReport
from pipelines.records import Article, Quarantined, ReportRecords
from warehouse.inputs import Inputs

DOCUMENT_ROLES = frozenset({"document", "attachment", "release"})
ARTICLE_ROLES = frozenset({"article", "story_card"})
LISTED_KINDS = frozenset({"document", "release"})
"""Kinds whose listings are complete. A newspaper's feed rolls on: a story no longer in it is not missing."""
FROM_ELSEWHERE = frozenset({"added", "wayback", "common_crawl", "gov_web_archive", "guardian_api"})
"""Ways of discovery by which older states of a page come in."""
NIGHTS_UNTIL_GONE = 3
"""Complete crawls in a row that must miss a document before it counts as gone; one may be a hiccup."""

Capture = Mapping[str, Any]
Row = ReadReport | ReadArticle


@dataclass(frozen=True)
class Version:
    """What an address showed from one run on. `row` is None where no reader has seen the payload."""

    number: int
    run_id: str
    capture: Capture
    row: Row | None

    @property
    def sha256(self) -> str:
        """Hash of the payload's bytes."""
        return str(self.capture["payload_sha256"])

    @property
    def report(self) -> ReportRecords | None:
        """What a document of the inspectorate says."""
        return self.row.records if isinstance(self.row, ReadReport) else None

    @property
    def article(self) -> Article | None:
        """What a story says."""
        return self.row.records if isinstance(self.row, ReadArticle) else None

    @property
    def refused(self) -> tuple[Quarantined, ...]:
        """What of it could not be read."""
        return self.row.quarantined if self.row is not None else ()

    @property
    def is_read(self) -> bool:
        """Whether it says anything at all."""
        report = self.report
        return self.article is not None or (report is not None and report.document is not None)

    @property
    def is_clean(self) -> bool:
        """Whether all of it was read."""
        return self.is_read and not self.refused

    @property
    def is_pdf(self) -> bool:
        """Whether it is a file whose bytes mean something: a page's change with every request."""
        report = self.report
        media = report.document.media_type if report and report.document else str(self.capture["media_type"])
        return media.startswith("application/pdf")

    @property
    def text_sha256(self) -> str | None:
        """Hash of the words alone."""
        if self.report is not None and self.report.document is not None:
            return self.report.document.text_sha256
        if self.article is not None and self.article.text is not None:
            return hashlib.sha256(self.article.text.encode()).hexdigest()
        return None


@dataclass
class Address:
    """One canonical URL through time. `current` is the version whose values count, `latest` the last seen."""

    url: str
    source: str
    role: str
    first_run: str
    found_on: tuple[str, ...] = ()
    versions: list[Version] = field(default_factory=list)
    current: Version | None = None
    was_listed: bool = False
    nights_absent: int = 0
    absent_since: str | None = None

    @property
    def latest(self) -> Version:
        """The last version seen, read or not."""
        return self.versions[-1]

    @property
    def is_gone(self) -> bool:
        """Whether several complete crawls agree that it is no longer there."""
        return self.nights_absent >= NIGHTS_UNTIL_GONE


class Happening(StrEnum):
    """What can happen to an address in one run."""

    NEW = "new"
    CHANGED = "changed"
    REISSUED = "reissued"
    REFUSED = "refused"
    MISSING = "missing"
    RETURNED = "returned"
    GONE = "gone"


@dataclass(frozen=True)
class Event:
    """One thing that happened to one address. `before` and `after` are the versions it happened between."""

    happening: Happening
    address: Address
    before: Version | None
    after: Version


@dataclass
class Night:
    """One run over all sources."""

    run_id: str
    captures: list[Capture] = field(default_factory=list)
    listed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    complete: set[str] = field(default_factory=set)


def nights(inputs: Inputs) -> list[Night]:
    """The runs of the archive, oldest first."""
    found: dict[str, Night] = {}
    for capture in inputs.captures:
        found.setdefault(capture["run_id"], Night(capture["run_id"])).captures.append(capture)
    for sighting in inputs.sightings:
        if sighting["item_kind"] in LISTED_KINDS:
            night = found.setdefault(sighting["run_id"], Night(sighting["run_id"]))
            night.listed[sighting["source"]].add(sighting["canonical_url"])
    for crawl in inputs.crawls:
        if crawl["is_complete_discovery"]:
            found.setdefault(crawl["run_id"], Night(crawl["run_id"])).complete.add(crawl["source"])
    return [found[run_id] for run_id in sorted(found, key=run_order)]


def run_order(run_id: str) -> tuple[str, int]:
    """Sort key of a run's name: `…Z-10` comes after `…Z-9`."""
    start, _, number = run_id.partition("-")
    return start, int(number) if number.isdigit() else 1


class History:
    """Every address the archive knows, as of the last night told to `pass_night`."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.documents: dict[str, Address] = {}
        self.articles: dict[str, Address] = {}
        self._rows: dict[tuple[str, str], Row] = {}
        for row in rows:
            key = (row.payload_sha256, row.canonical_url)
            held = self._rows.get(key)
            if held is None or _preference(row) < _preference(held):
                self._rows[key] = row

    def pass_night(self, night: Night) -> list[Event]:
        """Let one run happen, and tell what it changed, in the order of the archive."""
        events: list[Event] = []
        status: dict[str, int] = {}
        for capture in night.captures:
            shelf = self._shelf(capture["role"])
            if shelf is None:
                continue
            url = capture["canonical_url"]
            status[url] = capture["status"]
            if capture["status"] in (200, 304):
                if shelf is self.articles:
                    events += self._welcome_back(url)
                events += self._observe(shelf, capture, night.run_id)
            elif capture["status"] in (404, 410) and shelf is self.articles:
                events += self._take_leave(url, night.run_id)
        for listed in night.listed.values():
            for url in listed & self.documents.keys():
                self.documents[url].was_listed = True
        for source in sorted(night.complete):
            events += self._call_the_roll(source, night, status)
        return events

    def _take_leave(self, url: str, run_id: str) -> Iterator[Event]:
        """A story that its paper answers is not there: no listing is complete, so that its word must do."""
        address = self.articles.get(url)
        if address is not None and address.absent_since is None:
            address.absent_since = run_id
            yield Event(Happening.GONE, address, address.current, address.latest)

    def _welcome_back(self, url: str) -> Iterator[Event]:
        address = self.articles.get(url)
        if address is not None and address.absent_since is not None:
            address.absent_since = None
            yield Event(Happening.RETURNED, address, address.current, address.latest)

    def _shelf(self, role: str) -> dict[str, Address] | None:
        if role in DOCUMENT_ROLES:
            return self.documents
        return self.articles if role in ARTICLE_ROLES else None

    def _observe(self, shelf: dict[str, Address], capture: Capture, run_id: str) -> Iterator[Event]:
        url = capture["canonical_url"]
        row = self._rows.get((capture["payload_sha256"], url))
        address = shelf.get(url)
        if address is None:
            address = shelf[url] = Address(url, capture["source"], capture["role"], run_id)
        if capture.get("found_on") and capture["found_on"] not in address.found_on:
            address.found_on += (capture["found_on"],)
        version = Version(len(address.versions) + 1, run_id, capture, row)
        if address.versions and (
            version.sha256 == address.latest.sha256
            or _is_same(version, address.latest)
            or _is_older(version, address.latest)
        ):
            return
        before = address.latest if address.versions else None
        address.versions.append(version)
        if not _counts(version, address.current):
            if before is None:
                yield Event(Happening.NEW, address, None, version)
            yield Event(Happening.REFUSED, address, address.current, version)
            return
        earlier, address.current = address.current, version
        if before is None:
            yield Event(Happening.NEW, address, None, version)
            if version.refused:
                yield Event(Happening.REFUSED, address, None, version)
        elif earlier is None or earlier.sha256 != version.sha256:
            is_reissue = earlier is not None and earlier.text_sha256 == version.text_sha256 is not None
            happening = Happening.REISSUED if is_reissue else Happening.CHANGED
            yield Event(happening, address, earlier, version)

    def _call_the_roll(self, source: str, night: Night, status: Mapping[str, int]) -> Iterator[Event]:
        """Tell what a complete crawl no longer found, and what it found again."""
        listed = night.listed.get(source, set())
        for url in sorted(url for url, address in self.documents.items() if address.source == source):
            address = self.documents[url]
            is_absent = status.get(url) in (404, 410)
            is_present = status.get(url) in (200, 304) or (url in listed and not is_absent)
            if is_present and address.nights_absent:
                address.nights_absent, address.absent_since = 0, None
                yield Event(Happening.RETURNED, address, address.current, address.latest)
            elif is_absent or (address.was_listed and not is_present):
                address.nights_absent += 1
                address.absent_since = address.absent_since or night.run_id
                if address.nights_absent == 1:
                    yield Event(Happening.MISSING, address, address.current, address.latest)
                elif address.nights_absent == NIGHTS_UNTIL_GONE:
                    yield Event(Happening.GONE, address, address.current, address.latest)


def _preference(row: Row) -> tuple[int, bool, str]:
    """Newest reader first, then a reading that knew the page's date, then the earliest of such dates."""
    return (-row.parser_version, row.hint is None, row.hint or "")


def _counts(version: Version, current: Version | None) -> bool:
    """Whether a version's values replace the current ones.

    A version with refusals never replaces a clean one: a misprinted word on a re-issued report must not take
    the whole report out of the record.
    """
    return version.is_read and (version.is_clean or current is None or not current.is_clean)


def _is_older(version: Version, latest: Version) -> bool:
    """A WARC taken in from elsewhere may hold an older state of the page, which is not news."""
    if version.capture.get("discovery") not in FROM_ELSEWHERE:
        return False
    return str(version.capture["fetched_at"]) < str(latest.capture["fetched_at"])


def _is_same(version: Version, latest: Version) -> bool:
    """Whether a page says what it said, with other bytes; a nonce would be a change every night."""
    if version.article is not None and latest.article is not None:
        return _story(version.article) == _story(latest.article)
    new, old = version.report, latest.report
    if new is None or old is None or new.document is None or old.document is None or version.is_pdf:
        return False
    unmarked = {"payload_sha256": ""}
    return new.document.model_copy(update=unmarked) == old.document.model_copy(update=unmarked)


def _story(article: Article) -> tuple[object, ...]:
    return (article.title, article.text, article.published_at, article.authors, article.is_relevant)
