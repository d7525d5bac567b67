"""Papers are searched in the weeks after a report on a place they serve, and on no other day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from crawlers.archive.index import Capture, CrawlStatus, Discovery, Role
from crawlers.local_news.feeds import NotAFeedError, read_listing
from crawlers.local_news.searching import RecentReport, searches_due
from crawlers.sources import Outlet, Platform
from tests.crawlers.crawling import SOURCES, Nights, run_id

OUT = date(2026, 11, 20)
REPORT = RecentReport(OUT, frozenset({"York", "North Yorkshire"}))


def outlet(*districts: str, platform: Platform = Platform.WORDPRESS) -> Outlet:
    given = {"name": "A paper", "domain": "paper.test", "platform": platform, "districts": districts}
    return Outlet.model_validate(given)


def due(days: int, asked_after: int | None, *districts: str) -> int:
    last = OUT + timedelta(days=asked_after) if asked_after is not None else None
    found = searches_due([REPORT], [outlet(*districts)], lambda _: last, OUT + timedelta(days=days))
    return len(list(found))


@pytest.mark.parametrize(
    ("days", "asked_after", "is_due"),
    [
        (-1, None, False),
        (0, None, True),
        (0, 0, False),
        (1, 0, True),
        (2, 1, False),
        (3, 1, True),
        (6, 3, False),
        (9, 3, True),
        (20, 9, False),
        (21, 9, True),
        (27, 9, True),
        (29, 9, False),
        (400, None, False),
    ],
)
def test_steps_are_each_made_once_and_missed_ones_are_made_up_for(
    days: int, asked_after: int | None, is_due: bool
) -> None:
    assert due(days, asked_after, "York") == 2 * is_due


def test_only_titles_that_serve_the_place_are_searched() -> None:
    assert due(0, None, "Leeds") == 0
    assert due(0, None) == 0
    no_search = [outlet("York", platform=Platform.NEWSQUEST)]
    assert list(searches_due([REPORT], no_search, lambda _: None, OUT)) == []


def test_a_report_on_the_whole_country_is_looked_for_in_titles_of_no_one_place() -> None:
    national = RecentReport(OUT, frozenset())
    papers = [outlet("York"), outlet()]
    assert [paper.districts for paper, _ in searches_due([national], papers, lambda _: None, OUT)] == [()] * 2


HULL = RecentReport(date(2026, 11, 21), frozenset({"Kingston upon Hull"}))
SEARCH = "http://humber-local.test/?s=probation&feed=rss2"


def one_paper(folder: Path, domain: str = "humber-local.test", **changes: object) -> Path:
    """The replica's sources with this paper alone, whose only feed has no story on the subject."""
    given = yaml.safe_load((SOURCES / "local_news.yml").read_text("utf-8"))
    (paper,) = [one for one in given["outlets"] if one["domain"] == domain]
    paper |= {"feeds": [f"http://{domain}/{SPORT[domain]}"], "news_sitemaps": [], **changes}
    given |= {"outlets": [paper], "expectations": {"min_discovered": 1}}
    (folder / "local_news.yml").write_text(yaml.safe_dump(given), "utf-8")
    return folder


SPORT = {"humber-local.test": "category/sport/feed/", "brumdaily.test": "sport/?service=rss"}


def searches(nights: Nights) -> list[Capture]:
    return [one for one in nights.captures(Role.DISCOVERY) if one.discovery is Discovery.SEARCH]


def test_a_crawl_searches_for_a_report_and_keeps_what_no_feed_lists(nights: Nights, tmp_path: Path) -> None:
    paper = one_paper(tmp_path)
    ran = [
        nights.crawl("local_news", night=night, sources=paper, reports=reports)
        for night, reports in ((1, ()), (2, (HULL,)), (3, (HULL,)), (4, (HULL,)))
    ]
    assert [one.run_id for one in searches(nights)] == [run_id(2), run_id(4)], "one day after it, and three"
    assert nights.captures(Role.ARTICLE, night=1) == []
    found = nights.captures(Role.ARTICLE, night=2)
    assert found
    assert {(one.discovery, one.found_on) for one in found} == {(Discovery.SEARCH, SEARCH)}
    assert {(one.status, one.reasons) for one in ran} == {(CrawlStatus.OK, ())}
    assert len({one.discovered["entry"] for one in ran}) == 1, "or the nights after would look poor"


def test_what_a_search_found_is_not_lost_when_the_night_is_killed_after_it(
    nights: Nights, tmp_path: Path
) -> None:
    paper = one_paper(tmp_path)
    whole = nights.crawl("local_news", sources=paper, reports=(HULL,))
    (index,) = (nights.archive / "local_news").glob("*.index.jsonl")
    lines = index.read_text("utf-8").splitlines(keepends=True)
    index.write_text("".join(line for line in lines if json.loads(line)["role"] != Role.ARTICLE), "utf-8")
    (index.parent / f"{run_id(1)}.crawl.json").unlink()
    assert nights.captures(Role.ARTICLE) == []
    nights.replica.log.clear()
    again = nights.crawl("local_news", sources=paper, reports=(HULL,))
    assert (
        len(nights.captures(Role.ARTICLE)) == whole.discovered["article"] == again.discovered["article"] > 0
    )
    assert SEARCH not in {entry.url for entry in nights.replica.log}, "the archive answered"


def test_a_search_that_is_not_there_or_forbidden_is_no_fault_of_the_night(
    nights: Nights, tmp_path: Path
) -> None:
    gone = "http://brumdaily.test/all-about/nothing?service=rss"
    forbidden = [f"http://brumdaily.test/search/?q=probation&page={page}" for page in range(4)]
    given = {"districts": ["Kingston upon Hull"], "searches": [gone, *forbidden]}
    paper = one_paper(tmp_path, "brumdaily.test", **given)
    ran = [nights.crawl("local_news", night=night, sources=paper, reports=(HULL,)) for night in (1, 2)]
    assert {(one.status, one.reasons) for one in ran} == {(CrawlStatus.OK, ())}
    asked = [entry.url for entry in nights.replica.log]
    assert asked.count(gone) == 2, "one step each night"
    assert not set(forbidden) & set(asked), "robots.txt holds for every request of a burst"


@pytest.mark.parametrize(
    ("policy", "kept"),
    [("full_text", Role.ARTICLE), ("snippet", Role.STORY_CARD), ("link_only", Role.STORY_CARD)],
)
def test_a_page_on_the_subject_is_read_for_headlines_under_the_titles_policy(
    nights: Nights, tmp_path: Path, policy: str, kept: Role
) -> None:
    page = "http://brumdaily.test/all-about/probation-service"
    paper = one_paper(
        tmp_path, "brumdaily.test", searches=[page], districts=["Kingston upon Hull"], policy=policy
    )
    assert nights.crawl("local_news", sources=paper, reports=(HULL,)).status is CrawlStatus.OK
    (search,) = searches(nights)
    assert search.url == page
    assert search.media_type == ("text/html" if policy == "full_text" else "application/json")
    found = [*nights.captures(Role.ARTICLE), *nights.captures(Role.STORY_CARD)]
    assert len(found) > 5
    assert {(one.role, one.found_on) for one in found} == {(kept, page)}
    assert not [one for one in found if "all-about" in one.url or "sport" in one.url]


def test_menus_other_sites_and_pictures_are_no_results() -> None:
    page = b"""<html><a href="/">Home</a><a href="/all-about/probation-service">Probation Service</a>
    <a href="/news/x-1"><img alt=""></a><a href="/news/x-1#comments">Probation in <b>Hull</b> fails again</a>
    <a href="https://elsewhere.test/news/y">Probation story on some other site</a>
    <a href="mailto:a@paper.test">Write to our probation reporter now</a></html>"""
    listed = read_listing(page, Discovery.SEARCH, "https://www.paper.test/all-about/probation-service")
    told = [(story.url, story.title) for story in listed.stories]
    assert told == [("https://www.paper.test/news/x-1", "Probation in Hull fails again")]
    with pytest.raises(NotAFeedError):
        read_listing(page, Discovery.FEED)
