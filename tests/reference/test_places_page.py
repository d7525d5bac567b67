"""docs/places-across-years.md says what the register says, and that is right for its five places."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.bodies.areas import load_geography
from pipelines.bodies.eras import existed
from pipelines.bodies.lineage import Lineages, work_of
from pipelines.bodies.register import load_register
from tests.reference.places_page import PAGE, PLACES, filled, inspection_lines, links


def test_the_page_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == filled(page), "run `python -m tests.reference --docs`"


DAYS = ("2012-07-01", "2016-01-01", "2019-06-01", "2020-06-01", "2022-01-01", "2025-06-01")
ERAS: dict[str, tuple[set[str], set[str], set[str]]] = {
    # Written by hand from the sources that the page names, not from the register: the trust of 2012, those
    # who had the place together from 2014 to 2021, the units since.
    "Warwickshire": (
        {"trust-warwickshire"},
        {"crc-warwickshire-and-west-mercia", "nps-midlands"},
        {"pdu-warwickshire"},
    ),
    "Hull": (
        {"trust-humberside"},
        {"crc-humberside-lincolnshire-and-north-yorkshire", "nps-north-east"},
        {"pdu-hull-and-east-riding"},
    ),
    "West Kent": (
        {"trust-kent"},
        {"crc-kent-surrey-and-sussex", "nps-south-east-and-eastern"},
        {"pdu-west-kent", "pdu-mid-kent", "pdu-north-kent"},
    ),
    "Leicester": (
        {"trust-leicestershire-and-rutland"},
        {"crc-derbyshire-leicestershire-nottinghamshire-and-rutland", "nps-midlands"},
        {"pdu-leicester-leicestershire-and-rutland"},
    ),
    "Gwent": ({"trust-wales"}, {"crc-wales", "nps-wales"}, {"pdu-gwent"}),
}


@pytest.mark.parametrize("place", ERAS)
@pytest.mark.parametrize("day", DAYS)
def test_each_place_had_these_bodies_on_that_day(place: str, day: str) -> None:
    """Undated units of Kent may have existed on any day since 2021; the page says so."""
    trust, two_services, units = ERAS[place]
    expected = trust if day < "2014-06-01" else two_services if day < "2021-06-26" else units
    on = date.fromisoformat(day)
    assert {body.body_id for body, _ in links(PLACES[place]) if existed(body, on)} == expected


@pytest.mark.parametrize(
    ("area", "day", "region"),
    [
        ("warwickshire", "2022-01-01", "region-west-midlands"),
        ("kingston-upon-hull", "2025-06-01", "region-yorkshire-and-the-humber"),
        ("medway", "2022-01-01", "region-kent-surrey-and-sussex"),
        ("leicester", "2025-06-01", "region-east-midlands"),
        ("newport", "2022-01-01", "region-wales"),
        ("newport", "2021-06-25", None),
    ],
)
def test_each_place_is_in_this_region_since_2021(area: str, day: str, region: str | None) -> None:
    covers = load_geography().at(area, date.fromisoformat(day))
    found = [cover.body_id for cover in covers if cover.body_id.startswith("region-")]
    assert found == ([region] if region else [])


@pytest.mark.parametrize(
    ("body_id", "owner"),
    [
        ("crc-warwickshire-and-west-mercia", "PeoplePlus"),
        ("crc-humberside-lincolnshire-and-north-yorkshire", "Purple Futures"),
        ("crc-kent-surrey-and-sussex", "Seetec"),
        ("crc-derbyshire-leicestershire-nottinghamshire-and-rutland", "Reducing Reoffending Partnership"),
        ("crc-wales", "Working Links to 2019-02; Seetec from 2019-02"),
    ],
)
def test_each_company_was_run_by_them(body_id: str, owner: str) -> None:
    assert owner in (load_register().bodies[body_id].owner or "")


def test_wales_had_its_own_two_steps() -> None:
    steps = {
        (step.predecessor_id, step.successor_id): (str(step.date), step.kind)
        for step in load_register().successions
    }
    assert steps["crc-wales", "crc-kent-surrey-and-sussex"] == ("2019-02-15", "covers")
    assert steps["crc-wales", "nps-wales"] == ("2019-12", "split")


def test_who_runs_a_company_is_not_in_the_past_of_its_places() -> None:
    """Kent's company ran that of Wales for two years; neither place is the other's past."""
    assert "crc-kent-surrey-and-sussex" not in _past("pdu-gwent")
    assert not {"crc-wales", "trust-wales"} & _past("pdu-west-kent")


def test_wales_cases_changed_hands_before_its_company_ended() -> None:
    bodies = load_register().bodies
    assert "from December 2019 all risks" in work_of(bodies["nps-wales"])
    assert "from December 2019 only" in work_of(bodies["crc-wales"])


def test_a_company_joins_no_pasts() -> None:
    assert "trust-west-mercia" in _past("pdu-worcestershire")
    assert "trust-warwickshire" not in _past("pdu-worcestershire")
    assert "trust-warwickshire" in _past("pdu-warwickshire")
    assert "trust-west-mercia" not in _past("pdu-warwickshire")


def test_a_page_without_a_table_is_refused() -> None:
    with pytest.raises(ValueError, match="comparisons"):
        filled("no marks")


def test_no_inspection_elsewhere_is_told_as_of_the_place() -> None:
    """Quality & Impact looked at one part of a body, in Hull's past twice at others."""
    told = [line for line in inspection_lines("pdu-hull-and-east-riding") if "| Quality & Impact |" in line]
    assert [("Durham only" in line, "South Yorkshire only" in line) for line in told] == [
        (True, False),
        (False, True),
    ]


def _past(body_id: str) -> set[str]:
    lineages = Lineages(load_register(), load_geography())
    return {link.ancestor_id for link in lineages.of(body_id)}
