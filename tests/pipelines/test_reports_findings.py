"""Recommendations, percentages, dates and people, from pages and from PDFs."""

from __future__ import annotations

import pytest

from pipelines.records import ReportRecords
from pipelines.reports import read
from tests.pipelines import sample_reports as made
from tests.pipelines.sample_reports import Sample
from tests.pipelines.test_reports_ratings import PDU

QUESTIONS = (
    ("Does assessment focus sufficiently on engaging the person on probation?", "68%"),
    (
        "Does assessment focus sufficiently on keeping other people safe, and children in the home?",
        "24%",
    ),
)


def both(sample: Sample) -> list[ReportRecords]:
    return [
        read(made.html(sample), media_type="text/html", url="http://hmiprobation.test/document/gwent/"),
        read(made.pdf(sample), media_type="application/pdf", url="http://cdn.test/gwent.pdf"),
    ]


def test_key_questions_stand_under_their_standard() -> None:
    for records in both(PDU.but(questions={"P 2.1": QUESTIONS, "P 2.2": QUESTIONS[:1]})):
        keys = [
            (f.standard_code, f.measure, f.value_text, f.value_pct)
            for f in records.findings
            if f.is_key_question
        ]
        assert keys == [
            ("P 2.1", QUESTIONS[0][0], "68%", 68.0),
            ("P 2.1", QUESTIONS[1][0], "24%", 24.0),
            ("P 2.2", QUESTIONS[0][0], "68%", 68.0),
        ]


@pytest.mark.parametrize(
    ("sentence", "stated", "percent"),
    [
        ("Only 35 per cent of cases were safe.", "35 per cent", 35.0),
        ("Work was sufficient in 27.5% of cases.", "27.5%", 27.5),
        ("Checks had been made in 31 of 70 cases.", "31 of 70", None),
        ("Two out of three offices were full.", "Two out of three", None),
        ("We saw domestic abuse in a third of the files.", "a third", None),
        ("The division supervised nearly 7,000 people.", "nearly 7,000", None),
        ("Each officer held between 80 and 100 cases.", "between 80 and 100", None),
        ("Staff lost 18.6 days a year to sickness.", "18.6", None),
        ("Fifty-six cases were inspected.", "Fifty-six", None),
    ],
)
def test_amounts_are_found_with_the_sentence_they_stand_in(
    sentence: str, stated: str, percent: float | None
) -> None:
    for records in both(PDU.but(foreword=sentence)):
        (finding,) = records.findings
        assert (finding.value_text, finding.value_pct) == (stated, percent)
        assert finding.measure == sentence
        assert finding.evidence.quote == sentence
        assert not finding.is_key_question


@pytest.mark.parametrize(
    "sentence",
    [
        "We published in March 2025 and looked back at 2021/22.",
        "A helpline is open 24/7, as section 1.2 says.",
        "The contract was worth £12 a week, page 14 of the annexe says.",
    ],
)
def test_dates_pages_and_prices_are_no_findings(sentence: str) -> None:
    for records in both(PDU.but(foreword=sentence)):
        assert records.findings == ()


def test_recommendations_are_numbered_on_over_their_addressees() -> None:
    for records in both(PDU):
        assert [(r.number, r.addressee, r.text) for r in records.recommendations] == [
            (1, "The PDU", "improve the quality of assessments"),
            (2, "The PDU", "train its staff in public protection"),
            (3, "HM Prison and Probation Service", "fill vacant posts"),
        ]
        assert all(r.evidence.quote == r.text for r in records.recommendations)


def test_a_recommendation_that_wraps_is_one_text() -> None:
    long = (
        "make sure that "
        + "every assessment is shared with the police, children’s services and health, " * 3
        + "and kept"
    )
    for records in both(PDU.but(recommendations=(("Gwent PDU should:", (long, "fill posts")),))):
        assert [r.text for r in records.recommendations] == [long, "fill posts"]


def test_recommendations_of_last_time_are_not_this_reports() -> None:
    earlier = (
        "<h2>Progress on previous recommendations</h2><p><strong>The PDU should:</strong></p>"
        "<ul><li>repair the roof</li></ul>"
    )
    page = made.html(PDU, body_end=earlier)
    records = read(page, media_type="text/html", url="http://hmiprobation.test/document/gwent/")
    assert len(records.recommendations) == 3


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("The fieldwork for this inspection started on 06 January 2025.", "2025-01-06"),
        ("The fieldwork for this inspection started in January 2025.", "2025-01"),
        ("Fieldwork started January 2025", "2025-01"),
        ("Our previous fieldwork was in June 2021.", None),
        (None, None),
    ],
)
def test_fieldwork_keeps_its_precision(printed: str | None, expected: str | None) -> None:
    for records in both(PDU.but(fieldwork=printed)):
        start = records.inspections[0].fieldwork_start
        assert (str(start) if start else None) == expected
        if expected and printed:
            evidence = records.inspections[0].fieldwork_evidence
            assert evidence is not None
            assert evidence.quote in printed


@pytest.mark.parametrize("signed", ["Martin Jones", "Dame Glenys Stacey", "Sue McAllister"])
def test_the_chief_inspector_who_signs_is_named(signed: str) -> None:
    for records in both(PDU.but(signed=signed)):
        assert records.inspections[0].chief_inspector == signed


def test_a_data_annexe_gives_its_percentages_to_its_inspection() -> None:
    annexe = PDU.but(title=f"Data annexe: {PDU.title}", questions={"P 2.1": QUESTIONS}, recommendations=())
    payload = made.pdf(annexe, table=lambda _: [])
    records = read(payload, media_type="application/pdf", url="http://cdn.test/annexe.pdf")
    assert records.inspections == ()
    assert records.ratings == ()
    assert {finding.inspection_id for finding in records.findings} == {"pdu-gwent.core_2023.2025-08"}
    assert [finding.value_text for finding in records.findings] == ["68%", "24%"]


def test_an_annexe_that_does_not_say_of_which_inspection_gives_no_findings() -> None:
    annexe = PDU.but(title="Data annexe", questions={"P 2.1": QUESTIONS}, recommendations=())
    payload = made.pdf(annexe, table=lambda _: [])
    records = read(payload, media_type="application/pdf", url="http://cdn.test/annexe.pdf")
    assert records.document is not None
    assert records.document.kind.value == "data_annexe"
    assert records.findings == ()


def test_the_same_words_in_another_file_have_the_same_text_hash() -> None:
    first, again = made.pdf(PDU), made.pdf(PDU).replace(b"ReportLab PDF Library", b"Other Maker's Library")
    one = read(first, media_type="application/pdf", url="http://cdn.test/gwent.pdf")
    two = read(again, media_type="application/pdf", url="http://cdn.test/gwent.pdf")
    assert one.document is not None
    assert two.document is not None
    assert one.document.payload_sha256 != two.document.payload_sha256
    assert one.document.text_sha256 == two.document.text_sha256
    assert [r.rating for r in one.ratings] == [r.rating for r in two.ratings]
