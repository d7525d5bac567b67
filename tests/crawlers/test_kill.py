"""A night that is killed with -9 leaves no orphan, no torn archive, and goes on where it stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crawlers.archive.index import CrawlStatus, Role, read_crawls, read_sightings
from tests.crawlers.conftest import ThreeNights
from tests.crawlers.crawling import SOURCES, Nights, run_id

pytestmark = pytest.mark.slow

NIGHT = """
import sys
from pathlib import Path
from crawlers.runner import crawl
archive, run, sources, replica = sys.argv[1:]
crawl("hmi_probation", archive=Path(archive), run_id=run, log_file=Path(archive).parent / "killed.log",
      sources=Path(sources), replica=replica)
"""


def wait_until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def workers_of(archive: Path) -> list[int]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"crawlers.worker" in command and str(archive).encode() in command:
            found.append(int(process.name))
    return found


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for the orphan in /proc")
def test_a_killed_night_goes_on_and_fetches_nothing_twice(nights: Nights, three_nights: ThreeNights) -> None:
    nights.replica.faults.add("slow")
    night = subprocess.Popen([
        sys.executable, "-c", NIGHT, str(nights.archive), run_id(1), str(SOURCES), nights.replica.proxy
    ])  # fmt: skip
    wait_until(lambda: len(nights.captures(Role.DOCUMENT)) >= 4)
    assert len(workers_of(nights.archive)) == 1
    os.kill(night.pid, signal.SIGKILL)
    night.wait()
    wait_until(lambda: not workers_of(nights.archive), seconds=5)
    assert read_crawls(nights.archive) == [], "a crawl that was cut short has no report"

    index = nights.archive / "hmi_probation" / f"{run_id(1)}-1.index.jsonl"
    with index.open("ab") as torn:
        torn.write(b'{"capture_id": "cut short he')
    kept = {capture.url for capture in nights.captures()}
    nights.replica.faults.clear()
    nights.replica.log.clear()
    report = nights.crawl()

    assert report.status is CrawlStatus.OK
    assert kept.isdisjoint(entry.url for entry in nights.replica.log if not entry.conditional)
    ours = [(c.url, c.redirected_from) for c in nights.captures()]
    assert len(ours) == len(set(ours))
    assert {s.url for s in read_sightings(nights.archive)} <= {
        url for capture in nights.captures() for url in (capture.url, *capture.redirected_from)
    }
    assert len(set(read_sightings(nights.archive))) == len(list(read_sightings(nights.archive)))
    assert report.discovered == three_nights.reports["hmi_probation", 1].discovered
