"""`first_inspection_gap` says how long bodies worked uninspected, by the reference facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from pipelines.bodies.register import load_register
from pipelines.records import PartialDate
from pipelines.vocabulary import DatePrecision, SuccessionKind
from tests.reference.built import asked, reference_warehouse
from tests.reference.facts import Inspection, inspections_by_body

RECORD_DATE = date(2026, 11, 24)
Table = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def rows() -> Iterator[list[dict[str, Any]]]:
    with reference_warehouse() as connection:
        yield asked(
            connection,
            "SELECT * REPLACE (first_precision::VARCHAR AS first_precision) FROM first_inspection_gap",
        )


@pytest.fixture(scope="module")
def by_body(rows: list[dict[str, Any]]) -> Table:
    return {row["body_id"]: row for row in rows}


REPLACED = {s.predecessor_id for s in load_register().successions if s.kind is not SuccessionKind.COVERS}


def began(one: Inspection) -> PartialDate | None:
    """The earliest date that states more than a year, else the earliest."""
    known = [one for one in (one.fieldwork_start, one.fieldwork_end, one.published) if one is not None]
    finer = [stated for stated in known if stated.precision is not DatePrecision.YEAR]
    return next(iter([*finer, *known]), None)


def dated_by(one: Inspection) -> str:
    return "published" if began(one) is one.published else "fieldwork"


def first(seen: list[Inspection]) -> Inspection | None:
    """The earliest of those whose beginning is known; a whole year counts from its first day."""
    dated = [(stated.value, one) for one in seen if (stated := began(one)) is not None]
    return min(dated, key=lambda pair: pair[0])[1] if dated else None


def months(start: date, end: date) -> int:
    """Full months; the first of a month counts where its day is not known."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def test_every_body_with_a_known_beginning_is_there_once(rows: list[dict[str, Any]]) -> None:
    begun = {body.body_id for body in load_register().bodies.values() if body.valid_from is not None}
    assert sorted(row["body_id"] for row in rows) == sorted(begun)
    assert {row["body_kind"] for row in rows} >= {"crc", "nps_division", "region", "pdu"}


def test_the_first_inspection_is_found_and_said_to_be_unknown_where_it_is(by_body: Table) -> None:
    seen, bodies = inspections_by_body(), load_register().bodies
    for body_id, row in by_body.items():
        mine = seen.get(body_id, [])
        one = first(mine)
        if one is not None:
            stated = began(one)
            assert stated is not None
            assert row["state"] == "inspected", body_id
            assert (row["first_date"], row["first_precision"]) == (stated.value, stated.precision), body_id
            assert row["first_dated_by"] == dated_by(one), body_id
            assert row["framework"] == one.framework, body_id
            assert row["overall_rating"] == one.overall, body_id
            continue
        if mine:
            state = "inspected, date not known"
        elif bodies[body_id].valid_to is not None or body_id in REPLACED:
            state = "ended with no inspection in the record"
        else:
            state = "no inspection in the record"
        assert row["state"] == state, body_id
        told = [row[name] for name in ("first_date", "first_precision", "first_dated_by", "inspection_id")]
        assert told == [None] * 4, body_id


def test_gaps_are_months_to_the_first_inspection_the_end_or_the_record(by_body: Table) -> None:
    for body_id, row in by_body.items():
        assert row["record_date"] == RECORD_DATE
        if row["state"] == "inspected, date not known":
            assert row["gap_months"] is None, body_id
            continue
        is_vague = row["first_precision"] == DatePrecision.YEAR
        if is_vague or (row["first_date"] is None and row["valid_to_date"] is None and body_id in REPLACED):
            assert row["gap_months"] is None, body_id
            continue
        ended = row["valid_to_date"]
        end = row["first_date"] or (ended + timedelta(days=1) if ended else RECORD_DATE)
        assert row["gap_months"] == months(row["valid_from_date"], end), body_id
        assert row["gap_months"] >= 0, body_id


def test_three_gaps_counted_by_hand(by_body: Table) -> None:
    assert by_body["crc-london"]["gap_months"] == 30  # June 2014 to December 2016
    assert by_body["pdu-gwent"]["gap_months"] == 7  # 26 June 2021 to February 2022
    assert by_body["region-london"]["gap_months"] == 64  # 26 June 2021 to 24 November 2026


def test_a_gap_is_counted_from_the_body_not_from_who_was_there_before(by_body: Table) -> None:
    """Wales was inspected as a company in 2017; the region that began in 2021 waited until 2026."""
    assert by_body["region-wales"]["valid_from_date"] == date(2021, 6, 26)
    assert by_body["region-wales"]["first_date"].year == 2026


def test_nobody_waits_who_was_replaced(by_body: Table) -> None:
    """Salford PDU was merged away on a day no source states; it stands there as waiting for 65 months."""
    replaced = {s.predecessor_id for s in load_register().successions if s.kind is not SuccessionKind.COVERS}
    waiting = {body_id for body_id, row in by_body.items() if row["state"] == "no inspection in the record"}
    assert waiting & replaced == set()


def test_the_finer_of_two_dates_of_one_inspection_is_taken(by_body: Table) -> None:
    """Norfolk and Suffolk: fieldwork in 2017, published on 15 June 2017. January 2017 was never stated."""
    row = by_body["crc-norfolk-and-suffolk"]
    assert (row["first_date"], row["first_dated_by"]) == (date(2017, 6, 15), "published")


def test_a_gap_in_months_needs_a_month(by_body: Table) -> None:
    """Dorset, 2023: 19 to 30 months. 19 stands there, always the least it can be."""
    assert by_body["pdu-dorset"]["first_precision"] == DatePrecision.YEAR
    assert by_body["pdu-dorset"]["gap_months"] is None


def test_a_first_inspection_is_not_certain_beside_one_of_unknown_date(by_body: Table) -> None:
    """West Sussex has one of 2022 and one undated: the view has no word for the second."""
    assert "undated_count" in by_body["pdu-west-sussex"]
