"""The words of Welsh twins: the ratings, the standards' names, the foreword's sentence, the months."""

from __future__ import annotations

from datetime import date

from pipelines.vocabulary import Rating
from tests.replica.facts import ReportFact, StandardFact
from tests.replica.report_text import label, pick, prose, topic_of

CHIEF_TITLE = "Prif Arolygydd Prawf EF"
RATINGS = {
    Rating.OUTSTANDING: "Rhagorol",
    Rating.GOOD: "Da",
    Rating.REQUIRES_IMPROVEMENT: "Angen gwella",
    Rating.INADEQUATE: "Annigonol",
}


def month(day: date) -> str:
    """Month and year in Welsh."""
    return f"{prose().welsh_months[day.month - 1]} {day.year}"


def fieldwork(fact: ReportFact) -> str | None:
    """The sentence about the fieldwork; None where the fact has no date."""
    if fact.fieldwork_start is None:
        return None
    return f"Dechreuodd y gwaith maes ym mis {month(fact.fieldwork_start)}."


def standard_label(fact: ReportFact, standard: StandardFact) -> str:
    """Code and Welsh name of a standard."""
    code, name = label(fact, standard.code, standard.printed_name)
    return f"{code} {prose().welsh_standards.get(topic_of(standard.printed_name), name)}".strip()


def overall_sentence(fact: ReportFact) -> str | None:
    """The sentence that states the overall rating; None where there is none."""
    if fact.overall_rating is None:
        return None
    if fact.overall_rating is Rating.REQUIRES_IMPROVEMENT and pick(fact, "welsh", 2):
        return "O ganlyniad, graddiwyd yr Uned Gyflawni fel “angen ei gwella”."
    return f"O ganlyniad, cafodd yr Uned sgôr ‘{RATINGS[fact.overall_rating]}’ yn gyffredinol."


def foreword(fact: ReportFact) -> list[str]:
    """Paragraphs of the Rhagair: the overall rating, the findings, a hope."""
    told = prose().welsh
    opening = " ".join(filter(None, (told[0], told[1], overall_sentence(fact))))
    return [opening, *(finding.sentence for finding in fact.findings), f"{told[2]} {told[3]}"]
