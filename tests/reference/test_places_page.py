"""docs/places-across-years.md says what the register says, and that is right for its five places."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.bodies.areas import load_geography
from pipelines.bodies.eras import existed
from pipelines.bodies.lineage import Lineages
from pipelines.bodies.register import load_register
from tests.reference.places_page import PAGE, PLACES, filled, links


def test_the_page_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == filled(page), "run `python -m tests.reference --docs`"


CHAINS = {
    # Written by hand from the sources that the page names, not from the register.
    ("Warwickshire", "2012-07-01"): {"trust-warwickshire"},
    ("Warwickshire", "2016-01-01"): {"crc-warwickshire-and-west-mercia", "nps-midlands"},
    ("Warwickshire", "2025-06-01"): {"pdu-warwickshire"},
    ("Hull", "2012-07-01"): {"trust-humberside"},
    ("Hull", "2019-06-01"): {"crc-humberside-lincolnshire-and-north-yorkshire", "nps-north-east"},
    ("Hull", "2022-01-01"): {"pdu-hull-and-east-riding"},
    ("West Kent", "2012-07-01"): {"trust-kent"},
    ("West Kent", "2020-06-01"): {"crc-kent-surrey-and-sussex", "nps-south-east-and-eastern"},
    ("West Kent", "2022-01-01"): {"pdu-west-kent", "pdu-mid-kent", "pdu-north-kent"},
    ("Leicester", "2012-07-01"): {"trust-leicestershire-and-rutland"},
    ("Leicester", "2016-01-01"): {
        "crc-derbyshire-leicestershire-nottinghamshire-and-rutland",
        "nps-midlands",
    },
    ("Leicester", "2025-06-01"): {"pdu-leicester-leicestershire-and-rutland"},
    ("Gwent", "2012-07-01"): {"trust-wales"},
    ("Gwent", "2019-06-01"): {"crc-wales", "nps-wales"},
    ("Gwent", "2020-06-01"): {"crc-wales", "nps-wales"},
    ("Gwent", "2022-01-01"): {"pdu-gwent"},
}


@pytest.mark.parametrize(("place", "day"), CHAINS)
def test_each_place_had_these_bodies_on_that_day(place: str, day: str) -> None:
    """Undated units of Kent may have existed on any day since 2021; the page says so."""
    on = date.fromisoformat(day)
    assert {body.body_id for body, _ in links(PLACES[place]) if existed(body, on)} == CHAINS[place, day]


def test_wales_had_its_own_two_steps() -> None:
    steps = {
        (step.predecessor_id, step.successor_id): (str(step.date), step.kind)
        for step in load_register().successions
    }
    assert steps["crc-wales", "crc-kent-surrey-and-sussex"] == ("2019-02-15", "covers")
    assert steps["crc-wales", "nps-wales"] == ("2019-12", "split")


def test_a_company_joins_no_pasts() -> None:
    lineages = Lineages(load_register(), load_geography())
    worcester = {link.ancestor_id for link in lineages.of("pdu-worcestershire")}
    assert "trust-west-mercia" in worcester
    assert "trust-warwickshire" not in worcester
