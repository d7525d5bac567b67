"""From a report to its records: inspections, ratings, findings and recommendations, each with its
evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.bodies.register import Body
from pipelines.records import FindingRecord, InspectionRecord, RatingRecord, RecommendationRecord
from pipelines.reports.consistency import check_inspection
from pipelines.reports.cover import Cover, chief_inspector, lead_inspector
from pipelines.reports.document import Document
from pipelines.reports.findings import Finding, read_findings
from pipelines.reports.layouts.layout import Layout
from pipelines.reports.providers import inspected_bodies
from pipelines.reports.ratings import RatingsRead, StandardRating, read_ratings
from pipelines.reports.reading import Reading
from pipelines.reports.recommendations import read_recommendations
from pipelines.vocabulary import BodyKind, QuarantineReason

_OF_CRC = re.compile(r"\bCRCs?\b|community\s+rehabilitation\s+compan", re.IGNORECASE)
_OF_NPS = re.compile(r"\bNPS\b|national\s+probation\s+service", re.IGNORECASE)


def read_inspections(cover: Cover, layout: Layout) -> Reading:
    """Read a report of a known layout.

    Nothing of an inspection is recorded whose body or overall rating is not certain: half of it, published,
    would look like all of it. Why is then in `quarantined`.
    """
    reading = Reading()
    document = cover.document
    bodies = inspected_bodies(cover, layout)
    if not bodies:
        area = layout.area(cover.title)
        detail = f"no {' or '.join(layout.kinds)} named {area!r} in the register of bodies"
        reading.refuse(document, QuarantineReason.UNKNOWN_BODY, detail, cover.title)
        return reading
    read = read_ratings(document, layout.framework, bodies[0].kind)
    for refusal in read.refusals if layout.is_rated else ():
        reading.refuse(document, refusal.reason, refusal.detail, refusal.quote)
    if not _is_certain(read, layout, document, reading):
        return reading
    reading.inspections += [_inspection(cover, layout, body, read) for body in bodies]
    if layout.is_rated:
        reading.ratings += [_rating(document, reading.inspections[0], rated) for rated in read.standards]
    reading.findings += findings_of(document, reading.inspections, bodies)
    reading.recommendations += _recommendations(document, reading.inspections, bodies)
    for inspection, body in zip(reading.inspections, bodies, strict=True):
        reading.flags += check_inspection(cover, layout, body, inspection, read)
    return reading


def _is_certain(read: RatingsRead, layout: Layout, document: Document, reading: Reading) -> bool:
    """Whether the overall rating is known, or is rightly absent; if neither, the reason is put aside."""
    if not layout.is_rated:
        if read.overall is None:
            return True
        quote = read.overall_block.text if read.overall_block is not None else None
        detail = f"{layout.name} has no overall rating, but one is printed: {read.overall}"
        reading.refuse(document, QuarantineReason.LAYOUT_DRIFT, detail, quote)
        return False
    if read.overall is not None or read.overall_unrated:
        return True
    if not any(r.reason is not QuarantineReason.UNKNOWN_STANDARD for r in read.refusals):
        detail = f"no overall rating found in a report of the layout {layout.name}"
        reading.refuse(document, QuarantineReason.LAYOUT_DRIFT, detail)
    return False


def _inspection(cover: Cover, layout: Layout, body: Body, read: RatingsRead) -> InspectionRecord:
    document, fieldwork = cover.document, cover.fieldwork
    score = read.score if layout.is_rated else None
    overall = read.overall if layout.is_rated else None
    return InspectionRecord(
        body_id=body.body_id,
        framework=layout.framework,
        title=cover.title,
        published=cover.published,
        fieldwork_start=fieldwork.start if fieldwork else None,
        fieldwork_end=fieldwork.end if fieldwork else None,
        overall_rating=overall,
        rating_reason=_rating_reason(layout, read),
        score=score.points if score else None,
        score_max=score.maximum if score else None,
        lead_inspector=lead_inspector(document),
        chief_inspector=chief_inspector(document),
        evidence=document.evidence(cover.title_block),
        overall_evidence=document.evidence(read.overall_block) if overall and read.overall_block else None,
        score_evidence=document.evidence(score.block, score.start, score.end) if score else None,
        fieldwork_evidence=(
            document.evidence(fieldwork.block, fieldwork.quote_start, fieldwork.quote_end)
            if fieldwork
            else None
        ),
    )


def _rating_reason(layout: Layout, read: RatingsRead) -> str | None:
    """Why there is no overall rating, where there is none."""
    if not layout.is_rated:
        return f"inspections of the programme {layout.framework} are not rated"
    return "the report prints that the service is not rated overall" if read.overall is None else None


def _rating(document: Document, inspection: InspectionRecord, rated: StandardRating) -> RatingRecord:
    return RatingRecord(
        inspection_id=inspection.inspection_id,
        framework=inspection.framework,
        standard_code=rated.code,
        printed_name=rated.printed_name,
        concept=rated.standard.concept,
        rating=rated.rating,
        counts_towards_score=rated.standard.counts_towards_score,
        evidence=document.evidence(rated.block),
    )


def findings_of(
    document: Document, inspections: Sequence[InspectionRecord], bodies: Sequence[Body]
) -> Iterable[FindingRecord]:
    """Percentages of a document, each for the provider it is about: for all of them if it names none, or
    several."""
    framework = inspections[0].framework
    for finding in read_findings(document, framework, bodies[0].kind):
        words = " ".join((*finding.block.heading_path, finding.measure))
        for inspection in _addressed(words, inspections, bodies):
            yield _finding(document, inspection, finding)


def _finding(document: Document, inspection: InspectionRecord, finding: Finding) -> FindingRecord:
    return FindingRecord(
        inspection_id=inspection.inspection_id,
        measure=finding.measure,
        value_pct=finding.value_pct,
        value_text=finding.value_text,
        standard_code=finding.standard_code,
        is_key_question=finding.is_key_question,
        evidence=document.evidence(finding.block, finding.start, finding.end),
    )


def _recommendations(
    document: Document, inspections: Sequence[InspectionRecord], bodies: Sequence[Body]
) -> Iterable[RecommendationRecord]:
    for item in read_recommendations(document):
        for inspection in _addressed(item.addressee, inspections, bodies):
            yield RecommendationRecord(
                inspection_id=inspection.inspection_id,
                number=item.number,
                addressee=item.addressee,
                text=item.text,
                evidence=document.evidence(item.block, item.start),
            )


def _addressed(
    words: str, inspections: Sequence[InspectionRecord], bodies: Sequence[Body]
) -> list[InspectionRecord]:
    """Inspections of the providers that the words name by kind; all where they name neither or both."""
    named = {
        kind
        for kind, pattern in ((BodyKind.CRC, _OF_CRC), (BodyKind.NPS_DIVISION, _OF_NPS))
        if pattern.search(words)
    }
    chosen = [i for i, body in zip(inspections, bodies, strict=True) if body.kind in named]
    return chosen or list(inspections)
