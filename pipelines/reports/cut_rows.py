"""Rows of a PDF's table whose cells came apart: a line of one cell that stands above or below the others.

Cells set in the middle of their row's height have lines beside which nothing stands. Without this the first
line of a label would be a paragraph, and what is left of the label would be recorded as all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.reports.document import Block, BlockKind, Box, Document

_ENDS = (".", "?", "!", ":")
_LAST_WORD = re.compile(r"(\w+)-$")
_FIRST_WORD = re.compile(r"^[a-z]\w*")


def mended_rows(document: Document, blocks: Sequence[Block]) -> list[Block]:
    """Put lone lines back into the rows they belong to; rows that they had parted are one table again.

    Only a line set as close as lines of one text are, in the middle of a sentence, is put back. Blocks of web
    pages are returned as they are.
    """
    mended: list[Block] = []
    for block in blocks:
        before = mended[-1] if mended else None
        joined = _joined(document, before, block) if before is not None else None
        if joined is not None:
            mended[-1] = joined
        else:
            mended.append(block)
    for index in range(1, len(mended)):
        above, row = mended[index - 1], mended[index]
        if row.page is not None and _is_row(above) and _is_row(row):
            mended[index] = replace(row, table=above.table)
    return mended


def together(document: Document, first: Block, second: Block, cells: tuple[str, ...] = ()) -> Block:
    """One block over two that follow one another, so that their words are quoted together."""
    box: Box | None = first.box
    if first.box is not None and second.box is not None and first.page == second.page:
        (left, bottom, right, top), other = first.box, second.box
        box = (min(left, other[0]), min(bottom, other[1]), max(right, other[2]), max(top, other[3]))
    text = document.text[first.char_start : second.char_end]
    return replace(first, text=text, cells=cells, char_end=second.char_end, box=box)


def _is_row(block: Block) -> bool:
    return len(block.cells) > 1


def _joined(document: Document, above: Block, below: Block) -> Block | None:
    """The row that a line and a row make, whichever is above; None where they are two things."""
    row, line = (below, above) if _is_row(below) else (above, below)
    if not _is_row(row) or line.kind is not BlockKind.PARAGRAPH or not are_lines_of_one(above, below):
        return None
    if row is below:
        begun = [i for i, cell in enumerate(row.cells) if cell[:1].islower()]
        is_open = len(begun) == 1 and not above.text.endswith(_ENDS)
        at, parts = (begun[0], (above.text, row.cells[begun[0]])) if is_open else (None, ())
    else:
        longest = max(range(len(row.cells)), key=lambda i: len(row.cells[i]))
        is_open = below.text[:1].islower() and not row.cells[longest].endswith(_ENDS)
        at, parts = (longest, (row.cells[longest], below.text)) if is_open else (None, ())
    if at is None:
        return None
    cells = (*row.cells[:at], joined_text(document, *parts), *row.cells[at + 1 :])
    return replace(together(document, above, below, cells), kind=row.kind, table=row.table, bold=row.bold)


def are_lines_of_one(above: Block, below: Block) -> bool:
    """Whether two blocks of a page are set as close as two lines of one text."""
    if above.box is None or below.box is None or above.page != below.page:
        return False
    height = min(above.box[3] - above.box[1], below.box[3] - below.box[1])
    return above.box[1] - below.box[3] < 0.8 * height


def joined_text(document: Document, *lines: str) -> str:
    """Lines of one text as one; a word that a line's end broke is whole again if the document has it so."""
    text = lines[0]
    for line in lines[1:]:
        broken, rest = _LAST_WORD.search(text), _FIRST_WORD.match(line)
        if broken is None or rest is None:
            text = f"{text} {line}"
            continue
        is_compound = f"{broken[1]}-{rest[0]}" in document.text
        text = f"{text}{line}" if is_compound else f"{text[:-1]}{line}"
    return text
