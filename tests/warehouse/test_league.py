"""`league` has every existing body once, ranks only what can be ranked, and dates ages by the record."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from pipelines.bodies.register import load_register
from pipelines.vocabulary import BodyKind, DatePrecision, Framework, SuccessionKind
from tests.reference.built import asked, reference_warehouse
from tests.reference.facts import Inspection, inspections_by_body
from warehouse.build import sql_files

RECORD_DATE = date(2026, 11, 24)
LISTED = {BodyKind.REGION, BodyKind.PDU, BodyKind.YOUTH_JUSTICE_SERVICE}
CLOCKS = re.compile(r"\bcurrent_(date|time|timestamp)\b|\b(now|today|get_current_\w+)\s*\(", re.IGNORECASE)
WORDS = re.compile(r"'(?:[^']|'')*'|--[^\n]*")
"""Comments, and what stands in quotes: no SQL to be run."""
Table = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def rows() -> Iterator[list[dict[str, Any]]]:
    with reference_warehouse() as connection:
        yield asked(connection, "SELECT * FROM league")


@pytest.fixture(scope="module")
def by_body(rows: list[dict[str, Any]]) -> Table:
    return {row["body_id"]: row for row in rows}


def dated(one: Inspection) -> date | None:
    stated = one.published or one.fieldwork_end or one.fieldwork_start
    return stated.value if stated is not None else None


def latest(seen: list[Inspection]) -> Inspection | None:
    """The one that counts: the last that is rated, under the newest standards."""

    def when(one: Inspection) -> tuple[int, date]:
        return int(one.framework[-4:]), dated(one) or date.min

    return max((one for one in seen if one.overall is not None), key=when, default=None)


def months(first: date, last: date) -> int:
    """Full months; the first of a month counts where its day is not known."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def test_every_existing_body_is_listed_once_whether_inspected_or_not(rows: list[dict[str, Any]]) -> None:
    register = load_register()
    replaced = {s.predecessor_id for s in register.successions if s.kind is not SuccessionKind.COVERS}
    existing = {
        body.body_id
        for body in register.bodies.values()
        if body.kind in LISTED and body.valid_to is None and body.body_id not in replaced
    }
    counted = Counter(row["body_id"] for row in rows)
    assert set(counted.values()) == {1}
    assert counted.keys() == existing
    assert {"pdu-mid-kent", "yjs-westmorland-and-furness"} <= existing
    assert not {"pdu-west-kent", "pdu-tameside", "yjs-cumbria", "crc-wales"} & existing


def test_each_has_its_latest_overall_rating_or_is_said_to_have_none(by_body: Table) -> None:
    seen = inspections_by_body()
    for body_id, row in by_body.items():
        one = latest(seen.get(body_id, []))
        told = tuple(row[name] for name in ("standing", "overall_rating", "score", "score_max", "framework"))
        if one is not None:
            assert told == ("rated", one.overall, one.score, one.score_max, one.framework), body_id
            assert row["published_date"] == (one.published.value if one.published else None)
        else:
            standing = "inspected, not rated" if body_id in seen else "no inspection in the record"
            assert told == (standing, None, None, None, None), body_id
            assert row["quote"] is row["report_url"] is row["inspection_id"] is None


def test_inspections_are_counted_and_the_last_is_dated(by_body: Table) -> None:
    seen = inspections_by_body()
    for body_id, row in by_body.items():
        days = [day for day in map(dated, seen.get(body_id, [])) if day is not None]
        told = (row["inspection_count"], row["last_inspected_date"])
        assert told == (len(seen.get(body_id, [])), max(days, default=None)), body_id


def test_ages_are_counted_to_the_day_of_the_record(by_body: Table) -> None:
    assert {row["record_date"] for row in by_body.values()} == {RECORD_DATE}
    for body_id, row in by_body.items():
        day = row["published_date"] if row["published_precision"] != DatePrecision.YEAR else None
        assert row["rating_age_months"] == (months(day, RECORD_DATE) if day is not None else None), body_id


def test_no_view_asks_the_clock() -> None:
    """A record must say the same tomorrow; an age counted to today would change with nobody changing it."""
    files = sql_files("views")
    assert len(files) >= 9
    assert [name for name, sql in files if CLOCKS.search(WORDS.sub("", sql))] == []
    assert CLOCKS.search("date_diff('day', x, Current_Date)")
    assert CLOCKS.search("today()")


def test_ranks_are_within_one_framework_and_kind(rows: list[dict[str, Any]]) -> None:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["overall_rating"] is None:
            assert row["rank_number"] is row["ranked_count"] is None
        else:
            groups[row["framework"], row["body_kind"]].append(row)
    for group in groups.values():
        assert {row["ranked_count"] for row in group} == {len(group)}
        assert min(row["rank_number"] for row in group) == 1
    assert (Framework.CORE_2021, BodyKind.PDU) in groups
    assert (Framework.CORE_2023, BodyKind.PDU) in groups


def test_a_better_rating_or_score_has_a_better_place_and_equals_share_one(rows: list[dict[str, Any]]) -> None:
    words = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
    rated = [row for row in rows if row["overall_rating"] is not None]
    all_scored: dict[tuple[str, ...], bool] = {}
    for row in rated:
        group = row["framework"], row["body_kind"], row["overall_rating"]
        all_scored[group] = all_scored.get(group, True) and row["score"] is not None
    compared = 0
    for one, other in combinations(rated, 2):
        if (one["framework"], one["body_kind"]) != (other["framework"], other["body_kind"]):
            continue
        first, second = (words.index(row["overall_rating"]) for row in (one, other))
        if first == second and not all_scored[one["framework"], one["body_kind"], one["overall_rating"]]:
            continue  # which is better is not known: the test below
        place, other_place = (
            (index, -(row["score_pct"] or 0)) for index, row in ((first, one), (second, other))
        )
        compared += 1
        assert (place < other_place) is (one["rank_number"] < other["rank_number"]), (one, other)
        assert (place == other_place) is (one["rank_number"] == other["rank_number"]), (one, other)
    assert compared > 500


def test_an_unknown_score_is_no_bad_score(rows: list[dict[str, Any]]) -> None:
    """Hammersmith scored 0 of 27; six units rated Inadequate whose score nobody states stand below it."""
    rated = [row for row in rows if row["overall_rating"] is not None]
    for one, other in combinations(rated, 2):
        same = all(one[name] == other[name] for name in ("framework", "body_kind", "overall_rating"))
        if same and (one["score"] is None) is not (other["score"] is None):
            places = {one["rank_number"], other["rank_number"]}
            assert None in places or len(places) == 1, (one["body_id"], other["body_id"])


def test_an_undated_inspection_under_newer_standards_is_the_latest(by_body: Table) -> None:
    """West Sussex was rated under the 2023 standards; the day is not known, but it was after 2022."""
    assert by_body["pdu-west-sussex"]["framework"] == Framework.CORE_2023


def test_no_day_is_made_of_a_year(by_body: Table) -> None:
    row = by_body["region-south-west"]
    assert row["last_inspected_date"] == date(2026, 1, 1)
    assert row["last_inspected_precision"] == DatePrecision.YEAR


def test_an_age_in_months_needs_a_month(by_body: Table) -> None:
    """Dorset 2023 may be 35 to 46 months old; 46 stands there, always the most it can be."""
    assert by_body["pdu-dorset"]["published_precision"] == DatePrecision.YEAR
    assert by_body["pdu-dorset"]["rating_age_months"] is None
