"""The national inspection of April 2025: rated overall and by theme, about the service of the whole
country."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(
    r"^(?:An?\s+)?National\s+Inspection\b(?:\s+of\s+the\s+Probation\s+Service)?", re.IGNORECASE
)


def matches(cover: Cover) -> str | None:
    """The title "National Inspection"."""
    found = _TITLE.match(cover.title)
    return f"title begins {found[0]!r}" if found else None


def area(_title: str) -> str:
    """The body is the service of England and Wales, which the title does not name."""
    return "Probation Service England and Wales"


LAYOUT = Layout(
    name="national_2025",
    framework=Framework.NATIONAL_2025,
    kinds=(BodyKind.NATIONAL,),
    first=date(2025, 4, 1),
    last=None,
    matches=matches,
    area=area,
)
