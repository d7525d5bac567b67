"""Extracts text runs with their boxes from PDFs, in a process that may be killed.

A malformed PDF can hang or exhaust memory inside the C++ library; in our own process that would end the
night's run. The worker takes files on standard input and answers each on standard output, in frames of 8
bytes of length and the bytes.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from typing import Any

import pypdfium2

from pipelines.pdf.frames import FRAME
from pipelines.pdf.runs import KnownFonts, PageReader, Runs

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
MAX_PAGES = 600
MAX_CHARACTERS = 3_000_000
_DRAWS_BULLETS = "Skia"
"""How the producer is named that draws the bullets of lists and does not print them: Chromium's."""


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
        characters = 0
        draws_bullets = _DRAWS_BULLETS in pdf.get_metadata_value("Producer")
        known: KnownFonts = {}
        for index in range(len(pdf)):
            page, before = pdf[index], len(runs.texts)
            textpage = page.get_textpage()
            characters += textpage.count_chars()
            if characters > MAX_CHARACTERS:
                return {"error": "large", "detail": f"more than {MAX_CHARACTERS} characters of text"}, runs
            reader = PageReader(textpage, runs, known)
            reader.read()
            if draws_bullets:
                reader.add_drawn_bullets(page, before)
            pages.append((page.get_width(), page.get_height(), len(runs.texts) - before))
            textpage.close()
            page.close()
    except (pypdfium2.PdfiumError, ArithmeticError, ValueError, MemoryError) as error:
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
