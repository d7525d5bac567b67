"""Thematic inspections and reviews: about a subject everywhere, no ratings, recommendations to many."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(r"\bthematic\b|^A\s+review\s+of\b", re.IGNORECASE)


def matches(cover: Cover) -> str | None:
    """The word thematic in the title, or "A review of"."""
    found = _TITLE.search(cover.title)
    return f"title contains {found[0]!r}" if found else None


def area(_title: str) -> str:
    """A thematic inspection is of the service everywhere."""
    return "Probation Service England and Wales"


LAYOUT = Layout(
    name="thematic",
    framework=Framework.THEMATIC,
    kinds=(BodyKind.NATIONAL,),
    first=date(2010, 1, 1),
    last=None,
    matches=matches,
    area=area,
)
