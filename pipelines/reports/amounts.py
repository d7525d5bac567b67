"""What a sentence states: a percentage, so many of so many, a fraction, or a number of something
inspected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty)"
)
_ABOUT = (
    r"(?:(?:nearly|almost|over|under|about|around|more\s+than|less\s+than|at\s+least|just\s+over"
    r"|just\s+under)\s+)?"
)
_AMOUNT = (
    r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
    r"|\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|one\s+hundred)\b"
)
_COUNTED = (
    r"(?:[a-z-]+\s+){0,2}?(?:cases|people|persons|children|staff|posts|days|weeks|months|hours|vacancies|officers"
    r"|practitioners|offenders|service\s+users|interviews|inspections|victims|visits|files|records|aspects|standards"
    r"|responses|questions|offices|units|beds|residents|women|men)\b"
)
_CODE = r"(?:(?<=\b[PRV])|(?<=\b[PRV]\s))\d\.\d|\d\.\d{1,2}\s+(?-i:[A-Z])"
"""A standard's code before its name, as in "1.2 Staff", is no number of staff."""
_STATED = re.compile(
    rf"(?P<percent>(?<![\d.,])(?P<number>\d{{1,3}}(?:\.\d+)?)\s*(?:%|per\s?cent\b))"
    rf"|(?P<of>\b(?:{_NUMBER_WORD}|\d{{1,4}})\s+(?:out\s+)?of(?:\s+the)?\s+(?:{_NUMBER_WORD}|\d{{1,4}})\b(?!\s*[%/]|\s+per\s?cent))"
    rf"|(?P<in>\b(?:one|two|three|four|five|nine)\s+in\s+(?:every\s+)?(?:three|four|five|six|ten|twenty)\b)"
    rf"|(?P<fraction>{_ABOUT}\b(?:(?:a|one)[\s-](?:third|quarter|fifth|tenth)|(?:two|three|four)[\s-](?:thirds|quarters|fifths)|half)\b)"
    rf"|(?P<between>\bbetween\s+(?:{_AMOUNT})\s+and\s+(?:{_AMOUNT}))(?=\s+{_COUNTED})"
    rf"|(?P<count>(?<![\d.,/£-])(?!{_CODE}){_ABOUT}(?:{_AMOUNT}))(?=\s+{_COUNTED})",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:\d|nearly\s|almost\s|over\s|under\s|about\s|around\s|more\s+than|less\s+than|at\s+least|just\s|between\s|half"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|eighty|ninety"
    r"|a[\s-](?:third|quarter|fifth|tenth))"
)
"""Where an amount may begin: trying the whole of it at every character takes most of the time of a report."""
_DIGIT = re.compile(r"\d")
_IN_WORDS = re.compile(
    r"(?:one|two|three|four|five|nine|six|seven|eight|ten\b|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|eighty|ninety|half|a[\s-](?:third|quarter|fifth|tenth))",
)
"""Every amount that is not in digits contains one of these."""
_WHOLE = re.compile(
    rf"\bof\s+(?:the\s+|these\s+|those\s+|all\s+)?(?P<whole>{_NUMBER_WORD}|\d{{1,4}})\s+(?P<things>[a-z][^.;%]{{2,200}}?),\s+"
    rf"(?:only\s+|just\s+)?(?P<part>{_NUMBER_WORD}|\d{{1,4}})\s+(?:had|have|has|were|was|did|do|could|would|are|needed"
    r"|received|showed|lacked|met|still|also)\b",
    re.IGNORECASE,
)
"""Of 62 people who should have joined, 53 were still waiting: the first number alone says nothing."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_LINKS = frozenset({"of", "the", "in", "an", "and", "or", "to", "for", "with", "by", "at", "from", "than"})


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in the words that state it; only percentages have a `percent`."""

    text: str
    percent: float | None


def may_state(text: str) -> bool:
    """Whether a text may state an amount at all; most do not, and need not be cut into sentences."""
    return _DIGIT.search(text) is not None or _IN_WORDS.search(text.casefold()) is not None


def amounts_in(sentence: str) -> Iterator[Amount]:
    """Yield the amounts of a sentence, in order; more than 100 per cent is none.

    "Of 62 people who …, 53 were …" states "53 of 62", and neither number alone.
    """
    if not may_state(sentence):
        return
    whole = _WHOLE.search(sentence)
    if whole is not None:
        yield Amount(f"{whole['part']} of {whole['whole']}", None)
    for match in _stated(sentence):
        percent = float(match["number"]) if match["number"] else None
        is_of_whole = whole is not None and whole.start("whole") <= match.start() < whole.end("part")
        if not is_of_whole and (percent is None or percent <= 100):
            yield Amount(match[0], percent)


def _stated(sentence: str) -> Iterator[re.Match[str]]:
    """All amounts that do not overlap, as `_STATED` would find them by itself."""
    lowered = sentence.lower()
    if len(lowered) != len(sentence):
        yield from _STATED.finditer(sentence)
        return
    end = 0
    for begins in _BEGINS.finditer(lowered):
        if begins.start() >= end and (match := _STATED.match(sentence, begins.start())):
            end = match.end()
            yield match


def words_beside(sentence: str) -> int:
    """How many words of meaning stand beside the amounts: none, where print has torn them apart."""
    words = _WORD.findall(_STATED.sub(" ", sentence))
    return sum(word.casefold() not in _LINKS for word in words)
