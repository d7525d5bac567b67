"""A PDF page's text as runs with their boxes.

Asking the library about every character costs ten times its bare extraction. Most lines are asked about
only at their ends and at the gaps between words; a line in which that could mislead (set letter by letter,
on changing baselines) is read character by character.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.pdf import calls
from pipelines.pdf.letters import SAME_CELL, SPACED, Glyph, split, words

_HYPHENS = frozenset((0x02, 0xFFFE, 0xAD, 0x2010, 0x2011))
_SPACES = frozenset((0x20, 0xA0, 0x09, 0x2002, 0x2003, 0x2009, 0x202F))
_BREAKS = frozenset((0x0A, 0x0D, 0x00))
_AS_READ = dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_SPACES, " ")
_BLANK = "".join(map(chr, _SPACES))
_LINE = re.compile(r"[^\r\n\x00]+")
_GAP = re.compile(f"[{_BLANK}]+")
_UNPRINTED, _APART = 0.7, 0.3
"""The widest gap inside a run without a printed space, in type sizes: on a page that prints none, and where
a page that prints spaces has none in the gap, as between two cells."""
_SPACES_LOOKED_AT = 20
_SAMPLE = 40
_LETTERS = ("acemnorsuvwxz", "ABDEFHIKLMNPRTbdfhkl0123456789", "gpqy")
_LONG_LINE = 60
"""What is drawn in one piece in a line longer than this is prose; in shorter ones it may hold several
cells."""
_LONGEST_LABEL = 24
_BULLET_SIDES = (1.0, 8.0)
_BULLET_REACH = 2.5
"""Type sizes from a drawn bullet to its item, at most."""
_NOT_TYPICAL = frozenset(_BLANK + "fil•")
_NO_SIZE = 0.01
_LEAST_HEIGHT = 0.5
_BOLD_WEIGHT = 600
_DROP, _RISE = 0.22, 0.95
"""How far type goes below and above its baseline where the font does not say."""


class Font(NamedTuple):
    """What one font of a page tells of all its lines, in type sizes from the baseline.

    `height` is None where the library boxes characters as tightly as they are drawn: then boxes tell nothing
    of the type size.
    """

    drop: float
    rise: float
    height: float | None
    bold: bool


KnownFonts = dict[tuple[str, bool], Font]


@dataclass(slots=True)
class Runs:
    """The runs of many pages: texts, six numbers each (left, bottom, right, top, baseline, size), bold or
    not."""

    texts: list[str] = field(default_factory=list)
    numbers: array[float] = field(default_factory=lambda: array("f"))
    bold: bytearray = field(default_factory=bytearray)


class PageReader:
    """Reads one page line by line, as the library breaks its lines. A page knows its fonts only while it is
    open."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, runs: Runs, known: KnownFonts) -> None:
        self._handle, self._count = textpage.raw, textpage.count_chars()
        self._page = ctypes.cast(self._handle, ctypes.c_void_p).value
        self._box, self._x, self._y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        self._scale = pdfium.FS_MATRIX()
        self._at_box, self._at_scale = ctypes.addressof(self._box), ctypes.addressof(self._scale)
        self._at_x, self._at_y = ctypes.addressof(self._x), ctypes.addressof(self._y)
        self._fonts: dict[int, Font] = {}
        self._apart = _UNPRINTED
        self._runs, self._known = runs, known

    def read(self) -> None:
        """Add the page's runs."""
        text = self._text()
        if text is None:
            self._slowly(0, self._count)
            return
        spaces = itertools.islice(_GAP.finditer(text), _SPACES_LOOKED_AT)
        if not all(calls.is_generated(self._page, gap.start()) for gap in spaces):
            self._apart = _APART
        for match in _LINE.finditer(text):
            line = match[0].rstrip(_BLANK)
            stop = match.start() + len(line)
            line = line.lstrip(_BLANK)
            if line and not self._line(line, stop - len(line)):
                self._slowly(stop - len(line), stop)

    def add_drawn_bullets(self, page: pypdfium2.PdfPage, first: int) -> None:
        """Add a bullet before each item of a list whose bullets are drawn, as browsers do.

        `first` is the page's first run. Without the bullets two items of which the first fills its line read
        as one. Marks before a word or two are left: a colour's dot beside a rating is no bullet.
        """
        texts, numbers = self._runs.texts, self._runs.numbers
        items = [
            (numbers[6 * at], numbers[6 * at + 4], numbers[6 * at + 5])
            for at in range(first, len(texts))
            if texts[at][:1].islower() or len(texts[at]) > _LONGEST_LABEL
        ]
        for left, bottom, right, top in _small_shapes(page):
            middle = (bottom + top) / 2
            for start, baseline, size in items:
                if 0 < start - right < _BULLET_REACH * size and 0 < middle - baseline < 0.7 * size:
                    texts.append("•")
                    numbers.extend((left, bottom, right, top, baseline, size))
                    self._runs.bold.append(False)
                    break

    def _text(self) -> str | None:
        """The page's characters; None where the library's numbering of them is not that of the text."""
        if self._count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (self._count + 1))()
        got = pdfium.FPDFText_GetText(self._handle, 0, self._count, buffer) - 1
        text = bytes(buffer)[: 2 * max(got, 0)].decode("utf-16-le", "surrogatepass")
        return text if got == self._count == len(text) else None

    def _line(self, text: str, start: int) -> bool:
        """Add the runs of a line; False, with none added, where it must be read character by character."""
        page, box, at_box = self._page, self._box, self._at_box
        last = start + len(text) - 1
        drawn = calls.text_object(page, start)
        is_one = drawn == calls.text_object(page, last)
        is_spaced = 3 * text.count(" ") > len(text) and SPACED.search(text) is not None
        if not drawn or is_spaced:
            return False
        is_long = len(text) > _LONG_LINE
        typical = start + _typical(text, 0)
        font, size = self._type(typical, drawn if typical == start else calls.text_object(page, typical))
        foot = box.bottom
        if typical != start:
            calls.loose_box(page, start, at_box)
        left, begins = box.left, 0
        baseline = self._baseline(start) if font.height is None else foot + font.drop * size
        if is_one and is_long:
            calls.loose_box(page, last, at_box)
            if box.right - left < 0.1 * size * len(text):
                return False
            self._add(text, (left, box.right, baseline), font, size)
            return True
        made = []
        for gap in _GAP.finditer(text):
            before, after = start + gap.start(), start + gap.end()
            if is_long and drawn == (drawn := calls.text_object(page, after)):
                continue
            calls.loose_box(page, before - 1, at_box)
            right = box.right
            calls.loose_box(page, after, at_box)
            here = baseline if is_one else self._baseline(after)
            if self._goes_on(box.left - right, size, before, after):
                if abs(here - baseline) > 0.05 * size:
                    return False
                continue
            made.append((text[begins : gap.start()], start + begins, left, right, baseline))
            begins, left, baseline = gap.end(), box.left, here
        calls.loose_box(page, last, at_box)
        right = box.right
        is_upright = right - left > 0.1 * size * (len(text) - begins)
        if not is_upright or (not is_one and abs(self._baseline(last) - baseline) > 0.05 * size):
            return False
        made.append((text[begins:], start + begins, left, right, baseline))
        for part, index, *places in made:
            if not is_one:
                middle = index + _typical(part, len(part) // 2)
                font, size = self._type(middle, calls.text_object(page, middle))
            self._add(part, places, font, size)
        return True

    def _goes_on(self, gap: float, size: float, before: int, after: int) -> bool:
        """Whether a gap is one between words."""
        if not -0.5 * size < gap < SAME_CELL * size:
            return False
        return gap < self._apart * size or not all(
            calls.is_generated(self._page, index) for index in range(before, after)
        )

    def _baseline(self, index: int) -> float:
        calls.origin(self._page, index, self._at_x, self._at_y)
        return float(self._y.value)

    def _type(self, index: int, drawn: int | None) -> tuple[Font, float]:
        """Font and printed size of a character of a text object; its box is then in `_box`."""
        calls.loose_box(self._page, index, self._at_box)
        address = (calls.font_of(drawn) if drawn else None) or 0
        font = self._fonts.get(address) or self._learn(index, address)
        if font.height is None:
            return font, self._size(index)
        return font, (self._box.top - self._box.bottom) / font.height

    def _learn(self, index: int, address: int) -> Font:
        """Measure a font by characters of the page: its boxes tell the type size if all letters have equal
        ones.

        Some are boxed as tightly as they are drawn, at the top or at the foot: such a box tells of the
        letter. What is proven of a font holds for the whole file.
        """
        name, bold = _name_and_weight(self._handle, index)
        if (font := self._known.get((name, bold))) is None:
            font = Font(_DROP, _RISE, None, bold)
            heights = self._heights(index, address)
            if len(heights) == len(_LETTERS):
                lowest, highest = min(heights.values()), max(heights.values())
                if lowest > _LEAST_HEIGHT and highest - lowest < 0.02:
                    size, baseline = self._size(index), self._baseline(index)
                    drop, rise = baseline - self._box.bottom, self._box.top - baseline
                    font = Font(drop / size, rise / size, (drop + rise) / size, bold)
                if name:
                    self._known[name, bold] = font
        self._fonts[address] = font
        return font

    def _heights(self, index: int, address: int) -> dict[str, float]:
        """How high the boxes of low, tall and hanging letters near a character are, in type sizes."""
        heights: dict[str, float] = {}
        for other in range(max(0, index - _SAMPLE), min(self._count, index + _SAMPLE)):
            letter = chr(calls.unicode(self._page, other) % 0x110000)
            kind = next((letters for letters in _LETTERS if letter in letters), None)
            drawn = calls.text_object(self._page, other) if kind not in (None, *heights) else None
            if kind is not None and drawn and (calls.font_of(drawn) or 0) == address:
                calls.loose_box(self._page, other, self._at_box)
                heights[kind] = (self._box.top - self._box.bottom) / self._size(other)
        calls.loose_box(self._page, index, self._at_box)
        return {letters: heights[letters] for letters in _LETTERS if letters in heights}

    def _size(self, index: int) -> float:
        """Printed type size: the font's size as set, times the scale it is set with (browsers set 96 units
        to the inch)."""
        size = float(calls.font_size(self._page, index))
        if size and calls.matrix(self._page, index, self._at_scale):
            size *= math.hypot(self._scale.c, self._scale.d)
        return size or max(float(self._box.top - self._box.bottom), _NO_SIZE)

    def _add(self, text: str, places: Iterable[float], font: Font, size: float) -> None:
        left, right, baseline = places
        is_plain = text.isascii() and text.isprintable()
        self._runs.texts.append(text if is_plain else text.translate(_AS_READ))
        self._runs.numbers.extend(
            (left, baseline - font.drop * size, right, baseline + font.rise * size, baseline, size)
        )
        self._runs.bold.append(font.bold)

    def _slowly(self, start: int, stop: int) -> None:
        for glyphs in split(self._glyphs(start, stop), self._apart):
            if text := words(glyphs):
                middle = glyphs[len(glyphs) // 2]
                font, size = self._type(middle.index, calls.text_object(self._page, middle.index))
                places = (glyphs[0].left, max(glyph.right for glyph in glyphs), middle.baseline)
                self._add(text, places, font, size)

    def _glyphs(self, start: int, stop: int) -> list[Glyph]:
        glyphs: list[Glyph] = []
        spaced = printed_space = False
        for index in range(start, stop):
            code = calls.unicode(self._page, index)
            if code in _SPACES or code in _BREAKS:
                spaced = spaced or code in _SPACES
                printed_space = printed_space or not calls.is_generated(self._page, index)
                continue
            baseline = self._baseline(index)
            _, size = self._type(index, calls.text_object(self._page, index))
            text = "-" if code in _HYPHENS else chr(code) if code < 0x110000 else "\ufffd"
            left = min(self._x.value, self._box.left)
            apart = spaced and not printed_space
            glyphs.append(Glyph(text, left, self._box.right, baseline, size, spaced, apart, index))
            spaced = printed_space = False
        return glyphs


def _small_shapes(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Boxes of what is drawn on a page, about as high as wide, no larger than a bullet."""
    sides = [ctypes.c_float() for _ in range(4)]
    places = [ctypes.addressof(side) for side in sides]
    address = ctypes.cast(page.raw, ctypes.c_void_p).value
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        drawn = calls.object_at(address, index)
        if calls.object_type(drawn) == pdfium.FPDF_PAGEOBJ_PATH and calls.bounds(drawn, *places):
            left, bottom, right, top = (side.value for side in sides)
            width, height = right - left, top - bottom
            if _BULLET_SIDES[0] < width < _BULLET_SIDES[1] and abs(width - height) < 0.3 * width:
                yield left, bottom, right, top


def _typical(text: str, start: int) -> int:
    """The first place from `start` on whose letter is boxed as the font boxes letters: parts of a ligature
    are not."""
    return next((at for at in range(start, len(text)) if text[at] not in _NOT_TYPICAL), 0)


def _name_and_weight(handle: pdfium.FPDF_TEXTPAGE, index: int) -> tuple[str, bool]:
    """A character's font, and whether it is bold."""
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(handle, index, buffer, 128, ctypes.byref(flags))
    name = buffer.value.decode("utf-8", "replace").casefold()
    return name, "bold" in name or pdfium.FPDFText_GetFontWeight(handle, index) >= _BOLD_WEIGHT
