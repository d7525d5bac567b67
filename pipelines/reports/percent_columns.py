"""Which percentage of a table's row is this inspection's answer, where others stand beside it.

Only the heads of the columns tell: last time's percentage, the nation's or that of "No" would otherwise be
published as this inspection's.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.reports.document import Block

PERCENT_CELL = re.compile(r"^(?P<value>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s*cent)$", re.IGNORECASE)
BARE_NUMBER = re.compile(r"^\d{1,3}(?:\.\d+)?$")
_SAYS_PERCENT = re.compile(r"%|\bper\s?cent|\bpercentage", re.IGNORECASE)
_OTHERS = re.compile(
    r"previous|\blast\b|\bprior\b|earlier|former|nation|average|\bmean\b|median|england|\ball\b|benchmark|compar"
    r"|target|\bchange|\bdiffer|^(?:[%(]\s*|per\s?cent\s+)?(?:no|not\b.*|in(?:sufficient|adequate)\w*|partly|partial\w*|n/?a|unclear)\)?\s*%?$",
    re.IGNORECASE,
)
"""Heads of columns that are of other inspections or places, or of another answer than yes."""
_OF_VALUES = re.compile(
    r"^(?:this|current|yes|score|result|sufficient|[%(]|per\s?cent|20\d\d)\b|^%", re.IGNORECASE
)
_YEAR = re.compile(r"\b20\d\d\b")
_LONGEST_HEAD = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """The percentage of a row that is this inspection's, or the `doubt` for which none is taken; `value` is
    then all that stands there."""

    value: str
    doubt: str | None = None


@dataclass(frozen=True)
class PercentTable:
    """The heads of a table's columns, one for each cell of a whole row ("" where there is none)."""

    heads: tuple[str, ...] = ()
    others: frozenset[int] = frozenset()
    """Columns that are not this inspection's."""
    is_paired: bool = False
    """Whether rows have, or may have, more than one percentage."""
    is_whole: bool = False
    """Whether the heads are the table's own, or those of a table that stands right above it."""

    def answer(self, cells: Sequence[str]) -> Answer | None:
        """What a row answers; None for rows without a percentage."""
        at = [i for i, cell in enumerate(cells) if PERCENT_CELL.match(cell)]
        is_aligned = len(cells) == len(self.heads)
        if not at and self.is_whole:
            at = list(self._bare(cells))
        if not at:
            return None
        shown = " / ".join(cells[i] for i in at)
        if not self.is_paired and len(at) == 1:
            return Answer(shown)
        if not is_aligned:
            detail = f"in a row of {len(cells)} cells under {sum(map(bool, self.heads))} heads of percentages"
            return Answer(shown, detail)
        own = [i for i in at if i not in self.others]
        if len(own) == 1:
            return Answer(cells[own[0]])
        if own:
            return Answer(shown, "beside another, and no head says which is this inspection's answer")
        return Answer(
            shown, f"under {' and '.join(repr(self.heads[i]) for i in at)}, which is not this answer"
        )

    def _bare(self, cells: Sequence[str]) -> Iterator[int]:
        """Bare numbers, which are percentages only where the head over them says so."""
        for i, cell in enumerate(cells):
            is_last = i == len(cells) - 1
            over = self.heads[i] if len(cells) == len(self.heads) else self.heads[-1] if is_last else ""
            if i and BARE_NUMBER.match(cell) and _SAYS_PERCENT.search(over):
                yield i


def read_percent_tables(blocks: Sequence[Block], year: int | None = None) -> dict[int, PercentTable]:
    """The heads of every table that has rows of cells.

    A table without heads that stands right below another is its rest, on the next page as a rule. `year` is
    that of publication: an inspection is of that year, or of the one before.
    """
    rows: dict[int, list[Block]] = {}
    for block in blocks:
        if block.table is not None and block.cells:
            rows.setdefault(block.table, []).append(block)
    follows = {
        block.table
        for before, block in itertools.pairwise(blocks)
        if before.table is not None and before.table != block.table
    }
    tables: dict[int, PercentTable] = {}
    above: tuple[str, ...] = ()
    for table, lines in rows.items():
        heads = _heads([line.cells for line in lines])
        above = heads or (above if table in follows else ())
        tables[table] = _table(above, [line.cells for line in lines], year)
    return tables


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], year: int | None) -> PercentTable:
    widest = max(map(len, rows))
    if heads and (widest == len(heads) + 1 or _is_of_values(heads[0])):
        heads = ("", *heads)
    others = frozenset(_others(heads, year))
    several = any(sum(PERCENT_CELL.match(cell) is not None for cell in row) > 1 for row in rows)
    return PercentTable(heads, others, several or bool(others), bool(heads))


def _heads(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Of the rows above the first figure the one that tells columns apart, else the first of several."""
    above: list[tuple[str, ...]] = []
    for cells in rows:
        if any(cell[:1].isdigit() and not _YEAR.match(cell) for cell in cells):
            break
        if all(len(cell) <= _LONGEST_HEAD and not cell.endswith("?") for cell in cells):
            above.append(cells)
    wide = [cells for cells in above if len(cells) > 1]
    alone = [cells for cells in above if len(cells) == 1 and _is_of_values(cells[0])]
    return next((cells for cells in wide if set(_others(cells))), (wide or alone or [()])[0])


def _is_of_values(head: str) -> bool:
    return bool(_OF_VALUES.search(head) or _SAYS_PERCENT.search(head) or _OTHERS.search(head))


def _others(heads: Sequence[str], published: int | None = None) -> Iterator[int]:
    years = [max(map(int, _YEAR.findall(head)), default=None) for head in heads]
    known = [year for year in years if year is not None]
    first = max([*known, published - 1] if published is not None and len(known) == 1 else known, default=0)
    for i, (head, year) in enumerate(zip(heads, years, strict=True)):
        if _OTHERS.search(head) or (year is not None and year < first):
            yield i
