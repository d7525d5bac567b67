"""Youth offending services, 2018 to August 2021: twelve standards, /36; fewer in small services."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts import joint
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(
    r"^An?\s+(?:(?:small|joint)\s+)?inspection\s+of\s+youth\s+(?:offending|justice)\s+(?:services?|teams?)\s*(?:in)?\s*[:–-]?\s*(?P<area>.+)$",
    re.IGNORECASE,
)


_NEXT = date(2021, 8, 1)


def matches(cover: Cover) -> str | None:
    """A youth service's title, no resettlement standard, and published before the standard came."""
    if not _TITLE.match(cover.title) or joint.is_unrated(cover) or cover.has_digits("4.1"):
        return None
    if re.search(r"resettlement\s+policy\s+and\s+provision", cover.document.text, re.IGNORECASE):
        return None
    if re.search(r"^3\.4\s+Joint\s+working", cover.document.text, re.IGNORECASE | re.MULTILINE):
        return "standard 3.4 is joint working"
    when = cover.fieldwork_start or (cover.published.value if cover.published is not None else None)
    if when is not None:
        return f"inspected before the resettlement standard, {when:%B %Y}" if when < _NEXT else None
    return "title says youth offending" if re.search("offending", cover.title, re.IGNORECASE) else None


LAYOUT = Layout(
    name="youth_2018",
    framework=Framework.YJS_2018,
    kinds=(BodyKind.YOUTH_JUSTICE_SERVICE,),
    first=date(2018, 6, 1),
    last=date(2021, 12, 31),
    matches=matches,
    area=area_after(_TITLE),
)
