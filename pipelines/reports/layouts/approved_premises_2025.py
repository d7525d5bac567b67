"""Approved premises, from 2025: rated overall and by standard, one house a report."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(r"^(?:An?\s+)?inspection\s+of\s+(?P<area>.+?\bapproved\s+premises)\b", re.IGNORECASE)


def matches(cover: Cover) -> str | None:
    """A title that names approved premises."""
    return "title names approved premises" if _TITLE.match(cover.title) else None


LAYOUT = Layout(
    name="approved_premises_2025",
    framework=Framework.APPROVED_PREMISES_2025,
    kinds=(BodyKind.APPROVED_PREMISES,),
    first=date(2025, 1, 1),
    last=None,
    matches=matches,
    area=area_after(_TITLE),
)
