"""Parts of a document that a heading opens and the next heading of its rank closes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipelines.reports.document import Block, BlockKind, Document, heading_depth

_CHAPTER = re.compile(
    r"^(?:\d\.?\s+\D|domain\b|annexe?\b|appendix\b|recommendations?\s*$|background\b|foreword\b|ratings?\b"
    r"|overall\b|executive\s+summary\b|contents\b)",
    re.IGNORECASE,
)
"""Headings that open a chapter of any report, whatever type they are set in."""


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A heading and the blocks under it, headings below it included, footnotes not."""

    heading: Block
    blocks: tuple[Block, ...]


def parts_of(
    document: Document,
    opens: Callable[[Block], bool],
    *,
    stays: Callable[[Block], bool] = lambda _: False,
) -> Iterator[DocumentPart]:
    """Yield every part whose heading `opens` accepts.

    It ends before a heading of the same or a higher rank, or one that opens a chapter whatever its rank: type
    is set so unevenly that a part might otherwise run to the end of the report. `stays` accepts headings that
    belong to the part though their type is larger, as numbers on a page of key facts are.
    """
    heading: Block | None = None
    blocks: list[Block] = []
    for block in document.body:
        if block.kind is BlockKind.FOOTNOTE:
            continue
        if block.kind is BlockKind.HEADING and (opens(block) or heading is not None):
            if heading is not None and (opens(block) or _closes(heading, block)) and not stays(block):
                yield DocumentPart(heading, tuple(blocks))
                heading, blocks = None, []
            if heading is None:
                heading = block if opens(block) else None
                continue
        if heading is not None:
            blocks.append(block)
    if heading is not None:
        yield DocumentPart(heading, tuple(blocks))


def _closes(heading: Block, block: Block) -> bool:
    rank = heading_depth(heading.text, heading.level or 2)
    return heading_depth(block.text, block.level or 2) <= rank or _CHAPTER.match(block.text) is not None
