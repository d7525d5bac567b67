"""What the replica's documents are made from, and what reading them must give back.

Only `tests/replica` and tests read these: the readers under test never see them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from pipelines.vocabulary import DatePrecision, Framework, Rating


@dataclass(frozen=True)
class KeyQuestion:
    """A row under a case standard: what was asked, and in how many per cent of cases it was so."""

    question: str
    percent: int


@dataclass(frozen=True)
class StandardFact:
    """One rated standard as the report prints it."""

    code: str
    printed_name: str
    rating: Rating
    counts: bool = True
    key_questions: tuple[KeyQuestion, ...] = ()


@dataclass(frozen=True)
class RecommendationFact:
    """One recommendation, numbered continuously over the report."""

    number: int
    addressee: str
    text: str


@dataclass(frozen=True)
class FindingFact:
    """A percentage or count stated in prose, with the sentence it stands in."""

    measure: str
    value_text: str
    sentence: str


@dataclass(frozen=True)
class ReportFact:
    """One report: the facts, and how the replica publishes it.

    `body_ids` has two members for a Quality & Impact report. `shapes` says whether the web page holds the
    report (`html`), a PDF does (`pdf`), or both. `site` is where it is listed. `first_edition` is the night
    it first appears on.
    """

    key: str
    framework: Framework
    body_ids: tuple[str, ...]
    area: str
    title: str
    slug: str
    post_id: int
    published: datetime
    chief_inspector: str
    lead_inspector: str | None = None
    fieldwork_start: date | None = None
    fieldwork_precision: DatePrecision = DatePrecision.MONTH
    overall_rating: Rating | None = None
    score: int | None = None
    score_max: int | None = None
    standards: tuple[StandardFact, ...] = ()
    recommendations: tuple[RecommendationFact, ...] = ()
    findings: tuple[FindingFact, ...] = ()
    language: str = "en"
    twin_key: str | None = None
    release_key: str | None = None
    shapes: tuple[str, ...] = ("html",)
    site: str = "hale"
    first_edition: int = 1
    invented: tuple[str, ...] = ()
    """Fields whose value no source gives and the replica made up (standards, recommendations …)."""


@dataclass(frozen=True)
class ReleaseFact:
    """A press release, about one report or several."""

    key: str
    slug: str
    post_id: int
    title: str
    published: datetime
    report_keys: tuple[str, ...]
    paragraphs: tuple[str, ...]
    first_edition: int = 1


@dataclass(frozen=True)
class StoryFact:
    """A newspaper story and the inspections it is about; none for a hard negative."""

    key: str
    outlet: str
    url: str
    headline: str
    published: datetime
    report_keys: tuple[str, ...]
    paragraphs: tuple[str, ...]
    author: str | None = None
    copy_of: str | None = None
    later_headlines: dict[int, str] = field(default_factory=dict)
    """Edition → headline from that night on."""
    first_edition: int = 1


def load_reports() -> list[ReportFact]:
    """All reports of the replica, oldest first."""
    raise NotImplementedError


def load_releases() -> list[ReleaseFact]:
    """All press releases of the replica, oldest first."""
    raise NotImplementedError


def load_stories() -> list[StoryFact]:
    """All stories of the replica, oldest first."""
    raise NotImplementedError
