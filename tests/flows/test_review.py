"""`probation review`: asked once, on disk at once, applied by the build, asked again when a text changes."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.as_of import asking_as_of
from flows.crawl_settings import CrawlSettings
from flows.decisions_file import add_decision, decisions_path, read_decisions
from flows.home import Home
from flows.night import rebuild
from pipelines.bodies.register import load_register
from pipelines.news.decisions import decide_with, latest
from pipelines.news.linking import decide
from pipelines.records import ReviewDecision, ReviewQuestion
from pipelines.vocabulary import CoverageRule, Framework, Rating, ReviewSubject
from tests.flows.conftest import Run
from tests.flows.nights import REPLICA_SOURCES
from tests.pipelines.news_pages import inspection, story

BOTH = [
    inspection("pdu-birmingham-north-east-and-solihull", Framework.CORE_2021, "2022-08-18"),
    inspection("pdu-birmingham-central-and-south", Framework.CORE_2021, "2022-08-20"),
]
ARTICLE = story(
    "Birmingham probation service criticised by inspectors",
    "HM Inspectorate of Probation found too few staff in Birmingham's probation service.",
    "2022-08-22",
)


def said(question: ReviewQuestion, *, is_so: bool, hour: int = 9, by: str = "ada") -> ReviewDecision:
    return ReviewDecision(
        article_url=question.article_url,
        subject=question.subject,
        inspection_id=question.inspection_id,
        text_sha256=question.text_sha256,
        is_so=is_so,
        decided_by=by,
        decided_at=datetime(2026, 11, 25, hour, tzinfo=UTC),
    )


def test_a_persons_yes_is_a_link_and_is_not_asked_again() -> None:
    register = load_register()
    asked = decide(ARTICLE, register, BOTH, []).questions
    yes = next(one for one in asked if one.inspection_id == BOTH[0].inspection_id)
    made = decide_with(latest([said(yes, is_so=True)]), ARTICLE, register, BOTH, [])
    assert [(link.inspection_id, link.rule) for link in made.links] == [
        (BOTH[0].inspection_id, CoverageRule.PERSON)
    ]
    assert [one.inspection_id for one in made.questions] == [BOTH[1].inspection_id]


def test_a_decision_holds_for_its_text_only() -> None:
    register = load_register()
    asked = decide(ARTICLE, register, BOTH, []).questions
    decisions = latest(said(one, is_so=True) for one in asked)
    changed = ARTICLE.model_copy(update={"text": f"{ARTICLE.text} Much has changed."})
    made = decide_with(decisions, changed, register, BOTH, [])
    assert made.links == ()
    assert len(made.questions) == 2


def test_a_persons_no_takes_a_story_out() -> None:
    sheffield = inspection("pdu-sheffield", Framework.CORE_2021, "2023-03-30", rating=Rating.INADEQUATE)
    article = story("Probation report", "Staff in Sheffield are worried about what comes next.", "2023-03-30")
    (asked,) = decide(article, load_register(), [sheffield], []).questions
    assert asked.subject is ReviewSubject.RELEVANCE
    made = decide_with(latest([said(asked, is_so=False)]), article, load_register(), [sheffield], [])
    assert (made.links, made.questions, made.article.is_relevant) == ((), (), False)


def test_the_last_decision_counts_whatever_the_order_of_lines() -> None:
    one = decide(ARTICLE, load_register(), BOTH, []).questions[0]
    early, late = said(one, is_so=True, hour=9), said(one, is_so=False, hour=10, by="ben")
    for lines in ([early, late], [late, early]):
        (decision,) = latest(lines).values()
        assert decision.decided_by == "ben"


def test_a_wrong_line_is_named_and_harms_no_other(tmp_path: Path) -> None:
    path = tmp_path / "review" / "decisions.jsonl"
    one = said(decide(ARTICLE, load_register(), BOTH, []).questions[0], is_so=True)
    add_decision(path, one)
    path.write_bytes(path.read_bytes() + b'{"half a li')
    add_decision(path, one)
    found = read_decisions(path)
    assert found.decisions == (one, one)
    assert len(found.unreadable) == 1
    assert f"Line 2 of {path}" in found.unreadable[0]


def questions_of(home: Home) -> int:
    with asking_as_of(home, None) as connection:
        ((number,),) = connection.execute("SELECT count(*) FROM review_questions").fetchall()
    return int(number)


def test_answers_by_line_are_applied_by_the_next_build(
    last_home: Home, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = questions_of(last_home)
    assert before >= 1
    listed = run("review", "--list", "--home", last_home.root)
    assert "Is it about" in listed.out
    answers = "y\n" * before
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    asked = run("review", "--by", "ada", "--home", last_home.root)
    assert "left" in asked.err
    assert read_decisions(decisions_path(last_home)).decisions
    again = run("review", "--home", last_home.root)
    assert "Nothing to decide" in again.out
    rebuild(last_home, settings=CrawlSettings(REPLICA_SOURCES, None))
    assert questions_of(last_home) == 0


def test_single_keys_answer_and_a_kill_loses_nothing(last_home: Home) -> None:
    number = questions_of(last_home)
    controller, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "review", "--by", "ada", "--home", str(last_home.root)],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        close_fds=True,
    ) as child:
        os.close(terminal)
        shown = b""
        while b"1 of" not in shown:
            shown += os.read(controller, 4096)
        os.write(controller, b"y")
        deadline = time.monotonic() + 20
        while not read_decisions(decisions_path(last_home)).decisions and time.monotonic() < deadline:
            time.sleep(0.05)
        child.kill()
    os.close(controller)
    kept = read_decisions(decisions_path(last_home)).decisions
    assert len(kept) == 1
    assert kept[0].is_so
    assert kept[0].decided_by == "ada"
    assert number >= 1
