"""The score of a rated report: so many points of so many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.rating_rows import Place, is_elsewhere, place_of

SCORE = re.compile(
    r"(?<![\d/])(?P<points>\d{1,2})\s*(?:/|out of(?: a (?:total|possible))?(?: of)?)\s*"
    r"(?P<max>\d{1,2})(?![\d/])"
)

_SCORE_WORD = re.compile(r"^(?:(?:overall|total)\s+)?score\s*:?$", re.IGNORECASE)

Remark = tuple[str, str, str]
"""Check, detail, quote."""


@dataclass(frozen=True, slots=True)
class Score:
    """Points as printed, with the characters of their block's text they stand in."""

    points: int
    maximum: int
    block: Block
    start: int
    end: int


def read_score(document: Document, home: Place | None) -> tuple[Score | None, list[Remark]]:
    """The points, where the word Score stands within 40 characters: dates and "24/7" look the same.

    Returns what is odd, too: a number that cannot be a score, and points among the ratings without the word.
    Points in a box may have the word below them, as the next block of the page and nothing else in it.
    """
    body = [block for block in document.body if block.kind is not BlockKind.FOOTNOTE]
    blocks = [
        _with_word_below(document, block, body[index + 1 : index + 3])
        for index, block in enumerate(body)
        if SCORE.search(block.text) and not is_elsewhere(block)
    ]
    remarks: list[Remark] = []
    unnamed: list[Remark] = []
    for block in sorted(blocks, key=lambda b: place_of(b) != home):
        for match in SCORE.finditer(block.text):
            start = block.char_start + match.start()
            around = document.text[max(0, start - 40) : start] + block.text[match.end() : match.end() + 40]
            points, maximum = int(match["points"]), int(match["max"])
            can_be = maximum % 3 == 0 and maximum >= 3 and points <= maximum
            is_named = re.search(r"\bscore", around, re.IGNORECASE) is not None
            if is_named and can_be:
                return Score(points, maximum, block, match.start(), match.end()), remarks
            if is_named and place_of(block) == home:
                remarks.append(("score", f"{match[0]} cannot be a score", block.text))
            elif can_be and place_of(block) == home and match[0] in (block.text, *block.cells):
                detail = f"{match[0]} stands among the ratings without the word Score"
                unnamed.append(("score", detail, block.text))
    return None, remarks + unnamed


def _with_word_below(document: Document, block: Block, below: Sequence[Block]) -> Block:
    """The block, with the next one if that is nothing but the word Score, and has no points of its own
    below it."""
    is_word = below and place_of(below[0]) == place_of(block) and _SCORE_WORD.match(below[0].text)
    if not is_word or any(SCORE.search(other.text) for other in below):
        return block
    text = document.text[block.char_start : below[0].char_end]
    return replace(block, text=text, char_end=below[0].char_end)
