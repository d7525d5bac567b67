"""Extracts text runs with their boxes from PDFs, in a process that may be killed.

A malformed PDF can hang or exhaust memory inside the C++ library; in our own process that would end the
night's run. The worker takes files on standard input and answers each on standard output, in frames of 8
bytes of length and the bytes. It is started by file name and imports nothing of the project.

Asking the library about every character costs ten times its bare extraction. Most lines are asked about
only at their ends and at the gaps between words; a line in which that could mislead (set letter by letter,
with raised marks, on changing baselines) is read character by character.
"""

from __future__ import annotations

import ctypes
import gc
import itertools
import json
import math
import re
import resource
import statistics
import struct
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
MAX_PAGES = 600
MAX_CHARACTERS = 3_000_000
FRAME = struct.Struct(">Q")

_HYPHENS = frozenset((0x02, 0xFFFE, 0xAD, 0x2010, 0x2011))
_SPACES = frozenset((0x20, 0xA0, 0x09, 0x2002, 0x2003, 0x2009, 0x202F))
_BREAKS = frozenset((0x0A, 0x0D, 0x00))
_AS_READ = dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_SPACES, " ")
_BLANK = "".join(map(chr, _SPACES))
_LINE = re.compile(r"[^\r\n\x00]+")
_GAP = re.compile(f"[{_BLANK}]+")
_SPACED = re.compile(r"(?:\b\w ){3,}\w\b")
"""Letters set apart: R A T I N G S."""
_SAME_CELL, _UNPRINTED, _APART = 1.1, 0.7, 0.3
"""The widest gap inside a run, in type sizes: over a printed space, on a page that prints no spaces, and
where a page that prints spaces has none in the gap, as between two cells."""
_SPACES_LOOKED_AT = 20
_SAMPLE = 40
_LETTERS = ("acemnorsuvwxz", "ABDEFHIKLMNPRTbdfhkl0123456789", "gpqy")
_LONG_LINE = 60
"""What is drawn in one piece in a line longer than this is prose; in shorter ones it may hold several
cells."""
_LIST_FOLLOWS = re.compile(r":\s*(?:[\r\n]|$)")
_BULLET_SIDES = (1.0, 8.0)
_BULLET_REACH = 2.5
"""Type sizes from a drawn bullet to its item, at most."""
_NOT_TYPICAL = frozenset(_BLANK + "fil•")
_BOLD_WEIGHT = 600
_DROP, _RISE = 0.22, 0.95
"""How far type goes below and above its baseline where the font does not say."""


def _bound(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The library's function with bare addresses for pointers: half the cost of a call with typed ones."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int
_loose_box = _bound(pdfium.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
_origin = _bound(pdfium.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
_text_object = _bound(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
_font_of = _bound(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
_is_generated = _bound(pdfium.FPDFText_IsGenerated, _INT, _ADDRESS, _INT)
_unicode = _bound(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _INT)
_font_size = _bound(pdfium.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)
_matrix = _bound(pdfium.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
_object_at = _bound(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
_object_type = _bound(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
_bounds = _bound(pdfium.FPDFPageObj_GetBounds, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)


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
class Glyph:
    """One printed character: its origin on the baseline, where it ends, and whether a space came before it.

    `apart` says that the file has no character for that space, as between two cells of a table.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    spaced: bool
    apart: bool
    index: int


@dataclass(slots=True)
class Runs:
    """The runs of many pages: texts, six numbers each (left, bottom, right, top, baseline, size), bold or
    not."""

    texts: list[str] = field(default_factory=list)
    numbers: array[float] = field(default_factory=lambda: array("f"))
    bold: bytearray = field(default_factory=bytearray)


class _PageReader:
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
        if not all(_is_generated(self._page, gap.start()) for gap in spaces):
            self._apart = _APART
        for match in _LINE.finditer(text):
            line = match[0].rstrip(_BLANK)
            stop = match.start() + len(line)
            line = line.lstrip(_BLANK)
            if line and not self._line(line, stop - len(line)):
                self._slowly(stop - len(line), stop)

    def add_drawn_bullets(self, page: pypdfium2.PdfPage, first: int, *, goes_on: bool) -> bool:
        """Add a bullet before each item of a list whose bullets are drawn, as browsers do; tell if there are.

        `first` is the page's first run; `goes_on` says that the page before had such a list. Without the
        bullets two items of which the first fills its line read as one. Marks before anything but an item in
        small letters are left: a colour's dot is no bullet.
        """
        if not goes_on and not _LIST_FOLLOWS.search(self._text() or ""):
            return False
        numbers = self._runs.numbers
        items = [
            (numbers[6 * at], numbers[6 * at + 4], numbers[6 * at + 5])
            for at in range(first, len(self._runs.texts))
            if self._runs.texts[at][:1].islower()
        ]
        for left, bottom, right, top in _small_shapes(page):
            middle = (bottom + top) / 2
            for start, baseline, size in items:
                if 0 < start - right < _BULLET_REACH * size and 0 < middle - baseline < 0.7 * size:
                    self._runs.texts.append("•")
                    self._runs.numbers.extend((left, bottom, right, top, baseline, size))
                    self._runs.bold.append(False)
                    break
        return self._runs.texts[-1:] == ["•"]

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
        drawn = _text_object(page, start)
        is_one = drawn == _text_object(page, last)
        is_spaced = 3 * text.count(" ") > len(text) and _SPACED.search(text) is not None
        if not drawn or is_spaced:
            return False
        is_long = len(text) > _LONG_LINE
        typical = start + _typical(text, 0)
        font, size = self._type(typical, drawn if typical == start else _text_object(page, typical))
        foot = box.bottom
        if typical != start:
            _loose_box(page, start, at_box)
        left, begins = box.left, 0
        baseline = self._baseline(start) if font.height is None else foot + font.drop * size
        if is_one and is_long:
            _loose_box(page, last, at_box)
            if box.right - left < 0.1 * size * len(text):
                return False
            self._add(text, (left, box.right, baseline), font, size)
            return True
        made = []
        for gap in _GAP.finditer(text):
            before, after = start + gap.start(), start + gap.end()
            if is_long and drawn == (drawn := _text_object(page, after)):
                continue
            _loose_box(page, before - 1, at_box)
            right = box.right
            _loose_box(page, after, at_box)
            here = baseline if is_one else self._baseline(after)
            if self._goes_on(box.left - right, size, before, after):
                if abs(here - baseline) > 0.05 * size:
                    return False
                continue
            made.append((text[begins : gap.start()], start + begins, left, right, baseline))
            begins, left, baseline = gap.end(), box.left, here
        _loose_box(page, last, at_box)
        right = box.right
        is_upright = right - left > 0.1 * size * (len(text) - begins)
        if not is_upright or (not is_one and abs(self._baseline(last) - baseline) > 0.05 * size):
            return False
        made.append((text[begins:], start + begins, left, right, baseline))
        for part, index, *places in made:
            if not is_one:
                middle = index + _typical(part, len(part) // 2)
                font, size = self._type(middle, _text_object(page, middle))
            self._add(part, places, font, size)
        return True

    def _goes_on(self, gap: float, size: float, before: int, after: int) -> bool:
        """Whether a gap is one between words."""
        if not -0.5 * size < gap < _SAME_CELL * size:
            return False
        return gap < self._apart * size or not all(
            _is_generated(self._page, index) for index in range(before, after)
        )

    def _baseline(self, index: int) -> float:
        _origin(self._page, index, self._at_x, self._at_y)
        return float(self._y.value)

    def _type(self, index: int, drawn: int | None) -> tuple[Font, float]:
        """Font and printed size of a character of a text object; its box is then in `_box`."""
        _loose_box(self._page, index, self._at_box)
        address = (_font_of(drawn) if drawn else None) or 0
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
                if max(heights.values()) - min(heights.values()) < 0.02:
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
            letter = chr(_unicode(self._page, other) % 0x110000)
            kind = next((letters for letters in _LETTERS if letter in letters), None)
            drawn = _text_object(self._page, other) if kind not in (None, *heights) else None
            if kind is not None and drawn and (_font_of(drawn) or 0) == address:
                _loose_box(self._page, other, self._at_box)
                heights[kind] = (self._box.top - self._box.bottom) / self._size(other)
        _loose_box(self._page, index, self._at_box)
        return {letters: heights[letters] for letters in _LETTERS if letters in heights}

    def _size(self, index: int) -> float:
        """Printed type size: the font's size as set, times the scale it is set with (browsers set 96 units
        to the inch)."""
        size = float(_font_size(self._page, index))
        if size and _matrix(self._page, index, self._at_scale):
            size *= math.hypot(self._scale.c, self._scale.d)
        return size or float(self._box.top - self._box.bottom)

    def _add(self, text: str, places: Iterable[float], font: Font, size: float) -> None:
        left, right, baseline = places
        is_plain = text.isascii() and text.isprintable()
        self._runs.texts.append(text if is_plain else text.translate(_AS_READ))
        self._runs.numbers.extend(
            (left, baseline - font.drop * size, right, baseline + font.rise * size, baseline, size)
        )
        self._runs.bold.append(font.bold)

    def _slowly(self, start: int, stop: int) -> None:
        for glyphs in _split(self._glyphs(start, stop), self._apart):
            if text := _words(glyphs):
                middle = glyphs[len(glyphs) // 2]
                font, size = self._type(middle.index, _text_object(self._page, middle.index))
                places = (glyphs[0].left, max(glyph.right for glyph in glyphs), middle.baseline)
                self._add(text, places, font, size)

    def _glyphs(self, start: int, stop: int) -> list[Glyph]:
        glyphs: list[Glyph] = []
        spaced = printed_space = False
        for index in range(start, stop):
            code = _unicode(self._page, index)
            if code in _SPACES or code in _BREAKS:
                spaced = spaced or code in _SPACES
                printed_space = printed_space or not _is_generated(self._page, index)
                continue
            baseline = self._baseline(index)
            _, size = self._type(index, _text_object(self._page, index))
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
        drawn = _object_at(address, index)
        if _object_type(drawn) == pdfium.FPDF_PAGEOBJ_PATH and _bounds(drawn, *places):
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


def _split(glyphs: list[Glyph], apart: float) -> list[list[Glyph]]:
    """Cut characters into runs: one baseline, going right, no gap wider than a word space needs."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        size = max(glyph.size, 1.0)
        if (
            last is not None
            and abs(last.baseline - glyph.baseline) < 0.4 * size
            and (glyph.left == last.left or -0.6 * size < glyph.left - last.right)
            and glyph.left - last.right < (apart if glyph.apart else _SAME_CELL) * size
        ):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _words(glyphs: list[Glyph]) -> str:
    """Join characters into words; a line set letter by letter is re-joined by the width of its gaps."""
    gaps = [after.left - before.right for before, after in itertools.pairwise(glyphs)]
    size = max(statistics.median(glyph.size for glyph in glyphs), 1.0)
    breaks = [after.spaced or gap > 0.33 * size for gap, after in zip(gaps, glyphs[1:], strict=True)]
    if sum(breaks) > 0.6 * len(breaks) and _SPACED.search(_written(glyphs, breaks)):
        usual = statistics.median(gaps)
        breaks = [gap > max(1.6 * usual, usual + 0.14 * size) for gap in gaps]
    return _written(glyphs, breaks)


def _written(glyphs: list[Glyph], breaks: list[bool]) -> str:
    spaces = (" " if is_break else "" for is_break in (False, *breaks))
    return "".join(space + glyph.text for space, glyph in zip(spaces, glyphs, strict=True)).strip()


def read_pdf(payload: bytes) -> tuple[dict[str, Any], Runs]:
    """Give all pages as {"pages": [[width, height, how many runs], ...]} with the runs of all of them.

    Or why there are none: {"error": reason, "detail": words}.
    """
    runs = Runs()
    try:
        pdf = pypdfium2.PdfDocument(payload)
    except pypdfium2.PdfiumError as error:
        return {"error": "broken", "detail": str(error)}, runs
    try:
        if len(pdf) > MAX_PAGES:
            return {"error": "large", "detail": f"{len(pdf)} pages, more than {MAX_PAGES}"}, runs
        pages: list[tuple[float, float, int]] = []
        characters, has_bullets = 0, False
        known: KnownFonts = {}
        for index in range(len(pdf)):
            page, before = pdf[index], len(runs.texts)
            textpage = page.get_textpage()
            characters += textpage.count_chars()
            if characters > MAX_CHARACTERS:
                return {"error": "large", "detail": f"more than {MAX_CHARACTERS} characters of text"}, runs
            reader = _PageReader(textpage, runs, known)
            reader.read()
            has_bullets = reader.add_drawn_bullets(page, before, goes_on=has_bullets)
            pages.append((page.get_width(), page.get_height(), len(runs.texts) - before))
            textpage.close()
            page.close()
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        return {"error": "broken", "detail": f"{type(error).__name__}: {error}"}, runs
    finally:
        pdf.close()
    return {"pages": pages}, runs


def _limit(kind: int, amount: int) -> None:
    """Set a soft limit; macOS refuses some of them, and then the wall-clock limit of the parent remains."""
    hard = resource.getrlimit(kind)[1]
    wanted = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    try:
        resource.setrlimit(kind, (wanted, hard))
    except (ValueError, OSError) as error:
        print(f"limit {kind} not set: {error}", file=sys.stderr)


def main() -> None:
    """Serve files until standard input ends."""
    _limit(resource.RLIMIT_AS, MEMORY_BYTES)
    gc.disable()  # nothing here makes cycles, and the process is replaced every few hundred files
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while len(header := source.read(FRAME.size)) == FRAME.size:
        payload = source.read(FRAME.unpack(header)[0])
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + CPU_SECONDS)
        said, runs = read_pdf(payload)
        text = "\n".join(runs.texts).encode("utf-8", "replace")
        for part in (json.dumps(said).encode(), text, runs.numbers.tobytes(), bytes(runs.bold)):
            sink.write(FRAME.pack(len(part)) + part)
        sink.flush()


if __name__ == "__main__":
    main()
