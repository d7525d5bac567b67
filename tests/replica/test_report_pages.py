"""Reports of every era as page and as file: they open, and they say what their facts say."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from lxml import html

from pipelines.bodies.frameworks import standards_of
from pipelines.vocabulary import BodyKind, DatePrecision, Framework, Rating
from tests.replica.facts import FindingFact, KeyQuestion, RecommendationFact, ReportFact, StandardFact
from tests.replica.report_html import report_body
from tests.replica.report_pdf import data_annexe_pdf, report_pdf
from tests.replica.report_text import REPLICA_NOTE
from tests.replica.report_welsh import RATINGS as WELSH_RATINGS

_WORDS = (Rating.GOOD, Rating.REQUIRES_IMPROVEMENT, Rating.INADEQUATE, Rating.REQUIRES_IMPROVEMENT)
_ERAS = (
    (Framework.TRUST_OMI2, ("trust-dorset",), "Dorset", "Report on Offender Management in Dorset", 2012),
    (
        Framework.TRUST_IOAP_2013,
        ("trust-essex",),
        "Essex",
        "An Inspection of Adult Offending Work in Essex",
        2014,
    ),
    (
        Framework.QUALITY_IMPACT_2016,
        ("crc-warwickshire-and-west-mercia", "nps-midlands"),
        "Warwickshire",
        "Quality & Impact inspection: The effectiveness of probation work in Warwickshire",
        2017,
    ),
    (
        Framework.CORE_2018,
        ("crc-essex",),
        "Essex Community Rehabilitation Company",
        "An inspection of probation services in: Essex Community Rehabilitation Company",
        2020,
    ),
    (
        Framework.CORE_2018,
        ("nps-midlands",),
        "National Probation Service Midlands Division",
        "An inspection of National Probation Service Midlands Division",
        2018,
    ),
    (
        Framework.CORE_2021,
        ("pdu-gwent",),
        "Gwent",
        "An inspection of probation services in Gwent PDU",
        2022,
    ),
    (
        Framework.CORE_2023,
        ("pdu-gwent",),
        "Gwent",
        "An inspection of probation services in Gwent PDU",
        2025,
    ),
    (
        Framework.CORE_2023,
        ("region-north-east",),
        "North East",
        "An inspection of Probation Services – North East region",
        2025,
    ),
    (
        Framework.NATIONAL_2025,
        ("national-probation-service-england-and-wales",),
        "England and Wales",
        "National Inspection – April 2025",
        2025,
    ),
    (
        Framework.DYNAMIC_2025,
        ("region-greater-manchester",),
        "Greater Manchester",
        "Dynamic Inspection of Public Protection in Greater Manchester",
        2026,
    ),
    (
        Framework.APPROVED_PREMISES_2025,
        ("ap-st-catherines-priory",),
        "St Catherine’s Priory",
        "An inspection of St Catherine’s Priory Approved Premises",
        2025,
    ),
    (
        Framework.YJS_2018,
        ("yjs-nottingham-city",),
        "Nottingham City",
        "An inspection of youth offending services in Nottingham City",
        2020,
    ),
    (
        Framework.YJS_2021,
        ("yjs-doncaster",),
        "Doncaster",
        "An inspection of youth justice services in Doncaster",
        2024,
    ),
    (
        Framework.YJS_2025,
        ("yjs-wakefield",),
        "Wakefield",
        "An inspection of youth justice work with children and victims in Wakefield",
        2025,
    ),
    (Framework.JOINT, ("yjs-kent",), "Kent", "A joint inspection of youth justice services in Kent", 2023),
    (
        Framework.THEMATIC,
        ("national-probation-service-england-and-wales",),
        "England and Wales",
        "A thematic inspection of work with young adults",
        2024,
    ),
)
_KINDS = {
    "crc": BodyKind.CRC,
    "nps": BodyKind.NPS_DIVISION,
    "pdu": BodyKind.PDU,
    "region": BodyKind.REGION,
}


def _fact(framework: Framework, bodies: tuple[str, ...], area: str, title: str, year: int) -> ReportFact:
    kind = _KINDS.get(bodies[0].split("-")[0])
    is_rated = any(s.max_points for s in standards_of(framework, kind))
    defined = [s for s in standards_of(framework, kind) if s.max_points] if is_rated else []
    standards = tuple(
        StandardFact(
            code=s.code or s.name,
            printed_name=s.name,
            rating=_WORDS[index % len(_WORDS)],
            counts=s.counts_towards_score,
            key_questions=_questions(s.name, index) if (s.code or "1").lstrip("PRV ")[0] != "1" else (),
        )
        for index, s in enumerate(defined)
    )
    counted = [s for s in standards if s.counts]
    return ReportFact(
        key=f"{framework}-{bodies[0]}-{year}",
        framework=framework,
        body_ids=bodies,
        area=area,
        title=title,
        slug="a-report",
        post_id=7,
        published=datetime(year, 4, 14, 0, 1, tzinfo=UTC),
        chief_inspector="Martin Jones",
        lead_inspector="Ann Example",
        fieldwork_start=date(year - 1, 11, 6),
        fieldwork_precision=DatePrecision.DAY if year % 2 else DatePrecision.MONTH,
        overall_rating=Rating.REQUIRES_IMPROVEMENT if is_rated else None,
        score=sum(s.rating.points for s in counted) if is_rated and year != 2018 else None,
        score_max=3 * len(counted) if is_rated and year != 2018 else None,
        standards=standards,
        recommendations=tuple(
            RecommendationFact(number, who, words)
            for number, who, words in (
                (1, f"{area} leaders", "understand what a good assessment of a person’s circumstances requires"),
                (2, f"{area} leaders", "make sure that multi-agency information is requested, read and used in every case"),
                (3, "HM Prison and Probation Service", "give managers fewer people to supervise & more time to do it"),
            )
        ),
        findings=(
            FindingFact("domestic abuse checks", "35 per cent", "Checks were made in 35 per cent of the cases."),
            FindingFact("planning to keep people safe", "41%", "Planning to keep people safe was sufficient in 41% of cases."),
        ),
    )


def _questions(name: str, index: int) -> tuple[KeyQuestion, ...]:
    subject = name.lower().rstrip("?")
    return (
        KeyQuestion(f"Does {subject} involve the person and take their views into account from the start?", 60 + index),
        KeyQuestion(f"Is {subject} focused on what supports desistance?", 50 + index),
        KeyQuestion(f"Does {subject} pay enough attention to keeping other people safe?", 30 + index),
    )


FACTS = [_fact(*era) for era in _ERAS]
WELSH = ReportFact(
    **{
        **{name: getattr(FACTS[6], name) for name in FACTS[6].__dataclass_fields__},
        "key": "welsh",
        "language": "cy",
        "title": "Arolygiad o wasanaethau prawf yn Gwent",
    }
)
