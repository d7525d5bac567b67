"""One PDF page: from runs of text to bands, the rows of print that stand side by side.

A band is one line of prose, or one row of a table however its cells wrap: runs belong together when they
overlap in height. Without that, "Requires" and "improvement" set on two lines beside a centred label become
three lines, and the rating of the standard is lost or, worse, read as "improvement".
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.reports.document import Box, normal_text
from pipelines.reports.pdf_process import Page, Run

_MARKER = re.compile(r"^(?:[•●▪■◦‣–—\-*o\uf0b7\uf0a7·]|\(?\d{1,2}[.)]|\(?[a-z][.)])$")
_STARTS_ROW = re.compile(
    r"^(?:[PRV]\s?)?\d{1,2}\.\d|^(?:Overall|Score|Fieldwork)\b|^\d{1,2}[.)]\s", re.IGNORECASE
)
_COMPLETE = re.compile(
    r"^(?:outstanding|good|requires\s*improvement|inadequate|not\s*rated|n/?a|\d{1,3}(?:\.\d+)?\s?%"
    r"|\d{1,3} per cent)$",
    re.IGNORECASE,
)
_CODE_ONLY = re.compile(r"^(?:[PRV]\s?)?\d\.\d{1,2}\.?$")
_CODE_AND_NAME = re.compile(r"^(?:[PRV]\s?)?\d\.\d{1,2}\.?\s+[A-Z]")
_PAGE_NUMBER = re.compile(r"^(?:Page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$", re.IGNORECASE)
_RUNNING = re.compile(
    r"^(?:\d{1,3}\s+)?(?:(?:An )?Inspection of (?:probation|youth (?:offending|justice)) services?\b.*"
    r"|Quality\s*(?:&|and)\s*Impact inspection:.*)\s\d{1,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A cell of a band, or a line of prose: text with its box, baseline of its first line and type size."""

    text: str
    box: Box
    baseline: float
    last_baseline: float
    size: float
    bold: bool


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
        boxes = [cell.box for cell in self.cells]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Drop running headers, footers and page numbers, which otherwise stand inside the sentences they
    interrupt."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_repeat_key(line) for line in _margin_lines(page)})
    often = max(2, round(0.4 * len(pages))) if len(pages) > 2 else len(pages) + 1
    kept = []
    for page in pages:
        dropped = {
            id(run)
            for line in _margin_lines(page)
            if seen[_repeat_key(line)] >= often
            or _PAGE_NUMBER.match(text := " ".join(run.text for run in line))
            or _RUNNING.match(text)
            for run in line
        }
        kept.append(replace(page, runs=tuple(run for run in page.runs if id(run) not in dropped)))
    return kept


def _margin_lines(page: Page) -> list[list[Run]]:
    margin = 0.11 * page.height
    runs = [r for r in page.runs if r.baseline < margin or r.baseline > page.height - margin]
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-r.baseline, r.left)):
        if lines and abs(lines[-1][0].baseline - run.baseline) < 3:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda r: r.left) for line in lines]


def _repeat_key(line: list[Run]) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", "".join(run.text for run in line)).casefold())


def bands_of(page: Page) -> list[Band]:
    """All bands of a page in reading order; columns of prose one after the other."""
    bands: list[Band] = []
    for runs in _columns(page):
        right = max((run.right for run in runs), default=page.width)
        bands += _join_wrapped([_band(page.number, group, right) for group in _overlapping(runs)])
    return bands


def _columns(page: Page) -> list[list[Run]]:
    """Split a page set in two columns of prose; tables, whose columns are short, stay whole."""
    runs = [run for run in page.runs if run.text.strip()]
    wide = 0.26 * page.width
    for gutter in (page.width * step / 100 for step in range(42, 60)):
        left = [run for run in runs if run.right <= gutter and run.right - run.left > wide]
        right = [run for run in runs if run.left >= gutter and run.right - run.left > wide]
        crossing = [run for run in runs if run.left < gutter < run.right]
        if min(len(left), len(right)) < 6 or len(crossing) > 0.2 * len(runs):
            continue
        edges = [page.height * 2, *sorted((run.baseline for run in crossing), reverse=True), -page.height]
        groups: list[list[Run]] = []
        for upper, lower in itertools.pairwise(edges):
            inside = [run for run in runs if lower < run.baseline <= upper and run not in crossing]
            at_edge = [run for run in crossing if run.baseline == upper]
            groups += [
                at_edge,
                [run for run in inside if run.left < gutter],
                [run for run in inside if run.left >= gutter],
            ]
        return [group for group in groups if group]
    return [runs]


def _overlapping(runs: list[Run]) -> list[list[Run]]:
    """Group runs whose bodies of type overlap in height, top to bottom.

    Lines below one another do not overlap, but a line set beside the middle of two others does: so a label
    and its two-line rating are one group.
    """
    groups: list[tuple[float, list[Run]]] = []
    for run in sorted(runs, key=lambda r: (-_top(r), r.left)):
        if groups and _top(run) > groups[-1][0]:
            bottom, group = groups[-1]
            group.append(run)
            groups[-1] = (min(bottom, _foot(run)), group)
        else:
            groups.append((_foot(run), [run]))
    return [group for _, group in groups]


def _top(run: Run) -> float:
    return run.baseline + 0.72 * run.size


def _foot(run: Run) -> float:
    return run.baseline - 0.15 * run.size


def _band(number: int, runs: list[Run], right: float) -> Band:
    columns: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: r.left):
        column = next(
            (c for c in columns if any(run.left < r.right - 1 and r.left < run.right - 1 for r in c)), None
        )
        if column is None:
            columns.append([run])
        else:
            column.append(run)
    cells = [_cell(column) for column in columns]
    merged: list[Line] = []
    for cell in cells:
        before = merged[-1] if merged else None
        gap = cell.box[0] - before.box[2] if before is not None else 0.0
        if before is not None and _MARKER.match(before.text) and gap < 5 * cell.size:
            merged[-1] = replace(_joined(before, cell), size=cell.size, bold=cell.bold)
        elif before is not None and (gap < 0.35 * cell.size or _leader(before, cell)):
            merged[-1] = _joined(before, cell)
        else:
            merged.append(cell)
    return Band(number, tuple(merged), right)


def _leader(before: Line, cell: Line) -> bool:
    return bool(re.fullmatch(r"[.…\s\ufffd_]+\d*", cell.text) or re.search(r"[.…\ufffd_]{3,}$", before.text))


def _cell(runs: list[Run]) -> Line:
    ordered = sorted(runs, key=lambda r: (-round(r.baseline / 3), r.left))
    line = _line(ordered[0])
    for run in ordered[1:]:
        line = _joined(line, _line(run))
    return line


def _line(run: Run) -> Line:
    return Line(
        text=normal_text(run.text),
        box=(run.left, run.bottom, run.right, run.top),
        baseline=run.baseline,
        last_baseline=run.baseline,
        size=run.size,
        bold=run.bold,
    )


def _joined(first: Line, second: Line) -> Line:
    a, b = first.box, second.box
    return Line(
        text=f"{first.text} {second.text}".strip(),
        box=(min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])),
        baseline=max(first.baseline, second.baseline),
        last_baseline=min(first.last_baseline, second.last_baseline),
        size=max(first.size, second.size),
        bold=first.bold and second.bold,
    )


def _join_wrapped(bands: list[Band]) -> list[Band]:
    """Put the further lines of a cell set at the top or foot of its row back into the row."""
    joined: list[Band] = []
    for band in bands:
        whole = band
        while joined and (merged := _one_row(joined[-1], whole)) is not None:
            whole = merged
            joined.pop()
        joined.append(whole)
    return joined


def _one_row(before: Band, band: Band) -> Band | None:
    """One row of two bands that are lines of the same cells, or None."""
    if before.is_row:
        return _continued(before, band) if band.is_row else _below(before, band.cells[0])
    return _above(before.cells[0], band) if band.is_row else None


def _continued(row: Band, further: Band) -> Band | None:
    """The row with a further line of several of its cells, or None: "2.1 | Requires" over "Assessment |
    improvement".

    Only a value that the two lines complete together proves that they are one row.
    """
    if _STARTS_ROW.match(further.cells[0].text):
        return None
    cells = list(row.cells)
    completed = False
    for line in further.cells:
        at = next((i for i, c in enumerate(cells) if line.box[0] < c.box[2] and c.box[0] < line.box[2]), None)
        if at is None or _COMPLETE.match(cells[at].text) or _COMPLETE.match(line.text):
            return None
        if not 0 < cells[at].last_baseline - line.baseline <= 1.75 * line.size:
            return None
        cells[at] = _joined(cells[at], line)
        completed = completed or _COMPLETE.match(cells[at].text) is not None
    return replace(row, cells=tuple(cells)) if completed else None


def _below(row: Band, line: Line) -> Band | None:
    """The row with `line` added to the cell it continues, or None if it starts something of its own."""
    if _STARTS_ROW.match(line.text) or _COMPLETE.match(line.text) or _MARKER.match(line.text[:1]):
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
        if (under or centred) and 0 < leading <= 1.75 * line.size and abs(line.size - cell.size) < 1:
            together = f"{cell.text} {line.text}"
            if _COMPLETE.match(cell.text) or (cell.text.endswith(("?", ".")) and not line.text[0].islower()):
                return None
            if index > 0 and not _COMPLETE.match(together) and not line.text[0].islower():
                return None
            cells = (*row.cells[:index], _joined(cell, line), *row.cells[index + 1 :])
            return replace(row, cells=cells)
    return None


def _above(line: Line, row: Band) -> Band | None:
    """The row with `line` put before the cell it begins: cells set at the foot of their row."""
    for index, cell in enumerate(row.cells):
        overlaps = line.box[0] < cell.box[2] and cell.box[0] < line.box[2]
        close = 0 < line.last_baseline - cell.baseline <= 1.75 * line.size
        completes = bool(_COMPLETE.match(f"{line.text} {cell.text}")) and not _COMPLETE.match(cell.text)
        label = index == 0 and _begins_label(line, cell)
        if overlaps and close and (completes or label) and not _COMPLETE.match(line.text):
            cells = (*row.cells[:index], _joined(line, cell), *row.cells[index + 1 :])
            return replace(row, cells=cells)
    return None


def _begins_label(line: Line, cell: Line) -> bool:
    """Whether a line is the first of a label that the cell below it goes on with."""
    if _CODE_ONLY.match(line.text):
        return not _STARTS_ROW.match(cell.text)
    is_one_type = abs(line.size - cell.size) < 0.5 and line.bold == cell.bold
    if cell.text[0].islower() and is_one_type and abs(line.box[0] - cell.box[0]) < 2:
        return not line.text.endswith((".", ":"))
    is_new = _STARTS_ROW.match(cell.text) or _COMPLETE.match(cell.text)
    return _CODE_AND_NAME.match(line.text) is not None and is_one_type and not is_new
