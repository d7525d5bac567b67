"""Published values that are wrong at source or were read wrong: the reviewed file and what its rows must say.

A row names one value of one inspection, what the record says without it, and what is right. Nothing here is
applied: `warehouse.review` holds the rows against the record, so that a row whose value has changed since
corrects nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from pipelines.bodies.register import load_register
from pipelines.records import PartialDate
from pipelines.vocabulary import DatePrecision, ErratumCause, ErratumField, Framework, Rating
from warehouse.ids import digest

COLUMNS = (
    "body_id",
    "framework",
    "published",
    "standard_code",
    "field",
    "printed_value",
    "right_value",
    "cause",
    "found_on",
    "reason",
    "source",
    "reviewer",
)
_MAY_BE_EMPTY = frozenset({"published", "standard_code", "right_value"})
_SCORE = re.compile(r"(\d{1,2})/(\d{1,2})")
_PARTIAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_PRECISIONS = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}
_NAMES = {
    ErratumField.OVERALL_RATING: "overall rating",
    ErratumField.RATING: "rating",
    ErratumField.SCORE: "score",
    ErratumField.PUBLISHED_DATE: "publication date",
}


class ErrataFileError(ValueError):
    """A row of the errata cannot be what its reviewer meant. The text names file and line."""


@dataclass(frozen=True)
class Erratum:
    """One value that is not right. All values are as people write them: ‘Good’, ‘10/27’, ‘2022-05-17’.

    `published` is as much of the printed publication date as tells the inspection from others of the body
    under the framework; empty where the report is undated. `printed_value` is what the record says without
    the erratum. `right_value` is None where the value is withdrawn and no other is known to be right.
    """

    body_id: str
    framework: Framework
    published: str
    standard_code: str | None
    field: ErratumField
    printed_value: str
    right_value: str | None
    cause: ErratumCause
    found_on: date
    reason: str
    source: str
    reviewer: str

    @property
    def erratum_id(self) -> str:
        """Its name: the value it is about."""
        about = (self.body_id, self.framework, self.published, self.standard_code, self.field)
        return digest("erratum", *about)

    @property
    def field_name(self) -> str:
        """The value in words."""
        return _NAMES[self.field]

    @property
    def note(self) -> str:
        """What stood there, what is right, and how one knows: the words beside every place that shows it."""
        stood = "Printed" if self.cause is ErratumCause.WRONG_AT_SOURCE else "Read as"
        right = (
            f"‘{self.right_value}’ is right"
            if self.right_value is not None
            else "withdrawn, and what is right is not known"
        )
        found = f"({self.cause}, found {self.found_on})"
        return f"{stood} ‘{self.printed_value}’; {right} {found}: {self.reason} Source: {self.source}"


def load_errata(path: Path | None = None, bodies: Collection[str] | None = None) -> tuple[Erratum, ...]:
    """The errata of a file, of the product's own where none is given; `bodies` are the ids that may be named.

    Raises ErrataFileError naming file and line for a row that is incomplete, uses a word outside the
    vocabularies, or repeats another. Read without these checks, a slip in one cell would put a rating in
    print that nobody ever gave.
    """
    file = path or Path(str(resources.files("warehouse").joinpath("data", "errata.csv")))
    known = load_register().bodies if bodies is None else bodies
    errata: dict[str, Erratum] = {}
    try:
        for line, row in _rows(file):
            erratum = _erratum(row, known, f"{file}, line {line}")
            if erratum.erratum_id in errata:
                raise ErrataFileError(f"{file}, line {line}: an earlier row corrects the same value.")
            errata[erratum.erratum_id] = erratum
    except (csv.Error, UnicodeDecodeError) as error:
        raise ErrataFileError(f"{file} is no CSV file in UTF-8: {error}.") from error
    return tuple(errata.values())


def partial_date(text: str) -> PartialDate:
    """A date as people write it, 2022, 2022-05 or 2022-05-17. Raises ValueError for anything else."""
    if not _PARTIAL.fullmatch(text):
        raise ValueError(f"{text!r} is no date (2022, 2022-05 or 2022-05-17)")
    value = date.fromisoformat((text + "-01-01")[:10])
    return PartialDate(value=value, precision=_PRECISIONS[len(text)])


def score_of(text: str) -> tuple[int, int]:
    """Points and the points that could be had. Raises ValueError for anything but "10/27"."""
    found = _SCORE.fullmatch(text)
    if found is None or not int(found[1]) <= int(found[2]):
        raise ValueError(f"{text!r} is no score (10/27)")
    return int(found[1]), int(found[2])


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row's line and cells."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        lines = csv.reader(text, strict=True)
        if tuple(next(lines, ())) != COLUMNS:
            raise ErrataFileError(f"{file}, line 1: the columns must be {', '.join(COLUMNS)}.")
        for cells in lines:
            if not cells:
                continue
            if len(cells) != len(COLUMNS):
                raise ErrataFileError(
                    f"{file}, line {lines.line_num}: {len(cells)} cells where {len(COLUMNS)} are due; "
                    "a cell with a comma in it needs quotation marks."
                )
            yield lines.line_num, dict(zip(COLUMNS, (" ".join(cell.split()) for cell in cells), strict=True))


def _erratum(row: dict[str, str], bodies: Collection[str], place: str) -> Erratum:
    if empty := [name for name in COLUMNS if not row[name] and name not in _MAY_BE_EMPTY]:
        raise ErrataFileError(f"{place}: {', '.join(empty)} must not be empty.")
    if row["body_id"] not in bodies:
        raise ErrataFileError(f"{place}: the register has no body {row['body_id']!r}.")
    if not row["reason"].endswith("."):
        raise ErrataFileError(f"{place}: the reason must be a sentence, with a full stop.")
    try:
        erratum = Erratum(
            body_id=row["body_id"],
            framework=Framework(row["framework"]),
            published=str(partial_date(row["published"])) if row["published"] else "",
            standard_code=row["standard_code"] or None,
            field=ErratumField(row["field"]),
            printed_value=row["printed_value"],
            right_value=row["right_value"] or None,
            cause=ErratumCause(row["cause"]),
            found_on=date.fromisoformat(row["found_on"]),
            reason=row["reason"],
            source=row["source"],
            reviewer=row["reviewer"],
        )
        _refuse_contradiction(erratum)
    except ValueError as error:
        raise ErrataFileError(f"{place}: {str(error).rstrip('.')}.") from error
    return erratum


def _refuse_contradiction(erratum: Erratum) -> None:
    """Raise ValueError where the cells of a row do not fit each other."""
    for value in filter(None, (erratum.printed_value, erratum.right_value)):
        if erratum.field is ErratumField.SCORE:
            score_of(value)
        elif erratum.field is ErratumField.PUBLISHED_DATE:
            partial_date(value)
        else:
            Rating(value)
    if (erratum.field is ErratumField.RATING) is not (erratum.standard_code is not None):
        raise ValueError("standard_code belongs to the field rating, and to no other")
    if erratum.printed_value == erratum.right_value:
        raise ValueError("printed_value and right_value are the same")
    if erratum.field is ErratumField.PUBLISHED_DATE and not (
        erratum.published and erratum.printed_value.startswith(erratum.published)
    ):
        raise ValueError("published must be the printed publication date, or the beginning of it")
