"""The words of ratings: the four, the ways of saying that there is none, and what surrounds them in print."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.bodies.frameworks import label_key
from pipelines.vocabulary import Rating

_RATING_KEYS = {label_key(rating.value): rating for rating in Rating}
_UNRATED_KEYS = frozenset({"notrated", "na", "n/a", "notapplicable", "notinspected", "unrated"})
_LEAD_IN = re.compile(
    r"^(?:our\s+)?(?:rating|rated)(?:\s+for\s+.{3,70}?)?(?:\s+is|\s+as)?\s*:?\s*[‘“'\"]?", re.IGNORECASE
)
_TRAIL = re.compile(r"[’”'\"]?\s*(?:rating)?\s*[.*†‡]*\d?\s*$", re.IGNORECASE)
_RATED_HEADING = re.compile(
    r"^(?P<label>\S.*?\w.*?)[\s:–-]+(?:outstanding|good|requires\s*improvement|inadequate)$", re.IGNORECASE
)
_LONGEST = 160
"""No rating with all that may surround it is longer; longer texts are prose."""
_REMEMBERED = 1 << 13
"""Texts of which the answer is kept: the same cells are asked about by many readers of a document."""
_SHORTEST_PART = 4
_HYPHENS = ("-", "‐")
_WORDY = re.compile(r"^[A-Za-z][A-Za-z’' ‐‑-]{2,40}$")
_NOT_VALUES = re.compile(
    r"^(?:score|fieldwork|rating|service|standard|region|PDU|area|name|date|year|provider|question|domain|percentage"
    r"|points|overall|page)\w*\b",
    re.IGNORECASE,
)
_BEGINS_ROW = re.compile(
    r"^(?:[PRV]\s?)?\d\.\d{1,2}\.?\s+[A-Z]|^Overall\s+(?:rating|judge?ment)\b|^Score\b[^a-z]{0,8}\d{1,2}\s*/\s*\d"
    r"|^(?:Score|Overall)$",
    re.IGNORECASE,
)
_ENDS_ROW = re.compile(
    r"(?:outstanding|good|requires\s*improvement|inadequate|not\s+rated|\d\s*/\s*\d\d)$", re.IGNORECASE
)


def begins_rating_row(text: str) -> bool:
    """Whether a line begins as a row of ratings does, with a standard's code, the overall rating or the
    score."""
    return _BEGINS_ROW.match(text) is not None


def is_rating_row(text: str) -> bool:
    """Whether a line is a whole row of ratings, label and word: the next line is the next row, not more of
    it."""
    return begins_rating_row(text) and _ENDS_ROW.search(text) is not None


@lru_cache(_REMEMBERED)
def rating_of(text: str) -> Rating | None:
    """Return the rating a cell prints, however its letters are spaced; None for anything else.

    The whole cell must be the rating: "improvement" or "Good work was seen" are none.
    """
    if len(text) > _LONGEST:
        return None
    plain = _TRAIL.sub("", _LEAD_IN.sub("", text.strip()))
    return _RATING_KEYS.get(label_key(plain))


def without_rating(label: str) -> str:
    """A heading's words without the rating that some reports print behind them."""
    match = _RATED_HEADING.match(label)
    return match["label"].strip(" :–-") if match else label


@lru_cache(_REMEMBERED)
def is_cut_rating(text: str) -> bool:
    """Whether a cell holds the beginning of a rating whose end stands elsewhere ("Requires improve-")."""
    key = label_key(text)
    if len(key) < (2 if text.endswith(_HYPHENS) else _SHORTEST_PART):
        return False
    return any(rating.startswith(key) and rating != key for rating in _RATING_KEYS)


@lru_cache(_REMEMBERED)
def is_rating_end(text: str) -> bool:
    """Whether a cell holds the end of a rating whose beginning stands elsewhere ("improvement")."""
    key = label_key(_TRAIL.sub("", text))
    return len(key) >= _SHORTEST_PART and any(r.endswith(key) and r != key for r in _RATING_KEYS)


@lru_cache(_REMEMBERED)
def is_value(text: str) -> bool:
    """Whether a cell holds a rating, the beginning of one, or says that there is none."""
    return rating_of(text) is not None or is_unrated(text) or is_cut_rating(text)


def is_unrated(text: str) -> bool:
    """Whether a cell says that there is no rating, which is legal where there were no cases."""
    return label_key(text) in _UNRATED_KEYS


def is_unknown_word(text: str) -> bool:
    """Whether a cell beside a standard holds a word that can only be meant as a rating, but is none of the
    four."""
    return (
        rating_of(text) is None
        and not is_unrated(text)
        and _WORDY.match(text) is not None
        and len(text.split()) <= 4
        and _NOT_VALUES.match(text) is None
    )
