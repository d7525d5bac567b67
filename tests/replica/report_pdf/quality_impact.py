"""Quality & Impact, 2016 to 2018: a CRC and an NPS division in one report, by provider, no ratings."""

from __future__ import annotations

from tests.replica import report_text as text
from tests.replica.facts import ReportFact
from tests.replica.report_pdf import described, front, parts
from tests.replica.report_pdf.era import Era
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import BOLD, Style


def _header(fact: ReportFact, number: int) -> str:
    return f"Quality & Impact inspection: {fact.area} {number}"


def _compose(sheet: Sheet, fact: ReportFact) -> None:
    sheet.page(is_front=True)
    sheet.space(150)
    sheet.line("Quality & Impact inspection", size=26, font=BOLD)
    sheet.line(f"The effectiveness of probation work in {fact.area}", size=20)
    sheet.space(40)
    sheet.line("An inspection by HM Inspectorate of Probation", size=13)
    sheet.line(f"{fact.published:%B %Y}", size=13)
    front.imprint(sheet, fact)
    parts.foreword(sheet, fact, findings=False)
    sheet.page()
    described.key_facts(sheet, fact)
    sheet.heading("The area and its providers")
    providers = text.both_providers(fact)
    sheet.paragraph(
        f"Two providers supervise people in this area: {providers}. We inspected the work of both."
    )
    sheet.heading("1. Overall judgements and recommendations")
    sheet.paragraph(text.say(fact, text.prose().general[5]))
    parts.findings(sheet, fact, "Main findings")
    parts.recommendations(sheet, fact, level=2)
    for heading, topic in text.unrated_sections(fact):
        sheet.page()
        sheet.heading(heading)
        for provider in text.provider_names(fact):
            sheet.heading(text.provider_heading(heading, provider), 2)
            parts.told_parts(sheet, text.section_text(fact, f"{heading} {provider}", topic=topic))
    sheet.page()
    parts.background(sheet, fact, "Appendix 1: Background to probation services")
    parts.annexe(sheet, fact, "Appendix 2: Inspection methodology")


ERA = Era(style=Style(sizes=(18, 13, 12), accent=(0.35, 0.05, 0.2)), header=_header, compose=_compose)
