"""What differs from night to night, and what must not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipelines.vocabulary import Framework, Rating
from tests.warehouse.archive import NIGHTS, PAGE, PDF, REGISTER, SITE, Archive, Report, story
from tests.warehouse.conftest import Asked
from warehouse.account import steps_since
from warehouse.account_text import step_sentence
from warehouse.build import build
from warehouse.diff import night_sentences
from warehouse.publish import content_hash

Asking = Callable[[Archive], Asked]
STORY = "https://severn-evening-post.test/news/1"
BETTER = {"P 1.1": Rating.GOOD, "P 1.2": Rating.REQUIRES_IMPROVEMENT, "P 2.1": Rating.GOOD}


def kinds(ask: Asked, run_id: str) -> list[str]:
    return [
        kind
        for (kind,) in ask(
            f"SELECT change_kind FROM changes WHERE run_id = '{run_id}' ORDER BY change_number"
        )
    ]


def test_first_run_is_the_baseline_and_corrects_nothing(asking: Asking) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {PAGE: Report()}, [story(STORY, "Probation rated", "Text of it.")])
    ask = asking(archive)
    assert kinds(ask, NIGHTS[0]) == ["new_inspection", "new_document", "new_article", "new_coverage"]
    assert ask("SELECT count(*) FROM errata") == [(0,)]


def test_a_corrected_rating_is_told_in_a_sentence_and_kept_as_erratum_with_both_evidences(
    asking: Asking,
) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {PDF: Report(is_pdf=True, ratings=BETTER, score=5)})
    archive.night(
        NIGHTS[1], {PDF: Report(is_pdf=True, ratings=BETTER | {"P 2.1": Rating.INADEQUATE}, score=3)}
    )
    archive.night(
        NIGHTS[2], {PDF: Report(is_pdf=True, ratings=BETTER | {"P 2.1": Rating.INADEQUATE}, score=3)}
    )
    ask = asking(archive)
    assert kinds(ask, NIGHTS[1]) == ["value_corrected", "rating_corrected", "document_changed"]
    assert kinds(ask, NIGHTS[2]) == []
    told = "P 2.1 Assessment from ‘Good’ to ‘Inadequate’ (page 5)."
    assert ask("SELECT sentence FROM errata WHERE field_name = 'rating'") == [
        (f"The PDF of Gwent PDU’s 2025 report was corrected: {told}",)
    ]
    assert ask(
        """
        SELECT e.old_quote, e.new_quote, o.quote, n.quote, e.old_sha256 <> e.new_sha256 FROM errata AS e
        JOIN evidence AS o ON o.evidence_id = e.old_evidence_id
        JOIN evidence AS n ON n.evidence_id = e.new_evidence_id
        WHERE e.field_name = 'rating'
        """
    ) == [(*["P 2.1 Assessment Good", "P 2.1 Assessment Inadequate"] * 2, True)]
    assert ask("SELECT rating FROM ratings WHERE standard_code = 'P 2.1'") == [("Inadequate",)]


@pytest.mark.parametrize(
    ("before", "after", "field_name"),
    [
        (Report(findings={"checked": 40}), Report(findings={"checked": 45}), "finding"),
        (Report(recommendations=("Do it.",)), Report(recommendations=("Do it soon.",)), "recommendation"),
        (Report(published="2025-03-11"), Report(published="2025-03-12"), "published_date"),
    ],
)
def test_other_values_are_corrected_too(
    asking: Asking, before: Report, after: Report, field_name: str
) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {PAGE: before})
    archive.night(NIGHTS[1], {PAGE: after})
    assert asking(archive)("SELECT change_kind, field_name FROM changes WHERE field_name IS NOT NULL") == [
        ("value_corrected", field_name)
    ]


def test_a_corrected_publication_date_shows_the_words_of_both_dates(asking: Asking) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {PAGE: Report(published="2025-03-11")})
    archive.night(NIGHTS[1], {PAGE: Report(published="2025-03-12")})
    ask = asking(archive)
    assert ask("SELECT old_value, new_value, old_quote, new_quote FROM errata") == [
        ("2025-03-11", "2025-03-12", "Published: 2025-03-11", "Published: 2025-03-12")
    ]
    assert ask(
        "SELECT e.quote FROM inspections i JOIN evidence e ON e.evidence_id = i.published_evidence_id"
    ) == [("Published: 2025-03-12",)]


def test_a_pdf_with_other_bytes_and_the_same_words_is_reissued_and_corrects_nothing(asking: Asking) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {PDF: Report(is_pdf=True)})
    archive.night(NIGHTS[1], {PDF: Report(is_pdf=True, salt="printed again")})
    ask = asking(archive)
    assert kinds(ask, NIGHTS[1]) == ["reissued_identical_text"]
    assert ask("SELECT version_number, is_current, is_text_identical FROM document_versions ORDER BY 1") == [
        (1, False, None),
        (2, True, True),
    ]


def test_a_page_whose_bytes_change_every_night_changes_nothing(tmp_path: Path) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {PAGE: Report()})
    build(tmp_path / "1.duckdb", archive.inputs, REGISTER)
    archive.night(NIGHTS[1], {PAGE: Report(salt="nonce")})
    archive.night(NIGHTS[2], {PAGE: Report(salt="other nonce")})
    build(tmp_path / "2.duckdb", archive.inputs, REGISTER)
    assert content_hash(tmp_path / "1.duckdb") == content_hash(tmp_path / "2.duckdb")
    with duckdb.connect(str(tmp_path / "2.duckdb"), read_only=True) as con:
        assert con.execute("SELECT run_id FROM runs").fetchall() == [(NIGHTS[0],)]


def test_missing_returned_and_gone_are_concluded_from_complete_crawls_only(asking: Asking) -> None:
    other = f"{SITE}/document/other/"
    archive = Archive()
    archive.night(NIGHTS[0], {PAGE: Report(), other: Report(body_id="pdu-north-wales")})
    archive.night(NIGHTS[1], {PAGE: None}, is_complete=False)
    archive.night(NIGHTS[2], {PAGE: None, other: 404})
    archive.night(NIGHTS[3], {PAGE: None, other: None})
    ask = asking(archive)
    assert [kinds(ask, night) for night in NIGHTS[1:4]] == [[], ["document_missing"], ["document_returned"]]
    archive.inputs.sightings[:] = [
        s for s in archive.inputs.sightings if s["canonical_url"] != other or s["run_id"] == NIGHTS[0]
    ]
    archive.night(NIGHTS[4], {PAGE: None})
    ask = asking(archive)
    assert [kinds(ask, night) for night in NIGHTS[1:5]] == [[], ["document_missing"], [], ["document_gone"]]
    assert ask(
        f"SELECT is_missing, is_gone, missing_since_run_id FROM documents WHERE document_url = '{other}'"
    ) == [(True, True, NIGHTS[2])]
    assert ask("SELECT count(*) FROM inspections") == [(2,)]


@pytest.mark.parametrize(
    "bad", [Report(is_pdf=True, is_unreadable=True), Report(is_pdf=True, refused=("Splendid",))]
)
def test_a_version_that_cannot_be_read_does_not_erase_the_one_before(asking: Asking, bad: Report) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {PDF: Report(is_pdf=True)})
    archive.night(NIGHTS[1], {PDF: bad})
    ask = asking(archive)
    assert kinds(ask, NIGHTS[1]) == ["quarantined"]
    assert ask("SELECT count(*) FROM ratings") == [(3,)]
    assert ask("SELECT url, is_current FROM quarantine") == [(PDF, True)]
    assert ask("SELECT version_number, is_current FROM document_versions ORDER BY 1") == [
        (1, True),
        (2, False),
    ]
    assert (
        "The earlier version’s values stay." in ask("SELECT sentence FROM changes ORDER BY run_id DESC")[0][0]
    )


def test_stories_change_headline_and_text(asking: Asking) -> None:
    archive = Archive()
    archive.night(
        NIGHTS[0],
        {},
        [story(STORY, "Old headline", "One."), story(STORY + "0", "Football", "No.", is_relevant=False)],
    )
    archive.night(NIGHTS[1], {}, [story(STORY, "New headline", "Two.")])
    ask = asking(archive)
    assert kinds(ask, NIGHTS[0]) == ["new_article"]
    assert kinds(ask, NIGHTS[1]) == ["headline_changed", "article_changed"]
    assert ask("SELECT headline, version_count, word_count FROM articles WHERE is_relevant") == [
        ("New headline", 2, 1)
    ]


def test_coverage_appears_in_the_run_that_brings_the_report(asking: Asking) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {}, [story(STORY, "Gwent probation rated", "Text.")])
    archive.night(NIGHTS[1], {PAGE: Report()})
    ask = asking(archive)
    assert kinds(ask, NIGHTS[1]) == ["new_inspection", "new_document", "new_coverage"]
    assert ask("SELECT count(*) FROM unlinked_articles") == [(0,)]
    assert ask("SELECT count(*) FROM coverage_gaps") == [(0,)]


def test_no_table_holds_a_story_s_text(asking: Asking) -> None:
    text = "A paragraph that belongs to the paper and to nobody else."
    archive = Archive()
    archive.night(NIGHTS[0], {PAGE: Report()}, [story(STORY, "Headline", text)])
    ask = asking(archive)
    for (table,) in ask("SELECT table_name FROM duckdb_tables()"):
        assert ask(
            f"SELECT count(*) FROM {table} AS t WHERE contains(to_json(t)::VARCHAR, 'belongs to the paper')"
        ) == [(0,)], table


def test_changes_of_past_runs_stay_as_they_were_told(asking: Asking) -> None:
    archive = Archive()
    archive.night(
        NIGHTS[0], {PAGE: Report(attachments=(PDF,)), PDF: Report(published="2025-03", is_pdf=True)}
    )
    archive.night(
        NIGHTS[1], {PDF: Report(published="2025-03", is_pdf=True, ratings=BETTER)}, [story(STORY, "A", "B")]
    )
    before = asking(archive)("SELECT * FROM changes ORDER BY run_id, change_number")
    archive.night(NIGHTS[2], {PAGE: Report(attachments=(PDF,), ratings=BETTER)}, [story(STORY, "C", "B")])
    after = asking(archive)("SELECT * FROM changes ORDER BY run_id, change_number")
    assert after[: len(before)] == before
    assert len(after) > len(before)


def test_ratings_are_set_beside_the_inspection_before_and_told_apart_if_unlike(tmp_path: Path) -> None:
    archive = Archive()
    crc = Report(body_id="crc-wales", framework=Framework.CORE_2018, published="2019-05", overall=Rating.GOOD)
    archive.night(
        NIGHTS[0],
        {
            f"{SITE}/document/crc/": crc,
            PAGE: Report(published="2023-11-02"),
            f"{SITE}/document/again/": Report(published="2025-03-11", overall=Rating.INADEQUATE, score=None),
        },
    )
    build(tmp_path / "w.duckdb", archive.inputs, REGISTER)
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as con:
        told = [step for step in steps_since(con, NIGHTS[:1], "overall") if step.old is not None]
        first, second = (step_sentence(step) for step in told)
        assert second == (
            "Gwent PDU: Overall fell from Requires improvement (2 November 2023) "
            "to Inadequate (11 March 2025); like for like; web page / web page."
        )
        assert first.startswith(
            "Gwent PDU: Overall Requires improvement (2 November 2023); "
            "before: Good (May 2019) under Wales CRC; not like for like: "
            "frameworks core_2018 → core_2023, not comparable: another kind of service"
        )
        assert told[1].new.quote == "Overall rating Inadequate"
        history = con.execute(
            """
            SELECT inspected_body_name, generation_number FROM rating_history
            WHERE body_id = 'pdu-gwent' AND concept = 'overall'
            """
        ).fetchall()
        assert sorted(history) == [("Gwent PDU", 0), ("Gwent PDU", 0), ("Wales CRC", 1)]
        assert con.execute("SELECT body_name, overall_rating FROM latest_ratings ORDER BY 1").fetchall() == [
            ("Gwent PDU", "Inadequate"),
            ("Wales CRC", "Good"),
        ]
        assert con.execute(
            "SELECT published_year, inadequate_count FROM region_years "
            "WHERE region_name = ? AND concept = 'overall' ORDER BY 1",
            ["Probation Service – Wales"],
        ).fetchall() == [(2019, 0), (2023, 0), (2025, 1)]
        assert con.execute(
            "SELECT body_name, rank_number, standing FROM league ORDER BY body_id"
        ).fetchall() == [
            ("Gwent PDU", 1, "rated"),
            ("North Wales PDU", None, "no inspection in the record"),
            ("Probation Service – Wales", None, "no inspection in the record"),
        ]
        assert night_sentences(con)[0].kind == "new_inspection"


RATED = "The Gwent unit was rated ‘{}’. Jane Hale, of Napo, said: “{}”"
WARNED = "Our members have been warning about this for years."


def test_a_changed_rating_or_quote_is_recorded_with_old_and_new(asking: Asking) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {}, [story(STORY, "Gwent probation", RATED.format("inadequate", WARNED))])
    softer = "Our members have been saying this for some years."
    put_right = (
        f"{RATED.format('requires improvement', softer)} This story was amended to correct the rating."
    )
    archive.night(NIGHTS[1], {}, [story(STORY, "Gwent probation", put_right)])
    ask = asking(archive)
    assert kinds(ask, NIGHTS[1]) == [
        "article_changed",
        "story_rating_changed",
        "story_quote_changed",
        "story_corrected",
    ]
    told = ask(
        "SELECT old_value, new_value FROM changes WHERE change_kind LIKE 'story%' ORDER BY change_number"
    )
    assert told[:2] == [("Inadequate", "Requires improvement"), (WARNED, softer)]
    assert told[2] == (None, "This story was amended to correct the rating.")
    quotes = "SELECT old_quote, new_quote FROM changes WHERE change_kind = 'story_rating_changed'"
    ((old_quote, new_quote),) = ask(quotes)
    assert "rated ‘inadequate’" in old_quote
    assert "rated ‘requires improvement’" in new_quote
    assert ask("SELECT version_number, is_current FROM article_versions ORDER BY 1") == [
        (1, False),
        (2, True),
    ]


def test_words_that_matter_to_nobody_are_no_revision(asking: Asking) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {}, [story(STORY, "Gwent", RATED.format("inadequate", WARNED))])
    same = f"{RATED.format('inadequate', WARNED)} Read more about it here."
    archive.night(NIGHTS[1], {}, [story(STORY, "Gwent", same)])
    assert kinds(asking(archive), NIGHTS[1]) == ["article_changed"]


def test_a_story_that_was_taken_down_stays_and_its_return_is_told(asking: Asking) -> None:
    archive = Archive()
    archive.night(NIGHTS[0], {}, [story(STORY, "Gwent probation", "One.")])
    archive.gone_story(NIGHTS[1], STORY)
    archive.gone_story(NIGHTS[2], STORY)
    gone = asking(archive)
    assert kinds(gone, NIGHTS[1]) == ["story_gone"]
    assert kinds(gone, NIGHTS[2]) == []
    assert gone("SELECT headline, gone_since_run_id FROM articles") == [("Gwent probation", NIGHTS[1])]
    archive.night(NIGHTS[3], {}, [story(STORY, "Gwent probation", "One.")])
    back = asking(archive)
    assert kinds(back, NIGHTS[3]) == ["story_returned"]
    assert back("SELECT gone_since_run_id FROM articles") == [(None,)]
