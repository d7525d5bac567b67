"""rating_changes and body_lineage against the oracle, and against what is right by hand where it is hard."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipelines.bodies.comparisons import PROGRAMMES
from pipelines.bodies.frameworks import standards_of
from pipelines.bodies.register import load_register
from pipelines.vocabulary import UNRATED_FRAMEWORKS
from tests.reference.record import reference_inputs
from tests.warehouse.changes_oracle import WORST_FIRST, Con, Oracle, told
from tests.warehouse.changes_scratch import Scratch, code_of
from tests.warehouse.test_account import _inputs
from warehouse.build import build
from warehouse.inputs import Inputs

SALFORD = "pdu-salford-and-trafford"
BODIES = (
    *("crc-cheshire-and-greater-manchester", "nps-north-west", "pdu-salford", "pdu-stockport-and-trafford"),
    *(SALFORD, "region-greater-manchester", "crc-wales", "nps-wales", "pdu-gwent", "pdu-west-kent"),
    *("crc-kent-surrey-and-sussex", "nps-south-east-and-eastern", "yjs-kent", "yjs-cumbria"),
    *("yjs-cumberland", "yjs-western-bay", "yjs-swansea"),
)
DATES = (
    *("2018", "2018-11-06", "2019", "2019-06", "2019-06-01", "2020-02-03", "2021", "2022-05", "2023"),
    *("2023-01-01", "2023-05-17", "2023-11-30", "2024", "2024-03-12", "2024-03-13", "2025-01-01", "2026-01"),
    *("2024-03", "2024-04-01", "2026-01-20", "2026-02-01"),
)


def assert_agree(con: Con, *, least: int) -> None:
    expected, found = Oracle(con).changes(), told(con)
    wrong = {
        pair: (expected.get(pair), found.get(pair))
        for pair in expected.keys() | found.keys()
        if expected.get(pair) != found.get(pair)
    }
    assert not wrong, f"{len(wrong)} pairs (oracle, table): {sorted(wrong.items(), key=str)[:5]}"
    assert len(found) >= least


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Con]:
    target = tmp_path_factory.mktemp("changes") / "empty.duckdb"
    build(target, Inputs())
    with duckdb.connect(str(target)) as con:
        con.execute("SET preserve_insertion_order = false; BEGIN")
        yield con


@pytest.fixture
def scratch(empty: Con) -> Scratch:
    return Scratch(empty)


def test_the_reference_record_agrees_with_the_oracle(tmp_path: Path) -> None:
    build(tmp_path / "w.duckdb", reference_inputs())
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as con:
        assert_agree(con, least=150)


def test_the_record_of_accounts_agrees_with_the_oracle(tmp_path: Path) -> None:
    build(tmp_path / "w.duckdb", _inputs())
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as con:
        assert_agree(con, least=150)


def _nasty(scratch: Scratch, seed: int) -> None:
    rng = random.Random(seed)
    for body in BODIES:
        kind = load_register().bodies[body].kind
        rated = [p.framework for p in PROGRAMMES if p.kind is kind and p.framework not in UNRATED_FRAMEWORKS]
        for number in range(rng.randrange(6)):
            framework = rng.choice(rated)
            codes = [code_of(one) for one in standards_of(framework, kind) if rng.random() < 0.7]
            asked = [*codes, "overall"] if rng.random() < 0.8 else codes
            values = {code: None if rng.random() < 0.08 else rng.choice(WORST_FIRST) for code in asked}
            scratch.inspect(
                body,
                framework,
                None if rng.random() < 0.1 else rng.choice(DATES),
                values,
                by=rng.choice(("published", "fieldwork")),
                disputed=frozenset(code for code in asked if rng.random() < 0.1),
                unknown=frozenset(code for code in codes if rng.random() < 0.05),
                tag=f".{number}",
            )


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_a_nasty_record_agrees_with_the_oracle(scratch: Scratch, seed: int) -> None:
    _nasty(scratch, seed)
    scratch.compute()
    assert_agree(scratch.con, least=60)


def test_lineages_agree_with_the_oracle(empty: Con) -> None:
    expected = {
        (body, ancestor): (generation, len(shared))
        for body, found in Oracle(empty).lineage.items()
        for ancestor, (generation, shared) in found.items()
    }
    rows = empty.execute(
        "SELECT body_id, ancestor_id, generation_number, shared_area_count FROM body_lineage"
    ).fetchall()
    found = {(body, ancestor): (generation, count) for body, ancestor, generation, count in rows}
    assert len(found) > 800
    assert {pair: (expected.get(pair), found.get(pair)) for pair in expected.keys() ^ found.keys()} == {}
    assert expected == found


@pytest.mark.parametrize(
    ("old", "new", "is_certain"),
    [
        ("2024-03-12", "2024-03-12", False),
        ("2024-03-12", "2024-03-13", True),
        ("2024-02", "2024-02-29", False),
        ("2024-02", "2024-03", True),
        ("2023", "2023-12-31", False),
        ("2023", "2024", True),
    ],
)
def test_dates_that_touch_are_in_order_and_dates_that_overlap_are_not(
    scratch: Scratch, old: str, new: str, is_certain: bool
) -> None:
    scratch.inspect("pdu-gwent", "core_2023", old, {"P 2.1": "Good"}, tag=".1")
    scratch.inspect("pdu-gwent", "core_2023", new, {"P 2.1": "Inadequate"}, tag=".2")
    scratch.compute()
    assert [one.direction for one in told(scratch.con).values()] == ["worse" if is_certain else None]


def test_a_merged_unit_stands_beside_the_latest_of_each_unit_before_it(scratch: Scratch) -> None:
    scratch.inspect("crc-cheshire-and-greater-manchester", "core_2018", "2019-05-01", {"2.1": "Good"})
    scratch.inspect("pdu-salford", "core_2021", "2022-05-17", {"2.2": "Inadequate"})
    salford = scratch.inspect("pdu-salford", "core_2023", "2023-11-30", {"P 2.1": "Good"})
    trafford = scratch.inspect("pdu-stockport-and-trafford", "core_2021", "2022-09-06", {"2.2": "Good"})
    first = scratch.inspect(SALFORD, "core_2023", "2024-07-02", {"P 2.1": "Inadequate"})
    second = scratch.inspect(SALFORD, "core_2023", "2025-07-02", {"P 2.1": "Good"})
    assert scratch.olds(f"{first}.P 2.1") == {f"{salford}.P 2.1", f"{trafford}.2.2"}
    assert scratch.olds(f"{second}.P 2.1") == {f"{first}.P 2.1"}
    rows = scratch.con.execute(
        "SELECT direction, is_like_for_like, unlike_reason FROM rating_changes WHERE new_inspection_id = ?",
        [first],
    ).fetchall()
    assert len(rows) == 2
    for direction, is_like_for_like, reason in rows:
        assert (direction, is_like_for_like) == (None, False)
        assert " PDU then: " in reason


def test_a_youth_service_through_three_frameworks(scratch: Scratch) -> None:
    both = {"2.1": "Good", "3.1": "Inadequate"}
    old = scratch.inspect("yjs-kent", "yjs_2018", "2019-02-05", both)
    mid = scratch.inspect("yjs-kent", "yjs_2021", "2022-03-01", both)
    new = scratch.inspect("yjs-kent", "yjs_2025", "2026-02-03", {"Assessing": "Good"})
    for domain in ("2.1", "3.1"):
        assert scratch.olds(f"{mid}.{domain}") == {f"{old}.{domain}"}
    assert scratch.olds(f"{new}.Assessing") == {f"{mid}.2.1", f"{mid}.3.1"}
    assert not any(verdict.is_like_for_like for verdict in told(scratch.con).values())


def test_two_standards_of_one_concept_keep_to_themselves(scratch: Scratch) -> None:
    old = scratch.inspect("yjs-kent", "yjs_2025", "2025-06-03", {"V1.1": "Good", "V1.2": "Inadequate"})
    new = scratch.inspect("yjs-kent", "yjs_2025", "2026-02-03", {"V1.1": "Inadequate", "V1.2": "Good"})
    scratch.compute()
    assert {pair: verdict.direction for pair, verdict in told(scratch.con).items()} == {
        (f"{new}.V1.1", f"{old}.V1.1"): "worse",
        (f"{new}.V1.2", f"{old}.V1.2"): "improved",
    }


def test_an_inspection_known_by_fieldwork_alone_has_no_direction_to_a_report_soon_after(
    scratch: Scratch,
) -> None:
    """Fieldwork of the one ended in March; the report of April is of fieldwork of December before it."""
    scratch.inspect("pdu-gwent", "core_2023", "2024-03-08", {"P 2.1": "Inadequate"}, by="fieldwork")
    scratch.inspect(
        "pdu-gwent", "core_2023", "2024-04-16", {"P 2.1": "Good"}, fieldwork_end=date(2023, 12, 8)
    )
    scratch.compute()
    assert [verdict.direction for verdict in told(scratch.con).values()] == [None]


def test_no_body_stands_beside_one_whose_work_it_had_not_yet(scratch: Scratch) -> None:
    """The company's cases in Wales went to the division in December 2019."""
    scratch.inspect("crc-wales", "core_2018", "2019-02-05", {"2.1": "Good"})
    new = scratch.inspect("nps-wales", "core_2018", "2019-04-17", {"2.1": "Inadequate"})
    assert scratch.olds(f"{new}.2.1") == set()


def test_a_unit_rated_in_the_year_of_its_merger_stands_beside_the_unit_before_it(scratch: Scratch) -> None:
    scratch.inspect("crc-cheshire-and-greater-manchester", "core_2018", "2019-05-01", {"2.1": "Good"})
    old = scratch.inspect("pdu-salford", "core_2023", "2024", {"P 2.1": "Good"})
    new = scratch.inspect(SALFORD, "core_2023", "2024", {"P 2.1": "Inadequate"})
    assert scratch.olds(f"{new}.P 2.1") == {f"{old}.P 2.1"}


def test_the_court_work_of_a_service_before_is_looked_for_as_its_own_is(scratch: Scratch) -> None:
    old = scratch.inspect("yjs-cumbria", "yjs_2018", "2019-02-05", {"2.1": "Good", "3.1": "Good"})
    scratch.inspect("yjs-cumbria", "yjs_2021", "2022-03-01", {"3.1": "Good"})
    new = scratch.inspect("yjs-cumberland", "yjs_2021", "2024-03-01", {"2.1": "Inadequate"})
    assert scratch.olds(f"{new}.2.1") == {f"{old}.2.1"}


def test_own_court_work_does_not_hide_the_out_of_court_work_of_the_service_before(scratch: Scratch) -> None:
    old = scratch.inspect("yjs-cumbria", "yjs_2021", "2022-03-01", {"2.1": "Good", "3.1": "Good"})
    scratch.inspect("yjs-cumberland", "yjs_2021", "2024-03-01", {"2.1": "Good"})
    new = scratch.inspect("yjs-cumberland", "yjs_2021", "2025-03-01", {"3.1": "Inadequate"})
    assert scratch.olds(f"{new}.3.1") == {f"{old}.3.1"}
