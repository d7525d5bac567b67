"""A look at a source before crawling it."""

from __future__ import annotations

import pytest

from crawlers.archive.index import Discovery, ItemKind
from crawlers.errors import CrawlRefusedError
from crawlers.probe import MAX_REQUESTS, ProbeReport, probe
from tests.crawlers.crawling import SOURCES, Nights


def look(nights: Nights, source: str = "hmi_probation") -> ProbeReport:
    report = probe(source, sources=SOURCES, replica=nights.replica.proxy)
    assert report.requests == len(nights.replica.log) <= MAX_REQUESTS
    return report


def test_the_inspectorates_site_as_expected(nights: Nights) -> None:
    report = look(nights)
    assert report.problems == []
    assert report.robots == {"hmiprobation.test": "it allows us"}
    assert report.discovery is Discovery.REST
    assert report.counts[ItemKind.DOCUMENT] > 40
    assert report.newest is not None
    assert report.newest.payload.startswith(b"<!DOCTYPE html>")
    assert (report.newest.media_type, report.newest.has_validators) == ("text/html", True)
    assert report.first_crawl is not None
    assert report.first_crawl.requests > sum(report.counts.values())


@pytest.mark.parametrize(
    ("faults", "way", "says"),
    [
        ({"rest_off", "core_sitemap"}, Discovery.SITEMAP, None),
        ({"rest_off", "sitemap_off"}, None, "listing_hints"),
        ({"robots_forbids"}, None, "ask the site's owner"),
        ({"robots_404"}, Discovery.REST, None),
        ({"site_down"}, None, "robots.txt"),
    ],
)
def test_what_is_amiss_is_said_with_what_to_do(
    nights: Nights, faults: set[str], way: Discovery | None, says: str | None
) -> None:
    nights.replica.faults.update(faults)
    report = look(nights)
    assert report.discovery is way
    assert bool(report.problems) is (says is not None)
    assert says is None or any(says in problem for problem in report.problems)


def test_a_site_that_tires_of_us_is_not_to_be_crawled(nights: Nights) -> None:
    nights.replica.faults.add("rate_limit")
    nights.replica.rate_limit_after = 2
    assert any("429: do not crawl" in problem for problem in look(nights).problems)


def test_newspapers_are_sampled_across_platforms(nights: Nights) -> None:
    report = look(nights, "local_news")
    assert len({feed.outlet for feed in report.feeds}) == 5
    assert all(feed.entries for feed in report.feeds)
    assert report.feeds_not_tried > 0


def test_nothing_is_asked_without_a_contact() -> None:
    with pytest.raises(CrawlRefusedError, match="PROBATION_CONTACT"):
        probe("hmi_probation")
