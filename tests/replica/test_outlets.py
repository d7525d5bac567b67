"""The replica's newspapers: feeds that hold every story among others; pages not trivial to read."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from bs4 import BeautifulSoup

from tests.replica import facts
from tests.replica.asking import (
    Ask,
    feed_items,
    json_ld,
)
from tests.replica.outlets import OUTLETS


@pytest.mark.parametrize("host", OUTLETS)
def test_feed_holds_every_story_among_others(ask: Ask, host: str) -> None:
    outlet = OUTLETS[host]
    items = feed_items(ask, outlet.site + outlet.feeds[0].path)
    told = {story.url: story.headline for story in facts.stories(1) if story.url.startswith(outlet.site)}
    listed = {item.link.text.split("?")[0]: item.title.text for item in items}
    assert told.items() <= listed.items()
    assert 20 <= len(items) <= 50
    assert len(told) < len(listed), "nothing for the topic test to refuse"
    for url, headline in listed.items():
        page = ask(url)
        assert page.status == 200
        assert page.soup.h1 is not None
        assert page.soup.h1.get_text(strip=True) == headline


def test_platforms_markup_is_not_trivial(ask: Ask) -> None:
    pages = {
        host: ask(next(story.url for story in facts.stories(1) if story.url.startswith(outlet.site)))
        for host, outlet in OUTLETS.items()
    }
    newsquest = pages["severn-evening-post.test"]
    assert newsquest.soup.h1 is not None
    assert json_ld(newsquest)["headline"] != newsquest.soup.h1.get_text(strip=True)
    assert json_ld(pages["brumdaily.test"])["articleBody"].endswith("…")
    assert json_ld(pages["public-broadcaster.test"])["@type"] == "ReportageNewsArticle"
    assert isinstance(json_ld(pages["ridings-herald.test"])["author"], list)
    wordpress = pages["humber-local.test"].soup
    assert not wordpress.find("script", type="application/ld+json")
    assert wordpress.select_one('meta[property="article:published_time"]')


def test_news_sitemaps_give_titles(ask: Ask) -> None:
    for outlet in OUTLETS.values():
        for path in outlet.news_sitemaps:
            titles = BeautifulSoup(ask(outlet.site + path).body, "xml").find_all("news:title")
            told = [story for story in facts.stories(1) if story.url.startswith(outlet.site)]
            assert {story.headline for story in told} < {title.text for title in titles}


def test_the_public_broadcaster_keeps_crawlers_off_its_pages_only(ask: Ask) -> None:
    robots = RobotFileParser()
    site = "http://public-broadcaster.test"
    robots.parse(ask(f"{site}/robots.txt").body.decode().splitlines())
    stories = [story.url for story in facts.stories(1) if story.url.startswith(site)]
    assert stories
    assert not any(robots.can_fetch("probation-watch", url) for url in stories)
    assert robots.can_fetch("probation-watch", f"{site}/news/england/rss.xml")
