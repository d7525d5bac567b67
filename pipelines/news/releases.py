"""From a release that a story repeats to the inspections it announces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pipelines.bodies.register import Register
from pipelines.news.candidates import NATIONAL_FRAMEWORKS, Reading
from pipelines.news.drafts import Draft, text_evidence
from pipelines.news.overlap import Overlap
from pipelines.news.prominence import prominences
from pipelines.news.windows import AFTER, BEFORE, london_day, span_of
from pipelines.records import Article, InspectionRecord, ReleaseRecord
from pipelines.vocabulary import CoverageRule

ALSO_SOURCE = 0.5
"""Part of the most repeated release from which on another one is a source of the story too."""
_RELEASE_LAG = timedelta(days=45)
"""Release and report appear on one day; dates known only in part may lie this far apart."""


def is_timely(release: ReleaseRecord, day: date | None) -> bool:
    """Whether a story of that day may be about what the release announces; no day excludes nothing."""
    out = london_day(release.published)
    return day is None or out is None or out - BEFORE <= day <= out + AFTER


def by_release(
    article: Article,
    reading: Reading,
    sources: list[Overlap],
    inspections: Sequence[InspectionRecord],
    register: Register,
) -> list[Draft]:
    """Inspections of the releases a story repeats; of a release about several services, those it names."""
    links: dict[str, Draft] = {}
    named = prominences(reading.mentions, reading.subject, register, reading.day)
    for source in sources:
        if source.pieces < ALSO_SOURCE * sources[0].pieces:
            break
        about = inspections_of(source.release, inspections)
        told = [one for one in about if one.body_id in named and named[one.body_id].score >= 1] or about
        evidence = text_evidence(article, source.start, source.end)
        for inspection in told:
            links.setdefault(
                inspection.inspection_id,
                Draft(inspection, CoverageRule.RELEASE_OVERLAP, float(source.pieces), evidence),
            )
    return list(links.values())


def inspections_of(release: ReleaseRecord, inspections: Iterable[InspectionRecord]) -> list[InspectionRecord]:
    """Inspections a release announces: of each body it names, the one published nearest to it."""
    out = london_day(release.published)
    nearest: dict[str, tuple[tuple[bool, timedelta], InspectionRecord]] = {}
    for inspection in inspections:
        is_named = inspection.body_id in release.body_ids or (
            not release.body_ids
            and release.framework in NATIONAL_FRAMEWORKS
            and inspection.framework is release.framework
        )
        apart = _days_apart(inspection, out)
        if not is_named or apart is None:
            continue
        distance = (release.framework not in {None, inspection.framework}, apart)
        if inspection.body_id not in nearest or distance < nearest[inspection.body_id][0]:
            nearest[inspection.body_id] = (distance, inspection)
    return [inspection for _, inspection in nearest.values()]


def _days_apart(inspection: InspectionRecord, out: date | None) -> timedelta | None:
    """Days between a release and an inspection's publication; None where they do not belong together."""
    if out is None:
        return timedelta(0)
    if inspection.published is not None:
        first, last = span_of(inspection.published)
        apart = max(first - out, out - last, timedelta(0))
        return apart if apart <= _RELEASE_LAG else None
    fieldwork = inspection.fieldwork_end or inspection.fieldwork_start
    if fieldwork is None:
        return _RELEASE_LAG
    apart = out - fieldwork.value
    return _RELEASE_LAG + apart if timedelta(0) <= apart <= timedelta(days=366) else None
