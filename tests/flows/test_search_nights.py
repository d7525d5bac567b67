"""From a new report of the inspectorate to a story about its place that no feed lists."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import yaml

from crawlers.archive.index import Discovery, Role, read_captures
from flows.crawl_settings import CrawlSettings
from flows.home import Home
from flows.night import run_night
from tests.flows.nights import REPLICA_SOURCES, ask
from tests.replica.server import Replica

pytestmark = pytest.mark.slow

PAGE = "http://brumdaily.test/all-about/probation-service"


def sources_with_a_subject_page(folder: Path) -> Path:
    """The replica's, but Brum Daily's feed and sitemap are of sport, and its page on probation is known."""
    for name in ("hmi_probation.yml", "local_news.yml"):
        given = yaml.safe_load((REPLICA_SOURCES / name).read_text("utf-8"))
        for one in given.get("outlets", ()):
            if one["id"] == "brumdaily":
                one |= {"feeds": ["http://brumdaily.test/sport/?service=rss"], "news_sitemaps": []}
                one |= {"searches": [PAGE]}
        (folder / name).write_text(yaml.safe_dump(given), "utf-8")
    return folder


def _same(moment: datetime) -> datetime:
    return moment


def test_the_night_after_a_report_the_titles_of_its_place_are_searched(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    home = Home(tmp_path / "home")
    with Replica(edition=2) as replica:
        settings = CrawlSettings(sources_with_a_subject_page(sources), replica.proxy)
        for day in (24, 25, 26):
            now = datetime(2026, 11, day, 2, 15, tzinfo=UTC)
            run_night(home, settings=settings, clock=partial(_same, now))
    searched = [
        (one.run_id, one.url)
        for one in read_captures(home.archive)
        if one.discovery is Discovery.SEARCH and one.role is Role.DISCOVERY
    ]
    assert ("2026-11-22",) in ask(
        home, "SELECT published_date::VARCHAR FROM inspections WHERE body_id = 'region-west-midlands'"
    )
    assert searched == [("20261125T021500Z", PAGE)], "three days after, once it was published here"
    stories = ask(home, "SELECT count(*) FROM articles WHERE article_url LIKE 'http://brumdaily.test/news/%'")
    assert stories[0][0] > 5
