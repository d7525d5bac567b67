"""Putting the lines of a wrapped cell back into their row.

Two things tell which row a line belongs to. Where rows are set apart, lines of one row stand closer to each
other than to the next row's, whatever they say. Where they are not, only the words tell: a code begins a
row, a value that two lines complete together is one, a small letter goes on. A line that neither tells stays
alone, and its row is refused further on rather than guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.reports.pdf_cues import (
    CODE_AND_NAME,
    CODE_ONLY,
    MARKER,
    STARTS_ROW,
    begins_with_marker,
    is_complete,
)
from pipelines.reports.pdf_rows import Band, Line, joined

_CLOSE = 1.75
"""Type sizes: lines of one cell are never farther apart."""
_VALUE_CLOSE = 2.4
_NEARER = 1.15
"""How much closer lines of one row stand than rows that are set apart."""
_AROUND = 8
_MAX_HEAD = 3
"""No table's head, printed again on the next page, has more rows."""


def join_wrapped(bands: Sequence[Band]) -> list[Band]:
    """Put the further lines of a cell set above, below or beside its row's value back into the row."""
    by_place = [row for cluster in _clusters(bands) for row in _one_row_of(cluster)]
    rows: list[Band] = []
    for band in by_place:
        whole = band
        while rows and (merged := _one_row(rows[-1], whole)) is not None:
            whole = merged
            rows.pop()
        rows.append(whole)
    return rows


def _clusters(bands: Sequence[Band]) -> list[list[Band]]:
    """Bands that stand closer to each other than bands do around here."""
    gaps = [upper.foot_baseline - lower.top_baseline for upper, lower in pairwise(bands)]
    clusters: list[list[Band]] = []
    for index, band in enumerate(bands):
        near = [
            gap for gap in gaps[max(0, index - _AROUND) : index + _AROUND] if gap > 0.8 * band.cells[0].size
        ]
        limit = min(_NEARER * min(near, default=0.0), _CLOSE * band.cells[0].size)
        if index and 0 < gaps[index - 1] <= limit:
            clusters[-1].append(band)
        else:
            clusters.append([band])
    return clusters


def _one_row_of(cluster: list[Band]) -> list[Band]:
    """The cluster with all lines in its row, if it has one row and they may be lines of its cells."""
    cluster = list(_with_further_lines(cluster))
    rows = [index for index, band in enumerate(cluster) if band.is_row]
    if len(rows) != 1:
        return cluster
    at = rows[0]
    row, above, below = cluster[at], cluster[:at], cluster[at + 1 :]
    while below and (longer := _with_line_below(row, below[0].cells[0])) is not None:
        row, below = longer, below[1:]
    while above and (longer := _with_line_above(above[-1].cells[0], row)) is not None:
        row, above = longer, above[:-1]
    return [*above, row, *below]


def _with_further_lines(cluster: list[Band]) -> Iterator[Band]:
    """The cluster with rows joined whose every cell goes on with the words of the row above."""
    held = cluster[0]
    for band in cluster[1:]:
        whole = _all_going_on(held, band) if held.is_row and band.is_row else None
        if whole is None:
            yield held
        held = whole or band
    yield held


def _all_going_on(row: Band, further: Band) -> Band | None:
    begins_small = [line.text[:1].islower() for line in further.cells]
    if not any(begins_small) or STARTS_ROW.match(further.cells[0].text):
        return None
    whole = row
    for line, is_small in zip(further.cells, begins_small, strict=True):
        at = _cell_under(whole.cells, line)
        if at is None or is_complete(line.text) or is_complete(whole.cells[at].text):
            return None
        if not is_small and whole.cells[at].text.endswith((".", "?", ":")):
            return None
        whole = _with_cell(whole, at, joined(whole.cells[at], line))
    return whole


def _column(row: Band, line: Line) -> int | None:
    """Which cell of a row a line stands under or over, touching no other; None if it is of none."""
    for index, cell in enumerate(row.cells):
        beside = row.cells[index + 1].box[0] if index + 1 < len(row.cells) else float("inf")
        before = row.cells[index - 1].box[2] if index else float("-inf")
        is_one_type = abs(line.size - cell.size) < 1 and line.bold == cell.bold
        centred = abs((cell.box[0] + cell.box[2]) - (line.box[0] + line.box[2])) < line.size
        flush = abs(line.box[0] - cell.box[0]) < 3 or abs(line.box[2] - cell.box[2]) < 3
        if is_one_type and (centred or flush) and before < line.box[0] and line.box[2] < beside:
            return index
    return None


def _cell_under(cells: Sequence[Line], line: Line) -> int | None:
    """Which cell a line stands under at least partly."""
    return next((index for index, cell in enumerate(cells) if _overlaps(cell, line)), None)


def _overlaps(cell: Line, line: Line) -> bool:
    return line.box[0] < cell.box[2] and cell.box[0] < line.box[2]


def _with_line_below(row: Band, line: Line) -> Band | None:
    index = _column(row, line)
    if (
        index is None
        or STARTS_ROW.match(line.text)
        or begins_with_marker(line.text)
        or is_complete(line.text)
    ):
        return None
    cell = row.cells[index]
    if is_complete(cell.text) or (cell.text.endswith(("?", ".")) and not line.text[:1].islower()):
        return None
    return _with_cell(row, index, joined(cell, line))


def _with_line_above(line: Line, row: Band) -> Band | None:
    index = _column(row, line)
    if index is None or line.text.endswith((".", "?", ":")) or is_complete(line.text):
        return None
    cell = row.cells[index]
    if STARTS_ROW.match(cell.text) or begins_with_marker(cell.text) or is_complete(cell.text):
        return None
    return _with_cell(row, index, joined(line, cell))


def _with_cell(row: Band, index: int, cell: Line) -> Band:
    return replace(row, cells=(*row.cells[:index], cell, *row.cells[index + 1 :]))


def join_over_page(upper: list[Band], lower: list[Band]) -> None:
    """Put what a page break cut from the last row of a page back into it, in place.

    `upper` and `lower` are the bands of two pages without their notes. A table's head that is printed again
    is passed over, and stays where it is.
    """
    if not upper or not lower:
        return
    printed = {band.text for band in upper}
    at = next((index for index, band in enumerate(lower) if band.text not in printed), None)
    if at is None or at > _MAX_HEAD:
        return
    last, first = upper[-1], lower[at]
    if not last.is_row and not first.is_row and MARKER.match(last.text):
        lower[at] = replace(first, cells=(_marked(last.cells[0], first.cells[0]),))
        upper.pop()
        return
    if first.is_row and not last.is_row:
        whole = _with_cut_label(last.cells[0], first)
        if whole is not None:
            lower[at] = _on_page_of(first, whole)
            upper.pop()
        return
    if last.is_row:
        whole = _with_rest(last, first)
    elif is_complete(first.text) and _is_label_of(lower[at + 1 : at + 2], first):
        whole = None
    else:
        whole = _with_lone_value(upper, last.cells[0], first.cells[0])
    if whole is None:
        return
    upper[-1] = _on_page_of(last, whole)
    lower.pop(at)
    if not last.is_row and at < len(lower) and not lower[at].is_row:
        join_over_page(upper, lower)


def _on_page_of(anchor: Band, row: Band) -> Band:
    """The row with all its boxes as high as the part of it that stands on its own page: heights of two pages
    make no box."""
    _, foot, _, top = anchor.box
    cells = tuple(
        cell
        if cell in anchor.cells
        else replace(
            cell,
            box=(cell.box[0], foot, cell.box[2], top),
            baseline=anchor.top_baseline,
            last_baseline=anchor.foot_baseline,
        )
        for cell in row.cells
    )
    return replace(row, cells=cells)


def _marked(marker: Line, item: Line) -> Line:
    """An item with its number or bullet from the foot of the page before; it stands where its words do."""
    return replace(item, text=f"{marker.text} {item.text}")


def _with_rest(row: Band, rest: Band) -> Band | None:
    """A row with the rest of its cells from the next page: a value completed, or words that go on in small
    letters."""
    if rest.is_row and (completed := continued(row, rest, over_page=True)) is not None:
        return completed
    whole: Band | None = row
    for line in rest.cells:
        if whole is None or not line.text[:1].islower():
            return None
        whole = _with_line_below(whole, line)
    return whole


def _with_cut_label(line: Line, row: Band) -> Band | None:
    """A row whose label begins on the page before."""
    label = row.cells[0]
    has_value = any(is_complete(cell.text) for cell in row.cells[1:])
    if not has_value or not label.text[:1].islower() or line.size - label.size > 1:
        return None
    return _with_line_above(line, row)


def _is_label_of(below: Sequence[Band], value: Band) -> bool:
    """Whether a label without a value stands so close below a lone value that the value may be its own."""
    if not below or below[0].is_row or is_complete(below[0].text):
        return False
    return value.foot_baseline - below[0].top_baseline < 2 * value.cells[0].size


def _with_lone_value(upper: Sequence[Band], last: Line, first: Line) -> Band | None:
    """A label and its value, set in the middle of the row, with a page break between them."""
    label, value = (first, last) if is_complete(last.text) else (last, first)
    row = next((band for band in reversed(upper) if band.is_row), None)
    if row is None or not is_complete(value.text) or is_complete(label.text):
        return None
    is_under = value.box[0] > row.cells[-2].box[2]
    is_label = abs(label.box[0] - row.cells[0].box[0]) < 3 and label.box[2] < value.box[0]
    return replace(upper[-1], cells=(label, value)) if is_under and is_label else None


def _one_row(before: Band, band: Band) -> Band | None:
    """One row of two bands whose words say that they are lines of the same cells, or None."""
    if before.is_row:
        return continued(before, band) if band.is_row else _below(before, band.cells[0])
    return _above(before.cells[0], band) if band.is_row else None


def continued(row: Band, further: Band, *, over_page: bool = False) -> Band | None:
    """The row with a further line of several of its cells, or None: "2.1 | Requires" over "Assessment |
    improvement".

    Only a value that the two lines complete together proves that they are one row. `over_page` says that a
    page ends between them, so that their distance tells nothing.
    """
    if STARTS_ROW.match(further.cells[0].text):
        return None
    cells = list(row.cells)
    completed = False
    for line in further.cells:
        at = _cell_under(cells, line)
        if at is None or is_complete(cells[at].text) or is_complete(line.text):
            return None
        if not over_page and not 0 < cells[at].last_baseline - line.baseline <= _CLOSE * line.size:
            return None
        cells[at] = joined(cells[at], line)
        completed = completed or is_complete(cells[at].text)
    return replace(row, cells=tuple(cells)) if completed else None


def _below(row: Band, line: Line) -> Band | None:
    """The row with `line` added to the cell it continues, or None if it starts something of its own."""
    if (whole := _completed(row, line)) is not None:
        return whole
    if STARTS_ROW.match(line.text) or is_complete(line.text) or begins_with_marker(line.text):
        return None
    for index, cell in enumerate(row.cells):
        beside = row.cells[index + 1].box[0] if index + 1 < len(row.cells) else float("inf")
        under = (
            cell.box[0] - 2 <= line.box[0] + line.size * 0.2
            and line.box[0] < cell.box[2]
            and line.box[2] < beside
        )
        centred = abs((cell.box[0] + cell.box[2]) - (line.box[0] + line.box[2])) < line.size
        leading = cell.last_baseline - line.baseline
        if (under or centred) and 0 < leading <= _CLOSE * line.size and abs(line.size - cell.size) < 1:
            if is_complete(cell.text) or (cell.text.endswith(("?", ".")) and not line.text[:1].islower()):
                return None
            is_small = line.text[:1].islower()
            has_value = any(is_complete(other.text) for other in row.cells if other is not cell)
            is_other = index > 0 or line.bold != cell.bold or has_value
            if not is_small and is_other and not CODE_ONLY.match(cell.text):
                return None
            return _with_cell(row, index, joined(cell, line))
    return None


def _completed(row: Band, line: Line) -> Band | None:
    """The row with the end of a value that stands below its beginning, in whatever type and leading."""
    for index, cell in enumerate(row.cells):
        completes = is_complete(f"{cell.text} {line.text}") and not is_complete(cell.text)
        if completes and _overlaps(cell, line):
            is_close = 0 < cell.last_baseline - line.baseline <= _VALUE_CLOSE * line.size
            return _with_cell(row, index, joined(cell, line)) if is_close else None
    return None


def _above(line: Line, row: Band) -> Band | None:
    """The row with `line` put before the cell it begins: cells set at the foot of their row."""
    for index, cell in enumerate(row.cells):
        close = 0 < line.last_baseline - cell.baseline <= _CLOSE * line.size
        completes = is_complete(f"{line.text} {cell.text}") and not is_complete(cell.text)
        label = (index == 0 or abs(line.box[0] - cell.box[0]) < 3) and _begins_label(line, cell)
        if _overlaps(cell, line) and close and (completes or label) and not is_complete(line.text):
            return _with_cell(row, index, joined(line, cell))
    return None


def _begins_label(line: Line, cell: Line) -> bool:
    """Whether a line is the first of a label that the cell below it goes on with."""
    if not cell.text:
        return abs(line.box[0] - cell.box[0]) < 2
    if CODE_ONLY.match(line.text):
        return not STARTS_ROW.match(cell.text)
    is_one_type = abs(line.size - cell.size) < 0.5 and line.bold == cell.bold
    if cell.text[:1].islower() and is_one_type and abs(line.box[0] - cell.box[0]) < 2:
        return not line.text.endswith((".", ":"))
    is_new = STARTS_ROW.match(cell.text) or is_complete(cell.text)
    return CODE_AND_NAME.match(line.text) is not None and is_one_type and not is_new
