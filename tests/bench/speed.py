"""Time of reading reports beside pypdfium2's bare text extraction and pdfplumber, of the same files in
one run."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pdfplumber
import pypdfium2

from pipelines.pdf import process as pdf_process
from pipelines.pdf.process import PdfProcess
from pipelines.reports import read

ROUNDS = 5
MOST_TIMES_BARE, LEAST_TIMES_UNDER_PDFPLUMBER = 1.6, 10.0


@dataclass(frozen=True)
class Timing:
    """Seconds for a batch: the median of the rounds, and the fastest and slowest."""

    name: str
    seconds: float
    fastest: float
    slowest: float


def bare(payloads: Sequence[bytes]) -> None:
    """Only the text, as pypdfium2 gives it, in this process."""
    for payload in payloads:
        pdf = pypdfium2.PdfDocument(payload)
        for page in pdf:
            textpage = page.get_textpage()
            textpage.get_text_range()
            textpage.close()
            page.close()
        pdf.close()


def pages(payloads: Sequence[bytes]) -> None:
    """Text with its places, from a worker process started for the batch."""
    process = PdfProcess()
    for payload in payloads:
        process.pages(payload)
    process.close()


def records(payloads: Sequence[bytes]) -> None:
    """Whole reports read into records, with a worker process started for the batch."""
    pdf_process.close_shared()
    for payload in payloads:
        read(payload, media_type="application/pdf", url="http://cdn.test/a.pdf")


def plumbed(payloads: Sequence[bytes]) -> None:
    """Text as pdfplumber gives it."""
    for payload in payloads:
        with pdfplumber.open(io.BytesIO(payload)) as pdf:
            for page in pdf.pages:
                page.extract_text()


WAYS: dict[str, tuple[Callable[[Sequence[bytes]], None], int]] = {
    "pypdfium2, bare text": (bare, ROUNDS),
    "ours, text with places": (pages, ROUNDS),
    "ours, whole report into records": (records, ROUNDS),
    "pdfplumber, text": (plumbed, 1),
}
"""Name → what is timed, and how many rounds: pdfplumber is too slow for several."""


def ratios(payloads: Sequence[bytes]) -> float:
    """How many times the bare extraction our text with places costs, in pairs of one run."""
    bare(payloads)
    pairs: list[float] = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        bare(payloads)
        middle = time.perf_counter()
        pages(payloads)
        pairs.append((time.perf_counter() - middle) / (middle - start))
    return statistics.median(pairs)


def measure(payloads: Sequence[bytes], progress: Callable[[str, int, int | None], None]) -> list[Timing]:
    """Time every way, taking turns: what slows the machine for a while slows all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in WAYS}
    total = sum(rounds for _, rounds in WAYS.values())
    done = 0
    for turn in range(ROUNDS):
        for name, (way, rounds) in WAYS.items():
            if turn >= rounds:
                continue
            start = time.perf_counter()
            way(payloads)
            seconds[name].append(time.perf_counter() - start)
            done += 1
            progress("time", done, total)
    return [Timing(name, statistics.median(taken), min(taken), max(taken)) for name, taken in seconds.items()]
