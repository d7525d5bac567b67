"""A night on which nothing is new costs one conditional request per feed, and stories are looked at less and
less."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawlers.archive.index import CrawlStatus
from crawlers.local_news.schedule import STEPS, is_due
from crawlers.runner import crawl
from tests.replica.many_outlets import ManyOutlets

FIRST = datetime(2026, 11, 20, 2, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (0, 0.5, False),
        (0, 1, True),
        (1, 5, False),
        (1, 6, True),
        (6, 23.9, True),
        (23.9, 48, False),
        (23.9, 24 * 7, True),
        (24 * 7, 24 * 20, False),
        (24 * 7, 24 * 30, True),
        (24 * 30, 24 * 400, False),
        (0, 24 * 400, True),
    ],
)
def test_a_story_is_looked_at_again_on_a_decaying_schedule(last: float, now: float, due: bool) -> None:
    assert is_due(FIRST, FIRST + timedelta(hours=last), FIRST + timedelta(hours=now)) is due


def test_nightly_crawls_look_at_a_story_four_times() -> None:
    last, looked = FIRST, 0
    for night in range(1, 60):
        now = FIRST + timedelta(days=night) - timedelta(seconds=40)
        if is_due(FIRST, last, now):
            last, looked = now, looked + 1
    assert looked == len(STEPS) - 2


def test_a_quiet_night_asks_each_feed_once_and_conditionally(tmp_path: Path) -> None:
    papers = ManyOutlets(20)
    sources = papers.write_sources(tmp_path)
    with papers:
        asked = []
        for run in ("20261120T021500Z", "20261121T021500Z", "20261123T021500Z", "20261124T021500Z"):
            papers.log.clear()
            report = crawl(
                "local_news",
                archive=tmp_path / "archive",
                run_id=run,
                log_file=tmp_path / "log",
                sources=sources,
                replica=papers.proxy,
            )
            assert report.status is CrawlStatus.OK
            asked.append([entry for entry in papers.log if not entry.url.endswith("/robots.txt")])
    stories = [[one for one in night if "/news/" in urlsplit(one.url).path] for night in asked]
    assert [len(night) for night in stories] == [2, 2, 0, 0], "fetched, looked at on the next day, then left"
    for night in asked[2:]:
        assert sorted(urlsplit(one.url).netloc for one in night) == sorted(
            f"paper{at}.test" for at in range(20)
        )
        assert all(one.conditional and one.status == 304 for one in night)
