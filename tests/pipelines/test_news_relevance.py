"""Which stories are about an inspection of probation, and which only sound like it."""

from __future__ import annotations

import pytest

from pipelines.news.relevance import relevance
from pipelines.news.zones import Story
from tests.pipelines.news_pages import story
from tests.pipelines.news_stories import IRRELEVANT, RELEVANT


@pytest.mark.parametrize("name", RELEVANT)
def test_stories_about_inspections(name: str) -> None:
    headline, text = RELEVANT[name]
    judged = relevance(Story(headline, "", text))
    assert judged.is_relevant, judged.reasons


@pytest.mark.parametrize("name", IRRELEVANT)
def test_hard_negatives(name: str) -> None:
    headline, text = IRRELEVANT[name]
    judged = relevance(Story(headline, "", text))
    assert not judged.is_relevant, judged.reasons
    assert not relevance(Story(headline)).is_relevant


def test_reasons_add_up_and_quote_the_story() -> None:
    headline, text = RELEVANT["youth offending improves"]
    article = story(headline, text)
    assert (
        sum(float(reason.split(" ", 1)[0]) for reason in article.relevance_reasons) == article.relevance_score
    )
    quoted = [reason.split("“")[1].rstrip("”") for reason in article.relevance_reasons]
    assert all(words in f"{headline} . {text}".lower() for words in quoted)


def test_a_court_deep_in_the_story_does_not_count() -> None:
    headline, text = RELEVANT["mentions a crime lower down"]
    deep = relevance(Story(headline, "", text))
    on_top = relevance(Story(headline, "A man was jailed for murder.", text))
    assert deep.score - on_top.score == 5
