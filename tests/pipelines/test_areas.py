"""The areas are one map of England and Wales, and every kind of body of every year fits it exactly."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.bodies.areas import Area, Cover, Geography, load_geography
from pipelines.bodies.eras import ERAS
from pipelines.bodies.register import load_register
from pipelines.vocabulary import BodyKind

GEOGRAPHY, REGISTER = load_geography(), load_register()
UNDATED = {frozenset((s.predecessor_id, s.successor_id)) for s in REGISTER.successions if s.date is None}


def _who(area_id: str, kind: BodyKind, on: date) -> set[str]:
    covers = GEOGRAPHY.at(area_id, on)
    return {cover.body_id for cover in covers if REGISTER.bodies[cover.body_id].kind is kind}


@given(st.sampled_from(sorted(GEOGRAPHY.areas)), st.dates(date(2010, 4, 1), date(2030, 1, 1)))
def test_every_area_has_exactly_one_body_of_each_due_kind_on_every_day(area_id: str, on: date) -> None:
    for kind, era in ERAS.items():
        if not era.holds(on):
            continue
        who = _who(area_id, kind, on)
        # Where a unit followed another on a day that no source states, either may be the one.
        assert len(who) == 1 or (kind is BodyKind.PDU and frozenset(who) in UNDATED), (area_id, kind, who)


def test_the_areas_are_the_authorities_of_2021() -> None:
    whole = Counter(area.authority for area in GEOGRAPHY.areas.values() if area.part is None)
    parts = Counter(area.authority for area in GEOGRAPHY.areas.values() if area.part is not None)
    assert len(whole | parts) == 174
    assert set(whole.values()) == {1}
    assert not set(whole) & set(parts), "an authority is one area, or cut up, never both"
    assert min(parts.values()) >= 2


@pytest.mark.parametrize(
    ("body_id", "count"),
    [
        ("crc-london", 33),
        ("nps-wales", 22),
        ("region-wales", 22),
        ("trust-durham-tees-valley", 6),
        ("pdu-hammersmith-fulham-kensington-chelsea-westminster", 3),
        ("pdu-birmingham-courts-and-centralised-functions", 0),
    ],
)
def test_how_many_areas_a_body_had(body_id: str, count: int) -> None:
    assert len(GEOGRAPHY.areas_of(body_id)) == count


@pytest.mark.parametrize(
    ("area_id", "kind", "on", "body_id"),
    [
        ("lincolnshire", BodyKind.NPS_DIVISION, date(2018, 1, 1), "nps-north-east"),
        ("lincolnshire", BodyKind.REGION, date(2022, 1, 1), "region-east-midlands"),
        ("north-northamptonshire", BodyKind.REGION, date(2022, 1, 1), "region-east-of-england"),
        ("halton", BodyKind.TRUST, date(2014, 5, 31), "trust-cheshire"),
        ("cardiff", BodyKind.CRC, date(2021, 6, 25), "crc-wales"),
        ("medway", BodyKind.TRUST, date(2013, 1, 1), "trust-kent"),
        ("kent-east", BodyKind.PDU, date(2024, 1, 1), "pdu-east-kent"),
        ("slough", BodyKind.PDU, date(2024, 1, 1), "pdu-east-berkshire"),
    ],
)
def test_ground_that_is_easily_put_wrongly(area_id: str, kind: BodyKind, on: date, body_id: str) -> None:
    assert _who(area_id, kind, on) == {body_id}


def test_every_row_says_where_it_is_from() -> None:
    assert all(area.source for area in GEOGRAPHY.areas.values())
    assert all(cover.source for cover in GEOGRAPHY.covers)


def test_a_cover_of_no_known_area_is_refused() -> None:
    with pytest.raises(ValueError, match="borchester"):
        Geography([Area("a", "A", "A", None, "test")], [Cover("borchester", "b", None, None, "test")])
