"""When inspectors were there, which is months before publication and is what a rating speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from pipelines.records import PartialDate
from pipelines.reports.dates import FoundDate, find_dates
from pipelines.reports.document import Block, BlockKind, Document

_FIELDWORK = re.compile(
    r"\bfield\s?work\b|\binspectors\s+(?:visited|were\s+on\s+site)\b|\bgwaith\s+maes\b", re.IGNORECASE
)
_STARTS = re.compile(
    r"\b(?:start(?:ed|s)?|beg[au]n|commenced|took\s+place|undertaken|carried\s+out|conducted|completed|visited|on\s+site"
    r"|dates?|dechreuodd|in|on|from|between|during)\b|:|^\s*field\s?work\s+[A-Z0-9]",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:end(?:ed|s)?|finish(?:ed|es)?|concluded|completed)\b", re.IGNORECASE)
_RANGE = re.compile(
    r"^\s*(?:and|to|until|[-–—])\s*$|\b(?:to|until|and|ended|finished|concluded|completed)\b", re.IGNORECASE
)
_SHARED_YEAR = re.compile(
    r"\b(?:(?P<day>\d{1,2})\s+)?(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December)(?=\s+(?:and|to|[-–])\s+(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\s+(?P<year>(?:19|20)\d\d))"
)
_LABEL_END = re.compile(r"\s*(?:start(?:ed|s)?|beg[au]n|commenced)?(?:\s+dates?)?\s*:?$", re.IGNORECASE)
_OTHER_TIME = re.compile(r"previous|last\s+inspection|earlier\s+inspection", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """First and last date of the fieldwork, as precisely as printed, and the block that prints them."""

    start: PartialDate | None
    end: PartialDate | None
    block: Block
    quote_start: int
    quote_end: int


def read_fieldwork(document: Document) -> Fieldwork | None:
    """Find the fieldwork dates; None where the report gives none, as those of 2018 do.

    A statement that names the day wins over one that names only the month of the same fieldwork.
    """
    found: list[Fieldwork] = []
    for block, following in zip(document.body, [*document.body[1:], None], strict=False):
        if block.kind is BlockKind.FOOTNOTE or not (match := _FIELDWORK.search(block.text)):
            continue
        if any(_OTHER_TIME.search(heading) for heading in block.heading_path):
            continue
        statement = _in_front(block, match) or _in_block(block, match.start())
        if statement is None and following is not None and len(block.text) < 40:
            statement = _below(document, block, following)
        if statement is not None:
            found.append(statement)
    if not found:
        return None
    first = found[0]
    finer = [f for f in found if f.start and first.start and _refines(f.start, first.start)]
    return finer[0] if finer else first


def _refines(candidate: PartialDate, held: PartialDate) -> bool:
    order = ("year", "month", "day")
    return (
        order.index(candidate.precision) > order.index(held.precision)
        and candidate.value.year == held.value.year
        and (held.precision == "year" or candidate.value.month == held.value.month)
    )


def _in_block(block: Block, at: int) -> Fieldwork | None:
    stop = re.search(r"(?<=[a-z\d])[.;](?=\s+[A-Z])", block.text[at:])
    end = at + stop.end() if stop else len(block.text)
    text = block.text[at:end]
    if _OTHER_TIME.search(block.text[max(0, at - 40) : end]):
        return None
    dates = _dates(text)
    if not dates or dates[0].start > 160 or not _STARTS.search(text[: dates[0].start] + " "):
        return None
    first = dates[0]
    lead = text[: first.start]
    ends_only = _ENDS.search(lead) and not re.search(
        r"\b(?:start|beg[au]n|commenc|completed)", lead, re.IGNORECASE
    )
    if ends_only:
        return Fieldwork(None, first.value, block, at, end)
    second = dates[1] if len(dates) > 1 and _RANGE.search(text[first.end : dates[1].start]) else None
    last = second.value if second is not None and second.value.value >= first.value.value else None
    return Fieldwork(first.value, last, block, at, at + (second or first).end)


def _in_front(block: Block, label: re.Match[str]) -> Fieldwork | None:
    """A date with its label behind it and nothing else, where print sets the values in the first column."""
    text = block.text[: label.start()].strip()
    dates = _dates(text)
    is_date = len(dates) == 1 and dates[0].start == 0 and dates[0].end == len(text)
    if not is_date or not _LABEL_END.match(block.text, label.end()):
        return None
    return Fieldwork(dates[0].value, None, block, 0, len(block.text))


def _below(document: Document, label: Block, value: Block) -> Fieldwork | None:
    dates = _dates(value.text)
    if not dates or len(value.text) > 40:
        return None
    joined = replace(label, text=document.text[label.char_start : value.char_end], char_end=value.char_end)
    last = dates[1].value if len(dates) > 1 else None
    return Fieldwork(dates[0].value, last, joined, 0, len(joined.text))


def _dates(text: str) -> list[FoundDate]:
    """Dates in order, with "June and July 2017" read as two months of 2017."""
    dates = list(find_dates(text))
    for match in _SHARED_YEAR.finditer(text):
        printed = f"{match['day'] or ''} {match['month']} {match['year']}".strip()
        dates += [FoundDate(found.value, match.start(), match.end()) for found in find_dates(printed)]
    return sorted(dates, key=lambda found: found.start)


def is_after(fieldwork: PartialDate, published: PartialDate) -> bool:
    """Whether fieldwork is stated to begin after publication, judged only as finely as both are stated."""
    return _floor(fieldwork, published) > _floor(published, fieldwork)


def _floor(one: PartialDate, other: PartialDate) -> date:
    """The date cut to the coarser of the two precisions."""
    precisions = {one.precision.value, other.precision.value}
    if "year" in precisions:
        return one.value.replace(month=1, day=1)
    return one.value.replace(day=1) if "month" in precisions else one.value
