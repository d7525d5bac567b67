"""Quality & Impact, 2016 to 2018: one report about a CRC and a division of the NPS, judged in prose."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(r"the\s+effectiveness\s+of\s+probation\s+work\s+in\s+(?P<area>.+)$", re.IGNORECASE)
_PROGRAMME = re.compile(r"Quality\s*(?:&|and)\s*Impact", re.IGNORECASE)
_AREA = re.compile(
    r"(?:the\s+effectiveness\s+of\s+probation\s+work\s+in|Quality\s*(?:&|and)\s*Impact(?:\s+inspection)?(?:\s+of)?)"
    r"\s*[:–-]?\s*(?P<area>(?!The\s+effectiveness)\S.*?)(?:\s+An\s+inspection\s+by\b.*)?$",
    re.IGNORECASE,
)


def matches(cover: Cover) -> str | None:
    """The programme's name in the title, or its title with the name on the first page."""
    if _PROGRAMME.search(cover.title):
        return "title names Quality & Impact"
    if _TITLE.search(cover.title):
        return "title: the effectiveness of probation work in"
    return None


LAYOUT = Layout(
    name="quality_impact_2016",
    framework=Framework.QUALITY_IMPACT_2016,
    kinds=(BodyKind.CRC, BodyKind.NPS_DIVISION),
    first=date(2016, 4, 1),
    last=date(2018, 12, 31),
    matches=matches,
    area=area_after(_AREA),
    providers=2,
)
