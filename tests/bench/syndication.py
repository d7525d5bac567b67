"""How long it takes to find who copied whom among 20,000 stories, and whether all are found."""

from __future__ import annotations

import time
from dataclasses import dataclass

from pipelines.news.shared_runs import shared_runs
from pipelines.news.syndication import syndication
from tests.pipelines.copied_stories import corpus

BASES, COPIED = 19_300, 100
"""Invented stories, and how many of them have been copied in each of seven ways."""


@dataclass(frozen=True)
class Measured:
    """One run. `sql` is the part spent on finding pairs, the rest on telling originals from copies."""

    stories: int
    words: int
    seconds: float
    sql: float
    copies: int
    found: int
    templates: int


def measure() -> Measured:
    """Invent the stories, then find the copies among them twice: all of it, and the pairs alone."""
    given = corpus(BASES, copied=COPIED)
    started = time.perf_counter()
    records = syndication(given.stories)
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    shared_runs([story.text or "" for story in given.stories], [], lambda one, other: False)
    sql = time.perf_counter() - started
    found = {frozenset({one.original_url, one.copy_url}) for one in records}
    return Measured(
        stories=len(given.stories),
        words=sum(len((story.text or "").split()) for story in given.stories),
        seconds=seconds,
        sql=sql,
        copies=len(given.pairs),
        found=len(found & given.pairs),
        templates=sum("template" in url for pair in found for url in pair),
    )
