"""Region reports since October 2023: standards with the letter R and a denominator that varies."""

from __future__ import annotations

from tests.replica.facts import ReportFact
from tests.replica.report_pdf import described, front, parts
from tests.replica.report_pdf.era import Era
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import Style


def _header(fact: ReportFact, _number: int) -> str:
    return f"Inspection of probation services: {fact.area} region"


def _compose(sheet: Sheet, fact: ReportFact) -> None:
    front.cover(sheet, fact, month_apart=True)
    front.imprint(sheet, fact)
    parts.foreword(sheet, fact)
    parts.ratings_page(sheet, fact, fieldwork=True, rating_width=170)
    sheet.page()
    parts.background(sheet, fact)
    described.key_facts(sheet, fact)
    parts.recommendations(sheet, fact)
    parts.rated_chapters(sheet, fact, rating_in_heading=False)
    described.earlier(sheet, fact)
    parts.annexe(sheet, fact, "Annexe one: Ratings of service delivery and how they are made")


ERA = Era(style=Style(numbers_pages=True, foot=96), header=_header, compose=_compose)
