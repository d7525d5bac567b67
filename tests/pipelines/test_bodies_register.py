"""The register finds who is meant however a name is printed, and nobody where it could only guess."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.bodies.mentions import mentions
from pipelines.bodies.register import Body, Register, Share, load_register
from pipelines.vocabulary import BodyKind, DatePrecision

CRC, NPS, PDU, REGION, YOUTH, TRUST = (
    BodyKind.CRC,
    BodyKind.NPS_DIVISION,
    BodyKind.PDU,
    BodyKind.REGION,
    BodyKind.YOUTH_JUSTICE_SERVICE,
    BodyKind.TRUST,
)
PROVIDERS = (CRC, NPS)


@pytest.mark.parametrize(
    ("printed", "kinds", "on", "expected"),
    [
        ("Gwent PDU ", (PDU,), date(2025, 8, 1), "pdu-gwent"),
        ("Gwent Probation Delivery Unit", (PDU,), date(2025, 8, 1), "pdu-gwent"),
        ("Cwm Taf Morgannwg (CTM)", (PDU,), date(2025, 8, 1), "pdu-cwm-taf-morgannwg"),
        ("Newcastle Upon Tyne", (PDU,), None, "pdu-newcastle-upon-tyne"),
        (
            "Hammersmith, Fulham, Kensington, Chelsea & Westminster PDU",
            (PDU,),
            date(2022, 10, 1),
            "pdu-hammersmith-fulham-kensington-chelsea-westminster",
        ),
        ("the North East region", (REGION,), None, "region-north-east"),
        ("Probation Services – East Midlands region", (REGION,), None, "region-east-midlands"),
        ("London CRC", PROVIDERS, date(2019, 5, 1), "crc-london"),
        ("London division of the National Probation Service", PROVIDERS, date(2019, 5, 1), "nps-london"),
        ("NPS in the Midlands", (NPS,), date(2018, 8, 1), "nps-midlands"),
        ("South East & Eastern NPS", (NPS,), date(2019, 5, 1), "nps-south-east-and-eastern"),
        ("cumberlan d", (YOUTH,), None, "yjs-cumberland"),
        ("Southend -on-sea YOT", (YOUTH,), None, "yjs-southend-on-sea"),
        ("Tower Hamlets and the City of London YJS", (YOUTH,), None, "yjs-tower-hamlets-and-city-of-london"),
        ("Greenwich Youth Offending Team", (YOUTH,), None, "yjs-greenwich"),
        (
            "St Catherine’s Priory Approved Premises",
            (BodyKind.APPROVED_PREMISES,),
            None,
            "ap-st-catherines-priory",
        ),
        ("West Mercia", (TRUST,), date(2013, 1, 1), "trust-west-mercia"),
    ],
)
def test_a_printed_name_finds_its_body(
    printed: str, kinds: tuple[BodyKind, ...], on: date | None, expected: str
) -> None:
    body = load_register().find(printed, kinds, on)
    assert body is not None
    assert body.body_id == expected


@pytest.mark.parametrize(
    ("printed", "kinds", "on"),
    [
        pytest.param("London", PROVIDERS, date(2019, 5, 1), id="two providers share the name"),
        pytest.param("Essex", (PDU,), None, id="only halves of the county are units"),
        pytest.param("Lancashire", (CRC,), None, id="part of a company's area"),
        pytest.param("Gwent PDU", (PDU,), date(2019, 1, 1), id="before units existed"),
        pytest.param("London CRC", (CRC,), date(2022, 1, 1), id="after companies ended"),
        pytest.param("Gwent PD", (PDU,), None, id="nearly a name"),
        pytest.param("", (PDU,), None, id="nothing"),
    ],
)
def test_what_is_not_certain_finds_nobody(printed: str, kinds: tuple[BodyKind, ...], on: date | None) -> None:
    assert load_register().find(printed, kinds, on) is None


def test_every_own_name_finds_its_body() -> None:
    register = load_register()
    lost = [
        body.name
        for body in register.bodies.values()
        if register.find(body.name, (body.kind,), body.valid_from) is not body
    ]
    assert lost == []


def test_two_bodies_of_one_name_and_time_are_refused() -> None:
    first = Body("pdu-a", "Ambridge PDU", PDU, None, None, None, (), None, "test")
    second = Body("pdu-b", "The Ambridge PDU", PDU, None, None, None, (), None, "test")
    with pytest.raises(ValueError, match="pdu-b and pdu-a share"):
        Register([first, second], [], [])


def test_a_namesake_within_the_years_of_another_is_refused() -> None:
    long = Body("pdu-a", "Ambridge PDU", PDU, None, date(2000, 1, 1), date(2030, 1, 1), (), None, "test")
    short = Body("pdu-b", "Ambridge PDU", PDU, None, date(2010, 1, 1), date(2011, 1, 1), (), None, "test")
    later = Body("pdu-c", "Ambridge PDU", PDU, None, date(2030, 1, 2), None, (), None, "test")
    for order in ([long, short], [short, long]):
        with pytest.raises(ValueError, match="share"):
            Register(order, [], [])
    assert len(Register([long, later], [], []).named("Ambridge", (PDU,))) == 2


def test_every_company_has_an_owner_and_every_place_a_share() -> None:
    register = load_register()
    companies = [body for body in register.bodies.values() if body.kind is CRC]
    assert len(companies) == 21
    assert all(body.owner for body in companies)
    shares = {(row.place, row.body_id): row.share for row in register.places}
    assert shares["Kent", "trust-kent"] is Share.WHOLE
    assert shares["Kent", "pdu-east-kent"] is Share.PART
    assert shares["Gwent", "crc-wales"] is Share.WHOLE


@pytest.mark.parametrize(
    "name", ["Warwickshire", "Cardiff", "Camden", "Leicester City", "Sunderland", "Leeds"]
)
def test_youth_services_are_in_it_without_a_page_too(name: str) -> None:
    body = load_register().find(f"{name} Youth Justice Service", (YOUTH,), date(2024, 1, 1))
    assert body is not None
    assert body.source.startswith("memory")


def test_a_place_leads_to_both_providers_of_its_time() -> None:
    register = load_register()
    in_2017 = register.at_place("Gwent", PROVIDERS, date(2017, 4, 1))
    assert [body.body_id for body in in_2017] == ["crc-wales", "nps-wales"]
    assert register.at_place("Gwent", PROVIDERS, date(2023, 4, 1)) == ()


def test_regions_follow_from_parents_and_successions() -> None:
    register = load_register()
    assert register.regions_of("pdu-gwent") == ("region-wales",)
    assert register.regions_of("crc-wales") == ("region-wales",)
    assert register.regions_of("trust-kent") == ("region-kent-surrey-and-sussex",)
    # Their companies reached into other regions, they did not.
    assert register.regions_of("trust-york-and-north-yorkshire") == ("region-yorkshire-and-the-humber",)
    assert register.regions_of("trust-cheshire") == ("region-north-west",)
    assert set(register.regions_of("crc-cheshire-and-greater-manchester")) == {
        "region-greater-manchester",
        "region-north-west",
    }


def test_unstated_dates_of_succession_stay_unknown() -> None:
    by_pair = {(s.predecessor_id, s.successor_id): s for s in load_register().successions}
    vague = by_pair["pdu-west-kent", "pdu-mid-kent"]
    assert vague.date is None
    assert vague.note is not None
    to_month = by_pair["crc-wales", "nps-wales"]
    assert to_month.date is not None
    assert to_month.date.precision is DatePrecision.MONTH


def test_an_area_is_a_mention_only_where_its_service_is_meant() -> None:
    on = date(2025, 8, 1)

    def named(text: str) -> list[str]:
        return [mention.body.body_id for mention in mentions(text, (PDU,), on)]

    assert named("Probation services in Gwent were rated") == ["pdu-gwent"]
    assert named("The Newham and Brent PDUs were rated") == ["pdu-newham", "pdu-brent"]
    assert named("She lives in Gwent and works in Newham") == []
    assert named("Leicester, Leicestershire and Rutland PDU") == ["pdu-leicester-leicestershire-and-rutland"]
