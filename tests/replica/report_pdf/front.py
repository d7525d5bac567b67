"""Front matter: cover, acknowledgements with the copyright, contents."""

from __future__ import annotations

from datetime import date

from tests.replica import report_text as text
from tests.replica.facts import ReportFact
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import BOLD
from tests.replica.report_text import REPLICA_NOTE

_HIS_MAJESTY = date(2022, 9, 9)


def inspectorate(fact: ReportFact) -> str:
    """The inspectorate's full name at the time."""
    whose = "His" if fact.published.date() >= _HIS_MAJESTY else "Her"
    return f"{whose} Majesty’s Inspectorate of Probation"


def cover(sheet: Sheet, fact: ReportFact, *, spacing: float = 0.0, month_apart: bool = False) -> None:
    """Title over several lines, then inspectorate, month and year; the day is only on the web page."""
    lead, area = text.title_lines(fact)
    sheet.page(is_front=True)
    sheet.space(150)
    if lead:
        sheet.line(lead, size=24)
    sheet.line(area, size=24 if not lead else 28, font=BOLD)
    sheet.space(40)
    month = f"{fact.published:%B %Y}"
    if month_apart:
        sheet.line("HM Inspectorate of Probation", size=13, spacing=spacing)
        sheet.line(month, size=13)
    else:
        sheet.line(f"HM Inspectorate of Probation, {month}", size=14)


def imprint(sheet: Sheet, fact: ReportFact, *, acknowledges: bool = True) -> None:
    """The second page: who led, when fieldwork started, copyright, where to download."""
    sheet.page()
    if acknowledges:
        sheet.line("Acknowledgements", size=13, font=BOLD)
        sheet.space(6)
        if led := text.led_by(fact):
            sheet.paragraph(
                f"{led} We thank all those who helped us; without them this report could not exist."
            )
    sheet.line("The role of HM Inspectorate of Probation", size=13, font=BOLD)
    sheet.space(6)
    sheet.paragraph(
        f"{inspectorate(fact)} looks at how well adults and children who have offended are supervised. "
        "It is independent of the services it inspects, and it says in public what it finds."
    )
    sheet.paragraph(
        "Names in practice examples have been changed, so that nobody can be recognised from this report."
    )
    if acknowledges and (fieldwork := text.fieldwork_sentence(fact)):
        sheet.paragraph(fieldwork)
    sheet.space(120)
    sheet.paragraph(f"© Crown copyright {fact.published:%Y}")
    sheet.paragraph(
        "This publication is available for download at: www.justiceinspectorates.test/hmiprobation"
    )
    sheet.paragraph(f"Published by: {inspectorate(fact)}, Manchester")
    sheet.paragraph(REPLICA_NOTE)
    sheet.contents("Contents")
