"""Which run a night is, and that real and replica pages never meet."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.archive.index import Capture
from flows.errors import CannotStartError
from flows.home import Home
from flows.run import choose_run, load_sources, new_run_id, refuse_mixture, unfinished
from tests.flows.stubs import crawl_report

NOW = datetime(2026, 11, 24, 2, 15, tzinfo=UTC)
RUN = "20261124T021500Z"
BOTH = ["hmi_probation", "local_news"]
REPLICA_SOURCES = Path(__file__).parents[1] / "replica" / "sources"
PROXY = "http://127.0.0.1:9"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def put_capture(home: Home, source: str, run_id: str, host: str = "hmiprobation.test") -> None:
    """The index line of one response, as the crawler writes it."""
    values: dict[str, Any] = {
        "capture_id": "0" * 16,
        "run_id": run_id,
        "source": source,
        "url": f"http://{host}/document/x/",
        "canonical_url": f"https://{host}/document/x/",
        "fetched_at": "2026-11-24T02:15:01+00:00",
        "status": 200,
        "role": "document",
        "media_type": "text/html",
        "payload_sha256": "0" * 64,
        "payload_bytes": 1,
        "warc_file": f"{source}/{run_id}-1.warc.gz",
        "warc_offset": 0,
        "warc_length": 1,
    }
    folder = home.archive / source
    folder.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(Capture(**values)), default=str)
    (folder / f"{run_id}-1.index.jsonl").write_text(line + "\n")


def put_crawl(home: Home, source: str, run_id: str, **changes: Any) -> None:
    """The file that says how a crawl ended."""
    report = asdict(crawl_report(source, run_id, **changes))
    folder = home.archive / source
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{run_id}.crawl.json").write_text(json.dumps(report, default=str))


def test_a_run_is_named_by_the_clock_and_never_twice(home: Home) -> None:
    assert new_run_id(home, NOW) == RUN
    home.run_folder(RUN)
    assert new_run_id(home, NOW) == f"{RUN}-2"
    put_capture(home, "local_news", f"{RUN}-2")
    assert new_run_id(home, NOW) == f"{RUN}-3"


def test_a_run_that_was_cut_short_goes_on_under_its_name(home: Home) -> None:
    assert choose_run(home, BOTH, NOW).run_id == RUN
    put_capture(home, "hmi_probation", RUN)
    put_crawl(home, "hmi_probation", RUN)
    assert unfinished(home) == (RUN, ("local_news",))
    again = choose_run(home, BOTH, NOW + timedelta(hours=19))
    assert (again.run_id, again.to_crawl, again.is_continued) == (RUN, ("local_news",), True)
    assert [crawl.source for crawl in again.crawled] == ["hmi_probation"]


def test_the_archive_alone_tells_that_a_run_was_cut_short(home: Home) -> None:
    put_capture(home, "hmi_probation", RUN)
    again = choose_run(home, BOTH, NOW + timedelta(hours=1))
    assert (again.run_id, again.to_crawl) == (RUN, ("hmi_probation",))


@pytest.mark.parametrize("is_ended", [True, False])
def test_an_old_or_whole_run_is_left_alone(home: Home, is_ended: bool) -> None:
    put_capture(home, "hmi_probation", RUN)
    if is_ended:
        put_crawl(home, "hmi_probation", RUN)
    later = NOW + timedelta(hours=1 if is_ended else 21)
    chosen = choose_run(home, ["hmi_probation"], later)
    assert chosen.run_id == f"{later:%Y%m%dT%H%M%SZ}"
    assert not chosen.is_continued


def test_real_pages_never_enter_a_replica_folder_nor_the_other_way_round(home: Home) -> None:
    real, replica = load_sources([], None), load_sources([], REPLICA_SOURCES)
    refuse_mixture(home, real, None)
    refuse_mixture(home, replica, PROXY)
    put_capture(home, "hmi_probation", RUN)
    refuse_mixture(home, replica, PROXY)
    with pytest.raises(CannotStartError, match=r"holds the replica's pages, so the real sources may not"):
        refuse_mixture(home, real, None)
    put_crawl(home, "hmi_probation", RUN, is_replica=False)
    with pytest.raises(CannotStartError, match=r"holds real pages, so the replica's sources may not"):
        refuse_mixture(home, replica, PROXY)


def test_the_replica_is_never_crawled_as_if_it_were_real(home: Home) -> None:
    with pytest.raises(CannotStartError, match="PROBATION_REPLICA is set"):
        refuse_mixture(home, load_sources([], None), PROXY)
    with pytest.raises(CannotStartError, match="set PROBATION_REPLICA"):
        refuse_mixture(home, load_sources([], REPLICA_SOURCES), None)


def test_an_unknown_source_is_named_with_the_known_ones() -> None:
    with pytest.raises(
        CannotStartError, match=r"no source named 'hmip'; the sources are hmi_probation, local_news"
    ):
        load_sources(["hmip"], None)
