"""Youth justice work with children and victims, from spring 2025: standards of victims carry the letter V."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(
    r"^An?\s+inspection\s+of\s+youth\s+justice\s+work\s+with\s+children\s+and\s+victims\s*(?:in)?\s*[:–-]?\s*(?P<area>.+)$",
    re.IGNORECASE,
)


def matches(cover: Cover) -> str | None:
    """The title of the programme."""
    return "title: youth justice work with children and victims" if _TITLE.match(cover.title) else None


LAYOUT = Layout(
    name="youth_2025",
    framework=Framework.YJS_2025,
    kinds=(BodyKind.YOUTH_JUSTICE_SERVICE,),
    first=date(2025, 3, 1),
    last=None,
    matches=matches,
    area=area_after(_TITLE),
)
