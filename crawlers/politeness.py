"""Which requests are sent at all, and over which connection.

Scrapy brings robots.txt, delays and AutoThrottle. Added here and in `patience`: robots.txt obeyed by every
request of a burst, one connection per group of sites on the same machines, waiting before asking again, and
staying away from a host that says so.
"""

from __future__ import annotations

from asyncio import Lock
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Request
from scrapy.robotstxt import RobotParser

from crawlers.errors import OffLimitsError, WrongWebError

if TYPE_CHECKING:
    from crawlers.spider import ArchiveSpider


def host_of(url: str) -> str:
    """The host of an address, in lower case."""
    return (urlsplit(url).hostname or "").lower()


def is_robots(request: Request) -> bool:
    """Whether a request is for a robots.txt."""
    return urlsplit(request.url).path == "/robots.txt"


class GateMiddleware:
    """Decides whether a request is sent at all, and over which connection.

    With `PROBATION_REPLICA` set, all requests go to that proxy and only `.test` hosts are asked; without
    it no `.test` host is. Otherwise a test could reach a real newspaper, or a demo's prose enter a real
    record.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._replica: str | None = crawler.settings.get("PROBATION_REPLICA")
        self._group_of: dict[str, str] = crawler.settings.getdict("PROBATION_GROUPS")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GateMiddleware:
        """Called by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse what must not be asked; set proxy and connection."""
        host = host_of(request.url)
        if self._replica and not host.endswith(".test"):
            raise WrongWebError(f"{host} is not part of the replica, so {request.url} was not requested")
        spider: ArchiveSpider = self._crawler.spider  # type: ignore[assignment]
        if not self._replica and host.endswith(".test") and spider.replayed is None:
            raise WrongWebError(f"{host} exists only in the replica, which is not switched on")
        if not is_robots(request) and (why := spider.refusal(request)) is not None:
            raise OffLimitsError(why)
        if self._replica:
            request.meta["proxy"] = self._replica
        domain = host.removeprefix("www.")
        while domain and domain not in self._group_of:
            domain = domain.partition(".")[2]
        request.meta["download_slot"] = self._group_of.get(domain, host)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, but requests that arrive while a host's robots.txt is under way wait for it one by one.

    Scrapy 2.19 lets them all await one Deferred, which gives the rules to the first of them and None, that is
    leave, to the others: the third request of a burst and all after it were sent whatever robots.txt forbids.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._one_by_one: defaultdict[str, Lock] = defaultdict(Lock)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of the request's host; None if it has none."""
        async with self._one_by_one[urlsplit(request.url).netloc]:
            return await super().robot_parser(request)
