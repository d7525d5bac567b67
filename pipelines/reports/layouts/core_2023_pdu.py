"""PDU reports since October 2023: seven standards with the letter P, /21; web pages since summer 2025."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(
    r"^An?\s+inspection\s+of\s+probation\s+services\s*(?:in)?\s*[:–-]?\s*(?P<area>.+)$", re.IGNORECASE
)
_FIRST_FIELDWORK = date(2023, 10, 1)


def matches(cover: Cover) -> str | None:
    """A PDU's title, and the score out of 21, only the seven standards, or failing both the time of the
    inspection."""
    if not _TITLE.match(cover.title) or re.search(r"\bregion\b", cover.title, re.IGNORECASE):
        return None
    if (
        "R" in cover.prefixes()
        or cover.score_max == 27
        or cover.has_digits("1.4", "2.5", "3.1", "3.2", "4.1")
    ):
        return None
    if re.search(
        r"\bCRC\b|Community\s+Rehabilitation|\bNPS\b|National\s+Probation", cover.title, re.IGNORECASE
    ):
        return None
    if cover.score_max == 21:
        return "score is out of 21"
    if "P" in cover.prefixes():
        return "standards with the letter P, none of them 1.4 or 2.5"
    if cover.fieldwork_start is not None and cover.fieldwork_start >= _FIRST_FIELDWORK:
        return f"fieldwork in {cover.fieldwork_start:%B %Y}"
    if (
        cover.has_digits("1.1", "2.4")
        and cover.published is not None
        and cover.published.value >= date(2024, 1, 1)
    ):
        return "seven standards, published after 2023"
    return None


LAYOUT = Layout(
    name="core_2023_pdu",
    framework=Framework.CORE_2023,
    kinds=(BodyKind.PDU,),
    first=date(2023, 12, 1),
    last=None,
    matches=matches,
    area=area_after(_TITLE),
)
