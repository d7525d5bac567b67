"""Crawls of a replica that misbehaves, in child processes as in a real night."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from crawlers.archive.index import CrawlStatus, Discovery, Role, read_sightings
from tests.crawlers.conftest import ThreeNights
from tests.crawlers.crawling import SOURCES, Nights, host

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("faults", "way"),
    [
        ({"rest_off", "core_sitemap"}, Discovery.SITEMAP),
        ({"rest_off", "sitemap_off"}, Discovery.LISTING),
    ],
)
def test_each_way_of_discovery_finds_the_same(
    nights: Nights, three_nights: ThreeNights, faults: set[str], way: Discovery
) -> None:
    nights.replica.faults.update(faults)
    report = nights.crawl()
    assert (report.status, report.reasons, report.is_complete_discovery) == (CrawlStatus.OK, (), True)
    assert report.discovered == three_nights.reports["hmi_probation", 1].discovered
    found = {sighting.discovery for sighting in read_sightings(nights.archive)}
    assert found == {way, Discovery.LEGACY_LISTING}


@pytest.mark.parametrize(
    ("fault", "says"), [("site_down", "503"), ("robots_forbids", "ask the site's owner before going on")]
)
def test_a_site_that_does_not_answer_or_forbids_is_unavailable(nights: Nights, fault: str, says: str) -> None:
    nights.replica.faults.add(fault)
    report = nights.crawl()
    assert report.status is CrawlStatus.UNAVAILABLE
    assert says in report.reasons[0]
    assert not report.is_complete_discovery
    assert {urlsplit(entry.url).path for entry in nights.replica.log} == {"/robots.txt"}


def test_a_host_that_says_429_is_left_alone_after_the_third_time(nights: Nights) -> None:
    nights.replica.faults.add("rate_limit")
    report = nights.crawl()
    assert report.status is CrawlStatus.WARNING
    assert any("was abandoned: it answered 429" in reason for reason in report.reasons)
    refusals = Counter(host(entry.url) for entry in nights.replica.log if entry.status == 429)
    assert refusals
    assert set(refusals.values()) == {3}, "not one more, whatever stood in the queue"
    assert {capture.status for capture in nights.captures()} >= {200, 429}, "the refusals are on record, too"


def test_a_newspaper_that_fails_costs_that_newspaper_its_night(nights: Nights) -> None:
    nights.replica.faults.add("rate_limit")
    nights.replica.rate_limit_after = 3
    report = nights.crawl("local_news")
    assert report.status is CrawlStatus.WARNING
    assert report.discovered["entry"] > 0
    assert any("severn-evening-post.test was abandoned" in reason for reason in report.reasons)


def test_titles_of_one_publisher_are_asked_one_after_the_other(nights: Nights, tmp_path: Path) -> None:
    source = yaml.safe_load((SOURCES / "local_news.yml").read_text("utf-8"))
    titles = [
        {
            **outlet,
            "platform": "newsquest",
            "policy": "link_only",
            "feeds": outlet["feeds"][:1],
            "news_sitemaps": [],
        }
        for outlet in source["outlets"]
        if outlet["id"] in {"severn-evening-post", "brumdaily"}
    ]
    paced = {**source, "delay_seconds": 0.3, "outlets": titles}
    (tmp_path / "local_news.yml").write_text(yaml.safe_dump(paced), "utf-8")
    assert nights.crawl("local_news", sources=tmp_path).requests == 4
    asked = sorted(
        datetime.fromisoformat(capture.fetched_at) for capture in nights.captures(Role.ROBOTS, Role.DISCOVERY)
    )
    assert min((later - sooner).total_seconds() for sooner, later in pairwise(asked)) > 0.2
