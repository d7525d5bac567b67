"""Runs of labels and lone ratings, one below the other: is a rating the one of the label above or below?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from pipelines.reports.document import Block


class Mark(StrEnum):
    """What a block of a run is."""

    LABEL = "label"
    RATING = "rating"


def shifted_labels(blocks: Sequence[Block], mark_of: Callable[[Block], Mark | None]) -> frozenset[int]:
    """Which labels (as indices of blocks) stand in a run whose ratings are not each right below a label.

    Where a card or a badge prints the rating above its label, the rating below a label is the next card's:
    read by the rule of the other reports, every standard would get its neighbour's.
    """
    doubtful: set[int] = set()
    run: list[Mark] = []
    for index, block in enumerate([*blocks, None]):
        mark = mark_of(block) if block is not None else None
        if mark is not None:
            run.append(mark)
        elif run:
            first = index - len(run)
            above = [None, *run]
            if any(m is Mark.RATING and a is not Mark.LABEL for a, m in zip(above, run, strict=False)):
                doubtful |= {first + i for i, m in enumerate(run) if m is Mark.LABEL}
            run = []
    return frozenset(doubtful)
