"""A table drawn as a picture: a row label, a column label, and in each cell a text on a colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import altair as alt

from warehouse.charts import look
from warehouse.charts.drawing import chart, layered
from warehouse.charts.wording import framework_short

_LEADING = look.SMALL_SIZE + 2
_HEAD = alt.Axis(
    orient="top",
    title=None,
    labelAngle=0,
    labelOverlap=False,
    labelFontSize=look.TEXT_SIZE,
    labelFontWeight="bold",
    ticks=False,
    domain=False,
)
_WIDEST_COLUMN, _NARROWEST_COLUMN = 84, 48


@dataclass(frozen=True)
class Cell:
    """One cell; without a fill it is a word on the paper, as in the head of a table."""

    row: str
    column: str
    text: str
    fill: str | None = None


def column_width(columns: int) -> float:
    """Width of each of so many columns; very many make the picture wider, not the texts run together."""
    return max(_NARROWEST_COLUMN, min(_WIDEST_COLUMN, look.PLOT / columns))


def framework_lines(frameworks: Sequence[str], columns: int) -> str:
    """Names of frameworks for a cell, broken where they are wider than its column."""
    room = column_width(columns)
    names = [framework_short(name) for name in frameworks]
    fits = [look.text_width(name, look.SMALL_SIZE) + 10 < room for name in names]
    return "\n".join(name if fit else name.replace(" ", "\n") for name, fit in zip(names, fits, strict=True))


def text_grid(
    cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str], *, with_head: bool = True
) -> alt.LayerChart:
    """Draw the cells. A row or column that has none is drawn empty, for a gap is told too.

    Texts break at "\\n", and all rows are as high as the tallest needs; who calls makes them fit
    `column_width`.
    """
    tallest = max(cell.text.count("\n") + 1 for cell in cells)
    x = alt.X(
        "column:N",
        scale=alt.Scale(domain=list(columns), padding=0),
        axis=_HEAD if with_head else None,
    )
    y = alt.Y(
        "row:N",
        scale=alt.Scale(domain=list(rows), padding=0),
        axis=alt.Axis(
            title=None,
            labelFontSize=look.TEXT_SIZE,
            labelLimit=look.LEFT - 6,
            labelPadding=6,
            minExtent=look.LEFT,
            ticks=False,
            domain=False,
        ),
    )
    boxes = (
        chart([{"row": c.row, "column": c.column, "fill": c.fill or look.PAPER} for c in cells])
        .mark_rect(stroke=look.PAPER, strokeWidth=2)
        .encode(x=x, y=y, color=alt.Color("fill:N", scale=None))
    )
    texts = [
        chart(lines)
        .mark_text(fontSize=look.SMALL_SIZE, baseline="middle", dy=down)
        .encode(x=x, y=y, text="text:N", color=alt.Color("ink:N", scale=None))
        for down, lines in _lines(cells).items()
    ]
    return layered(boxes, *texts).properties(
        width=column_width(len(columns)) * len(columns), height=(tallest * _LEADING + 7) * len(rows)
    )


def _lines(cells: Iterable[Cell]) -> dict[float, list[dict[str, str]]]:
    """Lines of the cells by how far from the middle they stand; Vega centres only the first line."""
    found: dict[float, list[dict[str, str]]] = {}
    for cell in cells:
        lines = cell.text.split("\n")
        ink = look.ink_on(cell.fill) if cell.fill else look.INK
        for number, line in enumerate(lines):
            down = (number - (len(lines) - 1) / 2) * _LEADING + 1
            found.setdefault(down, []).append(
                {"row": cell.row, "column": cell.column, "text": line, "ink": ink}
            )
    return found
