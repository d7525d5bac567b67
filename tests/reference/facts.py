"""The reference facts as they stand in the CSV files, checked against the register and the standards.

A row about a body or standard that does not exist is an error here; a warehouse built on it would only
quarantine it or, worse, count it under another name.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.bodies.frameworks import Standard, code_digits, code_under, find_standard
from pipelines.bodies.register import load_register
from pipelines.records import PartialDate
from pipelines.vocabulary import BodyKind, Framework, Rating
from tests.warehouse.archive import on

_FOLDER = Path(__file__).parent

Row = Mapping[str, str]


@dataclass(frozen=True)
class StandardRating:
    """One standard's rating. `code` is the one it is kept under."""

    standard: Standard
    code: str
    name: str
    rating: Rating
    source: str


@dataclass(frozen=True)
class Inspection:
    """One inspection as stated. Dates are as precise as stated, None where none is."""

    body_id: str
    body_name: str
    body_kind: BodyKind
    framework: Framework
    published: PartialDate | None
    fieldwork_start: PartialDate | None
    fieldwork_end: PartialDate | None
    overall: Rating | None
    rating_reason: str | None
    score: int | None
    score_max: int | None
    chief_inspector: str | None
    source: str
    ratings: tuple[StandardRating, ...] = ()


@cache
def load_inspections() -> tuple[Inspection, ...]:
    """All inspections with their ratings, in the order of the file.

    Raises ValueError for a row that cannot be true: unknown body or standard, a rating of no inspection.
    """
    return inspections(_rows("inspections.csv"), _rows("ratings.csv"))


def inspections_by_body() -> dict[str, list[Inspection]]:
    """The same by body, in the order of the file; bodies without one are not there."""
    found: dict[str, list[Inspection]] = defaultdict(list)
    for one in load_inspections():
        found[one.body_id].append(one)
    return dict(found)


def inspections(stated: Iterable[Row], ratings: Iterable[Row]) -> tuple[Inspection, ...]:
    """Put rows of the two files together. A rating belongs to the inspection of its body and date."""
    rated: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in ratings:
        rated[row["body_id"], row["published"]].append(row)
    found = tuple(_inspection(row, rated.pop((row["body_id"], row["published"]), ())) for row in stated)
    if rated:
        raise ValueError(f"ratings of no inspection: {sorted(rated)}")
    return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _inspection(row: Row, ratings: Iterable[Row]) -> Inspection:
    body = load_register().bodies.get(row["body_id"])
    if body is None:
        raise ValueError(f"the register has no body {row['body_id']!r}")
    if bool(row["overall_rating"]) == bool(row["rating_reason"]):
        raise ValueError(f"an overall rating or a reason why there is none, not both or neither: {row}")
    framework = Framework(row["framework"])
    return Inspection(
        body_id=body.body_id,
        body_name=body.name,
        body_kind=body.kind,
        framework=framework,
        published=_date(row["published"]),
        fieldwork_start=_date(row["fieldwork_start"]),
        fieldwork_end=_date(row["fieldwork_end"]),
        overall=Rating(row["overall_rating"]) if row["overall_rating"] else None,
        rating_reason=row["rating_reason"] or None,
        score=int(row["score"]) if row["score"] else None,
        score_max=int(row["score_max"]) if row["score_max"] else None,
        chief_inspector=row["chief_inspector"] or None,
        source=row["source"],
        ratings=tuple(_rating(one, framework, body.kind) for one in ratings),
    )


def _rating(row: Row, framework: Framework, kind: BodyKind) -> StandardRating:
    """The name decides and the code must agree: codes mean other standards in other frameworks."""
    code = row["standard_code"] or None
    standard = find_standard(framework, row["standard_name"], code=code, kind=kind)
    if standard is None:
        raise ValueError(f"{framework} has no such standard for a {kind}: {row}")
    if code and standard.code and code_digits(code) != code_digits(standard.code):
        raise ValueError(f"name and code mean different standards of {framework}: {row}")
    return StandardRating(
        standard=standard,
        code=code_under(standard, code),
        name=row["standard_name"],
        rating=Rating(row["rating"]),
        source=row["source"],
    )


def _date(text: str) -> PartialDate | None:
    return on(text) if text else None
