"""Probation trusts, until 2014: offender management inspections, then adult offending work; percentages, no
ratings."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(
    r"^(?:An?\s+)?(?:report\s+on\s+)?(?:the\s+)?(?:inspection\s+of\s+)?(?:offender\s+management(?:\s+inspection)?|adult\s+offending\s+work)"
    r"(?:\s+(?:inspection|2))?\s*(?:in|of|:|[–-])\s*:?\s*(?P<area>.+)$",
    re.IGNORECASE,
)


def matches(cover: Cover) -> str | None:
    """The programme's titles; those after June 2014 are still about work of trusts."""
    return "title of the offender management programmes" if _TITLE.match(cover.title) else None


OMI2 = Layout(
    name="trust_omi2",
    framework=Framework.TRUST_OMI2,
    kinds=(BodyKind.TRUST,),
    first=date(2009, 1, 1),
    last=date(2013, 6, 30),
    matches=lambda cover: matches(cover) if "adult offending" not in cover.title.casefold() else None,
    area=area_after(_TITLE),
)
LAYOUT = Layout(
    name="trust_ioap_2013",
    framework=Framework.TRUST_IOAP_2013,
    kinds=(BodyKind.TRUST,),
    first=date(2013, 4, 1),
    last=date(2016, 3, 31),
    matches=lambda cover: matches(cover) if "adult offending" in cover.title.casefold() else None,
    area=area_after(_TITLE),
)
