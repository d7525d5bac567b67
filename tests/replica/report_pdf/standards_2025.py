"""Programmes of 2025 as files: youth work with children and victims, approved premises, national."""

from __future__ import annotations

from tests.replica.facts import ReportFact
from tests.replica.report_pdf import described, front, parts
from tests.replica.report_pdf.era import Era
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import Style


def _header(fact: ReportFact, _number: int) -> str:
    return fact.title


def _compose(sheet: Sheet, fact: ReportFact) -> None:
    front.cover(sheet, fact, month_apart=True)
    front.imprint(sheet, fact)
    parts.foreword(sheet, fact)
    parts.ratings_page(sheet, fact, fieldwork=True, rating_width=160)
    sheet.page()
    parts.recommendations(sheet, fact)
    parts.background(sheet, fact)
    described.key_facts(sheet, fact)
    parts.rated_chapters(sheet, fact, rating_in_heading=False)
    described.earlier(sheet, fact)
    parts.annexe(sheet, fact)


ERA = Era(style=Style(numbers_pages=True, leading=15), header=_header, compose=_compose)
