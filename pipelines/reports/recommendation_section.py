"""Where a report recommends: the blocks of that section, with whoever they are addressed to in a block of
their own.

Print sets an addressee over two lines, or in a column beside its list. Its last line alone would name
another body, so that what belongs to one is put together here before any item is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.reports.document import Block, BlockKind, Document

_SECTION = re.compile(r"\brecommendations?\b|\bargymhellion\b", re.IGNORECASE)
_NOT_OURS = re.compile(r"previous|progress|last\s+inspection|implement|earlier|status", re.IGNORECASE)
_ADDRESSEE = re.compile(r"^(?P<addressee>.{2,200}?)\s+(?:should|must|needs?\s+to)\s*:?$", re.IGNORECASE)
_TO_ADDRESSEE = re.compile(r"^(?:to|for)\s+(?P<addressee>.{2,160}?)\s*:$", re.IGNORECASE)
_LEADING = re.compile(r"^(?:we\s+recommend\s+that\s+|recommendations?\s+(?:to|for)\s+)", re.IGNORECASE)
_SHOULD = ("should", "must", "need to", "needs to")
_SHOULD_ALONE = re.compile(r"^(?:should|must|needs?\s+to)\s*:?$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:,|&|\b(?:and|the|of|in|for|with|to))$", re.IGNORECASE)
_BEGINS_NAME = re.compile(r"(?:the|his|her|hm|ministry)\b", re.IGNORECASE)
_END_OF_NAME = re.compile(
    r"(?:(?:management|partnership|board|region|division|service|community\s+rehabilitation|company|trust|unit"
    r"|council|authority|team|area|committee)\b\s*)+$",
    re.IGNORECASE,
)
"""Words that end many bodies' names, and are none by themselves."""
_CELL_ITEM = re.compile(r"(?:(?P<number>\d{1,2})(?:[.)]\s*|\s+)(?=[^\W\d])|[•▪●‣◦–-]\s*)")
_SHOULD_INSIDE = re.compile(r"\b(?:should|must)\s*:\s*\S", re.IGNORECASE)
_HYPHENS = ("-", "‐")


def section_of(document: Document) -> Iterator[Block]:
    """Blocks of the recommendations' section, up to the next heading that is not an addressee."""
    inside = False
    path: tuple[str, ...] = ()
    for block in _with_whole_addressees(document):
        if block.kind is BlockKind.HEADING and addressee_of(block) is None:
            if _SECTION.search(block.text) and len(block.text) < 120:
                inside = not _NOT_OURS.search(" ".join((*block.heading_path, block.text)))
                path = (*block.heading_path, block.text)
            elif inside and block.heading_path[: len(path)] != path:
                inside = False
        elif inside:
            yield block


def addressee_of(block: Block) -> str | None:
    """Whom a block addresses ("The PDU should:"), if that is what it does."""
    if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW):
        return None
    match = _ADDRESSEE.match(block.text) or (
        _TO_ADDRESSEE.match(block.text) if len(block.text) < 160 else None
    )
    return _LEADING.sub("", match["addressee"]).strip() if match else None


def doubt_of(addressee: str) -> str | None:
    """Why an addressee cannot be one as printed: it is but the last line of one, as "Management Board" is, or
    two that stood beside each other."""
    if _END_OF_NAME.fullmatch(addressee):
        return f"{addressee!r} is the end of some addressee's name"
    return f"{addressee!r} are two addressees" if _SHOULD_INSIDE.search(addressee) else None


def _with_whole_addressees(document: Document) -> Iterator[Block]:
    """The document's blocks, an addressee over two lines as one: its second line alone would name another."""
    blocks = list(_without_columns([b for b in document.body if b.kind is not BlockKind.FOOTNOTE], document))
    skip = False
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        if skip:
            skip = False
        elif following is not None and _is_cut_addressee(block, following):
            skip = True
            text = _joined([block.text, following.text], document)
            yield replace(block, kind=following.kind, text=text, cells=(), char_end=following.char_end)
        else:
            yield block


def _is_cut_addressee(block: Block, following: Block) -> bool:
    """Whether two lines are the halves of one addressee, as "The Humber" and "region should:" are."""
    if not following.text.rstrip(" :").lower().endswith(_SHOULD) or block.cells or following.cells:
        return False
    if len(block.text) > 160 or block.kind is BlockKind.LIST_ITEM:
        return False
    if addressee_of(block) is not None or _SECTION.search(block.text) or block.text.endswith((".", ":")):
        return False
    if _SHOULD_ALONE.match(following.text):
        return True
    named = addressee_of(following)
    if named is None or block.kind is not following.kind:
        return False
    if _END_OF_NAME.fullmatch(named) and _BEGINS_NAME.match(block.text):
        return True
    is_like = block.level == following.level and block.bold == following.bold
    goes_on = _GOES_ON.search(block.text) is not None or following.text[:1].islower()
    return is_like and (goes_on or block.kind is BlockKind.HEADING)


def _without_columns(blocks: Sequence[Block], document: Document) -> Iterator[Block]:
    """The blocks, with rows of an addressee beside an item as two blocks each.

    An addressee of several lines stands in as many rows, each beside an item or a line of one: it is put
    before all of them.
    """
    held: list[tuple[Block, Block, Block]] = []
    for block in blocks:
        parts = _columns(block)
        if parts is None or (not held and parts[1].kind is not BlockKind.LIST_ITEM):
            yield from (row for row, _, _ in held)
            yield block
            held = []
            continue
        held.append((block, *parts))
        label = replace(held[0][1], text=_joined([label.text for _, label, _ in held], document))
        if addressee_of(label) is not None:
            yield label
            yield from (beside for _, _, beside in held)
            held = []
    yield from (row for row, _, _ in held)


def _columns(block: Block) -> tuple[Block, Block] | None:
    """The first cell of a row and what stands beside it, each as a block: a list item if it begins as one."""
    if block.kind is not BlockKind.TABLE_ROW or len(block.cells) < 2:
        return None
    label = block.cells[0]
    match = _CELL_ITEM.match(block.text, len(label) + 1)
    start = match.end() if match else len(label) + 1
    return (
        replace(
            block, kind=BlockKind.PARAGRAPH, text=label, cells=(), char_end=block.char_start + len(label)
        ),
        replace(
            block,
            kind=BlockKind.LIST_ITEM if match else BlockKind.TABLE_ROW,
            number=int(match["number"]) if match and match["number"] else None,
            text=block.text[start:],
            cells=(),
            char_start=block.char_start + start,
        ),
    )


def _joined(lines: Sequence[str], document: Document) -> str:
    """Lines as one text, with a word that the end of a line has broken mended as the document writes it."""
    text = lines[0]
    for line in lines[1:]:
        if not text.endswith(_HYPHENS):
            text = f"{text} {line}"
            continue
        before, after = re.split(r"\s", text)[-1].rstrip("-‐"), re.split(r"\s", line)[0].rstrip(" :,")
        hyphened = rf"\b{re.escape(before)}-{re.escape(after)}\b"
        keeps = not line[:1].islower() or re.search(hyphened, document.text, re.IGNORECASE) is not None
        text = f"{text if keeps else text[:-1]}{line}"
    return text
