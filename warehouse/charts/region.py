"""Heat map of a region: what was rated by year, each cell shaded by how much of it is below Good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import altair as alt
import duckdb

from pipelines.vocabulary import Rating
from warehouse.charts import look
from warehouse.charts.errors import NothingToDrawError
from warehouse.charts.grid import Cell, framework_lines, text_grid
from warehouse.charts.picture import Picture, framed
from warehouse.charts.record import record_of
from warehouse.charts.wording import (
    OVERALL,
    UNLIKE,
    concept_order,
    concept_words,
    counted,
)

_INSPECTED, _PDUS, _STANDARDS = "Inspections", "PDUs inspected", "Frameworks"
_SHADES = "Shade: below Good"


@dataclass(frozen=True)
class Year:
    """What was found in a region in one year about one concept."""

    year: int
    concept: str
    frameworks: tuple[str, ...]
    inspections: int
    rated: int
    below_good: int
    inadequate: int
    pdus: int | None
    pdus_inspected: int | None
    is_corrected: bool

    @property
    def text(self) -> str:
        """The counts, and the marks that notes explain."""
        mixed = "*" if len(self.frameworks) > 1 else ""
        corrected = "†" if self.is_corrected else ""
        if not self.rated:
            return f"not rated{corrected}"
        worst = f"\n{self.inadequate} Inad." if self.inadequate else ""
        return f"{self.below_good} of {self.rated}{mixed}{corrected}{worst}"

    @property
    def fill(self) -> str | None:
        """The shade; none where nothing was rated."""
        return look.shade(self.below_good / self.rated) if self.rated else None


def region_heat_map(connection: duckdb.DuckDBPyConnection, region_name: str) -> Picture:
    """Draw the heat map of a region, by the name it has in `region_years`.

    Raises NothingToDrawError for a region none of whose bodies was inspected in a year that is known.
    """
    found = _years(connection, region_name)
    if not any(y.inspections for y in found):
        raise NothingToDrawError(
            f"The record has no inspection in {region_name} with a date, so there is nothing to draw."
        )
    years = list(range(min(y.year for y in found), max(y.year for y in found) + 1))
    concepts = sorted({y.concept for y in found}, key=concept_order)
    columns = [str(year) for year in years]
    cells = [Cell(concept_words(y.concept), str(y.year), y.text, y.fill) for y in found if y.inspections]
    rows = [concept_words(concept) for concept in concepts]
    parts = [
        text_grid(_heads(found, columns), [_INSPECTED, _PDUS], columns),
        text_grid(_frameworks(found, columns), [_STANDARDS], columns, with_head=False),
        text_grid(cells, rows, columns, with_head=False),
        _scale(),
    ]
    return framed(
        f"region-{_slug(region_name)}",
        parts,
        sentence=_sentence(region_name, found),
        caveat=f"Ratings of Requires improvement or Inadequate, of all ratings that year. {UNLIKE}",
        notes=_notes(found, years, _undated(connection, region_name)),
        record=record_of(connection),
    )


def _years(connection: duckdb.DuckDBPyConnection, region_name: str) -> list[Year]:
    corrected = _corrected(connection, region_name)
    rows = connection.execute(
        """
        SELECT published_year, concept, framework_names, inspection_count, rated_count,
            requires_improvement_count + inadequate_count, inadequate_count, pdu_count, pdu_inspected_count
        FROM region_years WHERE region_name = $1 AND programme = 'adult' AND published_year IS NOT NULL
        ORDER BY published_year, concept
        """,
        [region_name],
    ).fetchall()
    return [_year(row, is_corrected=row[:2] in corrected) for row in rows]


def _undated(connection: duckdb.DuckDBPyConnection, region_name: str) -> tuple[int, int]:
    """Overall ratings below Good without a year, and inspections without: they may be of any of the years."""
    row = connection.execute(
        """
        SELECT requires_improvement_count + inadequate_count, inspection_count
        FROM region_years
        WHERE region_name = $1 AND programme = 'adult' AND published_year IS NULL AND concept = 'overall'
        """,
        [region_name],
    ).fetchone()
    return (row[0], row[1]) if row is not None else (0, 0)


def _year(row: tuple[Any, ...], *, is_corrected: bool) -> Year:
    year, concept, names, inspections, rated, below_good, inadequate, pdus, pdus_inspected = row
    return Year(
        year=year,
        concept=concept,
        frameworks=tuple(names.split("; ")) if names else (),
        inspections=inspections,
        rated=rated,
        below_good=below_good,
        inadequate=inadequate,
        pdus=pdus,
        pdus_inspected=pdus_inspected,
        is_corrected=is_corrected,
    )


def _corrected(connection: duckdb.DuckDBPyConnection, region_name: str) -> set[tuple[int, str]]:
    """Years and concepts with a rating that was printed otherwise than it is counted."""
    rows = connection.execute(
        """
        WITH visits AS (
            SELECT i.inspection_id, i.overall_rating, i.erratum_note,
                year(i.dated_date) AS published_year
            FROM inspections AS i INNER JOIN bodies AS b USING (body_id)
            WHERE list_contains(string_split(coalesce(b.region_names, ''), '; '), $1)
        )
        SELECT published_year, 'overall' FROM visits WHERE erratum_note IS NOT NULL
        UNION
        SELECT v.published_year, r.concept::VARCHAR
        FROM ratings AS r INNER JOIN visits AS v USING (inspection_id)
        WHERE r.erratum_note IS NOT NULL
        """,
        [region_name],
    ).fetchall()
    return {(year, concept) for year, concept in rows}


def _heads(found: Iterable[Year], columns: list[str]) -> list[Cell]:
    """Above each year: how many inspections there were, of how many PDUs, and under which standards."""
    heads = []
    inspected = {str(y.year): y for y in found if y.concept == OVERALL}
    for column in columns:
        year = inspected.get(column)
        heads.append(Cell(_INSPECTED, column, str(year.inspections) if year and year.inspections else "none"))
        if year is not None and year.pdus is not None:
            heads.append(Cell(_PDUS, column, f"{year.pdus_inspected} of {year.pdus}"))
    return heads


def _frameworks(found: Iterable[Year], columns: list[str]) -> list[Cell]:
    return [
        Cell(_STANDARDS, str(y.year), framework_lines(y.frameworks, len(columns)))
        for y in found
        if y.concept == OVERALL and y.inspections
    ]


def _scale() -> alt.LayerChart:
    """The shades from none to all, with words: the numbers in the cells say the same."""
    words = {"none": 0.0, "1 of 4": 0.25, "1 of 2": 0.5, "3 of 4": 0.75, "all": 1.0}
    cells = [Cell(_SHADES, word, word, look.shade(share)) for word, share in words.items()]
    return text_grid(cells, [_SHADES], list(words), with_head=False)


def _sentence(region_name: str, found: list[Year]) -> str:
    overall = [y for y in found if y.concept == OVERALL and y.inspections]
    rated = sum(y.rated for y in overall)
    below, inadequate = sum(y.below_good for y in overall), sum(y.inadequate for y in overall)
    first, last = min(y.year for y in overall), max(y.year for y in overall)
    when = f"in {first}" if first == last else f"from {first} to {last}"
    inspections = counted(sum(y.inspections for y in overall), "inspection")
    if not rated:
        return f"{region_name}: {inspections} {when}, none with an overall rating"
    worst = f", {inadequate or 'none'} of them {Rating.INADEQUATE}" if below else ""
    return (
        f"{region_name}: {below or 'none'} of {counted(rated, 'overall rating')} {when} "
        f"{'were' if below > 1 else 'was'} below Good{worst}"
    )


def _notes(found: list[Year], years: list[int], undated: tuple[int, int]) -> list[str]:
    held = {y.year for y in found if y.inspections}
    notes = [
        "“2 of 3”: two of three ratings were Requires improvement or Inadequate. “1 Inad.”: one Inadequate.",
        "One of one is as dark as ten of ten: read the numbers. “not rated”: inspected, without a rating.",
    ]
    if any(year not in held for year in years):
        notes.append("An empty column is a year without an inspection here, not a year without faults.")
    below_good, unplaced = undated
    if unplaced:
        worse = f", {below_good} of them rated below Good overall," if below_good else ""
        notes.append(
            f"Besides, {counted(unplaced, 'inspection')} without a date{worse} "
            f"{'are' if unplaced > 1 else 'is'} in no column."
        )
    if any(len(y.frameworks) > 1 and y.rated for y in found):
        notes.append("* Ratings of several frameworks in one year, which are not like for like.")
    if any(y.is_corrected for y in found):
        notes.append("† A rating that was printed otherwise is corrected here; `errata` has it.")
    notes.append(
        "Bodies that came before the region count where their area went to it, also where a part went "
        "elsewhere: regions cannot be added up. Youth justice services belong to no region."
    )
    return notes


def _slug(name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in name.lower())
    return "-".join(words.removeprefix("probation service").split())
