"""Where a report recommends: the blocks of that section, with whoever they are addressed to in a block of
their own.

Print sets an addressee over two lines, or in a column beside its list. Its last line alone would name
another body, so that what belongs to one is put together here before any item is read.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.reports.cut_rows import are_lines_of_one
from pipelines.reports.document import Block, BlockKind, Document

_SECTION = re.compile(r"\brecommendations?\b|\bargymhellion\b", re.IGNORECASE)
_NOT_OURS = re.compile(
    r"previous|progress|last\s+(?:inspection|review|report|visit|time)|implement|earlier|status",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(
    r"(?:from|made\s+(?:in|at|by|after|following)|(?:in|at|of|after|following))\s+(?:our|the|its|an?)\s+(?:\w+\s+){0,2}?"
    r"(?:(?:19|20)\d\d\s+(?:\w+\s+){0,3}(?:inspection|report|review)|(?:inspection|report|review)\s+(?:of|in|from)"
    r"\s+(?:\w+\s+)?(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""Recommendations "from our 2019 inspection" are an earlier one's: a report does not date itself so."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
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
_LONGEST_LINE = 160


def section_of(document: Document) -> Iterator[Block]:
    """Blocks of the recommendations' section, headings within it included, up to the next that is not."""
    inside = False
    path: tuple[str, ...] = ()
    for block in _with_whole_addressees(document):
        if block.kind is BlockKind.HEADING and addressee_of(block) is None:
            if _SECTION.search(block.text) and len(block.text) < 120:
                path = (*block.heading_path, block.text)
                inside = not _NOT_OURS.search(" ".join(path)) and not _is_of_earlier(block, document)
            elif inside and block.heading_path[: len(path)] != path:
                inside = False
            elif inside:
                yield block
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


def may_address(block: Block) -> bool:
    """Whether a line among recommendations may be meant as an addressee, though it does not say so: a
    heading, or a short line that is bold or ends in a colon."""
    if block.kind is BlockKind.HEADING:
        return True
    is_line = block.kind is BlockKind.PARAGRAPH and len(block.text) <= _LONGEST_LINE
    return is_line and (block.bold or block.text.endswith(":"))


def _is_of_earlier(heading: Block, document: Document) -> bool:
    """Whether a heading names a year before this inspection's: the report's own, or the one before."""
    if _OF_YEAR.search(heading.text):
        return True
    years = [int(year) for year in _YEAR.findall(heading.text)]
    published = document.published
    return bool(years) and (published is None or max(years) < published.value.year - 1)


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
    held: list[tuple[Block, Block]] = []
    for block in blocks:
        parts = _columns(block)
        if held and (parts is None or not _is_rest_of_label(held, parts)):
            yield from _unaddressed(held)
            held = []
        if parts is None or (not held and parts[1].kind is not BlockKind.LIST_ITEM):
            yield block
            continue
        held.append(parts)
        label = replace(held[0][0], text=_joined([label.text for label, _ in held], document))
        named = addressee_of(label)
        if named is not None:
            yield label if _is_one_name(held, named, document) else replace(label, text=named, bold=True)
            yield from (beside for _, beside in held)
            held = []
    yield from _unaddressed(held)


def _is_rest_of_label(held: Sequence[tuple[Block, Block]], parts: tuple[Block, Block]) -> bool:
    """Whether a row may go on with the addressee of the rows above it: those of two rows are two bodies."""
    return are_lines_of_one(held[-1][0], parts[0]) or _goes_on(held[-1], parts)


def _is_one_name(held: Sequence[tuple[Block, Block]], named: str, document: Document) -> bool:
    """Whether labels close below one another are one name: they are cut, or the report has it whole."""
    plain = re.sub(r"^the\s+", "", named, flags=re.IGNORECASE).casefold()
    return all(itertools.starmap(_goes_on, itertools.pairwise(held))) or plain in document.text.casefold()


def _goes_on(above: tuple[Block, Block], parts: tuple[Block, Block]) -> bool:
    """Whether the words of a label show that it goes on in the next row's."""
    (before, _), (label, beside) = above, parts
    named = addressee_of(label)
    return (
        (beside.kind is not BlockKind.LIST_ITEM and label.page is not None)
        or _GOES_ON.search(before.text) is not None
        or before.text.endswith(_HYPHENS)
        or label.text[:1].islower()
        or _SHOULD_ALONE.match(label.text) is not None
        or (named is not None and _END_OF_NAME.fullmatch(named) is not None)
    )


def _unaddressed(held: Sequence[tuple[Block, Block]]) -> Iterator[Block]:
    """Rows whose first cell does not say that it addresses anyone: it stands as a line that may."""
    for label, beside in held:
        yield replace(label, bold=True)
        yield beside


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
