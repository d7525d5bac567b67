"""What the readers make of one file that somebody has, without archiving or publishing anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.sources import HmiProbationSource, load_source
from flows.errors import CannotStartError
from flows.home import Home
from flows.read import read_records
from pipelines import news, reports
from pipelines.bodies.register import load_register
from pipelines.news.story_facts import StoryFacts, story_facts
from pipelines.records import Article, CoverageLink, PartialDate, Quarantined, ReportRecords
from pipelines.vocabulary import DatePrecision


@dataclass(frozen=True)
class ReadStory:
    """A story as read, what it states, and the inspections of this data folder's record that it is about."""

    article: Article
    facts: StoryFacts
    refused: tuple[Quarantined, ...]
    links: tuple[CoverageLink, ...]


def parse_file(
    path: Path, url: str, *, home: Home, published: date | None = None, sources: Path | None = None
) -> ReportRecords | ReadStory:
    """Read a report (a PDF, or a page of the inspectorate's hosts) or a news story (any other page)."""
    if not path.is_file():
        raise CannotStartError(f"There is no file {path}.")
    if not urlsplit(url).hostname:
        raise CannotStartError(f"{url!r} is no address; give the page's own with --url https://…")
    payload = path.read_bytes()
    media_type = media_type_of(payload)
    if media_type == "application/pdf" or is_inspectorate(url, sources):
        hint = PartialDate(value=published, precision=DatePrecision.DAY) if published else None
        return reports.read(payload, media_type=media_type, url=url, published=hint)
    article = news.extract(payload, url=url)
    known, _ = read_records(home)
    records = [row.records for row in known if row.records is not None]
    register = load_register()
    links = news.link(
        article,
        register,
        [inspection for record in records for inspection in record.inspections],
        [release for record in records for release in record.releases],
    )
    return ReadStory(article, story_facts(article, register), news.refusals(payload, article), tuple(links))


def media_type_of(payload: bytes) -> str:
    """What the bytes are; a file on somebody's disk has no header that says so."""
    if payload.lstrip()[:5] == b"%PDF-":
        return "application/pdf"
    return "text/html"


def is_inspectorate(url: str, sources: Path | None) -> bool:
    """Whether the address is one of the inspectorate's, old or new."""
    source = load_source("hmi_probation", sources)
    return isinstance(source, HmiProbationSource) and source.owns(url)
