"""Reading a PDF of the inspectorate into a `Document`: lines into headings, paragraphs, lists and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from pipelines.pdf.process import Page, UnreadablePdfError, read_pages
from pipelines.reports.document import Block, BlockKind, BlockWriter, Document
from pipelines.reports.pdf_hyphens import mended, whole_words
from pipelines.reports.pdf_page import bands_of, without_furniture
from pipelines.reports.pdf_prose import ENDS_SENTENCE, Style, prose_blocks, rounded, style_of
from pipelines.reports.pdf_rows import Band
from pipelines.reports.pdf_wraps import join_over_page
from pipelines.vocabulary import Language

_CONTENTS = re.compile(r"(?:Table of )?contents|Cynnwys", re.IGNORECASE)
_FEWEST_ENTRIES = 3
_CONTENTS_ENTRY = re.compile(r"^\D.{2,110}\s\d{1,3}$|^\d[\d.]*\s\D.{2,110}\s\d{1,3}$")
_NOTE_START = re.compile(r"^\d{1,3}\s?[A-Z]")
_WELSH = re.compile(r"\b(?:arolygiad|gwasanaethau|prawf|Arolygiaeth)\b", re.IGNORECASE)


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
    words = whole_words(pages)
    for block in blocks:
        writer.add(mended(block, words))
    if not writer.blocks:
        raise UnreadablePdfError("no words on any page")
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
    style = style_of(pages)
    table = 0
    after_row = False
    for bands, notes in _pages_of_bands(pages, style):
        is_contents = _is_contents(bands, len(pages))
        pending: list[Band] = []
        for band, below in zip_longest(bands, bands[1:]):
            is_entry = _CONTENTS_ENTRY.match(band.text) and not _goes_on(below)
            if is_contents and (is_entry or _leads_to_page(band)):
                yield from prose_blocks(pending, style)
                pending = []
                yield _row_block(band, BlockKind.CONTENTS, None)
            elif band.is_row:
                yield from prose_blocks(pending, style)
                pending = []
                table += 0 if after_row else 1
                yield _row_block(band, BlockKind.TABLE_ROW, table)
            else:
                pending.append(band)
            after_row = band.is_row
        yield from prose_blocks(pending, style)
        yield from (_row_block(note, BlockKind.FOOTNOTE, None) for note in notes)


def _pages_of_bands(pages: Sequence[Page], style: Style) -> list[tuple[list[Band], list[Band]]]:
    """Each page's bands and notes, with rows that page breaks cut put together again."""
    parted: list[tuple[list[Band], list[Band]]] = []
    for page in pages:
        bands = bands_of(page)
        notes_from = _notes_from(bands, page, style)
        parted.append((bands[:notes_from], bands[notes_from:]))
    for (upper, _), (lower, _) in pairwise(parted):
        join_over_page(upper, lower)
    return parted


def _goes_on(below: Band | None) -> bool:
    """Whether what stands below a line goes on with its sentence: then its last number is no page."""
    return below is not None and not below.is_row and below.text[:1].islower()


def _is_contents(bands: Sequence[Band], page_count: int) -> bool:
    """Whether a page lists the contents: it says so, or dots lead to numbers that rise as pages do.

    Dots lead to values as well, and a figure taken for a page would be lost without a word.
    """
    if any(_CONTENTS.fullmatch(band.text.strip()) for band in bands):
        return True
    numbers = [
        int(band.cells[-1].text) for band in bands if _leads_to_page(band) and band.cells[-1].text.isdecimal()
    ]
    rises = all(upper <= lower for upper, lower in pairwise(numbers))
    return len(numbers) >= _FEWEST_ENTRIES and rises and numbers[-1] <= page_count


def _leads_to_page(band: Band) -> bool:
    """Whether dots lead to what may be the number of a page, or to nothing."""
    is_led = any(cell.is_led for cell in band.cells)
    return is_led and (not band.is_row or re.fullmatch(r"[\dxvi]+", band.cells[-1].text) is not None)


def _row_block(band: Band, kind: BlockKind, table: int | None) -> Block:
    cells = tuple(cell.text for cell in band.cells) if kind is BlockKind.TABLE_ROW else ()
    return Block(kind=kind, text=band.text, cells=cells, table=table, page=band.page, box=rounded(band.box))


def _notes_from(bands: Sequence[Band], page: Page, style: Style) -> int:
    """Index of the first band of the footnotes: small type from there to the foot of the page."""
    first = len(bands)
    for index in range(len(bands) - 1, -1, -1):
        cell = bands[index].cells[0]
        if cell.size > 0.92 * style.size or cell.baseline > 0.5 * page.height:
            break
        if _NOTE_START.match(bands[index].text):
            first = index
    return first


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
            and not ENDS_SENTENCE.search(held.text)
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
