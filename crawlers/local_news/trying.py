"""Looking at one outlet before it is crawled: what its lists answer, and which stories would be taken."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crawlers.archive.index import Discovery
from crawlers.errors import CrawlRefusedError
from crawlers.local_news.feeds import NotAFeedError, read_listing
from crawlers.probe_client import NotAskedError, PoliteClient
from crawlers.settings import user_agent
from crawlers.sources import LocalNewsSource, Outlet

BUDGET = 12
"""Requests of one try beyond one per list: for robots.txt and for redirects."""


@dataclass(frozen=True)
class Tried:
    """One list: how many stories it has and which are on the topic, or why it cannot be used."""

    way: Discovery
    url: str
    entries: int | None = None
    on_topic: tuple[str, ...] = ()
    problem: str | None = None
    is_answered: bool = True
    """Whether anybody was there; with a network, somebody always is."""


def lists_of(outlet: Outlet) -> Iterator[tuple[Discovery, str]]:
    """Every list that is ever read of an outlet, the nightly ones first."""
    for way, urls in (
        (Discovery.FEED, outlet.feeds),
        (Discovery.NEWS_SITEMAP, outlet.news_sitemaps),
        (Discovery.SEARCH, outlet.searches),
    ):
        for url in urls:
            yield way, url


class Trial:
    """Asks for each list of one outlet once, with the source's own delay; robots.txt is obeyed and nothing is
    stored.

    Raises CrawlRefusedError without a contact address: a site's owner must be able to tell who asked.
    """

    def __init__(self, source: LocalNewsSource, outlet: Outlet, *, replica: str | None = None) -> None:
        contact = os.environ.get("PROBATION_CONTACT") or ("replica" if source.is_replica else None)
        if contact is None:
            raise CrawlRefusedError(
                "Nothing was requested: set PROBATION_CONTACT to an e-mail address or page that you read, so "
                "that a site's owner can reach you."
            )
        self._outlet = outlet
        asked = len(list(lists_of(outlet)))
        self._client = PoliteClient(
            agent=user_agent(contact), delay=source.delay_seconds, budget=BUDGET + asked, replica=replica
        )

    @property
    def robots(self) -> Mapping[str, str]:
        """Host → what its robots.txt means for us, as far as it was read."""
        return self._client.verdicts

    def lists(self) -> Iterator[Tried]:
        """What each list answers, one after the other."""
        for way, url in lists_of(self._outlet):
            yield _tried(self._client, way, url)


def _tried(client: PoliteClient, way: Discovery, url: str) -> Tried:
    try:
        answer = client.get(url)
    except NotAskedError as error:
        return Tried(way, url, problem=str(error))
    except OSError as error:
        return Tried(way, url, problem=f"nobody answers ({_reason(error)})", is_answered=False)
    if answer.status != 200:
        return Tried(way, url, problem=f"it answers {answer.status}")
    try:
        listed = read_listing(answer.body, way, answer.url)
    except NotAFeedError as error:
        return Tried(way, url, problem=f"it is no list of stories: {error}")
    return Tried(way, url, listed.entries, tuple(story.title or story.url for story in listed.stories))


def _reason(error: OSError) -> str:
    """What happened, without the name that urllib wraps around it."""
    cause = getattr(error, "reason", error)
    return str(getattr(cause, "strerror", None) or cause)
