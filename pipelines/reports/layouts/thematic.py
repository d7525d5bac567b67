"""Thematic inspections and reviews: about a subject everywhere, no ratings, recommendations to many."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout
from pipelines.vocabulary import BodyKind, Framework

_OPENING = re.compile(r"\bthematic\s+(?:inspection|review)\b", re.IGNORECASE)
_PLACE_TITLE = (
    r"(?:An?\s+)?(?:joint\s+|dynamic\s+|national\s+)?inspection\b|Quality\b|The\s+effectiveness\b"
    r"|Arolygiad\b|Report\b"
)
_TITLE = re.compile(r"\bthematic\b|^A\s+review\s+of\b", re.IGNORECASE)


def matches(cover: Cover) -> str | None:
    """The word thematic in the title, "A review of", or a free title with the word on the first page."""
    found = _TITLE.search(cover.title)
    if found is not None:
        return f"title contains {found[0]!r}"
    says_so = _OPENING.search(cover.opening)
    has_recommendations = re.search(r"^Recommendations$", cover.document.text, re.IGNORECASE | re.MULTILINE)
    is_free_title = re.match(_PLACE_TITLE, cover.title, re.IGNORECASE) is None
    return f"opening says {says_so[0]!r}" if says_so and has_recommendations and is_free_title else None


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
