"""Rows of outlets, the districts they and the bodies serve, and the days on which outlets were read."""

from __future__ import annotations

from datetime import date

from pipelines.bodies.districts import districts_of
from pipelines.bodies.register import Register
from warehouse.inputs import Inputs
from warehouse.tables.rows import Row, Rows
from warehouse.world import host_of

_READ = frozenset({200, 304})


def outlet_rows(inputs: Inputs, register: Register) -> Rows:
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
        "outlet_readings": _readings(inputs, outlets),
    }


def _readings(inputs: Inputs, outlets: list[Row]) -> list[Row]:
    """A list that answered, on the day of the run that asked: times differ from crawl to crawl."""
    by_list = {url: row["source_id"] for row in outlets for url in row.get("lists") or ()}
    by_host = {host_of(f"//{row['domain']}"): row["source_id"] for row in outlets}
    read = {
        (outlet, _day(capture["run_id"]))
        for capture in inputs.captures
        if capture["role"] == "discovery" and capture["status"] in _READ
        if (outlet := by_list.get(capture["url"]) or by_host.get(host_of(capture["url"]))) is not None
    }
    return [{"outlet_id": outlet, "read_date": day} for outlet, day in sorted(read)]


def _day(run_id: str) -> date:
    return date(int(run_id[:4]), int(run_id[4:6]), int(run_id[6:8]))
