"""Region reports since October 2023: standards with the letter R, a denominator that varies."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(
    r"^An?\s+inspection\s+of\s+probation\s+services\s*(?:in)?\s*[:–-]?\s*(?:the\s+)?(?P<area>.+)$",
    re.IGNORECASE,
)


def matches(cover: Cover) -> str | None:
    """A title that says region, or standards with the letter R under a title of the same form."""
    if not _TITLE.match(cover.title):
        return None
    if "R" in cover.prefixes():
        return "standards with the letter R"
    if re.search(r"\bregion$", cover.title, re.IGNORECASE):
        return "title names a region"
    return None


LAYOUT = Layout(
    name="core_2023_region",
    framework=Framework.CORE_2023,
    kinds=(BodyKind.REGION,),
    first=date(2023, 12, 1),
    last=None,
    matches=matches,
    area=area_after(_TITLE),
)
