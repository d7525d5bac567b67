"""The typed records that readers return and the warehouse is built from.

Every value that can be printed about a service carries an `Evidence`: which bytes, where in them, and the
words themselves. A record without it cannot be constructed, so a rating can never reach the warehouse
unsupported. Records are immutable and hold no clock and no retrieval time: the same bytes read by the same
reader version give equal records on any day.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field, computed_field

from pipelines.vocabulary import (
    Concept,
    CoverageRule,
    DatePrecision,
    DocumentKind,
    FigureUnit,
    Framework,
    Language,
    PageKind,
    Progress,
    QuarantineReason,
    Rating,
    ReviewSubject,
)


class Record(BaseModel):
    """Base of all records: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Record):
    """Where a value stands: the bytes, the place in them, the verbatim words.

    `document_sha256` names the payload; `page` counts from 1 in PDFs; `heading` is the path of headings
    above the value ("Ratings", "2. Service delivery > P 2.1 Assessment"); `char_start`/`char_end` index
    into the normalised text of the document; `box` is left, bottom, right, top in PDF points.
    """

    document_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    page: int | None = None
    heading: str | None = None
    char_start: int | None = None
    char_end: int | None = None
    box: tuple[float, float, float, float] | None = None
    quote: str = Field(min_length=1)


class PartialDate(Record):
    """A date as precisely as the source states it; the day of a month-only date is 1 and means nothing."""

    value: date
    precision: DatePrecision

    def __str__(self) -> str:
        """Print only what is known: 2022-05-17, 2022-05 or 2022."""
        return self.value.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


class InspectionRecord(Record):
    """One fieldwork of one body under one framework, as one document tells it.

    A Quality & Impact report about a CRC and an NPS division gives two of these. `overall_rating` is None
    for unrated programmes, and then `rating_reason` says so.
    """

    body_id: str
    framework: Framework
    title: str
    published: PartialDate | None = None
    fieldwork_start: PartialDate | None = None
    fieldwork_end: PartialDate | None = None
    overall_rating: Rating | None = None
    rating_reason: str | None = None
    score: int | None = None
    score_max: int | None = None
    lead_inspector: str | None = None
    chief_inspector: str | None = None
    evidence: Evidence
    """The words that name the body and the programme."""
    overall_evidence: Evidence | None = None
    score_evidence: Evidence | None = None
    fieldwork_evidence: Evidence | None = None
    published_evidence: Evidence | None = None
    """The words that date the publication. None where the date is known from another document alone: a day
    from the page that carries a file, while the file's cover prints none or another."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def inspection_id(self) -> str:
        """Stable name built from raw, mandatory fields: body, framework, year and month of publication.

        Thematic inspections are all of the same body: their title tells two of one month apart, which would
        otherwise be merged into one.
        """
        if self.published is not None and self.published.precision is not DatePrecision.YEAR:
            when = f"{self.published.value:%Y-%m}"
        elif self.fieldwork_start is not None:
            when = f"fieldwork-{self.fieldwork_start}"
        elif self.published is not None:
            when = str(self.published)
        else:
            when = "undated"
        name = f"{self.body_id}.{self.framework}.{when}"
        if self.framework is Framework.THEMATIC:
            name += "." + re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")
        return name


class RatingRecord(Record):
    """The rating of one standard, keyed by (inspection, code); codes repeat across frameworks."""

    inspection_id: str
    framework: Framework
    standard_code: str
    printed_name: str
    concept: Concept
    rating: Rating
    counts_towards_score: bool = True
    evidence: Evidence


class FindingRecord(Record):
    """A stated percentage or count with what it measures; `is_key_question` for the rows under a standard."""

    inspection_id: str
    measure: str
    value_pct: float | None = None
    value_text: str
    standard_code: str | None = None
    is_key_question: bool = False
    evidence: Evidence


class RecommendationRecord(Record):
    """One recommendation, numbered as printed (counted in order where the report prints no number)."""

    inspection_id: str
    number: int
    addressee: str
    text: str
    evidence: Evidence


class RecommendationProgressRecord(Record):
    """What became of one recommendation of an earlier inspection, as this report judges it.

    `number` and `addressee` are None where they are not printed, `text` where the report names the
    recommendation by its number alone. `status_text` is the judgement as printed, `progress` what it means.
    `earlier_text` is the heading or sentence that says which inspection made the recommendation, and
    `earlier_year` the only year in it.
    """

    inspection_id: str
    number: int | None = None
    addressee: str | None = None
    text: str | None = None
    progress: Progress
    status_text: str
    earlier_year: int | None = None
    earlier_text: str | None = None
    evidence: Evidence


class KeyFactRecord(Record):
    """A figure that describes the service, from a report's page of key facts; it is nothing inspected.

    `context` is what it stands under where the label alone does not tell it from others: a sub-heading, or
    the head of its column ("2019", "England and Wales"). `value_text` is as printed; `value` and `unit` only
    where that is one plain number or percentage: both are None for money, ranges, dates and what is said to
    be about so many. `as_at` and `source` are the words that date the figure and say where it is from.
    """

    inspection_id: str
    label: str
    context: str | None = None
    value_text: str
    value: float | None = None
    unit: FigureUnit | None = None
    as_at: str | None = None
    source: str | None = None
    evidence: Evidence


class ReleaseRecord(Record):
    """A press release of the inspectorate. `body_ids` are all services it names as inspected."""

    release_id: str
    url: str
    title: str
    published: datetime | None = None
    body_ids: tuple[str, ...] = ()
    framework: Framework | None = None
    overall_ratings: dict[str, Rating] = Field(default_factory=dict)
    text: str
    evidence: Evidence


class OfficialRatingRecord(Record):
    """One rating in a table that the inspectorate keeps of all services: held against reports, never shown
    in their place.

    `standard_name` is None for the overall rating, which alone carries a score. `published` is the report's
    date as the table gives it; `programme` the heading or caption over the table.
    """

    body_id: str
    service_name: str
    programme: str | None = None
    published: PartialDate | None = None
    standard_code: str | None = None
    standard_name: str | None = None
    rating: Rating
    score: int | None = None
    score_max: int | None = None
    evidence: Evidence


class DocumentRecord(Record):
    """What one payload at one URL is. One row of `document_versions`.

    `text_sha256` is over the normalised text, so a re-issued PDF with other bytes and the same words is seen
    as such. `layout_reason` says which words of the document chose the layout.
    """

    url: str
    media_type: str
    payload_sha256: str
    text_sha256: str
    kind: DocumentKind
    title: str
    language: Language = Language.ENGLISH
    layout: str | None = None
    layout_reason: str | None = None
    published: PartialDate | None = None
    published_at: datetime | None = None
    twin_url: str | None = None
    attachments: tuple[str, ...] = ()
    page_count: int | None = None


class Quarantined(Record):
    """Bytes, or one value in them, that could not be read: counted and kept, never dropped."""

    url: str
    payload_sha256: str
    reason: QuarantineReason
    detail: str
    quote: str | None = None


class Flag(Record):
    """A cross-check that disagrees. Flags report, they never fix."""

    inspection_id: str
    check: str
    detail: str
    quotes: tuple[str, ...] = ()


class ReportRecords(Record):
    """All that one report, release or other document of the inspectorate says.

    `document` is None only where the bytes could not be read at all; `quarantined` then says why. A document
    with some unreadable values has both: what is certain, and what was refused.
    """

    parser: str
    parser_version: int
    document: DocumentRecord | None = None
    inspections: tuple[InspectionRecord, ...] = ()
    ratings: tuple[RatingRecord, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    recommendations: tuple[RecommendationRecord, ...] = ()
    progress: tuple[RecommendationProgressRecord, ...] = ()
    key_facts: tuple[KeyFactRecord, ...] = ()
    releases: tuple[ReleaseRecord, ...] = ()
    official_ratings: tuple[OfficialRatingRecord, ...] = ()
    flags: tuple[Flag, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()


class DateSignal(Record):
    """One date a page gives, and where it gives it; all are kept so that disagreement can be seen."""

    kind: str
    source: str
    value: datetime
    raw: str


class Article(Record):
    """A news story as one capture shows it.

    `title` is the headline the publisher gives the story; `seo_title` the one for search engines, and
    `printed_title` the one over the text (the h1), where they differ from those before. `published_at` is
    aware and keeps the time of day; None when no signal is trustworthy. `text` is None for sources whose
    policy forbids storing it.
    """

    url: str
    canonical_url: str
    payload_sha256: str
    title: str
    seo_title: str | None = None
    printed_title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    date_signals: tuple[DateSignal, ...] = ()
    description: str | None = None
    text: str | None = None
    page_kind: PageKind = PageKind.STORY
    is_accessible_for_free: bool | None = None
    syndicated_from: str | None = None
    relevance_score: float
    is_relevant: bool
    relevance_reasons: tuple[str, ...] = ()
    body_ids: tuple[str, ...] = ()
    """Bodies the story names, most prominent first (a gazetteer match, not yet a link)."""
    parser: str
    parser_version: int


class CoverageLink(Record):
    """One story is about one inspection, why, how sure, and what came second."""

    article_url: str
    inspection_id: str
    body_id: str
    rule: CoverageRule
    score: float
    runner_up: str | None = None
    margin: float | None = None
    evidence: Evidence


class ReviewQuestion(Record):
    """What the rules could not settle well about a story, for a person to decide (`probation review`).

    `is_proposed` is what the rules say meanwhile, `score` how sure they are, and `line` the score from which
    on they would say yes. `text_sha256` is `story_sha256` of the story: a decision counts for that text only.
    `inspection_id` is None for a question of relevance. `evidence` is the sentence to look at.
    """

    article_url: str
    subject: ReviewSubject
    inspection_id: str | None = None
    text_sha256: str
    is_proposed: bool
    score: float
    line: float
    reason: str
    evidence: Evidence


class ReviewDecision(Record):
    """What a person said of a story: one line of the decisions file."""

    article_url: str
    subject: ReviewSubject
    inspection_id: str | None = None
    text_sha256: str
    is_so: bool
    decided_by: str
    decided_at: datetime
    note: str | None = None


class SyndicationRecord(Record):
    """Two stories share so much text that one is a copy of the other, or of what the other copies.

    `containment` is the part (0 to 1) of the shorter story's own text that stands in the other;
    `shared_shingles` how many runs of four words that is. `direction` says how the original was told from
    the copy; where it is None the two URLs are merely in order and neither is known to be first. `evidence`
    is a shared sentence, in the copy.
    """

    original_url: str
    copy_url: str
    containment: float
    shared_shingles: int
    direction: str | None = None
    evidence: Evidence
