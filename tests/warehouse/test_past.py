"""The inputs cut at a run give what that run gave on its night, whatever came later."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.parquet import ReadReport
from pipelines.vocabulary import ErratumCause, ErratumField, Framework, Rating
from tests.warehouse.archive import NIGHTS, PAGE, PDF, REGISTER, SITE, Archive, Report, on, story
from warehouse.build import tables
from warehouse.errata import Erratum
from warehouse.inputs import Inputs
from warehouse.past import until

NORTH = f"{SITE}/document/north-wales/"
STORY = "https://severn-evening-post.test/news/1"
WORSE = {"P 1.1": Rating.INADEQUATE, "P 1.2": Rating.REQUIRES_IMPROVEMENT, "P 2.1": Rating.GOOD}
TODAY = date(2026, 11, 26)
ORDER_WITHIN_A_RUN = {"change_number"}

reports = st.sampled_from(
    [
        Report(),
        Report(salt="nonce"),
        Report(ratings=WORSE, score=3),
        Report(published="2025-03"),
        Report(refused=("Goodish",)),
        Report(recommendations=("Train everybody.",), findings={"Risk was assessed": 61.0}),
        Report(is_unreadable=True),
    ]
)
answers = st.one_of(reports, st.just(404), st.none())
pages = st.fixed_dictionaries(
    {},
    optional={
        PAGE: answers,
        PDF: st.one_of(reports.map(lambda report: replace(report, is_pdf=True)), st.just(404)),
        NORTH: st.one_of(reports.map(lambda report: replace(report, body_id="pdu-north-wales")), st.none()),
    },
)
stories = st.sampled_from([(), ("Probation rated",), ("Probation failed",)])
nights = st.lists(st.tuples(pages, stories, st.booleans()), min_size=2, max_size=len(NIGHTS))
Told = list[tuple[dict[str, Report | int | None], tuple[str, ...], bool]]


def archive_of(told: Told) -> Inputs:
    archive = Archive()
    for run_id, (shown, titles, is_complete) in zip(NIGHTS, told, strict=False):
        archive.night(
            run_id,
            shown,
            [story(STORY, title, f"{title} in Gwent.") for title in titles],
            is_complete=is_complete,
        )
    return archive.inputs


def rows(inputs: Inputs) -> dict[str, list[str]]:
    """Every row of every table, sorted, without its number within its run."""
    return {
        name: sorted(
            repr({column: value for column, value in row.items() if column not in ORDER_WITHIN_A_RUN})
            for row in content
        )
        for name, content in tables(inputs, REGISTER).items()
    }


def run_ids(inputs: Inputs) -> set[str]:
    return {
        str(value)
        for content in tables(inputs, REGISTER).values()
        for row in content
        for column, value in row.items()
        if column.endswith("run_id") and value is not None
    }


def inspections(inputs: Inputs) -> set[object]:
    return {row["inspection_id"] for row in tables(inputs, REGISTER)["inspections"]}


each = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@each
@given(told=nights)
def test_cut_at_a_run_the_archive_gives_what_it_gave_then(told: Told) -> None:
    whole = archive_of(told)
    for number, run_id in enumerate(NIGHTS[: len(told)], start=1):
        cut = until(whole, run_id, TODAY)
        assert all(line["run_id"] <= run_id for line in (*cut.captures, *cut.sightings, *cut.crawls))
        assert rows(cut) == rows(archive_of(told[:number]))
        assert all(named <= run_id for named in run_ids(cut))
    assert rows(until(whole, NIGHTS[-1], TODAY)) == rows(whole)


@each
@given(told=nights)
def test_an_inspection_once_in_the_record_stays_in_it(told: Told) -> None:
    whole = archive_of([(shown, titles, True) for shown, titles, _ in told if PDF not in shown])
    before: set[object] = set()
    for run_id in NIGHTS[: len(told)]:
        now = inspections(until(whole, run_id, TODAY))
        assert before <= now
        before = now


@each
@given(told=nights, seed=st.integers(0, 10_000))
def test_the_order_in_which_the_archive_is_handed_over_never_matters(told: Told, seed: int) -> None:
    whole = archive_of(told)

    def shuffled(lines: list[Any]) -> list[Any]:
        return random.Random(seed).sample(lines, len(lines))

    mixed = replace(
        whole,
        captures=shuffled(whole.captures),
        sightings=shuffled(whole.sightings),
        crawls=shuffled(whole.crawls),
        reports=shuffled(whole.reports),
        articles=shuffled(whole.articles),
    )
    run_id = NIGHTS[len(told) // 2]
    assert rows(until(mixed, run_id, TODAY)) == rows(until(whole, run_id, TODAY))


def test_the_tenth_run_of_a_second_comes_after_the_second() -> None:
    archive = Archive()
    for again in ("", "-2", "-10"):
        archive.night(f"{NIGHTS[0]}{again}", {PAGE: Report(salt=again)})
    cut = until(archive.inputs, f"{NIGHTS[0]}-2", TODAY)
    assert [crawl["run_id"] for crawl in cut.crawls] == [NIGHTS[0], f"{NIGHTS[0]}-2"]


def test_a_page_of_long_ago_counts_from_the_run_that_took_it_in() -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {NORTH: Report(body_id="pdu-north-wales")})
    archive.night(NIGHTS[1], {PAGE: Report()})
    archive.inputs.captures[-1] |= {"discovery": "added", "fetched_at": "2019-01-01T00:00:00Z"}
    assert inspections(until(archive.inputs, NIGHTS[0], TODAY)) == {"pdu-north-wales.core_2023.2025-03"}
    assert len(inspections(until(archive.inputs, NIGHTS[1], TODAY))) == 2


def test_a_date_that_a_page_stated_later_does_not_reach_back() -> None:
    dated, undated = Report(is_pdf=True), Report(is_pdf=True, published="2025-03", salt="cover")
    archive = Archive()
    archive.night(NIGHTS[0], {PDF: undated})
    archive.inputs.captures[-1]["found_on"] = PAGE
    archive.night(NIGHTS[1], {PAGE: Report(attachments=(PDF,))})
    with_hint = archive.inputs.reports[0].model_copy(
        update={"hint": str(on("2025-03-11")), "records": dated.records(PDF)}
    )
    archive.inputs.reports.append(with_hint)

    def readings(inputs: Inputs) -> list[ReadReport]:
        return [row for row in inputs.reports if row.url == PDF]

    assert [row.hint for row in readings(until(archive.inputs, NIGHTS[0], TODAY))] == [None]
    assert [row.hint for row in readings(until(archive.inputs, NIGHTS[1], TODAY))] == [None, "2025-03-11"]


def test_a_value_counts_as_wrong_from_the_day_it_was_found() -> None:
    found = [
        Erratum(
            body_id="pdu-gwent",
            framework=Framework.CORE_2023,
            published="2025-03-11",
            standard_code=None,
            field=ErratumField.SCORE,
            printed_value="4/9",
            right_value=f"{points}/9",
            cause=ErratumCause.WRONG_AT_SOURCE,
            found_on=day,
            reason="The table adds up to another number.",
            source="by hand",
            reviewer="a test",
        )
        for points, day in ((5, date(2026, 11, 22)), (6, date(2026, 11, 23)))
    ]
    archive = Archive()
    archive.night(NIGHTS[0], {PAGE: Report()})
    inputs = replace(archive.inputs, errata=tuple(found))
    assert until(inputs, NIGHTS[0], date(2026, 11, 21)).errata == ()
    assert until(inputs, NIGHTS[0], date(2026, 11, 22)).errata == (found[0],)
