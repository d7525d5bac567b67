"""Rows of outlets, the districts they and the bodies serve, and the days on which outlets were read."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import date, timedelta

from pipelines.bodies.districts import districts_of
from pipelines.bodies.register import Register
from pipelines.vocabulary import DatePrecision
from warehouse.inputs import Inputs
from warehouse.tables.rows import Row, Rows
from warehouse.world import World, host_of

_READ = frozenset({200, 304})
AFTER_DAY, AFTER_MONTH = timedelta(days=21), timedelta(days=51)
"""How long after a report's day, or its month's first, a reading counts; as in 02_expected_coverage.sql."""


def outlet_rows(world: World, inputs: Inputs, register: Register) -> Rows:
    """Everything that says which title serves which ground, and when it was read."""
    outlets = sorted(
        (row for row in inputs.sources if row.get("kind") == "outlet"), key=lambda row: str(row["source_id"])
    )
    return {
        "outlets": [
            {
                "outlet_id": row["source_id"],
                "outlet_name": row["name"],
                "publisher_name": row.get("group"),
                "domain_name": row["domain"],
                "platform": row.get("platform"),
                "policy": row.get("policy"),
            }
            for row in outlets
        ],
        "outlet_areas": [
            {"outlet_id": row["source_id"], "district_name": name}
            for row in outlets
            for name in sorted(set(row.get("districts") or ()))
        ],
        "body_districts": [
            {"body_id": body_id, "district_name": district.name, "is_sure": is_sure}
            for body_id in sorted(register.bodies)
            for district, is_sure in districts_of(body_id)
        ],
        "outlet_readings": _readings(world, inputs, outlets),
    }


def _readings(world: World, inputs: Inputs, outlets: list[Row]) -> list[Row]:
    """For each report and each title that serves its ground, the first day in its weeks on which it was read.

    Other days would say nothing more, and would make every night's record differ from the last.
    """
    read = _days_read(inputs, outlets)
    serving: dict[str, set[str]] = defaultdict(set)
    for row in outlets:
        for name in row.get("districts") or ():
            serving[name].add(str(row["source_id"]))
    found: set[tuple[str, date]] = set()
    for merged in world.inspections:
        published = merged.inspection.published
        if published is None or published.precision is DatePrecision.YEAR:
            continue
        first = published.value
        last = first + (AFTER_MONTH if published.precision is DatePrecision.MONTH else AFTER_DAY)
        names = {district.name for district, _ in districts_of(merged.inspection.body_id)}
        for outlet in {one for name in names for one in serving[name]}:
            days = read.get(outlet, [])
            at = bisect_left(days, first)
            if at < len(days) and days[at] <= last:
                found.add((outlet, days[at]))
    return [{"outlet_id": outlet, "read_date": day} for outlet, day in sorted(found)]


def _days_read(inputs: Inputs, outlets: list[Row]) -> dict[str, list[date]]:
    """Days of the runs in which a list of an outlet answered."""
    by_host = {host_of(str(row["domain"])): str(row["source_id"]) for row in outlets}
    found: dict[str, set[date]] = defaultdict(set)
    for capture in inputs.captures:
        if capture["role"] == "discovery" and capture["status"] in _READ:
            outlet = by_host.get(host_of(capture["url"]))
            if outlet is not None:
                found[outlet].add(_day(capture["run_id"]))
    return {outlet: sorted(days) for outlet, days in found.items()}


def _day(run_id: str) -> date:
    return date(int(run_id[:4]), int(run_id[4:6]), int(run_id[6:8]))
