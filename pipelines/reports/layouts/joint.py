"""Joint inspections with police, health, social care and education inspectors, where they rate no
standards."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(
    r"^A\s+joint\s+inspection\s+of:?\s+(?:youth\s+(?:offending|justice)\s+(?:services?|teams?|work)\s*(?:in)?\s*[:–-]?\s*)?(?P<area>.+)$",
    re.IGNORECASE,
)

_RATED_STANDARDS = 5


def is_unrated(cover: Cover) -> bool:
    """Whether this is a joint inspection that rates no standards; those that do are read as the youth
    programme's."""
    return _TITLE.match(cover.title) is not None and len(cover.codes) < _RATED_STANDARDS


def matches(cover: Cover) -> str | None:
    """The title "A joint inspection of"; joint thematics have free titles and are not about one place."""
    if re.search(r"\bthematic\b", cover.title, re.IGNORECASE):
        return None
    return "title: a joint inspection of" if is_unrated(cover) else None


LAYOUT = Layout(
    name="joint",
    framework=Framework.JOINT,
    kinds=(BodyKind.YOUTH_JUSTICE_SERVICE,),
    first=date(2018, 1, 1),
    last=None,
    matches=matches,
    area=area_after(_TITLE),
)
