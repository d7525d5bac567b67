"""What print tells of rows by its words alone: what begins one, and what completes a cell."""

from __future__ import annotations

import re

MARKER = re.compile(r"^(?:[•●▪■◦‣–—\-*o\uf0b7\uf0a7·]|\(?\d{1,2}[.)]|\(?[a-z][.)])$")
"""A bullet or number that stands before its item as a piece of its own."""
STARTS_ROW = re.compile(
    r"^(?:[PRV]\s?)?\d{1,2}\.\d|^(?:Overall|Score|Fieldwork)\b|^\(?\d{1,2}[.)]\s", re.IGNORECASE
)
COMPLETE_VALUE = re.compile(
    r"^(?:outstanding|good|requires\s*improvement|inadequate|not\s*rated|n/?a|\d{1,3}(?:\.\d+)?\s?%"
    r"|\d{1,3} per cent|\d{1,2}\s?/\s?\d{1,2})$",
    re.IGNORECASE,
)
CODE = re.compile(r"^(?:[PRV]\s?)?\d\.\d{1,2}(?!\d)")
BEGINS_PART = re.compile(r"^(?:[PRV]\s?)?\d\.\d|^\d\.?\s+[A-Z]|^Domain\b", re.IGNORECASE)
"""A standard's code, or a domain's number and name."""
CODE_ONLY = re.compile(r"^(?:[PRV]\s?)?\d\.\d{1,2}\.?$")
CODE_AND_NAME = re.compile(r"^(?:[PRV]\s?)?\d\.\d{1,2}\.?\s+[A-Z]")
LEADERS = re.compile(r"(?:[._·]\s?){4,}|…{2,}|[\ufffd]{3,}|(?<=\?)\s?\.{1,3}\s?(?=\d{1,3}\s?%$)")
"""Dots or a rule that lead the eye from a label to its value or page."""
_LONGEST_VALUE = 40
_BROKEN_WORD = re.compile(r"(?<=\w)- (?=[a-z])")


def is_complete(text: str) -> bool:
    """Whether a cell's text is a whole value; a word broken at a line's end counts as mended."""
    if len(text) > _LONGEST_VALUE:
        return False
    whole = _BROKEN_WORD.sub("", text) if "- " in text else text
    return COMPLETE_VALUE.match(whole) is not None


def begins_with_marker(text: str) -> bool:
    """Whether a line begins with a bullet or number set before its item."""
    return MARKER.match(text.split(" ", 1)[0]) is not None
