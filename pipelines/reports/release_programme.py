"""Which programme a press release belongs to, by its words and its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.reports.document import Block, Document
from pipelines.vocabulary import BodyKind, Framework

_DYNAMIC = re.compile(
    r"dynamic inspection|public protection (?:inspection|practice|challenges)", re.IGNORECASE
)
_NATIONAL = re.compile(
    r"national inspection|national arrangements|probation (?:service )?at a national level", re.IGNORECASE
)
_THEMATIC = re.compile(r"\bthematic\b", re.IGNORECASE)
_QUALITY_IMPACT = re.compile(r"quality\s*(?:&|and)\s*impact", re.IGNORECASE)
_YOUTH = re.compile(r"\byouth (?:justice|offending)\b|\bY[JO][ST]\b", re.IGNORECASE)
_CRC = re.compile(r"\bCRC\b|community rehabilitation compan", re.IGNORECASE)
_NPS = re.compile(r"\bNPS\b|national probation service", re.IGNORECASE)
_PDU = re.compile(r"\bPDUs?\b|probation delivery unit", re.IGNORECASE)
_REGION = re.compile(r"\bregion\b|\bregional rating\b", re.IGNORECASE)
_REGION_NAMED = re.compile(r"[A-Z]\w+ (?:region\b|PS\b)|\bregional rating\b")
_PREMISES = re.compile(r"\bapproved premises\b", re.IGNORECASE)
_RANGES = (
    (date(2016, 4, 1), date(2018, 3, 31), Framework.QUALITY_IMPACT_2016),
    (date(2018, 4, 1), date(2021, 8, 31), Framework.CORE_2018),
)


@dataclass(frozen=True, slots=True)
class Programme:
    """The kinds of bodies a release is about, its framework where words and date tell, and the day it came
    out."""

    kinds: tuple[BodyKind, ...]
    framework: Framework | None
    published: date | None


def programme_of(document: Document, story: Sequence[Block]) -> Programme:
    """Tell the programme; without signs of one (a blog, an announcement) there are no kinds and no
    framework."""
    published = document.published.value if document.published is not None else None
    title = story[0].text if story else document.title
    opening = " ".join(block.text for block in story[:4])
    kinds, framework = _by_words(title, opening, document, published)
    return Programme(kinds, framework, published)


def _by_words(
    title: str, opening: str, document: Document, published: date | None
) -> tuple[tuple[BodyKind, ...], Framework | None]:
    if _DYNAMIC.search(document.text) and published is not None and published >= date(2025, 10, 1):
        return (BodyKind.REGION,), Framework.DYNAMIC_2025
    if _NATIONAL.search(opening):
        return (BodyKind.NATIONAL,), Framework.NATIONAL_2025
    if _THEMATIC.search(opening):
        return (BodyKind.NATIONAL,), Framework.THEMATIC
    if _PREMISES.search(title):
        return (BodyKind.APPROVED_PREMISES,), Framework.APPROVED_PREMISES_2025
    if _YOUTH.search(opening):
        return (BodyKind.YOUTH_JUSTICE_SERVICE,), _youth(opening, published)
    if published is not None and published < date(2016, 4, 1):
        return (BodyKind.TRUST,), _trust(opening)
    provider_framework = _provider_framework(opening, published)
    if provider_framework is not None:
        return (BodyKind.CRC, BodyKind.NPS_DIVISION), provider_framework
    return _unit_or_region(title, opening), _core(document.text, published)


def _provider_framework(opening: str, published: date | None) -> Framework | None:
    if _QUALITY_IMPACT.search(opening):
        return Framework.QUALITY_IMPACT_2016
    if published is not None:
        return next((fw for first, last, fw in _RANGES if first <= published <= last), None)
    return Framework.CORE_2018 if _CRC.search(opening) or _NPS.search(opening) else None


def _unit_or_region(title: str, opening: str) -> tuple[BodyKind, ...]:
    if _PDU.search(title):
        return (BodyKind.PDU,)
    if _REGION_NAMED.search(title):
        return (BodyKind.REGION,)
    if _PDU.search(opening):
        return (BodyKind.PDU,)
    return (BodyKind.REGION,) if _REGION.search(opening) else (BodyKind.PDU, BodyKind.REGION)


def _core(text: str, published: date | None) -> Framework | None:
    """The core programme: by the number of points where stated, in the months when both were published."""
    if published is None:
        return None
    if published < date(2023, 10, 1):
        return Framework.CORE_2021
    if published >= date(2024, 2, 1):
        return Framework.CORE_2023
    points = re.search(r"out of (?:a (?:total|possible) (?:of )?|a possible )?(21|27)\b", text)
    return {"21": Framework.CORE_2023, "27": Framework.CORE_2021}[points[1]] if points else None


def _youth(opening: str, published: date | None) -> Framework | None:
    if re.search(r"work with children and victims", opening, re.IGNORECASE):
        return Framework.YJS_2025
    if published is None:
        return None
    if published < date(2021, 8, 1):
        return Framework.YJS_2018
    return Framework.YJS_2021 if published < date(2025, 4, 1) else Framework.YJS_2025


def _trust(opening: str) -> Framework | None:
    if re.search(r"adult offending", opening, re.IGNORECASE):
        return Framework.TRUST_IOAP_2013
    return Framework.TRUST_OMI2 if re.search(r"offender management", opening, re.IGNORECASE) else None
