"""Recommendations: to whom, which number, which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.reports.document import Block, BlockKind, Document

_SECTION = re.compile(r"\brecommendations?\b|\bargymhellion\b", re.IGNORECASE)
_NOT_OURS = re.compile(r"previous|progress|last\s+inspection|implement|earlier|status", re.IGNORECASE)
_ADDRESSEE = re.compile(r"^(?P<addressee>.{2,200}?)\s+(?:should|must|needs?\s+to)\s*:?$", re.IGNORECASE)
_TO_ADDRESSEE = re.compile(r"^(?:to|for)\s+(?P<addressee>.{2,160}?)\s*:$", re.IGNORECASE)
_LEADING = re.compile(r"^(?:we\s+recommend\s+that\s+|recommendations?\s+(?:to|for)\s+)", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})[.)]?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation as printed; `start` is where its words begin in the block's text."""

    number: int
    addressee: str
    text: str
    block: Block
    start: int = 0


def read_recommendations(document: Document) -> list[Recommendation]:
    """All recommendations of this report, in order.

    Numbers run on over all addressees. Where each list begins again at 1, or prints bullets, they are counted
    on: two recommendations must not share a number. Those of earlier inspections are left out.
    """
    found: list[Recommendation] = []
    addressee: str | None = None
    for block in _section(document):
        named = _addressee(block)
        if named is not None:
            addressee = named
        elif addressee is not None and block.kind is not BlockKind.HEADING:
            item = _item(block, found[-1].number if found else 0)
            if item is None:
                continue
            number, start = item
            found.append(Recommendation(number, addressee, block.text[start:].strip(), block, start))
    return found


def _section(document: Document) -> Iterator[Block]:
    """Blocks of the recommendations' section, up to the next heading that is not an addressee."""
    inside = False
    path: tuple[str, ...] = ()
    for block in document.body:
        if block.kind is BlockKind.FOOTNOTE:
            continue
        if block.kind is BlockKind.HEADING and _addressee(block) is None:
            if _SECTION.search(block.text) and len(block.text) < 120:
                inside = not _NOT_OURS.search(" ".join((*block.heading_path, block.text)))
                path = (*block.heading_path, block.text)
            elif inside and block.heading_path[: len(path)] != path:
                inside = False
        elif inside:
            yield block


def _addressee(block: Block) -> str | None:
    if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW):
        return None
    match = _ADDRESSEE.match(block.text) or (
        _TO_ADDRESSEE.match(block.text) if len(block.text) < 160 else None
    )
    return _LEADING.sub("", match["addressee"]).strip() if match else None


def _item(block: Block, last: int) -> tuple[int, int] | None:
    """Number of a recommendation and where its words begin; None for blocks that are none."""
    if block.kind is BlockKind.LIST_ITEM:
        number = block.number if block.number is not None and block.number > last else last + 1
        return number, 0
    printed = _NUMBERED.match(block.text)
    if printed is not None and int(printed["number"]) == last + 1:
        return last + 1, printed.end()
    return None
