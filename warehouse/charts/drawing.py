"""Small parts that every picture is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from warehouse.charts import look

Drawing = alt.Chart | alt.LayerChart | alt.HConcatChart | alt.VConcatChart


def chart(rows: Sequence[Mapping[str, object]]) -> alt.Chart:
    """A chart of rows that are written into the picture; nothing is ever loaded from an address."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def layered(*charts: alt.Chart) -> alt.LayerChart:
    """Charts on top of each other, the first lowest."""
    return alt.LayerChart(layer=list(charts))


def heading(text: str) -> alt.TitleParams:
    """The heading of one plot of a picture."""
    return alt.TitleParams(text, anchor="start", fontSize=look.TEXT_SIZE + 1, color=look.INK, offset=5)


def text_block(*paragraphs: str, size: int, colour: str = look.INK, bold: bool = False) -> alt.Chart:
    """Paragraphs wrapped to the picture's width, from its left edge."""
    wide = size * (1.08 if bold else 1)
    lines = [line for paragraph in paragraphs for line in look.wrapped(paragraph, wide)]
    leading = round(size * 1.35)
    block = (
        chart([{}])
        .mark_text(
            align="left",
            baseline="top",
            fontSize=size,
            fontWeight="bold" if bold else "normal",
            color=colour,
            lineBreak="\n",
            lineHeight=leading,
        )
        .encode(x=alt.value(-look.LEFT), y=alt.value(0), text=alt.value("\n".join(lines)))
    )
    return sized(block, look.PLOT, leading * len(lines))


def sized(block: alt.Chart, width: float, height: float) -> alt.Chart:
    """The chart in a size, in pixels."""
    drawn: alt.Chart = block.properties(width=width, height=height)
    return drawn


def banner(words: str) -> alt.LayerChart:
    """White on black across the picture; a crop that keeps the title keeps the warning."""
    bar = (
        chart([{}])
        .mark_rect(color="#000000")
        .encode(x=alt.value(-look.LEFT), x2=alt.value(look.PLOT), y=alt.value(0), y2=alt.value(24))
    )
    text = (
        chart([{}])
        .mark_text(
            align="left", baseline="middle", fontSize=look.TEXT_SIZE, fontWeight="bold", color="#FFFFFF"
        )
        .encode(x=alt.value(8 - look.LEFT), y=alt.value(12), text=alt.value(words))
    )
    return layered(bar, text).properties(width=look.PLOT, height=24)
