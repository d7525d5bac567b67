"""What differs between two tellings of the same inspection: typed values, not text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from pipelines.records import Evidence, FindingRecord, RatingRecord, RecommendationRecord
from warehouse import sentences
from warehouse.change import Change, ChangeKind, Source
from warehouse.ids import words
from warehouse.merge import Merged, Stated, Told, Value

Key = TypeVar("Key")


def corrections(
    run_id: str, old: Merged, new: Merged, *, known: Collection[str], body_name: str
) -> Iterator[Change]:
    """Every value that was one thing before this run and is another after it.

    `known` are the addresses known before this run. What a document adds that nobody had seen before is not
    a correction, so an annexe that appears a week after its report corrects nothing.
    """
    report = sentences.report_name(body_name, new.inspection)

    def change(
        field_name: str,
        label: str,
        old_value: str | None,
        new_value: str | None,
        old_source: Source | None,
        new_source: Source | None,
        standard_code: str | None = None,
    ) -> Change:
        is_rating = field_name in ("rating", "overall_rating")
        return Change(
            run_id=run_id,
            kind=ChangeKind.RATING_CORRECTED if is_rating else ChangeKind.VALUE_CORRECTED,
            sentence=sentences.corrected(report, label, old_value, new_value, old_source, new_source),
            inspection_id=new.inspection_id,
            body_id=new.inspection.body_id,
            document_url=(new_source or old_source or Source(new.urls[0], new.inspection.evidence)).url,
            standard_code=standard_code,
            field_name=field_name,
            subject=label,
            old_value=old_value,
            new_value=new_value,
            old_sha256=old_source.evidence.document_sha256 if old_source else None,
            new_sha256=new_source.evidence.document_sha256 if new_source else None,
            old_source=old_source,
            new_source=new_source,
        )

    for field_name, label, before, after in _whole_values(old, new):
        if before[0] == after[0] or _is_addition(before[0], after[1], known) or _is_finer(before[0], after[0]):
            continue
        yield change(field_name, label, before[0], after[0], before[1], after[1])
    for code, rating, was in _pairs(old.ratings, new.ratings, known):
        label = f"{code} {(rating or was).record.printed_name}" if (rating or was) else code
        yield change(
            "rating",
            label,
            was.record.rating if was else None,
            rating.record.rating if rating else None,
            _source(was),
            _source(rating),
            code,
        )
    for _, finding, found in _pairs(_findings(old), _findings(new), known):
        shown = finding or found
        yield change(
            "finding",
            sentences.shortened(shown.record.measure) if shown else "",
            found.record.value_text if found else None,
            finding.record.value_text if finding else None,
            _source(found),
            _source(finding),
            shown.record.standard_code if shown else None,
        )
    for number, now, then in _pairs(_recommendations(old), _recommendations(new), known):
        yield change(
            "recommendation",
            f"recommendation {number}",
            then.record.text if then else None,
            now.record.text if now else None,
            _source(then),
            _source(now),
        )


def _whole_values(
    old: Merged, new: Merged
) -> Iterator[tuple[str, str, tuple[str | None, Source | None], tuple[str | None, Source | None]]]:
    """Values of the inspection as a whole: name, label, and for both sides the printed value and its place."""

    def side(merged: Merged) -> dict[str, tuple[str | None, Source | None]]:
        told = merged.inspection
        score = None if told.score is None else f"{told.score}/{told.score_max}"
        return {
            "overall_rating": (told.overall_rating, _at(merged.overall_url, told.overall_evidence)),
            "score": (score, _at(merged.score_url, told.score_evidence)),
            "published_date": (str(told.published) if told.published else None, None),
            "fieldwork_start_date": (
                str(told.fieldwork_start) if told.fieldwork_start else None,
                _at(merged.fieldwork_url, told.fieldwork_evidence),
            ),
            "fieldwork_end_date": (
                str(told.fieldwork_end) if told.fieldwork_end else None,
                _at(merged.fieldwork_url, told.fieldwork_evidence),
            ),
        }

    labels = {
        "overall_rating": "the overall rating",
        "score": "the score",
        "published_date": "the publication date",
        "fieldwork_start_date": "the start of fieldwork",
        "fieldwork_end_date": "the end of fieldwork",
    }
    before, after = side(old), side(new)
    for name, label in labels.items():
        yield name, label, before[name], after[name]


def _pairs(
    old: Mapping[Key, Told[Value]], new: Mapping[Key, Told[Value]], known: Collection[str]
) -> Iterator[tuple[Key, Told[Value] | None, Told[Value] | None]]:
    """Keys whose value differs, with the value after and before."""
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        if before is not None and after is not None and _value(before) == _value(after):
            continue
        if before is None and after is not None and after.url not in known:
            continue
        yield key, after, before


def _is_addition(before: str | None, source: Source | None, known: Collection[str]) -> bool:
    return before is None and source is not None and source.url not in known


def _is_finer(before: str | None, after: str | None) -> bool:
    """Whether a printed date only became more precise: "2022-05" is not wrong where "2022-05-17" is right."""
    return before is not None and after is not None and after.startswith(f"{before}-")


def _value(told: Told[Value]) -> str:
    record: Stated = told.record
    if isinstance(record, RatingRecord):
        return record.rating
    return words(record.value_text if isinstance(record, FindingRecord) else record.text)


def _findings(merged: Merged) -> dict[tuple[str, str | None, int], Told[FindingRecord]]:
    """Findings by measure; the n-th where a report states one measure with several values."""
    keyed: dict[tuple[str, str | None, int], Told[FindingRecord]] = {}
    for told in merged.findings:
        measure, count = words(told.record.measure), 0
        while (measure, told.record.standard_code, count) in keyed:
            count += 1
        keyed[measure, told.record.standard_code, count] = told
    return keyed


def _recommendations(merged: Merged) -> dict[int, Told[RecommendationRecord]]:
    return {told.record.number: told for told in merged.recommendations}


def _source(told: Told[Value] | None) -> Source | None:
    return Source(told.url, told.record.evidence) if told is not None else None


def _at(url: str, evidence: Evidence | None) -> Source | None:
    return Source(url, evidence) if evidence is not None else None
