"""robots.txt is obeyed by every request, however many arrive before it has been read."""

from __future__ import annotations

from pathlib import Path

import yaml

from crawlers.archive.index import CrawlStatus
from tests.crawlers.crawling import SOURCES, Nights


def test_a_burst_of_requests_does_not_outrun_robots_txt(nights: Nights, tmp_path: Path) -> None:
    given = yaml.safe_load((SOURCES / "local_news.yml").read_text("utf-8"))
    (paper,) = [one for one in given["outlets"] if one["domain"] == "brumdaily.test"]
    forbidden = [f"http://brumdaily.test/search/?page={number}" for number in range(8)]
    paper |= {"feeds": [*paper["feeds"], *forbidden]}
    given |= {"outlets": [paper]}
    (tmp_path / "local_news.yml").write_text(yaml.safe_dump(given), "utf-8")
    report = nights.crawl("local_news", sources=tmp_path)
    assert not [entry.url for entry in nights.replica.log if "/search/" in entry.url]
    assert report.status is CrawlStatus.WARNING
    assert any("robots.txt forbids" in reason for reason in report.reasons)
    assert len([entry for entry in nights.replica.log if entry.url.endswith("/robots.txt")]) == 1
