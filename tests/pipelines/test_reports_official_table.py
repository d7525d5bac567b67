"""The inspectorate's own tables of ratings: read with evidence, or refused with the row's words."""

from __future__ import annotations

import pytest

from pipelines import reports
from pipelines.records import ReportRecords
from pipelines.vocabulary import DocumentKind, QuarantineReason

TITLE = "Our standards and ratings"
HEAD = "Service|Report published|Overall rating|Score"


def table(*rows: str, heading: str = "Probation delivery units", title: str = TITLE) -> ReportRecords:
    """Read a page with one table; cells are parted by bars."""
    head, *body = rows
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row.split('|'))}</tr>" for row in body)
    heads = "".join(f"<th>{c}</th>" for c in head.split("|"))
    page = (
        f"<html><head><title>{title}</title></head><body><main><article><h1>{title}</h1>"
        f"<div class='document-content'><h2>{heading}</h2><p>Ratings of every service follow.</p>"
        f"<figure><table><tr>{heads}</tr>{cells}</table></figure></div></article></main></body></html>"
    )
    return reports.read(
        page.encode(), media_type="text/html", url="http://hmiprobation.test/document/our-standards/"
    )


def refused(read: ReportRecords) -> list[tuple[QuarantineReason, str | None]]:
    return [(one.reason, one.quote) for one in read.quarantined]


def test_each_stated_rating_is_read_with_the_row_s_words() -> None:
    read = table(
        HEAD, "Gwent PDU|14 October 2025|Requires improvement|7/21", "Sheffield|March 2023|Inadequate|1/27"
    )
    assert read.document is not None
    assert read.document.kind is DocumentKind.RATINGS_TABLE
    assert not read.quarantined
    assert not read.inspections
    assert [
        (r.body_id, str(r.published), r.rating, r.score, r.score_max, r.standard_name, r.programme)
        for r in read.official_ratings
    ] == [
        ("pdu-gwent", "2025-10-14", "Requires improvement", 7, 21, None, "Probation delivery units"),
        ("pdu-sheffield", "2023-03", "Inadequate", 1, 27, None, "Probation delivery units"),
    ]
    evidence = read.official_ratings[0].evidence
    assert evidence.quote == "Gwent PDU 14 October 2025 Requires improvement 7/21"
    assert evidence.heading == "Probation delivery units"


def test_columns_of_standards_are_read_by_code_or_name() -> None:
    read = table(
        "Region|Published|R 1.1 Leadership|Staffing|Overall rating",
        "North East|9 September 2025|Good|–|Requires improvement",
        heading="Regions",
    )
    assert [(r.standard_code, r.standard_name, r.rating) for r in read.official_ratings] == [
        ("R 1.1", "Leadership", "Good"),
        (None, None, "Requires improvement"),
    ]
    assert {r.body_id for r in read.official_ratings} == {"region-north-east"}


def test_unknown_services_and_words_are_refused_and_the_rest_is_read() -> None:
    rows = (
        "Atlantis|May 2025|Good|12/21",
        "Gwent|14 October 2025|Splendid|7/21",
        "Sheffield|May 2023|Good|9/27",
    )
    read = table(HEAD, *rows)
    assert [r.body_id for r in read.official_ratings] == ["pdu-sheffield"]
    assert refused(read) == [
        (QuarantineReason.UNKNOWN_BODY, "Atlantis May 2025 Good 12/21"),
        (QuarantineReason.UNKNOWN_RATING, "Gwent 14 October 2025 Splendid 7/21"),
    ]


def test_a_rating_under_an_unknown_head_is_refused() -> None:
    read = table("Service|Overall rating|Punctuality", "Gwent|Good|Inadequate")
    assert [(r.standard_name, r.rating) for r in read.official_ratings] == [(None, "Good")]
    assert refused(read) == [(QuarantineReason.UNKNOWN_STANDARD, "Gwent Good Inadequate")]


def test_an_empty_cell_never_shifts_a_rating_to_another_column() -> None:
    whole = table(HEAD, "Gwent||Requires improvement|7/21")
    assert [(r.published, r.rating, r.score) for r in whole.official_ratings] == [
        (None, "Requires improvement", 7)
    ]
    unsure = table("Service|Leadership|Staffing|Overall rating", "Gwent||Good|Inadequate")
    assert not unsure.official_ratings
    assert refused(unsure) == [(QuarantineReason.LAYOUT_DRIFT, "Gwent Good Inadequate")]


@pytest.mark.parametrize(
    "head", ["Previous rating", "Overall rating at previous inspection", "Last overall rating"]
)
def test_an_earlier_rating_is_not_this_one(head: str) -> None:
    heads = f"Service|{head}|Overall rating"
    both = table(heads, "Gwent|Good|Inadequate")
    assert [r.rating for r in both.official_ratings] == ["Inadequate"]
    unsure = table(heads, "Gwent|Good|")
    assert not unsure.official_ratings
    assert refused(unsure) == [(QuarantineReason.LAYOUT_DRIFT, "Gwent Good")]


def test_a_page_whose_tables_are_not_understood_is_no_page_that_agrees() -> None:
    read = table("Word|Meaning", "Good|Most of what we look for is there")
    assert refused(read) == [(QuarantineReason.LAYOUT_DRIFT, TITLE)]


def test_other_documents_with_such_a_table_are_left_alone() -> None:
    read = table(
        HEAD, "Gwent PDU|14 October 2025|Good|7/21", title="2018/19 inspections of probation services"
    )
    assert read.document is not None
    assert (read.document.kind, read.official_ratings) == (DocumentKind.ANNUAL, ())
