"""PDU reports, late 2021 to 2023: nine standards out of 27, the fieldwork's month beside the score."""

from __future__ import annotations

from tests.replica.facts import ReportFact
from tests.replica.report_pdf import described, front, parts
from tests.replica.report_pdf.era import Era
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import Style


def _header(fact: ReportFact, number: int) -> str:
    return f"Inspection of probation services: {fact.area} {number}"


def _compose(sheet: Sheet, fact: ReportFact) -> None:
    front.cover(sheet, fact)
    front.imprint(sheet, fact)
    parts.foreword(sheet, fact)
    parts.ratings_page(sheet, fact, fieldwork=True)
    sheet.page()
    parts.recommendations(sheet, fact)
    parts.background(sheet, fact)
    described.key_facts(sheet, fact)
    parts.rated_chapters(sheet, fact, rating_in_heading=True)
    described.earlier(sheet, fact)
    parts.annexe(sheet, fact, "Annexe one: Web links and method")


ERA = Era(style=Style(hyphenates=True), header=_header, compose=_compose)
