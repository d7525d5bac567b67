"""Local authority districts of England and Wales, which newspapers' patches are told in, and their areas."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from pipelines.bodies.areas import load_geography, load_youth_covers


@dataclass(frozen=True)
class District:
    """One district by its official name.

    `area_ids` are several where units divide it, or where it is not known in which part of a divided county
    it lies: then each of them only may be its own.
    """

    name: str
    country: str
    area_ids: tuple[str, ...]
    source: str


@cache
def load_districts() -> Mapping[str, District]:
    """All districts as of April 2023 by name. Raises ValueError for an area that does not exist."""
    text = resources.files("pipelines.bodies").joinpath("data", "districts.csv").read_text(encoding="utf-8")
    found = {
        row["district"]: District(
            row["district"], row["country"], tuple(row["area_ids"].split("|")), row["source"]
        )
        for row in csv.DictReader(text.splitlines())
    }
    unknown = {area for one in found.values() for area in one.area_ids} - set(load_geography().areas)
    if unknown:
        raise ValueError(f"districts lie in areas that do not exist: {sorted(unknown)}")
    return MappingProxyType(found)


@cache
def districts_of(body_id: str) -> tuple[tuple[District, bool], ...]:
    """Districts a body served, and whether that is sure: one in several areas may lie in another of them.

    Empty where no area of the body is known (national arrangements, approved premises).
    """
    areas = set(load_geography().areas_of(body_id))
    areas |= {cover.area_id for cover in load_youth_covers() if cover.body_id == body_id}
    return tuple(
        (one, set(one.area_ids) <= areas)
        for one in sorted(load_districts().values(), key=lambda district: district.name)
        if areas & set(one.area_ids)
    )
