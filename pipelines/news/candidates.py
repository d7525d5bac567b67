"""Inspections a story may be about, each with a score made of place, kind of service, date, rating and
fieldwork."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.bodies.register import Register
from pipelines.news.gazetteer import Mention, Strength
from pipelines.news.prominence import WIDE_KINDS, Prominence, prominences
from pipelines.news.story_facts import StatedFieldwork, stated_fieldwork, stated_ratings
from pipelines.news.subject import Subject
from pipelines.news.undated import Clues, undated_fit
from pipelines.news.windows import BEFORE, Fit, fit, span_of
from pipelines.news.zones import Story
from pipelines.records import InspectionRecord, PartialDate
from pipelines.vocabulary import BodyKind, Framework, Rating

NATIONAL_FRAMEWORKS = frozenset({Framework.NATIONAL_2025, Framework.THEMATIC, Framework.JOINT})
ENOUGH_TEXT = 2.0
"""A body named less prominently than this (one place name in the body of a story scores 1) is not what the
story is about."""

SETTING = 0.3
"""Part of a region's score that a unit in it must have for the region to be mere setting."""


@dataclass(frozen=True)
class Candidate:
    """An inspection, how prominently the story names its body, and the score."""

    inspection: InspectionRecord
    prominence: Prominence
    fit: Fit
    score: float


@dataclass(frozen=True)
class Reading:
    """All that linking takes from a story, read once."""

    story: Story
    subject: Subject
    mentions: Sequence[Mention]
    day: date | None
    fieldwork: StatedFieldwork | None
    ratings: frozenset[Rating]
    clues: Clues

    @classmethod
    def of(
        cls,
        story: Story,
        mentions: Sequence[Mention],
        day: date | None,
        url: str,
        month: PartialDate | None = None,
    ) -> Reading:
        """Read a story."""
        ratings = frozenset(rating for rating, _ in stated_ratings(story))
        clues = Clues(story, url, ratings, month)
        return cls(story, Subject(story), mentions, day, stated_fieldwork(story), ratings, clues)


def fit_of(inspection: InspectionRecord, reading: Reading) -> Fit | None:
    """Weigh the dates: the story's day against publication, and the fieldwork it states against the
    inspection's.

    A story without a day fits an inspection whose fieldwork it names, or that its other signs of time fit.
    """
    agreement = _fieldwork_agreement(reading.fieldwork, inspection)
    if reading.day is None:
        start = inspection.fieldwork_start or inspection.fieldwork_end
        if agreement is True and start is not None:
            return Fit(1.0, start.value, start.value)
        return undated_fit(inspection, reading.clues) if agreement is None else None
    found = fit(inspection, reading.day)
    if found is None or agreement is None:
        return found
    return Fit(min(1.5, found.weight * (1.5 if agreement else 0.5)), found.first, found.last)


def _fieldwork_agreement(stated: StatedFieldwork | None, inspection: InspectionRecord) -> bool | None:
    """Whether the months agree; None where story or report states none."""
    known = [one for one in (inspection.fieldwork_start, inspection.fieldwork_end) if one is not None]
    if stated is None or not known:
        return None
    first, last = _months(min(known, key=_value)), _months(max(known, key=_value))
    at = _months(stated.start)
    return first - 1 <= at <= last + 1 if stated.end or len(known) > 1 else first <= at <= last


def _value(partial: PartialDate) -> date:
    return partial.value


def _months(partial: PartialDate) -> int:
    return partial.value.year * 12 + partial.value.month


def candidates(
    reading: Reading, inspections: Iterable[InspectionRecord], register: Register
) -> list[Candidate]:
    """Score the inspections a story may be about, best first, one for each body.

    Of two inspections of one body the later that was out by then is meant: a story about a re-inspection
    repeats the old rating.
    """
    timely = [
        (one, found)
        for one in inspections
        if not is_national(one, register) and (found := fit_of(one, reading)) is not None
    ]
    among = {one.body_id for one, _ in timely}
    named = prominences(reading.mentions, reading.subject, register, reading.day, among)
    by_body: dict[str, list[Candidate]] = {}
    for inspection, found in timely:
        prominence = named.get(inspection.body_id)
        if prominence is None or not _is_about(prominence, register):
            continue
        score = prominence.score * found.weight * _rating_weight(inspection.overall_rating, reading)
        by_body.setdefault(inspection.body_id, []).append(Candidate(inspection, prominence, found, score))
    chosen = [one for group in by_body.values() if (one := _meant(group, reading)) is not None]
    by_company = [one for one in chosen if one.prominence.is_by_company]
    if len(by_company) > 1 or len(by_company) < len(chosen):
        chosen = [one for one in chosen if one not in by_company]
    if chosen and not max(chosen, key=lambda one: one.score).prominence.is_by_hint:
        chosen = [one for one in chosen if not one.prominence.is_by_hint]
    chosen = [one for one in chosen if not any(_is_setting(one, other, register) for other in chosen)]
    return sorted(chosen, key=lambda one: (-one.score, one.inspection.inspection_id))


def _meant(group: list[Candidate], reading: Reading) -> Candidate | None:
    """The one of a body's inspections that is meant; None where a story without a day leaves two alike."""
    if reading.day is not None:
        return max(group, key=lambda one: _recency(one, reading))
    best = max(one.score for one in group)
    alike = [one for one in group if one.score == best]
    return alike[0] if len(alike) == 1 else None


def _is_setting(region: Candidate, unit: Candidate, register: Register) -> bool:
    """Whether a region is only where a unit lies that the story is about.

    "The North East region accepts the findings" names the region by name and the unit by its towns, which
    counts for less.
    """
    is_around = register.bodies[unit.inspection.body_id].parent_region == region.inspection.body_id
    return (
        is_around
        and not region.prominence.is_in_headline
        and unit.prominence.is_on_top
        and unit.prominence.strongest > Strength.PLACE
        and unit.fit.weight >= region.fit.weight
        and unit.score >= SETTING * region.score
    )


def is_national(inspection: InspectionRecord, register: Register) -> bool:
    """Whether a report is about no area, so that only its theme can tie a story to it."""
    body = register.bodies.get(inspection.body_id)
    if body is None:
        return inspection.framework in NATIONAL_FRAMEWORKS
    return body.kind is BodyKind.NATIONAL


def _is_about(prominence: Prominence, register: Register) -> bool:
    kind = register.bodies[prominence.body_id].kind
    if prominence.score < ENOUGH_TEXT:
        return False
    return prominence.is_on_top or prominence.strongest >= Strength.SERVED_PLACE or kind not in WIDE_KINDS


def _rating_weight(rating: Rating | None, reading: Reading) -> float:
    if rating is None or not reading.ratings:
        return 1.0
    return 1.2 if rating in reading.ratings else 0.6


def _recency(one: Candidate, reading: Reading) -> tuple[bool, bool, date, float]:
    agreed = _fieldwork_agreement(reading.fieldwork, one.inspection) is True
    dated = one.inspection.published is not None
    was_out = reading.day is None or (dated and span_of(one.inspection.published)[0] <= reading.day + BEFORE)  # type: ignore[arg-type]
    return agreed, was_out, one.fit.last if dated else date.min, one.score
