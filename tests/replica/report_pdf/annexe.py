"""The data annexe: a file of its own with every key question's percentage."""

from __future__ import annotations

from tests.replica import report_text as text
from tests.replica.facts import ReportFact
from tests.replica.report_pdf import parts
from tests.replica.report_pdf.era import Era
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import Style


def _header(fact: ReportFact, number: int) -> str:
    return f"Data annexe: {fact.area} {number}"


def _compose(sheet: Sheet, fact: ReportFact) -> None:
    sheet.page(is_front=True)
    sheet.heading(f"Data annexe: {fact.title}")
    sheet.line(f"HM Inspectorate of Probation, {fact.published:%B %Y}", size=11)
    sheet.space(12)
    sheet.paragraph(
        "The tables give the share of inspected cases in which the answer to each question was yes."
    )
    for standard in fact.standards:
        if standard.key_questions:
            sheet.heading(text.full_label(fact, standard), 2)
            parts.key_questions(sheet, standard.key_questions, "% of cases")
    if not any(standard.key_questions for standard in fact.standards):
        sheet.paragraph("No percentages are published for this inspection.")


ERA = Era(style=Style(sizes=(16, 13, 12), numbers_pages=True), header=_header, compose=_compose)
