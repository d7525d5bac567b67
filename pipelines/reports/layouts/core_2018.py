"""CRC and NPS division reports, 2018 to 2021: ten standards, no letters before codes, /30 from late 2019."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout, area_after
from pipelines.vocabulary import BodyKind, Framework

_TITLE = re.compile(
    r"^An?\s+inspection\s+of\s+(?:probation\s+services\s*(?:in)?\s*[:–-]?\s*)?(?P<area>.+)$", re.IGNORECASE
)
_PROVIDER = re.compile(
    r"\bCRC\b|\bCommunity\s+Rehabilitation\s+Compan|\bNPS\b|\bNational\s+Probation\s+Service\b", re.IGNORECASE
)


def matches(cover: Cover) -> str | None:
    """A title that names a CRC or a division of the NPS."""
    if not _TITLE.match(cover.title) or cover.prefixes():
        return None
    provider = _PROVIDER.search(cover.title)
    return f"title names a provider: {provider[0]}" if provider else None


LAYOUT = Layout(
    name="core_2018",
    framework=Framework.CORE_2018,
    kinds=(BodyKind.CRC, BodyKind.NPS_DIVISION),
    first=date(2018, 4, 1),
    last=date(2021, 12, 31),
    matches=matches,
    area=area_after(_TITLE),
)
