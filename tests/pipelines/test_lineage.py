"""The past of a body is that of its own area, whatever its predecessors also had."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.bodies.areas import Area, Cover, Geography, load_geography
from pipelines.bodies.lineage import Lineages, Link, share_text, steps_text
from pipelines.bodies.register import Body, Register, Succession, load_register
from pipelines.records import PartialDate
from pipelines.vocabulary import AreaRelation, BodyKind, DatePrecision, SuccessionKind


def _body(body_id: str, kind: BodyKind) -> Body:
    return Body(body_id, body_id.title(), kind, None, None, None, (), None, "test")


def _step(predecessor: str, successor: str, year: int) -> Succession:
    day = PartialDate(value=date(year, 6, 1), precision=DatePrecision.DAY)
    return Succession(predecessor, successor, day, SuccessionKind.SPLIT, None, "test")


REGISTER_NAMES = {body_id: _body(body_id, BodyKind.PDU) for body_id in ("p-x", "p-b", "t-mer", "t-a")}


def _lineages(covers: dict[str, str], steps: list[tuple[str, str, int]]) -> Lineages:
    kinds = {"t": BodyKind.TRUST, "c": BodyKind.CRC, "p": BodyKind.PDU}
    bodies = [_body(body_id, kinds[body_id[0]]) for body_id in covers]
    areas = sorted({area for named in covers.values() for area in named})
    return Lineages(
        Register(bodies, [_step(*step) for step in steps], []),
        Geography(
            [Area(area, area, area, None, "test") for area in areas],
            [Cover(area, body_id, None, None, "test") for body_id, named in covers.items() for area in named],
        ),
    )


def _of(lineages: Lineages, body_id: str) -> dict[str, Link]:
    return {link.ancestor_id: link for link in lineages.of(body_id)}


def test_a_trust_elsewhere_in_the_company_is_not_an_ancestor() -> None:
    found = _of(
        _lineages(
            {"t-war": "w", "t-mer": "xyz", "c-both": "wxyz", "p-x": "x"},
            [("t-war", "c-both", 2014), ("t-mer", "c-both", 2014), ("c-both", "p-x", 2021)],
        ),
        "p-x",
    )
    assert list(found) == ["p-x", "c-both", "t-mer"]
    assert found["c-both"].relation is AreaRelation.WIDER
    assert found["t-mer"].generation == 2
    assert share_text(found["t-mer"], REGISTER_NAMES) == "all of P-X's area, 1 of the 3 areas of T-Mer"


def test_a_merged_unit_has_the_company_through_both_its_parts() -> None:
    lineages = _lineages(
        {"c-all": "xyz", "p-x": "x", "p-y": "y", "p-xy": "xy"},
        [("c-all", "p-x", 2021), ("c-all", "p-y", 2021), ("p-x", "p-xy", 2023), ("p-y", "p-xy", 2023)],
    )
    found = _of(lineages, "p-xy")
    assert found["p-x"].relation is AreaRelation.PART
    assert found["c-all"].shared_areas == {"x", "y"}
    assert found["c-all"].relation is AreaRelation.WIDER
    assert [link.body_id for link in lineages.heirs_of("c-all")] == ["c-all", "p-x", "p-y", "p-xy"]


def test_areas_not_known_are_said_to_be_not_known() -> None:
    found = _of(_lineages({"t-a": "", "p-b": "x"}, [("t-a", "p-b", 2021)]), "p-b")
    assert found["t-a"].relation is AreaRelation.UNKNOWN
    assert share_text(found["t-a"], REGISTER_NAMES) == "how much of the area is not known"


def test_a_circle_ends() -> None:
    lineages = _lineages({"p-a": "x", "p-b": "x"}, [("p-a", "p-b", 2021), ("p-b", "p-a", 2022)])
    assert [link.ancestor_id for link in lineages.of("p-a")] == ["p-a", "p-b"]


REAL = Lineages(load_register(), load_geography())


@pytest.mark.parametrize(
    ("body_id", "ancestors"),
    [
        (
            "pdu-warwickshire",
            {"crc-warwickshire-and-west-mercia", "nps-midlands", "trust-warwickshire"},
        ),
        (
            "pdu-worcestershire",
            {"crc-warwickshire-and-west-mercia", "nps-midlands", "trust-west-mercia"},
        ),
        (
            "pdu-hull-and-east-riding",
            {"crc-humberside-lincolnshire-and-north-yorkshire", "nps-north-east", "trust-humberside"},
        ),
        ("pdu-west-kent", {"crc-kent-surrey-and-sussex", "nps-south-east-and-eastern", "trust-kent"}),
        ("pdu-gwent", {"crc-wales", "nps-wales", "trust-wales"}),
    ],
)
def test_the_past_of_real_places(body_id: str, ancestors: set[str]) -> None:
    assert {link.ancestor_id for link in REAL.of(body_id)} == {body_id, *ancestors}


def test_every_unit_of_2021_has_a_company_a_division_and_a_trust_before_it() -> None:
    register = load_register()
    for body in register.bodies.values():
        if body.kind in {BodyKind.PDU, BodyKind.REGION} and body.valid_from == date(2021, 6, 26):
            kinds = {register.bodies[link.ancestor_id].kind for link in REAL.of(body.body_id)}
            assert kinds >= {BodyKind.CRC, BodyKind.NPS_DIVISION, BodyKind.TRUST}, body.body_id


def test_steps_are_told_oldest_first() -> None:
    link = {link.ancestor_id: link for link in REAL.of("pdu-gwent")}["trust-wales"]
    text = steps_text(link, load_register().bodies)
    assert text is not None
    assert text.index("2014-06-01") < text.index("Gwent PDU")
