"""A made report of every era, and what reading it must give."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.vocabulary import Framework
from tests.pipelines import sample_reports as made
from tests.pipelines.sample_reports import GOOD, INADEQUATE, OUTSTANDING, RI, Sample, points, rows_of


@dataclass(frozen=True)
class Era:
    """A made report and what reading it must give."""

    sample: Sample
    layout: str
    framework: Framework
    body_ids: tuple[str, ...]
    published: str
    fieldwork: str | None = None


def rated(count: int) -> list[str]:
    """All four words, unevenly."""
    return [(RI, GOOD, INADEQUATE, RI, OUTSTANDING)[index % 5] for index in range(count)]


def scored(labels: str, denominator: int, **facts: object) -> Sample:
    ratings = rated(len(labels.strip().splitlines()))
    counting = ratings[:12] if denominator == 36 else ratings
    return Sample("", rows_of(labels, ratings), RI, f"{points(counting)}/{denominator}").but(**facts)


ERAS = {
    "crc": Era(
        scored(
            made.CRC_2018,
            30,
            title="An inspection of probation services in: Humberside, Lincolnshire &amp; North Yorkshire "
            "Community Rehabilitation Company",
            page_time="2020-05-19T00:01:00+01:00",
            signed="Justin Russell",
        ),
        "core_2018",
        Framework.CORE_2018,
        ("crc-humberside-lincolnshire-and-north-yorkshire",),
        "2020-05",
        "2020-01-06",
    ),
    "nps division without score or fieldwork": Era(
        scored(
            made.NPS_2018,
            30,
            score=None,
            title="An inspection of London Division of the National Probation Service",
            page_time="2019-05-02T00:01:00+01:00",
            signed="Dame Glenys Stacey",
            cover_date="May 2019",
            fieldwork=None,
        ),
        "core_2018",
        Framework.CORE_2018,
        ("nps-london",),
        "2019-05",
    ),
    "pdu of 27 points": Era(
        scored(
            made.PDU_2021,
            27,
            title="An inspection of probation services in Gwent PDU",
            page_time="2022-08-18T00:01:00+01:00",
            signed="Justin Russell",
            cover_date="August 2022",
            fieldwork="Fieldwork started March 2022",
        ),
        "core_2021",
        Framework.CORE_2021,
        ("pdu-gwent",),
        "2022-08",
        "2022-03",
    ),
    "pdu of 21 points": Era(
        scored(
            made.PDU_2023,
            21,
            title="An inspection of probation services in Gwent",
            cover_date="August 2025",
            fieldwork="Fieldwork started March 2025",
        ),
        "core_2023_pdu",
        Framework.CORE_2023,
        ("pdu-gwent",),
        "2025-08",
        "2025-03",
    ),
    "region": Era(
        scored(
            made.REGION_2023,
            24,
            title="An inspection of Probation Services – North East region",
            cover_date="August 2025",
            fieldwork="Fieldwork started March 2025",
        ),
        "core_2023_region",
        Framework.CORE_2023,
        ("region-north-east",),
        "2025-08",
        "2025-03",
    ),
    "youth before resettlement": Era(
        scored(
            made.YOUTH_2018,
            36,
            title="An inspection of youth offending services in: Nottingham City",
            page_time="2020-03-03T00:01:00+00:00",
            signed="Justin Russell",
            cover_date="March 2020",
            fieldwork=None,
        ),
        "youth_2018",
        Framework.YJS_2018,
        ("yjs-nottingham-city",),
        "2020-03",
    ),
    "youth with resettlement": Era(
        scored(
            made.YOUTH_2021,
            36,
            title="An inspection of youth justice services in Newcastle",
            page_time="2025-02-18T00:01:00+00:00",
            cover_date="February 2025",
            fieldwork="Fieldwork started October 2024",
        ),
        "youth_2021",
        Framework.YJS_2021,
        ("yjs-newcastle",),
        "2025-02",
        "2024-10",
    ),
    "joint with ratings": Era(
        scored(
            made.YOUTH_2021,
            36,
            title="A joint inspection of youth justice services in Nottinghamshire",
            page_time="2024-01-23T00:01:00+00:00",
            signed="Sue McAllister",
            cover_date="January 2024",
            fieldwork="Fieldwork started September 2023",
        ),
        "youth_2021",
        Framework.YJS_2021,
        ("yjs-nottinghamshire",),
        "2024-01",
        "2023-09",
    ),
    "youth and victims": Era(
        Sample(
            "An inspection of youth justice work with children and victims in Wakefield",
            rows_of(
                "Organisational delivery\nAssessing\nPlanning\nDelivery\nV1.1 Work with victims",
                [GOOD, RI, GOOD, OUTSTANDING, INADEQUATE],
            ),
            GOOD,
            cover_date="August 2025",
            fieldwork="Fieldwork started in March 2025",
        ),
        "youth_2025",
        Framework.YJS_2025,
        ("yjs-wakefield",),
        "2025-08",
        "2025-03",
    ),
    "national": Era(
        Sample(
            "National Inspection – April 2025",
            rows_of("National arrangements\nServices\nStaffing", [RI, INADEQUATE, GOOD]),
            RI,
            page_time="2025-04-29T00:01:00+01:00",
            cover_date="April 2025",
            fieldwork=None,
            foreword="Services were inadequate and we have rated the sufficiency of these arrangements as "
            "‘Requires improvement’ overall.",
        ),
        "national_2025",
        Framework.NATIONAL_2025,
        ("national-probation-service-england-and-wales",),
        "2025-04",
    ),
    "approved premises": Era(
        Sample(
            "An inspection of St Catherine’s Priory Approved Premises",
            rows_of("Public protection\nLeadership", [GOOD, OUTSTANDING]),
            GOOD,
            cover_date="August 2025",
            fieldwork=None,
        ),
        "approved_premises_2025",
        Framework.APPROVED_PREMISES_2025,
        ("ap-st-catherines-priory",),
        "2025-08",
    ),
    "dynamic": Era(
        Sample(
            "Dynamic Inspection of Public Protection in South West region",
            page_time="2026-01-29T00:01:00+00:00",
            cover_date="January 2026",
            fieldwork="Fieldwork took place in November 2025.",
            foreword="There was good work, but it was inadequate in 35 per cent of cases.",
        ),
        "dynamic_2025",
        Framework.DYNAMIC_2025,
        ("region-south-west",),
        "2026-01",
        "2025-11",
    ),
    "quality and impact": Era(
        Sample(
            "Quality &amp; Impact inspection: The effectiveness of probation work in Gwent",
            page_time="2017-04-19T00:01:00+01:00",
            signed="Dame Glenys Stacey",
            cover_date="April 2017",
            fieldwork=None,
            recommendations=(),
        ),
        "quality_impact_2016",
        Framework.QUALITY_IMPACT_2016,
        ("crc-wales", "nps-wales"),
        "2017-04",
    ),
    "joint without ratings": Era(
        Sample(
            "A joint inspection of youth offending services in Suffolk",
            page_time="2019-04-11T00:01:00+01:00",
            signed="Dame Glenys Stacey",
            cover_date="April 2019",
            fieldwork=None,
        ),
        "joint",
        Framework.JOINT,
        ("yjs-suffolk",),
        "2019-04",
    ),
    "thematic": Era(
        Sample(
            "A thematic inspection of work with people who commit domestic abuse",
            page_time="2023-07-04T00:01:00+01:00",
            signed="Justin Russell",
            cover_date="July 2023",
            fieldwork=None,
        ),
        "thematic",
        Framework.THEMATIC,
        ("national-probation-service-england-and-wales",),
        "2023-07",
    ),
    "trust": Era(
        Sample(
            "An inspection of adult offending work in Merseyside",
            page_time="2013-09-10T00:01:00+01:00",
            cover_date="September 2013",
            fieldwork=None,
            signed="Liz Calderbank",
        ),
        "trust_ioap_2013",
        Framework.TRUST_IOAP_2013,
        ("trust-merseyside",),
        "2013-09",
    ),
}
