"""A report of every era, as a web page and as a PDF, gives its inspection and all its ratings."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipelines.records import ReportRecords
from pipelines.reports import read
from pipelines.vocabulary import DocumentKind, Framework, Rating
from tests.pipelines import sample_reports as made
from tests.pipelines.sample_reports import GOOD, INADEQUATE, OUTSTANDING, RI, Sample, points, rows_of

PAGE_URL = "http://hmiprobation.test/document/a-report/"
PDF_URL = "http://cdn.hmiprobation.test/uploads/sites/99/2025/08/a-report.pdf"


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


def read_both(sample: Sample) -> list[ReportRecords]:
    return [
        read(made.html(sample), media_type="text/html; charset=UTF-8", url=PAGE_URL),
        read(made.pdf(sample), media_type="application/pdf", url=PDF_URL),
    ]


@pytest.mark.parametrize("era", ERAS.values(), ids=list(ERAS))
def test_a_report_of_its_era_is_read_whole(era: Era) -> None:
    for records in read_both(era.sample):
        assert records.quarantined == ()
        assert records.document is not None
        assert records.document.kind is DocumentKind.REPORT
        assert records.document.layout == era.layout
        assert records.document.layout_reason
        assert tuple(i.body_id for i in records.inspections) == era.body_ids
        for inspection in records.inspections:
            assert inspection.framework is era.framework
            assert inspection.overall_rating == era.sample.overall
            assert (inspection.rating_reason is None) == (era.sample.overall is not None)
            assert str(inspection.published)[:7] == era.published
            assert str(inspection.fieldwork_start or "") == (era.fieldwork or "")
            assert inspection.chief_inspector == era.sample.signed
            score = f"{inspection.score}/{inspection.score_max}" if inspection.score_max else None
            assert score == era.sample.score
        read_rows = [(rating.printed_name, rating.rating.value) for rating in records.ratings]
        assert read_rows == [(name, rating) for _, name, rating in era.sample.rows]


@pytest.mark.parametrize("era", ERAS.values(), ids=list(ERAS))
def test_page_and_pdf_name_the_same_inspection(era: Era) -> None:
    page, pdf = read_both(era.sample)
    assert [i.inspection_id for i in page.inspections] == [i.inspection_id for i in pdf.inspections]
    assert [(r.standard_code, r.rating) for r in page.ratings] == [
        (r.standard_code, r.rating) for r in pdf.ratings
    ]


@pytest.mark.parametrize("era", ERAS.values(), ids=list(ERAS))
def test_every_value_is_evidenced_by_its_own_words(era: Era) -> None:
    page, pdf = read_both(era.sample)
    for records in (page, pdf):
        assert records.document is not None
        for rating in records.ratings:
            assert rating.printed_name in rating.evidence.quote
            assert rating.rating.value in rating.evidence.quote
            assert rating.evidence.document_sha256 == records.document.payload_sha256
        for inspection in records.inspections:
            evidence = inspection.overall_evidence
            assert (evidence is None) == (inspection.overall_rating is None)
            if evidence is not None and inspection.overall_rating is not None:
                assert inspection.overall_rating.value in evidence.quote
            if inspection.score_evidence is not None:
                assert inspection.score_evidence.quote == era.sample.score
    assert all(r.evidence.page is not None and r.evidence.box is not None for r in pdf.ratings)
    assert all(r.evidence.heading == "Ratings" for r in page.ratings)


def test_made_reports_do_not_contradict_themselves() -> None:
    flagged = {
        name: [(flag.check, flag.detail) for records in read_both(era.sample) for flag in records.flags]
        for name, era in ERAS.items()
        if era.sample.score is not None
    }
    assert {name: flags for name, flags in flagged.items() if flags} == {}


def test_a_report_about_two_providers_gives_each_its_recommendations() -> None:
    sample = ERAS["quality and impact"].sample.but(
        recommendations=(
            ("The Community Rehabilitation Company should:", ("see people every week",)),
            ("The National Probation Service should:", ("write better court reports",)),
            (
                "The National Probation Service and the Community Rehabilitation Company should:",
                ("share what they know",),
            ),
        )
    )
    for records in read_both(sample):
        by_body = {
            inspection.body_id: [
                (r.number, r.text)
                for r in records.recommendations
                if r.inspection_id == inspection.inspection_id
            ]
            for inspection in records.inspections
        }
        assert by_body == {
            "crc-wales": [(1, "see people every week"), (3, "share what they know")],
            "nps-wales": [(2, "write better court reports"), (3, "share what they know")],
        }


def test_a_division_follows_from_the_company_that_shares_its_trusts() -> None:
    title = (
        "Quality &amp; Impact inspection The effectiveness of probation work in Warwickshire and West Mercia"
    )
    sample = ERAS["quality and impact"].sample.but(title=title, page_time="2017-11-02T00:01:00+00:00")
    records = read(made.html(sample), media_type="text/html", url=PAGE_URL)
    assert [i.body_id for i in records.inspections] == ["crc-warwickshire-and-west-mercia", "nps-midlands"]


def test_resettlement_is_rated_beside_the_score() -> None:
    for records in read_both(ERAS["youth with resettlement"].sample):
        by_code = {rating.standard_code: rating for rating in records.ratings}
        assert len(by_code) == 13
        assert not by_code["4.1"].counts_towards_score
        assert (
            sum(r.rating.points for r in records.ratings if r.counts_towards_score)
            == records.inspections[0].score
        )


def test_court_and_out_of_court_work_stay_apart() -> None:
    labels = made.YOUTH_2021
    ratings = [GOOD] * 13
    ratings[4], ratings[8] = INADEQUATE, OUTSTANDING
    sample = ERAS["youth with resettlement"].sample.but(rows=rows_of(labels, ratings), score=None)
    for records in read_both(sample):
        by_code = {rating.standard_code: rating.rating for rating in records.ratings}
        assert by_code["2.1"] is Rating.INADEQUATE
        assert by_code["3.1"] is Rating.OUTSTANDING


def test_a_small_service_has_a_smaller_denominator() -> None:
    labels = "\n".join(made.YOUTH_2021.strip().splitlines()[:8])
    ratings = rated(8)
    sample = ERAS["youth with resettlement"].sample.but(
        rows=rows_of(labels, ratings),
        score=f"{points(ratings)}/24",
        title="An inspection of youth justice services in Ceredigion",
    )
    for records in read_both(sample):
        assert (records.inspections[0].score, records.inspections[0].score_max) == (points(ratings), 24)
        assert len(records.ratings) == 8
        assert records.flags == ()
