"""CRC and NPS division reports, 2018 to 2021, with the pilot of 2020; those of 2018 print no score."""

from __future__ import annotations

from tests.replica import report_text as text
from tests.replica.facts import ReportFact
from tests.replica.report_pdf import described, front, parts
from tests.replica.report_pdf.era import Era
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import Style


def _header(fact: ReportFact, number: int) -> str:
    return f"Inspection of probation services: {text.service_name(fact)} {number}"


def _compose(sheet: Sheet, fact: ReportFact) -> None:
    is_scored = fact.score is not None
    front.cover(sheet, fact)
    front.imprint(sheet, fact, acknowledges=is_scored)
    parts.foreword(sheet, fact, findings=False)
    if fact.standards:
        parts.ratings_page(sheet, fact, "Ratings" if is_scored else "Overall findings")
    sheet.page()
    parts.findings(sheet, fact, "Executive summary")
    parts.recommendations(sheet, fact)
    parts.background(sheet, fact)
    described.key_facts(sheet, fact)
    if fact.standards:
        parts.rated_chapters(sheet, fact, rating_in_heading=True)
    else:
        sheet.page()
        for heading, topic in text.unrated_sections(fact):
            parts.subject(sheet, fact, heading, topic)
    described.earlier(sheet, fact)
    parts.annexe(sheet, fact, "Annexe 1: Methodology")
    if not is_scored:
        for sentence in (text.led_by(fact), text.fieldwork_sentence(fact)):
            if sentence:
                sheet.paragraph(sentence)


ERA = Era(style=Style(sizes=(19, 13.5, 12)), header=_header, compose=_compose)
