"""Labels with what stands beside them: rows of tables, lines of text, and a label above its word."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.bodies.frameworks import code_digits, label_key, name_keys, normal_code
from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.rating_words import is_cut_rating, is_unknown_word, is_unrated, rating_of
from pipelines.vocabulary import BodyKind, Framework

_CODE = re.compile(
    r"^(?P<code>(?:[PRV]\s?)?\d\s?\.\s?\d{1,2})(?![\d%/])\.?:?\s*(?P<name>.*)$", re.DOTALL | re.IGNORECASE
)
_OVERALL = re.compile(r"^overall(?:\s*(?:rating|judge?ment))?\s*(?:for\b[^:]{2,80})?:?\s*", re.IGNORECASE)
_OVERALL_KEYS = ("overallrating", "overalljudgement", "overalljudgment")
_DOMAINS = (
    ("1", re.compile(r"^(?:domain one\b|1\.?\s+\D|organisational delivery)", re.IGNORECASE)),
    (
        "2",
        re.compile(
            r"^(?:domain two\b|2\.?\s+\D|court disposals|case supervision|service delivery)", re.IGNORECASE
        ),
    ),
    ("3", re.compile(r"^(?:domain three\b|3\.?\s+\D|out[- ]of[- ]court disposals\s*$)", re.IGNORECASE)),
    ("4", re.compile(r"^(?:domain four\b|4\.?\s+\D)", re.IGNORECASE)),
)
_FOUR = r"(?P<rating>Outstanding|Good|Requires\s*improvement|Inadequate)"
_RATED_LABEL = re.compile(rf"^(?P<label>\S.*?\D)\s+{_FOUR}$")
_LABELLED_RATING = re.compile(rf"^{_FOUR}\s+(?P<label>\S.*)$")
_LABEL = re.compile(r"(?:[PRV]\s?)?\d\s?\.\s?\d|overall\b|score\b", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{3}")
_MAX_LINE = 160
"""Longer lines are prose, whatever they begin with."""

Place = tuple[str, object]
"""The page a row is on, or the section."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A label with the texts beside it, in order.

    `code` and `label` are as printed. `domain` is the first digit of the domain whose heading stands above,
    which tells court from out-of-court work where no codes are printed. `is_alone` marks a label with no
    rating beside or below it: a chapter's heading, or a row that print has broken.
    """

    code: str | None
    label: str
    values: tuple[str, ...]
    block: Block
    place: Place
    domain: str | None = None
    is_alone: bool = False

    @property
    def is_overall(self) -> bool:
        """Whether this is the overall rating's row."""
        return self.code is None and _OVERALL.match(self.label) is not None

    @property
    def overall_texts(self) -> tuple[str, ...]:
        """What may hold the overall rating: the values, and the label's own tail ("Overall rating: Good")."""
        tail = _OVERALL.sub("", self.label)
        return (*self.values, tail) if tail else self.values


def entries_of(document: Document, framework: Framework, kind: BodyKind | None) -> Iterator[Entry]:
    """Yield every label with its values, in the order of the document."""
    blocks = [block for block in document.body if block.kind is not BlockKind.FOOTNOTE]
    domain: str | None = None
    for block, following in itertools.zip_longest(blocks, blocks[1:]):
        domain = _domain_of(block) or domain
        if block.kind is BlockKind.TABLE_ROW and len(block.cells) > 1:
            found = _row_entries(block)
        else:
            found = _line_entries(document, block, following, framework, kind)
        yield from (replace(entry, domain=domain) for entry in found)


def place_of(block: Block) -> Place:
    """The page or section a block stands in."""
    return ("page", block.page) if block.page is not None else ("section", block.heading_path[:1])


def is_domain(label: str) -> bool:
    """Whether a label is a domain's, which may carry a rating of its own and is no standard."""
    return any(pattern.match(label) for _, pattern in _DOMAINS)


def _domain_of(block: Block) -> str | None:
    if len(block.text) > _MAX_LINE:
        return None
    return next((digit for digit, pattern in _DOMAINS if pattern.match(block.text)), None)


def _unglued(text: str, *, after_code: bool = False) -> tuple[str, ...]:
    """Take apart a label and its rating that print set so close that they came as one text."""
    if (match := _RATED_LABEL.match(text)) and (after_code or _LABEL.match(match["label"])):
        return match["label"].strip(), match["rating"]
    if (match := _LABELLED_RATING.match(text)) and _LABEL.match(match["label"]):
        return match["rating"], match["label"].strip()
    return (text,)


def _row_entries(block: Block) -> Iterator[Entry]:
    """Entries of a row: label and values in any order of columns; a row may hold two pairs side by side."""
    cells: list[str] = []
    for cell in block.cells:
        cells += _unglued(cell, after_code=bool(cells) and code_digits(cells[-1]) is not None)
    labels = [i for i, cell in enumerate(cells) if _CODE.match(cell) or _OVERALL.match(cell)]
    if len(labels) > 1 and all(b - a > 1 for a, b in itertools.pairwise(labels)):
        starts = labels if labels[0] == 0 else [start - 1 for start in labels]
        for start, stop in itertools.pairwise([*starts, len(cells)]):
            yield from _row_entry(cells[start:stop], block)
    else:
        yield from _row_entry(cells, block)


def _row_entry(cells: list[str], block: Block) -> Iterator[Entry]:
    tests = (_CODE.match, _OVERALL.match, lambda cell: rating_of(cell) is None and _LETTERS.search(cell))
    at = next((i for test in tests for i, cell in enumerate(cells) if test(cell)), None)
    if at is None:
        return
    code, label = _code_and_name(cells[at])
    rest = cells[:at] + cells[at + 1 :]
    if code is not None and not label:
        named = next(
            (i for i, cell in enumerate(rest) if rating_of(cell) is None and _LETTERS.search(cell)), None
        )
        label = rest.pop(named) if named is not None else ""
    yield Entry(code, label, tuple(rest), block, place_of(block))


def _code_and_name(text: str) -> tuple[str | None, str]:
    match = _CODE.match(text)
    if match is None:
        return None, text
    return normal_code(re.sub(r"\s*\.\s*", ".", match["code"])), match["name"].strip(" :–-")


def _line_entries(
    document: Document, block: Block, following: Block | None, framework: Framework, kind: BodyKind | None
) -> Iterator[Entry]:
    if len(block.text) > _MAX_LINE:
        return
    parts = _unglued(block.text)
    text = " ".join(sorted(parts, key=lambda part: rating_of(part) is not None)) if parts[1:] else block.text
    split = _split_line(text, framework, kind)
    if split is None:
        yield from _cut_label(block, text)
        return
    code, label, rest = split
    is_overall = _OVERALL.match(label) is not None
    if rest:
        yield Entry(code, label, (rest,), block, place_of(block))
    elif following is not None and _is_value_below(following, is_overall=is_overall):
        # One block over both, so that a label and the word below it are quoted together.
        text = document.text[block.char_start : following.char_end]
        both = replace(block, text=text, char_end=following.char_end)
        yield Entry(code, label, (following.text,), both, place_of(block))
    elif not is_overall and (block.kind is not BlockKind.HEADING or _is_broken_value(following)):
        values = (following.text,) if following is not None and _is_broken_value(following) else ()
        yield Entry(code, label, values, block, place_of(block), is_alone=True)


def _cut_label(block: Block, text: str) -> Iterator[Entry]:
    """A line that begins with a code, and goes on with no name that is known."""
    code, rest = _code_and_name(text)
    if code is not None and rest[:1].isupper() and block.kind is not BlockKind.HEADING:
        yield Entry(code, rest, (), block, place_of(block), is_alone=True)


def _is_broken_value(block: Block | None) -> bool:
    return block is not None and block.kind is not BlockKind.HEADING and is_cut_rating(block.text)


def _split_line(text: str, framework: Framework, kind: BodyKind | None) -> tuple[str | None, str, str] | None:
    """Split a line into code, standard's name and what follows; None if it does not begin with a standard."""
    if overall := _OVERALL.match(text):
        label, rest = text[: overall.end()].strip(" :–-"), text[overall.end() :].strip(" :–-")
        if label_key(label).startswith(_OVERALL_KEYS) or rating_of(rest) is not None:
            return None, label, rest
        return None
    code, rest = _code_and_name(text)
    rest_key = label_key(rest)
    for key in name_keys(framework, kind):
        end = _prefix_end(rest, key) if rest_key.startswith(key) else None
        if end is not None and (code is not None or end == len(rest) or _is_rating_or_cut(rest[end:])):
            return code, rest[:end].strip(), rest[end:].strip(" :–-")
    return None


def _is_rating_or_cut(text: str) -> bool:
    return rating_of(text) is not None or is_cut_rating(text)


def _prefix_end(text: str, key: str) -> int | None:
    """Where in `text` its letters have spelled `key` in full at a word's end, ignoring what a key ignores."""
    spelled = ""
    for index, character in enumerate(text):
        spelled += label_key(character)
        if spelled == key:
            rest = text[index + 1 :]
            ends_word = not rest[:1].isalpha() or rating_of(rest) is not None
            return index + 1 if ends_word else None
        if not key.startswith(spelled):
            return None
    return None


def _is_value_below(block: Block, *, is_overall: bool) -> bool:
    """Whether a following block is nothing but a rating, or stands where the overall rating must be."""
    if block.kind is BlockKind.TABLE_ROW and len(block.cells) > 1:
        return False
    if rating_of(block.text) is not None or is_unrated(block.text):
        return True
    return is_overall and block.kind is BlockKind.PARAGRAPH and is_unknown_word(block.text)
