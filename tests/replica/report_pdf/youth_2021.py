"""Youth justice services, 2021 to 2025: resettlement is rated beside the score, as a note says."""

from __future__ import annotations

from tests.replica.facts import ReportFact
from tests.replica.report_pdf import described, front, parts
from tests.replica.report_pdf.era import Era
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import Style


def _header(fact: ReportFact, number: int) -> str:
    return f"Inspection of youth justice services in: {fact.area} {number}"


def _compose(sheet: Sheet, fact: ReportFact) -> None:
    front.cover(sheet, fact)
    front.imprint(sheet, fact)
    parts.foreword(sheet, fact)
    parts.ratings_page(sheet, fact, fieldwork=True)
    sheet.page()
    parts.recommendations(sheet, fact)
    parts.background(sheet, fact)
    described.key_facts(sheet, fact)
    parts.rated_chapters(sheet, fact, rating_in_heading=False, new_pages=False)
    described.earlier(sheet, fact)
    parts.annexe(sheet, fact)


ERA = Era(style=Style(accent=(0.0, 0.35, 0.4), centres_cells=False), header=_header, compose=_compose)
