"""People find bodies by what they call them, and are helped where there is none."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.bodies.lookup import UnknownBodyError, find_named, nearest_names
from pipelines.bodies.register import load_register

REGISTER = load_register()


def _ids(name: str, on: date | None) -> list[str]:
    return [body.body_id for body in find_named(REGISTER, name, on)]


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("pdu-gwent", None, ["pdu-gwent"]),
        ("West Kent PDU", None, ["pdu-west-kent"]),
        ("hull pdu", None, ["pdu-hull-and-east-riding"]),
        ("London CRC", None, ["crc-london"]),
        ("London", date(2019, 1, 1), ["crc-london", "nps-london"]),
        ("Gwent", date(2017, 1, 1), ["crc-wales", "nps-wales"]),
        ("Kent Probation Trust", None, ["trust-kent"]),
        ("Bexley YOT", None, ["yjs-bexley"]),
        ("Worcestershire", date(2022, 1, 1), ["pdu-worcestershire", "region-west-midlands"]),
        ("Hull", date(2012, 1, 1), ["yjs-hull", "trust-humberside"]),
        ("Southampton, Eastleigh and New Forest", None, ["pdu-hampshire-south-west"]),
    ],
)
def test_who_is_meant(name: str, on: date | None, expected: list[str]) -> None:
    assert _ids(name, on) == expected


def test_whole_words_of_a_name_find_it_but_letters_do_not() -> None:
    assert "pdu-staffordshire-and-stoke" in _ids("Stoke", None)
    with pytest.raises(UnknownBodyError):
        find_named(REGISTER, "Stok", None)


def test_a_unit_whose_days_are_not_stated_is_not_found_before_there_were_units() -> None:
    assert "pdu-salford-and-trafford" in _ids("Salford", date(2024, 1, 1))
    assert _ids("Salford", date(2019, 1, 1)) == [
        "yjs-salford",
        "crc-cheshire-and-greater-manchester",
        "nps-north-west",
    ]


def test_an_unknown_name_is_told_the_nearest() -> None:
    with pytest.raises(UnknownBodyError, match="'Gwnt'; nearest: Gwent"):
        find_named(REGISTER, "Gwnt", None)
    with pytest.raises(UnknownBodyError, match="probation bodies list"):
        find_named(REGISTER, "qqqqqqq zzzzz", None)
    assert "Warwickshire" in nearest_names(REGISTER, "Warickshire")


def test_a_body_of_another_time_is_told_its_time_and_who_had_its_ground() -> None:
    with pytest.raises(UnknownBodyError) as told:
        find_named(REGISTER, "Gwent PDU", date(2012, 1, 1))
    assert "from 2021-06-26" in str(told.value)
    assert "Its ground was then under: Wales Probation Trust." in str(told.value)
    with pytest.raises(UnknownBodyError, match="not before 2021-06-26"):
        find_named(REGISTER, "Mid Kent PDU", date(2012, 1, 1))


@pytest.mark.parametrize("name", ["", "   ", "and", "-"])
def test_nothing_names_nobody(name: str) -> None:
    with pytest.raises(UnknownBodyError):
        find_named(REGISTER, name, None)
