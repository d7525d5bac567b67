"""What cannot be read, or only by guessing, is put aside with its reason, and nothing of it is recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib import import_module

import pytest

from pipelines.records import PartialDate, ReportRecords
from pipelines.reports import read
from pipelines.vocabulary import DatePrecision, DocumentKind, Language, QuarantineReason
from tests.pipelines import sample_reports as made
from tests.pipelines.sample_reports import GOOD, RI, Sample, rows_of
from tests.pipelines.test_reports_ratings import PDU

URL = "http://hmiprobation.test/document/gwent/"
WHOLE_PDF = made.pdf(PDU)


def of_page(payload: bytes, media_type: str = "text/html") -> ReportRecords:
    return read(payload, media_type=media_type, url=URL)


def of_pdf(payload: bytes) -> ReportRecords:
    return read(payload, media_type="application/pdf", url="http://cdn.test/gwent.pdf")


NGINX = b"<html><head><title>Error</title></head><body><h1>502</h1><p>502</p></body></html>"
NOT_FOUND = (
    b'<html><body class="error404"><section class="hale-error-404"><h1>Page not found</h1>'
    b"<p>If you typed the web address, check it is correct.</p></section></body></html>"
)
PROBLEM = (
    b"<html><body><h1>Sorry, there is a problem with the service</h1><p>Try again later.</p></body></html>"
)


@pytest.mark.parametrize(
    ("payload", "media_type", "reason"),
    [
        pytest.param(b"", "text/html", QuarantineReason.EMPTY_BODY, id="no bytes"),
        pytest.param(b" \r\n ", "text/html", QuarantineReason.EMPTY_BODY, id="only white space"),
        pytest.param(b"<html><body></body></html>", "text/html", QuarantineReason.EMPTY_BODY, id="no words"),
        pytest.param(NGINX, "text/html", QuarantineReason.ERROR_PAGE, id="server error with status 200"),
        pytest.param(NOT_FOUND, "text/html", QuarantineReason.ERROR_PAGE, id="not found with status 200"),
        pytest.param(PROBLEM, "text/html", QuarantineReason.ERROR_PAGE, id="service problem"),
        pytest.param(NOT_FOUND, "application/pdf", QuarantineReason.ERROR_PAGE, id="error page as pdf"),
        pytest.param(WHOLE_PDF[:100], "application/pdf", QuarantineReason.BROKEN_PDF, id="start of a pdf"),
        pytest.param(
            WHOLE_PDF[: len(WHOLE_PDF) // 2], "application/pdf", QuarantineReason.BROKEN_PDF, id="half a pdf"
        ),
        pytest.param(
            WHOLE_PDF[:-40], "application/pdf", QuarantineReason.BROKEN_PDF, id="pdf without its end"
        ),
        pytest.param(b"%PDF-1.7 nonsense %%EOF", "application/pdf", QuarantineReason.BROKEN_PDF, id="no pdf"),
        pytest.param(b"PK\x03\x04", "application/zip", QuarantineReason.UNSUPPORTED_MEDIA, id="archive"),
        pytest.param(b'{"a": 1}', "application/json", QuarantineReason.UNSUPPORTED_MEDIA, id="json"),
    ],
)
def test_unreadable_bytes_give_their_reason_and_no_document(
    payload: bytes, media_type: str, reason: QuarantineReason
) -> None:
    records = of_page(payload, media_type)
    assert records.document is None
    assert [refused.reason for refused in records.quarantined] == [reason]
    assert records.quarantined[0].url == URL
    assert len(records.quarantined[0].payload_sha256) == 64


def test_a_page_beyond_the_limit_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("pipelines.reports.read"), "MAX_PAGE_BYTES", 1000)
    assert [q.reason for q in of_page(made.html(PDU)).quarantined] == [QuarantineReason.TOO_LARGE]


def test_a_pdf_sent_as_a_page_is_read_as_what_it_is() -> None:
    records = of_page(WHOLE_PDF, "text/html; charset=utf-8")
    assert records.document is not None
    assert records.document.media_type == "application/pdf"
    assert len(records.ratings) == 7


@pytest.mark.parametrize("word", ["Satisfactory", "Needs improvement", "Very good", "Sufficient"])
def test_an_unknown_overall_word_leaves_nothing_of_the_inspection(word: str) -> None:
    sample = PDU.but(overall=word)
    for records in (of_page(made.html(sample)), of_pdf(made.pdf(sample))):
        assert records.document is not None
        assert records.inspections == ()
        assert records.ratings == ()
        assert records.findings == ()
        assert records.recommendations == ()
        (refused,) = records.quarantined
        assert refused.reason is QuarantineReason.UNKNOWN_RATING
        assert word in refused.detail
        assert word in str(refused.quote)


def test_an_unknown_word_for_one_standard_refuses_that_value_only() -> None:
    rows = (("P 1.1", "Leadership", "Fairly strong"), *PDU.rows[1:])
    for records in (of_page(made.html(PDU.but(rows=rows))), of_pdf(made.pdf(PDU.but(rows=rows)))):
        assert [rating.standard_code for rating in records.ratings] == [code for code, _, _ in rows[1:]]
        assert [q.reason for q in records.quarantined] == [QuarantineReason.UNKNOWN_RATING]
        assert records.inspections[0].overall_rating == RI


def test_half_a_rating_is_no_rating() -> None:
    rows = (("P 1.1", "Leadership", "improvement"), *PDU.rows[1:])
    records = of_page(made.html(PDU.but(rows=rows)))
    assert [q.reason for q in records.quarantined] == [QuarantineReason.UNKNOWN_RATING]


def test_a_standard_the_framework_does_not_have_is_refused() -> None:
    rows = (*PDU.rows, ("P 2.9", "Telepathy", GOOD))
    records = of_page(made.html(PDU.but(rows=rows)))
    assert len(records.ratings) == 7
    assert [(q.reason, q.detail) for q in records.quarantined] == [
        (QuarantineReason.UNKNOWN_STANDARD, "P 2.9 Telepathy")
    ]


def test_an_unknown_body_leaves_nothing_of_the_inspection() -> None:
    sample = PDU.but(title="An inspection of probation services in Ambridge PDU")
    for records in (of_page(made.html(sample)), of_pdf(made.pdf(sample))):
        assert records.inspections == ()
        assert records.ratings == ()
        (refused,) = records.quarantined
        assert refused.reason is QuarantineReason.UNKNOWN_BODY
        assert "Ambridge PDU" in refused.detail


def test_a_quality_and_impact_report_without_one_of_its_providers_is_refused() -> None:
    sample = Sample(
        "Quality &amp; Impact inspection: The effectiveness of probation work in Ambridge",
        cover_date="May 2017",
    )
    records = of_page(made.html(sample.but(page_time="2017-05-01T00:01:00+01:00")))
    assert records.inspections == ()
    assert [q.reason for q in records.quarantined] == [QuarantineReason.UNKNOWN_BODY]


def test_a_report_that_fits_no_layout_is_drift() -> None:
    sample = Sample(PDU.title, foreword="Words only.", recommendations=(), fieldwork=None)
    records = of_page(made.html(sample.but(page_time="2022-01-01T00:01:00+00:00")))
    assert [q.reason for q in records.quarantined] == [QuarantineReason.LAYOUT_DRIFT]
    assert records.document is not None
    assert records.document.layout is None


def test_a_report_without_its_ratings_table_is_drift() -> None:
    records = of_page(made.html(PDU, table=lambda _: "<p>Score 9/21</p><img src='ratings.png' alt=''>"))
    assert records.inspections == ()
    assert [q.reason for q in records.quarantined] == [QuarantineReason.LAYOUT_DRIFT]


def test_a_rating_in_a_programme_without_ratings_is_drift() -> None:
    sample = PDU.but(title="Dynamic Inspection of Public Protection in Wales region", rows=(), overall=GOOD)
    records = of_page(made.html(sample))
    assert records.inspections == ()
    assert [q.reason for q in records.quarantined] == [QuarantineReason.LAYOUT_DRIFT]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Dynamic inspection of public protection. Guidance manual (V1.0)", DocumentKind.GUIDANCE),
        ("Domain one rules and guidance", DocumentKind.GUIDANCE),
        ("Consultation on probation inspection standards", DocumentKind.CONSULTATION),
        ("HM Inspectorate of Probation annual report 2022/2023", DocumentKind.ANNUAL),
        ("2018/2019 inspections of probation services", DocumentKind.ANNUAL),
        ("Independent Serious Further Offence review of A Person", DocumentKind.SFO_REVIEW),
        ("Working with us", DocumentKind.OTHER),
    ],
)
def test_other_documents_are_set_aside_without_ratings(title: str, kind: DocumentKind) -> None:
    records = of_page(made.html(PDU.but(title=title)))
    assert records.document is not None
    assert records.document.kind is kind
    assert records.inspections == ()
    assert records.ratings == ()
    assert records.quarantined == ()


MIGRATED = """<html lang="en-GB"><body class="single-document"><article class="flexible-post-type-single">
<h1 class="document-title">An inspection of probation services in South Tyneside and Gateshead PDU</h1>
<time class="entry-date published-date" datetime="2022-12-08T00:01:00+00:00">8 December 2022</time>
<div class="document-summary">
<div class="document-summary__link"><p><a href="http://cdn.test/report.pdf">Report</a></p></div>
<div class="document-summary-text">
<p>One PDU was rated ‘Good’ and the other was rated ‘Requires improvement’ overall.</p>
<table><tr><td>Overall rating</td><td>Good</td></tr></table></div></div>
<div class="document-content"><p><a href="/uploads/annexe.pdf">Data annexe</a></p>
<h2>Press release</h2>
<p><a href="/news/north-east/">Two services inspected</a></p></div></article></body></html>"""


def test_a_page_that_carries_its_report_gives_no_ratings() -> None:
    records = of_page(MIGRATED.encode())
    assert records.document is not None
    assert records.document.kind is DocumentKind.REPORT_PAGE
    assert records.document.attachments == (
        "http://cdn.test/report.pdf",
        "http://hmiprobation.test/uploads/annexe.pdf",
    )
    assert str(records.document.published) == "2022-12-08"
    assert (records.inspections, records.ratings, records.quarantined) == ((), (), ())


def test_a_welsh_twin_is_a_report_that_counts_no_inspection_twice() -> None:
    link = '<p><a href="/document/gwent-2025/">Read this report in English</a></p>'
    sample = PDU.but(title="Arolygiad o wasanaethau prawf yn Gwent", overall="Angen gwella")
    records = of_page(made.html(sample, body_end=link))
    assert records.document is not None
    assert records.document.kind is DocumentKind.REPORT
    assert records.document.language is Language.WELSH
    assert records.document.twin_url == "http://hmiprobation.test/document/gwent-2025/"
    assert (records.inspections, records.quarantined) == ((), ())
    as_pdf = of_pdf(made.pdf(sample))
    assert as_pdf.document is not None
    assert as_pdf.document.language is Language.WELSH
    assert (as_pdf.inspections, as_pdf.quarantined) == ((), ())


@pytest.mark.parametrize(
    ("known", "expected", "is_flagged"),
    [
        (None, "2025-08", False),
        (datetime(2025, 8, 18, 23, 1, tzinfo=UTC), "2025-08-19", False),
        (PartialDate(value=date(2025, 1, 1), precision=DatePrecision.YEAR), "2025-08", False),
        (date(2025, 9, 2), "2025-09-02", True),
        (date(2031, 9, 2), "2025-08", True),
    ],
)
def test_the_page_refines_the_date_of_the_cover(
    known: PartialDate | datetime | date | None, expected: str, is_flagged: bool
) -> None:
    records = read(WHOLE_PDF, media_type="application/pdf", url="http://cdn.test/g.pdf", published=known)
    assert str(records.inspections[0].published) == expected
    assert any(flag.check == "publication date" for flag in records.flags) is is_flagged


@pytest.mark.parametrize(
    ("sample", "check", "words"),
    [
        (PDU.but(score="12/21"), "score", "12/21"),
        (PDU.but(score="9/18"), "score maximum", "out of 18"),
        (PDU.but(foreword="The PDU was rated ‘Inadequate’ overall."), "foreword", "Inadequate"),
        (PDU.but(fieldwork="Fieldwork started October 2025"), "fieldwork date", "2025-10"),
        (PDU.but(page_time="2023-05-01T00:01:00+01:00", fieldwork=None), "layout window", "2023-05-01"),
    ],
)
def test_disagreements_are_flagged_and_never_fixed(sample: Sample, check: str, words: str) -> None:
    records = of_page(made.html(sample))
    flag = next(flag for flag in records.flags if flag.check == check)
    assert words in flag.detail
    assert flag.inspection_id == records.inspections[0].inspection_id
    assert [r.rating.value for r in records.ratings] == [rating for _, _, rating in sample.rows]
    assert records.inspections[0].overall_rating == RI


def test_a_score_outside_its_band_is_flagged() -> None:
    sample = PDU.but(
        title="An inspection of youth justice services in Newcastle",
        rows=rows_of(made.YOUTH_2021, [GOOD] * 13),
        overall=RI,
        score="24/36",
        page_time="2025-02-18T00:01:00+00:00",
    )
    checks = {flag.check for flag in of_page(made.html(sample)).flags}
    assert "score band" in checks


def test_a_pdf_with_ratings_and_a_torn_title_is_drift() -> None:
    """Filed as some other document, a whole report would be lost without a word."""
    records = of_pdf(made.pdf(PDU.but(title="An inspection of of services probation Gwent")))
    assert [q.reason for q in records.quarantined] == [QuarantineReason.LAYOUT_DRIFT]
    torn = of_pdf(made.pdf(PDU.but(title="services in Gwent PDU of probation")))
    assert [q.reason for q in torn.quarantined] == [QuarantineReason.LAYOUT_DRIFT]
    assert torn.document is not None
    assert torn.document.kind is DocumentKind.REPORT


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(
            b"<html><body>" + b"<div>" * 1500 + b"An inspection of Gwent PDU", id="nested without end"
        ),
        pytest.param("<html><body><p>x</p><ol start='²'><li>x</ol>".encode(), id="a number that is none"),
    ],
)
def test_what_nobody_thought_of_costs_one_page(payload: bytes) -> None:
    assert of_page(payload).inspections == ()


def test_a_fault_of_the_reader_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = import_module("pipelines.reports.read")

    def fails(_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(reading, "read_cover", fails)
    [refused] = of_pdf(WHOLE_PDF).quarantined
    assert refused.reason is QuarantineReason.PARSER_ERROR
    assert "IndexError" in refused.detail
