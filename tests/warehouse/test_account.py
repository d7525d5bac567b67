"""Accounts of places: what they tell, that time adds up, and that no comparison goes without its caution."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.bodies.comparisons import PROGRAMMES, Programme
from pipelines.bodies.frameworks import code_under, standards_of
from pipelines.bodies.register import load_register
from pipelines.records import RatingRecord
from pipelines.vocabulary import UNRATED_FRAMEWORKS, BodyKind, ErratumCause, ErratumField, Framework, Rating
from tests.warehouse.archive import NIGHTS, SITE, Archive, Report
from warehouse.account import Account, Scope, Step, account, steps_since
from warehouse.account_rows import COLUMNS, account_rows
from warehouse.account_text import (
    LIKE,
    caution,
    step_sentence,
    summary_sentences,
    visit_heading,
    visit_sentences,
)
from warehouse.build import build
from warehouse.errata import Erratum
from warehouse.inputs import Inputs

WEST_KENT = Scope("West Kent PDU", "pdu-west-kent", is_region=False)
KENT_REGION = Scope(
    "Probation Service – Kent, Surrey and Sussex", "region-kent-surrey-and-sussex", is_region=True
)
YEARS = {
    Framework.QUALITY_IMPACT_2016: ("2016-10-04", "2017-06"),
    Framework.CORE_2018: ("2018-11-06", "2019-09-24", "2020"),
    Framework.CORE_2021: ("2022-05-17", "2023"),
    Framework.CORE_2023: ("2023-11-30", "2024-07", "2025-03-11"),
    Framework.DYNAMIC_2025: ("2026-01-20",),
    Framework.YJS_2018: ("2019-02-05",),
    Framework.YJS_2021: ("2022-03-01", "2023-07-04"),
    Framework.YJS_2025: ("2026-02-03",),
}
BODIES = {
    BodyKind.CRC: "crc-kent-surrey-and-sussex",
    BodyKind.NPS_DIVISION: "nps-south-east-and-eastern",
    BodyKind.PDU: "pdu-west-kent",
    BodyKind.REGION: "region-kent-surrey-and-sussex",
    BodyKind.YOUTH_JUSTICE_SERVICE: "yjs-kent",
}


class Rated(Report):
    """A report that rates every standard of its programme at random."""

    def __init__(self, programme: Programme, published: str, rng: random.Random) -> None:
        is_rated = programme.framework not in UNRATED_FRAMEWORKS
        super().__init__(
            published=published,
            body_id=BODIES[programme.kind],
            framework=programme.framework,
            overall=rng.choice(list(Rating)) if is_rated else None,
            score=None,
            ratings={},
        )
        self.standards = [
            (standard, rng.choice(list(Rating)))
            for standard in (standards_of(programme.framework, programme.kind) if is_rated else ())
        ]

    def records(self, url: str):  # type: ignore[no-untyped-def]
        told = super().records(url)
        name = told.inspections[0].inspection_id
        rated = tuple(
            RatingRecord(
                inspection_id=name,
                framework=self.framework,
                standard_code=code_under(standard, standard.code),
                printed_name=standard.name,
                concept=standard.concept,
                rating=rating,
                evidence=self.evidence(f"{standard.name} {rating}"),
            )
            for standard, rating in self.standards
        )
        return told.model_copy(update={"ratings": rated})


def _inputs(*, shuffled: int | None = None) -> Inputs:
    rng = random.Random(7)
    shown: list[dict[str, Report | int | None]] = [{}, {}]
    for programme in PROGRAMMES:
        if programme.kind in BODIES:
            for number, published in enumerate(YEARS.get(programme.framework, ())):
                url = f"{SITE}/document/{programme.framework}-{programme.kind}-{number}/"
                shown[published >= "2025"][url] = Rated(programme, published, rng)
    archive = Archive()
    archive.night(NIGHTS[0], shown[0])
    archive.night(NIGHTS[1], shown[0] | shown[1])
    inputs = archive.inputs
    if shuffled is not None:
        order = random.Random(shuffled)
        for rows in (inputs.captures, inputs.sightings, inputs.reports):
            order.shuffle(rows)
        inputs.captures.sort(key=lambda capture: capture["run_id"])
    return inputs


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    target = tmp_path_factory.mktemp("account") / "warehouse.duckdb"
    build(target, _inputs())
    with duckdb.connect(str(target), read_only=True) as connection:
        yield connection


def _every_step(con: duckdb.DuckDBPyConnection) -> list[Step]:
    return steps_since(con, NIGHTS)


def test_every_comparison_of_the_record_says_whether_it_is_like_for_like(
    con: duckdb.DuckDBPyConnection,
) -> None:
    compared = [step for step in _every_step(con) if step.old is not None]
    assert len(compared) > 100
    for step in compared:
        assert step.old is not None
        is_same = (step.old.body_id, step.old.framework) == (step.new.body_id, step.new.framework)
        assert step.is_like_for_like <= is_same
        said = caution(step)
        assert said in step_sentence(step)
        if step.is_like_for_like:
            assert said == LIKE
        else:
            assert step.unlike_reason
            assert step.unlike_reason in said
            assert said.startswith(("not like for like: ", "same question, other standards: "))
        if step.new.framework != step.old.framework:
            assert f"{step.old.framework} → {step.new.framework}" in said
        if step.new.body_id != step.old.body_id:
            assert not {" rose ", " fell ", " stayed "} & {step_sentence(step)[i : i + 7] for i in range(200)}
            assert step.direction is None


def test_no_rating_is_compared_with_a_later_one(con: duckdb.DuckDBPyConnection) -> None:
    for step in _every_step(con):
        if step.old is not None and step.new.when is not None and step.old.when is not None:
            assert step.old.when.day <= step.new.when.day


def test_court_work_of_a_youth_service_is_never_compared_with_out_of_court_work(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows = con.execute(
        """
        SELECT n.domain_code, o.domain_code FROM rating_changes AS c
        INNER JOIN stated_ratings AS n
            ON n.inspection_id = c.new_inspection_id AND n.standard_id = c.new_standard_id
        INNER JOIN stated_ratings AS o
            ON o.inspection_id = c.old_inspection_id AND o.standard_id = c.old_standard_id
        WHERE n.body_kind = 'youth_justice_service' AND c.comparability <> 'not comparable'
        """
    ).fetchall()
    assert rows
    assert all(new in (None, old) for new, old in rows)


def test_a_rating_with_dates_that_overlap_has_no_direction(con: duckdb.DuckDBPyConnection) -> None:
    """The report of "2023" may have come out after that of 30 November 2023."""
    rows = con.execute(
        "SELECT direction, unlike_reason FROM rating_changes WHERE body_id = 'pdu-west-kent' "
        "AND old_dated_precision = 'year' AND year(new_dated_date) = 2023"
    ).fetchall()
    assert rows
    assert all(direction is None and "which came first" in reason for direction, reason in rows)


MOMENTS = st.dates(date(2014, 1, 1), date(2026, 12, 31))
SCOPES = st.sampled_from([WEST_KENT, KENT_REGION])
CONCEPTS = st.sampled_from([None, "overall", "assessment", "leadership"])


@settings(max_examples=25, deadline=None)
@given(scope=SCOPES, moments=st.lists(MOMENTS, min_size=3, max_size=3), concept=CONCEPTS)
def test_time_adds_up(
    con: duckdb.DuckDBPyConnection, scope: Scope, moments: list[date], concept: str | None
) -> None:
    a, b, c = sorted(moments)

    def told(first: date, last: date) -> Account:
        return account(con, scope, first=first, last=last, concept=concept)

    whole, early, late = told(a, c), told(a, b), told(b, c)
    assert whole.steps == early.steps + late.steps
    assert whole.visits == early.visits + late.visits
    assert sorted(map(str, whole.reorganisations)) == sorted(
        map(str, early.reorganisations + late.reorganisations)
    )
    assert set(whole.undated) == set(early.undated) | set(late.undated)
    empty = told(b, b)
    assert (empty.visits, empty.steps, empty.reorganisations) == ((), (), ())


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_reading_makes_no_difference(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, seed: int
) -> None:
    build(tmp_path / "other.duckdb", _inputs(shuffled=seed))
    with duckdb.connect(str(tmp_path / "other.duckdb"), read_only=True) as other:
        for scope in (WEST_KENT, KENT_REGION):
            assert account(other, scope) == account(con, scope)


def test_an_account_reads_from_the_company_to_the_unit(con: duckdb.DuckDBPyConnection) -> None:
    told = account(con, WEST_KENT, concept="assessment")
    bodies = list(dict.fromkeys(visit.body_id for visit in told.visits if visit.steps))
    assert bodies[2:] == ["pdu-west-kent"]
    assert set(bodies[:2]) == {"crc-kent-surrey-and-sussex", "nps-south-east-and-eastern"}
    first_of_unit = next(visit for visit in told.visits if visit.body_id == "pdu-west-kent")
    assert {step.old.body_id for step in first_of_unit.steps if step.old} == set(bodies[:2])
    later = [v for v in told.visits if v.body_id == "pdu-west-kent" and v.when and v.when.day.year >= 2024]
    assert all(step.old and step.old.body_id == "pdu-west-kent" for v in later for step in v.steps)


def test_reorganisations_are_told_where_they_fall(con: duckdb.DuckDBPyConnection) -> None:
    told = account(con, KENT_REGION)
    assert [move.day for move in told.reorganisations][:1] == [date(2014, 6, 1)]
    assert any("West Kent PDU" in move.successors for move in told.reorganisations)
    assert any(move.successors == ("Mid Kent PDU", "North Kent PDU") for move in told.undated_reorganisations)
    assert "Surrey PDU" in told.never_inspected
    assert "West Kent PDU" not in told.never_inspected


def test_inspections_without_ratings_are_in_the_account(con: duckdb.DuckDBPyConnection) -> None:
    told = account(con, WEST_KENT)
    unrated = [visit for visit in told.visits if visit.overall_rating is None]
    assert {visit.framework for visit in unrated} >= {"quality_impact_2016"}
    assert all("no overall rating: the programme is not rated" in visit_heading(visit) for visit in unrated)
    of_one = account(con, WEST_KENT, concept="assessment")
    assert not [visit for visit in of_one.visits if not visit.steps]
    assert of_one.without_concept == len(told.visits) - len(of_one.visits)
    assert any(f"{of_one.without_concept} more inspections" in line for line in summary_sentences(of_one))


def test_reasons_are_written_once_and_every_letter_is_explained(con: duckdb.DuckDBPyConnection) -> None:
    for visit in account(con, KENT_REGION).visits:
        sentences, notes = visit_sentences(visit)
        for sentence in sentences:
            for letter in (part.split("]")[0] for part in sentence.split("[")[1:]):
                assert sum(note.startswith(f"[{letter}] ") for note in notes) == 1
        compared = {(s.concept, s.new.standard_code) for s in visit.steps if s.old}
        assert len(sentences) == len(compared) + any(step.old is None for step in visit.steps)


def test_rows_hold_what_the_sentences_say(con: duckdb.DuckDBPyConnection) -> None:
    told = account(con, KENT_REGION)
    rows = account_rows(told)
    assert all(tuple(row) == COLUMNS for row in rows)
    assert sum(row["kind"] in ("rating", "rating compared") for row in rows) == len(told.steps)
    for row in rows:
        if row["kind"] == "rating compared":
            assert str(row["caution"]) in str(row["sentence"])
            assert all(row[f"{side}_{what}"] for side in ("old", "new") for what in ("evidence_id", "quote"))


def test_the_summary_counts_only_what_can_be_counted(con: duckdb.DuckDBPyConnection) -> None:
    told = account(con, WEST_KENT)
    own = [step for visit in told.own_visits for step in visit.steps]
    like = [step for step in own if step.is_like_for_like]
    line = next(line for line in summary_sentences(told) if line.startswith("Like for like"))
    counted = sum(int(word) for word in line.replace(",", " ").split() if word.isdigit())
    assert counted == len(like)
    assert all(step.old and step.old.body_id == step.new.body_id for step in like)


def test_every_body_of_the_register_has_an_account(con: duckdb.DuckDBPyConnection) -> None:
    for body in list(load_register().bodies.values())[::12]:
        told = account(con, Scope(body.name, body.body_id, is_region=body.kind is BodyKind.REGION))
        assert summary_sentences(told)


def test_a_withdrawn_rating_is_no_silence(tmp_path: Path) -> None:
    """A rating withdrawn between two others: neither is compared across it without a word."""
    archive = Archive()
    archive.night(
        NIGHTS[0],
        {
            f"{SITE}/document/{year}/": Report(
                published=f"{year}-03-11", score=None, ratings={"P 2.1": rating}
            )
            for year, rating in (("2023", Rating.GOOD), ("2024", Rating.INADEQUATE), ("2025", Rating.GOOD))
        },
    )
    withdrawn = Erratum(
        body_id="pdu-gwent",
        framework=Framework.CORE_2023,
        published="2024-03-11",
        standard_code="P 2.1",
        field=ErratumField.RATING,
        printed_value="Inadequate",
        right_value=None,
        cause=ErratumCause.READ_WRONG,
        found_on=date(2026, 1, 5),
        reason="The cell belongs to the row below.",
        source="the report",
        reviewer="a tester",
    )
    build(tmp_path / "w.duckdb", replace(archive.inputs, errata=(withdrawn,)))
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as con:
        steps = [step for step in steps_since(con, NIGHTS, "assessment") if step.old is not None]
    assert [(step.old and step.old.rating, step.new.rating) for step in steps] == [
        ("Good", "withdrawn"),
        ("withdrawn", "Good"),
    ]
    for step in steps:
        assert step.direction is None
        assert "withdrawn as wrong" in caution(step)
        assert "†" in step_sentence(step)
