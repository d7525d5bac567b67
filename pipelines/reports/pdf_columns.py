"""In which order the parts of a PDF page are read: columns of prose one after the other, tables across.

A page may have a foreword in two columns above a list in one, so columns are looked for in zones of the page:
lines that leave a gutter free. What stands on both sides of a gutter may as well be a table, which must be
read across: only prose on both sides, with sentences that run on from line to line, makes columns. Read
across, two columns become sentences that nobody wrote, and a recommendation gets another one's number.
"""

from __future__ import annotations

import re
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from pipelines.pdf.process import Run
from pipelines.reports.pdf_cues import BEGINS_PART, CODE, COMPLETE_VALUE

_MIN_LINES = 3
_GUTTER = 8.0
"""Points that no column's text may come nearer to the other's."""
_CELL_LINES = 4
"""Two pairs of longer blocks than this that end at one height are paragraphs by chance."""
_FIRST_LETTER = re.compile(r"^[^A-Za-z]{0,6}([A-Za-z])")


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands on one baseline, on one side of the gutter or over the whole page."""

    baseline: float
    runs: tuple[Run, ...]

    @property
    def left(self) -> float:
        return min(run.left for run in self.runs)

    @property
    def right(self) -> float:
        return max(run.right for run in self.runs)

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs).strip()


@dataclass(frozen=True, slots=True)
class _Zone:
    """Lines one below the other, all left or right of a gutter."""

    left: tuple[_Line, ...]
    right: tuple[_Line, ...]

    @property
    def top(self) -> float:
        return max(self.left[0].baseline, self.right[0].baseline)

    @property
    def bottom(self) -> float:
        return min(self.left[-1].baseline, self.right[-1].baseline)

    @property
    def size(self) -> int:
        return len(self.left) + len(self.right)


class _Block(NamedTuple):
    """Highest and lowest baseline of lines that stand together, and how many they are."""

    top: float
    foot: float
    lines: int


def in_reading_order(runs: Sequence[Run]) -> list[list[Run]]:
    """Cut a page's runs into the groups that are read one after the other."""
    zone = max(_zones(runs), key=lambda zone: zone.size, default=None)
    if zone is None:
        return [list(runs)] if runs else []
    above = [run for run in runs if run.baseline > zone.top + 1]
    below = [run for run in runs if run.baseline < zone.bottom - 1]
    parts = [
        above,
        [run for line in zone.left for run in line.runs],
        [run for line in zone.right for run in line.runs],
        below,
    ]
    return [group for part in parts for group in in_reading_order(part)]


def _zones(runs: Sequence[Run]) -> Iterator[_Zone]:
    """All zones of the page that are columns, for every place a gutter may be at."""
    if len(runs) < 2 * _MIN_LINES:
        return
    lines = _lines(runs)
    for gutter in _gutters(runs):
        for is_crossed, together in groupby(lines, key=lambda line: _is_crossed(line, gutter)):
            if is_crossed:
                continue
            zone = _zone(list(together), gutter)
            if zone is not None and (columns := _columns(zone)) is not None:
                yield columns


def _gutters(runs: Sequence[Run]) -> Iterator[float]:
    """Places with enough text on both sides, each standing for all that part the runs in the same way."""
    lefts, rights = sorted(run.left for run in runs), sorted(run.right for run in runs)
    first, last = lefts[0], rights[-1]
    seen: set[tuple[int, int]] = set()
    for step in range(25, 76, 2):
        gutter = first + (last - first) * step / 100
        before = bisect_right(rights, gutter - _GUTTER / 2)
        after = len(lefts) - bisect_left(lefts, gutter + _GUTTER / 2)
        if min(before, after) >= _MIN_LINES and (before, after) not in seen:
            seen.add((before, after))
            yield gutter


def _lines(runs: Sequence[Run]) -> list[_Line]:
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-r.baseline, r.left)):
        if lines and lines[-1][0].baseline - run.baseline < 2:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [_Line(line[0].baseline, tuple(sorted(line, key=lambda r: r.left))) for line in lines]


def _is_crossed(line: _Line, gutter: float) -> bool:
    return any(run.left < gutter + _GUTTER / 2 and run.right > gutter - _GUTTER / 2 for run in line.runs)


def _zone(lines: Sequence[_Line], gutter: float) -> _Zone | None:
    """The zone of some lines, without what only stands above or below its columns."""
    left = [side for line in lines if (side := _side(line, right_of=None, left_of=gutter)) is not None]
    right = [side for line in lines if (side := _side(line, right_of=gutter, left_of=None)) is not None]
    if min(len(left), len(right)) < _MIN_LINES:
        return None
    left, right = _beside(left, right), _beside(right, left)
    return _Zone(tuple(left), tuple(right)) if min(len(left), len(right)) >= _MIN_LINES else None


def _side(line: _Line, *, right_of: float | None, left_of: float | None) -> _Line | None:
    runs = tuple(
        run
        for run in line.runs
        if (left_of is None or run.right <= left_of) and (right_of is None or run.left >= right_of)
    )
    return _Line(line.baseline, runs) if runs else None


def _beside(lines: Sequence[_Line], others: Sequence[_Line]) -> list[_Line]:
    """A column's lines: those beside the other column, and those that go on without a gap above and below.

    A heading or list that follows two columns would otherwise be read before the second of them.
    """
    pitch = statistics.median(_pitches(lines))
    top, bottom = others[0].baseline + 1.2 * pitch, others[-1].baseline - 1.2 * pitch
    inside = [index for index, line in enumerate(lines) if bottom <= line.baseline <= top]
    if not inside:
        return []
    size = statistics.median(line.runs[0].size for line in lines)
    extent = max(line.right - line.left for line in lines)

    def goes_on(upper: _Line, lower: _Line, outer: _Line) -> bool:
        gap = upper.baseline - lower.baseline
        is_text = abs(outer.runs[0].size - size) < 0.5 and not outer.runs[0].bold
        is_prose = is_text and outer.right - outer.left > 0.6 * extent
        return gap <= 1.4 * pitch or (is_prose and gap <= 2.3 * pitch)

    first, last = inside[0], inside[-1]
    while first > 0 and goes_on(lines[first - 1], lines[first], lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and goes_on(lines[last], lines[last + 1], lines[last + 1]):
        last += 1
    return list(lines[first : last + 1])


def _pitches(lines: Sequence[_Line]) -> list[float]:
    return [upper.baseline - lower.baseline for upper, lower in pairwise(lines)] or [0.0]


def _columns(zone: _Zone) -> _Zone | None:
    """The zone if both sides are prose, or tables of their own; None if they are cells of the same rows."""
    if all(_is_ratings_table(side) for side in (zone.left, zone.right)):
        return _without_shared_rows(zone)
    is_prose = all(_is_prose(side) for side in (zone.left, zone.right))
    return zone if is_prose and not _is_in_step(zone) else None


def _without_shared_rows(zone: _Zone) -> _Zone | None:
    """Two tables beside each other, without the rows above them that go over both."""
    left, right = zone.left, zone.right
    while left and right and not BEGINS_PART.match(left[0].text):
        if abs(left[0].baseline - right[0].baseline) < 2 and BEGINS_PART.match(right[0].text):
            break
        if left[0].baseline - right[0].baseline < 2:
            right = right[1:]
        left = left[1:]
    return _Zone(left, right) if left and right else None


def _is_ratings_table(lines: Sequence[_Line]) -> bool:
    """Whether lines begin with codes and end with ratings: labels alone, or ratings alone, are half a
    table."""
    coded = sum(CODE.match(line.text) is not None for line in lines)
    rated = sum(COMPLETE_VALUE.match(line.runs[-1].text) is not None for line in lines)
    return min(coded, rated) >= max(2, 0.2 * len(lines))


def _is_prose(lines: Sequence[_Line]) -> bool:
    extent = max(line.right for line in lines) - min(line.left for line in lines)
    full = sum(line.right - line.left >= 0.6 * extent for line in lines)
    going_on = sum(
        (letter := _FIRST_LETTER.match(line.text)) is not None and letter[1].islower() for line in lines
    )
    values = sum(COMPLETE_VALUE.match(line.text) is not None for line in lines)
    words = statistics.mean(len(line.text.split()) for line in lines)
    return (
        full >= 0.5 * len(lines)
        and going_on >= 0.35 * len(lines)
        and values <= 0.2 * len(lines)
        and words >= 3
    )


def _is_in_step(zone: _Zone) -> bool:
    """Whether the blocks of both sides stand in pairs beside each other, as the cells of rows do.

    Paragraphs of two columns end where they happen to.
    """
    line = zone.left[0].runs[0].size
    top = min(zone.left[0].baseline, zone.right[0].baseline) + line
    bottom = max(zone.left[-1].baseline, zone.right[-1].baseline) - line
    left, right = (
        _blocks([one for one in side if bottom <= one.baseline <= top]) for side in (zone.left, zone.right)
    )
    if len(left) != len(right) or len(left) < 2:
        return False
    if len(left) == 2 and any(block.lines > _CELL_LINES for block in (*left, *right)):
        return False
    pairs = [(max(a.top, b.top), min(a.foot, b.foot)) for a, b in zip(left, right, strict=True)]
    overlap = all(a.top + line >= b.foot and b.top + line >= a.foot for a, b in zip(left, right, strict=True))
    return overlap and all(upper[1] > lower[0] for upper, lower in pairwise(pairs))


def _blocks(lines: Sequence[_Line]) -> list[_Block]:
    """The lines that stand together, with a wider gap between them and others."""
    if not lines:
        return []
    limit = 1.25 * min(_pitches(lines))
    blocks = [_Block(lines[0].baseline, lines[0].baseline, 1)]
    for upper, lower in pairwise(lines):
        if upper.baseline - lower.baseline > limit:
            blocks.append(_Block(lower.baseline, lower.baseline, 1))
        else:
            blocks[-1] = _Block(blocks[-1].top, lower.baseline, blocks[-1].lines + 1)
    return blocks
