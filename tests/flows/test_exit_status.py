"""What each kind of night is called, and what it leaves behind."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from crawlers.archive.index import CrawlStatus
from flows.crawl_settings import CrawlSettings
from flows.exit_status import ExitStatus
from flows.home import Home, HomeBusyError
from flows.night import run_night
from flows.read import ReadSummary
from flows.report import NightReport, read_reports
from flows.stages import Verdict
from tests.flows.stubs import Stages, crawl_report

REPLICA_SOURCES = Path(__file__).parents[1] / "replica" / "sources"
SETTINGS = CrawlSettings(REPLICA_SOURCES, "http://127.0.0.1:9")
UNCHANGED = Verdict(is_unchanged=True, content_hash="0")
DOWN = {
    source: crawl_report(source, status=CrawlStatus.UNAVAILABLE, reasons=("it answered 503",))
    for source in ("hmi_probation", "local_news")
}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def night_of(stages: Stages, home: Home, monkeypatch: pytest.MonkeyPatch) -> NightReport:
    stages.install(monkeypatch)
    return run_night(home, settings=SETTINGS)


WARNED = {
    "local_news": crawl_report("local_news", status=CrawlStatus.WARNING, reasons=("a feed answered 404",))
}
ONE_DOWN = {"local_news": DOWN["local_news"]}
ONE_FAILED = {"local_news": crawl_report("local_news", status=CrawlStatus.FAILED, reasons=("KeyError",))}
DRIFTED = ReadSummary(read=4, new_drift=4, new_reports=1, quarantined=Counter({"layout drift": 4}))


@pytest.mark.parametrize(
    ("stages", "status", "is_published"),
    [
        (Stages(), ExitStatus.PUBLISHED, True),
        (Stages(verdict=UNCHANGED), ExitStatus.UNCHANGED, False),
        (Stages(verdict=UNCHANGED, crawls=WARNED), ExitStatus.UNCHANGED, False),
        (Stages(crawls=WARNED), ExitStatus.WARNINGS, True),
        (Stages(crawls=ONE_DOWN), ExitStatus.WARNINGS, True),
        (Stages(crawls=ONE_FAILED), ExitStatus.WARNINGS, True),
        (
            Stages(verdict=Verdict(is_unchanged=False, content_hash="0", new_quarantine=("empty body: …",))),
            ExitStatus.WARNINGS,
            True,
        ),
        (
            Stages(verdict=Verdict(is_unchanged=False, content_hash="0", refusals=("counts fell: …",))),
            ExitStatus.REFUSED,
            False,
        ),
        (Stages(crawls=DOWN), ExitStatus.UNAVAILABLE, False),
        (Stages(verdict=UNCHANGED, crawls=ONE_DOWN), ExitStatus.UNAVAILABLE, False),
        (Stages(verdict=UNCHANGED, crawls=ONE_FAILED), ExitStatus.BUG, False),
        (Stages(summary=DRIFTED), ExitStatus.DRIFT, True),
        (Stages(fails={"build": KeyError("x")}), ExitStatus.BUG, False),
        (Stages(crawls={"local_news": RuntimeError("no disk")}), ExitStatus.BUG, False),
    ],
)
def test_each_kind_of_night_has_its_status_and_leaves_its_report(
    stages: Stages,
    status: ExitStatus,
    is_published: bool,
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = night_of(stages, home, monkeypatch)
    assert report.status is status
    assert (report.publication is not None) is is_published
    assert ("publish" in stages.called) is is_published
    assert read_reports(home) == [report]
    assert json.loads((home.runs / report.run_id / "report.json").read_text())["status"] == int(status)


def test_a_night_without_any_source_reads_and_builds_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages = Stages(crawls=dict(DOWN))
    report = night_of(stages, home, monkeypatch)
    assert stages.called == ["crawl", "crawl"]
    assert report.warnings == ("hmi_probation: it answered 503", "local_news: it answered 503")


def test_a_refused_build_stays_for_inspection_and_others_do_not(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = night_of(
        Stages(verdict=Verdict(is_unchanged=False, content_hash="0", refusals=("x",))), home, monkeypatch
    )
    unchanged = night_of(Stages(verdict=UNCHANGED), home, monkeypatch)
    assert home.build_file(refused.run_id).exists()
    assert not home.build_file(unchanged.run_id).exists()


def test_a_bug_keeps_its_trace_in_the_report(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    report = night_of(Stages(fails={"read": ZeroDivisionError("by hand")}), home, monkeypatch)
    assert "ZeroDivisionError: by hand" in report.sentence
    assert report.trace is not None
    assert "Traceback" in report.trace


def test_two_nights_at_once_are_refused(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    stages = Stages()
    stages.install(monkeypatch)
    with home.writing(), pytest.raises(HomeBusyError, match="is being written by process"):
        run_night(home, settings=SETTINGS)
    assert stages.called == []
