"""Words of the pictures: concepts, frameworks in a few letters, dates as precise as they are known."""

from __future__ import annotations

from datetime import date

from pipelines.vocabulary import Concept, DatePrecision, Framework, Rating

OVERALL = "overall"
BELOW_GOOD = (Rating.REQUIRES_IMPROVEMENT, Rating.INADEQUATE)
UNLIKE = "Ratings of different frameworks are not like for like."

_CONCEPT_WORDS = {
    Concept.INFORMATION_FACILITIES: "Information and facilities",
    Concept.THROUGH_THE_GATE: "Through the Gate",
    Concept.OUT_OF_COURT_POLICY: "Out-of-court policy",
    Concept.SENTENCE_COMPLIANCE: "Compliance with sentence",
}
_FRAMEWORK_SHORT = {
    Framework.TRUST_OMI2: "trusts",
    Framework.TRUST_IOAP_2013: "trusts 2013",
    Framework.QUALITY_IMPACT_2016: "Q&I 2016",
    Framework.CORE_2018: "core 2018",
    Framework.PILOT_2020: "pilot 2020",
    Framework.CORE_2021: "core 2021",
    Framework.CORE_2023: "core 2023",
    Framework.NATIONAL_2025: "national 2025",
    Framework.DYNAMIC_2025: "dynamic 2025",
    Framework.APPROVED_PREMISES_2025: "AP 2025",
    Framework.YJS_2018: "youth 2018",
    Framework.YJS_2021: "youth 2021",
    Framework.YJS_2025: "youth 2025",
    Framework.JOINT: "joint",
    Framework.THEMATIC: "thematic",
}
_DOMAIN_WORDS = {"2": "court", "3": "out of court"}


def concept_words(concept: str) -> str:
    """What was rated, as a heading."""
    if concept == OVERALL:
        return "Overall"
    known = Concept(concept)
    return _CONCEPT_WORDS.get(known, known.value.replace("_", " ").capitalize())


def concept_order(concept: str) -> int:
    """Overall first, then as the vocabulary has them: how a service is run, then its work."""
    return -1 if concept == OVERALL else list(Concept).index(Concept(concept))


def domain_words(domain_code: str | None) -> str | None:
    """Which children's cases a youth standard is about, where it is about some of them only."""
    return _DOMAIN_WORDS.get(domain_code or "")


def framework_short(framework: str) -> str:
    """A framework in the width of a column."""
    return _FRAMEWORK_SHORT[Framework(framework)]


def day_words(day: date) -> str:
    """A day as it is written in Britain."""
    return f"{day.day} {day:%B %Y}"


def date_words(day: date, precision: str) -> str:
    """A date with what is known of it and no more."""
    if precision == DatePrecision.DAY:
        return day_words(day)
    return f"{day:%B %Y}" if precision == DatePrecision.MONTH else f"{day:%Y}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
