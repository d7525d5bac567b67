"""Extracts text runs with their boxes from PDFs, in a process that may be killed.

A malformed PDF can hang or exhaust memory inside the C++ library; in our own process that would end the
night's run. The worker takes files on standard input (8 bytes of length, then the bytes) and answers each
with 8 bytes of length and JSON. It is started by file name and imports nothing of the project.
"""

from __future__ import annotations

import ctypes
import itertools
import json
import math
import resource
import statistics
import struct
import sys
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
MAX_PAGES = 600
MAX_CHARACTERS = 3_000_000
FRAME = struct.Struct(">Q")

_HYPHENS = frozenset((0x02, 0xFFFE, 0xAD))
_SPACES = frozenset((0x20, 0xA0, 0x09, 0x2002, 0x2003, 0x2009, 0x202F))
_BREAKS = frozenset((0x0A, 0x0D, 0x00))
_BOLD_WEIGHT = 600


@dataclass(slots=True)
class Glyph:
    """One printed character: its origin on the baseline, where it ends, and whether a space came before it.

    `apart` says that the file has no character for that space, as between two cells of a table.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    baseline: float
    spaced: bool
    apart: bool
    index: int


def read_page(page: pypdfium2.PdfPage) -> dict[str, Any]:
    """Give a page's size and its runs: [text, left, bottom, right, top, baseline, size, bold]."""
    textpage = page.get_textpage()
    try:
        handle = textpage.raw
        runs = [_run(handle, glyphs) for glyphs in _split(_glyphs(handle, textpage.count_chars()))]
    finally:
        textpage.close()
    return {"width": page.get_width(), "height": page.get_height(), "runs": [run for run in runs if run[0]]}


def _glyphs(handle: pdfium.FPDF_TEXTPAGE, count: int) -> list[Glyph]:
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    glyphs: list[Glyph] = []
    spaced = printed_space = False
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        if code in _SPACES or code in _BREAKS:
            spaced = spaced or code in _SPACES
            printed_space = printed_space or not pdfium.FPDFText_IsGenerated(handle, index)
            continue
        pdfium.FPDFText_GetCharOrigin(handle, index, at_x, at_y)
        pdfium.FPDFText_GetLooseCharBox(handle, index, at_box)
        text = "-" if code in _HYPHENS else chr(code) if code < 0x110000 else "\ufffd"
        glyphs.append(
            Glyph(
                text,
                min(x.value, box.left),
                box.right,
                box.bottom,
                box.top,
                y.value,
                spaced,
                spaced and not printed_space,
                index,
            )
        )
        spaced = printed_space = False
    return glyphs


def _split(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Cut the page's characters into runs: one baseline, going right, no gap wider than a word space
    needs."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        height = max(glyph.top - glyph.bottom, 1.0)
        if (
            last is not None
            and abs(last.baseline - glyph.baseline) < 0.35 * height
            and -0.5 * height < glyph.left - last.right < (0.6 if glyph.apart else 0.95) * height
        ):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _run(handle: pdfium.FPDF_TEXTPAGE, glyphs: list[Glyph]) -> list[object]:
    middle = glyphs[len(glyphs) // 2]
    weight = pdfium.FPDFText_GetFontWeight(handle, middle.index)
    return [
        _words(glyphs),
        round(glyphs[0].left, 2),
        round(min(glyph.bottom for glyph in glyphs), 2),
        round(max(glyph.right for glyph in glyphs), 2),
        round(max(glyph.top for glyph in glyphs), 2),
        round(glyphs[0].baseline, 2),
        round(_size(handle, middle), 2),
        weight >= _BOLD_WEIGHT or "bold" in _font_name(handle, middle.index),
    ]


def _size(handle: pdfium.FPDF_TEXTPAGE, glyph: Glyph) -> float:
    """Printed type size: the font's size as set, times the scale it is set with (browsers set 96 units to
    the inch)."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(handle, glyph.index))
    if size and pdfium.FPDFText_GetMatrix(handle, glyph.index, ctypes.byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d)
    return size or glyph.top - glyph.bottom


def _font_name(handle: pdfium.FPDF_TEXTPAGE, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(handle, index, buffer, 128, ctypes.byref(flags))
    return buffer.value.decode("utf-8", "replace").casefold()


def _words(glyphs: list[Glyph]) -> str:
    """Join characters into words; a line set letter by letter is re-joined by the width of its gaps."""
    gaps = [after.left - before.right for before, after in itertools.pairwise(glyphs)]
    size = max(statistics.median(glyph.top - glyph.bottom for glyph in glyphs), 1.0)
    breaks = [after.spaced or gap > 0.28 * size for gap, after in zip(gaps, glyphs[1:], strict=True)]
    if len(glyphs) > 7 and sum(breaks) > 0.6 * len(breaks):
        usual = statistics.median(gaps)
        breaks = [gap > max(1.6 * usual, usual + 0.12 * size) for gap in gaps]
    pieces = [glyphs[0].text]
    for glyph, is_break in zip(glyphs[1:], breaks, strict=True):
        pieces.append((" " if is_break else "") + glyph.text)
    return "".join(pieces).strip()


def read_pdf(payload: bytes) -> dict[str, object]:
    """Give all pages, or why there are none: {"pages": [...]} or {"error": reason, "detail": words}."""
    try:
        pdf = pypdfium2.PdfDocument(payload)
    except pypdfium2.PdfiumError as error:
        return {"error": "broken", "detail": str(error)}
    try:
        if len(pdf) > MAX_PAGES:
            return {"error": "large", "detail": f"{len(pdf)} pages, more than {MAX_PAGES}"}
        pages: list[dict[str, Any]] = []
        characters = 0
        for index in range(len(pdf)):
            page = pdf[index]
            pages.append(read_page(page))
            page.close()
            characters += sum(len(str(run[0])) for run in pages[-1]["runs"])
            if characters > MAX_CHARACTERS:
                return {"error": "large", "detail": f"more than {MAX_CHARACTERS} characters of text"}
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        return {"error": "broken", "detail": f"{type(error).__name__}: {error}"}
    finally:
        pdf.close()
    return {"pages": pages}


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
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while len(header := source.read(FRAME.size)) == FRAME.size:
        payload = source.read(FRAME.unpack(header)[0])
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + CPU_SECONDS)
        answer = json.dumps(read_pdf(payload), ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )
        sink.write(FRAME.pack(len(answer)) + answer)
        sink.flush()


if __name__ == "__main__":
    main()
