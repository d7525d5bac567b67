"""Our reading of real news pages beside trafilatura's modes: text, and time with everything else read too.

The pages are not part of the repository; without them there is nothing to measure.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import trafilatura

from pipelines.news import extract
from tests.pipelines.news_pages import REAL_PAGES, RealPage, real_pages, shingle_scores

LEAST_SPEED = 0.9
"""Part of bare trafilatura's speed that our reading must have, headlines, dates, authors and all included."""

Read = Callable[[RealPage], str | None]
OURS = "ours, with everything read"
BARE = "trafilatura, bare"
WAYS: dict[str, Read] = {
    OURS: lambda page: extract(page.html, url=page.url).text,
    BARE: lambda page: trafilatura.extract(page.html),
    "trafilatura, fast": lambda page: trafilatura.extract(page.html, include_comments=False, fast=True),
    "trafilatura, precision": lambda page: trafilatura.extract(
        page.html, include_comments=False, favor_precision=True
    ),
    "trafilatura, recall": lambda page: trafilatura.extract(
        page.html, include_comments=False, favor_recall=True
    ),
}


@dataclass(frozen=True)
class Measured:
    """One way of reading: F1 of four-word shingles, and seconds for all pages."""

    name: str
    f1: float
    seconds: float


def measure() -> list[Measured]:
    """Read each page in every way, one after the other, so that a busy machine slows all alike; [] without
    the pages."""
    if not (REAL_PAGES / "benchmark").is_dir():
        return []
    pages = real_pages("benchmark", "ground-truth.json")
    seconds = dict.fromkeys(WAYS, 0.0)
    texts: dict[str, list[str]] = {name: [] for name in WAYS}
    for read in WAYS.values():
        read(pages[0])  # what is loaded at first use is no page's cost
    for turn, page in enumerate(pages):
        for name, read in _turned(turn):
            began = time.perf_counter()
            text = read(page)
            seconds[name] += time.perf_counter() - began
            texts[name].append(text or "")
    return [
        Measured(
            name,
            shingle_scores((p.text, t) for p, t in zip(pages, texts[name], strict=True))[0],
            seconds[name],
        )
        for name in WAYS
    ]


def _turned(turn: int) -> list[tuple[str, Read]]:
    """The ways, beginning with another one each time: who reads a page first finds it cold."""
    ways = list(WAYS.items())
    return ways[turn % len(ways) :] + ways[: turn % len(ways)]
