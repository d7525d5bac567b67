"""Characters into runs and words, where a line must be read letter by letter."""

from __future__ import annotations

import itertools
import re
import statistics
from dataclasses import dataclass

SPACED = re.compile(r"(?:\b\w ){3,}\w\b")
"""Letters set apart: R A T I N G S."""
SAME_CELL = 1.1
"""Type sizes: the widest gap inside a run, over a printed space."""


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


def split(glyphs: list[Glyph], apart: float) -> list[list[Glyph]]:
    """Cut characters into runs: one baseline, going right, no gap wider than a word space needs."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        size = max(glyph.size, 1.0)
        if (
            last is not None
            and abs(last.baseline - glyph.baseline) < 0.4 * size
            and (glyph.left == last.left or -0.6 * size < glyph.left - last.right)
            and glyph.left - last.right < (apart if glyph.apart else SAME_CELL) * size
        ):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def words(glyphs: list[Glyph]) -> str:
    """Join characters into words; a line set letter by letter is re-joined by the width of its gaps."""
    gaps = [after.left - before.right for before, after in itertools.pairwise(glyphs)]
    size = max(statistics.median(glyph.size for glyph in glyphs), 1.0)
    breaks = [after.spaced or gap > 0.33 * size for gap, after in zip(gaps, glyphs[1:], strict=True)]
    if sum(breaks) > 0.6 * len(breaks) and SPACED.search(_written(glyphs, breaks)):
        usual = statistics.median(gaps)
        breaks = [gap > max(1.6 * usual, usual + 0.14 * size) for gap in gaps]
    return _written(glyphs, breaks)


def _written(glyphs: list[Glyph], breaks: list[bool]) -> str:
    spaces = (" " if is_break else "" for is_break in (False, *breaks))
    return "".join(space + glyph.text for space, glyph in zip(spaces, glyphs, strict=True)).strip()
