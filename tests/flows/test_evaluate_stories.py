"""`probation evaluate relevance|links`: counts that can be wrong, reasons, and files that are."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from flows.evaluate_stories import judge_links, judge_relevance
from flows.exit_status import CANNOT_START, ExitStatus
from flows.story_gold import read_story_gold
from tests.flows.conftest import Run
from tests.pipelines.news_pages import page

SHEFFIELD = {
    "kind": "inspection",
    "body_id": "pdu-sheffield",
    "framework": "core_2021",
    "published": "2023-03-30",
    "overall_rating": "Inadequate",
}
LEEDS = {**SHEFFIELD, "body_id": "pdu-leeds"}
ABOUT = {
    "kind": "story",
    "url": "https://paper.test/1",
    "headline": "Sheffield probation service rated inadequate",
    "text": "HM Inspectorate of Probation published its report on the Sheffield unit.",
    "published": "2023-03-31",
    "is_relevant": True,
    "bodies": ["pdu-sheffield"],
}
COURT = {
    "kind": "story",
    "url": "https://paper.test/2",
    "headline": "Man jailed",
    "text": "The crown court heard that he was on probation in Sheffield.",
    "is_relevant": False,
    "hard": "court report",
}


def gold(folder: Path, *lines: Mapping[str, object]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_right_judgements_count_as_right(tmp_path: Path) -> None:
    known = read_story_gold(gold(tmp_path, SHEFFIELD, ABOUT, COURT))
    *_, relevance = judge_relevance(known, known.stories)
    *_, links = judge_links(known, known.stories)
    assert (relevance.counts.precision, relevance.counts.recall, relevance.misses) == (1.0, 1.0, [])
    assert (links.counts.right, links.counts.wrong, links.first_right, links.first_of) == (1, 0, 1, 1)
    assert links.judged == 2


def test_wrong_judgements_say_why(tmp_path: Path) -> None:
    mislabelled = {**COURT, "is_relevant": True, "bodies": ["pdu-sheffield"]}
    known = read_story_gold(gold(tmp_path, SHEFFIELD, LEEDS, {**ABOUT, "bodies": ["pdu-leeds"]}, mislabelled))
    *_, relevance = judge_relevance(known, known.stories)
    assert (relevance.counts.right, relevance.counts.missed) == (1, 1)
    assert "about a crime or a trial" in relevance.misses[0].why
    *_, links = judge_links(known, known.stories)
    assert (links.counts.right, links.counts.wrong, links.counts.missed, links.first_right) == (0, 1, 2, 0)
    assert [miss.what for miss in links.misses] == ["wrong link", "missed link"]
    assert "tied to pdu-sheffield" in links.misses[0].why
    assert "not about an inspection" in links.misses[1].why


def test_links_go_by_inspection_where_the_gold_names_it(tmp_path: Path) -> None:
    named = {**ABOUT, "bodies": None, "inspections": ["pdu-sheffield.core_2021.2023-03"]}
    known = read_story_gold(gold(tmp_path, SHEFFIELD, named))
    *_, links = judge_links(known, known.stories)
    assert links.misses == []


def test_a_saved_page_is_read_as_the_night_reads_it(tmp_path: Path) -> None:
    text = str(ABOUT["text"]) + " More was said by those who work there, and by those who are seen by them."
    (tmp_path / "page.html.gz").write_bytes(
        gzip.compress(page(str(ABOUT["headline"]), text, published="2023-03-31"))
    )
    saved = {"kind": "story", "url": "https://paper.test/1", "html": "page.html.gz", "is_relevant": True}
    known = read_story_gold(gold(tmp_path, SHEFFIELD, saved))
    assert known.article(known.stories[0]).title == ABOUT["headline"]


def test_the_commands_print_scores_and_leave_with_what_is_wrong(tmp_path: Path, run: Run) -> None:
    path = str(gold(tmp_path, SHEFFIELD, ABOUT, COURT))
    ended = run("evaluate", "links", "--gold", path)
    assert ended.status == 0
    assert "court report" in ended.out
    wrong = str(gold(tmp_path, SHEFFIELD, ABOUT, {**COURT, "is_relevant": True}))
    ended = run("evaluate", "relevance", "--gold", wrong, "--json")
    assert ended.status == ExitStatus.WARNINGS
    told = json.loads(ended.out)
    assert (told["right"], told["missed"], told["recall"]) == (1, 1, 0.5)
    assert told["misses"][0]["url"] == COURT["url"]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ((), "no line of the kind “story”"),
        (({**SHEFFIELD, "body_id": "pdu-atlantis"}, ABOUT), "line 1: the register has no body pdu-atlantis"),
        ((SHEFFIELD, {**ABOUT, "headlin": "x"}), "line 2: story.headlin"),
        (({**SHEFFIELD, "published": "spring 2023"}, ABOUT), "line 1: "),
        (({**ABOUT, "html": "gone.html"},), "there is no"),
    ],
)
def test_a_wrong_file_is_one_sentence(
    tmp_path: Path, run: Run, lines: tuple[Mapping[str, object], ...], says: str
) -> None:
    ended = run("evaluate", "relevance", "--gold", str(gold(tmp_path, *lines)))
    assert ended.status == CANNOT_START
    assert says in ended.err
