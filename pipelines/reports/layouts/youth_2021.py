"""Youth justice services, August 2021 to spring 2025: a thirteenth standard, resettlement, outside the
score."""

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


_FIRST = date(2021, 8, 1)


def matches(cover: Cover) -> str | None:
    """A youth service's title with the resettlement standard, or without a date to say otherwise."""
    if not _TITLE.match(cover.title) or joint.is_unrated(cover):
        return None
    if cover.has_digits("4.1") or re.search(
        r"resettlement\s+policy\s+and\s+provision", cover.document.text, re.IGNORECASE
    ):
        return "resettlement policy and provision is a standard"
    if re.search(r"^3\.4\s+Joint\s+working", cover.document.text, re.IGNORECASE | re.MULTILINE):
        return None
    when = cover.fieldwork_start or (cover.published.value if cover.published is not None else None)
    if when is not None:
        return f"inspected after the resettlement standard came, {when:%B %Y}" if when >= _FIRST else None
    return None if re.search("offending", cover.title, re.IGNORECASE) else "title says youth justice services"


LAYOUT = Layout(
    name="youth_2021",
    framework=Framework.YJS_2021,
    kinds=(BodyKind.YOUTH_JUSTICE_SERVICE,),
    first=date(2021, 8, 1),
    last=date(2025, 6, 30),
    matches=matches,
    area=area_after(_TITLE),
)
