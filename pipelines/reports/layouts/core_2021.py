"""PDU reports, late 2021 to 2023: nine standards, /27, with information and facilities and five on cases."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(
    r"^An?\s+inspection\s+of\s+probation\s+services\s*(?:in)?\s*[:–-]?\s*(?P<area>.+)$", re.IGNORECASE
)
_FIRST_FIELDWORK, _NEXT_FIELDWORK = date(2021, 6, 1), date(2023, 10, 1)


def matches(cover: Cover) -> str | None:
    """A PDU's title, and nine standards, the score out of 27, or failing both the time of the inspection."""
    if not _TITLE.match(cover.title) or re.search(r"\bregion\b", cover.title, re.IGNORECASE):
        return None
    if "R" in cover.prefixes() or cover.score_max == 21 or "V" in cover.prefixes():
        return None
    if re.search(
        r"\bCRC\b|Community\s+Rehabilitation|\bNPS\b|National\s+Probation", cover.title, re.IGNORECASE
    ):
        return None
    if cover.score_max == 27:
        return "score is out of 27"
    if cover.has_digits("1.4", "2.5"):
        return "standards 1.4 or 2.5 are rated"
    if cover.score_max is None and not cover.codes and cover.fieldwork_start is not None:
        during = _FIRST_FIELDWORK <= cover.fieldwork_start < _NEXT_FIELDWORK
        return f"fieldwork in {cover.fieldwork_start:%B %Y}" if during else None
    return None


LAYOUT = Layout(
    name="core_2021",
    framework=Framework.CORE_2021,
    kinds=(BodyKind.PDU,),
    first=date(2021, 9, 1),
    last=date(2024, 3, 31),
    matches=matches,
    area=area_after(_TITLE),
)
