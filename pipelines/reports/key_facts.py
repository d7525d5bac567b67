"""Key facts: the figures by which a report describes the service, before it says what inspectors found.

They stand on a page or in a section of their own, as a table, a list or pairs of lines, and with the figure
before or after what it is of. They are no findings: nobody inspected them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipelines.reports.cut_rows import mended_rows, together
from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.figures import as_at, is_figure, is_value, is_year, number_of, split_figure
from pipelines.reports.findings import amounts_in_prose
from pipelines.reports.part import DocumentPart, parts_of
from pipelines.vocabulary import FigureUnit

_OPENS = re.compile(
    r"^(?:\d[\d.]*\s+)?(?:annexe?\s+\w+\s*[:–-]\s*)?(?:(?:key|contextual)\s+(?:[\w’']+\s+){0,2}(?:facts|figures|data"
    r"|statistics)|facts\s+and\s+figures)\b(?!\s+(?:analysis|sources?|collection))",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"^(?:data\s+)?sources?\s*(?:of\s+data)?\s*:\s*(?P<source>\S.*)$", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper\s?cent|\bpercentage\b", re.IGNORECASE)
_HEAD = re.compile(
    r"^(?:measure|indicator|what|key\s+(?:fact|figure)|fact|figure|number|description|item|data|category)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d,.]*")
_LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One figure with what it is of, as printed; `start` and `end` are the words that state it in the
    block."""

    label: str
    value_text: str
    block: Block
    start: int
    end: int
    context: str | None = None
    value: float | None = None
    unit: FigureUnit | None = None
    as_at: str | None = None
    source: str | None = None


@dataclass
class KeyFactsRead:
    """All key facts of a document; `refusals` are figures whose label is not certain, with their words.

    `blocks` names the blocks of the parts they stand in, by where each begins in the document's text.
    """

    facts: list[KeyFact] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)
    blocks: frozenset[int] = frozenset()


def read_key_facts(document: Document) -> KeyFactsRead:
    """Read every part of key facts, in order; a figure printed twice under one label is one fact."""
    read = KeyFactsRead()
    found: dict[tuple[str, str | None, str], KeyFact] = {}
    parts = list(parts_of(document, _opens, stays=lambda block: is_figure(block.text)))
    for part in parts:
        for fact in _PartReader(document, part, read.refusals).facts():
            found.setdefault((fact.label, fact.context, fact.value_text), fact)
    read.facts = list(found.values())
    read.blocks = frozenset(block.char_start for part in parts for block in part.blocks)
    return read


def _opens(block: Block) -> bool:
    return len(block.text) < 120 and _OPENS.match(block.text) is not None


@dataclass
class _PartReader:
    """Reads one part; what is known of its blocks so far stands in its fields."""

    document: Document
    part: DocumentPart
    refusals: list[tuple[str, str]]
    intro: str | None = None
    heading: str | None = None
    width: int = 0
    """How many cells a whole row of the table has under its heads; the column of labels may have none."""

    def facts(self) -> list[KeyFact]:
        facts: list[KeyFact] = []
        unsourced = 0
        for is_table, group in itertools.groupby(
            mended_rows(self.document, self.part.blocks), key=lambda b: b.table
        ):
            blocks = list(group)
            for is_source, lines in itertools.groupby(
                blocks, key=lambda b: _SOURCE.match(b.text) is not None
            ):
                if is_source:
                    source = _source(next(lines))
                    facts[unsourced:] = [replace(fact, source=source) for fact in facts[unsourced:]]
                    unsourced = len(facts)
                elif is_table is not None:
                    facts += self._table(list(lines))
                else:
                    facts += self._lines(list(lines))
        return facts

    def _table(self, rows: list[Block]) -> Iterator[KeyFact]:
        head = _head(rows)
        widest = max(len(row.cells) for row in rows)
        self.width = widest if widest == len(head) + 1 else len(head)
        group: str | None = None
        for row in rows[1:] if head else rows:
            if row.cells == head:
                continue
            if len(row.cells) == 1 and split_figure(row.text) is None:
                group = row.text
                continue
            yield from self._row(row, head, group)

    def _row(self, row: Block, head: tuple[str, ...], group: str | None) -> Iterator[KeyFact]:
        if len(row.cells) == 1:
            yield from self._line(row)
            return
        if head and len(row.cells) != self.width and any(map(is_figure, row.cells)):
            detail = f"{len(row.cells)} cells of key facts under {len(head)} heads"
            self.refusals.append((detail, row.text))
            return
        at = _values_in(row.cells)
        labels = [cell for index, cell in enumerate(row.cells) if index not in at]
        dates = [cell for cell in labels[1:] if is_year(cell)]
        labels = [cell for cell in labels if cell not in dates]
        if not at or len(labels) != 1:
            if any(is_figure(cell) for cell in row.cells):
                self.refusals.append(("a row of key facts without one plain label", row.text))
            return
        heads = [_head_of(index, row.cells, head) for index in at]
        if len(at) > 1 and (None in heads or len(set(heads)) < len(heads)):
            self.refusals.append(("several figures of one key fact, and no heads of their columns", row.text))
            return
        for index, column in zip(at, heads, strict=True):
            shown = column if column and (len(at) > 1 or as_at(column)) else None
            yield self._fact(
                labels[0], row.cells[index], row, context=_joined(self.heading, group, shown),
                in_percent=column is not None and _PERCENT.search(column) is not None,
                dated=(*dates, shown, group),
            )  # fmt: skip

    def _lines(self, blocks: list[Block]) -> Iterator[KeyFact]:
        """Lines that stand alone: each with its figure, or a figure and its label below one another."""
        for is_pair, group in itertools.groupby(blocks, key=_may_be_pair(blocks)):
            run = list(group)
            if is_pair and any(is_figure(block.text) for block in run):
                yield from self._pairs(run)
                continue
            for block in run:
                if block.kind is BlockKind.HEADING:
                    self.heading = block.text
                else:
                    yield from self._line(block)

    def _line(self, block: Block) -> Iterator[KeyFact]:
        split = split_figure(block.text)
        if split is not None:
            yield self._fact(split.label, split.figure, block)
            return
        stated = list(amounts_in_prose(block, None))
        if stated and len(_NUMBER.findall(block.text)) > 1 and not block.text.endswith((".", "!", "?")):
            self.refusals.append(("several figures in a line that is no sentence", block.text))
            return
        if not stated and block.kind is not BlockKind.TABLE_ROW:
            self.intro = block.text
        for finding in stated:
            yield self._fact(finding.measure, finding.value_text, block, start=finding.start, end=finding.end)

    def _pairs(self, run: Sequence[Block]) -> Iterator[KeyFact]:
        """Figures and labels below one another, in the one order that leaves no figure without its label."""
        figures = [index for index, block in enumerate(run) if is_figure(block.text)]
        step = _label_is(run, figures)
        if step is None:
            quote = " | ".join(block.text for block in run)
            self.refusals.append(("figures whose labels may stand above or below them", quote[:600]))
            return
        for index, block in enumerate(run):
            if index in figures:
                label = run[index + step]
                both = together(self.document, *((block, label) if step > 0 else (label, block)))
                yield self._fact(label.text, block.text, both)
            elif index - step not in figures:
                self._between(block)

    def _between(self, block: Block) -> None:
        if block.kind is BlockKind.HEADING:
            self.heading = block.text
        else:
            self.intro = block.text

    def _fact(
        self,
        label: str,
        value_text: str,
        block: Block,
        *,
        context: str | None = None,
        in_percent: bool = False,
        dated: tuple[str | None, ...] = (),
        start: int = 0,
        end: int | None = None,
    ) -> KeyFact:
        number = number_of(value_text, in_percent=in_percent or _PERCENT.search(label) is not None)
        return KeyFact(
            label=label,
            value_text=value_text,
            block=block,
            start=start,
            end=len(block.text) if end is None else end,
            context=context or self.heading,
            value=number[0] if number else None,
            unit=number[1] if number else None,
            as_at=as_at(label, *dated, around=(self.heading, self.intro, self.part.heading.text)),
        )


def _source(block: Block) -> str | None:
    match = _SOURCE.match(block.text)
    return match["source"] if match else None


def _joined(*texts: str | None) -> str | None:
    return " > ".join(text for text in texts if text) or None


def _head(rows: Sequence[Block]) -> tuple[str, ...]:
    """The heads of a table's columns: a first row that states nothing, over rows that do."""
    first, *others = rows
    if len(first.cells) < 2:
        return ()
    states_nothing = not any(is_figure(cell) for cell in first.cells)
    heads_years = len(first.cells) > 2 or all(map(is_year, first.cells)) or _HEAD.match(first.cells[0])
    is_head = states_nothing and (heads_years or not any(map(is_value, first.cells)))
    return first.cells if is_head and any(_values_in(row.cells) for row in others) else ()


def _values_in(cells: Sequence[str]) -> list[int]:
    """Which cells hold what is stated: plain figures, else what may be a figure in words."""
    figures = [index for index, cell in enumerate(cells) if is_figure(cell)]
    if len(figures) == len(cells):
        return figures[1:] if number_of(cells[0]) is None else figures
    spoken = [index for index, cell in enumerate(cells) if is_value(cell)]
    if not figures:
        return spoken if len(spoken) < len(cells) else spoken[1:]
    blanks = [index for index in spoken if index not in figures and not is_year(cells[index])]
    return sorted({*figures, *(index for index in blanks if not re.search(r"\d", cells[index]))})


def _head_of(index: int, cells: Sequence[str], head: Sequence[str]) -> str | None:
    """The head over a cell; the column of labels may have none, and then stands for nothing."""
    at = index - (len(cells) - len(head))
    return head[at] if head and len(cells) - len(head) in (0, 1) and at >= 0 else None


def _may_be_pair(blocks: Sequence[Block]) -> Callable[[Block], bool]:
    """Tell the lines of pairs from those that say all themselves: figures alone, and short lines beside
    them."""
    alone = {i for i, block in enumerate(blocks) if is_figure(block.text)}
    near = {
        i
        for i, block in enumerate(blocks)
        if i not in alone and {i - 1, i + 1} & alone and len(block.text) <= _LONGEST_LABEL
    }
    places = {id(block): i for i, block in enumerate(blocks)}
    return lambda block: places[id(block)] in alone | near


def _label_is(run: Sequence[Block], figures: Sequence[int]) -> int | None:
    """Where every figure's label stands: 1 below it, -1 above it, None where that is not certain."""
    fits = {
        step
        for step in (1, -1)
        if all(0 <= i + step < len(run) and i + step not in figures for i in figures)
        and len({i + step for i in figures}) == len(figures)
    }
    alike = {step for step in fits if len({_set_as(run[i + step]) for i in figures}) == 1}
    if len(alike) == 1:
        return alike.pop()
    if not alike:
        return None
    ends = {1: run[figures[0] - 1].text.endswith((".", ":")), -1: run[figures[-1] + 1].text.endswith(".")}
    steps = [step for step, is_certain in ends.items() if is_certain]
    return steps[0] if len(steps) == 1 else None


def _set_as(block: Block) -> tuple[BlockKind, int | None, bool]:
    """How a label is set: all labels of a page of figures are set alike."""
    return block.kind, block.level, block.bold
