"""Rows of inspections, ratings, findings, recommendations, progress on earlier ones, and key facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from pipelines.bodies.frameworks import find_standard
from pipelines.records import FindingRecord, RatingRecord, RecommendationRecord, ReleaseRecord
from pipelines.reports.dates import local_day
from warehouse.ids import digest, words
from warehouse.merge import Merged
from warehouse.tables.comparisons import standard_id
from warehouse.tables.rows import EvidenceBook, Row, Rows, beside, dated
from warehouse.told import Told, Value
from warehouse.world import World

RELEASE_REACH = timedelta(days=45)
"""How far a release may be from the report it announces; a report's date may be known to the month only."""


def inspection_rows(world: World, book: EvidenceBook) -> Rows:
    """All that the inspectorate found."""
    inspections = world.inspections
    return {
        "inspections": [_inspection(world, merged, book) for merged in inspections],
        "ratings": [row for merged in inspections for row in _ratings(world, merged, book)],
        "findings": [row for merged in inspections for row in _findings(merged, book)],
        "recommendations": [row for merged in inspections for row in _recommendations(merged, book)],
        "recommendation_progress": [row for merged in inspections for row in _progress(merged, book)],
        "key_facts": [row for merged in inspections for row in _key_facts(merged, book)],
    }


def release_of(world: World, merged: Merged) -> ReleaseRecord | None:
    """The release that announces an inspection: it names the body, fits the framework, is nearest in time."""
    told, published = merged.inspection, world.review.published(merged)
    if published is None:
        return None
    near = [
        (abs(local_day(release.published) - published.value), release.release_id, release)
        for _, release in world.releases.values()
        if told.body_id in release.body_ids
        and release.published is not None
        and release.framework in (None, told.framework)
    ]
    distance, _, release = min(near, key=lambda found: found[:2], default=(timedelta.max, "", None))
    return release if distance <= RELEASE_REACH else None


def _inspection(world: World, merged: Merged, book: EvidenceBook) -> Row:
    told, name = merged.inspection, merged.inspection_id
    release, review = release_of(world, merged), world.review
    score, score_max = review.score(merged)
    score_pct = round(100 * score / score_max, 1) if score is not None and score_max else None
    shown = told.overall_evidence or told.evidence
    published, fieldwork = review.published(merged), told.fieldwork_end or told.fieldwork_start
    return {
        "inspection_id": name,
        "body_id": told.body_id,
        "framework": told.framework,
        "inspection_title": told.title,
        **dated("published", published),
        **dated("fieldwork_start", told.fieldwork_start),
        **dated("fieldwork_end", told.fieldwork_end),
        **dated("dated", published or fieldwork),
        "dated_by": "published" if published else "fieldwork" if fieldwork else None,
        "overall_rating": review.overall_rating(merged),
        "rating_reason": review.rating_reason(merged),
        "score": score,
        "score_max": score_max,
        "score_pct": score_pct,
        "erratum_note": review.whole_note(merged),
        "lead_inspector_name": told.lead_inspector,
        "chief_inspector_name": told.chief_inspector,
        "report_url": merged.report_url,
        "pdf_url": merged.pdf_url,
        "release_id": release.release_id if release else None,
        "document_count": len(merged.urls),
        "first_seen_run_id": world.first_seen[name],
        "is_disputed": any(dispute.subject == "overall" for dispute in merged.disputes),
        "evidence_id": book.note("inspections", name, "inspection", merged.urls[0], told.evidence),
        "overall_evidence_id": book.note(
            "inspections", name, "overall_rating", merged.overall_url, told.overall_evidence
        ),
        "score_evidence_id": book.note("inspections", name, "score", merged.score_url, told.score_evidence),
        "fieldwork_evidence_id": book.note(
            "inspections", name, "fieldwork", merged.fieldwork_url, told.fieldwork_evidence
        ),
        "published_evidence_id": book.note(
            "inspections", name, "published", merged.published_url, told.published_evidence
        ),
        "document_sha256": shown.document_sha256,
        "page": shown.page,
        "quote": shown.quote,
    }


def _evidenced(book: EvidenceBook, table: str, name: str, field_name: str, told: Told[Value]) -> Row:
    """The evidence columns of one value; where other documents say the same is kept with it."""
    for url, evidence in told.also:
        book.keep(table, name, field_name, url, evidence)
    return {
        "is_disputed": told.is_disputed,
        "evidence_id": book.keep(table, name, field_name, told.url, told.record.evidence),
        **beside(told.record.evidence, told.url),
    }


def rating_id(merged: Merged, code: str) -> str:
    """Name of the row of a standard's rating."""
    return f"{merged.inspection_id}.{code.replace(' ', '')}"


def _ratings(world: World, merged: Merged, book: EvidenceBook) -> Iterator[Row]:
    for code, told in merged.ratings.items():
        record: RatingRecord = told.record
        name, rating = rating_id(merged, code), world.review.rating(merged, code)
        yield {
            "rating_id": name,
            "inspection_id": merged.inspection_id,
            "standard_id": _standard_id(world, merged, record),
            "standard_code": code,
            "standard_name": record.printed_name,
            "concept": record.concept,
            "rating": rating,
            "rating_points": rating.points if rating is not None else None,
            "is_scored": record.counts_towards_score,
            "erratum_note": world.review.rating_note(merged, code),
            **_evidenced(book, "ratings", name, "rating", told),
        }


def _standard_id(world: World, merged: Merged, record: RatingRecord) -> str | None:
    """The row of `standards` that a rating is of; None where its name and code do not lead to one."""
    body = world.register.bodies.get(merged.inspection.body_id)
    if body is None:
        return None
    standard = find_standard(
        merged.inspection.framework, record.printed_name, code=record.standard_code, kind=body.kind
    )
    return standard_id(standard) if standard is not None else None


def _findings(merged: Merged, book: EvidenceBook) -> Iterator[Row]:
    for told in merged.findings:
        record: FindingRecord = told.record
        about = (
            merged.inspection_id,
            record.standard_code,
            words(record.measure),
            record.value_text,
            record.value_pct,
        )
        name = digest("finding", *about)
        yield {
            "finding_id": name,
            "inspection_id": merged.inspection_id,
            "standard_code": record.standard_code,
            "measure": record.measure,
            "value_pct": record.value_pct,
            "value_text": record.value_text,
            "is_key_question": record.is_key_question,
            **_evidenced(book, "findings", name, "finding", told),
        }


def _recommendations(merged: Merged, book: EvidenceBook) -> Iterator[Row]:
    seen: Counter[int] = Counter()
    for told in merged.recommendations:
        record: RecommendationRecord = told.record
        seen[record.number] += 1
        again = f"-{seen[record.number]}" if seen[record.number] > 1 else ""
        name = f"{merged.inspection_id}.recommendation-{record.number}{again}"
        yield {
            "recommendation_id": name,
            "inspection_id": merged.inspection_id,
            "recommendation_number": record.number,
            "addressee_name": record.addressee,
            "recommendation_text": record.text,
            **_evidenced(book, "recommendations", name, "recommendation", told),
        }


def _progress(merged: Merged, book: EvidenceBook) -> Iterator[Row]:
    for told in merged.progress:
        record = told.record
        about = (record.number, words(record.text or ""), words(record.addressee or ""))
        name = digest("progress", merged.inspection_id, *about)
        yield {
            "progress_id": name,
            "inspection_id": merged.inspection_id,
            "recommendation_number": record.number,
            "addressee_name": record.addressee,
            "recommendation_text": record.text,
            "progress": record.progress,
            "status_text": record.status_text,
            "earlier_year": record.earlier_year,
            "earlier_text": record.earlier_text,
            **_evidenced(book, "recommendation_progress", name, "progress", told),
        }


def _key_facts(merged: Merged, book: EvidenceBook) -> Iterator[Row]:
    for told in merged.key_facts:
        record = told.record
        about = (words(record.label), words(record.context or ""), record.value_text)
        name = digest("key_fact", merged.inspection_id, *about)
        yield {
            "key_fact_id": name,
            "inspection_id": merged.inspection_id,
            "label_text": record.label,
            "context_text": record.context,
            "value_text": record.value_text,
            "value": record.value,
            "unit": record.unit,
            "as_at_text": record.as_at,
            "source_text": record.source,
            **_evidenced(book, "key_facts", name, "key_fact", told),
        }
