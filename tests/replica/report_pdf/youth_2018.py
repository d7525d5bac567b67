"""Youth offending services, 2018 to 2021: twelve standards out of 36, fewer in small services."""

from __future__ import annotations

from tests.replica.facts import ReportFact
from tests.replica.report_pdf import described, front, parts
from tests.replica.report_pdf.era import Era
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import Style


def _header(fact: ReportFact, number: int) -> str:
    kind = "offending" if "offending" in fact.title.casefold() else "justice"
    return f"Inspection of youth {kind} services in: {fact.area} {number}"


def _compose(sheet: Sheet, fact: ReportFact) -> None:
    front.cover(sheet, fact)
    front.imprint(sheet, fact)
    parts.foreword(sheet, fact, findings=False)
    is_small = fact.score_max is not None and fact.score_max < 36
    parts.ratings_page(sheet, fact, is_stacked=True, rating_width=95)
    if is_small:
        sheet.paragraph("Where there were too few cases to judge, a standard was not looked at.")
    sheet.page()
    parts.recommendations(sheet, fact)
    parts.background(sheet, fact)
    described.key_facts(sheet, fact)
    parts.findings(sheet, fact, "Main findings")
    parts.rated_chapters(sheet, fact, rating_in_heading=True, new_pages=not is_small)
    parts.annexe(sheet, fact, "Annexe 1: Methodology")


ERA = Era(
    style=Style(hyphenates=True, accent=(0.0, 0.35, 0.4), size=10, leading=13.5),
    header=_header,
    compose=_compose,
)
