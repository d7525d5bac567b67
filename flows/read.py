"""Reading the archive into records: the stage that costs, and therefore remembers.

A payload is read once per (payload, URL, publication hint, reader version) and belongs to the first WARC
file that holds it, so that deleting `records/` and reading again gives the same files. Pages are read before
their attachments: a PDF's cover often states only a month, and the day comes from the page that carries it.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from crawlers.archive.index import Capture, read_captures
from crawlers.archive.read import payload as payload_of
from flows.home import Home
from pipelines import news, reports
from pipelines.parquet import ReadArticle, ReadReport, read_metadata, read_rows, write_rows
from pipelines.records import PartialDate, Quarantined
from pipelines.vocabulary import QuarantineReason

log = logging.getLogger(__name__)

Row = ReadReport | ReadArticle
R = TypeVar("R", ReadReport, ReadArticle)
SHELVES: dict[str, tuple[str, ...]] = {
    "pages": ("document", "release"),
    "files": ("attachment",),
    "stories": ("article", "story_card"),
}
"""Parquet files per WARC file, in the order they are read, and the capture roles each holds."""


@dataclass
class ReadSummary:
    """What the stage did: payloads read now, reused from before, and refused, by reason."""

    read: int = 0
    reused: int = 0
    quarantined: Counter[str] = field(default_factory=Counter)
    new_by_layout: Counter[str] = field(default_factory=Counter)
    new_drift: int = 0
    new_reports: int = 0


@dataclass
class Meter:
    """How far the reading is, counted in captures: payloads known from before are passed in one step."""

    total: int
    show: Callable[[int, int], None] | None
    done: int = 0

    def one_more(self) -> None:
        """A payload was read."""
        self.stands_at(self.done + 1)

    def stands_at(self, done: int) -> None:
        """Everything up to here is read or known."""
        self.done = done
        if self.show is not None:
            self.show(done, self.total)


@dataclass(frozen=True)
class Job:
    """One payload to read: the capture it comes from, and the publication date its page states."""

    capture: Capture
    hint: PartialDate | None

    @property
    def key(self) -> str:
        """What the result depends on, beside the reader's version."""
        return f"{self.capture.payload_sha256} {self.capture.canonical_url} {self.hint or ''}"


def read_archive(home: Home, *, on_progress: Callable[[int, int], None] | None = None) -> ReadSummary:
    """Read every payload of the archive that has not been read by this version of its reader."""
    by_warc: dict[str, list[Capture]] = defaultdict(list)
    for capture in read_captures(home.archive):
        if capture.status == 200:
            by_warc[capture.warc_file].append(capture)
    total = sum(len(captures) for captures in by_warc.values())
    summary, seen, hints, meter = (
        ReadSummary(),
        set[str](),
        dict[str, PartialDate](),
        Meter(total, on_progress),
    )
    done = 0
    for warc_file, captures in by_warc.items():
        for shelf, roles in SHELVES.items():
            jobs = list(_unseen(captures, roles, seen, hints))
            path = _shelf_path(home, shelf, warc_file)
            rows = _shelve(home, path, jobs, shelf, summary, meter=meter)
            hints.update(_publication_dates(rows, hints))
        done += len(captures)
        meter.stands_at(done)
    return summary


def _unseen(
    captures: Iterable[Capture], roles: tuple[str, ...], seen: set[str], hints: dict[str, PartialDate]
) -> Iterator[Job]:
    for capture in captures:
        if capture.role not in roles:
            continue
        hint = hints.get(capture.found_on or "") if capture.role == "attachment" else None
        job = Job(capture, hint)
        if job.key not in seen:
            seen.add(job.key)
            yield job


def _shelf_path(home: Home, shelf: str, warc_file: str) -> Path:
    name, version = (
        (news.PARSER, news.PARSER_VERSION) if shelf == "stories" else (reports.PARSER, reports.PARSER_VERSION)
    )
    stem = warc_file.removesuffix(".gz").removesuffix(".warc").replace("/", "--")
    return home.records / f"{name}-v{version}" / f"{stem}.{shelf}.parquet"


def _shelve(
    home: Home, path: Path, jobs: list[Job], shelf: str, summary: ReadSummary, *, meter: Meter
) -> list[Row]:
    model: type[Row] = ReadArticle if shelf == "stories" else ReadReport
    fingerprint = hashlib.sha256("\n".join(job.key for job in jobs).encode()).hexdigest()
    if path.exists() and read_metadata(path).get("jobs") == fingerprint:
        rows: list[Row] = read_rows(path, model)
        summary.reused += len(rows)
    elif jobs:
        rows = []
        for job in jobs:
            rows.append(_read(home, job, shelf))
            meter.one_more()
        write_rows(path, rows, model, metadata={"jobs": fingerprint})
        summary.read += len(rows)
        _count_new(rows, summary)
    else:
        path.unlink(missing_ok=True)
        return []
    summary.quarantined.update(refused.reason.value for row in rows for refused in row.quarantined)
    return rows


def _count_new(rows: list[Row], summary: ReadSummary) -> None:
    drift = {
        QuarantineReason.LAYOUT_DRIFT,
        QuarantineReason.UNKNOWN_RATING,
        QuarantineReason.UNKNOWN_STANDARD,
    }
    for row in rows:
        if not isinstance(row, ReadReport):
            continue
        document = row.records.document if row.records else None
        if document is not None and document.layout:
            summary.new_by_layout[document.layout] += 1
        summary.new_reports += bool(row.records and row.records.inspections)
        summary.new_drift += any(refused.reason in drift for refused in row.quarantined)


def _read(home: Home, job: Job, shelf: str) -> Row:
    capture = job.capture
    common: dict[str, Any] = {
        "payload_sha256": capture.payload_sha256,
        "canonical_url": capture.canonical_url,
        "url": capture.url,
        "source": capture.source,
        "role": capture.role,
        "hint": str(job.hint) if job.hint else None,
    }
    payload = payload_of(home.archive, capture)
    try:
        if shelf == "stories":
            reader = news.story_card if capture.role == "story_card" else news.extract
            article = reader(payload, url=capture.url)
            return ReadArticle(
                **common,
                parser=news.PARSER,
                parser_version=news.PARSER_VERSION,
                records=article,
                quarantined=news.refusals(payload, article),
            )
        read = reports.read(payload, media_type=capture.media_type, url=capture.url, published=job.hint)
        return ReadReport(
            **common,
            parser=reports.PARSER,
            parser_version=reports.PARSER_VERSION,
            records=read,
            quarantined=read.quarantined,
        )
    except Exception as error:  # one page that trips a reader must not lose the night; it is counted
        log.exception("reading %s failed", capture.url)
        refused = Quarantined(
            url=capture.url,
            payload_sha256=capture.payload_sha256,
            reason=QuarantineReason.PARSER_ERROR,
            detail=f"{type(error).__name__}: {error}",
        )
        model = ReadArticle if shelf == "stories" else ReadReport
        parser = news if shelf == "stories" else reports
        return model(
            **common,
            parser=parser.PARSER,
            parser_version=parser.PARSER_VERSION,
            records=None,
            quarantined=(refused,),
        )


def _publication_dates(rows: Iterable[Row], known: dict[str, PartialDate]) -> dict[str, PartialDate]:
    """First seen date per page: a later edit of the page does not move the day a report came out."""
    dates: dict[str, PartialDate] = {}
    for row in rows:
        document = row.records.document if isinstance(row, ReadReport) and row.records else None
        if document is not None and document.published is not None and row.url not in known:
            dates.setdefault(row.url, document.published)
    return dates


def read_records(home: Home) -> tuple[list[ReadReport], list[ReadArticle]]:
    """All rows that this version of the readers has made, in the archive's order."""
    return (
        _all_rows(home.records / f"{reports.PARSER}-v{reports.PARSER_VERSION}", ReadReport),
        _all_rows(home.records / f"{news.PARSER}-v{news.PARSER_VERSION}", ReadArticle),
    )


def _all_rows(folder: Path, model: type[R]) -> list[R]:
    return [row for path in sorted(folder.glob("*.parquet")) for row in read_rows(path, model)]


def drifted(summary: ReadSummary) -> bool:
    """Whether most new documents no longer look as the readers know them (exit status 50)."""
    return summary.new_drift >= 3 and summary.new_drift > summary.new_reports
