"""Dates as places on an axis of years.

Years are plain numbers here (1 July 2024 is about 2024.5). As Vega's dates they would be drawn in the time
zone of the machine, a day off in half of the world.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipelines.vocabulary import DatePrecision

_SHORTEST = 2.0
_LABEL_WIDTH = 40
_MARGIN = 14
"""Pixels left free at both ends, so that no mark is cut."""


def place(day: date) -> float:
    """A day as a number of years."""
    days = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return day.year + (day - date(day.year, 1, 1)).days / days


def stretch(day: date, precision: str) -> tuple[float, float]:
    """First and last day that a date of some precision may mean."""
    if precision == DatePrecision.DAY:
        return place(day), place(day)
    if precision == DatePrecision.MONTH:
        last = day.replace(day=monthrange(day.year, day.month)[1])
        return place(day.replace(day=1)), place(last)
    return place(date(day.year, 1, 1)), place(date(day.year, 12, 31))


@dataclass(frozen=True)
class Span:
    """The years that a plot of some width shows."""

    first: float
    last: float
    width: int

    def pixel(self, at: float) -> float:
        """How far from the left edge a place is."""
        return (at - self.first) / (self.last - self.first) * self.width

    @property
    def ticks(self) -> list[int]:
        """Beginnings of years whose labels do not touch each other."""
        room = self.width / (self.last - self.first)
        step = max(1, math.ceil(_LABEL_WIDTH / room))
        return [year for year in range(math.ceil(self.first), math.floor(self.last) + 1) if year % step == 0]


def span(places: Iterable[float], width: int) -> Span:
    """Years that hold all places with a margin; at least two years, for a single date has no scale."""
    known = sorted(places)
    first, last = known[0], known[-1]
    if last - first < _SHORTEST:
        middle = (first + last) / 2
        first, last = middle - _SHORTEST / 2, middle + _SHORTEST / 2
    margin = (last - first) * _MARGIN / (width - 2 * _MARGIN)
    return Span(first - margin, last + margin, width)
