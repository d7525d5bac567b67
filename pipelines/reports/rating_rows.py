"""Labels with what stands beside them: rows of tables, lines of text, and a label above its word."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.bodies.frameworks import code_digits, label_key, name_keys
from pipelines.reports.document import Block, BlockKind, Document, box_around
from pipelines.reports.rating_halves import whole_row
from pipelines.reports.rating_labels import CODE, OVERALL, behind_overall, code_and_name, codes_in, domain_of
from pipelines.reports.rating_runs import Mark, shifted_labels
from pipelines.reports.rating_words import is_cut_rating, is_unknown_word, is_unrated, is_value, rating_of
from pipelines.vocabulary import BodyKind, Framework

_ELSEWHERE = re.compile(
    r"previous|progress|last inspection|histor|compar|trend|other (?:services|regions)|benchmark|aggregat"
    r"|methodology|how we rate|rating scale|our standards",
    re.IGNORECASE,
)
_OVERALL_KEYS = ("overallrating", "overalljudgement", "overalljudgment")
_FOUR = (
    r"(?P<rating>Outstanding|Good|Requires\s*improvement|Inadequate"
    r"|OUTSTANDING|GOOD|REQUIRES\s*IMPROVEMENT|INADEQUATE)"
)
_RATED_LABEL = re.compile(rf"^(?P<label>\S.*?\D)\s+{_FOUR}$")
_LABELLED_RATING = re.compile(rf"^{_FOUR}\s+(?P<label>\S.*)$")
_LABEL = re.compile(r"(?:[PRV]\s?)?\d\s?\.\s?\d|overall\b|score\b", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{3}")
_MAX_LINE = 160
"""Longer lines are prose, whatever they begin with."""
_MAX_DOMAIN = 80
_DOMAIN_WORDS = re.compile(r"\bdisposals?\b|out[- ]of[- ]court|\bdomain\b|\bresettlement\b", re.IGNORECASE)
_ABOVE_OR_BELOW = "ratings stand above and below the labels"
_WHOSE = "several labels in one row, not each with a rating of its own"

Place = tuple[str, object]
"""The page a row is on, or the section."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A label with the texts beside it, in order.

    `code` and `label` are as printed. `domain` is the first digit of the domain whose heading stands above,
    which tells court from out-of-court work where no codes are printed. `is_alone` marks a label with no
    rating beside or below it: a chapter's heading, or a row that print has broken. `doubt` says why it cannot
    be told which of the ratings around it is its own.
    """

    code: str | None
    label: str
    values: tuple[str, ...]
    block: Block
    place: Place
    domain: str | None = None
    is_alone: bool = False
    doubt: str | None = None

    @property
    def is_overall(self) -> bool:
        """Whether this is an overall rating's row, this inspection's or another's."""
        return self.code is None and OVERALL.match(self.label) is not None

    @property
    def is_named_overall(self) -> bool:
        """Whether the label says "Overall rating": "Overall" alone may be a domain's."""
        return self.is_overall and label_key(self.label).startswith(_OVERALL_KEYS)


def entries_of(document: Document, framework: Framework, kind: BodyKind | None) -> Iterator[Entry]:
    """Yield every label with its values, in the order of the document."""
    blocks = [block for block in document.body if block.kind is not BlockKind.FOOTNOTE]
    names = frozenset(name_keys(framework, kind))
    shifted = shifted_labels(blocks, lambda block: _mark(block, framework, kind))
    domain: str | None = None
    joined: Entry | None = None
    for index, (block, following) in enumerate(itertools.zip_longest(blocks, blocks[1:])):
        if joined is not None:
            joined = None
            continue
        domain = _domain_after(block, domain, names)
        found: Iterable[Entry]
        joined = _joined(document, block, following, framework, kind) if following is not None else None
        if joined is not None:
            found = [joined]
        elif block.kind is BlockKind.TABLE_ROW and len(block.cells) > 1:
            found = _row_entries(block, names)
        else:
            found = _line_entries(document, block, following, framework, kind)
        if index in shifted:
            found = [replace(entry, values=(), block=block, doubt=_ABOVE_OR_BELOW) for entry in found]
        yield from (replace(entry, domain=domain) for entry in found)


def place_of(block: Block) -> Place:
    """The page or section a block stands in."""
    return ("page", block.page) if block.page is not None else ("section", block.heading_path[:1])


def is_elsewhere(block: Block) -> bool:
    """Whether a block stands under a heading of other ratings than this inspection's own."""
    return any(map(_names_elsewhere, block.heading_path))


@lru_cache(maxsize=4096)
def _names_elsewhere(heading: str) -> bool:
    return _ELSEWHERE.search(heading) is not None


def _domain_after(block: Block, domain: str | None, names: Collection[str]) -> str | None:
    """The domain that what follows a block is in; None behind a domain's heading that is not known.

    Else the standards below it would be kept under the domain before, which has standards of the same names.
    """
    if len(block.text) > _MAX_LINE:
        return domain
    if (opened := domain_of(block.text)) is not None:
        return opened
    is_row = block.kind is BlockKind.TABLE_ROW and len(block.cells) == 1 and _is_wordy(block.text)
    is_heading = (block.kind is BlockKind.HEADING or block.bold) and _DOMAIN_WORDS.search(block.text)
    is_label = CODE.match(block.text) or OVERALL.match(block.text) or label_key(block.text) in names
    is_unknown = (is_row or is_heading) and not is_label and len(block.text) <= _MAX_DOMAIN
    return None if is_unknown else domain


def _mark(block: Block, framework: Framework, kind: BodyKind | None) -> Mark | None:
    """Whether a block is nothing but a rating, or nothing but a label."""
    if len(block.text) > _MAX_LINE or len(block.cells) > 1:
        return None
    if rating_of(block.text) is not None or is_unrated(block.text):
        return Mark.RATING
    split = _split_line(block.text, framework, kind)
    return Mark.LABEL if split is not None and not split[2] else None


def _unglued(text: str, *, after_code: bool = False) -> tuple[str, ...]:
    """Take apart a label and its rating that print set so close that they came as one text."""
    if (match := _RATED_LABEL.match(text)) and (after_code or _LABEL.match(match["label"])):
        return match["label"].strip(), match["rating"]
    if (match := _LABELLED_RATING.match(text)) and _LABEL.match(match["label"]):
        return match["rating"], match["label"].strip()
    return (text,)


def _joined(
    document: Document, block: Block, following: Block, framework: Framework, kind: BodyKind | None
) -> Entry | None:
    """The entry of a row that print has cut into these two blocks."""
    whole = whole_row(block, following, framework, kind)
    if whole is None:
        return None
    text = document.text[block.char_start : following.char_end]
    cells = (*block.cells, *following.cells)
    both = replace(block, text=text, cells=cells, char_end=following.char_end)
    return Entry(whole.code, whole.name, (whole.rating,), both, place_of(block))


def _row_entries(block: Block, names: Collection[str]) -> Iterator[Entry]:
    """Entries of a row: label and values in any order of columns; a row may hold two pairs side by side."""
    cells: list[str] = []
    for cell in block.cells:
        cells += _unglued(cell, after_code=bool(cells) and code_digits(cells[-1]) is not None)
    labels = _labels(cells, names)
    if len(labels) < 2:
        yield from _row_entry(cells, block, names)
        return
    is_value_first = labels[0] > 0 and is_value(cells[labels[0] - 1])
    starts = [start - 1 for start in labels] if is_value_first else labels
    parts = [cells[start:stop] for start, stop in itertools.pairwise([*starts, len(cells)])]
    is_even = len({sum(map(is_value, part)) for part in parts}) == 1
    for label, part in zip(labels, parts, strict=True):
        if is_even:
            yield from _row_entry(part, block, names)
        else:
            own = itertools.takewhile(lambda cell: not is_value(cell), cells[label:][:2])
            entries = _row_entry(list(own), block, names)
            yield from (replace(entry, values=(), doubt=_WHOSE) for entry in entries)


def _labels(cells: Sequence[str], names: Collection[str]) -> list[int]:
    """Where labels stand in a row: codes, names of standards, the overall rating.

    The name behind its code is no label of its own, nor is the domain's cell before a label, which may read
    like a standard's name.
    """
    is_code = [CODE.match(cell) is not None for cell in cells]
    found = [
        i
        for i, cell in enumerate(cells)
        if is_code[i]
        or OVERALL.match(cell)
        or (label_key(cell) in names and not (i and code_digits(cells[i - 1]) is not None))
    ]
    return [i for i in found if is_code[i] or i + 1 not in found]


def _row_entry(cells: list[str], block: Block, names: Collection[str]) -> Iterator[Entry]:
    at = next(iter(_labels(cells, names)), None)
    if at is None:
        at = next((i for i, cell in enumerate(cells) if _is_wordy(cell)), None)
    if at is None:
        return
    if len(codes := codes_in(cells[at])) > 1:
        # Several rows came as one: which word is whose cannot be told.
        yield from (Entry(code, "", (), block, place_of(block)) for code in codes)
        return
    code, label = code_and_name(cells[at])
    taken = {at}
    if code is not None and not label:
        # The name stands behind its code as a rule; a domain's cell stands before it.
        others = [*range(at + 1, len(cells)), *range(at)]
        named = [i for i in others if label_key(cells[i]) in names] + [
            i for i in others if _is_wordy(cells[i])
        ]
        taken |= set(named[:1])
        label = cells[named[0]] if named else ""
    values = tuple(cell for i, cell in enumerate(cells) if i not in taken)
    yield Entry(code, label, values, block, place_of(block))


def _is_wordy(cell: str) -> bool:
    return not is_value(cell) and _LETTERS.search(cell) is not None


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
    is_overall = OVERALL.match(label) is not None
    if rest:
        yield Entry(code, label, (rest,), block, place_of(block))
    elif following is not None and _is_value_below(block, following, is_overall=is_overall):
        # One block over both, so that a label and the word below it are quoted together.
        text = document.text[block.char_start : following.char_end]
        both = replace(block, text=text, char_end=following.char_end, box=box_around(block, following))
        yield Entry(code, label, (following.text,), both, place_of(block))
    elif not is_overall or block.kind is not BlockKind.HEADING:
        values = (following.text,) if following is not None and _is_broken_value(following) else ()
        yield Entry(code, label, values, block, place_of(block), is_alone=True)


def _cut_label(block: Block, text: str) -> Iterator[Entry]:
    """A line that begins with a code, and goes on with no name that is known."""
    code, rest = code_and_name(text)
    if code is not None and rest[:1].isupper() and block.kind is not BlockKind.HEADING:
        yield Entry(code, rest, (), block, place_of(block), is_alone=True)


def _is_broken_value(block: Block | None) -> bool:
    return block is not None and block.kind is not BlockKind.HEADING and is_cut_rating(block.text)


def _split_line(text: str, framework: Framework, kind: BodyKind | None) -> tuple[str | None, str, str] | None:
    """Split a line into code, standard's name and what follows; None if it does not begin with a standard."""
    if overall := OVERALL.match(text):
        return _split_overall(text, text[: overall.end()])
    code, rest = code_and_name(text)
    rest_key = label_key(rest)
    for key in name_keys(framework, kind):
        end = _prefix_end(rest, key) if rest_key.startswith(key) else None
        if end is not None and (code is not None or end == len(rest) or _is_rating_or_cut(rest[end:])):
            return code, rest[:end].strip(), rest[end:].strip(" :–-")
    return None


def _split_overall(text: str, begin: str) -> tuple[None, str, str] | None:
    """Split a line that begins with "Overall": whose rating it is stays with the label."""
    rest = behind_overall(text)
    if label_key(begin) not in _OVERALL_KEYS and rating_of(rest) is None:
        return None
    if rated := _RATED_LABEL.match(text):
        return None, rated["label"].strip(" :–-"), rated["rating"]
    label, colon, after = text.partition(":")
    if colon and after.strip():
        return None, label.strip(), after.strip(" :–-")
    is_word = is_value(rest) or (is_unknown_word(rest) and rest[:1].isupper())
    return (None, begin, rest) if is_word else (None, text.strip(" :–-"), "")


def names_in(label: str, framework: Framework, kind: BodyKind | None) -> list[str]:
    """The names of standards at the end of a label that is longer than one, in order: several rows that came
    as one have several, a domain's cell glued to its first standard has one."""
    found: list[str] = []
    words = re.sub(r"^\d\.?\s+(?=\D)", "", label).split()
    keys = name_keys(framework, kind)
    end = len(words)
    while end:
        starts = [i for i in range(end) if label_key(" ".join(words[i:end])) in keys]
        if not starts or (not found and starts[0] == 0):
            break
        found.insert(0, " ".join(words[starts[0] : end]))
        end = starts[0]
    return found


def _is_rating_or_cut(text: str) -> bool:
    return rating_of(text) is not None or is_cut_rating(text)


def _prefix_end(text: str, key: str) -> int | None:
    """Where in `text` its letters have spelled `key` in full at a word's end, ignoring what a key ignores."""
    spelled = ""
    for index, character in enumerate(text):
        spelled += label_key(character)
        if spelled == key:
            end = index + 1 + (text[index + 1 : index + 2] == "?")
            ends_word = not text[end : end + 1].isalpha() or rating_of(text[end:]) is not None
            return end if ends_word else None
        if not key.startswith(spelled):
            return None
    return None


def _is_value_below(label: Block, block: Block, *, is_overall: bool) -> bool:
    """Whether a following block is nothing but a rating, or stands where the overall rating must be.

    At the top of the next page it may as well be that of the label below it.
    """
    if block.page != label.page:
        return False
    if block.kind is BlockKind.TABLE_ROW and len(block.cells) > 1:
        return False
    if rating_of(block.text) is not None or is_unrated(block.text):
        return True
    return is_overall and block.kind is BlockKind.PARAGRAPH and is_unknown_word(block.text)
