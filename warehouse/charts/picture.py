"""A finished picture: its parts put under one title, and written as SVG or PNG."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import altair as alt
import vl_convert

from warehouse.charts import look
from warehouse.charts.drawing import Drawing, banner, text_block
from warehouse.charts.record import Record

_VEGA_LITE = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
_PIXELS = 2
"""Pixels of a PNG per pixel of the layout: sharp in print and on a dense screen."""
_NOTES_SHOWN = 14


@dataclass(frozen=True)
class Picture:
    """A picture, the sentence that says what it shows, and the stem of its file's name."""

    name: str
    sentence: str
    description: str
    specification: dict[str, Any]

    def svg(self) -> str:
        """The picture as SVG, with its sentence as title and its notes as description for a screen reader."""
        drawn = vl_convert.vegalite_to_svg(self.specification, vl_version=_VEGA_LITE, allowed_base_urls=[])
        start, rest = drawn.split(">", 1)
        told = (
            f'<title id="title">{escape(self.sentence)}</title>'
            f'<desc id="desc">{escape(self.description)}</desc>'
        )
        return f'{start} role="img" aria-labelledby="title desc">{told}{rest}'

    def png(self) -> bytes:
        """The picture as PNG, twice as dense as its layout."""
        return vl_convert.vegalite_to_png(
            self.specification, vl_version=_VEGA_LITE, scale=_PIXELS, allowed_base_urls=[]
        )


def framed(
    name: str,
    parts: Sequence[Drawing],
    *,
    sentence: str,
    caveat: str,
    notes: Sequence[str],
    record: Record,
) -> Picture:
    """Put the parts below a title that says what is seen, and above the notes and the source.

    `sentence` is the title and the text for who cannot see the picture; `caveat` stands below it.
    """
    below = [*notes[:_NOTES_SHOWN]]
    if len(notes) > _NOTES_SHOWN:
        below.append(
            f"… and {len(notes) - _NOTES_SHOWN} more notes: the table `errata` and the views have all."
        )
    below.append(record.source_words)
    head: list[Drawing] = [
        text_block(sentence, size=look.TITLE_SIZE, bold=True),
        text_block(caveat, size=look.SUBTITLE_SIZE, colour=look.SOFT_INK),
    ]
    if record.replica_words:
        head.insert(0, banner(record.replica_words))
    foot = text_block(*below, size=look.SMALL_SIZE, colour=look.SOFT_INK)
    whole = (
        alt.vconcat(*head, *parts, foot, spacing=12)
        .resolve_scale(color="independent", x="independent", y="independent")
        .configure(font=look.FONT, background=look.PAPER, padding=18, aria=False)
        .configure_view(stroke=None)
        .configure_axis(labelColor=look.INK, labelFontSize=look.SMALL_SIZE, titleColor=look.INK)
    )
    description = " ".join([record.replica_words or "", caveat, *below]).strip()
    return Picture(name, sentence, description, json.loads(whole.to_json()))
