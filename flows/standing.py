"""Which run's record people saw, and from when: a run that a check refused left the one before in place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.archive.index import CrawlStatus, read_crawls, run_order
from flows.exit_status import ExitStatus
from flows.home import Home

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Standing:
    """From `since` (UTC) on, the record was what the archive held after `run_id`.

    `is_attested` is False where neither the run's report nor its publication is left to say so.
    """

    run_id: str
    since: datetime
    is_attested: bool = True

    @property
    def day(self) -> date:
        """The day in London on which it became the record."""
        return self.since.astimezone(LONDON).date()


@dataclass(frozen=True)
class IdleRun:
    """A run that ended without publishing, and what its report says of why."""

    run_id: str
    ended: datetime
    meaning: str


@dataclass(frozen=True)
class Chronology:
    """`standings` and `idle` by run, oldest first. A run without news confirms the record and stands."""

    standings: tuple[Standing, ...]
    idle: tuple[IdleRun, ...]


def chronology(home: Home) -> Chronology:
    """How the record came about, from the reports of the runs, the publications, and the crawls before them.

    Captures of a run that published nothing enter the record with the next run that does. Where the reports
    of the first runs are lost, each run whose crawl ended and found its source counts as one that published.
    """
    standings: dict[str, Standing] = {}
    idle: dict[str, IdleRun] = {}
    for report in _reports(home):
        run_id, ended = report["run_id"], datetime.fromisoformat(report["finished_at"])
        if report.get("publication") or report["status"] == ExitStatus.UNCHANGED:
            standings[run_id] = Standing(run_id, ended)
        else:
            idle[run_id] = IdleRun(run_id, ended, ExitStatus(report["status"]).meaning)
    for folder, manifest in publications(home):
        standings[folder.name] = Standing(folder.name, datetime.fromisoformat(manifest["published_at"]))
        idle.pop(folder.name, None)  # killed between its publication and its report, then refused
    first = min(map(run_order, (*standings, *idle)), default=None)
    for crawl in read_crawls(home.archive):
        is_earlier = first is None or run_order(crawl.run_id) < first
        if is_earlier and crawl.status is not CrawlStatus.UNAVAILABLE:
            ended = datetime.fromisoformat(crawl.finished_at)
            known = standings.get(crawl.run_id)
            since = max(known.since, ended) if known else ended
            standings[crawl.run_id] = Standing(crawl.run_id, since, is_attested=False)
    return Chronology(
        tuple(sorted(standings.values(), key=lambda one: run_order(one.run_id))),
        tuple(sorted(idle.values(), key=lambda one: run_order(one.run_id))),
    )


def publications(home: Home) -> list[tuple[Path, dict[str, Any]]]:
    """The published folders that are left, oldest first, with their manifests."""
    found = [
        (path.parent, json.loads(path.read_text(encoding="utf-8")))
        for path in home.published.glob("*/manifest.json")
        if not path.parent.is_symlink() and not path.parent.name.startswith(".")
    ]
    return sorted(found, key=lambda pair: run_order(pair[0].name))


def _reports(home: Home) -> list[dict[str, Any]]:
    """Reports as they lie on disk: `flows.report` would bring the readers and Scrapy."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in home.runs.glob("*/report.json")]
