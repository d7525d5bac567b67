"""Recommendations: to whom, which number, which words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.recommendation_section import addressee_of, doubt_of, may_address, section_of

_NUMBERED = re.compile(r"^(?P<number>\d{1,2})(?:[.)]\s*|\s+)(?=[^\W\d])")
_NUMBER_INSIDE = re.compile(r"\s(?P<number>\d{1,2})[.)]\s?(?=[a-z])")
_NUMBER_ALONE = re.compile(r"^\d{1,2}[.)]?$")
_NONE_MADE = re.compile(
    r"\bno\s+(?:\w+\s+)?recommendations?\b|\bnot\s+ma(?:d|k)e\s+(?:any\s+)?recommendations?\b", re.IGNORECASE
)
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
    that stands at another's words would otherwise pass unseen. A section of which nothing can be read is
    refused as a whole: it would look as if the report recommended nothing.
    """
    read = RecommendationsRead()
    current: _List | None = None
    last = 0
    before: list[Block] = []
    for block in section_of(document):
        named = addressee_of(block)
        if named is not None:
            is_second = current is not None and not current.texts and not current.is_unknown
            last = _close(current, last, read)
            current = _List(named, last, is_second=is_second)
        elif current is not None and may_address(block) and not current.is_item(block):
            last = _close(current, last, read)
            current = _List(block.text.rstrip(" :"), last, is_unknown=True)
        elif block.kind is BlockKind.HEADING:
            continue
        elif current is not None:
            current.take(block)
        else:
            before.append(block)
    _close(current, last, read)
    _check_unaddressed(before, read, is_addressed=current is not None)
    return read


def _check_unaddressed(before: list[Block], read: RecommendationsRead, *, is_addressed: bool) -> None:
    """Refuse what stands in the section before anyone is addressed: items, or all of it if no one is."""
    says_none = any(_NONE_MADE.search(block.text) for block in before)
    items = [b for b in before if b.kind is BlockKind.LIST_ITEM or _NUMBERED.match(b.text)]
    lost = items if is_addressed or says_none else before
    if lost:
        detail = "the section of recommendations has words that are addressed to no one"
        read.refusals.append((detail, " | ".join(block.text for block in lost)[:_LONGEST_QUOTE]))


@dataclass
class _List:
    """The recommendations to one addressee, while they are read."""

    addressee: str
    last: int
    """The number given last, over all addressees."""
    is_second: bool = False
    """Whether another addressee stands right before this one: whose the items are is not certain."""
    is_unknown: bool = False
    """Whether the line over them does not say that it is an addressee."""
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
        elif (match := _NUMBERED.match(block.text)) and self.is_item(block):
            self._items(block, int(match["number"]), match.end())
        elif _NUMBER_ALONE.match(block.text):
            self.is_shifted, self.last = True, self.last + 1
        elif _is_rest_of_cell(block) or (block.kind is BlockKind.PARAGRAPH and block.text[:1].islower()):
            self._fragment(block)
        elif block.kind is BlockKind.PARAGRAPH and self.items:
            self.odd.append(("a paragraph after the list is not read as a recommendation", block.text))

    def is_item(self, block: Block) -> bool:
        """Whether a block is an item or begins as one; a number without a stop must follow the one before."""
        if block.kind is BlockKind.LIST_ITEM or _NUMBER_ALONE.match(block.text):
            return True
        match = _NUMBERED.match(block.text)
        is_stopped = match is not None and match[0].rstrip().endswith((".", ")"))
        return match is not None and (is_stopped or self._may_follow(int(match["number"])))

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
        while self.printed is not None and _next_inside(block.text, self.printed, 0):
            self.printed, self.last = self.printed + 1, self.last + 1
        detail = f"recommendation {cut.number} to {self.addressee!r} goes on in a line of its own"
        self.torn.append((detail, f"{cut.text} | {block.text}"))


def _next_inside(text: str, number: int, start: int) -> re.Match[str] | None:
    """Where the next number stands within an item, with the words it belongs to behind it."""
    return next((m for m in _NUMBER_INSIDE.finditer(text, start) if int(m["number"]) == number + 1), None)


def _close(current: _List | None, last: int, read: RecommendationsRead) -> int:
    """Add a whole list to what was read; returns the number given last."""
    if current is None:
        return last
    quote = " | ".join(current.texts)[:_LONGEST_QUOTE]
    if current.is_unknown:
        if current.items or current.torn or current.is_shifted:
            detail = (
                f"recommendations stand under {current.addressee!r}, which does not say that it is addressed"
            )
            read.refusals.append((detail, quote))
        return current.last if current.printed is not None else last
    doubt = doubt_of(current.addressee)
    if doubt is None and current.is_second:
        doubt = f"another addressee stands right before {current.addressee!r}"
    if doubt is not None:
        read.refusals.append((doubt, quote))
        return current.last
    if not current.items and not current.torn and not current.is_shifted:
        read.refusals.append((f"nothing that {current.addressee!r} should do was read", quote))
    if current.is_shifted:
        detail = f"numbers stand apart from the recommendations to {current.addressee!r}"
        read.refusals.append((detail, quote))
        return current.last
    read.items += current.items
    read.refusals += [(detail, quote[:_LONGEST_QUOTE]) for detail, quote in current.torn]
    if current.odd:
        details, quotes = zip(*current.odd, strict=True)
        read.remarks.append((f"to {current.addressee}: {'; '.join(details)}", tuple(quotes)))
    return current.last


def _is_rest_of_cell(block: Block) -> bool:
    """Whether this is the next line of an item beside its addressee; rows of other tables have cells."""
    return block.kind is BlockKind.TABLE_ROW and not block.cells
