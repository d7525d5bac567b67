"""Whole crawls of the replica, in child processes as in a real night."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawlers.archive.index import CrawlStatus, Discovery, Role, read_crawls, read_sightings
from crawlers.archive.read import payload
from crawlers.canonical import canonical_url
from tests.crawlers.crawling import Nights, host, paths_asked, run_id

pytestmark = pytest.mark.slow

PAGES = (Role.DOCUMENT, Role.RELEASE, Role.ATTACHMENT)


def test_three_nights_at_the_inspectorates_site(nights: Nights) -> None:
    progress: list[tuple[int, int | None]] = []
    first = nights.crawl(on_progress=lambda done, total: progress.append((done, total)))
    assert (first.status, first.reasons, first.is_complete_discovery) == (CrawlStatus.OK, (), True)
    assert first.is_replica
    assert first.discovered["document"] > 60
    assert progress[-1][0] == progress[-1][1]
    assert {entry.user_agent for entry in nights.replica.log} == {"ProbationWatch/0.1 (+replica)"}
    assert "justiceinspectorates.test" in {host(capture.url) for capture in nights.captures(Role.DOCUMENT)}
    assert {host(capture.url) for capture in nights.captures(Role.ATTACHMENT)} >= {"cdn.hmiprobation.test"}
    pages = {capture.url for capture in nights.captures(Role.DOCUMENT)}
    assert {capture.found_on for capture in nights.captures(Role.ATTACHMENT)} <= pages

    nights.replica.log.clear()
    nights.replica.edition = 2
    second = nights.crawl(night=2)
    assert second.status is CrawlStatus.OK
    assert second.not_modified > 10 * second.fetched
    known = [entry for entry in nights.replica.log if entry.status == 200]
    assert all(entry.conditional for entry in nights.replica.log if entry.status == 304)
    corrected = [c for c in nights.captures(Role.ATTACHMENT, night=2) if c.status == 200]
    assert len(known) < 15
    before = {capture.url: capture.payload_sha256 for capture in nights.captures(Role.ATTACHMENT, night=1)}
    assert any(before.get(c.url, c.payload_sha256) != c.payload_sha256 for c in corrected)
    (gone,) = [capture for capture in nights.captures(night=2) if capture.status == 404]
    listed = {s.canonical_url for s in read_sightings(nights.archive) if s.run_id == run_id(2)}
    assert gone.role is Role.DOCUMENT
    assert gone.canonical_url not in listed

    nights.replica.edition = 3
    assert nights.crawl(night=3).status is CrawlStatus.OK
    (back,) = [c for c in nights.captures(night=3) if c.canonical_url == gone.canonical_url]
    assert back.status in {200, 304}
    assert all(
        payload(nights.archive, capture) for capture in nights.captures(*PAGES) if capture.status == 304
    )
    assert [crawl.run_id for crawl in read_crawls(nights.archive)] == [run_id(1), run_id(2), run_id(3)]


def test_old_addresses_are_recorded_with_where_they_lead(nights: Nights) -> None:
    nights.crawl()
    moved = [capture for capture in nights.captures(Role.DOCUMENT) if capture.redirected_from]
    assert moved
    for capture in moved:
        assert host(capture.redirected_from[0]) == "justiceinspectorates.test"
        assert host(capture.url) == "hmiprobation.test"
        (redirect,) = [one for one in nights.captures() if one.url == capture.redirected_from[0]]
        assert redirect.status == 301


@pytest.mark.parametrize(
    ("faults", "way"),
    [
        ({"rest_off"}, Discovery.SITEMAP),
        ({"rest_off", "core_sitemap"}, Discovery.SITEMAP),
        ({"rest_off", "sitemap_off"}, Discovery.LISTING),
    ],
)
def test_each_way_of_discovery_finds_the_same(nights: Nights, faults: set[str], way: Discovery) -> None:
    by_rest = nights.crawl()
    nights.replica.faults.update(faults)
    report = nights.crawl(night=2)
    assert (report.status, report.is_complete_discovery) == (CrawlStatus.OK, True)
    assert report.discovered == by_rest.discovered
    found = Counter(s.discovery for s in read_sightings(nights.archive) if s.run_id == run_id(2))
    assert found.keys() == {way, Discovery.LEGACY_LISTING}


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
    # One more may be under way on a connection when the third answer arrives; there is one connection per host.
    assert max(refusals.values()) == 3
    assert {capture.status for capture in nights.captures()} >= {200, 429}


def test_bad_documents_are_archived_as_they_are(nights: Nights) -> None:
    bad = {"error_page_200", "truncated_pdf", "empty_body", "unknown_rating", "unknown_body"}
    nights.replica.faults.update(bad)
    report = nights.crawl()
    assert report.status is CrawlStatus.OK
    held = {capture.url for capture in nights.captures(Role.DOCUMENT)}
    assert sum("/document/bad-" in url for url in held) == len(bad)


def test_three_nights_of_newspapers(nights: Nights) -> None:
    first = nights.crawl("local_news")
    assert (first.status, first.reasons) == (CrawlStatus.OK, ())
    assert first.discovered["entry"] > first.discovered["article"] > 0
    assert not first.is_complete_discovery, "a story that has left a feed is not gone"
    kept = {role: {host(c.url) for c in nights.captures(role)} for role in (Role.ARTICLE, Role.STORY_CARD)}
    assert kept[Role.ARTICLE] == {"severn-evening-post.test", "brumdaily.test", "humber-local.test"}
    assert kept[Role.STORY_CARD] == {"ridings-herald.test", "public-broadcaster.test"}

    nights.replica.edition = 2
    second = nights.crawl("local_news", night=2)
    assert second.status is CrawlStatus.OK
    assert second.not_modified > 0
    first_night = {
        c.canonical_url: c.payload_sha256 for c in nights.captures(Role.ARTICLE, Role.STORY_CARD, night=1)
    }
    again = nights.captures(Role.ARTICLE, Role.STORY_CARD, night=2)
    rewritten = [
        c
        for c in again
        if c.status == 200 and first_night.get(c.canonical_url, c.payload_sha256) != c.payload_sha256
    ]
    assert rewritten, "a changed headline is a new capture"


def test_pages_that_may_not_be_kept_are_neither_asked_for_nor_stored(nights: Nights) -> None:
    nights.crawl("local_news")
    asked = [
        path
        for path in paths_asked(nights.replica)
        if host(f"http://{path}").startswith(("ridings", "public"))
    ]
    assert all("rss" in path or "sitemap" in path or path.endswith("/robots.txt") for path in asked)
    for capture in nights.captures():
        if (
            host(capture.url) in {"ridings-herald.test", "public-broadcaster.test"}
            and capture.role != Role.ROBOTS
        ):
            assert capture.media_type == "application/json"
    broadcaster = [c for c in nights.captures(Role.STORY_CARD) if host(c.url) == "public-broadcaster.test"]
    assert broadcaster
    assert all(b"description" not in payload(nights.archive, card) for card in broadcaster)


def test_a_replay_gives_the_same_archive_without_the_network(nights: Nights, tmp_path: Path) -> None:
    for source in ("hmi_probation", "local_news"):
        nights.crawl(source)
    nights.replica.log.clear()
    copy = tmp_path / "copy"
    for source in ("hmi_probation", "local_news"):
        report = nights.crawl(source, archive=copy, replay_from=nights.archive)
        assert (report.status, report.errors, report.requests) == (CrawlStatus.OK, 0, 0)
    assert not nights.replica.log
    again = Nights(nights.replica, copy)

    def held(of: Nights) -> set[tuple[str, str, str]]:
        return {
            (c.canonical_url, c.role, c.payload_sha256)
            for c in of.captures(*PAGES, Role.ARTICLE, Role.STORY_CARD)
        }

    assert held(again) == held(nights)
    fetched = {c.canonical_url: c.fetched_at for c in nights.captures(Role.RELEASE)}
    assert {c.canonical_url: c.fetched_at for c in again.captures(Role.RELEASE)} == fetched


def test_a_replay_says_what_its_archive_does_not_hold(nights: Nights, tmp_path: Path) -> None:
    report = nights.crawl(archive=tmp_path / "copy", replay_from=nights.archive)
    assert report.status is CrawlStatus.UNAVAILABLE
    assert "holds no discovery page" in report.reasons[0]
    assert report.errors > 0


def test_the_same_page_is_asked_for_once_a_night(nights: Nights) -> None:
    nights.crawl("hmi_probation")
    nights.crawl("local_news")
    asked = Counter(
        canonical_url(entry.url)
        for entry in nights.replica.log
        if entry.status == 200 and not entry.conditional
    )
    assert max(asked.values()) == 1
