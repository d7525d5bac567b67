"""Who else's a story is: agencies, the shared local democracy reporters, or another paper."""

from __future__ import annotations

import re

PA = "PA Media"
LDRS = "Local Democracy Reporting Service"
_BYLINES = (
    (PA, re.compile(r"\b(?:PA|Press\s+Association|PA\s+Media)\b(?!\s+(?:to|system))")),
    (LDRS, re.compile(r"\blocal\s+democracy\s+report(?:er|ers|ing\s+service)\b|\bLDRS?\b", re.IGNORECASE)),
    ("Reuters", re.compile(r"\bReuters\b")),
    ("SWNS", re.compile(r"\bSWNS\b")),
    ("BBC News", re.compile(r"^BBC(?:\s+News)?$")),
)
_IN_TEXT = (
    (LDRS, re.compile(r"\blocal\s+democracy\s+report(?:er\b|ers\b|ing\s+service\b)", re.IGNORECASE)),
    (
        PA,
        re.compile(
            r"\b(?:told|by|from)\s+(?:the\s+)?(?:PA\b(?:\s+(?:Media|news\s+agency))?|Press\s+Association\b)"
        ),
    ),
)


def agency_of(bylines: list[str], text: str | None, outlet: str | None) -> str | None:
    """Name the agency that a byline or the text credits; None where neither does.

    `bylines` are unclean on purpose: names are cleaned of the very words that tell.
    """
    for agency, pattern in _BYLINES:
        if any(pattern.search(line) for line in bylines) and not (outlet or "").startswith(agency.split()[0]):
            return agency
    return next((agency for agency, pattern in _IN_TEXT if text and pattern.search(text)), None)
