"""Closed vocabularies of the record. A word that is not here is an error with its page, never a default."""

from __future__ import annotations

from enum import StrEnum


class Rating(StrEnum):
    """The four words of the inspectorate, worst last."""

    OUTSTANDING = "Outstanding"
    GOOD = "Good"
    REQUIRES_IMPROVEMENT = "Requires improvement"
    INADEQUATE = "Inadequate"

    @property
    def points(self) -> int:
        """Points a standard with this rating adds to the score (3 to 0)."""
        return {"Outstanding": 3, "Good": 2, "Requires improvement": 1, "Inadequate": 0}[self.value]


class Framework(StrEnum):
    """The sets of standards the inspectorate has inspected under, named by programme and first year."""

    TRUST_OMI2 = "trust_omi2"
    TRUST_IOAP_2013 = "trust_ioap_2013"
    QUALITY_IMPACT_2016 = "quality_impact_2016"
    CORE_2018 = "core_2018"
    PILOT_2020 = "pilot_2020"
    CORE_2021 = "core_2021"
    CORE_2023 = "core_2023"
    NATIONAL_2025 = "national_2025"
    DYNAMIC_2025 = "dynamic_2025"
    APPROVED_PREMISES_2025 = "approved_premises_2025"
    YJS_2018 = "yjs_2018"
    YJS_2021 = "yjs_2021"
    YJS_2025 = "yjs_2025"
    JOINT = "joint"
    THEMATIC = "thematic"


UNRATED_FRAMEWORKS = frozenset(
    {
        Framework.TRUST_OMI2,
        Framework.TRUST_IOAP_2013,
        Framework.QUALITY_IMPACT_2016,
        Framework.PILOT_2020,
        Framework.DYNAMIC_2025,
        Framework.JOINT,
        Framework.THEMATIC,
    }
)
"""Programmes that print no overall rating: NULL is right there and is not a data-quality error."""


class BodyKind(StrEnum):
    """What is inspected."""

    TRUST = "trust"
    CRC = "crc"
    NPS_DIVISION = "nps_division"
    REGION = "region"
    PDU = "pdu"
    YOUTH_JUSTICE_SERVICE = "youth_justice_service"
    NATIONAL = "national"
    APPROVED_PREMISES = "approved_premises"


class SuccessionKind(StrEnum):
    """How one body follows from another.

    `merged`: the whole predecessor went, with others, into a new body; `absorbed`: into one that was there
    before. `split`: only a part of its ground or of its work went over. `covers` is for a body that had the
    area of another beside it, not after it, without taking it over.
    """

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    ABSORBED = "absorbed"
    COVERS = "covers"


class Comparability(StrEnum):
    """Whether two ratings answer the same question, best first."""

    SAME_STANDARD = "same standard"
    SAME_QUESTION = "same question"
    SIMILAR = "similar question"
    NOT_COMPARABLE = "not comparable"


class AreaRelation(StrEnum):
    """How the area of an earlier body lies to that of a later one."""

    SAME_BODY = "same body"
    SAME_AREA = "same area"
    WIDER = "wider area"
    PART = "part of the area"
    OVERLAPPING = "overlapping area"
    UNKNOWN = "not known"


class Concept(StrEnum):
    """What a standard asks about, across frameworks."""

    LEADERSHIP = "leadership"
    STAFFING = "staffing"
    SERVICES = "services"
    INFORMATION_FACILITIES = "information_facilities"
    ASSESSMENT = "assessment"
    PLANNING = "planning"
    IMPLEMENTATION = "implementation"
    REVIEWING = "reviewing"
    COURT_WORK = "court_work"
    UNPAID_WORK = "unpaid_work"
    THROUGH_THE_GATE = "through_the_gate"
    VICTIM_WORK = "victim_work"
    PUBLIC_PROTECTION = "public_protection"
    DESISTANCE = "desistance"
    RESETTLEMENT = "resettlement"
    SENTENCE_COMPLIANCE = "sentence_compliance"
    JOINT_WORKING = "joint_working"
    OUT_OF_COURT_POLICY = "out_of_court_policy"
    OUTCOMES = "outcomes"


class Progress(StrEnum):
    """What became of an earlier recommendation, best first; the report's own words are kept beside it."""

    FULL = "full"
    SUFFICIENT = "sufficient"
    SOME = "some"
    INSUFFICIENT = "insufficient"
    NONE = "none"
    NOT_ASSESSED = "not assessed"


class FigureUnit(StrEnum):
    """What the number of a key fact counts in. Money is kept as printed and has neither number nor unit."""

    PERCENT = "percent"
    NUMBER = "number"


class DatePrecision(StrEnum):
    """How much of a date the source states. The unstated part is set to 1 and never shown."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DocumentKind(StrEnum):
    """What a document is. Only REPORT carries ratings of a service."""

    REPORT = "report"
    REPORT_PAGE = "report_page"
    DATA_ANNEXE = "data_annexe"
    RELEASE = "release"
    RATINGS_TABLE = "ratings_table"
    GUIDANCE = "guidance"
    CONSULTATION = "consultation"
    ANNUAL = "annual"
    SFO_REVIEW = "sfo_review"
    OTHER = "other"


class Language(StrEnum):
    """Language a document is written in."""

    ENGLISH = "en"
    WELSH = "cy"


class QuarantineReason(StrEnum):
    """Why bytes did not become records. Each is counted and kept with the address of the bytes."""

    EMPTY_BODY = "empty body"
    ERROR_PAGE = "error page"
    NO_STORY = "no story"
    BROKEN_PDF = "broken pdf"
    TOO_LARGE = "over the reading limits"
    LAYOUT_DRIFT = "layout drift"
    UNKNOWN_RATING = "unknown rating word"
    UNKNOWN_STANDARD = "unknown standard"
    UNKNOWN_BODY = "unknown body"
    UNKNOWN_PROGRESS = "unknown progress word"
    UNCLEAR_FIGURE = "unclear figure"
    CONTRADICTION = "the document contradicts itself"
    UNSUPPORTED_MEDIA = "unsupported media type"
    PARSER_ERROR = "parser error"


class CoverageRule(StrEnum):
    """How a story was tied to an inspection."""

    RELEASE_OVERLAP = "release_overlap"
    GAZETTEER_WINDOW = "gazetteer_window"
    NATIONAL_REPORT = "national_report"
    PERSON = "person"
    """A person looked and said so (`probation review`)."""


class PageKind(StrEnum):
    """What a newspaper's page is. Only a story can be coverage by what its whole text says."""

    STORY = "story"
    LIVE_BLOG = "live blog"
    """A running page, whose text changes all day and speaks of many things."""
    STUB = "paywalled stub"
    """The publisher says that the text cannot be read freely, and gives no more than its first lines."""
    GALLERY = "gallery"
    """Pictures with captions."""
    LISTING = "listing"
    """A tag, section or search page: other pages' headlines, no story of its own."""
    CARD = "card"
    """What a feed or an index says of a story whose page may not be kept."""


class ReviewSubject(StrEnum):
    """What a person is asked about a story."""

    RELEVANCE = "relevance"
    """Is it about an inspection at all?"""
    LINK = "link"
    """Is it about this inspection?"""


class ErratumCause(StrEnum):
    """Why a value in the record is not the right one."""

    WRONG_AT_SOURCE = "wrong at source"
    READ_WRONG = "read wrong"


class ErratumField(StrEnum):
    """Which value an erratum corrects; the others are corrected in the reader that reads them."""

    OVERALL_RATING = "overall_rating"
    RATING = "rating"
    SCORE = "score"
    PUBLISHED_DATE = "published_date"


class ErratumOrigin(StrEnum):
    """Who found that a published value was wrong."""

    REPUBLISHED = "republished by the inspectorate"
    REVIEWED = "reviewed by us"
