"""About when a story appeared, from the number or the month in its address.

Newsquest and the BBC number their stories as they appear, so a number between two of known date was given
out between them. Without this, old copies of pages that lost their date could be about any inspection of
their place.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

_SLACK = timedelta(days=45)
"""How far a number may stray from a straight line between two known ones."""


@dataclass(frozen=True)
class Numbering:
    """One publisher's numbers: the shape of its addresses, and numbers whose day is known, rising."""

    address: re.Pattern[str]
    known: Sequence[tuple[int, date]]

    def span(self, number: int) -> tuple[date, date] | None:
        """First and last day on which a number was given out; None outside what is known."""
        for (low, since), (high, until) in pairwise(self.known):
            if low <= number <= high:
                middle = since + (until - since) * ((number - low) / (high - low))
                return max(since, middle - _SLACK), min(until, middle + _SLACK)
        return None


NEWSQUEST = Numbering(
    re.compile(r"/news/(?:[\w-]+/)*(?P<number>\d{7,8})\."),
    # Stories whose day is known from their page or from one that cites them.
    (
        (3_885_517, date(2008, 11, 28)),
        (9_795_176, date(2012, 7, 3)),
        (15_649_273, date(2017, 11, 9)),
        (17_478_231, date(2019, 3, 5)),
        (17_643_541, date(2019, 5, 15)),
        (18_630_000, date(2020, 8, 6)),
        (20_144_842, date(2022, 5, 18)),
        (23_621_023, date(2023, 6, 29)),
        (24_549_961, date(2024, 8, 28)),
        (26_500_000, date(2026, 11, 1)),
    ),
)
BBC = Numbering(
    re.compile(r"bbc[a-z]*\.[a-z.]+/news/[a-z-]+-(?P<number>\d{8})\b"),
    # Until 2019 from memory, to the month; since then from pages on inspections. Numbers ended in 2024.
    (
        (25_600_000, date(2014, 1, 5)),
        (35_200_000, date(2016, 1, 3)),
        (38_500_000, date(2017, 1, 3)),
        (42_550_000, date(2018, 1, 3)),
        (47_240_731, date(2019, 2, 15)),
        (50_950_000, date(2020, 1, 2)),
        (55_500_000, date(2021, 1, 1)),
        (60_902_368, date(2022, 3, 29)),
        (61_467_398, date(2022, 5, 17)),
        (62_568_516, date(2022, 8, 18)),
        (64_569_273, date(2023, 2, 9)),
        (65_114_790, date(2023, 3, 30)),
        (66_397_889, date(2023, 8, 7)),
        (68_700_000, date(2024, 4, 1)),
    ),
)
_IN_PATH = re.compile(r"/(?P<year>20[0-2]\d)/(?P<month>0[1-9]|1[0-2])(?:/(?P<day>[0-3]\d))?(?=/|$)")


def address_span(url: str) -> tuple[date, date] | None:
    """First and last day on which a story at this address can have appeared; None where it does not tell."""
    stated = _IN_PATH.search(url)
    if stated is not None:
        return _stated_span(int(stated["year"]), int(stated["month"]), int(stated["day"] or 0))
    for numbering in (NEWSQUEST, BBC):
        numbered = numbering.address.search(url)
        if numbered is not None:
            return numbering.span(int(numbered["number"]))
    return None


def _stated_span(year: int, month: int, day: int) -> tuple[date, date]:
    last = calendar.monthrange(year, month)[1]
    if 1 <= day <= last:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, last)
