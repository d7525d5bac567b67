"""Finding all that the inspectorate has published: REST, else sitemap, else listings; then the old site.

Whichever way answers to its end is enough. A way that breaks off half-way keeps what it found, and the
next way is tried as well, because half a list read as a whole would make the other half look deleted.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response

from crawlers.archive.index import Discovery, ItemKind
from crawlers.hmi_probation import listings
from crawlers.hmi_probation.listings import Listed, UnreadableListingError
from crawlers.sitemap import Entry, read_sitemap
from crawlers.sources import HmiProbationSource

log = logging.getLogger(__name__)

Get = Callable[[str, Discovery, str | None], Awaitable[Response | None]]
"""(address, way, page that led here) → the page, or None if it did not answer."""

PER_PAGE = 100
MAX_PAGES = 400
MAX_LISTING_CANDIDATES = 6
SITEMAP_INDEXES = ("sitemap_index.xml", "wp-sitemap.xml")
"""Yoast's, then WordPress's own."""


@dataclass
class Found:
    """Items by way, and which kinds were listed to their end."""

    items: list[Listed] = field(default_factory=list)
    complete: set[ItemKind] = field(default_factory=set)
    legacy_complete: set[ItemKind] = field(default_factory=set)
    """The kinds whose listing on the old site was read to its end."""


class HmiProbationDiscovery:
    """One discovery of one night. `discover` asks for pages one after another and returns what they list."""

    def __init__(self, source: HmiProbationSource, get: Get) -> None:
        self._source, self._get = source, get
        self._found = Found()

    async def discover(self) -> Found:
        """Try the ways in order for each kind, then the old site."""
        await self._by_rest()
        if self._missing():
            await self._by_sitemap()
        if self._missing():
            await self._by_listing()
        if self._source.legacy_url:
            for path in self._source.legacy_listings:
                await self._legacy_listing(urljoin(self._source.legacy_url, path))
        return self._found

    def _missing(self) -> list[ItemKind]:
        return [kind for kind in listings.POST_TYPES if kind not in self._found.complete]

    async def _by_rest(self) -> None:
        root = urljoin(self._source.base_url, "wp-json/wp/v2/")
        types = await self._get(urljoin(root, "types"), Discovery.REST, None)
        if types is None:
            return
        try:
            bases = listings.rest_bases(types.body)
            for kind, base in bases.items():
                if await self._rest_collection(urljoin(root, base), kind):
                    self._found.complete.add(kind)
        except (UnreadableListingError, KeyError, TypeError) as error:
            log.warning("REST of %s is not as WordPress serves it (%s); trying the sitemap", root, error)

    async def _rest_collection(self, url: str, kind: ItemKind) -> bool:
        page, pages = 1, 1
        while page <= min(pages, MAX_PAGES):
            address = (
                f"{url}?per_page={PER_PAGE}&page={page}&orderby=date&order=asc&_fields={listings.REST_FIELDS}"
            )
            answer = await self._get(address, Discovery.REST, None)
            if answer is None:
                return False
            self._found.items += listings.rest_items(answer.body, kind, address)
            pages = int((answer.headers.get("X-WP-TotalPages") or b"1").decode())
            page += 1
        return True

    async def _by_sitemap(self) -> None:
        for name in SITEMAP_INDEXES:
            index_url = urljoin(self._source.base_url, name)
            answer = await self._get(index_url, Discovery.SITEMAP, None)
            index = read_sitemap(answer.body) if answer is not None else None
            if index is None or not index.children:
                continue
            for kind in self._missing():
                children = listings.sitemaps_of(kind, index.children)
                if children and all([await self._sitemap(child, kind, index_url) for child in children]):
                    self._found.complete.add(kind)
            return

    async def _sitemap(self, url: str, kind: ItemKind, index_url: str) -> bool:
        answer = await self._get(url, Discovery.SITEMAP, index_url)
        sitemap = read_sitemap(answer.body) if answer is not None else None
        if sitemap is None or not sitemap.is_sitemap:
            return False
        pages: tuple[Entry, ...] = sitemap.pages
        self._found.items += listings.sitemap_items(pages, kind, url)
        return True

    async def _by_listing(self) -> None:
        base = self._source.base_url
        home = await self._get(base, Discovery.LISTING, None)
        hints = [urljoin(base, path) for path in self._source.listing_hints]
        linked = listings.likely_listings(home.body, home.url) if home is not None else []
        candidates = list(dict.fromkeys([*hints, *linked]))[: MAX_LISTING_CANDIDATES + len(hints)]
        for candidate in candidates:
            items, was_read_to_end = await self._listing(candidate)
            self._found.items += items
            if was_read_to_end:
                self._found.complete.update(item.kind for item in items)

    async def _listing(self, url: str) -> tuple[list[Listed], bool]:
        items: list[Listed] = []
        led_here: str | None = None
        address: str | None = url
        for _ in range(MAX_PAGES):
            if address is None:
                return items, True
            answer = await self._get(address, Discovery.LISTING, led_here)
            if answer is None or not listings.is_listing(answer.body):
                return items, False
            items += listings.listing_items(answer.body, answer.url)
            led_here, address = answer.url, listings.next_page(answer.body, answer.url)
        return items, False

    async def _legacy_listing(self, url: str) -> None:
        """Read page after page until one brings nothing new: no "next" link is known of its paging."""
        items: dict[str, Listed] = {}
        for page in range(1, MAX_PAGES):
            address = f"{url}{'&' if urlsplit(url).query else '?'}paged={page}"
            answer = await self._get(address, Discovery.LEGACY_LISTING, None)
            if answer is None:
                break  # WordPress answers 404 past the last page
            if urlsplit(answer.url).hostname != urlsplit(url).hostname:
                log.info("%s now leads to %s: the old listing is no more", address, answer.url)
                break
            new = [item for item in listings.legacy_items(answer.body, answer.url) if item.url not in items]
            if not new:
                break
            items.update((item.url, item) for item in new)
        self._found.items += items.values()
        self._found.legacy_complete.update(item.kind for item in items.values())
