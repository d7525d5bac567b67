"""England and Wales cut into areas that no reorganisation cut across, and who covered each of them when.

A county is one area unless units divide it. Only so can "the same place, under another body" be said at all:
bodies were drawn anew in 2014 and 2021, the ground stayed.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True)
class Area:
    """One piece of ground: an authority, or the part of it that lies in one unit."""

    area_id: str
    name: str
    authority: str
    part: str | None
    source: str


@dataclass(frozen=True)
class Cover:
    """One body was responsible for one area. Dates are inclusive, None where no source states them."""

    area_id: str
    body_id: str
    valid_from: date | None
    valid_to: date | None
    source: str

    def holds(self, on: date) -> bool:
        """Whether it may have held on the day; an unstated limit excludes nothing."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Town:
    """A town and the area it lies in; two rows where it is not known in which part of a county."""

    name: str
    area_id: str
    source: str


class Geography:
    """All areas and covers. Raises ValueError for a cover of an area that does not exist."""

    def __init__(self, areas: Collection[Area], covers: Collection[Cover]) -> None:
        self.areas: Mapping[str, Area] = MappingProxyType({area.area_id: area for area in areas})
        self.covers = tuple(covers)
        if unknown := {cover.area_id for cover in covers} - set(self.areas):
            raise ValueError(f"covers name areas that do not exist: {sorted(unknown)}")

    def areas_of(self, body_id: str) -> frozenset[str]:
        """Areas the body ever covered; empty where none are known."""
        return self._by_body.get(body_id, frozenset())

    def at(self, area_id: str, on: date) -> tuple[Cover, ...]:
        """Who may have covered an area on a day, in the order of the data.

        A cover without dates may hold on any day: `eras.existed` says which kinds there were.
        """
        return tuple(cover for cover in self._by_area.get(area_id, ()) if cover.holds(on))

    def covers_of(self, area_id: str) -> tuple[Cover, ...]:
        """Everyone who ever covered an area, in the order of the data."""
        return tuple(self._by_area.get(area_id, ()))

    @cached_property
    def _by_body(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for cover in self.covers:
            found[cover.body_id].add(cover.area_id)
        return {body_id: frozenset(areas) for body_id, areas in found.items()}

    @cached_property
    def _by_area(self) -> Mapping[str, list[Cover]]:
        found: dict[str, list[Cover]] = defaultdict(list)
        for cover in self.covers:
            found[cover.area_id].append(cover)
        return found


@cache
def load_geography() -> Geography:
    """The project's areas, read once."""
    return Geography(
        [
            Area(row["area_id"], row["area_name"], row["authority"], row["part"] or None, row["source"])
            for row in _rows("areas.csv")
        ],
        list(map(_cover, _rows("covers.csv"))),
    )


@cache
def load_towns() -> tuple[Town, ...]:
    """Towns, read once. Without them a story about Skegness would be about no service that anyone knows."""
    return tuple(Town(row["town"], row["area_id"], row["source"]) for row in _rows("towns.csv"))


@cache
def load_youth_covers() -> tuple[Cover, ...]:
    """Which youth justice service answers for which area, read once.

    Apart from the covers of probation, whose every area belongs to one line of succession: youth justice is
    the councils' and was never part of the reorganisations.
    """
    return tuple(map(_cover, _rows("youth_covers.csv")))


def _cover(row: Mapping[str, str]) -> Cover:
    return Cover(
        row["area_id"], row["body_id"], _day(row["valid_from"]), _day(row["valid_to"]), row["source"]
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("pipelines.bodies").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
