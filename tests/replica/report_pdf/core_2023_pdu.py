"""PDU reports since October 2023: seven standards out of 21, codes in their own column, some words broken."""

from __future__ import annotations

import re

from tests.replica import report_text as text
from tests.replica.facts import ReportFact
from tests.replica.report_pdf import described, front, parts
from tests.replica.report_pdf.era import Era
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import BOLD, PALE, Cell, Column, Style, rating_cell
from tests.replica.report_text import pick


def _header(fact: ReportFact, _number: int) -> str:
    return f"Inspection of probation services: {fact.area} PDU"


def _broken(name: str) -> str:
    """A label as a careless export leaves it: "Implementa tion and delivery"."""
    return re.sub(r"\b([A-Z][a-z]{5,})([a-z]{4})\b", r"\1 \2", name, count=1)


def _ratings(sheet: Sheet, fact: ReportFact) -> None:
    sheet.page()
    sheet.heading("Ratings")
    sheet.table(parts.label_columns(sheet), parts.ratings_head(fact, fieldwork=True))
    columns = (Column(50), Column(sheet.width - 200), Column(150))
    spoiled = pick(fact, "broken", 6)
    for number, chapter in enumerate(text.chapters(fact)):
        sheet.table([Column(sheet.width)], [[Cell(chapter.title, BOLD, PALE)]])
        rows = []
        for place, standard in enumerate(chapter.standards):
            code, name = text.label(fact, standard.code, standard.printed_name)
            name = _broken(name) if spoiled < 4 and place == spoiled and number == 1 else name
            rows.append([Cell(code), Cell(name), rating_cell(standard.rating)])
        sheet.table(columns, rows)
    sheet.end_table()


def _compose(sheet: Sheet, fact: ReportFact) -> None:
    front.cover(sheet, fact, spacing=3.5 if pick(fact, "spaced", 2) else 0, month_apart=True)
    front.imprint(sheet, fact)
    parts.foreword(sheet, fact)
    _ratings(sheet, fact)
    sheet.page()
    parts.recommendations(sheet, fact)
    parts.background(sheet, fact)
    described.key_facts(sheet, fact)
    parts.rated_chapters(sheet, fact, rating_in_heading=False)
    described.earlier(sheet, fact)
    parts.annexe(sheet, fact)


ERA = Era(style=Style(numbers_pages=True), header=_header, compose=_compose)
