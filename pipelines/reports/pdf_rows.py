"""From runs of text to bands, the rows of print that stand side by side.

A band is one line of prose, or one row of a table however its cells wrap: runs belong together when they
overlap in height. Without that, "Requires" and "improvement" set on two lines beside a centred label become
three lines, and the rating of the standard is lost or, worse, read as "improvement".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

from pipelines.pdf.process import Run
from pipelines.reports.document import Box, around, normal_text
from pipelines.reports.pdf_cues import CODE, LEADERS, MARKER, is_complete

_WORD_GAP, _TITLE_WORD_GAP, _TITLE_SIZE = 0.35, 0.45, 14
"""Type sizes: pieces of one line and cell are no farther apart; large type may be set wider, and is in no
table."""
_TOUCHING = 0.12
_LEADING = ("...", ". .", "__", "_ _", "··", "· ·", "…", "\ufffd", "?.", "? .")
"""One of these stands in every run that has leaders: cheaper to look for than the leaders."""
_EVEN_GAP, _JUSTIFIED_GAP = 5.0, 2.2
"""Type sizes. A justified line in a narrow column has word gaps up to this; cells stand farther apart, or
under one another."""


@dataclass(frozen=True, slots=True)
class Line:
    """A cell of a band, or a line of prose: text with its box, baseline of its first line and type size.

    `is_led` says that dots lead from it to the next cell.
    """

    text: str
    box: Box
    baseline: float
    last_baseline: float
    size: float
    bold: bool
    is_led: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Cells standing side by side, left to right; one cell means prose. `right` is the column's right
    edge."""

    page: int
    cells: tuple[Line, ...]
    right: float

    @property
    def is_row(self) -> bool:
        """Whether print stands side by side here."""
        return len(self.cells) > 1

    @property
    def text(self) -> str:
        """All cells' text, left to right."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def box(self) -> Box:
        """Box around all cells."""
        return around(cell.box for cell in self.cells)

    @property
    def top_baseline(self) -> float:
        """Baseline of the highest line."""
        return max(cell.baseline for cell in self.cells)

    @property
    def foot_baseline(self) -> float:
        """Baseline of the lowest line."""
        return min(cell.last_baseline for cell in self.cells)


def joined(first: Line, second: Line) -> Line:
    """Two lines of one cell, or two pieces of one line, as one.

    Pieces that touch are parts of one word: some files set every letter by itself.
    """
    is_beside = abs(first.last_baseline - second.baseline) < 0.5
    touches = is_beside and abs(second.box[0] - first.box[2]) < _TOUCHING * second.size
    return Line(
        text=f"{first.text}{'' if touches else ' '}{second.text}".strip(),
        box=around((first.box, second.box)),
        baseline=max(first.baseline, second.baseline),
        last_baseline=min(first.last_baseline, second.last_baseline),
        size=max(first.size, second.size),
        bold=first.bold and second.bold,
        is_led=second.is_led,
    )


def rows_of(number: int, runs: Sequence[Run]) -> list[Band]:
    """The bands of a part of a page, top to bottom; lines of a cell that do not overlap are still apart."""
    right = max((run.right for run in runs), default=0.0)
    pieces = _adjoining([piece for run in runs for piece in _pieces(run)], right)
    return [_band(number, group, right) for group in _overlapping(pieces)]


def _pieces(run: Run) -> Iterator[Line]:
    """A run's text, cut at the dots that lead from a label to its value."""
    if not run.text.strip():
        return
    width = (run.right - run.left) / len(run.text)
    if not any(mark in run.text for mark in _LEADING):
        yield _line(run, run.text, 0, len(run.text), width)
        return
    start = 0
    for dots in LEADERS.finditer(run.text):
        text = run.text[start : dots.start()].strip()
        if text or (start == 0 and run.text[dots.end() :].strip()):
            yield replace(_line(run, text, start, dots.start(), width), is_led=True)
        start = dots.end()
    if text := run.text[start:].strip():
        yield _line(run, text, start, len(run.text), width)


def _line(run: Run, text: str, start: int, stop: int, width: float) -> Line:
    left = run.left + start * width
    right = run.right if stop == len(run.text) else run.left + stop * width
    box = (left, run.bottom, right, run.top)
    return Line(normal_text(text), box, run.baseline, run.baseline, run.size, run.bold)


def _adjoining(pieces: Sequence[Line], right: float) -> list[Line]:
    """Pieces of one line that stand a word's gap apart, as one: bold words in a sentence are pieces of their
    own, and so is every word of a justified line."""
    lines: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda one: (-round(one.baseline), one.box[0])):
        if lines and abs(lines[-1][0].baseline - piece.baseline) < 0.5:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    merged: list[Line] = []
    for index, line in enumerate(lines):
        near = [other for other in lines[max(0, index - 1) : index + 2] if other is not line]
        widest = _widest_gap(line, near, right)
        at = len(merged)
        for piece in sorted(line, key=lambda one: one.box[0]):
            if len(merged) > at and _is_next_word(merged[-1], piece, right, widest):
                merged[-1] = joined(merged[-1], piece)
            else:
                merged.append(piece)
    return merged


def _widest_gap(line: Sequence[Line], near: Sequence[Sequence[Line]], right: float) -> float | None:
    """Type sizes up to which pieces of a line are words of one text; None if the line may hold cells."""
    if _is_justified(line, near, right):
        return _EVEN_GAP
    words = [piece for piece in line if not MARKER.match(piece.text)]
    places = sorted(piece.box for piece in words)
    gaps = [after[0] - before[2] for before, after in pairwise(places)]
    is_even = len(gaps) > 1 and max(gaps) < 1.3 * min(gaps) and max(gaps) < line[0].size
    is_words = all(piece.text[:1].isalpha() and not is_complete(piece.text) for piece in words)
    return 1.0 if is_even and is_words else None


def _is_justified(line: Sequence[Line], near: Sequence[Sequence[Line]], right: float) -> bool:
    """Whether a full line has a gap over and under which words stand: between two columns they would not."""
    if len(line) < 2 or max(piece.box[2] for piece in line) < right - 3:
        return False
    size = line[0].size
    values = [is_complete(max(other, key=lambda one: one.box[2]).text) for other in (line, *near)]
    if values[0] and any(values[1:]):
        return False
    beside = [other for other in near if abs(other[0].baseline - line[0].baseline) < 2.2 * size]
    places = sorted(piece.box for piece in line)
    widths = [after[0] - before[2] for before, after in pairwise(places)]
    is_even = len(widths) > 1 and max(widths) < 1.2 * min(widths)
    widest = _EVEN_GAP if is_even else _JUSTIFIED_GAP
    gaps = [
        (before[2] + after[0]) / 2
        for before, after in pairwise(places)
        if _WORD_GAP * size <= after[0] - before[2] < widest * size
    ]
    return bool(beside) and any(
        all(any(piece.box[0] < gap < piece.box[2] for piece in other) for other in beside) for gap in gaps
    )


def _is_next_word(before: Line, piece: Line, right: float, widest: float | None) -> bool:
    gap = piece.box[0] - before.box[2]
    if before.is_led or MARKER.match(before.text):
        return False
    if widest is not None:
        return gap < widest * piece.size
    if _is_boundary(before, piece):
        return False
    return abs(gap) < _word_gap(piece) and not _is_value(piece, right)


def _overlapping(lines: Sequence[Line]) -> list[list[Line]]:
    """Group pieces whose bodies of type overlap in height, top to bottom.

    Lines below one another do not overlap, but a line set beside the middle of two others does: so a label
    and its two-line rating are one group.
    """
    groups: list[tuple[float, list[Line]]] = []
    for line in sorted(lines, key=lambda one: (-_top(one), one.box[0])):
        if groups and _top(line) > groups[-1][0]:
            foot, group = groups[-1]
            group.append(line)
            groups[-1] = (min(foot, _foot(line)), group)
        else:
            groups.append((_foot(line), [line]))
    return [group for _, group in groups]


def _top(line: Line) -> float:
    return line.baseline + 0.72 * line.size


def _foot(line: Line) -> float:
    return line.baseline - 0.15 * line.size


def _band(number: int, lines: list[Line], right: float) -> Band:
    columns: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.box[0]):
        column = next((c for c in columns if any(_overlaps(line, other) for other in c)), None)
        if column is None:
            columns.append([line])
        else:
            column.append(line)
    merged: list[Line] = []
    for cell in map(_cell, columns):
        before = merged[-1] if merged else None
        gap = cell.box[0] - before.box[2] if before is not None else 0.0
        if before is not None and MARKER.match(before.text) and gap < 5 * cell.size:
            merged[-1] = replace(joined(before, cell), size=cell.size, bold=cell.bold)
        elif before is not None and _is_same_cell(before, cell, gap, right):
            merged[-1] = joined(before, cell)
        else:
            merged.append(cell)
    return Band(number, tuple(merged), right)


def _is_boundary(before: Line, piece: Line) -> bool:
    """Whether a label and its rating meet here, however close they are set: behind a code's name, or before a
    code in other type."""
    if is_complete(piece.text) and CODE.match(before.text):
        return True
    return before.bold != piece.bold and (CODE.match(piece.text) is not None or is_complete(before.text))


def _word_gap(piece: Line) -> float:
    return piece.size * (_WORD_GAP if piece.size < _TITLE_SIZE else _TITLE_WORD_GAP)


def _is_same_cell(before: Line, cell: Line, gap: float, right: float) -> bool:
    is_boundary = before.is_led or _is_boundary(before, cell) or _is_value(cell, right)
    return not is_boundary and gap < _word_gap(cell)


def _is_value(cell: Line, right: float) -> bool:
    """Whether a piece of its own at the end of a line is a value, which a narrow table sets close to its
    label."""
    return is_complete(cell.text) and cell.box[2] > 0.6 * right


def _overlaps(line: Line, other: Line) -> bool:
    return line.box[0] < other.box[2] - 1 and other.box[0] < line.box[2] - 1


def _cell(lines: list[Line]) -> Line:
    ordered = sorted(lines, key=lambda one: (-round(one.baseline / 3), one.box[0]))
    return reduce(joined, ordered)
