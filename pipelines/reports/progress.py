"""Progress on earlier recommendations: which, of which inspection, and what the report says became of it.

It is told in a table, under each recommendation of a list, or by lists under a judgement. The report's own
recommendations are read elsewhere, and never from here.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipelines.reports.cut_rows import mended_rows, together
from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.part import parts_of
from pipelines.reports.progress_table import (
    ADDRESSEE_HEAD,
    LONGEST_STATUS,
    NUMBER_HEAD,
    TEXT_HEAD,
    ProgressTable,
    whole_rows,
)
from pipelines.reports.progress_words import (
    Judgement,
    at_end,
    is_introduced,
    is_meant_as_progress,
    judgement_of,
    progress_of,
    status_in,
    whole_judgement,
)
from pipelines.reports.prose import sentences
from pipelines.vocabulary import Progress, QuarantineReason

_OPENS = re.compile(
    r"^(?=.*\b(?:recommendations?|actions?)\b)"
    r"(?=.*(?:\bprogress|\bprevious|\blast\s+inspection|\bimplement|\bearlier|\bstatus\b|\bfollow))"
    r"|^(?:annexe?\s+\w+\s*[:–-]\s*)?(?:\d[\d.]*\s+)?progress\s+(?:since|against|on|towards?|made)\b",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"^(?:we\s+recommended\s+that\s+)?(?P<addressee>.{2,160}?)\s+(?:should|must|needs?\s+to)(?:\s+have)?\s*:?$",
    re.IGNORECASE,
)
_TO_ADDRESSEE = re.compile(
    r"^(?:recommendations?\s+)?(?:to|for)\s+(?P<addressee>.{2,120}?)\s*:?$", re.IGNORECASE
)
_NUMBERED = re.compile(r"^(?:recommendation\s+)?(?P<number>\d{1,2})(?:[.):]\s*|\s+|$)", re.IGNORECASE)
_NAMED = re.compile(r"^recommendation\s+\d{1,2}\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]{2,}")
_YEAR = re.compile(r"\b20[012]\d\b")
_OF_INSPECTION = re.compile(r"\binspect|\breport|\brecommend|\breview", re.IGNORECASE)
_OURS = re.compile(r"^(?:we|our|this|these|in|since|at|there|it|inspectors?)\b", re.IGNORECASE)
"""How inspectors speak of themselves and of the time; no recommendation begins so."""
_LONGEST_QUOTE = 1500
_LONGEST_GROUP = 3
"""Words of a row of one cell that heads a group; longer ones are a recommendation without its judgement."""


@dataclass(frozen=True, slots=True)
class JudgedRecommendation:
    """One earlier recommendation and what became of it; `block` holds both where they stand together."""

    number: int | None
    addressee: str | None
    text: str | None
    progress: Progress
    status_text: str
    block: Block
    earlier_year: int | None = None
    earlier_text: str | None = None

    @property
    def key(self) -> tuple[int | None, str | None, str | None]:
        """What tells it from others."""
        return self.number, self.addressee, self.text


@dataclass(frozen=True, slots=True)
class Refusal:
    """A judgement that stands in the report and was not taken, and why."""

    reason: QuarantineReason
    detail: str
    quote: str


@dataclass
class ProgressRead:
    """All that a document says of earlier recommendations."""

    items: list[JudgedRecommendation] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def refuse(self, detail: str, quote: str) -> None:
        """Put a judgement aside that is none of the known ones."""
        self.refusals.append(Refusal(QuarantineReason.UNKNOWN_PROGRESS, detail, quote[:_LONGEST_QUOTE]))


def read_progress(document: Document) -> ProgressRead:
    """Read every part about earlier recommendations; one judged in two ways is refused."""
    read = ProgressRead()
    for part in parts_of(document, _opens, stays=_stays):
        reader = _PartReader(document, read)
        reader.read(part.blocks)
        said, year = _earlier([part.heading, *reader.intro(part.blocks)])
        read.items += [replace(item, earlier_text=said, earlier_year=year) for item in reader.items]
    told: dict[object, list[JudgedRecommendation]] = defaultdict(list)
    for item in read.items:
        told[item.key].append(item)
    read.items = []
    for same in told.values():
        if len({item.progress for item in same}) == 1:
            read.items.append(same[0])
        else:
            quote = " | ".join(item.block.text for item in same)
            detail = f"two judgements of the earlier recommendation {same[0].text or same[0].number}"
            read.refusals.append(Refusal(QuarantineReason.CONTRADICTION, detail, quote[:_LONGEST_QUOTE]))
    return read


def _opens(block: Block) -> bool:
    return len(block.text) < 140 and _OPENS.match(block.text) is not None and not _stays(block)


def _stays(block: Block) -> bool:
    """Whether a heading is a line of the part: a judgement, an addressee, or a recommendation itself."""
    is_text = _NUMBERED.match(block.text) is not None and len(block.text.split()) > 6
    return (
        progress_of(block.text) is not None
        or _NAMED.match(block.text) is not None
        or _ADDRESSEE.match(block.text) is not None
        or is_text
    )


def _earlier(blocks: Iterable[Block]) -> tuple[str | None, int | None]:
    """The first heading or sentence that dates the earlier inspection, and its year if it names only one."""
    for block in blocks:
        for _, sentence in sentences(block) if block.kind is not BlockKind.HEADING else [(0, block.text)]:
            years = set(_YEAR.findall(sentence))
            if years and _OF_INSPECTION.search(sentence):
                return sentence.strip(), int(years.pop()) if len(years) == 1 else None
    return None, None


def _addressee(block: Block) -> str | None:
    is_line = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TABLE_ROW)
    match = _ADDRESSEE.match(block.text) if is_line else None
    if match is None and is_line and block.text.rstrip().endswith(":"):
        match = _TO_ADDRESSEE.match(block.text)
    return match["addressee"].strip() if match else None


@dataclass
class _PartReader:
    """Reads one part. `pending` is a recommendation whose judgement has not come yet; `group` is the
    judgement of the list below it, and `opened` the block that is its heading until the list has come."""

    document: Document
    read_so_far: ProgressRead
    items: list[JudgedRecommendation] = field(default_factory=list)
    addressee: str | None = None
    group: Judgement | None = None
    opened: Block | None = None
    pending: Block | None = None
    before: Block | None = None
    is_over: bool = False
    """Whether all judgements of the part stand over what they are of."""
    is_judged_in_lines: bool = False

    def read(self, blocks: Sequence[Block]) -> None:
        tables: dict[int, ProgressTable] = {}
        blocks, cut = whole_rows(self.document, mended_rows(self.document, blocks))
        for quote in cut:
            self.read_so_far.refuse("a row of the table came in pieces", quote)
        is_unclear = self._set_direction([block for block in blocks if len(block.cells) < 2])
        for block, following in itertools.zip_longest(blocks, blocks[1:]):
            if block.table is not None and len(block.cells) > 1:
                if block.table not in tables:
                    head = next((table.head for table in reversed(tables.values()) if table.head), ())
                    rows = [row for row in blocks if row.table == block.table]
                    tables[block.table] = ProgressTable(rows, head)
                self._row(block, tables[block.table])
            elif block.table is not None and block.table in tables and self._is_row_alone(block):
                if tables[block.table].has_statuses:
                    self.read_so_far.refuse("no word of progress in a row of them", block.text)
            elif not is_unclear or block.kind is BlockKind.TABLE_ROW:
                self._line(block, following)
        self._open_group(None, None)
        self._leave_pending()

    def _set_direction(self, lines: Sequence[Block]) -> bool:
        """Decide once whether judgements stand over their recommendations; true where that is not certain.

        Judgements that begin and recommendations that end are of what stands below, unless what is above the
        first may be a recommendation, too.
        """
        judged = [i for i, block in enumerate(lines) if judgement_of(block.text) and not self._is_item(block)]
        items = [i for i, block in enumerate(lines) if self._is_item(block) and at_end(block.text) is None]
        self.is_judged_in_lines = bool(judged)
        if not judged or not items or judged[0] > items[0] or judged[-1] > items[-1]:
            return False
        first, before = lines[judged[0]], lines[judged[0] - 1] if judged[0] else None
        if first.kind is BlockKind.HEADING:
            return False
        self.is_over = before is None or _is_intro(before)
        if self.is_over or (before is not None and _is_over(before, first, not is_introduced(first.text))):
            return False
        quote = " | ".join(block.text for block in lines[max(judged[0] - 1, 0) :])
        self.read_so_far.refuse("judgements that may be of what stands above or below them", quote)
        return True

    def _is_row_alone(self, row: Block) -> bool:
        """Whether a row of one cell is a recommendation beside which nothing stands, and no heading."""
        is_said = _addressee(row) is not None or judgement_of(row.text) is not None
        is_long = len(_WORD.findall(row.text)) > _LONGEST_GROUP or _NUMBERED.match(row.text) is not None
        return row.page is None and is_long and not is_said and at_end(row.text) is None

    def _leave_pending(self) -> None:
        """Refuse a numbered recommendation whose judgement did not come, among others that have theirs."""
        pending, self.pending = self.pending, None
        if pending is not None and self.is_judged_in_lines and (pending.number or _number(pending.text)):
            self.read_so_far.refuse("a recommendation beside which no judgement stands", pending.text)

    def intro(self, blocks: Sequence[Block]) -> list[Block]:
        """What the part says before its first judged recommendation."""
        first = self.items[0].block.char_start if self.items else 0
        return [block for block in blocks if block.char_start < first]

    def _row(self, row: Block, table: ProgressTable) -> None:
        if row.cells == table.head or not table.has_statuses:
            return
        if row.page is not None and table.head and len(row.cells) != len(table.head):
            self.read_so_far.refuse("a row of other columns than its table's head", row.text)
            return
        at = table.status_at(row)
        judgement = judgement_of(row.cells[at]) if at is not None else None
        others = [cell for index, cell in enumerate(row.cells) if index != at or judgement is None]
        words = [c for c in others if len(_WORD.findall(c)) > 1 and whole_judgement(c) is None]
        number = next((int(match["number"]) for cell in others if (match := _NUMBERED.match(cell))), None)
        is_named = (
            any(_NAMED.match(cell) for cell in others) or table.cell_under(row, NUMBER_HEAD) is not None
        )
        if not words and not is_named:
            return
        if at is None:
            several = "several judgements" if table.is_paired else "no word of progress"
            self.read_so_far.refuse(f"{several} in a row of them", row.text)
            return
        if judgement is None:
            if len(row.cells[at]) <= LONGEST_STATUS or table.head:
                self.read_so_far.refuse(f"progress printed as {row.cells[at]!r}", row.text)
            return
        addressee = table.cell_under(row, ADDRESSEE_HEAD)
        text = table.cell_under(row, TEXT_HEAD) or next((cell for cell in words if cell != addressee), None)
        self._add(row, text, number, judgement, addressee or self.addressee)

    def _line(self, block: Block, following: Block | None) -> None:
        judgement = judgement_of(block.text) if self.pending is not None else whole_judgement(block.text)
        if (addressee := _addressee(block)) is not None:
            self._leave_pending()
            self.addressee, self.before = addressee, None
        elif judgement is not None:
            self._judge(block, judgement, following)
        elif judgement_of(block.text) is not None:
            self._open_group(None, None)
            self.read_so_far.refuse("a judgement beside which no recommendation stands", block.text)
        elif is_introduced(block.text) or is_meant_as_progress(block.text):
            self._open_group(None, None)
            self.read_so_far.refuse(f"progress printed as {status_in(block.text)!r}", self._quote(block))
            self.pending = self.before = None
        elif self.group is not None and self._is_item(block):
            number = block.number or _number(block.text)
            self._add(block, block.text, number, self.group, self.addressee)
            self.opened = None
        elif not self._is_item(block):
            if block.kind is BlockKind.HEADING:
                self._open_group(None, None)
                self._leave_pending()
            self.before = block
        elif (ended := at_end(block.text)) is not None:
            self._add(block, ended[0], block.number or _number(block.text), ended[1], self.addressee)
            self.pending = self.before = None
        else:
            self._leave_pending()
            self.pending = block

    def _open_group(self, group: Judgement | None, block: Block | None) -> None:
        """Let what follows stand under a judgement; one under which no recommendation came is refused."""
        if self.opened is not None:
            shown = self.document.text[self.opened.char_start :][:300]
            self.read_so_far.refuse("a judgement over words that are no list of recommendations", shown)
        self.group, self.opened = group, block

    def _is_item(self, block: Block) -> bool:
        is_numbered = _NUMBERED.match(block.text) is not None and not block.text[:4].isdigit()
        return block.kind is BlockKind.LIST_ITEM or is_numbered

    def _judge(self, block: Block, judgement: Judgement, following: Block | None) -> None:
        """Give the judgement to the recommendation above it, or to those of the list below it."""
        about = self.pending or self.before
        over_list = following is not None and following.kind is BlockKind.LIST_ITEM
        is_free = self.pending is None and not is_introduced(block.text)
        if about is not None and about.text.endswith(":"):
            about = None
        if (
            about is None
            or self.is_over
            or self.group is not None
            or (is_free and _is_over(about, block, over_list))
        ):
            self._open_group(judgement, block)
        elif self.pending is None and _OURS.match(about.text):
            self.read_so_far.refuse("a judgement after words that are no recommendation", self._quote(block))
        elif is_free and over_list:
            detail = f"{judgement[1]!r} may be of the words above it or of the list below it"
            self.read_so_far.refuse(detail, self._quote(block))
        else:
            number = about.number or _number(about.text)
            self._add(self._both(about, block), about.text, number, judgement, self.addressee)
        self.pending = self.before = None

    def _quote(self, block: Block) -> str:
        about = self.pending or self.before
        return f"{about.text} | {block.text}" if about is not None else block.text

    def _both(self, about: Block, status: Block) -> Block:
        """One block over recommendation and judgement; the judgement alone where too much is between."""
        if status.char_end - about.char_start > _LONGEST_QUOTE:
            return status
        return together(self.document, about, status)

    def _add(
        self, block: Block, text: str | None, number: int | None, judgement: Judgement, addressee: str | None
    ) -> None:
        plain = _NUMBERED.sub("", text, count=1).strip() if text and number is not None else text
        progress, status = judgement
        self.items.append(JudgedRecommendation(number, addressee, plain or None, progress, status, block))


def _is_intro(block: Block) -> bool:
    """Whether a line is no recommendation for certain: it ends in a colon, or inspectors speak of
    themselves."""
    return block.text.endswith(":") or _OURS.match(block.text) is not None


def _is_over(before: Block, status: Block, over_list: bool) -> bool:
    """Whether a judgement is the heading of what follows, for what stands before it is no recommendation."""
    if status.kind is BlockKind.HEADING and before.kind is not BlockKind.HEADING:
        return True
    return over_list and before.kind is BlockKind.HEADING and len(before.text.split()) < 5


def _number(text: str) -> int | None:
    match = _NUMBERED.match(text)
    return int(match["number"]) if match else None
