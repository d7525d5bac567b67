"""What all spiders share: the archive they write to, what they count, how they ask for a page."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import scrapy
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawlers.archive.encoding import UndecodableBodyError
from crawlers.archive.index import Discovery, Role, Sighting, read_sightings
from crawlers.archive.memory import Memory
from crawlers.archive.write import ArchiveWriter, SightingWriter
from crawlers.canonical import canonical_url
from crawlers.errors import HostAbandonedError, NotInArchiveError
from crawlers.local_news.searching import RecentReport
from crawlers.outcome import ROBOTS_FORBID, Tally
from crawlers.patience import Patience
from crawlers.sources import Source

log = logging.getLogger(__name__)

NOT_HAD = (
    IgnoreRequest,
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UndecodableBodyError,
    OSError,
)
"""What keeps a page away; any other exception is a bug of ours and ends the crawl loudly."""


@dataclass(frozen=True)
class CrawlPlan:
    """One crawl: of what, into which archive, under which name."""

    source: Source
    archive: Path
    run_id: str
    replay_from: Path | None = None
    reports: tuple[RecentReport, ...] = ()
    """Reports of the inspectorate of the last weeks, for those who look for stories about them."""


class ArchiveSpider(scrapy.Spider):
    """Discovers and fetches, and reads nothing; the archive middleware keeps what it fetches."""

    name = "archive"
    custom_settings: dict[str, Any] | None = None

    def __init__(self, plan: CrawlPlan, **kwargs: Any) -> None:
        super().__init__(name=plan.source.id, **kwargs)
        source = plan.source.id
        self.plan, self.archive, self.replay_from = plan, plan.archive, plan.replay_from
        self.tally, self.patience = Tally(), Patience()
        self.memory = Memory(plan.archive, source, plan.run_id)
        self.replayed = Memory(plan.replay_from, source) if plan.replay_from else None
        self.writer = ArchiveWriter(plan.archive, plan.source, plan.run_id)
        already = (one for one in read_sightings(plan.archive, source=source) if one.run_id == plan.run_id)
        self.sightings = SightingWriter(plan.archive, source, plan.run_id, already)
        self._asked: set[str] = set()
        self._planned = self._done = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Called by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.close_files, signal=scrapy.signals.spider_closed)
        return spider

    def role_of(self, request: Request) -> Role:
        """What the answer to a request is for; by default what the request says."""
        return Role(request.meta["role"])

    def refusal(self, request: Request) -> str | None:  # noqa: ARG002
        """Why a request must not be sent, wherever it came from (a redirect, too); None = it may."""
        return None

    def stored_form(self, request: Request, payload: bytes) -> bytes | None:  # noqa: ARG002
        """What to store instead of this payload; None = the payload itself."""
        return None

    def request(
        self,
        url: str,
        *,
        role: Role,
        discovery: Discovery | None,
        found_on: str | None = None,
        callback: Callable[..., Any] | None = None,
        archived_will_do: bool = False,
        **known: Any,
    ) -> Request:
        """A request whose answer the archive can file. `known` reaches the callback."""
        return Request(
            url,
            callback=callback,
            errback=self.failed,
            meta={
                "role": role,
                "discovery": discovery,
                "found_on": found_on,
                "archived_will_do": archived_will_do,
                **known,
            },
        )

    def asks_first(self, url: str) -> bool:
        """Whether this page has not been asked for in this crawl, under any spelling; from now on it has."""
        canonical = canonical_url(url)
        is_new = canonical not in self._asked
        self._asked.add(canonical)
        return is_new

    async def get(
        self, url: str, *, role: Role, discovery: Discovery, found_on: str | None = None
    ) -> Response | None:
        """A discovery page, or None if it did not answer with 200; why not is in the log.

        Discovery is written as a sequence of these: it decides where to look next by what it has found.
        """
        request = self.request(url, role=role, discovery=discovery, found_on=found_on)
        engine = self.crawler.engine
        if engine is None:
            raise RuntimeError("the spider is not running")
        try:
            response = await engine.download_async(request)
        except NOT_HAD as error:
            why = ROBOTS_FORBID if _is_forbidden(error) else str(error) or type(error).__name__
            self.tally.not_answered[url] = why
            log.info("%s did not answer: %s", url, why)
            return None
        if response.status != 200:
            self.tally.not_answered[url] = f"status {response.status}"
            log.info("%s answered %s", url, response.status)
            return None
        return response

    def sight(self, sighting: Sighting) -> None:
        """Count an item that was listed, and write it down."""
        self.tally.discovered[sighting.item_kind] += 1
        self.sightings.write(sighting)

    def failed(self, failure: Failure) -> None:
        """Errback of every request."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if failure.value is not None:
            self._note_failure(request.url, failure.value)
        self.progressed()

    def _note_failure(self, url: str, error: BaseException) -> None:
        if isinstance(error, HostAbandonedError | NotInArchiveError):
            return  # counted where they arise, once per host or as a number
        if _is_forbidden(error):
            self.tally.forbidden.append(url)
        else:
            self.tally.failures[url] = str(error) or type(error).__name__
            log.warning("%s could not be had: %s", url, error)

    def planned(self, more: int = 1) -> None:
        """Say that more pages will be asked for."""
        self._planned += more

    def progressed(self) -> None:
        """Say that one page is done: a line on stdout, which the runner reads."""
        self._done += 1
        json.dump({"done": self._done, "total": self._planned or None}, sys.stdout)
        sys.stdout.write("\n")
        sys.stdout.flush()

    def close_files(self) -> None:
        """Put everything on disk."""
        self.writer.close()
        self.sightings.close()


def _is_forbidden(error: BaseException) -> bool:
    return isinstance(error, IgnoreRequest) and "robots.txt" in str(error)
