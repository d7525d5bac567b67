"""The facts of the replica's documents as typed values; `facts` loads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from pipelines.vocabulary import DatePrecision, DocumentKind, Framework, Progress, Rating


@dataclass(frozen=True)
class KeyQuestion:
    """A row under a case standard: what was asked, and in how many per cent of cases it was so."""

    question: str
    percent: int


@dataclass(frozen=True)
class StandardFact:
    """One rated standard as the report prints it. `code` is "" where the framework prints none."""

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
class ProgressFact:
    """What became of one earlier recommendation, as printed: number and addressee only where they are."""

    text: str
    status_text: str
    progress: Progress
    number: int | None = None
    addressee: str | None = None


@dataclass(frozen=True)
class EarlierFact:
    """The part about recommendations of an earlier inspection; `form` is how it is set."""

    heading: str
    intro: str
    year: int | None
    form: str
    items: tuple[ProgressFact, ...]


@dataclass(frozen=True)
class KeyFigure:
    """One key fact as printed; `value` is the number it plainly is."""

    label: str
    value_text: str
    value: float | None = None
    context: str | None = None
    as_at: str | None = None


@dataclass(frozen=True)
class KeyFactsFact:
    """The page of key facts; `form` is how it is set, `source` what stands under it."""

    heading: str
    intro: str
    form: str
    figures: tuple[KeyFigure, ...]
    source: str | None = None


@dataclass(frozen=True)
class ReportFact:
    """One report: the facts, and how the replica publishes it.

    `body_ids` has two members for a Quality & Impact report. `shapes` says whether the web page holds the
    report (`html`), a PDF does (`pdf`), or both; `page` marks a page without a body, like those brought over
    from the old site. `site` is where it is listed. `first_edition` is the night it first appears on.
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
    earlier: EarlierFact | None = None
    key_facts: KeyFactsFact | None = None
    language: str = "en"
    twin_key: str | None = None
    release_key: str | None = None
    shapes: tuple[str, ...] = ("html",)
    site: str = "hale"
    first_edition: int = 1
    invented: tuple[str, ...] = ()
    """Fields whose value no source gives and the replica made up (standards, recommendations …)."""
    not_rated: tuple[tuple[str, str], ...] = ()
    """Code and name of standards that the report prints as not rated, because there were no such cases."""
    summary: str = ""
    """What the web page says above its files; siblings of one day share it."""
    source: str = ""
    """Where the facts that are not invented were read."""
    producer_stamp: str = ""
    """Written into the PDF's metadata: a re-issued file has other bytes and the same words."""


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
    site: str = "hale"


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
    looks_like: str = ""
    """For a hard negative: why a hasty reader would take it for a story about an inspection of probation."""


@dataclass(frozen=True)
class OtherDocument:
    """A document of the inspectorate that is no report; never to be searched for ratings of a service."""

    key: str
    kind: DocumentKind
    slug: str
    post_id: int
    title: str
    published: datetime
    summary: str = ""
    details: tuple[tuple[str, str], ...] = ()
    """Label and value of the page's detail rows, as a consultation has them."""
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Heading and paragraphs; the heading is "" for what comes before the first."""
    first_edition: int = 1
