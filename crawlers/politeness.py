"""How we behave towards other people's servers: whom we ask, how often, and when we stop.

Scrapy brings robots.txt, delays and AutoThrottle. Added here: one connection per group of sites on the same
machines, waiting before asking again, staying away from a host that says so, and reading an unreachable
robots.txt as "forbidden" (RFC 9309) where Scrapy would read it as "allowed".
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Request, Response, TextResponse
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawlers.errors import HostAbandonedError, OffLimitsError, RequestRefusedError, WrongWebError

if TYPE_CHECKING:
    from crawlers.spider import ArchiveSpider

log = logging.getLogger(__name__)

STAY_AWAY = frozenset({403, 429})
TROUBLE = frozenset({408, 500, 502, 503, 504, 522, 524})
STRIKES = 3
ROBOTS_FORBID_ALL = b"User-agent: *\nDisallow: /\n"


def host_of(url: str) -> str:
    """The host of an address, in lower case."""
    return (urlsplit(url).hostname or "").lower()


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


class PatienceMiddleware:
    """Waits and asks again after trouble; leaves a host alone that says 403 or 429.

    After a 5xx or a broken connection the request is repeated, after a wait that doubles. After a 429 or
    403 nothing at all is asked of that host for `rate_limit_wait_seconds`; after the third it is
    abandoned for the rest of the run.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings: BaseSettings = crawler.settings
        self._crawler = crawler
        self._retry_wait = settings.getfloat("PROBATION_RETRY_WAIT")
        self._rate_limit_wait = settings.getfloat("PROBATION_RATE_LIMIT_WAIT")
        self._transient = tuple(load_object(name) for name in settings.getlist("RETRY_EXCEPTIONS"))
        self._strikes: Counter[str] = Counter()
        self._away_until: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PatienceMiddleware:
        """Called by Scrapy."""
        return cls(crawler)

    @property
    def _spider(self) -> ArchiveSpider:
        spider: ArchiveSpider = self._crawler.spider  # type: ignore[assignment]
        return spider

    async def process_request(self, request: Request) -> None:
        """Hold a request back while its host is to be left alone; refuse it once the host is abandoned."""
        host = host_of(request.url)
        if (wait := self._away_until.get(host, 0.0) - monotonic()) > 0:
            await asyncio.sleep(wait)
            return await self.process_request(request)
        if self._strikes[host] >= STRIKES:
            raise HostAbandonedError(f"{host} told us {STRIKES} times to stay away")
        return None

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """Repeat after trouble, stay away when told to."""
        if self._spider.replayed is not None:
            return response
        if response.status in STAY_AWAY:
            again = self._told_to_stay_away(request, response.status)
        elif response.status in TROUBLE:
            again = await self._again(request, f"status {response.status}")
        else:
            return response
        if again is not None:
            return again
        if is_robots(request):
            self._spider.tally.robots_unreachable[host_of(request.url)] = f"status {response.status}"
            return TextResponse(request.url, status=200, body=ROBOTS_FORBID_ALL)
        return response

    async def process_exception(self, request: Request, exception: Exception) -> Response | Request | None:
        """Repeat after a broken connection; a robots.txt that cannot be had forbids everything."""
        if isinstance(exception, RequestRefusedError) or not isinstance(exception, self._transient):
            return None
        again = await self._again(request, type(exception).__name__)
        if again is None and is_robots(request):
            self._spider.tally.robots_unreachable[host_of(request.url)] = type(exception).__name__
            return TextResponse(request.url, status=200, body=ROBOTS_FORBID_ALL)
        return again

    def _told_to_stay_away(self, request: Request, status: int) -> Request | None:
        host = host_of(request.url)
        self._strikes[host] += 1
        if self._strikes[host] >= STRIKES:
            self._spider.tally.abandoned[host] = (
                f"it answered {status} to {request.url}, the {STRIKES}rd such answer"
            )
            log.error("abandoning %s: status %s, %s times", host, status, STRIKES)
            return None
        log.warning("%s answered %s: leaving it alone for %s s", host, status, self._rate_limit_wait)
        self._away_until[host] = monotonic() + self._rate_limit_wait
        return request.replace(dont_filter=True)

    async def _again(self, request: Request, reason: str) -> Request | None:
        spider = self._spider
        again = get_retry_request(request, spider=spider, reason=reason)
        if again is not None:
            await asyncio.sleep(self._retry_wait * 2 ** (again.meta["retry_times"] - 1))
        return again


def is_robots(request: Request) -> bool:
    """Whether a request is for a robots.txt."""
    return urlsplit(request.url).path == "/robots.txt"
