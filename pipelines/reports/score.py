"""The score of a rated report: so many points of so many, beside the word Score and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.rating_columns import PREVIOUS, RatingColumns
from pipelines.reports.rating_rows import Place, is_elsewhere, place_of

SCORE = re.compile(
    r"(?<![\d/])(?P<points>\d{1,2})\s*(?:/|out of(?: a (?:total|possible))?(?: of)?)\s*"
    r"(?P<max>\d{1,2})(?![\d/])"
)

_SCORE_WORD = re.compile(r"^(?:(?:our|overall|total|final)\s+)*score(?:\s+(?:is|of))?$", re.IGNORECASE)
_BODY_SCORE = re.compile(r"^(?P<name>(?:(?:[A-Z][\w’'&-]*|of|and|the|in|for|&|–)[ ,]+)+)[Ss]core:?$")
_BODY = re.compile(
    r"\b(?:PDU|CRC|NPS|YJS|YOS|YOT|Probation|Services?|Division|Company|Region|Trust|Justice|Offending|Unit)\b"
)
_RATED = re.compile(
    r"\b(?:(?:overall\s+)?(?:rating|judge?ment)|outstanding|good|requires\s*improvement|inadequate)\b",
    re.IGNORECASE,
)
_PUNCTUATION = " :;,.()–-|[]"
_POINTS_OF_STANDARD = 3
_LONGEST = 60
"""Longer texts are sentences, whatever points stand in them."""

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


@dataclass
class ScoreRead:
    """The score, what is odd around it, and why (detail, quote) a printed score is put aside."""

    score: Score | None = None
    remarks: list[Remark] = field(default_factory=list)
    doubt: tuple[str, str] | None = None


def read_score(document: Document, home: Place | None, columns: RatingColumns, most: int) -> ScoreRead:
    """The points that a cell or line gives with the word Score and nothing else, or in the cell or block next
    to that word.

    Sentences have points, too, and of other things. Scores that differ are refused, as is one in a row that
    may be an earlier inspection's. `most` is how many standards can count; 0 if that is not known.
    """
    read = ScoreRead()
    named: list[Score] = []
    doubtful: list[Block] = []
    unnamed: list[Remark] = []
    for found in _all_points(document):
        score, block = found.score, found.score.block
        is_home, can_be = place_of(block) == home, _can_be(score, most)
        earlier = columns.earlier_in(block)
        if not found.is_named:
            unnamed += _unnamed(found, is_home=is_home) if can_be else ()
        elif earlier is None:
            doubtful.append(block)
        elif found.cell not in earlier and can_be:
            named.append(score)
        elif found.cell not in earlier and is_home:
            read.remarks.append(("score", f"{found.printed} cannot be a score", block.text))
    if len({(score.points, score.maximum) for score in named}) > 1:
        read.doubt = "two scores", " | ".join(dict.fromkeys(score.block.text for score in named))
    elif named:
        read.score = min(named, key=lambda score: place_of(score.block) != home)
    elif doubtful:
        read.doubt = "score: which column is this inspection's cannot be told", doubtful[0].text
    else:
        read.remarks += unnamed
    return read


@dataclass(frozen=True, slots=True)
class _Points:
    """Points with the number of their cell, and whether the word Score stands with them."""

    score: Score
    cell: int
    is_named: bool

    @property
    def printed(self) -> str:
        return self.score.block.text[self.score.start : self.score.end]


def _all_points(document: Document) -> Iterator[_Points]:
    body = [block for block in document.body if block.kind is not BlockKind.FOOTNOTE]
    for index, block in enumerate(body):
        if not SCORE.search(block.text) or is_elsewhere(block):
            continue
        start = 0
        for cell, text in enumerate(block.cells or (block.text,)):
            start = max(block.text.find(text, start), start)
            for match in SCORE.finditer(text):
                points, maximum = int(match["points"]), int(match["max"])
                score = Score(points, maximum, block, start + match.start(), start + match.end())
                yield _Points(score, cell, _is_named(body, index, cell, match[0]))
            start += len(text)


def _unnamed(found: _Points, *, is_home: bool) -> Iterator[Remark]:
    """What is odd about points that may be the score: they stand alone, or in a sentence that says so."""
    block = found.score.block
    if is_home and found.printed in (block.text, *block.cells):
        yield "score", f"{found.printed} stands among the ratings without the word Score", block.text
    elif re.search(r"\bscore", block.text, re.IGNORECASE):
        yield "score", f"{found.printed} stands in a sentence, which is not taken for the score", block.text


def _can_be(score: Score, most: int) -> bool:
    """Whether so many points can be had: three for each of the standards, of which a few may be unrated."""
    standards, rest = divmod(score.maximum, _POINTS_OF_STANDARD)
    is_possible = standards > 0 and (not most or most / 2 <= standards <= most)
    return rest == 0 and is_possible and score.points <= score.maximum


def _is_named(body: Sequence[Block], index: int, cell: int, printed: str) -> bool:
    """Whether the word Score stands with these points in their cell, in the cell beside or the block next
    to it."""
    cells = body[index].cells or (body[index].text,)
    words = _RATED.sub(" ", cells[cell].replace(printed, " ", 1)).strip(_PUNCTUATION)
    if words:
        return len(cells[cell]) <= _LONGEST and (_is_score_word(words) or _is_body_score(words))
    before = next((text for text in reversed(cells[:cell]) if not _is_points(text)), "")
    behind = next((text for text in cells[cell + 1 :] if not _is_points(text)), "")
    if cell == len(cells) - 1 and cell > 0 and _is_word_above(body, index):
        return True
    return _is_score_word(before) or _is_score_word(behind) or _is_word_next(body, index)


def _is_word_above(body: Sequence[Block], index: int) -> bool:
    """Whether the last cell of the row above is the word Score, set above its points at the right."""
    above = body[index - 1] if index else None
    if above is None or len(above.cells) < 2 or place_of(above) != place_of(body[index]):
        return False
    return _is_score_word(above.cells[-1]) and SCORE.search(above.text) is None


def _is_word_next(body: Sequence[Block], index: int) -> bool:
    """Whether the block below or above is the word Score, and no other points stand on its other side."""
    place = place_of(body[index])

    def is_label(word: int, beyond: int) -> bool:
        if not 0 <= word < len(body) or place_of(body[word]) != place:
            return False
        has_other = 0 <= beyond < len(body) and SCORE.search(body[beyond].text) is not None
        return _is_score_word(body[word].text) and not has_other

    return is_label(index + 1, index + 2) or is_label(index - 1, index - 2)


def _is_body_score(words: str) -> bool:
    """Whether a service's name stands before the word Score, and nothing that tells of another time."""
    match = _BODY_SCORE.match(words)
    return match is not None and _BODY.search(match["name"]) is not None and not PREVIOUS.search(words)


def _is_score_word(text: str) -> bool:
    return _SCORE_WORD.match(text.strip(_PUNCTUATION)) is not None


def _is_points(text: str) -> bool:
    match = SCORE.search(text)
    return match is not None and not text.replace(match[0], "", 1).strip(_PUNCTUATION)
