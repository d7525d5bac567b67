"""Tables of what became of earlier recommendations: their columns, and their rows as a PDF gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.reports.cut_rows import are_lines_of_one, joined_text
from pipelines.reports.document import Block, Document
from pipelines.reports.progress_words import judgement_of, progress_of
from pipelines.reports.rating_columns import PREVIOUS

STATUS_HEAD = re.compile(
    r"^(?:progress|status|implement|outcome|assessment|judge?ment|our\s+(?:assessment|judge?ment|view)|level\s+of"
    r"|extent\s+of|met\b)",
    re.IGNORECASE,
)
TEXT_HEAD = re.compile(r"recommend|\baction", re.IGNORECASE)
ADDRESSEE_HEAD = re.compile(
    r"addressee|responsib|owner|for\s+whom|addressed|organisation|^for$|^to$|^who\b", re.IGNORECASE
)
NUMBER_HEAD = re.compile(r"^(?:recommendation|no\.?|number|ref\w*\.?|#)$", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
LONGEST_STATUS = 60
"""Longer texts in the column of judgements explain one, and are none."""


class ProgressTable:
    """A table with judgements: its head, if it has one, and the column they stand in.

    `head_before` is that of the table before it: a table of a PDF without a head is the rest of that one,
    which a page break or a cut row parted, and its rows must have as many cells.
    """

    def __init__(self, rows: Sequence[Block], head_before: tuple[str, ...] = ()) -> None:
        self._rows = [row for row in rows if len(row.cells) > 1]
        first = self._rows[0].cells
        is_head = any(STATUS_HEAD.match(cell) for cell in first) and (
            not any(map(progress_of, first)) or any(TEXT_HEAD.search(cell) for cell in first)
        )
        inherited = head_before if rows[0].page is not None else ()
        self.head: tuple[str, ...] = first if is_head else inherited
        others = [row for row in self._rows if row.cells != self.head]
        columns = [
            len(row.cells) - index
            for row in others
            for index, cell in enumerate(row.cells)
            if judgement_of(cell)
        ]
        self.has_statuses = bool(columns) or self._names_short_statuses(others)
        self._from_right = max(set(columns), key=columns.count) if columns else None
        self._judged = self._judged_columns(others)
        self.is_paired = len(self._judged) > 1 or any(
            sum(judgement_of(cell) is not None for cell in row.cells) > 1 for row in others
        )

    def status_at(self, row: Block) -> int | None:
        """Which cell of a row is the judgement, known or not; None where no cell can be, or several can."""
        if self.is_paired:
            return self._newest() if len(row.cells) == len(self.head) else None
        found = [i for i, cell in enumerate(row.cells) if judgement_of(cell)]
        at = self._head_at(STATUS_HEAD) if len(row.cells) == len(self.head) else None
        if len(found) == 1:
            return found[0]
        if at is None and self._from_right is not None and self._from_right <= len(row.cells):
            at = len(row.cells) - self._from_right
        return at

    def cell_under(self, row: Block, head: re.Pattern[str]) -> str | None:
        """The row's cell under the column whose head matches; None without such a column."""
        at = self._head_at(head)
        return row.cells[at] if at is not None and len(row.cells) == len(self.head) else None

    def _judged_columns(self, rows: Sequence[Block]) -> set[int]:
        """Columns in which judgements stand, or that are headed as those of a year."""
        dated = {i for i, cell in enumerate(self.head) if STATUS_HEAD.search(cell) and _YEAR.search(cell)}
        whole = [row.cells for row in rows if len(row.cells) == len(self.head)]
        return dated | {i for cells in whole for i, cell in enumerate(cells) if judgement_of(cell)}

    def _newest(self) -> int | None:
        """Of several columns of judgements the one that is this inspection's; None where no head says so."""
        now = [i for i in sorted(self._judged) if not PREVIOUS.search(self.head[i])]
        years = {i: int(match[0]) for i in now if (match := _YEAR.search(self.head[i]))}
        if len(now) > 1 and len(years) == len(set(years.values())) == len(now):
            return max(now, key=lambda i: years[i])
        return now[0] if len(now) == 1 else None

    def _names_short_statuses(self, rows: Sequence[Block]) -> bool:
        """Whether a column that is headed as judgements has short words, none of which is known."""
        at = self._head_at(STATUS_HEAD)
        return at is not None and any(
            len(row.cells[at]) <= LONGEST_STATUS for row in rows if len(row.cells) == len(self.head)
        )

    def _head_at(self, head: re.Pattern[str]) -> int | None:
        return next((i for i, cell in enumerate(self.head) if head.search(cell)), None)


def whole_rows(document: Document, blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """Put rows together that a PDF gave in pieces, and set those aside whose pieces do not fit.

    Without this the first piece would be recorded as the whole recommendation. Returns the blocks, and the
    words of what was set aside.
    """
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and _goes_on(groups[-1], block):
            groups[-1].append(block)
        else:
            groups.append([block])
    whole: list[Block] = []
    cut: list[str] = []
    for pieces in groups:
        first, last = pieces[0], pieces[-1]
        if len(pieces) == 1:
            whole.append(first)
        elif len({len(piece.cells) for piece in pieces}) == 1 and not any(map(_is_judged, pieces[1:])):
            columns = zip(*(piece.cells for piece in pieces), strict=True)
            cells = tuple(joined_text(document, *column) for column in columns)
            text = document.text[first.char_start : last.char_end]
            whole.append(replace(first, text=text, cells=cells, char_end=last.char_end))
        else:
            cut.append(" | ".join(piece.text for piece in pieces))
    return whole, cut


def _goes_on(pieces: Sequence[Block], block: Block) -> bool:
    """Whether a row of a PDF goes on in the middle of the sentence before it, and is no row of its own: only
    one of them has a judgement."""
    before = pieces[-1]
    if block.page is None or block.table is None or len(before.cells) < 2 or len(block.cells) < 2:
        return False
    is_head = any(STATUS_HEAD.match(cell) and judgement_of(cell) is None for cell in before.cells)
    is_sentence = not _words(before).endswith((".", "?", "!")) and _words(block)[:1].islower()
    is_one = is_sentence or are_lines_of_one(before, block)
    return is_one and not is_head and sum(map(_is_judged, (*pieces, block))) < 2


def _words(row: Block) -> str:
    """The first cell that has words enough to be a recommendation."""
    return next((cell for cell in row.cells if len(cell.split()) > 1), row.cells[0])


def _is_judged(row: Block) -> bool:
    return any(judgement_of(cell) is not None for cell in row.cells)
