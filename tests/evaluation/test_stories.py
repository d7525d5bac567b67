"""The labelled stories: that they are whole, and that the rules judge them no worse than they did."""

from __future__ import annotations

from collections import Counter

import pytest

from flows.evaluate_stories import judge_links, judge_relevance
from flows.story_gold import StoryGold, read_story_gold
from tests.evaluation.stories.loader import (
    Part,
    known_inspections,
    load_items,
    runs_of_words,
    write_gold,
)


@pytest.fixture(scope="module", params=Part)
def gold(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> StoryGold:
    items = [item for item in load_items() if item.part is request.param]
    return read_story_gold(write_gold(tmp_path_factory.mktemp("stories") / "gold.jsonl", items))


def test_the_set_is_whole() -> None:
    items = load_items()
    known = {one.inspection_id for one in known_inspections()}
    assert [name for name, count in Counter(item.id for item in items).items() if count > 1] == []
    assert [item.id for item in items if set(item.inspections) - known] == []
    assert [item.id for item in items if item.is_relevant and not item.inspections] == []
    assert [item.id for item in items if not (item.text or item.description)] == []
    assert all(item.source for item in items)
    sizes = Counter(item.part for item in items)
    assert min(sizes.values()) > 0.4 * len(items)


def test_no_two_items_share_a_sentence() -> None:
    holders: dict[tuple[str, ...], set[str]] = {}
    for item in load_items():
        for run in runs_of_words(item, 12):
            holders.setdefault(run, set()).add(item.id)
    assert [(run, ids) for run, ids in holders.items() if len(ids) > 1] == []


def test_a_third_are_hard_negatives() -> None:
    items = load_items()
    assert len(items) >= 300
    for part in Part:
        judged = [item for item in items if item.part is part]
        assert 3 * sum(not item.is_relevant for item in judged) > 0.9 * len(judged)
    assert all(not item.inspections for item in items if not item.is_relevant)


def test_relevance_is_no_worse_than_it_was(gold: StoryGold) -> None:
    *_, outcome = judge_relevance(gold, gold.stories)
    assert (outcome.counts.precision or 0) >= 0.98, outcome.misses
    assert (outcome.counts.recall or 0) >= 0.97, outcome.misses


def test_links_are_no_worse_than_they_were(gold: StoryGold) -> None:
    *_, outcome = judge_links(gold, gold.stories)
    assert (outcome.counts.precision or 0) >= 0.98, outcome.misses
    assert (outcome.counts.recall or 0) >= 0.93, outcome.misses
    assert outcome.first_right >= 0.93 * outcome.first_of
