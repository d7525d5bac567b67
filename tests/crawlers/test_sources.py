"""The source files: ours are valid and say why; a broken one says what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from crawlers.errors import CrawlRefusedError, SourceMisconfiguredError
from crawlers.runner import crawl
from crawlers.settings import groups_of, scrapy_settings
from crawlers.sources import LocalNewsSource, Policy, Source, load_source, source_ids
from tests.crawlers.crawling import SOURCES, run_id


def news() -> LocalNewsSource:
    source = load_source("local_news")
    assert isinstance(source, LocalNewsSource)
    return source


def test_there_are_two_sources_here_and_in_the_replica() -> None:
    assert source_ids() == source_ids(SOURCES) == ["hmi_probation", "local_news"]


@pytest.mark.parametrize("source", [load_source(name) for name in source_ids()], ids=lambda source: source.id)
def test_the_real_web_is_asked_slowly_on_one_connection_with_robots_obeyed(source: Source) -> None:
    settings = scrapy_settings(source, contact="desk@paper.test", replica=None)
    assert settings["USER_AGENT"] == "ProbationWatch/0.1 (+desk@paper.test)"
    assert settings["ROBOTSTXT_OBEY"] is True
    assert settings["CONCURRENT_REQUESTS_PER_DOMAIN"] == 1
    assert settings["DOWNLOAD_DELAY"] >= 2
    assert settings["PROBATION_RATE_LIMIT_WAIT"] >= 600
    assert settings["COOKIES_ENABLED"] is False
    assert not source.is_replica


def test_titles_of_one_publisher_share_a_connection() -> None:
    groups = groups_of(news())
    assert groups["oxfordmail.co.uk"] == groups["yorkpress.co.uk"] != groups["birminghammail.co.uk"]
    assert "iwobserver.co.uk" not in groups, "WordPress is software, not one publisher's machines"


def test_each_feed_is_on_its_outlets_site_and_each_policy_has_its_reason() -> None:
    elsewhere = {"feeds.bbci.co.uk": "bbc.co.uk"}
    for outlet in news().outlets:
        for url in (*outlet.feeds, *outlet.news_sitemaps):
            host = (urlsplit(url).hostname or "").removeprefix("www.")
            assert elsewhere.get(host, host) == outlet.domain
        assert len(outlet.policy_reason) > 20


def test_a_broadcaster_that_forbids_data_sets_is_linked_only() -> None:
    assert {outlet.id: outlet.policy for outlet in news().outlets}["bbc"] is Policy.LINK_ONLY


def test_an_address_belongs_to_the_outlet_of_its_host_or_to_none() -> None:
    owner = news().outlet_of("https://www.oxfordmail.co.uk/news/1.x/")
    assert owner is not None
    assert owner.id == "oxford-mail"
    assert news().outlet_of("https://notoxfordmail.co.uk/news/1.x/") is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"delay_seconds": -1}, "delay_seconds"),
        ({"delay_secondz": 1}, "delay_secondz"),
        ({"outlets": []}, "outlets"),
        ({"outlets": [{"id": "a", "name": "A", "domain": "a.test", "platform": "gannett"}]}, "platform"),
    ],
)
def test_a_broken_source_file_is_named_with_its_fault(
    tmp_path: Path, change: dict[str, object], says: str
) -> None:
    text = (SOURCES / "local_news.yml").read_text("utf-8")
    (tmp_path / "local_news.yml").write_text(yaml.safe_dump({**yaml.safe_load(text), **change}), "utf-8")
    with pytest.raises(SourceMisconfiguredError, match=says):
        load_source("local_news", tmp_path)


def test_a_source_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(SourceMisconfiguredError, match="hmi_probation, local_news"):
        load_source("ofsted")


@pytest.mark.parametrize(
    ("sources", "replica", "says"),
    [
        (None, None, "PROBATION_CONTACT"),
        (None, "http://127.0.0.1:1", "configured for the real web"),
        (SOURCES, None, "no replica is running"),
    ],
)
def test_nothing_is_asked_without_a_contact_or_of_the_wrong_web(
    tmp_path: Path, sources: Path | None, replica: str | None, says: str
) -> None:
    with pytest.raises(CrawlRefusedError, match=says):
        crawl(
            "hmi_probation",
            archive=tmp_path,
            run_id=run_id(1),
            log_file=tmp_path / "log",
            sources=sources,
            replica=replica,
        )
    assert not list(tmp_path.iterdir())
