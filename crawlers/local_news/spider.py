"""Fetches local newspapers' stories about probation and youth justice, each under its publisher's terms."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import date
from typing import Any

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawlers.archive.index import Discovery, ItemKind, Role, Sighting
from crawlers.archive.memory import run_started
from crawlers.archive.write import Origin, now
from crawlers.canonical import canonical_url
from crawlers.local_news.feeds import (
    NotAFeedError,
    Story,
    card,
    card_payload,
    read_listing,
    stored_form,
)
from crawlers.local_news.schedule import is_due
from crawlers.local_news.searching import searches_due
from crawlers.sources import LocalNewsSource, Outlet, Policy
from crawlers.spider import ArchiveSpider, CrawlPlan

log = logging.getLogger(__name__)

_STRICTER = (Policy.LINK_ONLY, Policy.SNIPPET, Policy.FULL_TEXT)

_FROM_ARCHIVES = frozenset(
    {
        Discovery.ADDED,
        Discovery.WAYBACK,
        Discovery.COMMON_CRAWL,
        Discovery.GOV_WEB_ARCHIVE,
        Discovery.GUARDIAN_API,
    }
)
"""Ways to stories that are years old: these are not looked at again."""


class LocalNewsSpider(ArchiveSpider):
    """Reads the outlets' feeds and news sitemaps; fetches the stories on the topic where the policy
    allows it.

    Stories that are held are asked for again on a decaying schedule, conditionally, listed or not, so that a
    headline or a rating that was changed after publication is seen, and one that was taken down. A feed that
    fails costs that outlet its night, no more.
    """

    def __init__(self, plan: CrawlPlan, **kwargs: Any) -> None:
        super().__init__(plan, **kwargs)
        if not isinstance(plan.source, LocalNewsSource):
            raise TypeError("this spider crawls local_news")
        self.source = plan.source
        self._now = run_started(plan.run_id)
        self._sighted: dict[str, str | None] = {}
        """Story → when its list says it was modified; lists differ in whether they say so."""

    async def start(self) -> AsyncIterator[Request]:
        """A request per feed and news sitemap, and per search that is due for a report."""
        for outlet in self.source.outlets:
            for way, urls in ((Discovery.FEED, outlet.feeds), (Discovery.NEWS_SITEMAP, outlet.news_sitemaps)):
                for url in urls:
                    self.planned()
                    yield self._list(outlet, way, url)
        today = self._now.date()
        for outlet, url in searches_due(self.plan.reports, self.source.outlets, self._asked_on, today):
            self.planned()
            yield self._list(outlet, Discovery.SEARCH, url)
        for held in list(self.memory.held(Role.ARTICLE)):
            if held.discovery in _FROM_ARCHIVES or not self._may_keep(held.url):
                continue
            if self._is_due(held.url) and self.asks_first(held.url):
                self.planned()
                yield self._story(held.url, held.discovery, held.found_on)

    def _list(self, outlet: Outlet, way: Discovery, url: str) -> Request:
        return self.request(url, role=Role.DISCOVERY, discovery=way, callback=self.listing, outlet=outlet)

    def _asked_on(self, url: str) -> date | None:
        """The night that last searched there; one asked by this run before it was cut short is asked again,
        of the archive, or what it found would be lost with the kill."""
        last = self.memory.newest(url)
        if last is None or last.run_id == self.plan.run_id:
            return None
        return run_started(last.run_id).date()

    def failed(self, failure: Failure) -> None:
        """Errback: a search that is not to be had is no fault of the night."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if request.meta["discovery"] is Discovery.SEARCH and request.meta["role"] is Role.DISCOVERY:
            self._no_search(request, str(failure.value))
            self.progressed()
        else:
            super().failed(failure)

    def _no_search(self, request: Request, why: str) -> None:
        """Search addresses are a guess from the platform's habits, and robots.txt forbids some: each would be
        a warning for four weeks after every report."""
        self.tally.not_answered[request.url] = why
        log.info("%s gave no results: %s", request.url, why)

    def refusal(self, request: Request) -> str | None:
        """A story's page is fetched only where its own host's policy lets us keep it."""
        if request.meta.get("role") is not Role.ARTICLE or self._may_keep(request.url):
            return None
        return "Leads to a site whose pages may not be kept"

    def stored_form(self, request: Request, payload: bytes) -> bytes | None:
        """Feeds of outlets that do not let us keep their text are stored as cards."""
        outlet: Outlet | None = request.meta.get("outlet")
        if outlet is None or request.meta["role"] is not Role.DISCOVERY or outlet.policy is Policy.FULL_TEXT:
            return None
        return stored_form(payload, outlet, request.url, request.meta["discovery"])

    def listing(self, response: Response) -> Iterator[Request]:
        """Callback of a feed, news sitemap or search."""
        self.progressed()
        request = response.request
        if request is None:
            raise RuntimeError("a response without its request")
        outlet: Outlet = request.meta["outlet"]
        way: Discovery = request.meta["discovery"]
        if response.status != 200:
            self._no_list(request, outlet, way, f"answered {response.status}")
            return
        try:
            listed = read_listing(response.body, way, request.url)
        except NotAFeedError as error:
            self._no_list(request, outlet, way, f"cannot be read: {error}")
            return
        self.tally.ways[way] += 1
        if (
            way is not Discovery.SEARCH
        ):  # made on some nights only: their entries would make the others look poor
            self.tally.discovered["entry"] += listed.entries
        for story in listed.stories:
            self._sight(story, way, request.url)
            if not self._may_keep(story.url):
                if self.asks_first(story.url):
                    self._keep_card(story, outlet, way, request.url)
            elif (self._is_due(story.url) or self._is_listed_anew(story)) and self.asks_first(story.url):
                self.planned()
                yield self._story(story.url, way, request.url)

    def _story(self, url: str, way: Discovery | None, found_on: str | None) -> Request:
        return self.request(url, role=Role.ARTICLE, discovery=way, found_on=found_on, callback=self.story)

    def _is_due(self, url: str) -> bool:
        """Whether a story is not held yet, or is to be looked at again by now."""
        first, last = self.memory.first_body(url), self.memory.last_fetch(url)
        if first is None or last is None or self.source.is_time_lapse:
            return True
        return is_due(run_started(first.run_id), run_started(last.run_id), self._now)

    def _is_listed_anew(self, story: Story) -> bool:
        """Whether its list says that it was changed since it was fetched."""
        return story.modified is not None and self.memory.listed_when_fetched(story.url) != story.modified

    def _no_list(self, request: Request, outlet: Outlet, way: Discovery, why: str) -> None:
        if way is Discovery.SEARCH:
            self._no_search(request, why)
        else:
            self.tally.failures[request.url] = f"A {_word(way)} of {outlet.name} {why}"

    def story(self, response: Response) -> None:
        """Callback of a story's page."""
        self.progressed()
        if response.status != 200:
            self.tally.failures[response.url] = f"Listed in a feed, but answered {response.status}"

    def _may_keep(self, url: str) -> bool:
        """Whether the host of an address belongs to an outlet whose text we may store."""
        owner = self.source.outlet_of(url)
        return owner is not None and owner.policy is Policy.FULL_TEXT

    def _keep_card(self, story: Story, outlet: Outlet, way: Discovery, feed: str) -> None:
        owner = self.source.outlet_of(story.url)
        policies = (outlet.policy, owner.policy if owner is not None else Policy.LINK_ONLY)
        under = outlet.model_copy(update={"policy": min(policies, key=_STRICTER.index)})
        kept = card_payload(card(story, under))
        earlier = self.memory.newest_body(story.url)
        if earlier is not None and earlier.payload_sha256 == hashlib.sha256(kept).hexdigest():
            return
        origin = Origin(story.url, now(), Role.STORY_CARD, way, feed)
        capture = self.writer.write_resource(origin, kept, "application/json")
        self.memory.add(capture, in_this_run=True)

    def _sight(self, story: Story, way: Discovery, feed: str) -> None:
        canonical = canonical_url(story.url)
        is_first = canonical not in self._sighted
        if not is_first and (story.modified is None or self._sighted[canonical] is not None):
            return
        self._sighted[canonical] = story.modified
        sighting = Sighting(
            run_id=self.plan.run_id,
            source=self.source.id,
            url=story.url,
            canonical_url=canonical,
            item_kind=ItemKind.ARTICLE,
            discovery=way,
            found_on=feed,
            title=story.title or None,
            published=story.published,
            modified=story.modified,
        )
        if is_first:
            self.sight(sighting)
        else:
            self.sightings.write(sighting)


def _word(way: Discovery) -> str:
    return "feed" if way is Discovery.FEED else "news sitemap"
