"""Rows of the reference tables: bodies, successions, places, areas, frameworks, standards, sources, about."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from importlib import resources

from pipelines.bodies.areas import load_geography
from pipelines.bodies.frameworks import Standard, load_standards
from pipelines.bodies.register import Register
from pipelines.vocabulary import UNRATED_FRAMEWORKS, BodyKind, Framework, Rating
from warehouse.ids import digest
from warehouse.inputs import Inputs
from warehouse.sentences import FRAMEWORK_NAMES
from warehouse.tables.comparisons import comparison_rows, standard_id
from warehouse.tables.rows import Row, Rows, dated, joined

ABOUT = {
    "what": "How probation and youth justice services are inspected in England and Wales: the public record.",
    "made by": "Probation Watch, from pages and files of HM Inspectorate of Probation and of newspapers.",
    "licence": "The inspectorate's words: Crown copyright, Open Government Licence v3.0.",
    "newspapers": "Headlines belong to their papers. No story's text is here, only quotes as evidence.",
    "reading it": "Every table and column has a comment. NULL means unknown, never zero.",
    "dates": "Days are days in London, moments are UTC. _precision says how much of a date is stated.",
}
_TOTAL = ("body_kind", "first_date", "last_date", "rating", "stated_date")
REPLICA = "THIS IS A REPLICA: invented pages around real facts. Nothing in it may be quoted as the record."


def is_replica(inputs: Inputs) -> bool:
    """Whether anything here came from the invented web of the demo; one page of it marks the whole file."""
    return any(row.get("is_replica") for row in (*inputs.sources, *inputs.crawls))


def reference_rows(inputs: Inputs, register: Register) -> Rows:
    """All rows that no document tells."""
    statements = ({"REPLICA": REPLICA} if is_replica(inputs) else {}) | ABOUT
    return {
        "about": [{"topic": topic, "statement": statement} for topic, statement in statements.items()],
        "sources": [
            {
                "source_id": row["source_id"],
                "source_name": row["name"],
                "publisher_name": row.get("publisher"),
                "source_kind": row.get("kind"),
                "domain_name": row.get("domain"),
                "licence": row.get("licence"),
                "policy": row.get("policy"),
                "policy_reason": row.get("policy_reason"),
                "cadence": row.get("cadence"),
                "cadence_day_count": row.get("cadence_days"),
                "robots_note": row.get("robots_note"),
                "is_replica": bool(row.get("is_replica")),
            }
            for row in sorted(inputs.sources, key=lambda row: str(row["source_id"]))
        ],
        **_register_rows(register),
        **_area_rows(register),
        **_framework_rows(),
        **comparison_rows(),
        "stated_totals": _stated_totals(),
    }


def _stated_totals() -> list[Row]:
    """Totals that the inspectorate states of itself; a wrong word in the reviewed file is an error."""
    text = resources.files("warehouse").joinpath("data", "stated_totals.csv").read_text(encoding="utf-8")
    return [
        {
            "stated_total_id": digest("total", *(row[name] for name in _TOTAL)),
            "body_kind": BodyKind(row["body_kind"]),
            "first_date": date.fromisoformat(row["first_date"]),
            "last_date": date.fromisoformat(row["last_date"]),
            "rating": Rating(row["rating"]) if row["rating"] else None,
            "stated_count": int(row["stated_count"]),
            "statement_text": row["statement_text"],
            "source_name": row["source_name"],
            "source_url": row["source_url"] or None,
            "stated_date": date.fromisoformat(row["stated_date"]),
        }
        for row in csv.DictReader(text.splitlines())
    ]


def _register_rows(register: Register) -> Rows:
    bodies: list[Row] = []
    for body in register.bodies.values():
        regions = register.regions_of(body.body_id)
        names = [register.bodies[region].name for region in regions]
        only = len(regions) == 1
        bodies.append(
            {
                "body_id": body.body_id,
                "body_name": body.name,
                "body_kind": body.kind,
                "region_id": regions[0] if only else None,
                "region_name": names[0] if only else None,
                "region_names": joined(names),
                "valid_from_date": body.valid_from,
                "valid_to_date": body.valid_to,
                "alias_names": joined(body.aliases),
                "owner_name": body.owner,
                "note": body.note,
                "source_note": body.source,
            }
        )
    return {
        "bodies": sorted(bodies, key=lambda row: str(row["body_id"])),
        "body_succession": [
            {
                "predecessor_id": succession.predecessor_id,
                "successor_id": succession.successor_id,
                **dated("succession", succession.date),
                "succession_kind": succession.kind,
                "note": succession.note,
                "source_note": succession.source,
            }
            for succession in register.successions
        ],
        "places": [
            {
                "place_name": place.place,
                "place_kind": place.place_type,
                "body_id": place.body_id,
                "valid_from_date": place.valid_from,
                "valid_to_date": place.valid_to,
                "share": place.share,
                "source_note": place.source,
            }
            for place in register.places
        ],
    }


def _area_rows(register: Register) -> Rows:
    geography = load_geography()
    return {
        "areas": [
            {
                "area_id": area.area_id,
                "area_name": area.name,
                "authority_name": area.authority,
                "part_name": area.part,
                "source_note": area.source,
            }
            for area in geography.areas.values()
        ],
        "area_bodies": [
            {
                "area_id": cover.area_id,
                "body_id": cover.body_id,
                "valid_from_date": cover.valid_from,
                "valid_to_date": cover.valid_to,
                "source_note": cover.source,
            }
            for cover in geography.covers
            if cover.body_id in register.bodies
        ],
    }


def _framework_rows() -> Rows:
    standards = load_standards()
    counts = Counter(standard.framework for standard in standards)
    return {
        "frameworks": [
            {
                "framework": framework,
                "framework_name": FRAMEWORK_NAMES[framework],
                "is_rated": framework not in UNRATED_FRAMEWORKS,
                "standard_count": counts[framework],
            }
            for framework in Framework
        ],
        "standards": [_standard_row(standard) for standard in standards],
    }


def _standard_row(standard: Standard) -> Row:
    return {
        "standard_id": standard_id(standard),
        "framework": standard.framework,
        "body_kind": standard.body_kind,
        "standard_code": standard.code,
        "standard_name": standard.name,
        "alias_names": joined(standard.aliases),
        "concept": standard.concept,
        "points_max": standard.max_points,
        "is_scored": standard.counts_towards_score,
        "is_code_seen": standard.code_confidence == "seen",
        "source_note": standard.source,
    }
