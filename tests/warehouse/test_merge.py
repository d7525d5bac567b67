"""One inspection told by several documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipelines.vocabulary import Rating
from tests.warehouse.archive import NIGHTS, PAGE, PDF, SITE, Archive, Report
from tests.warehouse.conftest import Asked

Asking = Callable[[Archive], Asked]


def test_page_and_pdf_are_one_inspection_with_the_page_s_day_and_the_pdf_s_evidence(asking: Asking) -> None:
    archive = Archive()
    findings = {"assessment was sufficient": 41.0}
    archive.night(
        NIGHTS[0],
        {
            PAGE: Report(attachments=(PDF,), findings=findings, recommendations=("Improve it.",)),
            PDF: Report(
                published="2025-03", is_pdf=True, findings=findings, recommendations=("Improve  it.",)
            ),
        },
    )
    ask = asking(archive)
    assert ask(
        """
        SELECT inspection_id, published_date::VARCHAR, published_precision, report_url, pdf_url,
            document_count
        FROM inspections
        """
    ) == [("pdu-gwent.core_2023.2025-03", "2025-03-11", "day", PAGE, PDF, 2)]
    assert ask("SELECT count(*), min(page), bool_or(is_disputed) FROM ratings") == [(3, 5, False)]
    assert ask("SELECT value_pct, page FROM findings") == [(41.0, 5)]
    assert ask("SELECT count(*) FROM recommendations") == [(1,)]
    assert ask("SELECT count(*) FROM expectations") == [(0,)]
    told = ask("SELECT page, document_url FROM evidence WHERE subject_table = 'findings' ORDER BY page")
    assert told == [(5, PDF), (None, PAGE)]


def test_an_annexe_s_address_never_stands_beside_the_report_s_words(asking: Asking) -> None:
    annexe = PDF.replace("gwent", "a-data-annexe")
    archive = Archive()
    archive.night(
        NIGHTS[0],
        {
            PAGE: Report(attachments=(PDF, annexe)),
            PDF: Report(is_pdf=True),
            annexe: Report(is_pdf=True, salt="annexe", findings={"assessment was sufficient": 41.0}),
        },
    )
    read = archive.inputs.reports[-1]
    assert read.records is not None
    alone = read.records.model_copy(update={"inspections": (), "ratings": ()})
    archive.inputs.reports[-1] = read.model_copy(update={"records": alone})
    told = asking(archive)(
        "SELECT e.document_url, e.document_sha256 FROM inspections i JOIN evidence e USING (evidence_id)"
    )
    assert told == [(PDF, Report(is_pdf=True).sha256)]


def test_cover_month_and_page_month_may_differ_within_one_inspection(asking: Asking) -> None:
    archive = Archive()
    archive.night(
        NIGHTS[0],
        {
            PAGE: Report(published="2025-04-02", attachments=(PDF,)),
            PDF: Report(published="2025-03", is_pdf=True),
        },
    )
    assert asking(archive)("SELECT inspection_id FROM inspections") == [("pdu-gwent.core_2023.2025-04",)]


def test_an_old_report_linked_from_a_new_page_stays_its_own_inspection(asking: Asking) -> None:
    archive = Archive()
    archive.night(
        NIGHTS[0],
        {
            PAGE: Report(published="2025-04-02", attachments=(PDF,)),
            PDF: Report(published="2023-11", is_pdf=True, overall=Rating.INADEQUATE),
        },
    )
    ask = asking(archive)
    assert ask("SELECT inspection_id, overall_rating FROM inspections ORDER BY 1") == [
        ("pdu-gwent.core_2023.2023-11", "Inadequate"),
        ("pdu-gwent.core_2023.2025-04", "Requires improvement"),
    ]


def test_disagreement_is_recorded_with_both_quotes_and_never_silently_settled(asking: Asking) -> None:
    archive = Archive()
    worse = {"P 1.1": Rating.INADEQUATE, "P 1.2": Rating.REQUIRES_IMPROVEMENT, "P 2.1": Rating.GOOD}
    archive.night(
        NIGHTS[0],
        {
            PAGE: Report(attachments=(PDF,)),
            PDF: Report(is_pdf=True, ratings=worse, overall=Rating.INADEQUATE),
        },
    )
    ask = asking(archive)
    assert ask("SELECT overall_rating, is_disputed FROM inspections") == [("Inadequate", True)]
    assert ask("SELECT standard_code FROM ratings WHERE is_disputed ORDER BY 1") == [("P 1.1",), ("P 2.1",)]
    samples = ask("SELECT sample_text FROM expectations WHERE expectation_name = 'documents_agree'")
    assert len(samples) == 3
    assert any(
        "P 1.1 Leadership Inadequate" in text and "P 1.1 Leadership Good" in text for (text,) in samples
    )


def test_a_file_replaced_under_a_new_name_no_longer_counts(asking: Asking) -> None:
    archive = Archive()
    second = f"{SITE}/uploads/gwent-v2.pdf"
    thin = Report(overall=None, score=None, ratings={})
    old, new = Report(is_pdf=True), Report(is_pdf=True, ratings={"P 1.1": Rating.INADEQUATE})
    archive.night(NIGHTS[0], {PAGE: replace(thin, attachments=(PDF,)), PDF: old})
    archive.night(NIGHTS[1], {PAGE: replace(thin, attachments=(second,)), second: new})
    ask = asking(archive)
    assert ask("SELECT rating, is_disputed, document_url FROM ratings WHERE standard_code = 'P 1.1'") == [
        ("Inadequate", False, second)
    ]
    assert ask("SELECT old_value, new_value FROM errata WHERE standard_code = 'P 1.1'") == [
        ("Good", "Inadequate")
    ]
