"""The replica's PDF reports, one layout for each era of the inspectorate's reports."""

from __future__ import annotations

from pipelines.vocabulary import Framework
from tests.replica.facts import ReportFact
from tests.replica.report_pdf import (
    annexe,
    core_2018,
    core_2021,
    core_2023_pdu,
    core_2023_region,
    quality_impact,
    standards_2025,
    unrated,
    welsh,
    youth_2018,
    youth_2021,
)
from tests.replica.report_pdf.era import Era
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_text import kind_of

_ERAS: dict[Framework, Era] = {
    Framework.TRUST_OMI2: unrated.TRUST,
    Framework.TRUST_IOAP_2013: unrated.TRUST,
    Framework.QUALITY_IMPACT_2016: quality_impact.ERA,
    Framework.CORE_2018: core_2018.ERA,
    Framework.PILOT_2020: core_2018.ERA,
    Framework.CORE_2021: core_2021.ERA,
    Framework.CORE_2023: core_2023_pdu.ERA,
    Framework.NATIONAL_2025: standards_2025.ERA,
    Framework.DYNAMIC_2025: unrated.DYNAMIC,
    Framework.APPROVED_PREMISES_2025: standards_2025.ERA,
    Framework.YJS_2018: youth_2018.ERA,
    Framework.YJS_2021: youth_2021.ERA,
    Framework.YJS_2025: standards_2025.ERA,
    Framework.JOINT: unrated.BROAD,
    Framework.THEMATIC: unrated.BROAD,
}


def report_pdf(fact: ReportFact, *, producer_stamp: str = "") -> bytes:
    """Set a report in the layout of its era.

    The same fact gives the same bytes; another stamp (the fact's own if none is given) gives other bytes with
    the same text, as a re-issue does. Raises ValueError where a character of the fact cannot be printed.
    """
    return _set(_era(fact), fact, fact.title, producer_stamp or fact.producer_stamp)


def data_annexe_pdf(fact: ReportFact) -> bytes:
    """Set the separate file of key-question percentages that is published beside a report."""
    return _set(annexe.ERA, fact, f"Data annexe: {fact.title}", "")


def _era(fact: ReportFact) -> Era:
    if fact.language == "cy":
        return welsh.ERA
    if fact.framework is Framework.CORE_2023 and kind_of(fact) == "region":
        return core_2023_region.ERA
    return _ERAS[fact.framework]


def _set(era: Era, fact: ReportFact, title: str, producer: str) -> bytes:
    sheet = Sheet(era.style, lambda number: era.header(fact, number))
    era.compose(sheet, fact)
    return sheet.finish(title=title, producer=producer)
