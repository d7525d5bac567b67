"""What differs between two tellings of the same inspection: typed values, not text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipelines.records import Evidence, FindingRecord, KeyFactRecord, RatingRecord, RecommendationRecord
from warehouse import sentences
from warehouse.change import Change, ChangeKind, Source
from warehouse.ids import words
from warehouse.merge import Merged
from warehouse.told import KEY_FACTS, PROGRESS, Comparison, Stated, Told, Value, numbered

Key = TypeVar("Key")
Side = tuple[str | None, Source | None]
"""A value as printed and where it stands, before or after."""

_WHOLE_LABELS = {
    "overall_rating": "the overall rating",
    "score": "the score",
    "published_date": "the publication date",
    "fieldwork_start_date": "the start of fieldwork",
    "fieldwork_end_date": "the end of fieldwork",
}


@dataclass(frozen=True)
class Difference:
    """One value on both sides of a run; `label` is what a reader calls it."""

    field_name: str
    label: str
    old: Side
    new: Side
    standard_code: str | None = None


def corrections(
    run_id: str, old: Merged, new: Merged, *, known: Collection[str], body_name: str
) -> Iterator[Change]:
    """Every value that was one thing before this run and is another after it.

    `known` are the addresses known before this run. What a document adds that nobody had seen before is not
    a correction, so an annexe that appears a week after its report corrects nothing.
    """
    report = sentences.report_name(body_name, new.inspection)
    for difference in _differences(old, new):
        (old_value, old_source), (new_value, new_source) = difference.old, difference.new
        if old_value is None and new_source is not None and new_source.url not in known:
            continue
        is_rating = difference.field_name in ("rating", "overall_rating")
        shown = new_source or old_source
        yield Change(
            run_id=run_id,
            kind=ChangeKind.RATING_CORRECTED if is_rating else ChangeKind.VALUE_CORRECTED,
            sentence=sentences.corrected(report, difference.label, difference.old, difference.new),
            inspection_id=new.inspection_id,
            body_id=new.inspection.body_id,
            document_url=shown.url if shown is not None else new.urls[0],
            standard_code=difference.standard_code,
            field_name=difference.field_name,
            subject=difference.label,
            old_value=old_value,
            new_value=new_value,
            old_sha256=old_source.evidence.document_sha256 if old_source else None,
            new_sha256=new_source.evidence.document_sha256 if new_source else None,
            old_source=old_source,
            new_source=new_source,
        )


def _differences(old: Merged, new: Merged) -> Iterator[Difference]:
    before, after = _whole_values(old), _whole_values(new)
    for field_name, label in _WHOLE_LABELS.items():
        then, now = before[field_name], after[field_name]
        if then[0] != now[0] and not _is_finer(then[0], now[0]):
            yield Difference(field_name, label, then, now)
    for rated, was, is_now in _pairs(old.ratings, new.ratings):
        label = f"{rated.standard_code} {rated.printed_name}"
        yield Difference("rating", label, was, is_now, rated.standard_code)
    for found, was, is_now in _pairs(_findings(old), _findings(new)):
        yield Difference("finding", sentences.shortened(found.measure), was, is_now, found.standard_code)
    for asked, was, is_now in _pairs(_recommendations(old), _recommendations(new)):
        yield Difference("recommendation", f"recommendation {asked.number}", was, is_now)
    yield from _compared(PROGRESS, old.progress, new.progress)
    yield from _compared(KEY_FACTS, old.key_facts, new.key_facts)


def _compared(
    compared: Comparison[Value], old: Sequence[Told[Value]], new: Sequence[Told[Value]]
) -> Iterator[Difference]:
    then, now = _keyed(compared, old), _keyed(compared, new)
    for record, was, is_now in _pairs(then, now, compared.value):
        yield Difference(compared.field_name, sentences.shortened(compared.label(record)), was, is_now)


def _keyed(
    compared: Comparison[Value], told: Sequence[Told[Value]]
) -> dict[tuple[Hashable, int], Told[Value]]:
    keys = numbered([one.record for one in told], compared)
    return dict(zip(keys, told, strict=True))


def _whole_values(merged: Merged) -> dict[str, Side]:
    """Values of the inspection as a whole, each with where it is printed."""
    told = merged.inspection
    score = None if told.score is None else f"{told.score}/{told.score_max}"
    fieldwork = _at(merged.fieldwork_url, told.fieldwork_evidence)
    published = _at(merged.published_url, told.published_evidence)
    return {
        "overall_rating": (told.overall_rating, _at(merged.overall_url, told.overall_evidence)),
        "score": (score, _at(merged.score_url, told.score_evidence)),
        "published_date": (str(told.published) if told.published else None, published),
        "fieldwork_start_date": (str(told.fieldwork_start) if told.fieldwork_start else None, fieldwork),
        "fieldwork_end_date": (str(told.fieldwork_end) if told.fieldwork_end else None, fieldwork),
    }


def _pairs(
    old: Mapping[Key, Told[Value]],
    new: Mapping[Key, Told[Value]],
    printed: Callable[[Value], str] | None = None,
) -> Iterator[tuple[Value, Side, Side]]:
    """Values that differ: the record, and both sides, None on the one that does not state it."""
    say = printed or _printed
    for key in dict.fromkeys([*old, *new]):
        told = new[key] if key in new else old[key]
        before, after = _side(old.get(key), say), _side(new.get(key), say)
        if words(before[0] or "") != words(after[0] or ""):
            yield told.record, before, after


def _printed(record: Stated) -> str:
    if isinstance(record, RatingRecord):
        return record.rating.value
    return record.value_text if isinstance(record, FindingRecord | KeyFactRecord) else record.text or ""


def _side(told: Told[Value] | None, printed: Callable[[Value], str]) -> Side:
    if told is None:
        return None, None
    return printed(told.record), Source(told.url, told.record.evidence)


def _findings(merged: Merged) -> dict[tuple[str, str | None, int], Told[FindingRecord]]:
    """Findings by measure; the n-th where a report states one measure with several values."""
    keyed: dict[tuple[str, str | None, int], Told[FindingRecord]] = {}
    for told in merged.findings:
        measure, number = words(told.record.measure), 0
        while (measure, told.record.standard_code, number) in keyed:
            number += 1
        keyed[measure, told.record.standard_code, number] = told
    return keyed


def _recommendations(merged: Merged) -> dict[int, Told[RecommendationRecord]]:
    return {told.record.number: told for told in merged.recommendations}


def _is_finer(before: str | None, after: str | None) -> bool:
    """Whether a printed date only became more precise: "2022-05" is not wrong where "2022-05-17" is right."""
    return before is not None and after is not None and after.startswith(f"{before}-")


def _at(url: str, evidence: Evidence | None) -> Source | None:
    return Source(url, evidence) if evidence is not None else None
