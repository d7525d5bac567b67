"""Reading a PDF of the inspectorate into a `Document`: lines into headings, paragraphs, lists and rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipelines.reports.document import Block, BlockKind, BlockWriter, Box, Document
from pipelines.reports.pdf_page import bands_of, without_furniture
from pipelines.reports.pdf_process import Page, UnreadablePdfError, read_pages
from pipelines.reports.pdf_rows import Band, Line, around
from pipelines.reports.pdf_wraps import join_over_page
from pipelines.reports.rating_words import begins_rating_row, is_rating_row
from pipelines.vocabulary import Language

_CONTENTS_ENTRY = re.compile(r"^\D.{2,110}\s\d{1,3}$|^\d[\d.]*\s\D.{2,110}\s\d{1,3}$")
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
_ENDS_SENTENCE = re.compile(r"[.!?:;][’”'\")\]]*$")
_EXPECTS_MORE = re.compile(
    r"(?:,|\b(?:an?|and|are|as|at|by|for|from|in|is|of|on|or|that|the|to|was|were|which|with))$",
    re.IGNORECASE,
)
_NOTE_START = re.compile(r"^\d{1,3}\s?[A-Z]")
_LAST_WORD = re.compile(r"(\w+)-$")
_FIRST_WORD = re.compile(r"^(\w+)")
_WELSH = re.compile(r"\b(?:arolygiad|gwasanaethau|prawf|Arolygiaeth)\b", re.IGNORECASE)
# fmt: off
_COMPOUND = frozenset((
    "well", "self", "non", "out", "co", "multi", "high", "low", "long", "short", "re", "pre", "post", "part",
    "full", "cross", "inter", "ex", "one", "two",
))
# fmt: on


@dataclass(slots=True)
class _Style:
    """What ordinary text looks like in this file, against which headings and notes stand out."""

    size: float
    levels: dict[float, int]
    words: Counter[str]


def read_pdf(payload: bytes, *, url: str, sha256: str) -> Document:
    """Turn a PDF into blocks.

    Raises UnreadablePdfError for files that are damaged, cut short or hold no text (a scan has none), and
    PdfTooLargeError (a kind of it) beyond the reading limits.
    """
    if b"%PDF-" not in payload[:1024]:
        raise UnreadablePdfError("the bytes do not begin as a PDF does")
    if b"%%EOF" not in payload[-4096:]:
        raise UnreadablePdfError("the file ends before its end mark: it was cut short")
    pages = without_furniture(read_pages(payload))
    if not any(run.text.strip() for page in pages for run in page.runs):
        raise UnreadablePdfError("no text on any page")
    blocks = list(_joined_over_pages(_blocks(pages)))
    writer = BlockWriter()
    words = _whole_words(pages)
    for block in blocks:
        writer.add(_mended(block, words) if "- " in block.text else block)
    return Document(
        sha256=sha256,
        media_type="application/pdf",
        url=url,
        title="",
        blocks=tuple(writer.blocks),
        text=writer.text,
        language=_language(writer.blocks),
        page_count=len(pages),
    )


def _language(blocks: Sequence[Block]) -> Language:
    opening = " ".join(block.text for block in blocks[:12])
    return Language.WELSH if len(_WELSH.findall(opening)) > 2 else Language.ENGLISH


def _blocks(pages: Sequence[Page]) -> Iterator[Block]:
    style = _style(pages)
    table = 0
    after_row = False
    for bands, notes in _pages_of_bands(pages, style):
        is_contents = any(
            re.fullmatch(r"(?:Table of )?contents|Cynnwys", b.text.strip(), re.IGNORECASE) for b in bands
        )
        pending: list[Band] = []
        for band in bands:
            if _is_contents_entry(band) or (is_contents and _CONTENTS_ENTRY.match(band.text)):
                yield from _prose(pending, style)
                pending = []
                yield _row_block(band, BlockKind.CONTENTS, None)
            elif band.is_row:
                yield from _prose(pending, style)
                pending = []
                table += 0 if after_row else 1
                yield _row_block(band, BlockKind.TABLE_ROW, table)
            else:
                pending.append(band)
            after_row = band.is_row
        yield from _prose(pending, style)
        yield from (_row_block(note, BlockKind.FOOTNOTE, None) for note in notes)


def _pages_of_bands(pages: Sequence[Page], style: _Style) -> list[tuple[list[Band], list[Band]]]:
    """Each page's bands and notes, with rows that page breaks cut put together again."""
    parted: list[tuple[list[Band], list[Band]]] = []
    for page in pages:
        bands = bands_of(page)
        notes_from = _notes_from(bands, page, style)
        parted.append((bands[:notes_from], bands[notes_from:]))
    for (upper, _), (lower, _) in pairwise(parted):
        join_over_page(upper, lower)
    return parted


def _is_contents_entry(band: Band) -> bool:
    """Whether dots lead to a page number and not to a value."""
    is_led = any(cell.is_led for cell in band.cells)
    return is_led and (not band.is_row or re.fullmatch(r"[\dxvi]+", band.cells[-1].text) is not None)


def _row_block(band: Band, kind: BlockKind, table: int | None) -> Block:
    cells = tuple(cell.text for cell in band.cells) if kind is BlockKind.TABLE_ROW else ()
    return Block(kind=kind, text=band.text, cells=cells, table=table, page=band.page, box=_rounded(band.box))


def _rounded(box: Box) -> Box:
    left, bottom, right, top = box
    return round(left, 2), round(bottom, 2), round(right, 2), round(top, 2)


def _style(pages: Sequence[Page]) -> _Style:
    sizes: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            sizes[round(run.size * 2) / 2] += len(run.text)
    body = sizes.most_common(1)[0][0]
    larger = sorted((size for size in sizes if size > 1.1 * body), reverse=True)
    return _Style(
        size=body, levels={size: min(rank, 4) for rank, size in enumerate(larger, start=1)}, words=Counter()
    )


def _notes_from(bands: Sequence[Band], page: Page, style: _Style) -> int:
    """Index of the first band of the footnotes: small type from there to the foot of the page."""
    first = len(bands)
    for index in range(len(bands) - 1, -1, -1):
        cell = bands[index].cells[0]
        if cell.size > 0.92 * style.size or cell.baseline > 0.5 * page.height:
            break
        if _NOTE_START.match(bands[index].text):
            first = index
    return first


def _prose(bands: Sequence[Band], style: _Style) -> Iterator[Block]:
    """Make headings, list items and paragraphs of lines that stand alone."""
    group: list[Line] = []
    kind = BlockKind.PARAGRAPH
    page = 0
    for band in bands:
        line = band.cells[0]
        here = _kind(line, style)
        if group and _goes_on(group, kind, line, here, band):
            group.append(line)
        elif _is_bold_prose(group, kind, line, band, style):
            group.append(line)
            kind = BlockKind.PARAGRAPH
        else:
            if group:
                yield _prose_block(group, kind, page, style)
            group, kind = [line], here
        page = band.page
    if group:
        yield _prose_block(group, kind, page, style)


def _goes_on(group: Sequence[Line], kind: BlockKind, line: Line, here: BlockKind, band: Band) -> bool:
    """Whether a line belongs to the block that the lines before it make."""
    if kind is BlockKind.HEADING:
        return here is kind and _same_heading(group, line)
    return here is BlockKind.PARAGRAPH and _continues(group, line, band)


def _is_bold_prose(group: Sequence[Line], kind: BlockKind, line: Line, band: Band, style: _Style) -> bool:
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


def _kind(line: Line, style: _Style) -> BlockKind:
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
    is_full = before.box[2] > band.right - 0.2 * (band.right - before.box[0])
    if _ENDS_SENTENCE.search(before.text):
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


def _prose_block(group: Sequence[Line], kind: BlockKind, page: int, style: _Style) -> Block:
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
        box=_rounded(around(boxes)),
    )


def _level(line: Line, style: _Style) -> int:
    return style.levels.get(round(line.size * 2) / 2, 5 if line.bold else 3)


def _joined_over_pages(blocks: Iterator[Block]) -> Iterator[Block]:
    """Join a sentence that the end of a page, with its footnotes, or of a column cut in two."""
    held: Block | None = None
    notes: list[Block] = []
    flowing = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    for block in blocks:
        if held is not None and block.kind is BlockKind.FOOTNOTE:
            notes.append(block)
            continue
        cut = (
            held is not None
            and held.kind in flowing
            and block.kind is BlockKind.PARAGRAPH
            and (block.page != held.page or _is_higher(block, held))
            and not _ENDS_SENTENCE.search(held.text)
            and re.match(r"[a-z\d]", block.text) is not None
        )
        if cut and held is not None:
            held = replace(held, text=f"{held.text} {block.text}")
            continue
        if held is not None:
            yield held
        yield from notes
        notes = []
        held = block
    if held is not None:
        yield held
    yield from notes


def _is_higher(block: Block, held: Block) -> bool:
    """Whether a block begins above the one before it, in the next column."""
    return block.box is not None and held.box is not None and block.box[3] > held.box[3]


def _whole_words(pages: Sequence[Page]) -> Counter[str]:
    """How often each word stands whole on a line: the halves of words broken at a line's end are none."""
    words: Counter[str] = Counter()
    is_broken = False
    for page in pages:
        for run in page.runs:
            found = re.findall(r"[\w-]+", run.text.casefold())
            words.update(found[1:] if is_broken else found)
            is_broken = run.text.endswith("-")
    return words


def _mended(block: Block, words: Counter[str]) -> Block:
    cells = tuple(_rejoined(cell, words) for cell in block.cells)
    return replace(block, text=_rejoined(block.text, words), cells=cells)


def _rejoined(text: str, words: Counter[str]) -> str:
    """Mend words that a line end broke: "super- vision" is one word, "well- informed" keeps its hyphen."""

    def mend(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        whole, hyphened = f"{first}{second}".casefold(), f"{first}-{second}".casefold()
        is_prefix = first.casefold() in _COMPOUND and (len(first) > 2 or words[second.casefold()] > 0)
        keeps = words[hyphened] > words[whole] or (not words[whole] and is_prefix)
        return f"{first}-{second}" if keeps else f"{first}{second}"

    return re.sub(r"\b(\w+)- (?!and\b|or\b|to\b)([a-z]\w*)", mend, text)
