"""Quality & Impact, 2016 to 2018: one report about a CRC and a division of the NPS, judged in prose."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(r"the\s+effectiveness\s+of\s+probation\s+work\s+in\s+(?P<area>.+)$", re.IGNORECASE)
_PROGRAMME = re.compile(r"Quality\s*(?:&|and)\s*Impact", re.IGNORECASE)
_AREAS = tuple(
    re.compile(rf"{lead}\s*[:–-]?\s*(?P<area>\S.*?)(?:\s+An\s+inspection\s+by\b.*)?$", re.IGNORECASE)
    for lead in (
        r"the\s+effectiveness\s+of\s+probation\s+work\s+in",
        r"Quality\s*(?:&|and)\s*Impact(?:\s+inspection)?(?:\s+(?:of|in))?(?!\s+inspection)",
    )
)


def matches(cover: Cover) -> str | None:
    """The programme's name in the title, or its title with the name on the first page."""
    if _PROGRAMME.search(cover.title):
        return "title names Quality & Impact"
    if _TITLE.search(cover.title):
        return "title: the effectiveness of probation work in"
    return None


def area(title: str) -> str | None:
    """The area after "the effectiveness of probation work in", else after the programme's name."""
    return next((found for pattern in _AREAS if (found := area_after(pattern)(title))), None)


LAYOUT = Layout(
    name="quality_impact_2016",
    framework=Framework.QUALITY_IMPACT_2016,
    kinds=(BodyKind.CRC, BodyKind.NPS_DIVISION),
    first=date(2016, 4, 1),
    last=date(2018, 12, 31),
    matches=matches,
    area=area,
    providers=2,
)
