"""The look of an era: sizes, colours, where headers stand, and what the cells of tables are made of."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.vocabulary import Rating

PLAIN, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"

Colour = tuple[float, float, float]

_WHITE: Colour = (1.0, 1.0, 1.0)
_INK: Colour = (0.1, 0.1, 0.12)
_RATING_FILLS: dict[Rating, Colour] = {
    Rating.OUTSTANDING: (0.16, 0.35, 0.65),
    Rating.GOOD: (0.2, 0.55, 0.3),
    Rating.REQUIRES_IMPROVEMENT: (0.95, 0.68, 0.2),
    Rating.INADEQUATE: (0.72, 0.13, 0.15),
}
PALE: Colour = (0.91, 0.91, 0.95)


@dataclass(frozen=True)
class Style:
    """Measures are in points. `sizes` are of headings of the first, second and third level."""

    margin: float = 72
    head: float = 88
    foot: float = 78
    size: float = 10.5
    leading: float = 14
    gap: float = 9
    indent: float = 20
    sizes: tuple[float, float, float] = (20, 14, 12)
    note_size: float = 8
    accent: Colour = (0.18, 0.12, 0.4)
    grey: Colour = (0.4, 0.4, 0.4)
    hyphenates: bool = False
    header_on_top: bool = True
    numbers_pages: bool = False
    centres_cells: bool = True


@dataclass(frozen=True)
class Column:
    """A table's column: its width, and whether its cells are set to the right."""

    width: float
    is_right: bool = False


@dataclass(frozen=True)
class Cell:
    """A table's cell. `is_stacked` puts every word on its own line; `mark` is raised behind the last."""

    text: str
    font: str = PLAIN
    fill: Colour | None = None
    ink: Colour = _INK
    is_stacked: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the contents page."""

    text: str
    level: int
    page: int


def rating_cell(rating: Rating, *, is_stacked: bool = False, mark: str = "") -> Cell:
    """A rating in its colour."""
    ink = _INK if rating is Rating.REQUIRES_IMPROVEMENT else _WHITE
    return Cell(rating.value, BOLD, _RATING_FILLS[rating], ink, is_stacked=is_stacked, mark=mark)
