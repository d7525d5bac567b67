"""A fact drawn by reportlab in other ways than the replica's own PDF: two as tables, two line by line.

A drawn page has no structure at all: a table is words that stand beneath each other, and a space may be
no more than a distance.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from tests.producers.blocks import Block, Kind, blocks
from tests.producers.print_page import RATING_COLOURS, running_header
from tests.producers.ratings_page import RatingsPage
from tests.replica.facts import ReportFact
from tests.replica.report_pdf.lines import text_width, wrap

WIDTH, HEIGHT = A4
MARGIN = 62.0
ROOM = WIDTH - 2 * MARGIN
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
HEAD = "Standard", "Our rating"


class Drawing(StrEnum):
    """How a report is drawn."""

    GRID = "coloured grid broken over two pages"
    NARROW = "narrow wrapped columns, rating first"
    LEADERS = "lines with dot leaders"
    WORDS = "words drawn one by one"


def draw(fact: ReportFact, drawing: Drawing) -> bytes:
    """The whole report as a PDF, the same bytes for the same fact."""
    if drawing in (Drawing.GRID, Drawing.NARROW):
        return _Tables(fact, drawing).pdf()
    return _Lines(fact, drawing).pdf()


_SIZES = {Kind.TITLE: 25.0, Kind.PART: 18.0, Kind.SECTION: 13.0, Kind.SMALL: 11.0}
_SIZE = 10.0


def _style(kind: Kind, **more: object) -> ParagraphStyle:
    size = _SIZES.get(kind, _SIZE)
    font = BOLD if kind in _SIZES or kind is Kind.BOLD else PLAIN
    return ParagraphStyle(
        kind, fontName=font, fontSize=size, leading=1.25 * size, spaceBefore=4, spaceAfter=4, **more
    )


_STYLES = {kind: _style(kind, keepWithNext=kind in _SIZES) for kind in Kind}
_ITEM = _style(Kind.ITEM, leftIndent=20, bulletIndent=4)
_CELL, _STRONG = _style(Kind.TEXT), _style(Kind.BOLD)
_RATED = ParagraphStyle("rated", parent=_STRONG, textColor=colors.white, alignment=TA_CENTER)


class _Tables:
    """Set by reportlab's own page layout, with real cells."""

    def __init__(self, fact: ReportFact, drawing: Drawing) -> None:
        self._fact = fact
        self._drawing = drawing

    def pdf(self) -> bytes:
        target = io.BytesIO()
        document = SimpleDocTemplate(
            target, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, title=self._fact.title, invariant=1
        )
        story = [flowable for block in blocks(self._fact) for flowable in self._set(block)]
        document.build([Spacer(1, 150), *story], onLaterPages=self._furnish)
        return target.getvalue()

    def _furnish(self, canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(PLAIN, 8)
        canvas.drawString(MARGIN, HEIGHT - 40, running_header(self._fact))
        canvas.drawCentredString(WIDTH / 2, 36, str(document.page))

    def _set(self, block: Block) -> Iterator[Flowable]:
        match block.kind:
            case Kind.RATINGS if block.ratings is not None:
                is_grid = self._drawing is Drawing.GRID
                yield from _grid(block.ratings) if is_grid else _narrow(block.ratings)
            case Kind.ROWS:
                yield _plain_table(block.rows)
            case Kind.ITEM:
                yield Paragraph(escape(block.words), _ITEM, bulletText=block.mark)
            case _:
                if block.kind is Kind.PART:
                    yield PageBreak()
                yield Paragraph(escape(block.words), _STYLES[block.kind])


def _plain_table(rows: Sequence[Sequence[str]]) -> Table:
    cells = [[Paragraph(escape(cell), _CELL) for cell in row] for row in rows]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    return Table(cells, colWidths=_widths(rows), style=grid)


def _grid(page: RatingsPage) -> Iterator[Flowable]:
    """White words on coloured cells; it begins so low that it goes on, under its head, on the next page."""
    rows: list[list[object]] = [[Paragraph(words, _STRONG) for words in HEAD]]
    style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 1, colors.white)]

    def add(label: str, value: str) -> None:
        colour = RATING_COLOURS.get(value.strip("*").casefold())
        if colour is not None:
            at = 1, len(rows)
            style.append(("BACKGROUND", at, at, colors.HexColor(colour)))
        rows.append([Paragraph(escape(label), _CELL), Paragraph(value, _RATED if colour else _CELL)])

    for label, value in page.head:
        add(label, value)
    for domain in page.domains:
        style.append(("SPAN", (0, len(rows)), (1, len(rows))))
        rows.append([Paragraph(domain.title, _STRONG), ""])
        for rated in domain.rated:
            add(rated.label, rated.rating)
    yield Paragraph(escape(page.service), _STYLES[Kind.SECTION])
    yield Spacer(1, 380)
    yield Table(rows, colWidths=[ROOM - 130, 130], repeatRows=1, style=style)


def _narrow(page: RatingsPage) -> Iterator[Flowable]:
    """Ratings at the left, both columns so narrow that they wrap; values stand at the top, in the middle or
    at the foot of their row, table by table."""
    yield Paragraph(escape(page.service), _STYLES[Kind.SECTION])
    yield _value_first([(value, label) for label, value in page.head], "MIDDLE")
    for number, domain in enumerate(page.domains):
        yield Paragraph(domain.title, _STYLES[Kind.SMALL])
        side = ("MIDDLE", "TOP", "BOTTOM")[number % 3]
        yield _value_first([(rated.rating, rated.label) for rated in domain.rated], side)


def _value_first(rows: Iterable[tuple[str, str]], side: str) -> Table:
    cells = [[Paragraph(value, _STRONG), Paragraph(escape(label), _CELL)] for value, label in rows]
    lines = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), side)]
    return Table(cells, colWidths=[80, 120], hAlign="LEFT", style=lines)


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Widths of columns, each by its longest cell, of which no column gets less than a word or two."""
    longest = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    shares = [min(max(length, 14), 80) for length in longest]
    return [ROOM * share / sum(shares) for share in shares]


class _Lines:
    """Set line by line with a pen."""

    def __init__(self, fact: ReportFact, drawing: Drawing) -> None:
        self._fact = fact
        self._is_word_by_word = drawing is Drawing.WORDS
        self._target = io.BytesIO()
        self._canvas = Canvas(self._target, pagesize=A4, invariant=1)
        self._canvas.setTitle(fact.title)
        self._y = HEIGHT - 220

    def pdf(self) -> bytes:
        for block in blocks(self._fact):
            self._set(block)
        self._canvas.save()
        return self._target.getvalue()

    def _set(self, block: Block) -> None:
        match block.kind:
            case Kind.RATINGS if block.ratings is not None:
                self._ratings(block.ratings)
            case Kind.ROWS:
                for row in block.rows:
                    self._row(row, _widths(block.rows))
            case _:
                if block.kind is Kind.PART:
                    self._next_page()
                self._paragraph(block)

    def _ratings(self, page: RatingsPage) -> None:
        widths = [170.0, ROOM - 170] if self._is_word_by_word else [ROOM - 150, 150.0]
        self._paragraph(Block(Kind.BOLD, page.service))
        for label, value in page.head:
            if label == "Score" and self._is_word_by_word:
                self._score_box(label, value)
            else:
                self._row((label, value), widths)
        for domain in page.domains:
            self._paragraph(Block(Kind.BOLD, domain.title))
            for rated in domain.rated:
                self._row((rated.label, rated.rating), widths)

    def _score_box(self, label: str, value: str) -> None:
        """The score in large figures in a box, with its label beneath."""
        self._canvas.roundRect(MARGIN, self._y - 52, 90, 48, 6)
        self._write(14, value, BOLD, 20, down=28)
        self._write(30, label, PLAIN, 9, down=44)
        self._go_down(64)

    def _paragraph(self, block: Block) -> None:
        size = _SIZES.get(block.kind, _SIZE)
        font = BOLD if block.kind in _SIZES or block.kind is Kind.BOLD else PLAIN
        left = 20 if block.kind is Kind.ITEM else 0
        for at, line in enumerate(wrap(block.words, font, size, 0.94 * (ROOM - left))):
            self._go_down(1.35 * size)
            if at == 0 and block.mark:
                self._write(0, block.mark, font, size)
            self._write(left, line, font, size)
        self._go_down(0.6 * size)

    def _row(self, cells: Sequence[str], widths: Sequence[float]) -> None:
        """A table's row. With leaders the last cell ends at the margin, on the last line of the first."""
        wrapped = [wrap(cell, PLAIN, _SIZE, 0.86 * w) or [""] for cell, w in zip(cells, widths, strict=True)]
        height = 1.3 * _SIZE * max(map(len, wrapped))
        if self._y - height < MARGIN:
            self._next_page()
        has_leader = not self._is_word_by_word and len(cells) == 2 and len(wrapped[1]) == 1
        top = self._y
        for number, lines in enumerate(wrapped[:1] if has_leader else wrapped):
            self._y = top
            for line in lines:
                self._y -= 1.3 * _SIZE
                self._write(sum(widths[:number]), line, PLAIN, _SIZE)
        if has_leader:
            self._leader(text_width(wrapped[0][-1], PLAIN, _SIZE), cells[1])
        self._y = top - height - 4

    def _leader(self, left: float, value: str) -> None:
        right = ROOM - text_width(value, PLAIN, _SIZE)
        dots = "." * int((right - left - 8) / text_width(".", PLAIN, _SIZE))
        self._write(right - 4 - text_width(dots, PLAIN, _SIZE), dots, PLAIN, _SIZE)
        self._write(right, value, PLAIN, _SIZE)

    def _write(self, left: float, line: str, font: str, size: float, *, down: float = 0) -> None:
        self._canvas.setFont(font, size)
        if not self._is_word_by_word:
            self._canvas.drawString(MARGIN + left, self._y - down, line)
            return
        for word in line.split():
            self._canvas.drawString(MARGIN + left, self._y - down, word)
            left += text_width(f"{word} ", font, size) + 0.05 * size

    def _go_down(self, height: float) -> None:
        if self._y - height < MARGIN:
            self._next_page()
        self._y -= height

    def _next_page(self) -> None:
        self._canvas.showPage()
        self._y = HEIGHT - 70
        self._canvas.setFont(PLAIN, 8)
        self._canvas.drawString(MARGIN, HEIGHT - 40, running_header(self._fact))
        self._canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 40, str(self._canvas.getPageNumber()))
