"""A report of every era, as a web page and as a PDF, gives its inspection and all its ratings."""

from __future__ import annotations

import pytest

from pipelines.records import ReportRecords
from pipelines.reports import read
from pipelines.vocabulary import DocumentKind, Rating
from tests.pipelines import sample_reports as made
from tests.pipelines.era_samples import ERAS, Era, rated
from tests.pipelines.sample_reports import GOOD, INADEQUATE, OUTSTANDING, Sample, points, rows_of

PAGE_URL = "http://hmiprobation.test/document/a-report/"
PDF_URL = "http://cdn.hmiprobation.test/uploads/sites/99/2025/08/a-report.pdf"


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
