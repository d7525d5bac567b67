"""Figures as reports print them: whether a text is one, where a label ends and its figure begins, what it
is in numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.vocabulary import FigureUnit

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d,]*\d)"
_PERCENT = r"(?:%|per\s?cent\b)"
_ABOUT = (
    r"(?:about|around|approximately|approx\.?|circa|c\.|nearly|almost|over|under|just\s+over|just\s+under"
    r"|more\s+than|less\s+than|fewer\s+than|at\s+least|up\s+to|some|[<>≤≥~])\s*"
)
_AMOUNT = rf"(?:£\s?)?{_NUMBER}(?:\s?(?:million|billion|bn|m|k)\b)?(?:\s?{_PERCENT})?"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"(?:(?:\d{{1,2}}\s+)?{_MONTH}\s+)?20\d\d"
_YEARS = r"20\d\d\s?[/–-]\s?(?:20)?\d\d"
_FRACTION = (
    r"(?:a|one|two|three|four)[\s-](?:half|thirds?|quarters?|fifths?|tenths?)"
    r"|half|(?:one|two|three|four|five|\d{1,2})\s+in\s+(?:every\s+)?(?:\w+)"
)
_FIGURE_TEXT = (
    rf"(?:between\s+)?(?:{_ABOUT})?(?:{_AMOUNT}(?:\s?(?:–|-|:|/|\bto\b|\band\b|\bin\b|(?:\bout\s+)?\bof\b)"
    rf"\s?(?:every\s+)?(?:the\s+)?{_AMOUNT})?|{_FRACTION})"
)
_FIGURE = re.compile(rf"{_FIGURE_TEXT}(?:\s?\([^)]{{1,60}}\))?", re.IGNORECASE)
_COUNTED = re.compile(rf"(?P<figure>{_FIGURE_TEXT})(?:\s+[A-Za-z][A-Za-z-]*){{1,3}}", re.IGNORECASE)
_PLAIN = re.compile(
    rf"(?P<number>{_NUMBER})\s?(?P<percent>{_PERCENT})?(?P<counted>(?:\s+[A-Za-z][A-Za-z-]*){{0,3}})",
    re.IGNORECASE,
)
_SCALE = re.compile(r"\b(?:million|billion|bn|m|k|thousand|hundred|dozen)\b", re.IGNORECASE)
_NO_FIGURE = re.compile(
    r"n/?a|not\s+(?:available|known|applicable|recorded|provided|collected)|unknown|unavailable|nil|none|–|-|\*",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(rf"(?:{_DATE}|{_YEARS})", re.IGNORECASE)
_LEADING = re.compile(rf"^(?P<figure>{_FIGURE_TEXT})\s*[:–—-]?\s+(?P<label>\S.*)$", re.IGNORECASE | re.DOTALL)
_LABELLED = re.compile(r"^(?P<label>\S.{2,200}?)\s*(?::|\s[–—-])\s+(?P<figure>\S.{0,60})$", re.DOTALL)
_TRAILING = re.compile(
    rf"^(?P<label>[^\d£]{{3,160}}?)\s+(?P<figure>(?:{_ABOUT})?{_AMOUNT})$", re.IGNORECASE | re.DOTALL
)
_AS_AT = (
    rf"\b(?:as\s+(?:at|of|on)|at|on)\s+{_DATE}"
    rf"|\b(?:in|for|during)\s+the\s+(?:year|quarter|\w+\s+months)\s+(?:to|ending|ended)\s+{_DATE}"
    rf"|\b(?:between|from)\s+{_DATE}\s+(?:and|to)\s+{_DATE}"
)
_DATED = re.compile(_AS_AT, re.IGNORECASE)
_MENTIONS_DATE = re.compile(rf"{_AS_AT}|\b{_YEARS}\b|\b{_DATE}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and its figure in one text, each as printed."""

    label: str
    figure: str


def is_figure(text: str) -> bool:
    """Whether a whole text is a figure and nothing else: "22,000", "53%", "between 80 and 100", "£3 million".

    A year alone is none: it heads a column, or dates one.
    """
    return _FIGURE.fullmatch(text) is not None and not is_year(text)


def is_value(text: str) -> bool:
    """Whether a cell can be what is stated of its label: a figure, one with what it counts ("18.6 days"), a
    date, or words that say there is no figure."""
    forms = (_FIGURE, _COUNTED, _NO_FIGURE, _YEAR_ALONE)
    return len(text) <= 60 and any(form.fullmatch(text) for form in forms)


def is_year(text: str) -> bool:
    """Whether a text is a date or a span of years: the head of a column."""
    return _YEAR_ALONE.fullmatch(text) is not None


def number_of(text: str, *, in_percent: bool = False) -> tuple[float, FigureUnit] | None:
    """The number that a figure plainly is, and what it counts in; None for ranges, money and "about 70".

    `in_percent` says that the column's head has the sign that the cell does not repeat.
    """
    match = _PLAIN.fullmatch(text)
    if match is None or _SCALE.search(match["counted"]) or is_year(text):
        return None
    is_percent = match["percent"] is not None or in_percent
    return float(match["number"].replace(",", "")), FigureUnit.PERCENT if is_percent else FigureUnit.NUMBER


def split_figure(text: str) -> Labelled | None:
    """Take a line apart into label and figure, whichever comes first; None for lines that have no such form.

    "Total caseload: 22,000", "22,000 people on probation", "Total caseload 22,000".
    """
    if (match := _LABELLED.match(text)) and is_value(match["figure"]) and _may_label(match["label"]):
        return Labelled(match["label"], match["figure"])
    if (match := _LEADING.match(text)) and not is_year(match["figure"]) and _is_label(match["label"]):
        return Labelled(match["label"], match["figure"])
    if (match := _TRAILING.match(text)) and not is_year(match["figure"]):
        return Labelled(match["label"], match["figure"])
    return None


def _is_label(text: str) -> bool:
    """Whether what follows a figure says what it is of: words, and no second figure with words of its own."""
    has_second = re.search(
        rf"{_NUMBER}\s?{_PERCENT}|:\s*(?:between\s+)?(?:{_ABOUT})?£?{_NUMBER}", text, re.IGNORECASE
    )
    return re.search(r"[A-Za-z]{3}", text) is not None and has_second is None


def _may_label(text: str) -> bool:
    """Whether a text before a figure is a label: it may have ages or years in it, but states no amount."""
    return not is_figure(text) and re.search(rf"\d,\d{{3}}|{_NUMBER}\s?{_PERCENT}", text) is None


def as_at(*own: str | None, around: tuple[str | None, ...] = ()) -> str | None:
    """The words that date a figure: any date in what is its `own`, as its label and the head of its column,
    else what the text `around` it says to be as at a date or of a period."""
    for texts, form in ((own, _MENTIONS_DATE), (around, _DATED)):
        for text in texts:
            if text and (match := form.search(text)):
                return match[0]
    return None
