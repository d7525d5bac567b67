"""Rows that print has cut into two blocks: a label's or a rating's second line stands apart from its first.

Nothing is guessed: the words of both blocks must spell a standard's name, and one rating, to the letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.bodies.frameworks import code_digits, find_standard, label_key
from pipelines.reports.document import Block
from pipelines.reports.rating_labels import CODE, code_and_name, is_domain
from pipelines.reports.rating_words import is_rating_end, is_value, rating_of
from pipelines.vocabulary import BodyKind, Framework

_OVERALL = frozenset({"overallrating", "overalljudgement", "overalljudgment"})
_DOMAIN_NUMBER = re.compile(r"\d\.?")
_MAX_HALF = 120
"""Longer blocks are prose."""


@dataclass(frozen=True, slots=True)
class WholeRow:
    """A standard's label and rating as both halves print them."""

    code: str | None
    name: str
    rating: str


@dataclass(frozen=True, slots=True)
class _Half:
    words: tuple[str, ...]
    values: tuple[str, ...]


def whole_row(block: Block, following: Block, framework: Framework, kind: BodyKind | None) -> WholeRow | None:
    """Put together what two neighbouring blocks hold, if each has a part of a label or of a rating.

    A code must be the standard's own. None for a row that is whole by itself, and for a label with its
    rating below it, which are read as they stand.
    """
    if block.page != following.page or max(len(block.text), len(following.text)) > _MAX_HALF:
        return None
    first, second = _with_code_first(_half(block), _half(following))
    is_cut = (first.words and second.words) or (first.values and second.values)
    if not is_cut or any(CODE.match(word) or is_domain(word) for word in second.words):
        return None
    code, name = code_and_name(_joined(first.words + second.words))
    rating = _joined(first.values + second.values)
    if rating_of(rating) is None:
        return None
    if label_key(name) in _OVERALL and not second.words:
        return WholeRow(None, name, rating)
    standard = find_standard(framework, name, code=code, kind=kind)
    if standard is None:
        return None
    is_own = code is None or standard.code is None or code_digits(code) == code_digits(standard.code)
    if not is_own or (_is_whole(first, framework, kind) and label_key(name) != label_key(standard.name)):
        return None
    return WholeRow(code, name, rating)


def _is_whole(half: _Half, framework: Framework, kind: BodyKind | None) -> bool:
    """Whether a half is a row by itself, whose standard has a longer name that the other might complete."""
    code, name = code_and_name(_joined(half.words))
    rated = rating_of(_joined(half.values)) is not None
    return rated and find_standard(framework, name, code=code, kind=kind) is not None


def _half(block: Block) -> _Half:
    """Words of the label and of the rating; a domain's cell beside them, or before the code, is neither."""
    cells = block.cells or (block.text,)
    values = tuple(cell for cell in cells if is_value(cell) or is_rating_end(cell))
    words = [cell for cell in cells if cell not in values and not (len(cells) > 1 and _is_domains(cell))]
    coded = next((i for i, word in enumerate(words) if CODE.match(word)), 0)
    return _Half(tuple(words[coded:]), values)


def _is_domains(cell: str) -> bool:
    return is_domain(cell) or _DOMAIN_NUMBER.fullmatch(cell) is not None


def _with_code_first(first: _Half, second: _Half) -> tuple[_Half, _Half]:
    """Both halves, with a code that stands in a cell of its own beside the second line before the first."""
    code, *rest = second.words or ("",)
    if code_digits(code) is None or not rest or any(map(CODE.match, first.words)):
        return first, second
    return _Half((code, *first.words), first.values), _Half(tuple(rest), second.values)


def _joined(parts: tuple[str, ...]) -> str:
    text = ""
    for part in parts:
        text = text[:-1] + part if text.endswith(("-", "‐")) else f"{text} {part}"
    return text.strip()
