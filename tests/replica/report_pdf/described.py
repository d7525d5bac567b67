"""Parts about the service rather than this inspection's findings: key facts, and what became of earlier
recommendations."""

from __future__ import annotations

from tests.replica import report_text as text
from tests.replica.facts import ReportFact
from tests.replica.report_pdf.parts import label_columns
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import BOLD, PALE, Cell, Column


def key_facts(sheet: Sheet, fact: ReportFact) -> None:
    """The key facts in the form of this report."""
    told = fact.key_facts
    if told is None:
        return
    sheet.heading(told.heading)
    sheet.paragraph(told.intro)
    if told.form == "figure first":
        columns = (Column(110), Column(sheet.width - 110))
        sheet.table(columns, [[Cell(f.value_text, BOLD), Cell(f.label)] for f in told.figures])
        sheet.end_table()
    elif told.form == "label first":
        rows = [[Cell("Key fact", BOLD, PALE), Cell("Number", BOLD, PALE)]]
        rows += [[Cell(f.label), Cell(f.value_text)] for f in told.figures]
        sheet.table(label_columns(sheet, 120), rows, header=True)
        sheet.end_table()
    elif told.form == "years":
        head, years = text.figures_by_label(told.figures)
        rows = [[Cell(cell, BOLD, PALE) for cell in head], *([Cell(cell) for cell in row] for row in years)]
        wide = [Column(90, is_right=True)] * (len(head) - 1)
        sheet.table((Column(sheet.width - 90 * len(wide)), *wide), rows, header=True)
        sheet.end_table()
    elif told.form == "list":
        for figure in told.figures:
            sheet.item("•", text.figure_line(figure))
        sheet.after_list()
    else:
        for figure in told.figures:
            sheet.keep_with_next(4)
            sheet.line(figure.value_text, size=1.6 * sheet.style.size, font=BOLD)
            sheet.paragraph(figure.label)
    if told.source:
        sheet.paragraph(f"Source: {told.source}")


def earlier(sheet: Sheet, fact: ReportFact) -> None:
    """What became of the last inspection's recommendations, in the form of this report."""
    told = fact.earlier
    if told is None:
        return
    sheet.heading(told.heading)
    sheet.paragraph(told.intro)
    if told.form == "numbered table":
        head = ("No.", "Recommendation", "Addressed to", "Status")
        rows = [[Cell(cell, BOLD, PALE) for cell in head]]
        rows += [
            [Cell(str(i.number)), Cell(i.text), Cell(i.addressee or ""), Cell(i.status_text)]
            for i in told.items
        ]
        columns = (Column(36), Column(sheet.width - 286), Column(150), Column(100))
        sheet.table(columns, rows, header=True)
        sheet.end_table()
    elif told.form == "list":
        for addressee, given in text.judged_by_addressee(told.items):
            sheet.keep_with_next(4)
            sheet.paragraph(f"{addressee} should:", font=BOLD)
            for item in given:
                sheet.item(f"{item.number}.", item.text)
                sheet.paragraph(f"Status: {item.status_text}")
            sheet.after_list()
    elif told.form == "grouped":
        for status, given in text.judged_groups(told.items):
            sheet.heading(status, 3)
            for item in given:
                sheet.item("•", item.text)
            sheet.after_list()
    else:
        explains = told.form == "explained table"
        rows = [[Cell("What was recommended", BOLD, PALE), Cell("Progress", BOLD, PALE)]]
        rows += [
            [Cell(item.text), Cell(text.explanation(item) if explains else item.status_text)]
            for item in told.items
        ]
        sheet.table(label_columns(sheet, 220 if explains else 130), rows, header=True)
        sheet.end_table()
