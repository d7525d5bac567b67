"""The register is in order, and no way of putting it out of order goes unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.bodies.areas import Cover, Geography, load_geography
from pipelines.bodies.problem import Problem, ProblemKind
from pipelines.bodies.register import Body, Place, Register, Share, Succession, load_register
from pipelines.bodies.review import review
from pipelines.records import PartialDate
from pipelines.vocabulary import BodyKind, DatePrecision, SuccessionKind

REGISTER, GEOGRAPHY = load_register(), load_geography()
BODIES = tuple(REGISTER.bodies.values())
DATED = [s for s in REGISTER.successions if s.date is not None and s.kind is not SuccessionKind.COVERS]
UNDATED = [s for s in REGISTER.successions if s.date is None and s.predecessor_id.startswith("pdu-")]
FOLLOWED = [s for s in DATED if s.date and s.date.value in {date(2014, 6, 1), date(2021, 6, 26)}]
"""Those of the two great reorganisations, in which one body ended the day before another began."""
AUTHORITY_PLACES = [
    place
    for place in REGISTER.places
    if GEOGRAPHY.areas_of(place.body_id)
    & {area.area_id for area in GEOGRAPHY.areas.values() if area.authority == place.place}
]
UNITS = [body for body in BODIES if body.kind is BodyKind.PDU and GEOGRAPHY.areas_of(body.body_id)]
Row = TypeVar("Row")
few = settings(max_examples=12)


def _register(
    *,
    bodies: Sequence[Body] = BODIES,
    successions: Sequence[Succession] = REGISTER.successions,
    places: Sequence[Place] = REGISTER.places,
) -> Register:
    return Register(bodies, successions, places)


def _geography(covers: Sequence[Cover]) -> Geography:
    return Geography(tuple(GEOGRAPHY.areas.values()), covers)


def _kinds(problems: list[Problem], named: str) -> set[ProblemKind]:
    return {problem.kind for problem in problems if named in problem.where or named in problem.sentence}


def _without(rows: Sequence[Row], row: Row) -> list[Row]:
    return [one for one in rows if one is not row]


def test_the_register_is_in_order() -> None:
    assert [problem.sentence for problem in review(REGISTER, GEOGRAPHY)] == []


@few
@given(st.sampled_from(GEOGRAPHY.covers))
def test_a_body_missing_from_an_area_is_a_gap(cover: Cover) -> None:
    problems = review(REGISTER, _geography(_without(GEOGRAPHY.covers, cover)))
    undated = cover.valid_from is None and cover.body_id.startswith("pdu-")
    if not undated:  # of two units in turn the other remains, and nobody can say until when
        assert ProblemKind.GAP in _kinds(problems, f"area {cover.area_id}")
    assert problems or undated


@few
@given(st.sampled_from(GEOGRAPHY.covers), st.data())
def test_a_second_body_of_one_kind_in_an_area_is_an_overlap(cover: Cover, data: st.DataObject) -> None:
    kind = REGISTER.bodies[cover.body_id].kind
    pairs = {frozenset((s.predecessor_id, s.successor_id)) for s in UNDATED}
    there = {one.body_id for one in GEOGRAPHY.covers_of(cover.area_id)}
    others = [
        b.body_id
        for b in BODIES
        if b.kind is kind
        and b.body_id not in there
        and not any(frozenset((b.body_id, one)) in pairs for one in there)
    ]
    other = data.draw(st.sampled_from(others))
    problems = review(REGISTER, _geography([*GEOGRAPHY.covers, replace(cover, body_id=other)]))
    assert ProblemKind.OVERLAP in _kinds(problems, f"area {cover.area_id} ")


@few
@given(st.sampled_from([c for c in GEOGRAPHY.covers if c.valid_to is not None]), st.integers(1, 2000))
def test_a_body_that_leaves_early_or_late_is_seen(cover: Cover, days: int) -> None:
    assert cover.valid_to is not None
    for moved in (-days, days):
        changed = replace(cover, valid_to=cover.valid_to + timedelta(days=moved))
        problems = review(REGISTER, _geography([*_without(GEOGRAPHY.covers, cover), changed]))
        expected = ProblemKind.GAP if moved < 0 else ProblemKind.DATES
        assert expected in _kinds(problems, f"area {cover.area_id} ")


@few
@given(st.sampled_from(DATED))
def test_a_succession_both_ways_is_a_cycle(step: Succession) -> None:
    back = replace(step, predecessor_id=step.successor_id, successor_id=step.predecessor_id)
    problems = review(_register(successions=[*REGISTER.successions, back]), GEOGRAPHY)
    circles = [p for p in problems if p.kind is ProblemKind.CYCLE]
    assert any(step.predecessor_id in p.where and step.successor_id in p.where for p in circles)


def test_a_long_circle_is_found_once() -> None:
    bodies = [
        Body(f"yjs-{x}", x, BodyKind.YOUTH_JUSTICE_SERVICE, None, None, None, (), None, "t") for x in "abc"
    ]
    steps = [
        Succession(f"yjs-{a}", f"yjs-{b}", None, SuccessionKind.SPLIT, "by hand", "t")
        for a, b in ("ab", "bc", "ca")
    ]
    found = review(Register(bodies, steps, []), Geography([], []))
    assert [p.where for p in found] == ["yjs-a → yjs-b → yjs-c → yjs-a"]


@few
@given(st.sampled_from(FOLLOWED))
def test_a_missing_succession_is_seen(step: Succession) -> None:
    problems = review(_register(successions=_without(REGISTER.successions, step)), GEOGRAPHY)
    assert ProblemKind.SUCCESSION in _kinds(problems, f"{step.predecessor_id} → {step.successor_id}")


@pytest.mark.parametrize("step", UNDATED, ids=lambda step: step.successor_id)
def test_without_its_succession_a_new_unit_overlaps_the_old(step: Succession) -> None:
    problems = review(_register(successions=_without(REGISTER.successions, step)), GEOGRAPHY)
    assert ProblemKind.OVERLAP in {problem.kind for problem in problems}


@few
@given(st.sampled_from(FOLLOWED), st.sampled_from([-400, -1, 1, 400]))
def test_a_date_that_disagrees_with_the_bodies_is_seen(step: Succession, moved: int) -> None:
    assert step.date is not None
    old, new = REGISTER.bodies[step.predecessor_id], REGISTER.bodies[step.successor_id]
    moved_to = PartialDate(value=step.date.value + timedelta(days=moved), precision=DatePrecision.DAY)
    wrong = replace(step, date=moved_to)
    problems = review(_register(successions=[*_without(REGISTER.successions, step), wrong]), GEOGRAPHY)
    assert ProblemKind.DATES in _kinds(problems, f"{old.body_id} → {new.body_id}")


@few
@given(st.sampled_from(sorted({c.body_id for c in GEOGRAPHY.covers})))
def test_a_body_without_ground_is_an_orphan(body_id: str) -> None:
    body = REGISTER.bodies[body_id]
    covers = [cover for cover in GEOGRAPHY.covers if cover.body_id != body_id]
    problems = review(
        _register(bodies=[replace(b, note=None) if b is body else b for b in BODIES]), _geography(covers)
    )
    assert ProblemKind.ORPHAN in _kinds(problems, body_id)


def test_a_succession_between_strangers_is_an_orphan() -> None:
    day = PartialDate(value=date(2021, 6, 26), precision=DatePrecision.DAY)
    wrong = Succession("crc-wales", "pdu-leeds", day, SuccessionKind.SPLIT, "by hand", "test")
    problems = review(_register(successions=[*REGISTER.successions, wrong]), GEOGRAPHY)
    assert [(p.kind, p.where) for p in problems] == [(ProblemKind.ORPHAN, "crc-wales → pdu-leeds")]


def test_what_was_cut_up_is_not_called_merged() -> None:
    step = next(s for s in FOLLOWED if s.successor_id == "pdu-leeds" and s.predecessor_id.startswith("crc"))
    wrong = replace(step, kind=SuccessionKind.MERGED)
    problems = review(_register(successions=[*_without(REGISTER.successions, step), wrong]), GEOGRAPHY)
    assert [p.kind for p in problems] == [ProblemKind.SUCCESSION]


@few
@given(st.sampled_from(UNITS), st.data())
def test_a_wrong_region_is_seen(body: Body, data: st.DataObject) -> None:
    others = [None, "region-borsetshire", "crc-wales", "region-london", "region-wales"]
    wrong = data.draw(st.sampled_from([one for one in others if one != body.parent_region]))
    bodies = [replace(b, parent_region=wrong) if b is body else b for b in BODIES]
    assert ProblemKind.PARENT in _kinds(review(_register(bodies=bodies), GEOGRAPHY), body.body_id)


@few
@given(st.sampled_from(AUTHORITY_PLACES))
def test_an_authority_that_loses_a_body_is_seen(place: Place) -> None:
    lost = review(_register(places=_without(REGISTER.places, place)), GEOGRAPHY)
    assert ProblemKind.GAP in _kinds(lost, f"place {place.place} ")
    other = Share.PART if place.share is Share.WHOLE else Share.WHOLE
    wrong = [*_without(REGISTER.places, place), replace(place, share=other)]
    assert ProblemKind.OVERLAP in _kinds(review(_register(places=wrong), GEOGRAPHY), f"place {place.place} ")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"valid_to": date(2014, 5, 1)}, "before it begins"),
        ({"valid_from": date(2013, 1, 1)}, "outside the years of its kind"),
    ],
)
def test_days_of_a_body_in_the_wrong_order(changes: dict[str, date], said: str) -> None:
    bodies = [replace(b, **changes) if b.body_id == "crc-essex" else b for b in BODIES]  # type: ignore[arg-type]
    problems = review(_register(bodies=bodies), GEOGRAPHY)
    assert any(p.kind is ProblemKind.DATES and said in p.sentence for p in problems)


def test_a_cover_by_nobody_is_seen() -> None:
    covers = [*GEOGRAPHY.covers, Cover("leeds", "pdu-borchester", None, None, "test")]
    assert [p.kind for p in review(REGISTER, _geography(covers))] == [ProblemKind.NAMES]
