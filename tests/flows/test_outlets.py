"""`probation outlets`: the list is right, wrong lists are said to be wrong, and one can be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from crawlers.sources import LocalNewsSource, Policy, load_source
from flows.cli import app
from flows.outlets import problems
from pipelines.bodies.districts import districts_of, load_districts

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
    assert list(problems(source)) == []
    done = CliRunner().invoke(app, ["outlets", "check"])
    assert done.exit_code == 0
    assert "right every address" in done.output


def test_five_lines_make_an_outlet() -> None:
    (outlet,) = source_of(yaml.safe_load(FIVE_LINES)).outlets
    assert outlet.id == "town-mercury-co-uk"
    assert outlet.feeds == ("https://www.town-mercury.co.uk/news/rss/",)
    assert outlet.policy is Policy.SNIPPET
    assert outlet.policy_reason


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"districts": ["Yorkchester"]}, "there is no district 'Yorkchester'"),
        ({"feeds": ["https://elsewhere.test/rss"]}, "https://elsewhere.test/rss is on another site"),
        ({"policy": "snippet", "policy_reason": " "}, "has no reason"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, object], told: str) -> None:
    (given,) = yaml.safe_load(FIVE_LINES)
    (found,) = problems(source_of([{**given, **change}]))
    assert told in found
    assert found.startswith("town-mercury.co.uk: ")


def test_a_policy_that_is_not_the_platforms_needs_its_own_reason() -> None:
    (given,) = yaml.safe_load(FIVE_LINES)
    with pytest.raises(ValueError, match="policy_reason"):
        source_of([{**given, "policy": "full_text"}])


def test_an_outlet_that_is_not_there_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = CliRunner().invoke(app, ["outlets", "try", "nowhere.test"])
    assert done.exit_code != 0
    assert "add it to outlets.yml" in str(done.exception)


def test_districts_are_those_of_england_and_wales_and_bodies_serve_them() -> None:
    assert len(load_districts()) == 318
    served = {one.name: is_sure for one, is_sure in districts_of("pdu-essex-north")}
    assert served["Colchester"] is False
    assert {one.name: sure for one, sure in districts_of("yjs-essex")}["Colchester"] is True
    assert [one.name for one, _ in districts_of("pdu-sheffield")] == ["Sheffield"]
    assert districts_of("national-probation-service-england-and-wales") == ()
