"""Whether the list of outlets is right: what pydantic cannot see, in one sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawlers.local_news.trying import lists_of
from crawlers.sources import LocalNewsSource, Outlet, Platform, load_source
from flows.crawl_settings import CrawlSettings
from flows.errors import CannotStartError
from pipelines.bodies.districts import load_districts

FEED_HOSTS = {Platform.BBC: "feeds.bbci.co.uk"}
"""Platforms whose feeds are on a host of their own."""


def local_news(settings: CrawlSettings) -> LocalNewsSource:
    """The outlets. Raises SourceMisconfiguredError with the file and what is wrong in it."""
    source = load_source("local_news", settings.sources)
    if not isinstance(source, LocalNewsSource):
        raise CannotStartError("The source local_news holds no outlets.")
    return source


def outlet_at(source: LocalNewsSource, domain: str) -> Outlet:
    """The outlet of a site. Raises CannotStartError for one that is not in the list."""
    found = source.outlet_of(f"https://{domain.removeprefix('https://').removeprefix('http://').strip('/')}/")
    if found is None:
        raise CannotStartError(
            f"No outlet is at {domain}: add it to outlets.yml (name, domain, platform, districts), then try "
            "again."
        )
    return found


def problems(source: LocalNewsSource) -> Iterator[str]:
    """What is wrong with the list, outlet by outlet."""
    districts = {} if source.is_replica else load_districts()
    for outlet in source.outlets:
        for name in outlet.districts:
            if districts and name not in districts:
                yield f"{outlet.domain}: there is no district {name!r}; write its official name."
        for _, url in lists_of(outlet):
            yield from (f"{outlet.domain}: {wrong}" for wrong in _wrong_address(outlet, url))
        if not outlet.policy_reason.strip():
            yield (
                f"{outlet.domain}: its policy {outlet.policy.value} has no reason; write what you read or "
                "whom you asked."
            )


def _wrong_address(outlet: Outlet, url: str) -> Iterator[str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    allowed = {outlet.domain, FEED_HOSTS.get(outlet.platform, outlet.domain)}
    if not any(host == own or host.endswith(f".{own}") for own in allowed):
        yield f"{url} is on another site."
    if parts.scheme not in {"https", "http"}:
        yield f"{url} is no web address."


def without_title(source: LocalNewsSource) -> tuple[str, ...]:
    """Districts that no outlet serves, in alphabetical order."""
    served = {name for outlet in source.outlets for name in outlet.districts}
    return tuple(sorted(set(load_districts()) - served))
