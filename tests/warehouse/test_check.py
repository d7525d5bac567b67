"""Every check can fail: each is broken once, in a warehouse that was sound."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.vocabulary import Rating
from tests.warehouse.archive import NIGHTS, PAGE, PDF, REGISTER, SITE, Archive, Report, story
from warehouse.build import build, sql_files
from warehouse.check import check
from warehouse.expectation import Severity
from warehouse.publish import content_hash

DISPUTE = "('x', 'documents_agree', 'documents', 'warn', false, 'differ', NULL, NULL)"
REFUSAL = "('q', 's', 'u', 'h', 'broken pdf', 'd', NULL, 'r', true, 'w', 0)"
LATER = "'20270101T000000Z' AS run_id, 'x' AS source_id"
BREAKS = {
    "bodies_are_known": "UPDATE inspections SET body_id = 'pdu-nowhere'",
    "documents_agree": f"INSERT INTO expectations VALUES {DISPUTE}",
    "documents_are_readable": f"INSERT INTO quarantine VALUES {REFUSAL}",
    "evidence_is_archived": "UPDATE evidence SET document_sha256 = 'x' WHERE subject_table = 'ratings'",
    "inspections_are_apart": (
        "INSERT INTO inspections SELECT * REPLACE ('x' AS inspection_id) FROM inspections"
    ),
    "one_rating_per_standard": "INSERT INTO ratings SELECT * REPLACE ('x' AS rating_id) FROM ratings LIMIT 1",
    "one_recommendation_per_number": (
        "INSERT INTO recommendations SELECT * REPLACE ('x' AS recommendation_id) FROM recommendations"
    ),
    "rated_reports_have_standards": "DELETE FROM ratings",
    "score_is_the_sum": "UPDATE inspections SET score = 9",
    "sources_answer": "UPDATE runs SET crawl_status = 'failed'",
    "sources_are_fresh": f"INSERT INTO runs SELECT * REPLACE ({LATER}) FROM runs",
    "stories_keep_their_text": (
        "UPDATE evidence SET quote = repeat('x', 2000) WHERE subject_table = 'coverage'"
    ),
    "unrated_has_a_reason": "UPDATE inspections SET overall_rating = NULL",
    "values_are_possible": "UPDATE findings SET value_pct = 450",
    "values_have_evidence": "UPDATE ratings SET evidence_id = 'nowhere'",
    "values_have_their_inspection": "UPDATE ratings SET inspection_id = 'nowhere'",
}


_BUILT: list[bytes] = []


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A warehouse that meets every expectation; built once, copied for each test."""
    path = tmp_path / "w.duckdb"
    if _BUILT:
        path.write_bytes(_BUILT[0])
        return path
    archive = Archive()
    report = Report(findings={"assessed well": 41.0}, recommendations=("Improve.",))
    archive.night(
        NIGHTS[0], {PAGE: report}, [story("https://severn-evening-post.test/1", "Gwent rated", "Text.")]
    )
    build(path, archive.inputs, REGISTER)
    _BUILT.append(path.read_bytes())
    return path


def unmet(db: Path, previous: Path | None = None) -> dict[str, Severity]:
    return {e.name: e.severity for e in check(db, previous) if not e.is_met}


def test_every_check_has_a_break() -> None:
    assert {name.removesuffix(".sql") for name, _ in sql_files("checks")} == set(BREAKS)


def test_a_sound_warehouse_meets_all_and_keeps_the_outcome(sound: Path) -> None:
    before = content_hash(sound)
    assert unmet(sound) == {}
    assert content_hash(sound) == before
    with duckdb.connect(str(sound), read_only=True) as con:
        assert con.execute("SELECT count(*), bool_and(is_met) FROM expectations").fetchone() == (
            len(BREAKS) + 1,  # nothing_vanished, which no break of one file shows
            True,
        )


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_check_fails_when_broken(sound: Path, name: str) -> None:
    with duckdb.connect(str(sound)) as con:
        con.execute(BREAKS[name])
    expectation = next(e for e in check(sound, None) if e.name == name)
    assert not expectation.is_met
    assert expectation.sample
    assert expectation.detail.startswith(f"{len(expectation.sample)} found: ")


def test_a_fall_of_more_than_a_tenth_is_refused(sound: Path, tmp_path: Path) -> None:
    archive = Archive()
    archive.night(
        NIGHTS[0],
        {
            PAGE: Report(
                findings={"assessed well": 41.0},
                recommendations=("Improve.",),
                ratings={"P 1.1": Rating.GOOD},
            )
        },
        [story("https://severn-evening-post.test/1", "Gwent rated", "Text.")],
    )
    build(tmp_path / "smaller.duckdb", archive.inputs, REGISTER)
    assert unmet(tmp_path / "smaller.duckdb", sound) == {"nothing_vanished": Severity.REFUSE}
    assert unmet(sound, tmp_path / "smaller.duckdb") == {}


def test_disputed_score_is_a_warning_and_not_a_refusal(tmp_path: Path) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {PAGE: Report(attachments=(PDF,), score=4), PDF: Report(is_pdf=True, score=3)})
    archive.night(NIGHTS[0] + "-2", {f"{SITE}/document/x/": Report(body_id="pdu-north-wales")})
    build(tmp_path / "w.duckdb", archive.inputs, REGISTER)
    assert unmet(tmp_path / "w.duckdb") == {"documents_agree": Severity.WARN}
