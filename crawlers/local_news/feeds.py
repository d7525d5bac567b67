"""What feeds and news sitemaps list, and what of it may be kept.

For an outlet under `link_only` or `snippet` the feed's own body is never stored. In its place stands a
small JSON object: how many entries the feed had, and a card for each story on the topic, holding what the
policy allows. The same card is stored once per story as a capture of its own (role `story_card`).
"""

from __future__ import annotations

import calendar
import html
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import feedparser

from crawlers.archive.index import Discovery
from crawlers.canonical import without_tracking
from crawlers.local_news.results import is_page, results
from crawlers.local_news.topic import is_on_topic
from crawlers.moments import in_london
from crawlers.sitemap import read_sitemap
from crawlers.sources import Outlet, Policy

MAX_DESCRIPTION = 300
Card = dict[str, str | None]


class NotAFeedError(ValueError):
    """The address answered, but with something else than a feed or a news sitemap."""


@dataclass(frozen=True)
class Story:
    """One entry on the topic. `published` with London's offset."""

    url: str
    title: str
    description: str
    published: str | None
    modified: str | None = None


@dataclass(frozen=True)
class Listing:
    """What a feed or sitemap lists: how many entries in all, and the stories on the topic."""

    entries: int
    stories: tuple[Story, ...]


def read_listing(payload: bytes, discovery: Discovery, url: str = "") -> Listing:
    """Read a feed, a news sitemap, a page of results, or what was stored in their place.

    `url` is where it was found, to which a page's links are relative. Raises NotAFeedError.
    """
    if payload.lstrip()[:1] == b"{":
        return _from_stored_form(payload)
    if discovery is Discovery.SEARCH and is_page(payload):
        found = [Story(without_tracking(one), told, "", None) for one, told in results(payload, url).items()]
    else:
        found = _sitemap_stories(payload) if discovery is Discovery.NEWS_SITEMAP else _feed_stories(payload)
    stories = [story for story in found if is_on_topic(story.title, story.description, story.url)]
    return Listing(len(found), tuple(stories))


def stored_form(payload: bytes, outlet: Outlet, feed: str, discovery: Discovery) -> bytes:
    """What may be stored of a feed whose outlet does not allow its text to be kept."""
    try:
        listing = read_listing(payload, discovery, feed)
    except NotAFeedError as error:
        return _json({"outlet": outlet.name, "feed": feed, "not_a_feed": str(error)})
    cards = [card(story, outlet) for story in listing.stories]
    return _json({"outlet": outlet.name, "feed": feed, "entries": listing.entries, "stories": cards})


def card(story: Story, outlet: Outlet) -> Card:
    """What the policy allows to keep of a story; under `link_only` not even its description.

    The feed is not in it (it is the capture's `found_on`): a story that two feeds list must give one card.
    """
    allowed: Card = {
        "url": story.url,
        "title": story.title,
        "published": story.published,
        "outlet": outlet.name,
    }
    if outlet.policy is Policy.SNIPPET:
        allowed["description"] = story.description[:MAX_DESCRIPTION]
    return allowed


def card_payload(kept: Card) -> bytes:
    """A card as bytes: the same card is the same bytes."""
    return _json(kept)


def _feed_stories(payload: bytes) -> list[Story]:
    parsed = feedparser.parse(payload)
    if not parsed.version:
        raise NotAFeedError("it is neither RSS nor Atom")
    return [
        Story(
            url=without_tracking(entry.link),
            title=_plain(entry.get("title")),
            description=_plain(entry.get("summary")),
            published=_moment(entry.get("published_parsed")),
            modified=_moment(dict.get(entry, "updated_parsed")),  # its own get() passes off the other date
        )
        for entry in parsed.entries
        if entry.get("link")
    ]


def _sitemap_stories(payload: bytes) -> list[Story]:
    sitemap = read_sitemap(payload)
    if not sitemap.is_sitemap or sitemap.children:
        raise NotAFeedError("it is no news sitemap")
    return [
        Story(
            without_tracking(page.url),
            _plain(page.title),
            "",
            in_london(page.published or page.lastmod),
            in_london(page.lastmod),
        )
        for page in sitemap.pages
    ]


def _from_stored_form(payload: bytes) -> Listing:
    stored = json.loads(payload)
    if "stories" not in stored:
        raise NotAFeedError(stored.get("not_a_feed", "it is JSON of an unknown kind"))
    stories = [
        Story(kept["url"], kept["title"], kept.get("description") or "", kept.get("published"))
        for kept in stored["stories"]
    ]
    return Listing(int(stored["entries"]), tuple(stories))


def _plain(text: str | None) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text or "")).split())


def _moment(parsed: object) -> str | None:
    if not isinstance(parsed, tuple):
        return None
    return in_london(datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat())


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
