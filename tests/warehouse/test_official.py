"""The inspectorate's own tables beside the reports: compared, flagged, never believed instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.records import OfficialRatingRecord, ReportRecords
from pipelines.vocabulary import DocumentKind, Rating
from tests.warehouse.archive import NIGHTS, PAGE, SITE, Archive, Report, on
from tests.warehouse.conftest import Asked

Asking = Callable[[Archive], Asked]
TABLE = f"{SITE}/document/our-standards-and-ratings/"
EARLIER = f"{SITE}/document/gwent-2022/"


def tabled(*rows: dict[str, object], reports: dict[str, Report] | None = None) -> Archive:
    """An archive of one night: reports, and a page with these rows about Gwent."""
    archive = Archive()
    archive.night(NIGHTS[0], {**(reports or {PAGE: Report()}), TABLE: Report(salt="table")})
    read = archive.inputs.reports[-1]
    assert read.records is not None
    assert read.records.document is not None
    document = read.records.document.model_copy(update={"kind": DocumentKind.RATINGS_TABLE})
    evidence = Report(salt="table").evidence("Gwent 11 March 2025 …")
    records = tuple(
        OfficialRatingRecord.model_validate(
            {
                "body_id": "pdu-gwent",
                "service_name": "Gwent",
                "published": on("2025-03-11"),
                "rating": Rating.REQUIRES_IMPROVEMENT,
                "evidence": evidence,
                **row,
            }
        )
        for row in rows
    )
    told = ReportRecords(parser="reports", parser_version=1, document=document, official_ratings=records)
    archive.inputs.reports[-1] = read.model_copy(update={"records": told})
    return archive


@pytest.mark.parametrize(
    ("row", "is_agreeing"),
    [
        ({}, True),
        ({"score": 4, "score_max": 9}, True),
        ({"score": 5, "score_max": 9}, False),
        ({"rating": Rating.GOOD}, False),
        ({"standard_code": "P1.1", "standard_name": "Leadership", "rating": Rating.GOOD}, True),
        ({"standard_name": "leader-ship", "rating": Rating.GOOD}, True),
        ({"standard_name": "Leadership", "rating": Rating.INADEQUATE}, False),
        ({"standard_code": "P 2.4", "standard_name": "Reviewing", "rating": Rating.GOOD}, False),
    ],
)
def test_a_row_is_held_against_the_report_and_changes_nothing_in_it(
    row: dict[str, object], is_agreeing: bool, asking: Asking
) -> None:
    ask, alone = asking(tabled(row)), asking(tabled())
    assert ask("SELECT inspection_id, is_agreeing FROM official_ratings") == [
        ("pdu-gwent.core_2023.2025-03", is_agreeing)
    ]
    doubts = ask("SELECT expectation_name, inspection_id, is_met FROM expectations")
    doubt = ("official_table_agrees", "pdu-gwent.core_2023.2025-03", False)
    assert doubts == ([] if is_agreeing else [doubt])
    for table in ("inspections", "ratings"):
        assert ask(f"FROM {table}") == alone(f"FROM {table}")


def test_both_quotes_stand_beside_the_disagreement(asking: Asking) -> None:
    ask = asking(tabled({"rating": Rating.INADEQUATE}))
    ((detail, quotes),) = ask("SELECT detail, sample_text FROM expectations")
    assert "gives ‘Inadequate’, but Gwent PDU’s 2025 report says ‘Requires improvement’" in detail
    assert quotes == f"{PAGE}: “Overall rating Requires improvement”\n{TABLE}: “Gwent 11 March 2025 …”"


def test_a_standard_of_which_the_report_gave_nothing_is_said_to_be_missing(asking: Asking) -> None:
    ask = asking(tabled({"standard_name": "Reviewing"}))
    assert "as it was read gives no such rating" in ask("SELECT detail FROM expectations")[0][0]


def test_the_date_chooses_between_inspections_and_without_it_none_is_chosen(asking: Asking) -> None:
    reports = {PAGE: Report(), EARLIER: Report(published="2022-05-10", overall=Rating.INADEQUATE)}
    archive = tabled(
        {"published": on("2022-05"), "rating": Rating.INADEQUATE},
        {"published": None, "rating": Rating.INADEQUATE},
        reports=reports,
    )
    ask = asking(archive)
    assert ask(
        "SELECT published_date IS NULL, inspection_id, is_agreeing FROM official_ratings ORDER BY 1"
    ) == [
        (False, "pdu-gwent.core_2023.2022-05", True),
        (True, None, None),
    ]
    ((name, detail),) = ask("SELECT expectation_name, detail FROM expectations")
    assert (name, "2 inspections of it could be meant" in detail) == ("official_table_is_complete", True)


def test_a_service_whose_report_is_not_held_is_named_once(asking: Asking) -> None:
    missing: dict[str, object] = {"body_id": "pdu-north-wales", "service_name": "North Wales"}
    ask = asking(tabled(missing, {**missing, "standard_name": "Leadership"}))
    ((name, detail, inspection_id),) = ask("SELECT expectation_name, detail, inspection_id FROM expectations")
    assert (name, inspection_id) == ("official_table_is_complete", None)
    assert "lists North Wales as inspected 2025-03-11, but no inspection of it is in the record" in detail
