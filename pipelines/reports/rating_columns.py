"""Which column of a table of ratings is this inspection's, where another shows an earlier one's.

A row that does not say which of its words is which is in doubt, and its rating is not taken: last time's
rating would be published as this time's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.rating_rows import Entry
from pipelines.reports.rating_words import is_unrated, rating_of
from pipelines.vocabulary import Rating

PREVIOUS = re.compile(r"previous|\blast\b|\bprior\b|earlier|former", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_CHAPTER_LEVEL = 2
_TWO_COLUMNS = 2
_LONGEST_HEAD = 30
"""Longer cells are prose that stands beside the table."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of this inspection: its ratings (two differ only where the report contradicts itself),
    whether it prints that there is none, or why neither is certain."""

    ratings: tuple[Rating, ...]
    is_unrated: bool = False
    doubt: str | None = None


@dataclass(frozen=True)
class RatingColumns:
    """The tables of a document: the row of heads of each, and those whose rows show two ratings."""

    headers: dict[int, tuple[str, ...]]
    paired: frozenset[int]

    def said_by(self, entry: Entry) -> Said:
        """What stands beside a label of this inspection's ratings."""
        if entry.doubt is not None:
            return Said((), doubt=entry.doubt)
        cells = entry.block.cells
        header = self.headers.get(entry.block.table, ()) if entry.block.table is not None else ()
        said = [(i, cell) for i, cell in enumerate(cells) if _says(cell) and cell in entry.values]
        texts = [cell for _, cell in said] or [value for value in entry.values if _says(value)]
        earlier = _earlier(header)
        if texts and any(_is_of_earlier(value) for value in entry.values):
            return Said((), doubt="a cell beside it is of an earlier inspection")
        if texts and earlier and len(header) != len(cells):
            detail = f"{len(cells)} cells under {len(header)} heads, one of them of an earlier inspection"
            return Said((), doubt=detail)
        if earlier and said:
            texts = [cell for i, cell in said if i not in earlier]
            if not texts:
                return Said((), doubt="only the rating of an earlier inspection stands beside it")
        elif len(texts) == 1 and entry.block.table in self.paired:
            return Said((), doubt="one rating in a table of two columns of ratings")
        ratings = tuple(rating for text in texts if (rating := rating_of(text)) is not None)
        unrated = any(map(is_unrated, texts))
        if ratings and unrated:
            return Said((), doubt="a rating and no rating stand beside it")
        return Said(ratings, unrated)

    def earlier_in(self, block: Block) -> set[int] | None:
        """Which cells of a row are of earlier inspections; None where that cannot be told."""
        header = self.headers.get(block.table, ()) if block.table is not None else ()
        earlier = _earlier(header)
        if earlier and len(header) != len(block.cells):
            return None
        return earlier


def read_columns(document: Document, entries: Iterable[Entry]) -> RatingColumns:
    """Find the heads of every table, and the tables with two ratings to a label."""
    pairs = Counter(
        entry.block.table
        for entry in entries
        if entry.block.table is not None and sum(map(_says, entry.values)) >= _TWO_COLUMNS
    )
    paired = frozenset(table for table, rows in pairs.items() if table is not None and rows >= _TWO_COLUMNS)
    return RatingColumns(_headers(document.body), paired)


def _headers(blocks: Sequence[Block]) -> dict[int, tuple[str, ...]]:
    """The row of heads of every table of ratings.

    A table that begins with a rating goes on with the one above, whose row of a domain over all columns has
    cut it in two, or with a row of heads that stands alone.
    """
    headers: dict[int, tuple[str, ...]] = {}
    last: tuple[str, ...] = ()
    for table, rows in _tables(blocks):
        rated = next((i for i, row in enumerate(rows) if any(map(_is_rating, row))), len(rows))
        heads = _heads(rows[:rated])
        if table is not None and rated < len(rows):
            headers[table] = last = heads or last
        else:
            last = heads if len(rows) == 1 else ()
    return headers


def _tables(blocks: Sequence[Block]) -> Iterator[tuple[int | None, list[tuple[str, ...]]]]:
    """The rows of each table in order; a chapter's heading stands as a table without any."""
    rows: dict[int, list[tuple[str, ...]]] = {}
    for block in blocks:
        if block.table is not None:
            if block.table not in rows:
                rows[block.table] = []
            rows[block.table].append(block.cells)
        elif block.kind is BlockKind.HEADING and (block.level or 9) <= _CHAPTER_LEVEL:
            yield from rows.items()
            yield None, []
            rows = {}
    yield from rows.items()


def _heads(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Of the rows above the first rating the one that tells times apart, or the first of several cells."""
    wide = [row for row in rows if len(row) >= _TWO_COLUMNS]
    return next(filter(_earlier, wide), wide[0] if wide else ())


def _earlier(header: Sequence[str]) -> set[int]:
    """Which columns are of earlier inspections, by their heads' words or years."""
    heads = [(i, head) for i, head in enumerate(header) if len(head) <= _LONGEST_HEAD and head[:1].isupper()]
    named = {i for i, head in heads if PREVIOUS.search(head)}
    years = {i: int(match[0]) for i, head in enumerate(header) if (match := _YEAR.search(head))}
    if len(years) < _TWO_COLUMNS:
        return named
    return named | {i for i, year in years.items() if year < max(years.values())}


def _is_of_earlier(text: str) -> bool:
    """Whether a cell among the values is a label of last time's rating, which may be the only one shown."""
    return len(text) <= _LONGEST_HEAD and PREVIOUS.search(text) is not None


def _says(text: str) -> bool:
    return rating_of(text) is not None or is_unrated(text)


def _is_rating(text: str) -> bool:
    """Whether a cell says so of a standard for certain: n/a stands in other tables, too."""
    return rating_of(text) is not None or (is_unrated(text) and len(text) > len("n/a"))
