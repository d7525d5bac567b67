"""What three ordinary nights leave in the archive."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from crawlers.archive.index import CrawlStatus, Role, read_crawls, read_sightings
from crawlers.archive.read import payload
from crawlers.canonical import canonical_url
from crawlers.sources import load_source
from tests.crawlers.conftest import SOURCES, ThreeNights
from tests.crawlers.crawling import SOURCES as SOURCE_FILES
from tests.crawlers.crawling import Nights, host, run_id

pytestmark = pytest.mark.slow

KEPT = (Role.DOCUMENT, Role.RELEASE, Role.ATTACHMENT, Role.ARTICLE, Role.STORY_CARD)


def test_every_night_is_ok_and_has_its_report(three_nights: ThreeNights) -> None:
    for (source, _), report in three_nights.reports.items():
        assert (report.status, report.reasons) == (CrawlStatus.OK, ())
        assert report.is_replica
        assert report.is_complete_discovery is (source == "hmi_probation"), (
            "a story that left a feed is not gone"
        )
    assert read_crawls(three_nights.archive) == [
        three_nights.reports[source, night] for night in (1, 2, 3) for source in SOURCES
    ]


def test_a_first_night_fetches_everything_and_says_how_far_it_is(three_nights: ThreeNights) -> None:
    report = three_nights.reports["hmi_probation", 1]
    assert report.discovered["document"] > 60
    assert report.discovered["release"] > 10
    hosts = {role: {host(c.url) for c in three_nights.captures(role, night=1)} for role in KEPT}
    assert hosts[Role.DOCUMENT] == {"hmiprobation.test", "justiceinspectorates.test"}
    assert "cdn.hmiprobation.test" in hosts[Role.ATTACHMENT]
    pages = {capture.url for capture in three_nights.captures(Role.DOCUMENT)}
    assert {capture.found_on for capture in three_nights.captures(Role.ATTACHMENT)} <= pages
    assert three_nights.progress[-1][0] == three_nights.progress[-1][1]


@pytest.mark.parametrize("source", SOURCES)
def test_a_page_is_asked_for_once_a_night_under_our_own_name(three_nights: ThreeNights, source: str) -> None:
    for night in (1, 2, 3):
        asked = three_nights.asked[source, night]
        assert {entry.user_agent for entry in asked} == {"ProbationWatch/0.1 (+replica)"}
        fresh = Counter(canonical_url(e.url) for e in asked if e.status == 200 and not e.conditional)
        assert max(fresh.values()) == 1


def test_a_later_night_asks_conditionally_and_keeps_what_is_new(three_nights: ThreeNights) -> None:
    report = three_nights.reports["hmi_probation", 2]
    assert report.not_modified > 10 * report.fetched
    before = {c.url: c.payload_sha256 for c in three_nights.captures(Role.ATTACHMENT, night=1)}
    night = three_nights.captures(Role.ATTACHMENT, night=2)
    corrected = [c for c in night if c.url in before and c.payload_sha256 != before[c.url]]
    assert 1 <= len(corrected) <= 3, "PDFs replaced under the same address"
    unchanged = [capture for capture in night if capture.status == 304]
    assert unchanged
    assert all(payload(three_nights.archive, capture)[:5] == b"%PDF-" for capture in unchanged)


def test_a_page_that_vanished_is_on_record_and_so_is_its_return(three_nights: ThreeNights) -> None:
    (gone,) = [c for c in three_nights.captures(Role.DOCUMENT, night=2) if c.status == 404]
    listed = {(sighting.run_id, sighting.canonical_url) for sighting in read_sightings(three_nights.archive)}
    assert [(run_id(night), gone.canonical_url) in listed for night in (1, 2, 3)] == [True, False, True]
    (back,) = [c for c in three_nights.captures(night=3) if c.canonical_url == gone.canonical_url]
    assert back.status in {200, 304}


def test_old_addresses_are_recorded_with_where_they_lead(three_nights: ThreeNights) -> None:
    moved = [capture for capture in three_nights.captures(Role.DOCUMENT, night=1) if capture.redirected_from]
    assert moved
    for capture in moved:
        (old,) = capture.redirected_from
        assert (host(old), host(capture.url)) == ("justiceinspectorates.test", "hmiprobation.test")
        assert [one.status for one in three_nights.captures(night=1) if one.url == old] == [301]


def test_a_changed_headline_is_seen(three_nights: ThreeNights) -> None:
    stories = (Role.ARTICLE, Role.STORY_CARD)
    before = {c.canonical_url: c.payload_sha256 for c in three_nights.captures(*stories, night=1)}
    later = [c for c in three_nights.captures(*stories) if c.run_id != run_id(1) and c.status == 200]
    assert [c for c in later if before.get(c.canonical_url, c.payload_sha256) != c.payload_sha256]
    assert [c for c in later if c.canonical_url not in before], "new stories"


def test_pages_that_may_not_be_kept_are_neither_asked_for_nor_stored(three_nights: ThreeNights) -> None:
    source = load_source("local_news", SOURCE_FILES)
    assert source.id == "local_news"
    listings = {url for outlet in source.outlets for url in (*outlet.feeds, *outlet.news_sitemaps)}
    closed = {outlet.domain for outlet in source.outlets if outlet.policy != "full_text"}
    for entry in (entry for night in (1, 2, 3) for entry in three_nights.asked["local_news", night]):
        if host(entry.url) in closed:
            assert entry.url in listings or entry.url.endswith("/robots.txt")
    stored = [capture for capture in three_nights.captures() if host(capture.url) in closed]
    assert {capture.role for capture in stored} == {Role.ROBOTS, Role.DISCOVERY, Role.STORY_CARD}
    assert {c.media_type for c in stored if c.role is not Role.ROBOTS} == {"application/json"}
    for card in three_nights.captures(Role.STORY_CARD):
        has_description = b'"description"' in payload(three_nights.archive, card)
        assert has_description is (host(card.url) == "ridings-herald.test"), "only its policy is snippet"


def test_a_replay_gives_the_same_captures_without_the_network(
    three_nights: ThreeNights, nights: Nights
) -> None:
    for source in SOURCES:
        report = nights.crawl(source, night=4, replay_from=three_nights.archive)
        assert (report.status, report.errors, report.requests) == (CrawlStatus.OK, 0, 0)
    assert not nights.replica.log
    last = {c.canonical_url: c for c in three_nights.captures(*KEPT)}
    again = nights.captures(*KEPT)
    assert len({capture.canonical_url for capture in again}) > 150
    for capture in again:
        assert capture.payload_sha256 == last[capture.canonical_url].payload_sha256
    replayed = next(capture for capture in again if capture.role is Role.RELEASE)
    assert replayed.fetched_at == last[replayed.canonical_url].fetched_at, (
        "when the bytes were really fetched"
    )


def test_a_replay_says_what_its_archive_does_not_hold(nights: Nights, tmp_path: Path) -> None:
    report = nights.crawl(replay_from=tmp_path / "empty")
    assert report.status is CrawlStatus.UNAVAILABLE
    assert "holds no discovery page" in report.reasons[0]
    assert report.errors > 0
