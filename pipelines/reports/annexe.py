"""Data annexes: percentages published beside a report, tied to its inspection where the cover says which."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.records import InspectionRecord
from pipelines.reports.cover import Cover
from pipelines.reports.inspections import add_findings, add_key_facts
from pipelines.reports.layouts.choose import choose
from pipelines.reports.providers import inspected_bodies
from pipelines.reports.reading import Reading
from pipelines.vocabulary import DatePrecision

_PREFIX = re.compile(r"^.*?\bdata\s+annexe?\b\s*(?:to|for|[:–—-])*\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"\s*[:–—(-]*\s*\bdata\s+annexe?\b.*$", re.IGNORECASE)


def read_annexe(cover: Cover) -> Reading:
    """Read an annexe's percentages.

    An annexe that does not say of which inspection it is gives none: percentages under the wrong year's
    inspection would look as good as right ones.
    """
    reading = Reading()
    titles = [_SUFFIX.sub("", cover.title), _PREFIX.sub("", cover.title)]
    for title in filter(None, titles):
        named = replace(cover, title=title)
        fitting = choose(named)
        bodies = inspected_bodies(named, fitting[0][0]) if len(fitting) == 1 else ()
        if len(bodies) != 1 or not _is_dated(cover):
            continue
        inspection = InspectionRecord(
            body_id=bodies[0].body_id,
            framework=fitting[0][0].framework,
            title=title,
            published=cover.published,
            fieldwork_start=cover.fieldwork.start if cover.fieldwork else None,
            evidence=cover.document.evidence(cover.title_block),
        )
        add_findings(reading, cover.document, [inspection], bodies)
        add_key_facts(reading, cover.document, [inspection], bodies)
        return reading
    return reading


def _is_dated(cover: Cover) -> bool:
    """Whether the publication is known to the month, as the inspection's name needs."""
    return cover.published is not None and cover.published.precision is not DatePrecision.YEAR
