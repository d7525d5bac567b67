"""Looking at a live source before crawling it: at most ten polite requests, and what they mean.

Nothing is archived. Used by `probation sources check`; the newest document is handed over as bytes, for the
readers to try.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from crawlers.archive.index import Discovery, ItemKind
from crawlers.errors import CrawlRefusedError
from crawlers.hmi_probation import listings
from crawlers.hmi_probation.discovery import PER_PAGE, SITEMAP_INDEXES
from crawlers.hmi_probation.listings import Listed, UnreadableListingError
from crawlers.local_news.feeds import NotAFeedError, read_listing
from crawlers.probe_client import Answer, NotAskedError, PoliteClient
from crawlers.settings import user_agent
from crawlers.sitemap import read_sitemap
from crawlers.sources import HmiProbationSource, LocalNewsSource, Outlet, load_source

MAX_REQUESTS = 10
ATTACHMENTS_PER_DOCUMENT = 1.2
"""An assumption: a report PDF each, a data annexe with some."""
MEGABYTES_PER_ATTACHMENT = 1.0


@dataclass(frozen=True)
class NewestDocument:
    """The newest report page; `has_attachment` if it links a file that we would fetch."""

    url: str
    title: str | None
    media_type: str
    payload: bytes
    has_attachment: bool
    has_validators: bool


@dataclass(frozen=True)
class FirstCrawl:
    """What a first crawl would cost with the configured delay."""

    requests: int
    hours: float
    megabytes: float


@dataclass(frozen=True)
class FeedProbe:
    """One feed: how many entries it lists, or why it cannot be used."""

    outlet: str
    url: str
    entries: int | None
    problem: str | None = None


@dataclass
class ProbeReport:
    """What a source looks like. `problems` are sentences that say what to do; none means: go ahead."""

    source: str
    name: str
    robots: dict[str, str] = field(default_factory=dict)
    discovery: Discovery | None = None
    counts: dict[ItemKind, int] = field(default_factory=dict)
    newest: NewestDocument | None = None
    first_crawl: FirstCrawl | None = None
    feeds: tuple[FeedProbe, ...] = ()
    feeds_not_tried: int = 0
    requests: int = 0
    problems: list[str] = field(default_factory=list)


def probe(
    source_id: str, *, sources: Path | None = None, replica: str | None = None, contact: str | None = None
) -> ProbeReport:
    """Probe a source. Raises CrawlRefusedError without a contact address, SourceMisconfiguredError."""
    source = load_source(source_id, sources)
    replica = replica or os.environ.get("PROBATION_REPLICA") or None
    contact = contact or os.environ.get("PROBATION_CONTACT") or ("replica" if source.is_replica else None)
    if contact is None:
        raise CrawlRefusedError("Nothing was requested: set PROBATION_CONTACT to an address that you read.")
    client = PoliteClient(
        agent=user_agent(contact), delay=source.delay_seconds, budget=MAX_REQUESTS, replica=replica
    )
    report = ProbeReport(source_id, source.name)
    if isinstance(source, HmiProbationSource):
        _probe_inspectorate(source, client, report)
    else:
        _probe_feeds(source, client, report)
    report.robots, report.requests = client.verdicts, client.made
    return report


def _probe_inspectorate(source: HmiProbationSource, client: PoliteClient, report: ProbeReport) -> None:
    newest = _by_rest(source, client, report) or _by_sitemap(source, client, report)
    if report.discovery is None:
        report.problems.append(
            f"Neither REST nor a sitemap of {source.base_url} answers: a crawl would have to go by listing "
            "pages; put their paths into listing_hints of source.yml."
        )
    if newest is not None:
        _look_at(newest, source, client, report)
    total = sum(report.counts.values())
    if report.counts and total < source.expectations.min_discovered:
        report.problems.append(
            f"{total} items are listed where source.yml expects at least {source.expectations.min_discovered}"
            ": look at the site before trusting a crawl."
        )
    if total:
        files = report.counts.get(ItemKind.DOCUMENT, 0) * ATTACHMENTS_PER_DOCUMENT
        page_bytes = len(report.newest.payload) if report.newest else 60_000
        requests = round(total + files + total / PER_PAGE)
        report.first_crawl = FirstCrawl(
            requests=requests,
            hours=round(requests * source.delay_seconds / 3600, 1),
            megabytes=round(total * page_bytes / 1e6 + files * MEGABYTES_PER_ATTACHMENT),
        )


def _ask(url: str, client: PoliteClient, report: ProbeReport) -> Answer | None:
    try:
        answer = client.get(url)
    except NotAskedError as error:
        report.problems.append(f"{error}. If it is robots.txt: ask the site's owner before crawling.")
        return None
    except OSError as error:
        report.problems.append(f"{url} does not answer ({error}): look at the network, then try again.")
        return None
    if answer.status in {403, 429}:
        report.problems.append(
            f"{url} answers {answer.status}: do not crawl this site before asking its owner."
        )
    return answer if answer.status == 200 else None


def _by_rest(source: HmiProbationSource, client: PoliteClient, report: ProbeReport) -> Listed | None:
    root = urljoin(source.base_url, "wp-json/wp/v2/")
    types = _ask(urljoin(root, "types"), client, report)
    newest: Listed | None = None
    try:
        bases = listings.rest_bases(types.body) if types is not None else {}
        for kind, base in bases.items():
            address = (
                f"{urljoin(root, base)}?per_page=1&orderby=date&order=desc&_fields={listings.REST_FIELDS}"
            )
            answer = _ask(address, client, report)
            if answer is None:
                continue
            report.discovery = Discovery.REST
            report.counts[kind] = int(answer.headers.get("x-wp-total", "0"))
            items = listings.rest_items(answer.body, kind, address)
            newest = items[0] if kind is ItemKind.DOCUMENT and items else newest
    except (UnreadableListingError, KeyError, TypeError, ValueError) as error:
        report.problems.append(
            f"REST of {root} is not as WordPress serves it ({error}); the sitemap will be used."
        )
    return newest


def _by_sitemap(source: HmiProbationSource, client: PoliteClient, report: ProbeReport) -> Listed | None:
    for name in SITEMAP_INDEXES:
        answer = _ask(urljoin(source.base_url, name), client, report)
        index = read_sitemap(answer.body) if answer is not None else None
        if index is None or not index.children:
            continue
        documents: list[Listed] = []
        for kind in listings.POST_TYPES:
            children = listings.sitemaps_of(kind, index.children)
            child = _ask(children[0], client, report) if children else None
            if child is not None:
                items = listings.sitemap_items(read_sitemap(child.body).pages, kind, children[0])
                report.discovery, report.counts[kind] = Discovery.SITEMAP, len(items)
                documents += items if kind is ItemKind.DOCUMENT else []
        return max(documents, key=lambda item: item.modified or "", default=None)
    return None


def _look_at(newest: Listed, source: HmiProbationSource, client: PoliteClient, report: ProbeReport) -> None:
    answer = _ask(newest.url, client, report)
    if answer is None:
        report.problems.append(f"{newest.url} is listed but cannot be had: look at it in a browser.")
        return
    own, linked = listings.attachments(answer.body, answer.url)
    report.newest = NewestDocument(
        url=answer.url,
        title=newest.title,
        media_type=answer.media_type,
        payload=answer.body,
        has_attachment=bool(own or linked),
        has_validators=answer.has_validators,
    )
    strange = sorted({url.split("/")[2] for url in own if not source.owns(url)})
    if strange:
        report.problems.append(
            f"Its files are on {', '.join(strange)}: add that host to cdn_hosts in source.yml, "
            "or they are not fetched."
        )


def _probe_feeds(source: LocalNewsSource, client: PoliteClient, report: ProbeReport) -> None:
    """One feed per outlet, a different platform each time, until the requests are used up."""
    probes = []
    for outlet in _varied(source.outlets):
        if client.made > MAX_REQUESTS - 2:
            break
        probes.append(_probe_feed(outlet, client, report))
    report.feeds = tuple(probes)
    total = sum(len(outlet.feeds) + len(outlet.news_sitemaps) for outlet in source.outlets)
    report.feeds_not_tried = total - len(probes)
    if any(one.entries for one in probes):
        report.discovery = Discovery.FEED
    report.first_crawl = FirstCrawl(
        requests=total + len(source.outlets),
        hours=round((total + len(source.outlets)) * source.delay_seconds / 3600, 1),
        megabytes=round(total * 0.1, 1),
    )


def _varied(outlets: tuple[Outlet, ...]) -> list[Outlet]:
    seen: dict[str, int] = {}
    ranked = []
    for outlet in outlets:
        rank = seen.get(outlet.platform, 0)
        seen[outlet.platform] = rank + 1
        ranked.append((rank, outlet))
    return [outlet for _, outlet in sorted(ranked, key=lambda pair: pair[0])]


def _probe_feed(outlet: Outlet, client: PoliteClient, report: ProbeReport) -> FeedProbe:
    way = Discovery.FEED if outlet.feeds else Discovery.NEWS_SITEMAP
    url = (outlet.feeds or outlet.news_sitemaps)[0]
    answer = _ask(url, client, report)
    if answer is None:
        return FeedProbe(outlet.name, url, None, "it does not answer with status 200")
    try:
        return FeedProbe(outlet.name, url, read_listing(answer.body, way).entries)
    except NotAFeedError as error:
        report.problems.append(f"{url} of {outlet.name} is no feed ({error}): correct it in source.yml.")
        return FeedProbe(outlet.name, url, None, str(error))
