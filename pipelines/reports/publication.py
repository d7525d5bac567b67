"""Where a document says when it was published."""

from __future__ import annotations

import re

from pipelines.records import Evidence, PartialDate
from pipelines.reports.dates import FoundDate, find_dates
from pipelines.reports.document import Block, BlockKind, Document, Part

_OTHER_DAY = re.compile(
    r"field\s?work|contents|\b(?:updated|revis(?:ed|ion)|inspected|opened|closed)\b", re.IGNORECASE
)
_IN_PASSING = re.compile(r"\b(?:in|on|since|until|started)\s*$")
_LONGEST = 160
_SHORT = 60
"""A block up to this length is quoted whole, so that "Published:" stands beside its date."""


def published_evidence(document: Document, published: PartialDate | None) -> Evidence | None:
    """The words that date the publication, where the document itself prints them.

    A cover that states only the month is evidence for the month of a day known from the page that carries
    the file. None where the date is known from elsewhere alone, or where the document states another.
    """
    if published is None:
        return None
    stated = [(block, found) for block in _candidates(document) for found in _dates(block)]
    for matches in (_is_same, _is_coarser):
        for block, found in stated:
            if matches(found.value, published):
                return _quoted(document, block, found)
    return None


def _candidates(document: Document) -> list[Block]:
    """Blocks where a date may be the publication's: a PDF's first two pages, what a page says about
    itself."""
    return [
        block
        for block in document.blocks
        if block.kind is not BlockKind.CONTENTS
        and len(block.text) <= _LONGEST
        and _OTHER_DAY.search(block.text) is None
        and (
            (block.page <= 2)
            if block.page is not None
            else block.part is Part.DETAIL or re.match("published", block.text, re.IGNORECASE)
        )
    ]


def _dates(block: Block) -> list[FoundDate]:
    return [found for found in find_dates(block.text) if not _IN_PASSING.search(block.text[: found.start])]


def _is_same(stated: PartialDate, published: PartialDate) -> bool:
    return stated == published


def _is_coarser(stated: PartialDate, published: PartialDate) -> bool:
    return str(published).startswith(f"{stated}-")


def _quoted(document: Document, block: Block, found: FoundDate) -> Evidence:
    if len(block.text) <= _SHORT:
        return document.evidence(block)
    return document.evidence(block, found.start, found.end)
