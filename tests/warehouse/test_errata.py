"""Values that people found wrong: which errata hold, and that no table shows a value unsaid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.records import Flag
from pipelines.vocabulary import ErratumCause, ErratumField, Framework, Rating
from tests.warehouse.archive import NIGHTS, PAGE, PDF, REGISTER, SITE, Archive, Report, on
from tests.warehouse.conftest import Asked
from tests.warehouse.test_official import tabled
from warehouse.build import build
from warehouse.check import check
from warehouse.diff import night_sentences
from warehouse.errata import Erratum
from warehouse.expectation import Severity

Asking = Callable[[Archive], Asked]
OVERALL = Erratum(
    body_id="pdu-gwent",
    framework=Framework.CORE_2023,
    published="2025-03",
    standard_code=None,
    field=ErratumField.OVERALL_RATING,
    printed_value="Requires improvement",
    right_value="Good",
    cause=ErratumCause.WRONG_AT_SOURCE,
    found_on=date(2026, 11, 2),
    reason="The inspectorate's letter of 30 October says so.",
    source="letter 12",
    reviewer="A. N. Other",
)
SCORE = replace(OVERALL, field=ErratumField.SCORE, printed_value="4/9", right_value="5/9")
DATE = replace(
    OVERALL, field=ErratumField.PUBLISHED_DATE, printed_value="2025-03-11", right_value="2025-04-02"
)
RATING = replace(
    OVERALL,
    field=ErratumField.RATING,
    standard_code="P2.1",
    right_value="Good",
    cause=ErratumCause.READ_WRONG,
    reason="The cell beside it was read.",
    source="page 5",
)


def told(*errata: Erratum, report: Report | None = None) -> Archive:
    """One report, and what was found wrong in it."""
    archive = Archive(is_replica=True)
    archive.night(NIGHTS[0], {PAGE: report or Report()})
    archive.inputs = replace(archive.inputs, errata=errata)
    return archive


def unmet(archive: Archive, tmp_path: Path) -> dict[str, Severity]:
    build(tmp_path / "checked.duckdb", archive.inputs, REGISTER)
    return {one.name: one.severity for one in check(tmp_path / "checked.duckdb", None) if not one.is_met}


def test_errata_are_applied_with_what_follows_from_them_and_the_quotes_stay(asking: Asking) -> None:
    ask = asking(told(OVERALL, SCORE, DATE, RATING))
    assert ask(
        "SELECT inspection_id, overall_rating, score, score_max, score_pct, published_date, quote "
        "FROM inspections"
    ) == [
        (
            "pdu-gwent.core_2023.2025-03",
            "Good",
            5,
            9,
            55.6,
            date(2025, 4, 2),
            "Overall rating Requires improvement",
        )
    ]
    assert ask(
        "SELECT rating, rating_points, quote, erratum_note FROM ratings WHERE standard_code = 'P 2.1'"
    ) == [("Good", 2, "P 2.1 Assessment Requires improvement", RATING.note)]
    assert ask("SELECT count(*) FROM ratings WHERE erratum_note IS NOT NULL") == [(1,)]
    ((note,),) = ask("SELECT erratum_note FROM inspections")
    assert note == (
        "Overall rating: printed ‘Requires improvement’; ‘Good’ is right "
        "(wrong at source, found 2026-11-02): The inspectorate's letter of 30 October says so. "
        "Source: letter 12; "
        "Score: printed ‘4/9’; ‘5/9’ is right (wrong at source, found 2026-11-02): "
        "The inspectorate's letter of 30 October says so. Source: letter 12; "
        "Publication date: printed ‘2025-03-11’; ‘2025-04-02’ is right (wrong at source, found 2026-11-02): "
        "The inspectorate's letter of 30 October says so. Source: letter 12"
    )


def test_a_withdrawn_value_is_unknown_with_its_reason(asking: Asking, tmp_path: Path) -> None:
    withdrawn = [replace(one, right_value=None) for one in (OVERALL, SCORE, DATE, RATING)]
    archive = told(*withdrawn)
    ask = asking(archive)
    assert ask(
        "SELECT overall_rating, rating_reason, score, score_max, score_pct, published_date FROM inspections"
    ) == [(None, f"withdrawn: {OVERALL.reason}", None, None, None, None)]
    assert ask("SELECT rating, rating_points FROM ratings WHERE standard_code = 'P 2.1'") == [(None, None)]
    ((note,),) = ask("SELECT erratum_note FROM ratings WHERE rating IS NULL")
    assert note.startswith("Read as ‘Requires improvement’; withdrawn, and what is right is not known (read")
    assert unmet(archive, tmp_path) == {}


def test_each_is_listed_with_the_printed_words_and_changes_tell_what_documents_said(asking: Asking) -> None:
    ask = asking(told(OVERALL, RATING))
    assert ask(
        "SELECT origin, run_id, field_name, standard_code, old_value, new_value, cause, found_on_date, "
        "reason, source_note, old_quote, new_evidence_id FROM errata ORDER BY field_name"
    ) == [
        (
            "reviewed by us",
            None,
            erratum.field,
            code,
            erratum.printed_value,
            "Good",
            erratum.cause,
            date(2026, 11, 2),
            erratum.reason,
            erratum.source,
            quote,
            None,
        )
        for erratum, code, quote in (
            (OVERALL, None, "Overall rating Requires improvement"),
            (RATING, "P 2.1", "P 2.1 Assessment Requires improvement"),
        )
    ]
    assert ask(
        "SELECT count(*) FROM errata e JOIN evidence v ON v.evidence_id = e.old_evidence_id "
        "JOIN ratings r ON r.evidence_id = v.evidence_id WHERE e.field_name = 'rating'"
    ) == [(1,)]
    assert ask("SELECT change_kind FROM changes ORDER BY 1") == [("new_inspection",), ("new_document",)]


def test_a_run_s_changes_call_no_erratum_a_correction_but_say_what_was_corrected(tmp_path: Path) -> None:
    archive = Archive(is_replica=True)
    archive.night(NIGHTS[0], {PAGE: Report(score=5)})
    archive.night(NIGHTS[1], {PAGE: Report(score=4)})
    archive.inputs = replace(archive.inputs, errata=(OVERALL, SCORE))
    build(tmp_path / "w.duckdb", archive.inputs, REGISTER)
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as con:
        first, second = (night_sentences(con, night) for night in NIGHTS[:2])
        corrected = con.execute(
            "SELECT origin, old_value, new_value FROM errata WHERE field_name = 'score' ORDER BY origin"
        ).fetchall()
    assert {one.kind for one in first} == {"new_inspection", "new_document"}
    appeared = next(one.sentence for one in first if one.kind == "new_inspection")
    assert "overall ‘Requires improvement’" in appeared
    assert "Corrected by us: Overall rating: printed ‘Requires improvement’; ‘Good’ is right" in appeared
    (change,) = [one for one in second if one.kind == "value_corrected"]
    assert change.sentence.startswith("The page of Gwent PDU’s 2025 report was corrected: the score")
    assert change.sentence.endswith(f"Corrected by us: {SCORE.note}")
    assert corrected == [
        ("republished by the inspectorate", "5/9", "4/9"),
        ("reviewed by us", "4/9", "5/9"),
    ]


IDLE = (
    (replace(OVERALL, printed_value="Inadequate"), "which is neither what was printed nor what is right."),
    (
        replace(OVERALL, printed_value="Good", right_value="Requires improvement"),
        "the record now says ‘Requires improvement’ without it.",
    ),
    (replace(OVERALL, published="2024"), "no such inspection, only pdu-gwent.core_2023.2025-03."),
    (replace(OVERALL, framework=Framework.CORE_2021), "the record has no such inspection."),
    (replace(OVERALL, published=""), "no such inspection, only pdu-gwent.core_2023.2025-03."),
    (replace(RATING, standard_code="P 9.9"), "the record has no such value."),
)


def test_errata_that_do_not_fit_the_record_change_nothing_and_are_said(
    asking: Asking, tmp_path: Path
) -> None:
    archive = told(*(erratum for erratum, _ in IDLE))
    ask, ask_plain = asking(archive), asking(told())
    for table in ("inspections", "ratings", "errata", "changes"):
        assert ask(f"FROM {table}") == ask_plain(f"FROM {table}")
    found = ask("SELECT detail, sample_text FROM expectations WHERE origin = 'review' AND NOT is_met")
    assert len(found) == len(IDLE)
    for erratum, why in IDLE:
        assert any(detail.endswith(why) and note == erratum.note for detail, note in found), (why, found)
    assert unmet(archive, tmp_path) == {"errata_apply": Severity.WARN}


def test_an_erratum_that_could_mean_two_inspections_is_not_applied(asking: Asking) -> None:
    archive = told(replace(OVERALL, published="2025"))
    archive.night(NIGHTS[1], {f"{SITE}/document/again/": Report(published="2025-09-30")})
    ask = asking(archive)
    assert ask("SELECT count(*) FROM errata") == [(0,)]
    assert (
        "could be meant: give more of the publication date"
        in ask("SELECT detail FROM expectations WHERE origin = 'review'")[0][0]
    )


def test_two_rows_for_one_value_apply_once(asking: Asking) -> None:
    ask = asking(told(OVERALL, replace(OVERALL, published="2025", right_value="Outstanding")))
    assert ask("SELECT overall_rating FROM inspections") == [("Good",)]
    assert "another erratum corrects the same value" in ask("SELECT detail FROM expectations")[0][0]


def test_a_correction_that_leaves_the_score_wrong_is_refused_and_a_whole_one_is_not(tmp_path: Path) -> None:
    assert unmet(told(OVERALL, SCORE, RATING, DATE), tmp_path / "whole") == {}
    assert unmet(told(RATING), tmp_path / "half") == {"score_is_the_sum": Severity.REFUSE}
    idle = replace(OVERALL, printed_value="Inadequate")
    assert unmet(told(RATING, idle), tmp_path / "excused") == {
        "score_is_the_sum": Severity.REFUSE,
        "errata_apply": Severity.WARN,
    }


def flagged(*errata: Erratum) -> Archive:
    """A report whose reader noticed that the score is no sum."""
    archive = told(*errata)
    (row,) = archive.inputs.reports
    assert row.records is not None
    flag = Flag(
        inspection_id="pdu-gwent.core_2023.2025-03", check="score_adds_up", detail="It does not add up."
    )
    archive.inputs.reports[0] = row.model_copy(
        update={"records": row.records.model_copy(update={"flags": (flag,)})}
    )
    return archive


def test_in_a_report_that_contradicts_itself_a_half_correction_is_said_and_not_excused(
    tmp_path: Path, asking: Asking
) -> None:
    assert unmet(flagged(SCORE, RATING), tmp_path / "whole") == {"documents_agree": Severity.WARN}
    assert unmet(flagged(RATING), tmp_path / "half") == {
        "documents_agree": Severity.WARN,
        "errata_add_up": Severity.WARN,
    }
    ((detail,),) = asking(flagged(RATING))("SELECT detail FROM expectations")
    assert detail == f"It does not add up. Reviewed by us since: P2.1 Rating: r{RATING.note[1:]}"


def test_documents_that_differ_are_told_with_what_the_review_says(asking: Asking) -> None:
    archive = Archive(is_replica=True)
    better = Report(attachments=(PDF,), overall=Rating.GOOD)
    archive.night(NIGHTS[0], {PAGE: better, PDF: Report(is_pdf=True)})
    archive.inputs = replace(archive.inputs, errata=(OVERALL,))
    ask = asking(archive)
    assert ask("SELECT overall_rating, is_disputed FROM inspections") == [("Good", True)]
    ((detail,),) = ask("SELECT detail FROM expectations")
    assert detail.endswith(f"Reviewed by us: {OVERALL.note}")
    assert "The tables show the first" not in detail


@pytest.mark.parametrize(
    ("errata", "row", "report_rating", "doubt"),
    [
        ((OVERALL,), {"rating": Rating.GOOD}, "Good", None),
        (
            (OVERALL,),
            {},
            "Good",
            f"report as reviewed by us says ‘Good’. Overall rating: p{OVERALL.note[1:]}",
        ),
        (
            (replace(DATE, right_value="2026-09-01"),),
            {"published": on("2026-09-01")},
            "Requires improvement",
            None,
        ),
        (
            (replace(RATING, right_value=None),),
            {"standard_name": "Assessment"},
            None,
            f"report as reviewed by us gives no such rating. {RATING.note[:30]}",
        ),
    ],
)
def test_the_inspectorate_s_own_table_is_held_against_the_right_value(
    errata: tuple[Erratum, ...],
    row: dict[str, object],
    report_rating: str | None,
    doubt: str | None,
    asking: Asking,
) -> None:
    archive = tabled(row)
    archive.inputs = replace(archive.inputs, errata=errata)
    ask = asking(archive)
    ((shown, is_agreeing, note),) = ask(
        "SELECT report_rating, is_agreeing, erratum_note FROM official_ratings"
    )
    assert (shown, is_agreeing) == (report_rating, doubt is None)
    assert (note is not None) is (errata[0].field is not ErratumField.PUBLISHED_DATE)
    details = [detail for (detail,) in ask("SELECT detail FROM expectations")]
    assert [doubt in detail for detail in details] == ([True] if doubt else [])


@pytest.mark.parametrize(
    ("view", "columns"),
    [
        ("latest_ratings", "overall_rating::VARCHAR, erratum_note"),
        ("coverage_gaps", "overall_rating::VARCHAR, erratum_note"),
        ("league", "overall_rating::VARCHAR, erratum_note"),
    ],
)
def test_every_view_that_shows_a_corrected_rating_says_so(view: str, columns: str, asking: Asking) -> None:
    shown = f"SELECT {columns} FROM {view} WHERE body_id = 'pdu-gwent'"
    ((rating, note),) = asking(told(OVERALL))(shown)
    assert (rating, "printed ‘Requires improvement’; ‘Good’ is right" in note) == ("Good", True)
    assert asking(told())(shown) == [("Requires improvement", None)]


def test_the_latest_rating_of_a_body_names_its_corrected_standards(asking: Asking) -> None:
    ask = asking(told(replace(RATING, right_value="Inadequate")))
    ((names, note),) = ask("SELECT inadequate_standard_names, erratum_note FROM latest_ratings")
    assert names == "Assessment"
    assert note.startswith("Assessment: read as ‘Requires improvement’; ‘Inadequate’ is right")


def test_a_withdrawn_rating_does_not_bring_an_older_one_back_as_the_latest(asking: Asking) -> None:
    archive = told(replace(OVERALL, right_value=None))
    archive.night(NIGHTS[1], {f"{SITE}/document/old/": Report(published="2023-05-04", overall=Rating.GOOD)})
    ((rating, published, note),) = asking(archive)(
        "SELECT overall_rating, published_date, erratum_note FROM latest_ratings"
    )
    assert (rating, published) == (None, date(2025, 3, 11))
    assert "withdrawn, and what is right is not known" in note


def test_totals_say_how_many_inspections_count_by_correction(asking: Asking) -> None:
    archive = told(
        replace(OVERALL, published="2022-05", right_value="Inadequate", framework=Framework.CORE_2021),
        report=Report(published="2022-05-17", framework=Framework.CORE_2021),
    )
    sql = (
        "SELECT rating::VARCHAR, corrected_count FROM stated_totals_held "
        "WHERE body_kind = 'pdu' AND rating IS NOT NULL AND corrected_count > 0"
    )
    assert ("Inadequate", 1) in asking(archive)(sql)
    assert asking(told())(sql) == []


_CORRECTED: list[bytes] = []


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE inspections SET erratum_note = NULL",
        "UPDATE inspections SET overall_rating = 'Inadequate'",
        "UPDATE inspections SET score = 3",
        "UPDATE inspections SET published_date = DATE '2025-03-11'",
        "UPDATE ratings SET erratum_note = NULL",
        "UPDATE ratings SET rating = 'Inadequate' WHERE standard_code = 'P 2.1'",
        "UPDATE ratings SET erratum_note = 'x'",
        "UPDATE errata SET source_note = NULL WHERE field_name = 'score'",
        "DELETE FROM errata WHERE field_name = 'rating'",
        "DELETE FROM errata WHERE standard_code IS NULL",
    ],
)
def test_a_corrected_value_that_is_shown_unsaid_is_refused(broken: str, tmp_path: Path) -> None:
    if not _CORRECTED:
        build(tmp_path / "sound.duckdb", told(OVERALL, SCORE, DATE, RATING).inputs, REGISTER)
        _CORRECTED.append((tmp_path / "sound.duckdb").read_bytes())
    (tmp_path / "w.duckdb").write_bytes(_CORRECTED[0])
    with duckdb.connect(str(tmp_path / "w.duckdb")) as con:
        con.execute(broken)
    results: dict[str, Any] = {one.name: one for one in check(tmp_path / "w.duckdb", None)}
    assert not results["corrections_are_told"].is_met
    assert results["corrections_are_told"].severity is Severity.REFUSE
