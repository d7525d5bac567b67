"""A data folder with the reference inspections, told by two nights, and what their CSV files say."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flows.home import Home
from pipelines.bodies.names import short_name
from pipelines.vocabulary import BodyKind
from tests.reference.facts import load_inspections
from tests.reference.record import ReferenceReport
from tests.warehouse.archive import NIGHTS, Archive
from warehouse.build import build
from warehouse.publish import publish

FIRST_RUN, LAST_RUN = NIGHTS[:2]
NEWS_FROM = "2025"
"""Inspections published from this year on are told by the last night only."""
_ROOT = Path(__file__).parents[2]
_REGISTER = _ROOT / "pipelines" / "bodies" / "data"
_FACTS = _ROOT / "tests" / "reference"


def reference_home(root: Path) -> Home:
    """Build and publish it. The last night tells the inspections published since `NEWS_FROM`."""
    reports = [ReferenceReport(is_pdf=True, stated=one) for one in load_inspections()]
    old = [one for one in reports if not (one.stated and str(one.stated.published or "") >= NEWS_FROM)]
    archive = Archive(is_replica=True)
    archive.night(FIRST_RUN, {one.url: one for one in old})
    archive.night(LAST_RUN, {one.url: one for one in reports})
    home = Home(root / "home")
    built = root / "build.duckdb"
    build(built, archive.inputs)
    publish(built, home.published, LAST_RUN, manifest={"published_at": "2026-11-23T02:20:00+00:00"})
    return home


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """A CSV file as it stands."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


Key = tuple[str, str, str]
Ratings = dict[str, str]
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Facts:
    """What the CSV files say, read without any code of the product."""

    bodies: dict[str, dict[str, str]]
    areas: dict[str, set[str]]
    inspections: dict[Key, Ratings]
    published: frozenset[Key]
    successions: tuple[dict[str, str], ...]

    @property
    def regions(self) -> list[str]:
        """Ids of the twelve regions."""
        return sorted(name for name, body in self.bodies.items() if body["kind"] == "region")

    def members(self, region: str) -> set[str]:
        """Every body that had an area of the region, and its units."""
        held = {name for name, areas in self.areas.items() if areas & self.areas[region]}
        units = {name for name, body in self.bodies.items() if body["parent_region"] == region}
        return held | units

    def inspections_of(self, region: str) -> dict[Key, Ratings]:
        """Ratings by name of every inspection of the region: by body, framework and first day it may be."""
        members = self.members(region)
        return {key: rated for key, rated in self.inspections.items() if key[0] in members}

    def published_from(self, year: str) -> set[Key]:
        """Inspections whose report came out from this year on; fieldwork alone does not date one here."""
        return {key for key in self.published if key[2] >= year}

    def moves_of(self, region: str) -> Iterator[tuple[str, str, str]]:
        """Date, predecessor and successor by their short names."""
        members = self.members(region)
        for one in self.successions:
            inside = [one[end] in members for end in ("predecessor_id", "successor_id")]
            if all(inside) or (any(inside) and one["kind"] == "covers"):
                yield (
                    first_day(one["date"]),
                    self.short(one["predecessor_id"]),
                    self.short(one["successor_id"]),
                )

    def short(self, body_id: str) -> str:
        """The name in a sentence."""
        body = self.bodies[body_id]
        return short_name(body["name"], BodyKind(body["kind"]))


@cache
def facts() -> Facts:
    """Read the files."""
    areas: dict[str, set[str]] = defaultdict(set)
    for cover in table(_REGISTER, "covers.csv"):
        areas[cover["body_id"]].add(cover["area_id"])
    rated: dict[tuple[str, str], Ratings] = defaultdict(dict)
    for row in table(_FACTS, "ratings.csv"):
        rated[row["body_id"], row["published"]][row["standard_name"]] = row["rating"]
    inspections: dict[Key, Ratings] = {}
    published: set[Key] = set()
    for row in table(_FACTS, "inspections.csv"):
        key = (
            row["body_id"],
            row["framework"],
            first_day(row["published"] or row["fieldwork_end"] or row["fieldwork_start"]),
        )
        overall = {"Overall": row["overall_rating"]} if row["overall_rating"] else {}
        inspections[key] = overall | rated[row["body_id"], row["published"]]
        if row["published"]:
            published.add(key)
    return Facts(
        bodies={body["body_id"]: body for body in table(_REGISTER, "bodies.csv")},
        areas=dict(areas),
        inspections=inspections,
        published=frozenset(published),
        successions=tuple(table(_REGISTER, "succession.csv")),
    )


def first_day(text: str) -> str:
    """The first day a date as stated may mean; "" for none."""
    return text and f"{text}-01-01"[:10] if len(text) == 4 else text and f"{text}-01"[:10]


def inspections_in(found: Rows) -> dict[Key, Ratings]:
    """The inspections of an account's rows with what each rated, as `Facts` has them."""
    told: dict[Key, Ratings] = {}
    for row in found:
        if row["inspection_id"] is not None:
            rated = told.setdefault((row["body_id"], row["framework"], row["date"] or ""), {})
            if row["new_rating"] is not None:
                rated[row["standard_name"]] = row["new_rating"]
    return told
