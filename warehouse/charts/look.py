"""How every picture looks: colours, letters, widths.

The four ratings differ in lightness first and in hue second, so a photocopy and a colour-blind reader lose
nothing; tests measure both. PNG files are drawn with the one font that the converter carries in itself: with
any other, all words would vanish, without an error, on a machine that has no fonts.
"""

from __future__ import annotations

import textwrap

from pipelines.vocabulary import Rating

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The first is inside vl-convert; the others are for SVG in a browser."""

WIDTH = 840
"""Of the whole picture without its margins, in pixels; all texts are wrapped to it."""
LEFT = 152
"""Room for the row labels left of every plot, part of WIDTH."""
PLOT = WIDTH - LEFT

INK = "#1A1A1A"
SOFT_INK = "#4D4D4D"
GRID = "#DADADA"
PAPER = "#FFFFFF"

RATING_COLOURS = {
    Rating.OUTSTANDING: "#D3EAF8",
    Rating.GOOD: "#79B4DE",
    Rating.REQUIRES_IMPROVEMENT: "#BD6220",
    Rating.INADEQUATE: "#431033",
}
_SHARE_NONE = "#DEE5EC"
_SHARE_ALL = "#12304F"
"""Not a colour of a rating: the darkest share may hold no Inadequate at all."""

TITLE_SIZE = 18
SUBTITLE_SIZE = 13
TEXT_SIZE = 12
SMALL_SIZE = 11
_EM = 0.47
"""Mean width of a letter of the font as a part of its size, on the safe side."""


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of "#RRGGBB"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def shade(share: float) -> str:
    """Colour of a share from 0 to 1: the larger, the darker."""
    pairs = zip(rgb(_SHARE_NONE), rgb(_SHARE_ALL), strict=True)
    return "#" + "".join(f"{round(pale + (dark - pale) * share):02X}" for pale, dark in pairs)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG counts it, 1 to 21; text needs 4.5."""
    lights = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _luminance(colour: str) -> float:
    channels = [value / 255 for value in rgb(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on a colour; one of them always has a contrast over 4.5."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, colour))


def text_width(text: str, size: float) -> float:
    """About how many pixels a text takes."""
    return len(text) * size * _EM


def wrapped(text: str, size: float, width: float = WIDTH) -> list[str]:
    """A text in lines that fit a width; Vega cuts nothing and wraps nothing by itself."""
    return textwrap.wrap(text, max(10, int(width / (size * _EM)))) or [""]
