"""One model of a document, whether it came as HTML or as PDF: blocks in reading order over one text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from pipelines.records import Evidence, PartialDate
from pipelines.vocabulary import Language

Box = tuple[float, float, float, float]

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_SPACE = re.compile(r"\s+")
_NUMBERED = re.compile(r"^(?:[PRV]\s?)?(\d{1,2}(?:\.\d{1,2})*)\.?\s+\S")


def normal_text(raw: str) -> str:
    """Write text one way: composed letters, no ligatures or invisible characters, single spaces.

    Two producers encode the same words differently; without this, equal reports would have unequal text
    hashes.
    """
    if raw.isascii() and raw.isprintable() and "  " not in raw:
        return raw.strip()
    composed = unicodedata.normalize("NFC", raw.translate(_INVISIBLE).translate(_LIGATURES))
    return _SPACE.sub(" ", composed).strip()


class BlockKind(StrEnum):
    """What a block is in the flow of the document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"


class Part(StrEnum):
    """Which part of a page a block stands in. Only BODY may give a rating: summaries are shared by
    siblings."""

    BODY = "body"
    SUMMARY = "summary"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table row.

    `cells` holds the cell texts of a row; `text` is then the cells joined by a space. `number` is the printed
    or counted number of an ordered list item. `char_start` and `char_end` index into the document's text.
    `table` tells tables apart within the document. `heading_path` does not contain the block itself.
    """

    kind: BlockKind
    text: str
    cells: tuple[str, ...] = ()
    level: int | None = None
    number: int | None = None
    table: int | None = None
    page: int | None = None
    box: Box | None = None
    part: Part = Part.BODY
    bold: bool = False
    heading_path: tuple[str, ...] = ()
    char_start: int = 0
    char_end: int = 0


@dataclass(frozen=True)
class Document:
    """A whole document. `text` is every block's text, one a line; `sha256` is of the payload's bytes."""

    sha256: str
    media_type: str
    url: str
    title: str
    blocks: tuple[Block, ...]
    text: str
    language: Language = Language.ENGLISH
    published: PartialDate | None = None
    published_at: datetime | None = None
    attachments: tuple[str, ...] = ()
    page_count: int | None = None
    twin_url: str | None = None
    title_block: Block | None = None
    is_news: bool = False
    body_classes: tuple[str, ...] = ()

    @property
    def text_sha256(self) -> str:
        """Hash of the words alone, so that a re-issued file with the same words is seen as such."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """Blocks that may carry findings: neither summary, nor details, nor the contents page."""
        return tuple(b for b in self.blocks if b.part is Part.BODY and b.kind is not BlockKind.CONTENTS)

    def evidence(self, block: Block, start: int = 0, end: int | None = None) -> Evidence:
        """Point at a block, or at the characters `start` to `end` of its text."""
        stop = len(block.text) if end is None else end
        return Evidence(
            document_sha256=self.sha256,
            page=block.page,
            heading=" > ".join(block.heading_path) or None,
            char_start=block.char_start + start,
            char_end=block.char_start + stop,
            box=block.box,
            quote=block.text[start:stop],
        )


def around(boxes: Iterable[Box]) -> Box:
    """The box around boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def box_around(*blocks: Block) -> Box | None:
    """The box around blocks of one page; None if any has none, as on web pages."""
    boxes = [block.box for block in blocks if block.box is not None]
    return around(boxes) if len(boxes) == len(blocks) else None


@dataclass
class BlockWriter:
    """Collects blocks in reading order and gives each its place in the text and its path of headings."""

    blocks: list[Block] = field(default_factory=list)
    _path: list[tuple[int, str]] = field(default_factory=list)
    _length: int = 0

    def add(self, block: Block) -> None:
        """Append a block; empty ones are dropped, since nothing can be quoted from them."""
        if not block.text:
            return
        if block.kind is BlockKind.HEADING and block.part is Part.BODY:
            level = heading_depth(block.text, block.level or 2)
            while self._path and self._path[-1][0] >= level:
                self._path.pop()
            path = tuple(text for _, text in self._path)
            self._path.append((level, block.text))
        else:
            path = tuple(text for _, text in self._path) if block.part is Part.BODY else ()
        start = self._length
        self._length = start + len(block.text) + 1
        self.blocks.append(
            replace(block, heading_path=path, char_start=start, char_end=start + len(block.text))
        )

    @property
    def text(self) -> str:
        """The text the blocks index into."""
        return "\n".join(block.text for block in self.blocks)


def heading_depth(text: str, level: int) -> int:
    """Depth of a heading: from its number where it has one, since "1.1" may be set as an h2 like "1"."""
    numbered = _NUMBERED.match(text)
    if numbered is None:
        return level * 10
    return 20 + numbered[1].count(".")


def sections(blocks: Iterable[Block]) -> list[tuple[str, list[Block]]]:
    """Group blocks by their innermost heading, keeping order; blocks before any heading come under ""."""
    grouped: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            grouped.append((block.text, []))
        else:
            grouped[-1][1].append(block)
    return grouped
