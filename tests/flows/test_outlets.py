"""`probation outlets`: the list is right, wrong lists are said to be wrong, and one can be looked at."""

from __future__ import annotations

import re
import urllib.error
from collections import Counter
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import pytest
import yaml
from typer.testing import CliRunner

from crawlers import sources
from crawlers.errors import CrawlRefusedError, SourceMisconfiguredError
from crawlers.probe_client import PoliteClient
from crawlers.sources import Confidence, LocalNewsSource, Policy, load_source
from flows.cli import app
from flows.exit_status import ExitStatus
from flows.outlets import problems
from pipelines.bodies.districts import districts_of, load_districts
from pipelines.bodies.register import load_register
from pipelines.vocabulary import BodyKind
from tests.flows.nights import REPLICA_SOURCES
from tests.replica.server import Replica

HERE = Path(sources.__file__).parent / "local_news"
FIVE_LINES = """
- name: The Town Mercury
  domain: town-mercury.co.uk
  platform: newsquest
  districts: [York, North Yorkshire]
"""


def source_of(outlets: list[dict[str, object]]) -> LocalNewsSource:
    ours = load_source("local_news")
    return LocalNewsSource.model_validate({**ours.model_dump(), "outlets": outlets})


def test_our_list_is_long_and_right() -> None:
    source = load_source("local_news")
    assert isinstance(source, LocalNewsSource)
    assert len(source.outlets) >= 150
    done = CliRunner().invoke(app, ["outlets", "check"])
    assert done.exit_code == 0
    assert "right every address" in done.output
    assert "1 district without a title: Isles of Scilly" in done.output


def test_every_outlet_gives_its_reason_and_no_address_passes_for_more_than_it_is() -> None:
    source = load_source("local_news")
    assert isinstance(source, LocalNewsSource)
    assert all(len(outlet.policy_reason) > 20 for outlet in source.outlets)
    known = {outlet.domain: outlet.confidence for outlet in source.outlets}
    assert known["yorkpress.co.uk"] is Confidence.LISTED
    assert known["dorsetecho.co.uk"] is Confidence.INFERRED, "the list of 2022 has another site's feed for it"
    assert known["bbc.co.uk"] is Confidence.INFERRED, "most of its areas' feeds follow a pattern"
    places = {name for outlet in source.outlets for name in outlet.districts}
    wales = {one.name for one in load_districts().values() if one.country == "Wales"}
    assert wales <= places


def test_five_lines_make_an_outlet() -> None:
    (outlet,) = source_of(yaml.safe_load(FIVE_LINES)).outlets
    assert outlet.id == "town-mercury-co-uk"
    assert outlet.feeds == ("https://www.town-mercury.co.uk/news/rss/",)
    assert outlet.policy is Policy.SNIPPET
    assert outlet.policy_reason
    assert outlet.confidence is Confidence.INFERRED


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"districts": ["Yorkchester"]}, "there is no district 'Yorkchester'"),
        ({"districts": ["Herefordshire"]}, "nearest: 'Herefordshire, County of'"),
        ({"districts": ["York", "York"]}, "it names 'York' twice"),
        ({"feeds": ["https://elsewhere.test/rss"]}, "https://elsewhere.test/rss is on another site"),
        ({"feeds": ["news/rss/"]}, "news/rss/ is no web address"),
        ({"policy": "snippet", "policy_reason": " "}, "has no reason"),
        ({"policy": "full_text"}, "has no policy_reason"),
        ({"policy": "everything"}, "there is no policy 'everything'; write 'full_text', 'snippet' or"),
        ({"platform": "gannett"}, "there is no platform 'gannett'; write 'newsquest', 'reach'"),
        ({"platform": "iliffe"}, "has neither a feed nor a news sitemap"),
        ({"platform": "bbc", "feeds": ["/rss"], "policy": "snippet"}, "allow no more than link_only"),
        ({"feed": "/rss"}, "there is no setting 'feed'; nearest: feeds"),
        ({"name": None}, "name: "),
    ],
)
def test_what_is_wrong_is_one_sentence_that_names_the_outlet(change: dict[str, object], told: str) -> None:
    (given,) = yaml.safe_load(FIVE_LINES)
    if change.get("policy") == "snippet" and "feeds" in change:
        change = {**change, "policy_reason": "they said so"}
    first, *more = problems([{**given, **change}])
    assert told in first
    assert first.startswith("town-mercury.co.uk: ")
    assert first.endswith(".")
    assert "\n" not in first
    assert not more


def test_all_that_is_wrong_is_said_in_one_go(tmp_path: Path) -> None:
    (given,) = yaml.safe_load(FIVE_LINES)
    rows = [
        given,
        {**given, "name": "Again"},
        "no outlet",
        {**given, "domain": "b.co.uk", "platform": "gannett"},
    ]
    ours = yaml.safe_load((HERE / "source.yml").read_text("utf-8"))
    (tmp_path / "local_news.yml").write_text(yaml.safe_dump({**ours, "outlets": rows}), "utf-8")
    done = CliRunner().invoke(app, ["outlets", "check", "--sources", str(tmp_path)])
    assert done.exit_code == ExitStatus.REFUSED
    assert "town-mercury.co.uk: 2 outlets have this domain" in done.output
    assert "row 3: " in done.output
    assert "b.co.uk: there is no platform 'gannett'" in done.output


def test_two_outlets_run_together_are_not_taken_for_one(tmp_path: Path) -> None:
    ours = yaml.safe_load((HERE / "source.yml").read_text("utf-8"))
    (tmp_path / "local_news.yml").write_text(yaml.safe_dump({**ours, "outlets": "list.yml"}), "utf-8")
    joined = FIVE_LINES + "  name: The Other Mercury\n  domain: other-mercury.co.uk\n"
    (tmp_path / "list.yml").write_text(joined, "utf-8")
    done = CliRunner().invoke(app, ["outlets", "check", "--sources", str(tmp_path)])
    assert isinstance(done.exception, SourceMisconfiguredError)
    assert "'name' is said twice" in str(done.exception)
    assert "line 2" in str(done.exception)


def test_a_list_that_is_none_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "local_news.yml").write_text("name: x\noutlets: nowhere.yml\n", "utf-8")
    done = CliRunner().invoke(app, ["outlets", "check", "--sources", str(tmp_path)])
    assert isinstance(done.exception, SourceMisconfiguredError)
    assert "has no list of outlets" in str(done.exception)


def test_an_outlet_that_is_not_there_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = CliRunner().invoke(app, ["outlets", "try", "nowhere.test"])
    assert done.exit_code != 0
    assert "add it to outlets.yml" in str(done.exception)


def test_a_try_shows_its_plan_and_says_that_there_is_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PROBATION_CONTACT", raising=False)
    planned = CliRunner().invoke(app, ["outlets", "try", "hulldailymail.co.uk", "--plan"])
    assert planned.exit_code == 0
    for told in (
        "Kingston upon Hull, City of; East Riding of Yorkshire",
        "snippet: the publisher filters robots",
        "robots.txt of each host first, and obeyed",
        "feed https://www.hulldailymail.co.uk/rss.xml, every night",
        "/all-about/probation-service?service=rss, on days 0, 1, 3, 7 and 21 after",
    ):
        assert told in planned.output
    refused = CliRunner().invoke(app, ["outlets", "try", "hulldailymail.co.uk"])
    assert isinstance(refused.exception, CrawlRefusedError)
    assert "set PROBATION_CONTACT" in str(refused.exception)

    def no_network(client: PoliteClient, url: str) -> NoReturn:
        raise urllib.error.URLError(OSError(-2, "Name or service not known"))

    monkeypatch.setenv("PROBATION_CONTACT", "somebody@example.org")
    monkeypatch.setattr(PoliteClient, "_send", no_network)
    alone = CliRunner().invoke(app, ["outlets", "try", "hulldailymail.co.uk"])
    assert alone.exit_code == ExitStatus.UNAVAILABLE
    assert "nobody answers (Name or service not known)" in alone.output
    assert "there is no network here" in alone.output


def test_a_try_asks_politely_and_shows_what_would_be_taken(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROBATION_REPLICA", replica.proxy)
    ours = ["--sources", str(REPLICA_SOURCES)]
    done = CliRunner().invoke(app, ["outlets", "try", "humber-local.test", *ours])
    assert done.exit_code == 0
    asked = [urlsplit(entry.url).path for entry in replica.log]
    assert asked[0] == "/robots.txt"
    assert sorted(asked[1:]) == ["/", "/feed/", "/news-sitemap.xml"], "each list once, no story"
    assert "robots.txt of humber-local.test: it allows us" in done.output
    assert re.search(r"feed http://humber-local.test/feed/: \d+ stories, [1-9]\d* on the topic", done.output)
    assert "probation" in done.output.split("on the topic")[1].lower()

    replica.faults.add("robots_forbids")
    forbidden = CliRunner().invoke(app, ["outlets", "try", "humber-local.test", *ours])
    assert forbidden.exit_code == ExitStatus.WARNINGS
    assert "it forbids us" in forbidden.output
    assert "3 lists of 3 cannot be used" in forbidden.output


def test_the_list_is_narrowed_by_place_platform_and_policy() -> None:
    done = CliRunner().invoke(app, ["outlets", "list", "--district", "upon hull", "--platform", "reach"])
    assert "hulldailymail.co.uk" in done.output
    assert "1 outlet;" in done.output
    closed = CliRunner().invoke(app, ["outlets", "list", "--policy", "link_only"])
    assert {"bbc.co.uk?", "theguardian.com?"} <= set(closed.output.split())
    assert "No outlet is like that" in CliRunner().invoke(app, ["outlets", "list", "--district", "zz"]).output


def test_districts_are_those_of_england_and_wales_and_bodies_serve_them() -> None:
    assert len(load_districts()) == 318
    served = {one.name: is_sure for one, is_sure in districts_of("pdu-essex-north")}
    assert served["Colchester"] is False
    assert {one.name: sure for one, sure in districts_of("yjs-essex")}["Colchester"] is True
    assert [one.name for one, _ in districts_of("pdu-sheffield")] == ["Sheffield"]
    assert districts_of("national-probation-service-england-and-wales") == ()


def test_every_district_lies_in_one_region() -> None:
    regions = [body.body_id for body in load_register().bodies.values() if body.kind is BodyKind.REGION]
    found = Counter(one.name for region in regions for one, is_sure in districts_of(region) if is_sure)
    assert set(found) == set(load_districts())
    assert set(found.values()) == {1}
    assert {one.name for one, _ in districts_of("region-wales")} == {
        one.name for one in load_districts().values() if one.country == "Wales"
    }
