"""Papers are searched in the weeks after a report on a place they serve, and on no other day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from crawlers.archive.index import Discovery, Role
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


def test_a_crawl_searches_for_a_report_and_keeps_what_no_feed_lists(nights: Nights, tmp_path: Path) -> None:
    given = yaml.safe_load((SOURCES / "local_news.yml").read_text("utf-8"))
    (local,) = [one for one in given["outlets"] if one["domain"] == "humber-local.test"]
    local |= {"feeds": ["http://humber-local.test/category/sport/feed/"], "news_sitemaps": []}
    given |= {"outlets": [local], "expectations": {"min_discovered": 1}}
    (tmp_path / "local_news.yml").write_text(yaml.safe_dump(given), "utf-8")
    report = RecentReport(date(2026, 11, 20), frozenset({"Kingston upon Hull"}))
    for night, reports in ((1, ()), (2, (report,)), (3, (report,))):
        nights.crawl("local_news", night=night, sources=tmp_path, reports=reports)
    searches = [one for one in nights.captures(Role.DISCOVERY) if one.discovery is Discovery.SEARCH]
    assert [one.run_id for one in searches] == [run_id(2)]
    assert nights.captures(Role.ARTICLE, night=1) == []
    found = nights.captures(Role.ARTICLE, night=2)
    assert found
    assert {one.discovery for one in found} == {Discovery.SEARCH}
