"""Press releases name the services they are about, and state what was given to each."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.records import ReleaseRecord
from pipelines.reports import read
from pipelines.vocabulary import DocumentKind, Framework, QuarantineReason

GOOD, RI, INADEQUATE = "Good", "Requires improvement", "Inadequate"
GWENT, NEWHAM, BRENT = "pdu-gwent", "pdu-newham", "pdu-brent"


def page(title: str, paragraphs: tuple[str, ...], published: date) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<html lang="en-GB"><body class="single single-news"><article class="flexible-post-type-single">'
        f'<h1 class="flexible-post-type-title">{title}</h1>'
        f'<time class="published-date" datetime="{published}T00:01:00+00:00">x</time>'
        f'<div class="intro"><p>{paragraphs[0]}</p></div>'
        f'<div class="flexible-post-type-content">{body}</div></article></body></html>'
    ).encode()


def release(title: str, *paragraphs: str, published: date = date(2025, 2, 18)) -> ReleaseRecord:
    url = "http://hmiprobation.test/news/a-release/"
    records = read(page(title, paragraphs, published), media_type="text/html", url=url)
    assert records.document is not None
    assert records.document.kind is DocumentKind.RELEASE
    assert records.inspections == ()
    (found,) = records.releases
    return found


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Gwent PDU rated as ‘Requires improvement’ following inspection", "The unit has a good team."),
        ("Gwent Probation Delivery Unit – Requires improvement", "The unit has a good team."),
        (
            "“Some stability” at Gwent PDU",
            "Gwent PDU has received an overall rating of ‘Requires improvement’ following an inspection.",
        ),
        (
            "“Some stability” at Gwent PDU",
            "The PDU was awarded a ‘Good’ rating for leadership but is rated ‘Requires improvement’ overall.",
        ),
        ("Gwent PDU requires improvement", "In 2022 Gwent PDU was rated ‘Inadequate’."),
    ],
)
def test_a_release_about_one_service(title: str, lead: str) -> None:
    found = release(
        title, lead, "Leadership in Gwent was rated ‘Good’.", "Notes to editors", "Gwent PDU: ‘Good’."
    )
    assert found.body_ids == (GWENT,)
    assert found.framework is Framework.CORE_2023
    assert found.overall_ratings == {GWENT: RI}
    assert "Gwent" in found.evidence.quote


def test_a_release_about_several_gives_each_its_own() -> None:
    found = release(
        "Three London services inspected",
        "Three probation services in London have been inspected.",
        "Newham PDU was rated ‘Good’ and Brent PDU ‘Inadequate’. Lambeth PDU requires improvement.",
        "Services in Brent were rated ‘Inadequate’ too.",
    )
    assert set(found.body_ids) == {NEWHAM, BRENT, "pdu-lambeth"}
    assert found.overall_ratings == {NEWHAM: GOOD, BRENT: INADEQUATE, "pdu-lambeth": RI}


def test_one_rating_for_all() -> None:
    found = release(
        "Urgent action needed as two London services are rated ‘Inadequate’",
        "Newham PDU and Brent PDU have both been rated ‘Inadequate’.",
    )
    assert found.overall_ratings == {NEWHAM: INADEQUATE, BRENT: INADEQUATE}


def test_two_ratings_for_one_service_are_both_refused() -> None:
    title, lead = "Gwent PDU rated ‘Good’ after inspection", "Gwent PDU was rated ‘Inadequate’ overall."
    payload = page(title, (lead,), date(2025, 2, 18))
    records = read(payload, media_type="text/html", url="http://hmiprobation.test/news/x/")
    assert records.releases[0].overall_ratings == {}
    assert [q.reason for q in records.quarantined] == [QuarantineReason.CONTRADICTION]


@pytest.mark.parametrize(
    ("title", "lead", "published", "framework", "body_ids", "ratings"),
    [
        (
            "Region rated",
            "Services in the East Midlands region have received an overall regional rating of ‘Inadequate’.",
            date(2025, 10, 1),
            Framework.CORE_2023,
            ("region-east-midlands",),
            {"region-east-midlands": INADEQUATE},
        ),
        (
            "“Gaps” in public protection practice in Greater Manchester region",
            "This dynamic inspection found ‘good’ work in 47 per cent of cases. Bolton PDU was visited.",
            date(2026, 2, 1),
            Framework.DYNAMIC_2025,
            ("region-greater-manchester",),
            {},
        ),
        (
            "“Major shortfalls” found in national arrangements of the Probation Service",
            "The arrangements were rated ‘Requires improvement’ overall.",
            date(2025, 4, 29),
            Framework.NATIONAL_2025,
            ("national-probation-service-england-and-wales",),
            {"national-probation-service-england-and-wales": RI},
        ),
        (
            "Probation services in Gwent – a mixed picture",
            "A Quality & Impact inspection looked at the CRC and the NPS. Good work was seen.",
            date(2017, 4, 19),
            Framework.QUALITY_IMPACT_2016,
            ("crc-wales", "nps-wales"),
            {},
        ),
        (
            "Wales NPS – well led",
            "The National Probation Service in Wales has been given an overall rating of ‘Good’.",
            date(2019, 4, 17),
            Framework.CORE_2018,
            ("nps-wales",),
            {"nps-wales": GOOD},
        ),
        (
            "Wakefield Youth Justice Service rated ‘Good’",
            "Wakefield YJS was inspected for its work with children and victims.",
            date(2025, 8, 1),
            Framework.YJS_2025,
            ("yjs-wakefield",),
            {"yjs-wakefield": GOOD},
        ),
        (
            "Inspectorate highlights from 2024",
            "It was a busy year.",
            date(2025, 1, 8),
            Framework.CORE_2023,
            (),
            {},
        ),
    ],
)
def test_programmes(
    title: str,
    lead: str,
    *,
    published: date,
    framework: Framework,
    body_ids: tuple[str, ...],
    ratings: dict[str, str],
) -> None:
    found = release(title, lead, published=published)
    assert found.framework is framework
    assert found.body_ids == body_ids
    assert found.overall_ratings == ratings


def test_other_services_that_are_only_mentioned_are_not_inspected() -> None:
    found = release(
        "Gwent PDU rated as ‘Good’",
        "Gwent PDU has received an overall rating of ‘Good’.",
        "Newham PDU, which is in London, has a similar scheme.",
    )
    assert found.body_ids == (GWENT,)


def test_a_repeated_lead_is_kept_once_and_the_name_is_the_addresss() -> None:
    found = release("Gwent PDU rated as ‘Good’", "The unit has a good team.")
    assert found.text.count("The unit has a good team.") == 1
    assert found.release_id == "release.a-release"
    assert found.published is not None
