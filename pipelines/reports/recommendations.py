"""Recommendations: to whom, which number, which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipelines.reports.document import Block, BlockKind, Document

_SECTION = re.compile(r"\brecommendations?\b|\bargymhellion\b", re.IGNORECASE)
_NOT_OURS = re.compile(r"previous|progress|last\s+inspection|implement|earlier|status", re.IGNORECASE)
_ADDRESSEE = re.compile(r"^(?P<addressee>.{2,200}?)\s+(?:should|must|needs?\s+to)\s*:?$", re.IGNORECASE)
_TO_ADDRESSEE = re.compile(r"^(?:to|for)\s+(?P<addressee>.{2,160}?)\s*:$", re.IGNORECASE)
_LEADING = re.compile(r"^(?:we\s+recommend\s+that\s+|recommendations?\s+(?:to|for)\s+)", re.IGNORECASE)
_SHOULD = ("should", "must", "need to", "needs to")
_SHOULD_ALONE = re.compile(r"^(?:should|must|needs?\s+to)\s*:?$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:,|&|\b(?:and|the|of|in|for|with|to))$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})(?:[.)]\s*|\s+)(?=[^\W\d])")
_NUMBER_INSIDE = re.compile(r"\s(?P<number>\d{1,2})[.)]\s?(?=[a-z])")
_NUMBER_ALONE = re.compile(r"^\d{1,2}[.)]?$")
_LONGEST_QUOTE = 1500


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation as printed; its words are the characters `start` to `end` of the block's text."""

    number: int
    addressee: str
    text: str
    block: Block
    start: int = 0
    end: int | None = None


@dataclass
class RecommendationsRead:
    """All recommendations of a report, in order.

    `refusals` are those whose words or numbers print has torn apart, `remarks` what is odd in the numbers
    as printed; both as detail and quotes.
    """

    items: list[Recommendation] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def read_recommendations(document: Document) -> RecommendationsRead:
    """Read the recommendations of this report; those of earlier inspections are left out.

    Numbers run on over all addressees. Where each list begins again at 1, or prints bullets, they are counted
    on: two recommendations must not share a number. Every number must follow the one before it: a number
    that stands at another's words would otherwise pass unseen.
    """
    read = RecommendationsRead()
    current: _List | None = None
    last = 0
    for block in _section(document):
        named = _addressee(block)
        if named is not None:
            last = _close(current, last, read)
            current = _List(named, last)
        elif current is not None and block.kind is not BlockKind.HEADING:
            current.take(block)
    _close(current, last, read)
    return read


@dataclass
class _List:
    """The recommendations to one addressee, while they are read."""

    addressee: str
    last: int
    """The number given last, over all addressees."""
    printed: int | None = None
    items: list[Recommendation] = field(default_factory=list)
    torn: list[tuple[str, str]] = field(default_factory=list)
    odd: list[tuple[str, str]] = field(default_factory=list)
    is_shifted: bool = False
    """Whether a number stands without words, or words before the first number: then no number is certain."""
    texts: list[str] = field(default_factory=list)

    def take(self, block: Block) -> None:
        """Take in a block under the addressee: an item, several run together, or what is left of one."""
        self.texts.append(block.text)
        if block.kind is BlockKind.LIST_ITEM:
            self._items(block, block.number, 0)
        elif (match := _NUMBERED.match(block.text)) and self._may_follow(int(match["number"])):
            self._items(block, int(match["number"]), match.end())
        elif _NUMBER_ALONE.match(block.text):
            self.is_shifted, self.last = True, self.last + 1
        elif block.kind is BlockKind.PARAGRAPH and block.text[:1].islower():
            self._fragment(block)

    def _may_follow(self, number: int) -> bool:
        return number in (self.last + 1, (self.printed or 0) + 1)

    def _items(self, block: Block, printed: int | None, start: int) -> None:
        """The item that begins at `start`, and those that stand behind it in the same block."""
        while printed is not None and (following := _next_inside(block.text, printed, start)):
            self._item(block, printed, start, following.start())
            printed, start = printed + 1, following.end()
        self._item(block, printed, start, len(block.text))

    def _item(self, block: Block, printed: int | None, start: int, end: int) -> None:
        text = block.text[start:end].strip()
        if printed is not None and not self._may_follow(printed):
            self.odd.append((f"{printed} follows {self.printed or self.last or 'nothing'}", text))
        elif printed is not None and self.torn and self.printed is None:
            self.is_shifted = True
        elif printed is None and self.printed is not None:
            self.odd.append((f"an item without a number follows {self.printed}", text))
        self.printed = printed if printed is not None else self.printed
        self.last = printed if printed is not None and printed > self.last else self.last + 1
        self.items.append(Recommendation(self.last, self.addressee, text, block, start, end))

    def _fragment(self, block: Block) -> None:
        """A line that is no item and begins as the rest of one does."""
        if not self.items:
            detail = f"a line under {self.addressee!r} is neither numbered nor in a list"
            self.torn.append((detail, block.text))
            return
        cut = self.items.pop()
        detail = f"recommendation {cut.number} to {self.addressee!r} goes on in a line of its own"
        self.torn.append((detail, f"{cut.text} | {block.text}"))


def _next_inside(text: str, number: int, start: int) -> re.Match[str] | None:
    """Where the next number stands within an item, with the words it belongs to behind it."""
    return next((m for m in _NUMBER_INSIDE.finditer(text, start) if int(m["number"]) == number + 1), None)


def _close(current: _List | None, last: int, read: RecommendationsRead) -> int:
    """Add a whole list to what was read; returns the number given last."""
    if current is None:
        return last
    if current.is_shifted:
        detail = f"numbers stand apart from the recommendations to {current.addressee!r}"
        read.refusals.append((detail, " | ".join(current.texts)[:_LONGEST_QUOTE]))
        return current.last
    read.items += current.items
    read.refusals += [(detail, quote[:_LONGEST_QUOTE]) for detail, quote in current.torn]
    if current.odd:
        details, quotes = zip(*current.odd, strict=True)
        read.remarks.append((f"to {current.addressee}: {'; '.join(details)}", tuple(quotes)))
    return current.last


def _section(document: Document) -> Iterator[Block]:
    """Blocks of the recommendations' section, up to the next heading that is not an addressee."""
    inside = False
    path: tuple[str, ...] = ()
    for block in _with_whole_addressees(document):
        if block.kind is BlockKind.HEADING and _addressee(block) is None:
            if _SECTION.search(block.text) and len(block.text) < 120:
                inside = not _NOT_OURS.search(" ".join((*block.heading_path, block.text)))
                path = (*block.heading_path, block.text)
            elif inside and block.heading_path[: len(path)] != path:
                inside = False
        elif inside:
            yield block


def _with_whole_addressees(document: Document) -> Iterator[Block]:
    """The document's blocks, an addressee over two lines as one: its second line alone would name another."""
    blocks = [block for block in document.body if block.kind is not BlockKind.FOOTNOTE]
    skip = False
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        if skip:
            skip = False
        elif following is not None and _is_cut_addressee(block, following):
            skip = True
            text = f"{block.text} {following.text}"
            yield replace(block, kind=following.kind, text=text, cells=(), char_end=following.char_end)
        else:
            yield block


def _is_cut_addressee(block: Block, following: Block) -> bool:
    """Whether two lines are the halves of one addressee, as "The Humber" and "region should:" are."""
    if not following.text.rstrip(" :").lower().endswith(_SHOULD) or block.cells or following.cells:
        return False
    if len(block.text) > 160 or block.kind is BlockKind.LIST_ITEM:
        return False
    if _addressee(block) is not None or _SECTION.search(block.text) or block.text.endswith((".", ":")):
        return False
    if _SHOULD_ALONE.match(following.text):
        return True
    is_like = block.kind is following.kind and block.level == following.level and block.bold == following.bold
    goes_on = _GOES_ON.search(block.text) is not None or following.text[:1].islower()
    return is_like and goes_on and _ADDRESSEE.match(following.text) is not None


def _addressee(block: Block) -> str | None:
    if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW):
        return None
    match = _ADDRESSEE.match(block.text) or (
        _TO_ADDRESSEE.match(block.text) if len(block.text) < 160 else None
    )
    return _LEADING.sub("", match["addressee"]).strip() if match else None
