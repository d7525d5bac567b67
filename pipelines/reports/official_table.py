"""The inspectorate's own tables of ratings: one row per inspected service, read to be held against reports.

Nothing here says what a service was rated: the report does. A column is known by its head, a row's service
by the register; where either is unknown the row is refused with its words. Web pages lose empty cells, so a
row that is shorter than its head is read only where the look of each cell tells which column it is of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from pipelines.bodies.frameworks import code_digits, label_key, load_standards, normal_code
from pipelines.bodies.register import Body, load_register
from pipelines.records import Evidence, OfficialRatingRecord, PartialDate
from pipelines.reports.dates import find_date
from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.rating_columns import PREVIOUS
from pipelines.reports.rating_words import is_unrated, rating_of
from pipelines.reports.reading import Reading
from pipelines.vocabulary import BodyKind, QuarantineReason

_USUAL_DELAY = timedelta(days=150)
"""From fieldwork to publication: a body may have ended between the two."""
_SCORE = re.compile(r"^(?P<points>\d{1,2})\s*(?:/|out of)\s*(?P<maximum>\d{2})$", re.IGNORECASE)
_CODED = re.compile(r"^(?P<code>(?:[PRV]\s?)?\d\.\d{1,2})\.?:?\s+(?P<name>\S.*)$", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "–", "—"})
_KINDS = {
    BodyKind.PDU: re.compile(r"\b(?:probation delivery units?|PDUs?)\b", re.IGNORECASE),
    BodyKind.REGION: re.compile(r"\b(?:probation )?regions?\b", re.IGNORECASE),
    BodyKind.YOUTH_JUSTICE_SERVICE: re.compile(
        r"\byouth (?:justice|offending) (?:services?|teams?)\b|\bY[JO][ST]s?\b", re.IGNORECASE
    ),
    BodyKind.CRC: re.compile(r"\b(?:community rehabilitation compan(?:y|ies)|CRCs?)\b", re.IGNORECASE),
    BodyKind.NPS_DIVISION: re.compile(r"\b(?:NPS|divisions?)\b", re.IGNORECASE),
}


class _Holds(StrEnum):
    """What a column holds."""

    SERVICE = "service"
    DATE = "date"
    OVERALL = "overall"
    SCORE = "score"
    STANDARD = "standard"
    PREVIOUS = "previous"
    OTHER = "other"


_HEADS = (
    (_Holds.PREVIOUS, PREVIOUS),
    (_Holds.OVERALL, re.compile(r"^(?:overall\b.*|(?:final )?rating)$", re.IGNORECASE)),
    (_Holds.SCORE, re.compile(r"\b(?:score|points)\b", re.IGNORECASE)),
    (_Holds.DATE, re.compile(r"\b(?:published|publication|date)\b", re.IGNORECASE)),
    (
        _Holds.SERVICE,
        re.compile(
            r"^(?:name of )?(?:the )?(?:service|provider|area|region|PDU|probation delivery unit|division|CRC"
            r"|youth (?:justice|offending) (?:service|team))(?: name| inspected)?$",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True)
class _Column:
    """A column as its head names it; code and name of the standard it rates, if it is one's."""

    holds: _Holds
    head: str
    code: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class _Table:
    """The head of a table, what stands above it, and the kinds of body that these words name."""

    columns: tuple[_Column, ...]
    programme: str | None
    kinds: tuple[BodyKind, ...]

    @property
    def is_of_ratings(self) -> bool:
        held = {column.holds for column in self.columns}
        return _Holds.SERVICE in held and bool(held & {_Holds.OVERALL, _Holds.STANDARD})


def read_official_table(document: Document) -> Reading:
    """Read every table of ratings on a page or in a PDF of the inspectorate.

    Each stated rating becomes a record; what cannot be told for certain is refused with the row's words. A
    page of this kind without any table that is understood is refused as layout drift: it would otherwise
    look like a page that agrees with every report.
    """
    reading = Reading()
    table: _Table | None = None
    number: int | None = None
    caption: str | None = None
    tables = 0
    for block in document.body:
        if block.kind is BlockKind.CAPTION:
            caption = block.text
        elif block.kind is BlockKind.TABLE_ROW:
            head = _head(block, caption)
            if head.is_of_ratings:
                table, number, tables = head, block.table, tables + 1
            elif table is not None and block.table == number:
                _read_row(reading, document, table, block)
        else:
            caption = None
    if not tables:
        reading.refuse(
            document,
            QuarantineReason.LAYOUT_DRIFT,
            "a page of ratings tables, but no table has a column of services and one of ratings",
            document.title or None,
        )
    return reading


def _head(block: Block, caption: str | None) -> _Table:
    columns = tuple(_column(cell) for cell in block.cells)
    programme = caption or (block.heading_path[-1] if block.heading_path else None)
    words = " ".join((programme or "", *(c.head for c in columns if c.holds is _Holds.SERVICE)))
    return _Table(columns, programme, tuple(kind for kind, named in _KINDS.items() if named.search(words)))


def _column(cell: str) -> _Column:
    for holds, pattern in _HEADS:
        if pattern.search(cell):
            return _Column(holds, cell)
    coded = _CODED.match(cell)
    code = normal_code(coded["code"]) if coded and code_digits(coded["code"]) else None
    name = coded["name"] if coded and code else cell
    if code is not None or label_key(name) in _standard_names():
        return _Column(_Holds.STANDARD, cell, code, name)
    return _Column(_Holds.OTHER, cell)


def _standard_names() -> frozenset[str]:
    return frozenset(label_key(form) for one in load_standards() for form in (one.name, *one.aliases))


def _read_row(reading: Reading, document: Document, table: _Table, block: Block) -> None:
    cells = _aligned(table.columns, block.cells)
    if cells is None:
        detail = f"a row of {len(block.cells)} cells under a head of {len(table.columns)}: which is empty?"
        reading.refuse(document, QuarantineReason.LAYOUT_DRIFT, detail, block.text)
        return
    service = next((text for column, text in cells if column.holds is _Holds.SERVICE), "")
    dated = next((find_date(text) for column, text in cells if column.holds is _Holds.DATE), None)
    published = dated.value if dated else None
    body = _body(service, table.kinds, published)
    if body is None:
        detail = f"the register has no one service {service!r}"
        reading.refuse(document, QuarantineReason.UNKNOWN_BODY, detail, block.text)
        return
    row = _Row(body, service, table.programme, published, _score(cells), document.evidence(block))
    for column, text in cells:
        if column.holds in (_Holds.OVERALL, _Holds.STANDARD):
            _read_rating(reading, document, row, column, text)
        elif column.holds is _Holds.OTHER and rating_of(text) is not None:
            detail = f"a rating under {column.head!r}, which is no standard we know"
            reading.refuse(document, QuarantineReason.UNKNOWN_STANDARD, detail, block.text)


@dataclass(frozen=True)
class _Row:
    """What a row says besides its ratings."""

    body: Body
    service: str
    programme: str | None
    published: PartialDate | None
    score: tuple[int, int] | None
    evidence: Evidence


_Cells = Sequence[tuple[_Column, str]]


def _read_rating(reading: Reading, document: Document, row: _Row, column: _Column, text: str) -> None:
    rating = rating_of(text)
    if rating is None:
        if text not in _NOTHING and not is_unrated(text):
            detail = f"{text!r} under {column.head!r} is none of the four ratings"
            reading.refuse(document, QuarantineReason.UNKNOWN_RATING, detail, row.evidence.quote)
        return
    score = row.score if column.holds is _Holds.OVERALL else None
    reading.official_ratings.append(
        OfficialRatingRecord(
            body_id=row.body.body_id,
            service_name=row.service,
            programme=row.programme,
            published=row.published,
            standard_code=column.code,
            standard_name=column.name if column.holds is _Holds.STANDARD else None,
            rating=rating,
            score=score[0] if score else None,
            score_max=score[1] if score else None,
            evidence=row.evidence,
        )
    )


def _score(cells: _Cells) -> tuple[int, int] | None:
    for column, text in cells:
        if column.holds is _Holds.SCORE and (match := _SCORE.match(text.strip())):
            return int(match["points"]), int(match["maximum"])
    return None


def _aligned(columns: Sequence[_Column], cells: Sequence[str]) -> _Cells | None:
    """Cells with their columns; None where a cell is missing and more than one column may be the empty
    one."""
    if len(columns) == len(cells):
        return list(zip(columns, cells, strict=True))
    if len(cells) > len(columns) or not cells:
        return None
    taken = [_look(cell, first=index == 0) for index, cell in enumerate(cells)]
    found = [
        (next(iter(_holding(columns, holds)), None), cell) for holds, cell in zip(taken, cells, strict=True)
    ]
    is_certain = len(set(taken)) == len(taken) and all(len(_holding(columns, holds)) == 1 for holds in taken)
    return [(column, cell) for column, cell in found if column is not None] if is_certain else None


def _holding(columns: Sequence[_Column], holds: _Holds) -> list[_Column]:
    """The columns that may hold such a cell; one of an earlier inspection may hold any but the service."""
    wanted = {holds, _Holds.STANDARD} if holds is _Holds.OVERALL else {holds}
    if holds is not _Holds.SERVICE:
        wanted.add(_Holds.PREVIOUS)
    return [column for column in columns if column.holds in wanted]


def _look(cell: str, *, first: bool) -> _Holds:
    """What a cell looks like, whatever column it is in."""
    if rating_of(cell) is not None or is_unrated(cell):
        return _Holds.OVERALL
    if _SCORE.match(cell):
        return _Holds.SCORE
    if find_date(cell) is not None:
        return _Holds.DATE
    return _Holds.SERVICE if first else _Holds.OTHER


def _body(service: str, kinds: Sequence[BodyKind], published: PartialDate | None) -> Body | None:
    """The one body of that name when it was inspected."""
    register = load_register()
    days = [published.value, published.value - _USUAL_DELAY] if published else [None]
    found = (register.find(service, kinds or tuple(BodyKind), day) for day in days)
    return next((body for body in found if body is not None), None)
