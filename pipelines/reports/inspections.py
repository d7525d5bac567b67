"""From a report to its records: inspections, ratings, findings and recommendations, each with its
evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.bodies.register import Body
from pipelines.records import (
    FindingRecord,
    Flag,
    InspectionRecord,
    KeyFactRecord,
    RatingRecord,
    RecommendationProgressRecord,
    RecommendationRecord,
)
from pipelines.reports.consistency import check_inspection
from pipelines.reports.cover import Cover
from pipelines.reports.document import Document
from pipelines.reports.findings import Finding, read_findings
from pipelines.reports.key_facts import read_key_facts
from pipelines.reports.layouts.layout import Layout
from pipelines.reports.people import chief_inspector, lead_inspector
from pipelines.reports.progress import read_progress
from pipelines.reports.providers import inspected_bodies
from pipelines.reports.publication import published_evidence
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
    read = read_ratings(document, layout.framework, bodies[0].kind, title=cover.title)
    for refusal in read.refusals if layout.is_rated else ():
        reading.refuse(document, refusal.reason, refusal.detail, refusal.quote)
    if not _is_certain(read, layout, document, reading):
        return reading
    reading.inspections += [_inspection(cover, layout, body, read) for body in bodies]
    if layout.is_rated:
        reading.ratings += [_rating(document, reading.inspections[0], rated) for rated in read.standards]
    add_findings(reading, document, reading.inspections, bodies)
    _add_recommendations(reading, document, bodies)
    add_key_facts(reading, document, reading.inspections, bodies)
    _add_progress(reading, document, bodies)
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
    if not read.overall_refused:
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
        published_evidence=published_evidence(document, cover.published),
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


def add_findings(
    reading: Reading, document: Document, inspections: Sequence[InspectionRecord], bodies: Sequence[Body]
) -> None:
    """Add the percentages and counts of a document, each for the provider it is about: for all of them if it
    names none, or several. Key facts are left out."""
    framework, left_out = inspections[0].framework, read_key_facts(document).blocks
    read = read_findings(document, framework, bodies[0].kind, left_out=left_out)
    for detail, quote in read.refusals:
        reading.refuse(document, QuarantineReason.UNCLEAR_FIGURE, detail, quote)
    for finding in read.findings:
        words = " ".join((*finding.block.heading_path, finding.measure))
        reading.findings += [
            _finding(document, inspection, finding) for inspection in _addressed(words, inspections, bodies)
        ]


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


def add_key_facts(
    reading: Reading, document: Document, inspections: Sequence[InspectionRecord], bodies: Sequence[Body]
) -> None:
    """Add the figures that describe the service, each for the provider it names as findings are."""
    read = read_key_facts(document)
    for detail, quote in read.refusals:
        reading.refuse(document, QuarantineReason.UNCLEAR_FIGURE, detail, quote)
    for fact in read.facts:
        words = " ".join((*fact.block.heading_path, fact.context or "", fact.label))
        reading.key_facts += [
            KeyFactRecord(
                inspection_id=inspection.inspection_id,
                label=fact.label,
                context=fact.context,
                value_text=fact.value_text,
                value=fact.value,
                unit=fact.unit,
                as_at=fact.as_at,
                source=fact.source,
                evidence=document.evidence(fact.block, fact.start, fact.end),
            )
            for inspection in _addressed(words, inspections, bodies)
        ]


def _add_progress(reading: Reading, document: Document, bodies: Sequence[Body]) -> None:
    """Add what became of earlier recommendations, each for the provider it was addressed to."""
    read = read_progress(document)
    for refusal in read.refusals:
        reading.refuse(document, refusal.reason, refusal.detail, refusal.quote)
    for item in read.items:
        reading.progress += [
            RecommendationProgressRecord(
                inspection_id=inspection.inspection_id,
                number=item.number,
                addressee=item.addressee,
                text=item.text,
                progress=item.progress,
                status_text=item.status_text,
                earlier_year=item.earlier_year,
                earlier_text=item.earlier_text,
                evidence=document.evidence(item.block),
            )
            for inspection in _addressed(item.addressee or "", reading.inspections, bodies)
        ]


def _add_recommendations(reading: Reading, document: Document, bodies: Sequence[Body]) -> None:
    """Add the recommendations, each for the provider it is addressed to."""
    read = read_recommendations(document)
    for detail, quote in read.refusals:
        reading.refuse(document, QuarantineReason.CONTRADICTION, detail, quote)
    for item in read.items:
        reading.recommendations += [
            RecommendationRecord(
                inspection_id=inspection.inspection_id,
                number=item.number,
                addressee=item.addressee,
                text=item.text,
                evidence=document.evidence(item.block, item.start, item.end),
            )
            for inspection in _addressed(item.addressee, reading.inspections, bodies)
        ]
    reading.flags += [
        Flag(
            inspection_id=inspection.inspection_id,
            check="recommendation numbers",
            detail=detail,
            quotes=quotes,
        )
        for detail, quotes in read.remarks
        for inspection in reading.inspections
    ]


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
