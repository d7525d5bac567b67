"""One inspection, told by several documents: page, PDF, copy on the old site, data annexe.

They are put together by what they are about, never by resemblance, and where they disagree nobody is believed
silently: the PDF's value stands, as the signed report, and the disagreement is recorded with both quotes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipelines.records import (
    FindingRecord,
    Flag,
    InspectionRecord,
    KeyFactRecord,
    PartialDate,
    RatingRecord,
    RecommendationProgressRecord,
    RecommendationRecord,
    ReportRecords,
)
from pipelines.vocabulary import DatePrecision
from warehouse.ids import words
from warehouse.told import KEY_FACTS, PROGRESS, Dispute, Told, merge_stated

NEAR_DAYS = 62
"""A cover says "May", the page that carries it appears on 2 July: still one report."""

_PRECISIONS = (DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR)


@dataclass(frozen=True)
class Carriage:
    """Which pages carry a document now, and which ever did (a page carries itself)."""

    now: frozenset[str]
    ever: frozenset[str]


@dataclass(frozen=True)
class Telling:
    """What one document says of one inspection. An annexe only adds numbers: `inspection` is None."""

    url: str
    is_pdf: bool
    told_id: str
    carriage: Carriage
    inspection: InspectionRecord | None
    ratings: tuple[RatingRecord, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    recommendations: tuple[RecommendationRecord, ...] = ()
    progress: tuple[RecommendationProgressRecord, ...] = ()
    key_facts: tuple[KeyFactRecord, ...] = ()
    flags: tuple[Flag, ...] = ()

    @property
    def is_dropped(self) -> bool:
        """Whether no page carries this file any more: it was replaced under a new name."""
        return not self.carriage.now and bool(self.carriage.ever)

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """Order of authority: files still offered, PDFs, then pages."""
        return (self.is_dropped, not self.is_pdf, self.url)


@dataclass(frozen=True)
class Merged:
    """One inspection as all its documents tell it; the first URL is the one that names body and programme."""

    inspection: InspectionRecord
    urls: tuple[str, ...]
    pages: frozenset[str]
    pdf_url: str | None
    overall_url: str
    score_url: str
    fieldwork_url: str
    published_url: str
    ratings: Mapping[str, Told[RatingRecord]] = field(default_factory=dict)
    findings: tuple[Told[FindingRecord], ...] = ()
    recommendations: tuple[Told[RecommendationRecord], ...] = ()
    progress: tuple[Told[RecommendationProgressRecord], ...] = ()
    key_facts: tuple[Told[KeyFactRecord], ...] = ()
    disputes: tuple[Dispute, ...] = ()
    flags: tuple[Flag, ...] = ()

    @property
    def inspection_id(self) -> str:
        """Its name; from the best date any document gives."""
        return self.inspection.inspection_id

    @property
    def report_url(self) -> str:
        """Where a person should look: the page if there is one."""
        return min(self.pages, key=lambda url: (url not in self.urls, url), default=self.urls[0])


def programme_of(inspection_id: str) -> tuple[str, str]:
    """Body and framework of an inspection's name; merging never crosses them."""
    body_id, framework, _ = inspection_id.split(".", 2)
    return body_id, framework


def tellings_of(url: str, records: ReportRecords, carriage: Carriage) -> list[Telling]:
    """Take a document's records apart by inspection."""
    media_type = records.document.media_type if records.document else ""
    inspections = {inspection.inspection_id: inspection for inspection in records.inspections}
    named = dict.fromkeys(
        [
            *inspections,
            *(finding.inspection_id for finding in records.findings),
            *(fact.inspection_id for fact in records.key_facts),
        ]
    )
    return [
        Telling(
            url=url,
            is_pdf=media_type.startswith("application/pdf"),
            told_id=told_id,
            carriage=carriage,
            inspection=inspections.get(told_id),
            ratings=tuple(r for r in records.ratings if r.inspection_id == told_id),
            findings=tuple(r for r in records.findings if r.inspection_id == told_id),
            recommendations=tuple(r for r in records.recommendations if r.inspection_id == told_id),
            progress=tuple(r for r in records.progress if r.inspection_id == told_id),
            key_facts=tuple(r for r in records.key_facts if r.inspection_id == told_id),
            flags=tuple(f for f in records.flags if f.inspection_id == told_id),
        )
        for told_id in named
    ]


def merge(tellings: Collection[Telling]) -> tuple[list[Merged], list[Telling]]:
    """Put the tellings of one body and framework together.

    Returns the inspections by date, and the annexes that belong to none of them: their numbers are not
    published, because nobody could say of which inspection they are.
    """
    groups = _groups([t for t in tellings if t.inspection is not None])
    homeless: list[Telling] = []
    for annexe in sorted((t for t in tellings if t.inspection is None), key=lambda t: t.rank):
        homes = [group for group in groups if any(_belongs(annexe, telling) for telling in group)]
        if len(homes) == 1:
            homes[0].append(annexe)
        else:
            homeless.append(annexe)
    merged = [_merge_group(sorted(group, key=lambda t: t.rank)) for group in groups]
    return sorted(merged, key=lambda m: m.inspection_id), homeless


def _groups(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Group tellings of the same inspection: same name, or carried by one page and near in time."""
    groups: list[list[Telling]] = []
    for telling in sorted(tellings, key=lambda t: (t.told_id, t.rank)):
        joined = [group for group in groups if any(_is_one(telling, other) for other in group)]
        rest = [group for group in groups if not any(group is one for one in joined)]
        groups = [*rest, [*(t for group in joined for t in group), telling]]
    return groups


def _is_one(one: Telling, other: Telling) -> bool:
    if one.told_id == other.told_id:
        return True
    if one.inspection is None or other.inspection is None:
        return False
    return bool(one.carriage.ever & other.carriage.ever) and is_near(
        one.inspection.published, other.inspection.published
    )


def _belongs(annexe: Telling, telling: Telling) -> bool:
    """Whether an annexe's numbers are of this inspection: same name, or hung on the same page."""
    return annexe.told_id == telling.told_id or bool(annexe.carriage.ever & telling.carriage.ever)


def is_near(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two stated dates may be of one publication; an unstated one excludes nothing."""
    if one is None or other is None:
        return True
    if DatePrecision.YEAR in (one.precision, other.precision):
        return one.value.year == other.value.year
    return abs((one.value - other.value).days) <= NEAR_DAYS


def _merge_group(group: list[Telling]) -> Merged:
    offered = [t for t in group if not t.is_dropped]
    kept = offered if any(t.inspection is not None for t in offered) else group
    told = [(t, t.inspection) for t in kept if t.inspection is not None]
    lead, base = told[0]
    rated = next(((t, i) for t, i in told if i.overall_rating is not None), (lead, base))
    scored = next(((t, i) for t, i in told if i.score is not None), (lead, base))
    dating, dated = _best_dated(told)
    fielded = next(((t, i) for t, i in told if i.fieldwork_start is not None), (lead, base))
    inspection = base.model_copy(
        update={
            "published": dated.published,
            "published_evidence": dated.published_evidence,
            "overall_rating": rated[1].overall_rating,
            "overall_evidence": rated[1].overall_evidence,
            "rating_reason": rated[1].rating_reason,
            "score": scored[1].score,
            "score_max": scored[1].score_max,
            "score_evidence": scored[1].score_evidence,
            "fieldwork_start": fielded[1].fieldwork_start,
            "fieldwork_end": fielded[1].fieldwork_end,
            "fieldwork_evidence": fielded[1].fieldwork_evidence,
            "lead_inspector": next((i.lead_inspector for _, i in told if i.lead_inspector), None),
            "chief_inspector": next((i.chief_inspector for _, i in told if i.chief_inspector), None),
        }
    )
    disputes = [*_whole_disputes(told)]
    ratings = _merge_ratings(kept, disputes)
    pages = frozenset(url for t in kept for url in (t.carriage.now or t.carriage.ever))
    return Merged(
        inspection=inspection,
        urls=tuple(dict.fromkeys((lead.url, *(t.url for t in kept)))),
        pages=pages | {t.url for t in kept if not t.is_pdf},
        pdf_url=next((t.url for t, _ in told if t.is_pdf), None),
        overall_url=rated[0].url,
        score_url=scored[0].url,
        fieldwork_url=fielded[0].url,
        published_url=dating.url,
        ratings=ratings,
        findings=_merge_findings(kept, disputes),
        recommendations=_merge_recommendations(kept, disputes),
        progress=merge_stated([(t.url, t.progress) for t in kept], PROGRESS, disputes),
        key_facts=merge_stated([(t.url, t.key_facts) for t in kept], KEY_FACTS, disputes),
        disputes=tuple(disputes),
        flags=tuple(dict.fromkeys(flag for t in kept for flag in t.flags)),
    )


def _best_dated(told: Sequence[tuple[Telling, InspectionRecord]]) -> tuple[Telling, InspectionRecord]:
    """Who gives the finest date; among equally fine ones a page, whose day is when it went up, then the
    earliest, then whoever has words for it."""
    dated = [(t, i, i.published) for t, i in told if i.published is not None]
    if not dated:
        return told[0]

    def rank(one: tuple[Telling, InspectionRecord, PartialDate]) -> tuple[int, bool, date, bool]:
        telling, inspection, stated = one
        place = _PRECISIONS.index(stated.precision)
        return place, telling.is_pdf, stated.value, inspection.published_evidence is None

    best = min(dated, key=rank)[2]
    agreeing = [one for one in sorted(dated, key=rank) if one[2] == best]
    return next((one[:2] for one in agreeing if one[1].published_evidence), agreeing[0][:2])


def _whole_disputes(told: Sequence[tuple[Telling, InspectionRecord]]) -> Iterable[Dispute]:
    """Overall ratings and scores that differ from the first document that states one."""
    rated = [(t, i.overall_rating, i.overall_evidence or i.evidence) for t, i in told if i.overall_rating]
    scored = [
        (t, f"{i.score}/{i.score_max}", i.score_evidence or i.evidence)
        for t, i in told
        if i.score is not None
    ]
    for name, stated in (("overall_rating", rated), ("score", scored)):
        for telling, value, evidence in stated[1:]:
            first, held, shown = stated[0]
            if value != held:
                yield Dispute(name, "overall", held, first.url, shown, value, telling.url, evidence)


def _merge_ratings(kept: Sequence[Telling], disputes: list[Dispute]) -> dict[str, Told[RatingRecord]]:
    by_code: dict[str, list[tuple[str, RatingRecord]]] = defaultdict(list)
    for telling in kept:
        for record in telling.ratings:
            by_code[record.standard_code].append((telling.url, record))
    merged: dict[str, Told[RatingRecord]] = {}
    for code, stated in sorted(by_code.items()):
        (url, record), others = stated[0], stated[1:]
        differing = [(u, r) for u, r in others if r.rating is not record.rating]
        disputes += [
            Dispute("rating", code, record.rating, url, record.evidence, r.rating, u, r.evidence)
            for u, r in differing
        ]
        also = tuple((u, r.evidence) for u, r in others if r.rating is record.rating)
        merged[code] = Told(record, url, bool(differing), also)
    return merged


def _merge_findings(kept: Sequence[Telling], disputes: list[Dispute]) -> tuple[Told[FindingRecord], ...]:
    """Each measure once, from the first document that states it; another value elsewhere is a dispute."""
    order: dict[tuple[str, str | None], list[tuple[str, list[FindingRecord]]]] = defaultdict(list)
    for telling in kept:
        here: dict[tuple[str, str | None], list[FindingRecord]] = defaultdict(list)
        for record in telling.findings:
            here[words(record.measure), record.standard_code].append(record)
        for key, records in here.items():
            order[key].append((telling.url, records))
    merged: list[Told[FindingRecord]] = []
    for stated in order.values():
        url, records = stated[0]
        values = {_finding_value(r) for r in records}
        differing = [(u, r) for u, others in stated[1:] for r in others if _finding_value(r) not in values]
        disputes += [
            Dispute(
                "finding",
                records[0].measure,
                records[0].value_text,
                url,
                records[0].evidence,
                r.value_text,
                u,
                r.evidence,
            )
            for u, r in differing
        ]
        for value, same in _by_value(records).items():
            also = tuple((url, r.evidence) for r in same[1:]) + tuple(
                (u, r.evidence) for u, others in stated[1:] for r in others if _finding_value(r) == value
            )
            merged.append(Told(same[0], url, bool(differing), also))
    return tuple(merged)


def _by_value(records: Sequence[FindingRecord]) -> dict[str, list[FindingRecord]]:
    grouped: dict[str, list[FindingRecord]] = {}
    for record in records:
        grouped.setdefault(_finding_value(record), []).append(record)
    return grouped


def _finding_value(record: FindingRecord) -> str:
    return words(record.value_text) if record.value_pct is None else f"{record.value_pct:g}%"


def _merge_recommendations(
    kept: Sequence[Telling], disputes: list[Dispute]
) -> tuple[Told[RecommendationRecord], ...]:
    """All from the first document that has any: numbers of two documents need not run alike."""
    having = [t for t in kept if t.recommendations]
    if not having:
        return ()
    lead, others = having[0], having[1:]
    merged = []
    for record in lead.recommendations:
        same = [(t.url, r) for t in others for r in t.recommendations if r.number == record.number]
        differing = [(url, r) for url, r in same if words(r.text) != words(record.text)]
        disputes += [
            Dispute(
                "recommendation",
                str(record.number),
                record.text,
                lead.url,
                record.evidence,
                r.text,
                url,
                r.evidence,
            )
            for url, r in differing
        ]
        also = tuple((url, r.evidence) for url, r in same if words(r.text) == words(record.text))
        merged.append(Told(record, lead.url, bool(differing), also))
    return tuple(merged)
