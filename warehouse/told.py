"""Values that several documents tell: which one stands, where else it is told, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipelines.records import (
    Evidence,
    FindingRecord,
    KeyFactRecord,
    RatingRecord,
    RecommendationProgressRecord,
    RecommendationRecord,
)
from warehouse.ids import words

Stated = RatingRecord | FindingRecord | RecommendationRecord | RecommendationProgressRecord | KeyFactRecord
Value = TypeVar("Value", bound=Stated)


@dataclass(frozen=True)
class Told(Generic[Value]):
    """A value and the document it is taken from; `also` is where other documents say the same."""

    record: Value
    url: str
    is_disputed: bool = False
    also: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True)
class Dispute:
    """Two documents of one inspection that differ. The first value is the one the tables show."""

    field_name: str
    subject: str
    value: str
    url: str
    evidence: Evidence
    other_value: str
    other_url: str
    other_evidence: Evidence


@dataclass(frozen=True)
class Comparison(Generic[Value]):
    """How one kind of value is told from others of its kind (`key`), and what of it must agree (`value`)."""

    field_name: str
    key: Callable[[Value], Hashable]
    value: Callable[[Value], str]
    label: Callable[[Value], str]


def _named(record: RecommendationProgressRecord) -> str:
    return record.text or f"recommendation {record.number}"


PROGRESS: Comparison[RecommendationProgressRecord] = Comparison(
    field_name="progress",
    key=lambda record: (record.number, words(record.text or ""), words(record.addressee or "")),
    value=lambda record: record.progress.value,
    label=_named,
)
KEY_FACTS: Comparison[KeyFactRecord] = Comparison(
    field_name="key_fact",
    key=lambda record: (words(record.label), words(record.context or "")),
    value=lambda record: record.value_text,
    label=lambda record: " > ".join(filter(None, (record.context, record.label))),
)


def numbered(records: Sequence[Value], compared: Comparison[Value]) -> dict[tuple[Hashable, int], Value]:
    """Records by key; the n-th where a document states one key with several values."""
    found: dict[tuple[Hashable, int], Value] = {}
    for record in records:
        number = 0
        while (compared.key(record), number) in found:
            number += 1
        found[compared.key(record), number] = record
    return found


def merge_stated(
    stated: Sequence[tuple[str, Sequence[Value]]], compared: Comparison[Value], disputes: list[Dispute]
) -> tuple[Told[Value], ...]:
    """Each value once, from the first document that states it; another value elsewhere is a dispute.

    `stated` has the documents in the order of their authority. What differs is added to `disputes`.
    """
    told: dict[tuple[Hashable, int], list[tuple[str, Value]]] = {}
    for url, records in stated:
        for key, record in numbered(records, compared).items():
            told.setdefault(key, []).append((url, record))
    merged: list[Told[Value]] = []
    for (url, record), *others in told.values():
        shown = compared.value(record)
        differing = [(u, r) for u, r in others if words(compared.value(r)) != words(shown)]
        disputes += [
            Dispute(
                field_name=compared.field_name,
                subject=compared.label(record),
                value=shown,
                url=url,
                evidence=record.evidence,
                other_value=compared.value(other),
                other_url=other_url,
                other_evidence=other.evidence,
            )
            for other_url, other in differing
        ]
        also = tuple((u, r.evidence) for u, r in others if (u, r) not in differing)
        merged.append(Told(record, url, bool(differing), also))
    return tuple(merged)
