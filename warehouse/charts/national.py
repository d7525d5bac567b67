"""How services were rated each year: bars of the four ratings, and below them the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import duckdb

from pipelines.vocabulary import Rating
from warehouse.charts import look
from warehouse.charts.drawing import Drawing, chart
from warehouse.charts.errors import NothingToDrawError
from warehouse.charts.grid import Cell, column_width, framework_lines, text_grid
from warehouse.charts.picture import Picture, framed
from warehouse.charts.record import record_of
from warehouse.charts.wording import BELOW_GOOD, OVERALL, UNLIKE, concept_words, counted

PROGRAMMES = ("adult", "youth")
_PROGRAMME_WORDS = {"adult": "Adult probation", "youth": "Youth justice"}
_RATED, _UNRATED, _STANDARDS = "All rated", "Not rated", "Frameworks"
_WORST_FIRST = tuple(reversed(Rating))
_COUNTS_HEIGHT, _SHARES_HEIGHT = 130, 90


@dataclass(frozen=True)
class Year:
    """Ratings in one year."""

    year: int
    counts: dict[Rating, int]
    unrated: int
    frameworks: tuple[str, ...]
    is_corrected: bool

    @property
    def rated(self) -> int:
        """All ratings of the year."""
        return sum(self.counts.values())


def national_distribution(
    connection: duckdb.DuckDBPyConnection, *, concept: str = OVERALL, programme: str | None = None
) -> Picture:
    """Draw how often each rating was given, by year: of adult probation, of youth justice, or of both.

    Raises NothingToDrawError where nothing was rated on the concept.
    """
    chosen = PROGRAMMES if programme is None else (programme,)
    held = {name: _years(connection, concept, name) for name in chosen}
    drawn = {name: years for name, years in held.items() if any(year.rated for year in years)}
    if not drawn:
        whom = f" of the {programme} programme" if programme else ""
        raise NothingToDrawError(
            f"The record has no rating{whom} on {concept_words(concept).lower()}: there is nothing to draw."
        )
    first = min(year.year for years in drawn.values() for year in years if year.rated)
    last = max(year.year for years in drawn.values() for year in years)
    shown = {name: _between(first, last, years) for name, years in drawn.items()}
    earlier = {name: sum(y.unrated for y in years if y.year < first) for name, years in drawn.items()}
    return framed(
        "-".join(["national", concept.replace("_", "-"), *([programme] if programme else [])]),
        [part for name, years in shown.items() for part in _block(name, years)],
        sentence=_sentence(concept, shown),
        caveat=f"{UNLIKE} Services of every kind and size count alike.",
        notes=_notes(concept, shown, earlier),
        record=record_of(connection),
    )


def _years(connection: duckdb.DuckDBPyConnection, concept: str, programme: str) -> list[Year]:
    """Years with an inspection of this kind, in order."""
    rated = (
        "SELECT inspection_id, overall_rating AS rating, erratum_note FROM inspections"
        if concept == OVERALL
        else "SELECT inspection_id, rating, erratum_note FROM ratings WHERE concept::VARCHAR = $2"
    )
    rows = connection.execute(
        f"""
        SELECT year(i.dated_date) AS published_year,
            r.rating::VARCHAR, i.framework::VARCHAR, r.erratum_note IS NOT NULL, count(*)
        FROM ({rated}) AS r
        INNER JOIN inspections AS i USING (inspection_id)
        INNER JOIN bodies AS b USING (body_id)
        WHERE (b.body_kind = 'youth_justice_service') = ($1 = 'youth') AND published_year IS NOT NULL
        GROUP BY ALL ORDER BY ALL
        """,  # noqa: S608 - one of two sentences of our own
        [programme] if concept == OVERALL else [programme, concept],
    ).fetchall()
    found = []
    for at in sorted({row[0] for row in rows}):
        here = [row for row in rows if row[0] == at]
        counts = {rating: sum(row[4] for row in here if row[1] == rating) for rating in Rating}
        found.append(
            Year(
                year=at,
                counts=counts,
                unrated=sum(row[4] for row in here if row[1] is None),
                frameworks=tuple(sorted({row[2] for row in here if row[1] is not None})),
                is_corrected=any(row[3] for row in here),
            )
        )
    return found


def _between(first: int, last: int, years: Sequence[Year]) -> list[Year]:
    """Every year of a stretch, so that both programmes stand on the same years and a gap is seen."""
    held = {year.year: year for year in years}
    return [held.get(at) or Year(at, dict.fromkeys(Rating, 0), 0, (), False) for at in range(first, last + 1)]


def _label(year: Year) -> str:
    return f"{year.year}{'*' if len(year.frameworks) > 1 else ''}{'†' if year.is_corrected else ''}"


def _block(programme: str, years: Sequence[Year]) -> list[Drawing]:
    columns = [_label(year) for year in years]
    return [
        _bars(years, columns, normalised=False, title=f"{_PROGRAMME_WORDS[programme]}: number of ratings"),
        _bars(years, columns, normalised=True, title="Share of each rating"),
        *_table(years, columns),
    ]


def _bars(years: Sequence[Year], columns: Sequence[str], *, normalised: bool, title: str) -> alt.Chart:
    rows = [
        {"column": column, "rating": rating.value, "number": year.counts[rating], "order": order}
        for column, year in zip(columns, years, strict=True)
        for order, rating in enumerate(_WORST_FIRST)
        if year.counts[rating]
    ]
    axis = (
        alt.Axis(format="%", title=None, tickCount=2, gridColor=look.GRID, domain=False, minExtent=look.LEFT)
        if normalised
        else alt.Axis(
            format="d",
            title=None,
            tickMinStep=1,
            tickCount=4,
            gridColor=look.GRID,
            domain=False,
            minExtent=look.LEFT,
        )
    )
    bars: alt.Chart = (
        chart(rows)
        .mark_bar(stroke=look.INK, strokeWidth=0.7)
        .encode(
            x=alt.X(
                "column:N",
                scale=alt.Scale(domain=list(columns), paddingInner=0.3, paddingOuter=0.15),
                axis=alt.Axis(
                    title=None,
                    labels=normalised,
                    ticks=False,
                    labelAngle=0,
                    labelOverlap=False,
                    labelFontSize=look.TEXT_SIZE,
                    labelFontWeight="bold",
                    domainColor=look.SOFT_INK,
                ),
            ),
            y=alt.Y("number:Q", stack="normalize" if normalised else "zero", axis=axis),
            order="order:Q",
            color=alt.Color(
                "rating:N",
                legend=None,
                scale=alt.Scale(
                    domain=[rating.value for rating in Rating],
                    range=[look.RATING_COLOURS[rating] for rating in Rating],
                ),
            ),
        )
        .properties(
            width=column_width(len(columns)) * len(columns),
            height=_SHARES_HEIGHT if normalised else _COUNTS_HEIGHT,
            title=alt.TitleParams(
                title, anchor="start", fontSize=look.TEXT_SIZE + 1, color=look.INK, offset=6
            ),
        )
    )
    return bars


def _table(years: Sequence[Year], columns: Sequence[str]) -> list[Drawing]:
    """The numbers, in cells of the colour they have in the bars: the table is the legend too."""
    numbers, frameworks = [], []
    for column, year in zip(columns, years, strict=True):
        numbers += [
            Cell(rating.value, column, str(year.counts[rating]), look.RATING_COLOURS[rating])
            for rating in Rating
        ]
        numbers.append(Cell(_RATED, column, str(year.rated)))
        numbers.append(Cell(_UNRATED, column, str(year.unrated)))
        frameworks.append(Cell(_STANDARDS, column, framework_lines(year.frameworks, len(columns))))
    rows = [*(rating.value for rating in Rating), _RATED, _UNRATED]
    return [
        text_grid(numbers, rows, columns, with_head=False),
        text_grid(frameworks, [_STANDARDS], columns, with_head=False),
    ]


def _sentence(concept: str, shown: dict[str, list[Year]]) -> str:
    told = []
    for name, years in shown.items():
        rated = sum(year.rated for year in years)
        below = sum(year.counts[rating] for year in years for rating in BELOW_GOOD)
        told.append(f"{below} of {counted(rated, 'rating')} of {_PROGRAMME_WORDS[name].lower()}")
    every = next(iter(shown.values()))
    when = f"{every[0].year} to {every[-1].year}" if len(every) > 1 else str(every[0].year)
    what = "Overall" if concept == OVERALL else concept_words(concept)
    return f"{what}, {when}, rated below Good: {' and '.join(told)}"


def _notes(concept: str, shown: dict[str, list[Year]], earlier: dict[str, int]) -> list[str]:
    notes = ["Years are those of publication; of the fieldwork where no date of publication is known."]
    for name, before in earlier.items():
        if before:
            notes.append(
                f"{_PROGRAMME_WORDS[name]}: {counted(before, 'earlier inspection')} gave no such rating."
            )
    every = [year for years in shown.values() for year in years]
    if any(len(year.frameworks) > 1 for year in every):
        notes.append("* Ratings of several frameworks in one year, which are not like for like.")
    if any(year.is_corrected for year in every):
        notes.append("† A rating that was printed otherwise is corrected here; `errata` has it.")
    if concept != OVERALL and "youth" in shown:
        notes.append("Youth inspections may rate this twice, court and out of court: ratings are counted.")
    return notes
