"""Choosing the layout of a report: exactly one may fit."""

from __future__ import annotations

from pipelines.reports.cover import Cover
from pipelines.reports.layouts import (
    approved_premises_2025,
    core_2018,
    core_2021,
    core_2023_pdu,
    core_2023_region,
    dynamic_2025,
    joint,
    national_2025,
    quality_impact_2016,
    thematic,
    trust_era,
    youth_2018,
    youth_2021,
    youth_2025,
)
from pipelines.reports.layouts.layout import Layout

LAYOUTS: tuple[Layout, ...] = (
    trust_era.OMI2,
    trust_era.LAYOUT,
    quality_impact_2016.LAYOUT,
    core_2018.LAYOUT,
    core_2021.LAYOUT,
    core_2023_region.LAYOUT,
    core_2023_pdu.LAYOUT,
    national_2025.LAYOUT,
    dynamic_2025.LAYOUT,
    approved_premises_2025.LAYOUT,
    youth_2018.LAYOUT,
    youth_2021.LAYOUT,
    youth_2025.LAYOUT,
    joint.LAYOUT,
    thematic.LAYOUT,
)


def choose(cover: Cover) -> list[tuple[Layout, str]]:
    """All layouts that fit, with the words that say so. None or several means that layouts have drifted."""
    return [(layout, reason) for layout in LAYOUTS if (reason := layout.matches(cover)) is not None]
