"""Dynamic inspections of public protection, from October 2025: percentages of cases, no ratings."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(
    r"^(?:An?\s+)?Dynamic\s+Inspection\s+of\s+Public\s+Protection\s*(?:in|[:–-])\s*(?:the\s+)?(?P<area>.+)$",
    re.IGNORECASE,
)


def matches(cover: Cover) -> str | None:
    """The title of the programme."""
    return "title: dynamic inspection of public protection" if _TITLE.match(cover.title) else None


LAYOUT = Layout(
    name="dynamic_2025",
    framework=Framework.DYNAMIC_2025,
    kinds=(BodyKind.REGION,),
    first=date(2025, 10, 1),
    last=None,
    matches=matches,
    area=area_after(_TITLE),
)
