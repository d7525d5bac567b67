"""Fetches the inspectorate's reports, the files attached to them, and its press releases."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Request, Response

from crawlers.archive.index import Capture, Discovery, ItemKind, Role, Sighting
from crawlers.archive.memory import ANSWERED, nights_since, run_started
from crawlers.canonical import canonical_url
from crawlers.hmi_probation.discovery import Found, HmiProbationDiscovery
from crawlers.hmi_probation.listings import Listed, attachments
from crawlers.politeness import host_of
from crawlers.sources import HmiProbationSource
from crawlers.spider import ArchiveSpider, CrawlPlan

ROLES = {ItemKind.DOCUMENT: Role.DOCUMENT, ItemKind.RELEASE: Role.RELEASE}
MAX_UNLISTED = 20
"""Pages asked for although nothing lists them any more, a night: enough to record that a page is gone."""


class HmiProbationSpider(ArchiveSpider):
    """Discovers everything, fetches what is new, changed or due for a look.

    A page is fetched if it is new, if its listed modification date is not the one it was fetched under,
    or every `recheck_pages_every_nights`; a file if it is new or every
    `recheck_attachments_every_nights`, each on its own night of the cycle. The files of a page that is
    not fetched are read off its archived copy.
    """

    def __init__(self, plan: CrawlPlan, **kwargs: Any) -> None:
        super().__init__(plan, **kwargs)
        if not isinstance(plan.source, HmiProbationSource):
            raise TypeError("this spider crawls hmi_probation")
        self.source = plan.source

    async def start(self) -> AsyncIterator[Request]:
        """Discovery, then a request per page that is listed or was listed once."""
        found = await HmiProbationDiscovery(self.source, self._discovery_page).discover()
        self._judge_completeness(found)
        listed: set[str] = set()
        for item in found.items:
            if self.asks_first(item.url):
                listed.add(canonical_url(item.url))
                self._sight(item)
                self.planned()
                yield self._page_request(item)
        if self.tally.is_complete:
            for capture in self._unlisted(listed):
                self.planned()
                yield self.request(
                    capture.url,
                    role=capture.role,
                    discovery=capture.discovery,
                    callback=self.page,
                    may_be_gone=True,
                )

    def role_of(self, request: Request) -> Role:
        """A report's old address that now leads to the home page is no report."""
        if request.meta.get("redirect_urls") and urlsplit(request.url).path in {"", "/"}:
            return Role.DISCOVERY
        return super().role_of(request)

    def refusal(self, request: Request) -> str | None:
        """Hosts that are not the inspectorate's are not asked, whoever links or redirects there."""
        if self.source.owns(request.url):
            return None
        return f"Leads to {host_of(request.url)}, which is not part of {self.source.name}"

    def page(self, response: Response) -> Iterator[Request]:
        """Callback of a report or release page: its files."""
        request = response.request
        if request is None:
            raise RuntimeError("a response without its request")
        self.progressed()
        if response.status != 200:
            if not request.meta.get("may_be_gone"):
                self.tally.failures[request.url] = f"Listed, but answered {response.status}"
            return
        if request.meta.get("redirect_urls") and self.role_of(request) is Role.DISCOVERY:
            self.tally.failures[request.meta["redirect_urls"][0]] = "Listed, but leads to the home page"
            return
        own, linked = attachments(response.body, response.url)
        for url in (*own, *linked):
            if not self.source.owns(url):
                if url in own:
                    self._warn_of_unknown_host(url)
            elif self.asks_first(url) and self._is_due(url, self.source.recheck_attachments_every_nights):
                self.planned()
                yield self.request(
                    url,
                    role=Role.ATTACHMENT,
                    discovery=Discovery.PAGE,
                    found_on=response.url,
                    callback=self.file,
                )

    def file(self, response: Response) -> None:
        """Callback of an attached file."""
        self.progressed()
        if response.status != 200:
            self.tally.failures[response.url] = f"Attached to a page, but answered {response.status}"

    async def _discovery_page(self, url: str, way: Discovery, found_on: str | None) -> Response | None:
        response = await self.get(url, role=Role.DISCOVERY, discovery=way, found_on=found_on)
        if response is not None:
            self.tally.ways[way] += 1
        return response

    def _judge_completeness(self, found: Found) -> None:
        """Both kinds read to their end, and on the old site every kind that it has ever listed."""
        missing = [kind for kind in ROLES if kind not in found.complete]
        if missing and sum(self.tally.ways.values()):
            self.tally.warnings.append(
                f"No way of discovery listed every {' and '.join(missing)}: "
                "nothing is concluded to be missing."
            )
        lost = [
            kind
            for kind in ROLES
            if (Discovery.LEGACY_LISTING, kind) in self.memory.ways and kind not in found.legacy_complete
        ]
        if lost:
            self.tally.warnings.append(
                f"{self.source.legacy_url} no longer lists each {' and '.join(lost)} as it used to: "
                "look whether the old site has been closed."
            )
        self.tally.is_complete = not missing and not lost

    def _sight(self, item: Listed) -> None:
        self.sight(
            Sighting(
                run_id=self.plan.run_id,
                source=self.source.id,
                url=item.url,
                canonical_url=canonical_url(item.url),
                item_kind=item.kind,
                discovery=item.discovery,
                found_on=item.found_on,
                title=item.title,
                published=item.published,
                modified=item.modified,
                post_id=item.post_id,
            )
        )

    def _page_request(self, item: Listed) -> Request:
        has_changed = item.modified is not None and item.modified != self.memory.listed_when_fetched(item.url)
        is_due = has_changed or self._is_due(item.url, self.source.recheck_pages_every_nights)
        return self.request(
            item.url,
            role=ROLES[item.kind],
            discovery=item.discovery,
            found_on=item.found_on,
            callback=self.page,
            archived_will_do=not is_due,
        )

    def _unlisted(self, listed: set[str]) -> list[Capture]:
        """Pages that were there when last asked for and that nothing lists now, longest unasked first."""
        reached = listed | {
            self.memory.redirected_to[url] for url in listed if url in self.memory.redirected_to
        }
        captures = [
            capture
            for capture in self.memory.answered(*ROLES.values())
            if capture.canonical_url not in reached
            and capture.discovery is not Discovery.ADDED
            and self._is_due(capture.url, self.source.recheck_pages_every_nights)
        ]
        return sorted(captures, key=lambda capture: capture.fetched_at)[:MAX_UNLISTED]

    def _is_due(self, url: str, every_nights: int) -> bool:
        """New, not there last time, or its night of the cycle; a night that was missed is made up for."""
        last = self.memory.last_fetch(url)
        if last is None or last.status not in ANSWERED:
            return True
        phase = zlib.crc32(canonical_url(url).encode()) % every_nights
        night = run_started(self.plan.run_id).toordinal() % every_nights
        return phase == night or nights_since(last, self.plan.run_id) > every_nights

    def _warn_of_unknown_host(self, url: str) -> None:
        warning = (
            f"Reports have files on {host_of(url)}, which is not in cdn_hosts, so they were not fetched "
            "(add it to source.yml if it is the inspectorate's)."
        )
        if warning not in self.tally.warnings:
            self.tally.warnings.append(warning)
