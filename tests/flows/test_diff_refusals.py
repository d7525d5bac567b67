"""What `probation diff` cannot tell is said in one sentence that helps to ask rightly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.exit_status import CANNOT_START
from flows.home import Home
from tests.flows.conftest import Run
from tests.flows.reference_home import FIRST_RUN, LAST_RUN, reference_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return reference_home(tmp_path_factory.mktemp("reference"))


@pytest.fixture
def refused(run: Run, home: Home) -> Callable[..., str]:
    """The sentence a question is refused with."""

    def ask(*arguments: str) -> str:
        ran = run("diff", *arguments, "--home", home.root)
        assert ran.status == CANNOT_START, ran.out
        assert not ran.out
        return ran.err

    return ask


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--body", "pdu-nowhere"], "nearest: pdu-somerset"),
        (["--body", "West Knet PDU"], "nearest: "),
        (["--body", "National Probation Service"], "nearest: "),
        (["--body", "West Sussex"], "West Sussex PDU (pdu-west-sussex)"),
        (["--body", "Hull"], "Hull youth justice service (yjs-hull)"),
        (["--region", "Walse"], "There is no probation region 'Walse'; nearest: Wales"),
        (["--region", "pdu-gwent"], "use --body"),
        (["--region", "West Kent"], "use --body"),
        (["--region", ""], "There is no probation region"),
        (
            ["--region", "Wales", "--concept", "asessment"],
            "There is no concept 'asessment'; nearest: assessment",
        ),
        (["--since", "20200101T000000Z"], f"it has: {FIRST_RUN}, {LAST_RUN}"),
        (["--run", "20200101T000000Z"], "No run '20200101T000000Z' changed anything"),
        (["--region", "Wales", "--from", "2020", "--to", "2018"], "--from 2020 is after --to 2018"),
        (["--region", "Wales", "--from", "2020-13"], "--from takes a year, a month or a day"),
        (["--region", "Wales", "--to", "2021-02-30"], "--to takes a year, a month or a day"),
        (["--region", "Wales", "--to", "then"], "not 'then'"),
        (["--region", "Wales", "--body", "Gwent"], "takes one of --body, --region, --since and --run"),
        (["--since", FIRST_RUN, "--run", LAST_RUN], "takes one of --body, --region, --since and --run"),
        (["--from", "2018"], "go with --body or --region"),
    ],
)
def test_what_cannot_be_told_is_said_in_one_sentence(
    arguments: list[str], says: str, refused: Callable[..., str]
) -> None:
    assert says in refused(*arguments)


def test_a_body_that_was_not_there_yet_or_any_more_names_who_had_its_area(
    refused: Callable[..., str],
) -> None:
    gone = refused("--body", "Wales CRC", "--from", "2022")
    assert "existed from 2014-06-01 to 2021-06-25" in gone
    assert "Gwent PDU" in gone
    early = refused("--body", "Gwent PDU", "--from", "2015", "--to", "2016")
    assert "existed from 2021-06-26" in early
    assert "National Probation Service Wales" in early
    assert "Wales Community Rehabilitation Company" in early


def test_who_had_an_area_is_of_the_time_asked_for(refused: Callable[..., str]) -> None:
    long_gone = refused("--body", "trust-west-mercia", "--from", "2024")
    assert "Worcestershire PDU" in long_gone
    assert "National Probation Service Midlands Division" not in long_gone
    before = refused("--body", "Gwent PDU", "--to", "2013")
    assert "Wales Probation Trust" in before


@pytest.mark.parametrize("end", ["9999", "9999-12", "9999-12-31"])
def test_the_end_of_time_is_no_bug(end: str, run: Run, home: Home) -> None:
    assert run("diff", "--region", "Wales", "--to", end, "--home", home.root).status in (0, CANNOT_START)


def test_who_had_an_area_is_told_in_full_or_said_not_to_be(refused: Callable[..., str]) -> None:
    told = refused("--body", "London CRC", "--from", "2022")
    assert "Probation Service – London" in told
    assert "Wandsworth" in told or "more" in told
