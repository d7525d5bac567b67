"""Waiting: before asking again after trouble, and when a host says that it has had enough of us.

A host's "stay away" must hold back also the requests that already stand in its queue, so it is heard and
heeded in the download handler, the last thing before the network; a middleware sees a response too late
for that.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, defaultdict
from time import monotonic
from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Request, Response, TextResponse
from scrapy.utils.misc import load_object

from crawlers.errors import HostAbandonedError, RequestRefusedError
from crawlers.politeness import host_of, is_robots

if TYPE_CHECKING:
    from crawlers.spider import ArchiveSpider

log = logging.getLogger(__name__)

STAY_AWAY = frozenset({403, 429})
TROUBLE = frozenset({408, 500, 502, 503, 504, 522, 524})
STRIKES = 3
ROBOTS_FORBID_ALL = b"User-agent: *\nDisallow: /\n"


class Patience:
    """What each host has told us. After a 429 or 403 it is left alone for a while; after the third, for
    good."""

    def __init__(self) -> None:
        self._strikes: Counter[str] = Counter()
        self._away_until: dict[str, float] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def turn_of(self, connection: str) -> asyncio.Lock:
        """The one turn of a host or group of hosts.

        Scrapy 2.19 does not keep to one request at a time where no delay is set: it counts a request as under
        way only when its coroutine has begun, and by then has let the whole queue go.
        """
        return self._turns[connection]

    def has_abandoned(self, host: str) -> bool:
        """Whether nothing more is asked of a host in this run."""
        return self._strikes[host] >= STRIKES

    async def until_welcome(self, host: str) -> None:
        """Wait until the host may be asked again. Raises HostAbandonedError if that will not be."""
        await asyncio.sleep(max(0.0, self._away_until.get(host, 0.0) - monotonic()))
        if self.has_abandoned(host):
            raise HostAbandonedError(f"{host} told us {STRIKES} times to stay away")

    def hear(self, host: str, status: int, wait: float) -> None:
        """Take note of an answer; `wait` is how many seconds to stay away after a first refusal."""
        if status in STAY_AWAY:
            self._strikes[host] += 1
            self._away_until[host] = monotonic() + wait
            log.warning(
                "%s answered %s (%s of %s): waiting %s s", host, status, self._strikes[host], STRIKES, wait
            )


class PatientDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, heeding what a host has said until the moment of sending."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._wait = crawler.settings.getfloat("PROBATION_RATE_LIMIT_WAIT")

    async def download_request(self, request: Request) -> Response:
        """Send one request when its host may be asked; hear what it answers."""
        spider: ArchiveSpider = self._crawler.spider  # type: ignore[assignment]
        host = host_of(request.url)
        async with spider.patience.turn_of(request.meta.get("download_slot", host)):
            await spider.patience.until_welcome(host)
            spider.tally.requests += 1
            response = await super().download_request(request)
            spider.patience.hear(host, response.status, self._wait)
            return response


class PatienceMiddleware:
    """Asks again: after a refusal when the host may be asked, after trouble with a wait that doubles.

    A robots.txt that cannot be had forbids everything (RFC 9309); Scrapy would take it to allow everything.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._retry_wait = crawler.settings.getfloat("PROBATION_RETRY_WAIT")
        self._transient = tuple(load_object(name) for name in crawler.settings.getlist("RETRY_EXCEPTIONS"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PatienceMiddleware:
        """Called by Scrapy."""
        return cls(crawler)

    @property
    def _spider(self) -> ArchiveSpider:
        spider: ArchiveSpider = self._crawler.spider  # type: ignore[assignment]
        return spider

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """Repeat after trouble, and after a wait where we were told to stay away."""
        host, status = host_of(request.url), response.status
        if status in STAY_AWAY:
            if not self._spider.patience.has_abandoned(host):
                return request.replace(dont_filter=True)
            self._spider.tally.abandoned.setdefault(
                host, f"it answered {status} to {request.url}, the {STRIKES}rd such answer"
            )
        elif status not in TROUBLE:
            return response
        elif (again := await self._again(request, f"status {status}")) is not None:
            return again
        return self._forbidding(request, f"status {status}") or response

    async def process_exception(self, request: Request, exception: Exception) -> Response | Request | None:
        """Repeat after a broken connection."""
        if isinstance(exception, RequestRefusedError) or not isinstance(exception, self._transient):
            return None
        why = type(exception).__name__
        return await self._again(request, why) or self._forbidding(request, why)

    def _forbidding(self, request: Request, why: str) -> Response | None:
        if not is_robots(request):
            return None
        self._spider.tally.robots_unreachable[host_of(request.url)] = why
        return TextResponse(request.url, status=200, body=ROBOTS_FORBID_ALL)

    async def _again(self, request: Request, reason: str) -> Request | None:
        again = get_retry_request(request, spider=self._spider, reason=reason)
        if again is not None:
            await asyncio.sleep(self._retry_wait * 2 ** (again.meta["retry_times"] - 1))
        return again
