"""What of a feed may be kept, by policy."""

from __future__ import annotations

import json

import pytest

from crawlers.archive.index import Discovery
from crawlers.local_news.feeds import (
    NotAFeedError,
    Story,
    card,
    card_payload,
    read_listing,
    stored_form,
)
from crawlers.sources import Outlet, Platform, Policy

FEED = "http://herald.test/rss"
RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<item><title>Probation &amp; prisons</title><link>http://herald.test/news/a?utm_source=rss</link>
<description>&lt;p&gt;Sentence that is theirs.&lt;/p&gt;</description>
<content:encoded>Their whole text.</content:encoded>
<pubDate>Tue, 19 Aug 2025 05:30:00 GMT</pubDate></item>
<item><title>Fete cancelled</title><link>http://herald.test/news/b</link><description>Rain</description></item>
</channel></rss>"""


def outlet(policy: Policy) -> Outlet:
    return Outlet(
        id="herald",
        name="The Herald",
        domain="herald.test",
        platform=Platform.OTHER,
        feeds=(FEED,),
        policy=policy,
        policy_reason="test",
    )


def test_a_feed_lists_all_entries_and_the_stories_on_the_topic() -> None:
    listing = read_listing(RSS, Discovery.FEED)
    assert listing.entries == 2
    (story,) = listing.stories
    assert (story.url, story.title) == ("http://herald.test/news/a", "Probation & prisons")
    assert story.description == "Sentence that is theirs."
    assert story.published == "2025-08-19T06:30:00+01:00"


@pytest.mark.parametrize(("policy", "keeps_description"), [(Policy.LINK_ONLY, False), (Policy.SNIPPET, True)])
def test_what_stands_in_for_a_feed_holds_no_more_than_the_policy_allows(
    policy: Policy, keeps_description: bool
) -> None:
    kept = stored_form(RSS, outlet(policy), FEED, Discovery.FEED)
    assert b"Their whole text" not in kept
    assert (b"Sentence that is theirs" in kept) is keeps_description
    assert b"Fete" not in kept
    again = read_listing(kept, Discovery.FEED)
    assert (again.entries, [story.url for story in again.stories]) == (2, ["http://herald.test/news/a"])


def test_a_long_description_is_cut() -> None:
    story = Story("http://herald.test/a", "Probation", "x" * 5000, None)
    kept = json.loads(card_payload(card(story, outlet(Policy.SNIPPET))))
    assert kept["description"] == "x" * 300


@pytest.mark.parametrize("way", [Discovery.FEED, Discovery.NEWS_SITEMAP])
def test_an_error_page_is_no_feed_now_or_in_a_replay(way: Discovery) -> None:
    page = b"<html><body>Sign in</body></html>"
    with pytest.raises(NotAFeedError):
        read_listing(page, way)
    with pytest.raises(NotAFeedError):
        read_listing(stored_form(page, outlet(Policy.LINK_ONLY), FEED, way), way)
