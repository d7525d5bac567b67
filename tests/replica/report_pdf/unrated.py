"""Reports without ratings: trusts, the dynamic programme, joint and thematic inspections."""

from __future__ import annotations

from tests.replica import report_text as text
from tests.replica.facts import ReportFact
from tests.replica.report_pdf import described, front, parts
from tests.replica.report_pdf.era import Era
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import Style


def _no_header(_fact: ReportFact, _number: int) -> None:
    return None


def _title_header(fact: ReportFact, number: int) -> str:
    return f"{fact.title} {number}"


def _trust(sheet: Sheet, fact: ReportFact) -> None:
    """Percentages of cases under each subject, summed up in a table after the foreword."""
    front.cover(sheet, fact)
    front.imprint(sheet, fact)
    parts.foreword(sheet, fact)
    sheet.page()
    parts.summary(sheet, fact, "Summary of scores", ("What we looked at", "Score"))
    parts.recommendations(sheet, fact)
    _subjects(sheet, fact, new_pages=True)
    sheet.page()
    parts.background(sheet, fact, "Appendix 1: The trust and its area")
    parts.annexe(sheet, fact, "Appendix 2: How we inspected")


def _dynamic(sheet: Sheet, fact: ReportFact) -> None:
    """The Chief Inspector's judgement first; then what share of cases was good enough."""
    front.cover(sheet, fact, month_apart=True)
    front.imprint(sheet, fact)
    parts.foreword(sheet, fact)
    sheet.page()
    parts.background(sheet, fact)
    described.key_facts(sheet, fact)
    parts.summary(sheet, fact, "Results from cases", ("Was the work sufficient?", "Cases"))
    _subjects(sheet, fact, new_pages=True)
    parts.recommendations(sheet, fact)
    parts.annexe(sheet, fact)


def _broad(sheet: Sheet, fact: ReportFact) -> None:
    """Joint and thematic reports: a foreword, a summary with recommendations, a chapter for each subject."""
    front.cover(sheet, fact)
    front.imprint(sheet, fact)
    parts.foreword(sheet, fact, findings=False)
    sheet.page()
    parts.findings(sheet, fact, "Executive summary")
    parts.recommendations(sheet, fact)
    parts.background(sheet, fact, "Introduction")
    _subjects(sheet, fact, new_pages=True)
    described.earlier(sheet, fact)
    parts.annexe(sheet, fact, "Annexe 1: Methodology")


def _subjects(sheet: Sheet, fact: ReportFact, *, new_pages: bool) -> None:
    for heading, topic in text.unrated_sections(fact):
        if new_pages:
            sheet.page()
        parts.subject(sheet, fact, heading, topic)


TRUST = Era(
    style=Style(numbers_pages=True, leading=15, accent=(0.1, 0.1, 0.1)), header=_no_header, compose=_trust
)
DYNAMIC = Era(style=Style(numbers_pages=True), header=lambda fact, _number: fact.title, compose=_dynamic)
BROAD = Era(style=Style(header_on_top=False, foot=90), header=_title_header, compose=_broad)
