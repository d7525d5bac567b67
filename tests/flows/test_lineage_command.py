"""`probation lineage` on the reference inspections: who had a place, how much of it, how each was rated."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from flows.exit_status import CANNOT_START
from flows.home import Home
from tests.flows.conftest import Run
from tests.flows.reference_home import facts, reference_home
from warehouse.publish import DATABASE


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return reference_home(tmp_path_factory.mktemp("reference"))


@pytest.fixture
def holders(run: Run, home: Home) -> Callable[..., dict[str, str]]:
    """What is printed of each body, by its name, in the order printed; the heading under ""."""

    def ask(*arguments: str) -> dict[str, str]:
        ran = run("lineage", *arguments, "--home", home.root)
        assert ran.status == 0, ran.err
        head, *blocks = ran.out.strip().split("\n\n")
        by_name = {re.split(", from | to ", block)[0]: block for block in blocks}
        assert len(by_name) == len(blocks), "a body stands twice"
        return {"": head} | by_name

    return ask


def test_a_place_is_told_through_every_reorganisation(holders: Callable[..., dict[str, str]]) -> None:
    told = holders("Worcester")
    assert list(told) == [
        "",
        "West Mercia Probation Trust",
        "Warwickshire and West Mercia Community Rehabilitation Company",
        "National Probation Service Midlands Division",
        "Worcestershire PDU",
        "Probation Service – West Midlands",
    ]
    assert told[""].startswith("Worcester, overall")
    company = told["Warwickshire and West Mercia Community Rehabilitation Company"]
    assert "from 2014-06-01 to 2021-06-25" in company
    assert "people at low and medium risk of harm; all of Worcester" in company
    assert "from West Mercia Probation Trust (split, 2014-06-01)" in company
    assert "July 2019" in company
    assert "Overall Requires improvement; p. 2 of https://reference.test/" in company
    assert "no inspection in the record" in told["Worcestershire PDU"]
    division = told["National Probation Service Midlands Division"]
    assert "Overall Good" in division
    assert "mainly people at high risk of harm" in division


@pytest.mark.parametrize(
    "body_id",
    [
        "pdu-gwent",
        "pdu-west-kent",
        "pdu-staffordshire-north",
        "crc-kent-surrey-and-sussex",
        "nps-wales",
        "trust-northamptonshire",
        "yjs-cumberland",
    ],
)
def test_every_body_before_and_after_has_all_its_inspections(
    body_id: str, holders: Callable[..., dict[str, str]]
) -> None:
    told = holders(body_id)
    ids = {body["name"]: name for name, body in facts().bodies.items()}
    assert facts().bodies[body_id]["name"] in told
    for name, block in told.items():
        if not name:
            continue
        stated = {key: rated for key, rated in facts().inspections.items() if key[0] == ids[name]}
        lines = [line for line in block.splitlines() if line.strip().startswith("• ")]
        assert len(lines) == len(stated), name
        ratings = sorted(rated["Overall"] for rated in stated.values() if "Overall" in rated)
        printed = (re.search(r": Overall ([A-Z][a-z ]+)", line) for line in lines)
        assert sorted(match[1] for match in printed if match) == ratings, name
        assert all("(evidence " in line and "https://" in line for line in lines)
        assert lines or "no inspection in the record" in block


def test_shares_are_those_of_the_areas(holders: Callable[..., dict[str, str]]) -> None:
    areas = facts().areas
    ids = {body["name"]: name for name, body in facts().bodies.items() if name in areas}
    for body_id in ("pdu-gwent", "pdu-north-kent", "pdu-salford-and-trafford", "region-east-midlands"):
        told = holders(body_id)
        assert len(told) > 3
        for ancestor in told.keys() - {"", facts().bodies[body_id]["name"]}:
            own, theirs = areas[body_id], areas[ids[ancestor]]
            share = told[ancestor].splitlines()[1].rsplit("; ")[-1]
            stated = {int(number) for number in re.findall(r"\d+", share)}
            assert own & theirs, ancestor
            assert stated <= {len(own & theirs), len(own), len(theirs)}, told[ancestor]
            assert stated or own == theirs, told[ancestor]


def test_who_came_after_stands_after(holders: Callable[..., dict[str, str]]) -> None:
    told = holders("Wales CRC")
    order = list(told)
    company = order.index("Wales Community Rehabilitation Company")
    assert order.index("Wales Probation Trust") < company < order.index("Gwent PDU")
    assert re.search(r"5 of (the )?22 areas", told["Gwent PDU"])
    assert "the same area" in told["Probation Service – Wales"]
    assert "Wales Community Rehabilitation Company → Gwent PDU (split, 2021-06-26)" in told["Gwent PDU"]


def test_a_step_without_a_day_says_so(holders: Callable[..., dict[str, str]]) -> None:
    told = holders("Staffordshire North")
    before = told["Staffordshire and Stoke PDU"]
    assert "Staffordshire and Stoke PDU → Staffordshire North PDU (split, day not known)" in before
    assert "a day no source states" in told["Staffordshire North PDU"]


def test_a_concept_alone(holders: Callable[..., dict[str, str]]) -> None:
    told = holders("Gwent", "--concept", "Reviewing")
    assert told[""].startswith("Gwent PDU, reviewing")
    assert "Reviewing Outstanding; p. 3" in told["National Probation Service Wales"]
    assert "Overall" not in "".join(told.values())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["Worcestre"], "has no body or place 'Worcestre'; nearest: "),
        ([""], "The register has no body or place ''"),
        (["Gwent", "--concept", "asessment"], "There is no concept 'asessment'; nearest: assessment"),
        (["Gwent", "--as-of", "yesterday"], "--as-of takes a day"),
    ],
)
def test_what_cannot_be_told_is_said_in_one_sentence(
    arguments: list[str], says: str, run: Run, home: Home
) -> None:
    ran = run("lineage", *arguments, "--home", home.root)
    assert ran.status == CANNOT_START, ran.out
    assert says in ran.err


def test_a_rating_no_source_states_is_not_called_unrated(holders: Callable[..., dict[str, str]]) -> None:
    block = holders("Salford and Trafford PDU")[
        "Cheshire and Greater Manchester Community Rehabilitation Company"
    ]
    (line,) = (line for line in block.splitlines() if "April 2019" in line)
    assert "not rated" not in line


def test_the_page_of_an_unrated_inspection_is_of_its_report(holders: Callable[..., dict[str, str]]) -> None:
    assert "web page of" not in "".join(holders("Wales CRC").values())


def test_a_record_of_another_version_is_no_bug(run: Run, home: Home, tmp_path: Path) -> None:
    older = Home(tmp_path / "older")
    shutil.copytree(home.published, older.published, symlinks=True)
    file = older.published / "current" / DATABASE
    file.chmod(0o644)
    with duckdb.connect(str(file)) as connection:
        connection.execute("DROP VIEW place_history")
        connection.execute("DROP VIEW rating_history")
        connection.execute("ALTER TABLE body_lineage DROP COLUMN share_text")
    ran = run("diff", "--body", "Gwent PDU", "--home", older.root)
    assert ran.status == CANNOT_START
    assert "another version" in ran.err
    assert "`probation rebuild`" in ran.err
