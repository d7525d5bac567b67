"""kill -9 in every stage: the next run completes, nothing is lost and nothing doubled."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from crawlers.archive.index import read_captures, read_crawls
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.run import unfinished
from tests.flows.conftest import Nights
from tests.flows.killed_night import CRAWL, MOMENTS, PAGES
from tests.flows.nights import REPOSITORY, RUNS, an_hour_after, copy_of, replica_night, tables
from tests.replica.server import Replica


def kill_a_night(home: Home, replica: Replica, run_id: str, moment: str) -> None:
    night = subprocess.run(
        [sys.executable, "-m", "tests.flows.killed_night", str(home.root), replica.proxy, run_id, moment],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert night.returncode == -signal.SIGKILL, night.stderr[-3000:]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_night_killed_after_its_crawl_is_made_good_by_the_next(
    moment: str, nights: Nights, replica: Replica, tmp_path: Path
) -> None:
    home = copy_of(nights.last, tmp_path / "home")
    shutil.rmtree(home.runs)
    shutil.rmtree(home.published)
    if moment.startswith("read"):
        for made_last in home.records.glob(f"*/*{RUNS[-1]}*"):
            made_last.unlink()
    kill_a_night(home, replica, RUNS[-1], moment)
    report = replica_night(home, replica.proxy, None)
    assert report.status is ExitStatus.WARNINGS, report.model_dump_json(indent=1)
    assert ["official_table_agrees" in warning for warning in report.warnings] == [True]
    assert tables(home) == tables(nights.last)
    assert not list(home.published.glob(".*"))
    assert not list(home.runs.glob("*/build.duckdb*"))


def test_a_crawl_that_was_killed_goes_on_and_fetches_nothing_twice(
    nights: Nights, replica: Replica, tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    replica.edition = 1
    replica.faults.add("slow")
    kill_a_night(home, replica, RUNS[0], CRAWL)
    assert unfinished(home) is not None
    assert [crawl for crawl in read_crawls(home.archive) if crawl.source == "hmi_probation"] == []
    before = Counter(entry.url for entry in replica.log)
    assert before.total() >= PAGES

    replica.faults.clear()
    replica.log.clear()
    report = replica_night(home, replica.proxy, None, at=an_hour_after(RUNS[0]))
    assert (report.run_id, report.is_continued) == (RUNS[0], True)
    assert report.status is ExitStatus.PUBLISHED, report.model_dump_json(indent=1)
    assert tables(home) == tables(nights.homes[0])
    ways = Counter((capture.url, capture.redirected_from) for capture in read_captures(home.archive))
    assert [url for (url, _), times in ways.items() if times > 1 and not url.endswith("/robots.txt")] == []
    assert unfinished(home) is None
