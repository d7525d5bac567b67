"""`region_years` counts what the reference facts count to, and averages nothing that is not one scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import duckdb
import pytest

from pipelines.bodies.areas import load_geography
from pipelines.bodies.register import load_register
from pipelines.vocabulary import BodyKind, Rating, SuccessionKind
from tests.reference.built import asked, reference_warehouse
from tests.reference.facts import Inspection, load_inspections

FIRST_YEAR = 2014
"""From here on: before, only trusts were inspected, see the last test."""
RECORD_YEAR = 2026
Key = tuple[str | None, str, int | None, str]


@dataclass
class Expected:
    """What one row should say, put together from the facts one inspection after the other."""

    inspections: list[Inspection] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    points_pct: list[float | None] = field(default_factory=list)

    def count(self, rating: Rating) -> int:
        return self.ratings.count(rating)

    @property
    def is_one_scale(self) -> bool:
        return len({(one.framework, one.body_kind) for one in self.inspections}) == 1

    @property
    def median_pct(self) -> float | None:
        """None unless the points of every rating are known: those left out are not left out by chance."""
        known = [points for points in self.points_pct if points is not None]
        if not self.is_one_scale or not known or len(known) < len(self.ratings):
            return None
        return round(median(known), 1)

    def units(self) -> set[str]:
        return {one.body_id for one in self.inspections if one.body_kind is BodyKind.PDU}


@pytest.fixture(scope="module")
def asking() -> Iterator[duckdb.DuckDBPyConnection]:
    with reference_warehouse() as connection:
        yield connection


@pytest.fixture(scope="module")
def shown(asking: duckdb.DuckDBPyConnection) -> dict[Key, dict[str, Any]]:
    rows = asked(asking, "SELECT * FROM region_years")
    found = {
        (row["region_name"], row["programme"], row["published_year"], row["concept"]): row for row in rows
    }
    assert len(found) == len(rows), "two rows of one region, programme, year and concept"
    return found


@pytest.fixture(scope="module")
def expected() -> dict[Key, Expected]:
    found: dict[Key, Expected] = defaultdict(Expected)
    for one in load_inspections():
        year = year_of(one)
        if year is None:
            continue
        programme = "youth" if one.body_kind is BodyKind.YOUTH_JUSTICE_SERVICE else "adult"
        for region in regions_of(one.body_id):
            whole = found[region, programme, year, "overall"]
            whole.inspections.append(one)
            if one.overall is not None:
                whole.ratings.append(one.overall)
                has_score = one.score is not None and one.score_max
                whole.points_pct.append(100 * (one.score or 0) / (one.score_max or 1) if has_score else None)
            for rated in one.ratings:
                part = found[region, programme, year, rated.standard.concept.value]
                if one not in part.inspections:
                    part.inspections.append(one)
                part.ratings.append(rated.rating)
                part.points_pct.append(100 * rated.rating.points / 3)
    for body in load_register().bodies.values():
        if body.kind is BodyKind.REGION and body.valid_from is not None:
            for year in range(body.valid_from.year, RECORD_YEAR + 1):
                found.setdefault((body.name, "adult", year, "overall"), Expected())
    return dict(found)


def year_of(one: Inspection) -> int | None:
    dated = one.published or one.fieldwork_end or one.fieldwork_start
    return dated.value.year if dated is not None else None


def regions_of(body_id: str) -> list[str | None]:
    """Names of the regions that have any of a body's ground; None for what is in no region."""
    bodies, geography = load_register().bodies, load_geography()
    ground = geography.areas_of(body_id)
    regions = [body for body in bodies.values() if body.kind is BodyKind.REGION]
    found = [body.name for body in regions if ground & geography.areas_of(body.body_id)]
    return [*found] or [None]


def units_of(region: str | None, year: int | None) -> int:
    """Delivery units of a region in a year.

    Those redrawn on a day no source states count by the first inspection of any made together or, without
    one, from the year of the record; the units before them until then.
    """
    register = load_register()
    assert year is not None
    undated = [s for s in register.successions if s.date is None and s.kind is not SuccessionKind.COVERS]
    seen = {
        s.successor_id: [
            y for one in load_inspections() if one.body_id == s.successor_id and (y := year_of(one))
        ]
        for s in undated
    }

    def together(body_id: str) -> set[str]:
        """Units made at once with one, or of one."""
        found: set[str] = {body_id}
        while (
            new := {
                other
                for s in undated
                if {s.predecessor_id, s.successor_id} & found
                for other in (s.predecessor_id, s.successor_id)
            }
            - found
        ):
            found |= new
        return found

    def drawn(body_id: str) -> int:
        return min((y for one in together(body_id) for y in seen.get(one, [])), default=RECORD_YEAR)

    ended = {s.predecessor_id: drawn(s.predecessor_id) for s in undated}
    count = 0
    for body in register.bodies.values():
        if body.kind is BodyKind.PDU and body.parent_region is not None:
            is_made = body.body_id in seen
            first = body.valid_from.year if body.valid_from else drawn(body.body_id) if is_made else 9999
            last = body.valid_to.year if body.valid_to else ended.get(body.body_id, RECORD_YEAR + 1) - 1
            is_in = register.bodies[body.parent_region].name == region
            count += is_in and first <= year <= last
    return count


def of(rows: dict[Key, Any]) -> dict[Key, Any]:
    return {key: row for key, row in rows.items() if key[2] is not None and key[2] >= FIRST_YEAR}


def test_there_is_a_row_for_everything_rated_and_for_every_year_of_a_region(
    shown: dict[Key, Any], expected: dict[Key, Expected]
) -> None:
    assert of(shown).keys() == of(expected).keys()
    regions = {key[0] for key in shown} - {None}
    assert len(regions) == 12


def test_inspections_and_ratings_are_counted(shown: dict[Key, Any], expected: dict[Key, Expected]) -> None:
    for key, want in of(expected).items():
        row = shown[key]
        found = {
            name: row[name] for name in row if name.endswith("_count") and not name.startswith("pdu_")
        } | {name: row[name] for name in ("framework_names", "kind_names")}
        assert found == {
            "framework_names": "; ".join(sorted({one.framework.value for one in want.inspections})) or None,
            "kind_names": "; ".join(sorted({one.body_kind.value for one in want.inspections})) or None,
            "inspection_count": len(want.inspections),
            "rated_count": len(want.ratings),
            "outstanding_count": want.count(Rating.OUTSTANDING),
            "good_count": want.count(Rating.GOOD),
            "requires_improvement_count": want.count(Rating.REQUIRES_IMPROVEMENT),
            "inadequate_count": want.count(Rating.INADEQUATE),
        }, key


def test_the_share_of_inadequate_is_of_ratings_not_of_inspections(
    shown: dict[Key, Any], expected: dict[Key, Expected]
) -> None:
    for key, want in of(expected).items():
        share = round(100 * want.count(Rating.INADEQUATE) / len(want.ratings), 1) if want.ratings else None
        assert shown[key]["inadequate_pct"] == share, key
    # Two years read by hand from the file.
    assert shown["Probation Service – East Midlands", "adult", 2025, "overall"]["inadequate_pct"] == 85.7
    assert shown["Probation Service – South West", "adult", 2026, "overall"]["inadequate_pct"] is None


def test_there_is_a_median_within_one_framework_and_kind_of_body_alone(
    shown: dict[Key, Any], expected: dict[Key, Expected]
) -> None:
    for key, want in of(expected).items():
        row = shown[key]
        if not want.is_one_scale:
            assert row["median_points_pct"] is None, key
        elif None not in want.points_pct:
            assert row["median_points_pct"] == want.median_pct, key
        assert (row["median_points_pct"] is None) is (row["median_reason"] is not None), key


def test_delivery_units_are_counted_and_those_inspected(
    shown: dict[Key, Any], expected: dict[Key, Expected]
) -> None:
    for key, want in of(expected).items():
        region, programme, year, _ = key
        units = units_of(region, year) or None if programme == "adult" else None
        inspected = len(want.units()) if units is not None else None
        share = round(100 * inspected / units, 1) if units is not None and inspected is not None else None
        row = shown[key]
        told = (row["pdu_count"], row["pdu_inspected_count"], row["pdu_inspected_pct"])
        assert told == (units, inspected, share), key
        assert share is None or share <= 100


def test_there_is_no_median_where_points_of_some_are_not_stated(
    shown: dict[Key, Any], expected: dict[Key, Expected]
) -> None:
    """Yorkshire 2023: one of four states a score, the worst, and 3.7 per cent stood as the median of all."""
    assert shown["Probation Service – Yorkshire and the Humber", "adult", 2023, "overall"]["rated_count"] == 4
    for key, want in of(expected).items():
        assert shown[key]["median_points_pct"] == want.median_pct, key


def test_inspections_of_unknown_date_are_not_lost(asking: duckdb.DuckDBPyConnection) -> None:
    """Five units are known to be rated, not when; without them KSS reads as 3 of its 5 inspected for ever."""
    undated = [one for one in load_inspections() if year_of(one) is None]
    counted = asking.execute(
        "SELECT sum(inspection_count) FROM region_years WHERE concept = 'overall' AND published_year IS NULL"
    ).fetchone()
    assert counted == (sum(len(regions_of(one.body_id)) for one in undated),)


def test_units_that_were_replaced_are_not_counted_beside_their_heirs(shown: dict[Key, Any]) -> None:
    """Three units of Greater Manchester were made into two; no source says when, but both never were."""
    replaced = {s.predecessor_id for s in load_register().successions if s.kind != "covers"}
    standing = [
        body
        for body in load_register().bodies.values()
        if body.kind is BodyKind.PDU
        and body.parent_region == "region-greater-manchester"
        and body.body_id not in replaced
    ]
    row = shown["Probation Service – Greater Manchester", "adult", 2026, "overall"]
    assert row["pdu_count"] == len(standing)


def test_trusts_count_only_in_regions_that_have_their_ground(
    shown: dict[Key, Any], expected: dict[Key, Expected]
) -> None:
    """York and North Yorkshire 2012 stands under the East Midlands, because its company reached there."""
    dated = {key for key in shown if key[3] == "overall" and key[2] is not None}
    assert dated == {key for key in expected if key[3] == "overall"}
