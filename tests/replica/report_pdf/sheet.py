"""Setting type on pages: lines, notes, tables and a contents page, without a layout engine.

The demo makes dozens of reports when it starts; reportlab's own flowing layout takes a hundred times as long.
Pages are collected as lists of marks first and drawn last, because the contents page needs page numbers.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from tests.replica.report_pdf.lines import text_width, wrap
from tests.replica.report_pdf.style import BOLD, PLAIN, Cell, Column, Entry, Style
from tests.replica.report_text import REPLICA_NOTE

WIDTH, HEIGHT = 595.28, 841.89
INK = (0.1, 0.1, 0.12)


@dataclass(frozen=True, slots=True)
class Print:
    """A string at a place."""

    x: float
    y: float
    text: str
    font: str
    size: float
    colour: tuple[float, float, float] = INK
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Patch:
    """A filled rectangle: x, y, width, height."""

    x: float
    y: float
    width: float
    height: float
    colour: tuple[float, float, float]


@dataclass
class Leaf:
    """One page while it is being set. `floor` rises as notes are put at its foot."""

    floor: float
    prints: list[Print] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)
    notes: list[tuple[int, list[str]]] = field(default_factory=list)
    is_front: bool = False


class Sheet:
    """A report being set: text flows down the page and on to the next."""

    def __init__(self, style: Style, header: Callable[[int], str | None]) -> None:
        self.style = style
        self._header = header
        self._leaves: list[Leaf] = []
        self._entries: list[Entry] = []
        self._contents_at: int | None = None
        self._notes = 0
        self._y = 0.0

    @property
    def width(self) -> float:
        """Width of the column of text."""
        return WIDTH - 2 * self.style.margin

    @property
    def page_number(self) -> int:
        """Number of the page being set, from 1."""
        return len(self._leaves)

    def page(self, *, is_front: bool = False) -> None:
        """Begin a page; front pages carry no running header."""
        self._leaves.append(Leaf(floor=self.style.foot, is_front=is_front))
        self._y = HEIGHT - self.style.head

    def contents(self, title: str) -> None:
        """Keep a page for the contents, which are known at the end."""
        self.page()
        self._contents_at = len(self._leaves) - 1
        self._add(Print(self.style.margin, self._y, title, BOLD, self.style.sizes[0], self.style.accent))

    def space(self, points: float) -> None:
        """Leave room."""
        self._y -= points

    def line(self, text: str, *, size: float, font: str = PLAIN, spacing: float = 0.0) -> None:
        """Set a line of its own, wrapped if it must be, at the left edge: covers, signatures."""
        for part in wrap(text, font, size, self.width - spacing * len(text)):
            self._room(size * 1.3)
            self._add(Print(self.style.margin, self._y, part, font, size, INK, spacing))
            self._y -= size * 1.3

    def heading(self, text: str, level: int = 1) -> None:
        """Set a heading, note it for the contents, and keep it with what follows."""
        size = self.style.sizes[level - 1]
        parts = wrap(text, BOLD, size, self.width)
        self._room(size * 1.25 * len(parts) + 4 * self.style.leading)
        self._y -= 0.5 * size
        self._entries.append(Entry(text, level, self.page_number))
        for part in parts:
            self._add(Print(self.style.margin, self._y, part, BOLD, size, self.style.accent))
            self._y -= size * 1.25
        self._y -= 0.25 * size

    def enter(self, text: str, level: int) -> None:
        """Note an entry for the contents that is not set as a heading here."""
        self._entries.append(Entry(text, level, self.page_number))

    def keep_with_next(self, lines: int) -> None:
        """Go to the next page unless so many lines still fit on this one."""
        self._room(lines * self.style.leading)

    def paragraph(self, text: str, *, font: str = PLAIN, note: str | None = None) -> None:
        """Set a paragraph; `note` puts a mark after its first sentence and the note at the page's foot."""
        self._flow(text, self.style.margin, font, note=note)
        self._y -= self.style.gap

    def item(self, mark: str, text: str) -> None:
        """Set a list item with its bullet or number hanging in the margin."""
        self._flow(text, self.style.margin + self.style.indent, PLAIN, mark=mark)
        self._y -= 0.45 * self.style.gap

    def after_list(self) -> None:
        """Leave the room a list has after it."""
        self._y -= 0.55 * self.style.gap

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, header: bool = False
    ) -> None:
        """Set a table; it breaks between rows, and its header row is set again on the next page."""
        size = self.style.size
        for index, row in enumerate(rows):
            lines = [
                wrap(cell.text, cell.font, size, column.width - 10)
                if not cell.is_stacked
                else cell.text.split()
                for cell, column in zip(row, columns, strict=True)
            ]
            tall = max(len(cell) for cell in lines) * self.style.leading + 7
            if self._y - tall < self._leaf.floor:
                self.page()
                if header and index:
                    self.table(columns, rows[:1])
            self._cells(columns, row, lines, tall)
        if rows:
            self._y -= 0.4 * self.style.gap

    def end_table(self) -> None:
        """Leave the room a table has after it."""
        self._y -= self.style.gap

    def _cells(
        self, columns: Sequence[Column], row: Sequence[Cell], lines: Sequence[list[str]], tall: float
    ) -> None:
        size, leading = self.style.size, self.style.leading
        left = self.style.margin
        top = self._y + 0.8 * size
        leaf = self._leaf
        for column, cell, parts in zip(columns, row, lines, strict=True):
            if cell.fill is not None:
                leaf.patches.append(Patch(left, top - tall + 3, column.width - 3, tall - 2, cell.fill))
            y = top - 4 - 0.75 * size
            if self.style.centres_cells:
                y -= (tall - 7 - len(parts) * leading) / 2
            for part in parts:
                x = left + 5
                if column.is_right:
                    x = left + column.width - 10 - text_width(part, cell.font, size)
                leaf.prints.append(Print(x, y, part, cell.font, size, cell.ink))
                if cell.mark and part is parts[-1]:
                    end = x + text_width(part, cell.font, size)
                    leaf.prints.append(
                        Print(end, y + 0.3 * size, cell.mark, cell.font, 0.65 * size, cell.ink)
                    )
                y -= leading
            left += column.width
        self._y -= tall

    def foot_note(self, text: str) -> str:
        """Put a note at the foot of this page and return its number."""
        self._notes += 1
        size = self.style.note_size
        lines = wrap(text, PLAIN, size, self.width - 10)
        self._leaf.notes.append((self._notes, lines))
        self._leaf.floor += len(lines) * size * 1.25 + 2
        return str(self._notes)

    def _flow(self, text: str, left: float, font: str, *, mark: str = "", note: str | None = None) -> None:
        size, leading = self.style.size, self.style.leading
        hyphenates = self.style.hyphenates
        lines = wrap(text, font, size, self.style.margin + self.width - left, hyphenates=hyphenates)
        stop = re.search(r"[.!?](?=\s|$)", text) if note else None
        noted = (
            len(wrap(text[: stop.end()], font, size, self.width, hyphenates=hyphenates)) - 1 if stop else -1
        )
        for index, line in enumerate(lines):
            with_next = index in (0, len(lines) - 2) and len(lines) > 1
            note_room = 3 * self.style.note_size * 1.25 if index == noted else 0
            self._room(leading * (2 if with_next else 1) + note_room)
            if index == 0 and mark:
                self._put(mark, left - self.style.indent, font, size)
            if index == noted and note and stop and (end := _end_of_sentence(text, lines, index, stop.end())):
                self._noted(line, end, left, font, self.foot_note(note))
            else:
                self._put(line, left, font, size)
            self._y -= leading

    def _noted(self, line: str, end: int, left: float, font: str, number: str) -> None:
        """Set a line with a raised number glued to the word before it."""
        size = self.style.size
        self._put(line[:end], left, font, size)
        x = left + text_width(line[:end], font, size)
        self._add(Print(x, self._y + 0.3 * size, number, font, 0.65 * size))
        x += text_width(number, font, 0.65 * size)
        if line[end:].strip():
            after = x + text_width(" ", font, size)
            self._add(Print(after, self._y, line[end:].strip(), font, size))

    def _room(self, points: float) -> None:
        if self._y - points < self._leaf.floor:
            self.page()

    @property
    def _leaf(self) -> Leaf:
        return self._leaves[-1]

    def _put(self, text: str, x: float, font: str, size: float) -> None:
        self._add(Print(x, self._y, text, font, size))

    def _add(self, mark: Print) -> None:
        self._leaf.prints.append(mark)

    def finish(self, *, title: str, producer: str) -> bytes:
        """Draw all pages.

        The same marks and the same producer give the same bytes: reportlab's clock and random identifier are
        switched off. Raises ValueError for a character that the built-in fonts do not have.
        """
        self._set_contents()
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
        canvas.setTitle(title)
        canvas.setAuthor("HM Inspectorate of Probation (replica)")
        canvas.setCreator("Probation Watch replica")
        canvas.setProducer(producer or "Probation Watch replica")
        for number, leaf in enumerate(self._leaves, start=1):
            self._furnish(leaf, number)
            _draw(canvas, leaf)
            canvas.showPage()
        canvas.save()
        return target.getvalue()

    def _set_contents(self) -> None:
        if self._contents_at is None:
            return
        leaf = self._leaves[self._contents_at]
        y = HEIGHT - self.style.head - 2.6 * self.style.sizes[0]
        for entry in self._entries:
            left = self.style.margin + 14 * (entry.level - 1)
            size = self.style.size
            room = WIDTH - self.style.margin - left
            for part in (parts := wrap(entry.text, PLAIN, size, room - 60))[:-1]:
                leaf.prints.append(Print(left, y, part, PLAIN, size))
                y -= self.style.leading
            page = str(entry.page)
            dot = text_width(".", PLAIN, size)
            dots = int((room - text_width(f"{parts[-1]}  {page}", PLAIN, size)) / dot)
            leaf.prints.append(Print(left, y, f"{parts[-1]} {'.' * dots} {page}", PLAIN, size))
            y -= self.style.leading * 1.1

    def _furnish(self, leaf: Leaf, number: int) -> None:
        """Running header, page number, notes and the replica's own line."""
        style = self.style
        left = style.margin
        header = self._header(number)
        if header and not leaf.is_front:
            y = HEIGHT - 42 if style.header_on_top else 40
            leaf.prints.insert(0, Print(left, y, header, PLAIN, style.note_size, style.grey))
        if style.numbers_pages and not leaf.is_front:
            leaf.prints.append(Print(WIDTH / 2, 40, str(number), PLAIN, style.note_size, style.grey))
        y = leaf.floor - style.note_size
        for mark, lines in leaf.notes:
            leaf.prints.append(Print(left, y + 2, str(mark), PLAIN, 0.7 * style.note_size))
            for line in lines:
                leaf.prints.append(Print(left + 8, y, line, PLAIN, style.note_size))
                y -= style.note_size * 1.25
            y -= 2
        leaf.prints.append(Print(left, 24, REPLICA_NOTE, PLAIN, 6, style.grey))


def _end_of_sentence(text: str, lines: Sequence[str], index: int, end: int) -> int | None:
    """Where in line `index` the first sentence ends; None if a hyphenated break moved it."""
    sentence_end = re.search(r"[.!?](?=\s|$)", lines[index])
    return (
        sentence_end.end() if sentence_end and text[end - 1] == lines[index][sentence_end.end() - 1] else None
    )


def _draw(canvas: Canvas, leaf: Leaf) -> None:
    for patch in leaf.patches:
        canvas.setFillColorRGB(*patch.colour)
        canvas.rect(patch.x, patch.y, patch.width, patch.height, stroke=0, fill=1)
    writer = canvas.beginText()
    style: tuple[object, ...] = ()
    for mark in leaf.prints:
        try:
            mark.text.encode("cp1252")
        except UnicodeEncodeError as error:
            raise ValueError(
                f"Helvetica has no sign for a character of {mark.text!r}; use another word"
            ) from error
        here = (mark.font, mark.size, mark.colour, mark.spacing)
        if here != style:
            writer.setFont(mark.font, mark.size)
            writer.setFillColorRGB(*mark.colour)
            writer.setCharSpace(mark.spacing)
            style = here
        writer.setTextOrigin(mark.x, mark.y)
        writer.textOut(mark.text)
    canvas.drawText(writer)
