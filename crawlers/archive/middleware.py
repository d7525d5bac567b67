"""The layer next to the network: what it answers comes from the archive, what it fetches goes into it.

Order of preference for a request: what this run has already fetched (so a crawl that was killed goes on
where it stopped), the replayed archive when replaying, the archived page when the spider asks for no more
than that, and last the network, conditionally on what the newest earlier capture was sent with. A 304
reaches the spider as the archived response, marked `not_modified`.

Pages that a publisher's policy forbids to keep never reach a file: the spider's `stored_form` is stored in
their place and is all that the spider's callback sees, now or in a replay.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.responsetypes import responsetypes

from crawlers.archive.encoding import decoded
from crawlers.archive.index import Capture, Role
from crawlers.archive.memory import Memory
from crawlers.archive.read import stored
from crawlers.archive.write import Headers, Origin, header, now
from crawlers.errors import NotInArchiveError
from crawlers.politeness import is_robots

if TYPE_CHECKING:
    from crawlers.spider import ArchiveSpider

FROM_ARCHIVE = "from_archive"
NOT_MODIFIED = "not_modified"
_VALIDATORS = ("If-None-Match", "If-Modified-Since")
_DECODED = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class ArchiveMiddleware:
    """Scrapy downloader middleware; it must stand nearest to the downloader."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchiveMiddleware:
        """Called by Scrapy."""
        return cls(crawler)

    @property
    def _spider(self) -> ArchiveSpider:
        spider: ArchiveSpider = self._crawler.spider  # type: ignore[assignment]
        return spider

    def process_request(self, request: Request) -> Response | None:
        """Answer from the archive where that is right, else make the request conditional."""
        for name in _VALIDATORS:
            request.headers.pop(name, None)  # a redirect carries over those of the page it came from
        request.meta.pop("confirms", None)
        spider = self._spider
        done = spider.memory.in_this_run(request.url, redirected_from(request))
        if done is not None:
            return _answer(spider.archive, done)
        if spider.replayed is not None:
            return self._replay(request, spider.replayed)
        moved = spider.memory.moved_for_good(request.url, spider.plan.run_id)
        if moved is not None:
            return _answer(spider.archive, moved)
        earlier = spider.memory.newest_body(request.url)
        if earlier is not None:
            if request.meta.get("archived_will_do"):
                return _answer(spider.archive, earlier)
            if earlier.etag:
                request.headers["If-None-Match"] = earlier.etag
            if earlier.last_modified:
                request.headers["If-Modified-Since"] = earlier.last_modified
            request.meta["confirms"] = earlier
        return None

    def process_response(self, request: Request, response: Response) -> Response:
        """Write what came from the network."""
        if FROM_ARCHIVE in response.flags:
            return response
        spider = self._spider
        origin, headers = self._origin(request, now()), _headers(response)
        earlier: Capture | None = request.meta.pop("confirms", None)
        if response.status == 304 and earlier is not None:
            capture = spider.writer.write_not_modified(origin, headers, earlier)
            spider.tally.not_modified += 1
            spider.memory.add(capture, in_this_run=True)
            return _answer(spider.archive, capture)
        spider.tally.fetched += 1
        form = spider.stored_form(request, decoded(response.body, header(headers, "content-encoding")))
        if form is None:
            capture = spider.writer.write_response(origin, response.status, headers, response.body)
        elif response.status == 200:
            capture = spider.writer.write_resource(
                origin, form, "application/json", headers_to_revalidate(headers)
            )
            response = _response(request.url, 200, (("Content-Type", "application/json"),), form, [])
        else:
            capture = spider.writer.write_response(origin, response.status, without_body(headers), b"")
        spider.memory.add(capture, in_this_run=True)
        return response

    def _replay(self, request: Request, replayed: Memory) -> Response:
        spider = self._spider
        source = spider.replay_from
        capture = replayed.newest(request.url)
        if source is None or capture is None:
            spider.tally.not_in_archive += not is_robots(request)
            raise NotInArchiveError(f"{request.url} is not in the archive that is being replayed")
        response = _answer(source, capture)
        if source.resolve() != spider.archive.resolve():
            origin = self._origin(request, capture.fetched_at)
            held = stored(source, capture)
            headers = tuple((name, value) for name, value in held.headers if name.lower() not in _DECODED)
            if capture.role is Role.STORY_CARD or spider.stored_form(request, held.payload) is not None:
                copy = spider.writer.write_resource(origin, held.payload, capture.media_type)
            else:
                copy = spider.writer.write_response(origin, held.status, headers, held.payload)
            spider.memory.add(copy, in_this_run=True)
        return response

    def _origin(self, request: Request, fetched_at: str) -> Origin:
        return Origin(
            url=request.url,
            fetched_at=fetched_at,
            role=Role.ROBOTS if is_robots(request) else self._spider.role_of(request),
            discovery=request.meta.get("discovery"),
            found_on=request.meta.get("found_on"),
            redirected_from=redirected_from(request),
        )


def redirected_from(request: Request) -> tuple[str, ...]:
    """The addresses that led to this one, first asked first."""
    return tuple(request.meta.get("redirect_urls", ()))


def headers_to_revalidate(headers: Headers) -> Headers:
    """The validators alone."""
    return tuple((name, value) for name, value in headers if name.lower() in {"etag", "last-modified"})


def without_body(headers: Headers) -> Headers:
    """Headers of a response whose body is not kept."""
    return tuple((name, value) for name, value in headers if name.lower() not in _DECODED)


def _headers(response: Response) -> Headers:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )


def _answer(archive: Path, capture: Capture) -> Response:
    held = stored(archive, capture)
    headers = tuple((name, value) for name, value in held.headers if name.lower() not in _DECODED)
    flags = [FROM_ARCHIVE, NOT_MODIFIED] if capture.status == 304 else [FROM_ARCHIVE]
    return _response(capture.url, held.status, headers, held.payload, flags)


def _response(url: str, status: int, headers: Headers, body: bytes, flags: list[str]) -> Response:
    fields: dict[str, list[str]] = {}
    for name, value in headers:
        fields.setdefault(name, []).append(value)
    kind = responsetypes.from_args(headers=_first(fields), url=url, body=body)
    return kind(url=url, status=status, headers=fields, body=body, flags=flags)


def _first(fields: dict[str, list[str]]) -> dict[bytes, bytes]:
    return {name.title().encode("latin-1"): values[0].encode("latin-1") for name, values in fields.items()}
