"""Lines that stand alone on a PDF page, as headings, paragraphs and list items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.pdf.process import Page
from pipelines.reports.document import Block, BlockKind, Box, around
from pipelines.reports.pdf_rows import Band, Line
from pipelines.reports.rating_words import begins_rating_row, is_rating_row

_BULLET = re.compile(r"^[•●▪■◦‣\uf0b7\uf0a7·]\s*|^[–—\-o*]\s+(?=\S)")
_NUMBER = re.compile(r"^\(?(?P<number>\d{1,2})[.)](?:\s+(?=\S)|(?=[A-Za-z]{2}))")
_HEADING_NUMBER = re.compile(r"^(?:[PRV]\s?)?\d(?:\.\d{1,2})?\.?\s+[A-Z][^.;]{2,90}$")
_KNOWN_HEADING = re.compile(
    r"^(?:Foreword|Rhagair|Contents|Cynnwys|Ratings|Recommendations|Executive summary|Overall findings"
    r"|Key facts|"
    r"Background|Introduction|Acknowledgements|Organisational delivery|Service delivery|Case supervision|"
    r"Annexe? .{1,60}|Appendix .{1,60}|Chief Inspector[’']s judge?ment)$",
    re.IGNORECASE,
)
ENDS_SENTENCE = re.compile(r"[.!?:;][’”'\")\]]*$")
_EXPECTS_MORE = re.compile(
    r"(?:,|\b(?:an?|and|are|as|at|by|for|from|in|is|of|on|or|that|the|to|was|were|which|with))$",
    re.IGNORECASE,
)
_ENDS_IN_ANSWER = re.compile(r"\?\s*[–:-]?\s*\d{1,3}\s?%$")
"""A question with its percentage behind it: the next line is the next question."""


@dataclass(slots=True)
class Style:
    """What ordinary text looks like in this file, against which headings and notes stand out."""

    size: float
    levels: dict[float, int]


def style_of(pages: Sequence[Page]) -> Style:
    """The size most of the text has, and the larger ones as levels of headings."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            sizes[round(run.size * 2) / 2] += len(run.text)
    body = sizes.most_common(1)[0][0]
    larger = sorted((size for size in sizes if size > 1.1 * body), reverse=True)
    return Style(size=body, levels={size: min(rank, 4) for rank, size in enumerate(larger, start=1)})


def rounded(box: Box) -> Box:
    """A box to the hundredth of a point: finer digits are noise of the file's arithmetic."""
    left, bottom, right, top = box
    return round(left, 2), round(bottom, 2), round(right, 2), round(top, 2)


def prose_blocks(bands: Sequence[Band], style: Style) -> Iterator[Block]:
    """Make headings, list items and paragraphs of lines that stand alone."""
    group: list[Line] = []
    kind = BlockKind.PARAGRAPH
    page = 0
    listed: float | None = None
    """Where the items of a list begin that has no bullets in its text: browsers draw them."""
    for band in bands:
        line = band.cells[0]
        here = _kind(line, style)
        if group and _goes_on(group, kind, line, here, band) and not _is_next_item(group, line, listed, band):
            group.append(line)
            continue
        if _is_bold_prose(group, kind, line, band, style):
            group.append(line)
            kind = BlockKind.PARAGRAPH
            continue
        if group:
            yield _prose_block(group, kind, page, style)
        listed = _list_begins(group, line, listed)
        is_item = listed is not None and here is BlockKind.PARAGRAPH
        group, kind = [line], BlockKind.LIST_ITEM if is_item else here
        page = band.page
    if group:
        yield _prose_block(group, kind, page, style)


def _list_begins(group: Sequence[Line], line: Line, listed: float | None) -> float | None:
    """Where a list without bullets begins or goes on: small letters, set in, after a colon or an item."""
    if not line.text[:1].islower():
        return None
    if listed is not None and abs(line.box[0] - listed) < 2:
        return listed
    is_set_in = bool(group) and group[-1].text.endswith(":") and line.box[0] > group[0].box[0] + 2
    return line.box[0] if is_set_in else None


def _is_next_item(group: Sequence[Line], line: Line, listed: float | None, band: Band) -> bool:
    """Whether a line begins the next item of a list without bullets: the one before ended early."""
    if listed is None or abs(line.box[0] - listed) >= 2 or not line.text[:1].islower():
        return False
    return _would_fit(line, group[-1], band.right)


def _goes_on(group: Sequence[Line], kind: BlockKind, line: Line, here: BlockKind, band: Band) -> bool:
    """Whether a line belongs to the block that the lines before it make."""
    if kind is BlockKind.HEADING:
        return here is kind and _same_heading(group, line)
    return here is BlockKind.PARAGRAPH and _continues(group, line, band)


def _is_bold_prose(group: Sequence[Line], kind: BlockKind, line: Line, band: Band, style: Style) -> bool:
    """Whether what looked like a heading is a sentence in bold: its next line is bold too and goes on in
    small letters."""
    return (
        bool(group)
        and kind is BlockKind.HEADING
        and group[-1].size <= 1.1 * style.size
        and group[-1].bold
        and line.bold
        and line.text[:1].islower()
        and line.text.endswith(".")
        and _continues(group, line, band)
    )


def _kind(line: Line, style: Style) -> BlockKind:
    is_larger = line.size > 1.1 * style.size
    if not is_larger and (_BULLET.match(line.text) or _NUMBER.match(line.text)):
        heading = line.bold and _HEADING_NUMBER.match(line.text)
        return BlockKind.HEADING if heading else BlockKind.LIST_ITEM
    if is_larger or _KNOWN_HEADING.match(line.text):
        return BlockKind.HEADING
    if line.bold and len(line.text) < 120 and not line.text.endswith((".", ",")):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _same_heading(group: Sequence[Line], line: Line) -> bool:
    before = group[-1]
    if begins_rating_row(line.text) or _is_rating_row(group):
        return False
    close = 0 < before.last_baseline - line.baseline <= 1.5 * line.size
    return (
        close
        and abs(before.size - line.size) < 0.6
        and before.bold == line.bold
        and not _HEADING_NUMBER.match(line.text)
        and not before.text.endswith(":")
        and not _KNOWN_HEADING.match(before.text)
        and not _KNOWN_HEADING.match(line.text)
    )


def _continues(group: Sequence[Line], line: Line, band: Band) -> bool:
    before = group[-1]
    leading = before.last_baseline - line.baseline
    if begins_rating_row(line.text) or _is_rating_row(group):
        return False
    if not 0 < leading <= 1.75 * line.size or abs(before.size - line.size) > 0.6:
        return False
    if len(group) > 1 and leading > 1.25 * (group[-2].last_baseline - before.baseline):
        return False
    if line.text[:1].islower():
        return True
    if _ENDS_IN_ANSWER.search(before.text):
        return False
    is_full = before.box[2] > band.right - 0.2 * (band.right - before.box[0])
    if ENDS_SENTENCE.search(before.text):
        return is_full
    return (
        is_full or _EXPECTS_MORE.search(before.text) is not None or not _would_fit(line, before, band.right)
    )


def _would_fit(line: Line, before: Line, right: float) -> bool:
    """Whether a line's first word had room on the line before: then the break was meant, as between the
    items of a list whose bullets are drawn."""
    word = line.text.split(" ", 1)[0]
    width = (line.box[2] - line.box[0]) * (len(word) + 1) / max(len(line.text), 1)
    return before.box[2] + width < right


def _is_rating_row(group: Sequence[Line]) -> bool:
    """Whether lines are a standard's label with its rating: what follows is the next row, not more of it."""
    return is_rating_row(" ".join(line.text for line in group))


def _prose_block(group: Sequence[Line], kind: BlockKind, page: int, style: Style) -> Block:
    text = " ".join(line.text for line in group)
    number = None
    if kind is BlockKind.LIST_ITEM:
        numbered = _NUMBER.match(text)
        number = int(numbered["number"]) if numbered else None
        text = text[numbered.end() :] if numbered else _BULLET.sub("", text, count=1)
    boxes = [line.box for line in group]
    return Block(
        kind=kind,
        text=text,
        number=number,
        level=_level(group[0], style) if kind is BlockKind.HEADING else None,
        page=page,
        bold=all(line.bold for line in group),
        box=rounded(around(boxes)),
    )


def _level(line: Line, style: Style) -> int:
    return style.levels.get(round(line.size * 2) / 2, 5 if line.bold else 3)
