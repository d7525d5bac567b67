"""Progress on earlier recommendations and key facts, from records to rows with their evidence."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.vocabulary import Progress
from tests.warehouse.archive import NIGHTS, PAGE, PDF, Archive, Report
from tests.warehouse.conftest import Asked

Asking = Callable[[Archive], Asked]
TOLD = Report(
    progress={"Fill posts.": Progress.SOME, "Train staff.": Progress.NONE},
    key_facts={"people on probation": "340"},
)


def test_page_and_pdf_give_one_row_with_the_evidence_of_both(asking: Asking) -> None:
    archive = Archive()
    pdf = Report(is_pdf=True, progress=TOLD.progress, key_facts=TOLD.key_facts)
    page = Report(attachments=(PDF,), progress=TOLD.progress, key_facts=TOLD.key_facts)
    archive.night(NIGHTS[0], {PAGE: page, PDF: pdf})
    ask = asking(archive)
    assert ask(
        "SELECT recommendation_text, progress, status_text, earlier_year, page, quote "
        "FROM recommendation_progress ORDER BY 1"
    ) == [
        ("Fill posts.", "some", "some progress", 2022, 5, "Fill posts. some progress"),
        ("Train staff.", "none", "none progress", 2022, 5, "Train staff. none progress"),
    ]
    assert ask("SELECT label_text, value_text, value, unit, quote FROM key_facts") == [
        ("people on probation", "340", 340.0, "number", "people on probation 340")
    ]
    for table, rows in (("recommendation_progress", 2), ("key_facts", 1)):
        kept = f"SELECT count(*), count(DISTINCT subject_id) FROM evidence WHERE subject_table = '{table}'"
        assert ask(kept) == [(2 * rows, rows)]
        referred = f"SELECT count(*) FROM {table} JOIN evidence USING (evidence_id)"
        assert ask(referred) == [(rows,)]


def test_documents_that_differ_are_a_dispute_and_the_pdf_stands(asking: Asking) -> None:
    archive = Archive()
    pdf = Report(is_pdf=True, progress={"Fill posts.": Progress.NONE}, key_facts={"people": "340"})
    page = Report(
        attachments=(PDF,), progress={"Fill posts.": Progress.SUFFICIENT}, key_facts={"people": "430"}
    )
    archive.night(NIGHTS[0], {PAGE: page, PDF: pdf})
    ask = asking(archive)
    assert ask("SELECT progress, is_disputed FROM recommendation_progress") == [("none", True)]
    assert ask("SELECT value, is_disputed FROM key_facts") == [(340.0, True)]
    details = [row[0] for row in ask("SELECT detail FROM expectations ORDER BY detail")]
    assert ["key fact of people" in details[0], "progress of Fill posts." in details[1]] == [True, True]


def test_a_corrected_judgement_and_figure_are_errata(asking: Asking) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {PAGE: TOLD})
    after = Report(
        progress={"Fill posts.": Progress.FULL, "Train staff.": Progress.NONE},
        key_facts={"people on probation": "350"},
    )
    archive.night(NIGHTS[1], {PAGE: after})
    assert asking(archive)(
        """
        SELECT e.field_name, e.old_value, e.new_value, o.quote FROM errata AS e
        JOIN evidence AS o ON o.evidence_id = e.old_evidence_id ORDER BY 1
        """
    ) == [
        ("key_fact", "340", "350", "people on probation 340"),
        ("progress", "some", "full", "Fill posts. some progress"),
    ]
