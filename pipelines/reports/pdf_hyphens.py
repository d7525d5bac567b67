"""Mending words that a line's end broke."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipelines.pdf.process import Page
from pipelines.reports.document import Block

_PREFIXES = frozenset(("well", "self", "non"))
# fmt: off
_SYLLABLES = frozenset((
    "out", "co", "multi", "high", "low", "long", "short", "re", "pre", "post", "part", "full", "cross",
    "inter", "ex", "one", "two", "over", "under",
))
# fmt: on
"""They begin compound words and plain ones too: only a word that stands alone elsewhere may follow them."""


def whole_words(pages: Sequence[Page]) -> Counter[str]:
    """How often each word stands whole on a line: the halves of words broken at a line's end are none."""
    words: Counter[str] = Counter()
    is_broken = False
    for page in pages:
        for run in page.runs:
            found = re.findall(r"[\w-]+", run.text.casefold())
            words.update(found[1:] if is_broken else found)
            is_broken = run.text.endswith("-")
    return words


def mended(block: Block, words: Counter[str]) -> Block:
    """The block with its broken words put together, as `words` of the same document tell."""
    if "- " not in block.text:
        return block
    cells = tuple(_rejoined(cell, words) for cell in block.cells)
    return replace(block, text=_rejoined(block.text, words), cells=cells)


def _rejoined(text: str, words: Counter[str]) -> str:
    """Mend words that a line end broke: "super- vision" is one word, "well- informed" keeps its hyphen."""

    def mend(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        whole, hyphened = f"{first}{second}".casefold(), f"{first}-{second}".casefold()
        prefix = first.casefold()
        is_prefix = prefix in _PREFIXES or (prefix in _SYLLABLES and words[second.casefold()] > 0)
        keeps = words[hyphened] > words[whole] or (not words[whole] and is_prefix)
        return f"{first}-{second}" if keeps else f"{first}{second}"

    return re.sub(r"\b(\w+)- (?!and\b|or\b|to\b)([a-z]\w*)", mend, text)
