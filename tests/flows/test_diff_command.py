"""`probation diff` on the reference inspections: nothing of a place is missing, no comparison is bare."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest

from flows.home import Home
from tests.flows.conftest import Run
from tests.flows.reference_home import (
    FIRST_RUN,
    LAST_RUN,
    NEWS_FROM,
    Rows,
    facts,
    inspections_in,
    reference_home,
)

YEARS = ("--from", "2014", "--to", "2026")
REGIONS = facts().regions
CAUTIONS = ("not like for like", "like for like", "same question, other standards")
_COMPARING = re.compile(r"; before: | rose from | fell from | stayed | was .* and is ")
_NOTE = re.compile(r"\[[a-z]+\]")

Ask = Callable[..., Rows]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return reference_home(tmp_path_factory.mktemp("reference"))


@pytest.fixture(scope="module")
def answers() -> dict[tuple[str, ...], str]:
    """What was printed so far, so that no question is answered twice."""
    return {}


@pytest.fixture
def said(run: Run, home: Home, answers: dict[tuple[str, ...], str]) -> Callable[..., str]:
    """What is printed."""

    def ask(*arguments: str) -> str:
        if arguments not in answers:
            ran = run("diff", *arguments, "--home", home.root)
            assert ran.status == 0, ran.err
            answers[arguments] = ran.out
        return answers[arguments]

    return ask


@pytest.fixture
def rows(said: Callable[..., str]) -> Ask:
    """Rows of an account or a run as JSON gives them."""

    def ask(*arguments: str) -> Rows:
        found: Rows = json.loads(said(*arguments, "--format", "json"))
        return found

    return ask


@pytest.mark.parametrize("region", REGIONS)
def test_an_account_of_a_region_has_every_inspection_with_every_rating(region: str, rows: Ask) -> None:
    found = rows("--region", region, *YEARS)
    stated = facts().inspections_of(region)
    assert len(stated) >= 8
    assert inspections_in(found) == {
        key: rated for key, rated in stated.items() if not key[2] or "2014" <= key[2] < "2027"
    }
    assert inspections_in(rows("--region", region)) == stated


@pytest.mark.parametrize("region", REGIONS)
def test_rows_are_in_the_order_of_time_and_the_undated_have_their_own_place(region: str, rows: Ask) -> None:
    dates = [row["date"] for row in rows("--region", region, *YEARS)]
    dated = [date for date in dates if date is not None]
    assert dated == sorted(dated)
    assert dates[: len(dated)] == dated, "something undated stands among the dated"


@pytest.mark.parametrize("region", REGIONS)
def test_an_account_of_a_region_has_every_reorganisation(region: str, rows: Ask) -> None:
    longest_first = sorted(map(facts().short, facts().bodies), key=len, reverse=True)
    name = re.compile("|".join(map(re.escape, longest_first)))
    told = set()
    for row in rows("--region", region):
        if row["kind"] == "reorganisation":
            without_notes = row["sentence"].split(" (")[0]
            after, before = re.split(" took over from | came to run ", without_notes)
            olds, news = name.findall(before), name.findall(after)
            told |= {(row["date"] or "", old, new) for old in olds for new in news}
    assert told == set(facts().moves_of(region))


@pytest.mark.parametrize("region", REGIONS)
def test_every_comparison_has_its_caution_in_every_format(
    region: str, rows: Ask, said: Callable[..., str]
) -> None:
    compared = [row for row in rows("--region", region, *YEARS) if row["old_rating"] is not None]
    assert compared
    for row in compared:
        assert row["caution"].startswith(CAUTIONS), row["sentence"]
        assert row["caution"] in row["sentence"]
        is_of_one = row["body_id"] == row["old_body_id"] and row["framework"] == row["old_framework"]
        assert row["is_like_for_like"] is (row["caution"] == "like for like")
        assert is_of_one or not row["is_like_for_like"], row["sentence"]
        assert row["direction"] is None or row["body_id"] == row["old_body_id"], row["sentence"]
        assert row["old_date"] < row["date"]
        assert all(row[f"{side}_{what}"] for side in ("new", "old") for what in ("url", "page", "quote"))
        assert row["is_like_for_like"] or ":" in row["caution"], f"no reason: {row['sentence']}"
    check_cautions(said("--region", region, *YEARS).split("\n\n"))
    check_cautions(said("--region", region, *YEARS, "--format", "markdown").split("\n## "))


def check_cautions(visits: list[str]) -> None:
    """Every sentence that sets ratings side by side has a caution for each, and every mark its reason."""
    count = 0
    for visit in visits:
        lines = [line.strip() for line in visit.splitlines()]
        notes = {line.split()[0] for line in lines if line.startswith("[")}
        for line in (line[2:] for line in lines if line.startswith(("• ", "- "))):
            if line.startswith(("First ratings in the record: ", "Ratings, compared with none")):
                assert not _COMPARING.search(line), line
                continue
            count += 1
            befores = line.count(" under ") or 1
            assert sum(line.count(word) for word in ("like for like", "same question")) == befores, line
            marks = set(_NOTE.findall(line))
            assert marks <= notes, f"no reason {marks - notes} of: {line}"
            assert marks or "; like for like;" in line, line
    assert count


@pytest.mark.parametrize("region", ["Wales", "East of England", "Greater Manchester"])
def test_all_formats_tell_the_same(region: str, rows: Ask, said: Callable[..., str]) -> None:
    found = rows("--region", region, *YEARS)
    as_csv = list(csv.DictReader(io.StringIO(said("--region", region, *YEARS, "--format", "csv"))))
    assert [row["sentence"] for row in as_csv] == [row["sentence"] for row in found]
    assert all(list(row) == list(found[0]) and None not in row.values() for row in as_csv)

    urls = {row["new_url"] for row in found if row["inspection_id"]}
    sentences = said("--region", region, *YEARS).splitlines()
    assert sorted(line.strip() for line in sentences if line.strip().startswith("https://")) == sorted(urls)

    document = said("--region", region, *YEARS, "--format", "markdown").splitlines()
    assert document[0].startswith("# Probation Service – ")
    assert len([line for line in document if line.startswith("## ")]) == len(urls)
    assert sorted(line for line in document if line.startswith("Report: ")) == sorted(
        f"Report: <{url}>" for url in urls
    )
    moves = [row["sentence"] for row in found if row["kind"] == "reorganisation"]
    assert moves
    for move in moves:
        assert f"**{move}**" in document
        assert move in sentences

    shown = said("--region", region, *YEARS, "--format", "table").splitlines()
    cells = [[cell.strip() for cell in line.split("│")] for line in shown if "│" in line]
    assert len({len(row) for row in cells}) == 1
    compared = [row for row in found if row["old_rating"] is not None]
    assert sum(any(word in row[-1] for word in CAUTIONS) for row in cells) == len(compared)
    unrated = [row for row in found if row["inspection_id"] and row["new_rating"] is None]
    assert sum(any("no overall rating" in cell for cell in row) for row in cells) == len(unrated)


def test_windows_add_up(rows: Ask) -> None:
    def dated(*window: str) -> list[str]:
        return [row["sentence"] for row in rows("--region", "North West", *window) if row["date"] is not None]

    whole = dated(*YEARS)
    at_a_reorganisation = (
        ("2014-05-31", "2014-06-01"),
        ("2021-06-25", "2021-06-26"),
        ("2021-06-26", "2021-06-27"),
    )
    for cut, after in (
        ("2018", "2019"),
        ("2019-04", "2019-05"),
        ("2017-10-05", "2017-10-06"),
        *at_a_reorganisation,
    ):
        parts = dated("--from", "2014", "--to", cut), dated("--from", after, "--to", "2026")
        assert parts[1]
        assert [*parts[0], *parts[1]] == whole, cut
    assert dated("--to", "2013") == dated()[: -len(whole)]


def test_both_ends_belong_to_a_window(rows: Ask) -> None:
    for day, kind, count in (("2021-06-26", "reorganisation", 4), ("2019-02-22", "rating", 2)):
        found = [row for row in rows("--region", "North West", "--from", day, "--to", day) if row["date"]]
        assert [(row["kind"], row["date"]) for row in found] == [(kind, day)] * count


def test_a_window_of_nothing_says_so(said: Callable[..., str], rows: Ask) -> None:
    empty = said("--region", "Wales", "--from", "2010", "--to", "2011")
    assert "No inspection" in empty
    assert "https://" not in empty
    assert rows("--region", "Wales", "--from", "2010", "--to", "2011") == []
    assert "No inspection" in said("--body", "yjs-blackpool")


def test_a_body_is_told_with_its_past_and_what_came_of_it(said: Callable[..., str], rows: Ask) -> None:
    told = said("--body", "West Kent")
    assert told.startswith("West Kent PDU, ")
    assert "took over from Kent Probation" in told
    assert "Kent, Surrey and Sussex CRC had people at low and medium risk of harm" in told
    assert re.search(r"3 of (the )?8 areas", told)
    assert "Mid Kent PDU and North Kent PDU took over from West Kent PDU" in told
    found = inspections_in(rows("--body", "West Kent"))
    past = {"pdu-west-kent", "crc-kent-surrey-and-sussex", "nps-south-east-and-eastern", "trust-kent"}
    assert found == {key: rated for key, rated in facts().inspections.items() if key[0] in past}


@pytest.mark.parametrize(
    "body_id",
    [
        "crc-london",
        "nps-wales",
        "trust-northamptonshire",
        "pdu-salford-and-trafford",
        "pdu-staffordshire-north",
        "pdu-york",
        "yjs-hull",
        "yjs-cumberland",
        "ap-st-catherines-priory",
        "national-probation-service-england-and-wales",
    ],
)
def test_an_account_of_a_body_has_its_own_inspections(body_id: str, rows: Ask) -> None:
    own = {key: rated for key, rated in facts().inspections.items() if key[0] == body_id}
    found = inspections_in(rows("--body", body_id))
    assert own.items() <= found.items()
    for strange in found.keys() - own.keys():
        assert facts().areas[strange[0]] & facts().areas[body_id], strange


def test_quotes_can_be_had_and_left_out(said: Callable[..., str]) -> None:
    assert "“Overall rating: Inadequate”" in said("--body", "West Kent")
    assert "“" not in said("--body", "West Kent", "--no-quotes")
    assert "“" not in said("--region", "Wales")
    assert "“Reviewing: Inadequate”" in said("--region", "Wales", "--quotes")


def test_a_concept_alone(rows: Ask, said: Callable[..., str]) -> None:
    found = rows("--region", "West Midlands", "--concept", "Assessment")
    assert {row["concept"] for row in found if row["new_rating"]} == {"assessment"}
    assert {key for key, rated in inspections_in(found).items() if rated} == {
        key for key, rated in facts().inspections_of("region-west-midlands").items() if "Assessment" in rated
    }
    assert "Overall" not in said("--region", "West Midlands", "--concept", "assessment").replace(
        "overall", ""
    )
    stated = facts().inspections_of("region-wales")
    overall = {key: rated for key, rated in stated.items() if "Overall" in rated}
    found = rows("--region", "Wales", "--concept", "overall")
    assert {key for key, rated in inspections_in(found).items() if rated} == set(overall)
    assert len({row["standard_name"] for row in found if row["new_rating"]}) == 1


def test_what_a_run_changed(rows: Ask, said: Callable[..., str]) -> None:
    told = said()
    assert told.startswith(f"Run {LAST_RUN}: ")
    assert "Against the inspection before" in told
    found = rows("--run", LAST_RUN)
    assert [row["sentence"] for row in rows()] == [row["sentence"] for row in found]
    assert [row["sentence"] for row in rows("--since", FIRST_RUN)] == [row["sentence"] for row in found]
    new = [row for row in found if row["kind"] == "new_inspection"]
    published = facts().published_from(NEWS_FROM)
    assert len(new) == len(published)
    compared = [row for row in found if row["old_rating"] is not None]
    assert compared
    for row in compared:
        assert row["caution"] in row["sentence"]
        assert row["sentence"] in told
        assert row["body_id"] in {key[0] for key in published}
    first = rows("--run", FIRST_RUN)
    count = len([row for row in first if row["kind"] == "new_inspection"])
    assert count + len(new) == len(facts().inspections)


def test_nothing_came_after_the_last_run(run: Run, home: Home) -> None:
    ran = run("diff", "--since", LAST_RUN, "--home", home.root)
    assert ran.status == 0
    assert ran.out == f"Nothing came after run {LAST_RUN}.\n"


def test_nothing_is_an_empty_list_in_json(rows: Ask) -> None:
    assert rows("--since", LAST_RUN) == []


def test_a_run_as_a_document(said: Callable[..., str]) -> None:
    document = said("--run", LAST_RUN, "--format", "markdown")
    assert document.startswith(f"# Changes of {LAST_RUN}")
    compared = document.split("## Against the inspection before")[1].strip().splitlines()
    assert compared
    for line in compared:
        assert "like for like" in line or "same question" in line
        assert "[then](https://" in line
        assert "[now](https://" in line


def test_a_rating_without_a_date_is_not_called_the_first(said: Callable[..., str], rows: Ask) -> None:
    undated = [row for row in rows("--body", "pdu-west-sussex") if row["inspection_id"] and not row["date"]]
    assert undated
    assert not [row["sentence"] for row in undated if "first" in row["sentence"]]
    printed = said("--body", "pdu-west-sussex").split("Date not known")[1]
    assert "First ratings" not in printed


def test_a_rating_no_source_states_is_not_called_unrated(said: Callable[..., str], rows: Ask) -> None:
    name = "crc-cheshire-and-greater-manchester"
    (row,) = (row for row in rows("--body", name) if row["date"] == "2019-04-01")
    assert row["kind"] != "inspection not rated"
    shown = said("--body", name, "--format", "table").splitlines()
    (line,) = (line for line in shown if line.startswith("April 2019"))
    assert "not rated" not in line


def test_only_what_is_comparable_is_said_to_have_stayed_risen_or_fallen(
    rows: Ask, said: Callable[..., str]
) -> None:
    for region in ("region-east-midlands", "region-north-east", "region-wales"):
        for row in rows("--region", region, *YEARS):
            if row["caution"] and row["caution"].startswith("not like for like"):
                assert not re.search(r" (rose|fell) from | stayed ", row["sentence"]), row["sentence"]
        for line in said("--region", region, *YEARS, "--format", "table").splitlines():
            if "not like for like" in line:
                assert not re.search(r"│ (rose|fell|stayed) ", line), line


def test_changes_of_other_services_are_not_summed_up_as_the_places_own(said: Callable[..., str]) -> None:
    head = said("--body", "Salford and Trafford PDU").split("\n\n")[0]
    assert "Like for like with the inspection before" not in head


def test_a_window_does_not_count_what_has_no_date_as_its_own(said: Callable[..., str]) -> None:
    assert "without a date" not in said("--region", "East of England", "--from", "2015", "--to", "2015")
    head = said("--region", "East of England", "--from", "2024-08", "--to", "2024-08").split("\n\n")[0]
    assert "1 inspection of 1 service." in head
    assert "2 inspections without a date" in head


def test_units_that_did_not_exist_yet_are_not_called_uninspected(said: Callable[..., str]) -> None:
    assert "Coventry PDU" not in said("--region", "West Midlands", "--from", "2010", "--to", "2011")
    assert "Coventry PDU" in said("--region", "West Midlands", *YEARS)


def test_a_company_after_it_took_over_others_work_is_not_described_as_before(
    said: Callable[..., str],
) -> None:
    later = said("--region", "Wales", *YEARS).split("Fieldwork December 2020: NPS Wales")[1].split("\n\n")[0]
    assert "mainly people at high risk of harm, courts and victims: " not in later


def test_the_caution_can_be_read_in_a_narrow_table(
    run: Run, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = run("diff", "--region", "Wales", *YEARS, "--format", "table", "--home", home.root)
    lines = [line for line in ran.out.splitlines() if "│" in line or "┃" in line]
    assert all(len(line) <= 80 for line in lines)
    last_column = "".join(re.split("[│┃]", line)[-1].strip() for line in lines)
    assert "comparison" in last_column
    assert "notlikeforlike" in last_column.replace(" ", "")


def test_an_older_report_outside_the_window_can_be_found(said: Callable[..., str]) -> None:
    old = "https://reference.test/pdu-gwent.core_2021.2022-02/"
    assert old in said("--body", "Gwent", "--from", "2025")
    assert old in said("--body", "Gwent", "--from", "2025", "--format", "markdown")


def test_a_company_is_told_with_the_companies_it_came_to_run(said: Callable[..., str]) -> None:
    assert "came to run" in said("--body", "Kent, Surrey and Sussex CRC")


def test_a_part_of_an_area_is_not_its_area(said: Callable[..., str]) -> None:
    assert "Stockport and Tameside PDU (its area was, as Tameside PDU)" not in said(
        "--region", "Greater Manchester"
    )
    assert "Staffordshire North PDU (its area was, as Staffordshire and Stoke PDU)" in said(
        "--region", "West Midlands"
    )


def test_no_rating_on_a_concept_is_not_called_no_inspection(said: Callable[..., str]) -> None:
    assert "No inspection" not in said("--region", "Wales", "--concept", "victim work")
