"""Rows of `body_lineage`: every body with the bodies before it."""

from __future__ import annotations

from pipelines.bodies.areas import Geography
from pipelines.bodies.lineage import Lineages, share_text, steps_text, work_of
from pipelines.bodies.register import Register
from warehouse.tables.rows import Rows


def lineage_rows(register: Register, geography: Geography) -> Rows:
    """One row per body and ancestor, the body itself included."""
    lineages = Lineages(register, geography)
    return {
        "body_lineage": [
            {
                "body_id": link.body_id,
                "ancestor_id": link.ancestor_id,
                "generation_number": link.generation,
                "area_relation": link.relation,
                "shared_area_count": len(link.shared_areas),
                "body_area_count": len(link.body_areas),
                "ancestor_area_count": len(link.ancestor_areas),
                "share_text": share_text(link, register.bodies),
                "steps_text": steps_text(link, register.bodies),
                "link_date": link.steps[-1].date.value if link.steps and link.steps[-1].date else None,
                "ancestor_work": work_of(register.bodies[link.ancestor_id]),
            }
            for body_id in sorted(register.bodies)
            for link in lineages.of(body_id)
        ]
    }
