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
IDLE = "('y', 'errata_apply', 'review', 'warn', false, 'not applied', NULL, NULL)"
REVIEWED = (
    "INSERT INTO errata (erratum_id, origin, inspection_id, body_id, field_name, old_value, sentence) "
    "SELECT 'e', 'reviewed by us', inspection_id, body_id, 'score', '5/9', 'wrong' FROM inspections"
)
DOUBTED = (
    "INSERT INTO expectations SELECT 'z', 'score_adds_up', 'reader', 'warn', false, 'no sum', inspection_id, "
    "NULL FROM inspections"
)
UNHELD = "('x', 'official_table_is_complete', 'documents', 'warn', false, 'no report', NULL, NULL)"
REFUSAL = "('q', 's', 'u', 'h', 'broken pdf', 'd', NULL, 'r', true, 'w', 0)"
LATER = "'20270101T000000Z' AS run_id, 'x' AS source_id"
BREAKS = {
    "bodies_are_known": "UPDATE inspections SET body_id = 'pdu-nowhere'",
    "corrections_are_told": "UPDATE ratings SET rating = NULL WHERE standard_code = 'P 1.1'",
    "documents_agree": f"INSERT INTO expectations VALUES {DISPUTE}",
    "documents_are_readable": f"INSERT INTO quarantine VALUES {REFUSAL}",
    "errata_add_up": f"{REVIEWED}; {DOUBTED}; UPDATE inspections SET score = 9",
    "errata_apply": f"INSERT INTO expectations VALUES {IDLE}",
    "evidence_is_archived": "UPDATE evidence SET document_sha256 = 'x' WHERE subject_table = 'ratings'",
    "inspections_are_apart": (
        "INSERT INTO inspections SELECT * REPLACE ('x' AS inspection_id) FROM inspections"
    ),
    "official_table_is_complete": f"INSERT INTO expectations VALUES {UNHELD}",
    "one_rating_per_standard": "INSERT INTO ratings SELECT * REPLACE ('x' AS rating_id) FROM ratings LIMIT 1",
    "one_recommendation_per_number": (
        "INSERT INTO recommendations SELECT * REPLACE ('x' AS recommendation_id) FROM recommendations"
    ),
    "rated_reports_have_standards": "DELETE FROM ratings",
    "score_is_the_sum": "UPDATE inspections SET score = 9",
    "sources_answer": "UPDATE runs SET crawl_status = 'failed'",
    "sources_are_fresh": f"INSERT INTO runs SELECT * REPLACE ({LATER}) FROM runs",
    "stated_totals_are_held": (
        "UPDATE sources SET is_replica = false; DELETE FROM stated_totals WHERE stated_count <> 31"
    ),
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
    archive = Archive(is_replica=True)
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
    archive = Archive(is_replica=True)
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


@pytest.mark.parametrize(
    ("every_days", "last", "is_fresh"), [(1, 3, True), (1, 4, False), (7, 9, True), (7, 10, False)]
)
def test_a_source_is_stale_by_its_own_cadence(
    sound: Path, every_days: int, last: int, is_fresh: bool
) -> None:
    with duckdb.connect(str(sound)) as con:
        con.execute(f"UPDATE sources SET cadence_day_count = {every_days}")
        later = f"strftime(strptime(left(run_id, 8), '%Y%m%d') + INTERVAL {last} DAY, '%Y%m%dT021500Z')"
        con.execute(
            f"INSERT INTO runs SELECT * REPLACE ({later} AS run_id, 'severn_evening_post' AS source_id) "
            "FROM runs"
        )
    assert ("sources_are_fresh" not in unmet(sound)) is is_fresh


def test_disputed_score_is_a_warning_and_not_a_refusal(tmp_path: Path) -> None:
    archive = Archive(is_replica=True)
    archive.night(NIGHTS[0], {PAGE: Report(attachments=(PDF,), score=4), PDF: Report(is_pdf=True, score=3)})
    archive.night(NIGHTS[0] + "-2", {f"{SITE}/document/x/": Report(body_id="pdu-north-wales")})
    build(tmp_path / "w.duckdb", archive.inputs, REGISTER)
    assert unmet(tmp_path / "w.duckdb") == {"documents_agree": Severity.WARN}


def test_totals_the_inspectorate_states_are_held_against_the_record_and_never_refuse_it(
    tmp_path: Path,
) -> None:
    archive = Archive()
    page = f"{SITE}/document/{{}}/"
    archive.night(
        NIGHTS[0],
        {
            page.format("gwent"): Report(published="2022-05-17", overall=Rating.INADEQUATE),
            page.format("wales"): Report(published="2024-02", body_id="region-wales"),
            page.format("later"): Report(published="2025-03-01", body_id="region-wales"),
        },
    )
    build(tmp_path / "w.duckdb", archive.inputs, REGISTER)
    (unheld,) = [one for one in check(tmp_path / "w.duckdb", None) if not one.is_met]
    assert (unheld.name, unheld.severity) == ("stated_totals_are_held", Severity.WARN)
    counts = {(row["body_kind"], row["rating"], row["stated"]): row["held"] for row in unheld.sample}
    assert counts["pdu", "all", 17] == 1
    assert counts["pdu", "Inadequate", 10] == 1
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as con:
        held = con.execute(
            "SELECT rating::VARCHAR, stated_count, held_count, is_held FROM stated_totals_held "
            "WHERE body_kind = 'region' OR (body_kind = 'youth_justice_service' AND stated_count = 0) "
            "ORDER BY stated_count, rating NULLS FIRST"
        ).fetchall()
    assert held == [
        ("Inadequate", 0, 0, True),
        (None, 3, 1, False),
        ("Requires improvement", 3, 1, False),
    ]
