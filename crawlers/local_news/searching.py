"""Asking papers for stories in the weeks after a report came out about the places they serve.

A busy title's feed holds less than a day, and a council's answer comes three weeks later: in these weeks a
title's own list of stories on probation is read too, and on no other days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from crawlers.sources import Outlet

STEPS = tuple(timedelta(days=days) for days in (0, 1, 3, 7, 21))
"""When, after publication."""
GRACE = timedelta(days=7)
"""How long after the last step a search that was missed is made up for."""


@dataclass(frozen=True)
class RecentReport:
    """A report of the inspectorate: the day it came out, and the districts its service serves.

    No districts means the whole country: a national or thematic report.
    """

    published: date
    districts: frozenset[str]

    @classmethod
    def of_orders(cls, given: Iterable[tuple[str, list[str]]]) -> tuple[RecentReport, ...]:
        """As they travel to the crawler: (ISO day, districts)."""
        return tuple(cls(date.fromisoformat(day), frozenset(names)) for day, names in given)


def searches_due(
    reports: Iterable[RecentReport],
    outlets: Iterable[Outlet],
    asked: Callable[[str], date | None],
    today: date,
) -> Iterator[tuple[Outlet, str]]:
    """The searches to make today. `asked` says when an address was last asked for.

    Several steps that were missed are one search; a report whose last step is long past asks for nothing.
    A report on a place is looked for in the titles that serve a part of it, one on the whole country in those
    that serve no one place: two hundred titles are not searched for every thematic report.
    """
    known = tuple(reports)
    for outlet in outlets:
        if not outlet.searches:
            continue
        due = max(
            (step for one in known if _concerns(one, outlet) for step in _steps_past(one, today)),
            default=None,
        )
        for url in outlet.searches if due is not None else ():
            last = asked(url)
            if last is None or (due is not None and last < due):
                yield outlet, url


def _concerns(report: RecentReport, outlet: Outlet) -> bool:
    return bool(report.districts & set(outlet.districts)) or not (report.districts or outlet.districts)


def _steps_past(report: RecentReport, today: date) -> Iterator[date]:
    if today <= report.published + STEPS[-1] + GRACE:
        yield from (report.published + step for step in STEPS if report.published + step <= today)
