"""Who is quoted in a text, in which words.

A name is only given where the words around a quotation say it: a quotation whose speaker is not told has
None, never the last person named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LEAST_WORDS = 4
"""Fewer words in quotation marks are a term, a title or irony."""

_SPAN = re.compile(
    r"“(?P<curly>[^“”\n]{12,}?)(?:”|$)|\"(?P<straight>[^\"\n]{12,}?)(?:\"|$)"
    r"|(?<![\w])‘(?P<single>[^‘\n]{20,}?)(?:’(?=[\s,.;:!?)]|$))",
    re.MULTILINE,
)
_SAID = (
    r"(?:said|says|saying|added|adds|told|tells|warned|warns|explained|stated|commented|insisted|claimed|continued|concluded"
    r"|wrote|admitted|argued|believes|welcomed|described|called|praised|tweeted|posted)"
)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Dame|Sir|Cllr|Coun|Councillor|Lord|Lady|Baroness|Prof|Professor|Rev|Judge|Det|Supt"
    r"|Insp|PC|PCC|MP)"
)
_WORD = r"[A-Z][a-zà-ÿ]+(?:['’-][A-Z]?[a-zà-ÿ]+)*"
_NAME = rf"(?:{_TITLE}\.?\s+)?(?:Mc|Mac|O['’])?{_WORD}(?:\s+(?:Mc|Mac|O['’])?{_WORD}){{0,2}}"
_ROLE = (
    r"(?:[Aa]\s+|[Tt]he\s+)?(?:spokes(?:man|woman|person)|statement)(?:\s+(?:for|from)\s+[^,.“\"]{3,60}?)?"
)
_AFTER = re.compile(rf"^[\s,”\"’.]*(?P<verb>{_SAID})\s+(?:[a-z'’\s-]{{0,60}}?,?\s)??(?P<name>{_NAME})")
_NAME_SAID = re.compile(
    rf"(?P<name>{_NAME})(?:\s*[,–—-]\s[^“\"\n]{{2,90}}?[,–—-]|\s+(?:of|from|at|for)\s[^,“\"\n]{{2,50}}?)?(?:\s+[a-z]+){{0,3}}?\s+{_SAID}\b"
    rf"|(?P<role>{_ROLE})\s+{_SAID}\b|[Aa]ccording\s+to\s+(?P<source>{_NAME})"
)
_PRONOUN = re.compile(rf"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b(?:\s+\w+){{0,2}}?\s+{_SAID}\b|\b{_SAID}\s+(?:he|she)\b")
_NO_NAME = frozenset(
    "The This That These Those It He She They We But And In On At As For If When While After Before Both "  # noqa: SIM905
    "Each Inspectors Probation Service Council Ministry Justice Government Report Staff Unit HM Inspectorate "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Chief Inspector".split()
)


@dataclass(frozen=True)
class Quotation:
    """Words in quotation marks, without them; positions index the text. `speaker` is None where not told."""

    words: str
    start: int
    end: int
    speaker: str | None


def quotations(text: str) -> list[Quotation]:
    """All quotations of at least four words, in the order of the text.

    A paragraph that opens a quotation where the last one left it open goes on with its speaker; "he said"
    is the last person named as a speaker.
    """
    found: list[Quotation] = []
    last: str | None = None
    is_open = False
    for start, paragraph in _paragraphs(text):
        spans = [m for m in _SPAN.finditer(paragraph) if len(m[0].split()) >= LEAST_WORDS]
        for index, span in enumerate(spans):
            kind = span.lastgroup or "curly"
            goes_on = index == 0 and is_open and span.start() < 3
            speaker = _speaker(paragraph, spans, index) or (
                last if goes_on or _is_by_pronoun(paragraph, spans) else None
            )
            if speaker is not None:
                speaker = _full(speaker, text)
                last = speaker
            found.append(Quotation(span[kind], start + span.start(kind), start + span.end(kind), speaker))
        is_open = bool(spans) and not spans[-1][0].endswith(("”", '"', "’"))
    return found


def voices(found: list[Quotation]) -> tuple[str, ...]:
    """Everyone quoted by name or office, once, in the order of the text."""
    return tuple(dict.fromkeys(one.speaker for one in found if one.speaker is not None))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def _speaker(paragraph: str, spans: list[re.Match[str]], index: int) -> str | None:
    """The person named right after the quotation, else in the words before it or between quotations."""
    span = spans[index]
    after = _AFTER.match(paragraph[span.end() : span.end() + 200])
    if after is not None and _is_person(after["name"]):
        return after["name"]
    outside = [paragraph[0 if at == 0 else spans[at - 1].end() : one.start()] for at, one in enumerate(spans)]
    outside.append(paragraph[spans[-1].end() :])
    for words in (outside[index], outside[index + 1], *outside):
        for match in _NAME_SAID.finditer(words):
            name = match["name"] or match["source"]
            if match["role"]:
                return " ".join(match["role"].split()).removeprefix("A ").removeprefix("a ")
            if name and _is_person(name):
                return name
    return None


def _is_by_pronoun(paragraph: str, spans: list[re.Match[str]]) -> bool:
    words = paragraph
    for span in reversed(spans):
        words = words[: span.start()] + " " + words[span.end() :]
    return _PRONOUN.search(words) is not None


def _is_person(name: str) -> bool:
    """Whether it may be a person: two names, or one after a title; never the name of an office or a day."""
    words = name.replace(".", "").split()
    has_title = re.fullmatch(_TITLE, words[0]) is not None
    own = words[1:] if has_title else words
    return bool(own) and (has_title or len(own) > 1) and not any(word in _NO_NAME for word in own)


def _full(name: str, text: str) -> str:
    """The fuller form of a name that the text has: "Mr Russell" is "Justin Russell"."""
    words = name.replace(".", "").split()
    if len(words) != 2 or re.fullmatch(_TITLE, words[0]) is None:
        return name
    fuller = re.search(rf"\b((?:Dame |Sir )?{_WORD} {re.escape(words[1])})\b", text)
    if fuller is None or re.match(rf"{_TITLE}\b", fuller[1].removeprefix("Dame ").removeprefix("Sir ")):
        return name
    return fuller[1]
