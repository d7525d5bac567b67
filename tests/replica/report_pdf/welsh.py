"""A Welsh twin as a PDF: Welsh headings and rating words, the same values."""

from __future__ import annotations

from dataclasses import replace

from tests.replica import report_text as text
from tests.replica import report_welsh as welsh
from tests.replica.facts import ReportFact
from tests.replica.report_pdf import parts
from tests.replica.report_pdf.era import Era
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import BOLD, Cell, Style, rating_cell


def _header(fact: ReportFact, _number: int) -> str:
    return fact.title


def _compose(sheet: Sheet, fact: ReportFact) -> None:
    sheet.page(is_front=True)
    sheet.space(150)
    sheet.line(fact.title, size=24, font=BOLD)
    sheet.line(f"Arolygiaeth Prawf EF, {welsh.month(fact.published.date())}", size=13)
    sheet.contents("Cynnwys")
    sheet.page()
    sheet.heading(text.foreword_heading(fact))
    for paragraph in welsh.foreword(fact):
        sheet.paragraph(paragraph)
    sheet.line(fact.chief_inspector, size=11, font=BOLD)
    sheet.line(welsh.CHIEF_TITLE, size=11)
    if fact.standards:
        _ratings(sheet, fact)
    _recommendations(sheet, fact)
    sheet.heading("Cefndir")
    told = text.prose().welsh
    sheet.paragraph(" ".join(filter(None, (welsh.fieldwork(fact), told[2]))))
    for standard in fact.standards:
        sheet.heading(welsh.standard_label(fact, standard), 2)
        if standard.key_questions:
            parts.key_questions(sheet, standard.key_questions)
        sheet.paragraph(told[text.pick(fact, standard.printed_name, len(told))])


def _ratings(sheet: Sheet, fact: ReportFact) -> None:
    sheet.page()
    sheet.heading("Sgoriau")
    rows = [[Cell("Sgôr", BOLD), Cell(f"{fact.score}/{fact.score_max}")]] if fact.score is not None else []
    given = [("Sgôr gyffredinol", fact.overall_rating)] if fact.overall_rating is not None else []
    given += [(welsh.standard_label(fact, standard), standard.rating) for standard in fact.standards]
    rows += [[Cell(label), replace(rating_cell(r), text=welsh.RATINGS[r])] for label, r in given]
    sheet.table(parts.label_columns(sheet), rows)
    sheet.end_table()


def _recommendations(sheet: Sheet, fact: ReportFact) -> None:
    if not fact.recommendations:
        return
    sheet.page()
    sheet.heading("Argymhellion")
    for addressee, given in text.addressed(fact):
        sheet.paragraph(f"Ar gyfer {addressee}:", font=BOLD)
        for recommendation in given:
            sheet.item(f"{recommendation.number}.", recommendation.text)
        sheet.after_list()


ERA = Era(style=Style(numbers_pages=True), header=_header, compose=_compose)
