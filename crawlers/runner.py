"""One crawl of one source: a child process, and the report that says how it ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from crawlers.archive.index import CrawlReport, CrawlStatus, read_crawls, run_order, write_crawl
from crawlers.archive.write import now
from crawlers.errors import CrawlRefusedError
from crawlers.local_news.searching import RecentReport
from crawlers.outcome import Ending, Tally, baseline_of, judge
from crawlers.sources import Source, load_source

Progress = Callable[[int, int | None], None]


def crawl(
    source_id: str,
    *,
    archive: Path,
    run_id: str,
    log_file: Path,
    sources: Path | None = None,
    replica: str | None = None,
    replay_from: Path | None = None,
    contact: str | None = None,
    reports: Iterable[RecentReport] = (),
    on_progress: Progress | None = None,
) -> CrawlReport:
    """Crawl a source into the archive and write `<run>.crawl.json` last.

    `on_progress` is called with pages done and pages known so far (None while unknown). `contact`
    defaults to `PROBATION_CONTACT`, `replica` (a proxy's URL) to `PROBATION_REPLICA`. Called again with
    the same run_id after a kill it goes on: what this run has fetched is not fetched again. `reports` are
    those for which papers are searched.

    Raises SourceMisconfiguredError, or CrawlRefusedError if nothing may be sent at all. What happens
    while crawling does not raise: it is in the report's status and reasons.
    """
    source = load_source(source_id, sources)
    replica = replica or os.environ.get("PROBATION_REPLICA") or None
    contact = _checked_contact(source, replica, contact or os.environ.get("PROBATION_CONTACT"), replay_from)
    started = now()
    orders: dict[str, object] = {
        "source_id": source_id,
        "archive": str(archive),
        "run_id": run_id,
        "contact": contact,
        "sources": str(sources) if sources else None,
        "replica": replica,
        "replay_from": str(replay_from) if replay_from else None,
        "reports": [(one.published.isoformat(), sorted(one.districts)) for one in reports],
    }
    log_file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="probation-crawl-") as folder:
        outcome_file = Path(folder) / "outcome.json"
        returned = _run_child({**orders, "outcome_file": str(outcome_file)}, log_file, on_progress)
        if returned == 0 and outcome_file.exists():
            outcome = json.loads(outcome_file.read_text("utf-8"))
            tally, ending = _tally(outcome["tally"]), Ending(**outcome["ending"])
        else:
            tally, ending = (
                Tally(),
                Ending(finish_reason=f"its process ended with status {returned}", exceptions={}),
            )
    baseline = baseline_of(_earlier_crawls(archive, source_id, run_id))
    status, reasons, is_complete = judge(tally, ending, source.expectations, baseline)
    if status is CrawlStatus.FAILED:
        reasons = (*reasons, f"The log is {log_file}.")
    report = CrawlReport(
        run_id=run_id,
        source=source_id,
        status=status,
        reasons=reasons,
        started_at=started,
        finished_at=now(),
        discovered=dict(tally.discovered),
        is_complete_discovery=is_complete,
        requests=tally.requests,
        fetched=tally.fetched,
        not_modified=tally.not_modified,
        errors=len(tally.failures) + tally.not_in_archive + sum(ending.exceptions.values()),
        is_replica=source.is_replica,
    )
    write_crawl(archive, report)
    return report


def _earlier_crawls(archive: Path, source_id: str, run_id: str) -> list[CrawlReport]:
    return [
        crawl
        for crawl in read_crawls(archive)
        if crawl.source == source_id and run_order(crawl.run_id) < run_order(run_id)
    ]


def _checked_contact(
    source: Source, replica: str | None, contact: str | None, replay_from: Path | None
) -> str:
    if source.is_replica and not replica and replay_from is None:
        raise CrawlRefusedError(
            f"{source.id} is configured as the replica's, but no replica is running: set PROBATION_REPLICA "
            "to the address that `python -m tests.replica` prints, or drop --sources."
        )
    if replica and not source.is_replica:
        raise CrawlRefusedError(
            f"PROBATION_REPLICA is set, but {source.id} is configured for the real web: unset it, or "
            "give the replica's sources with --sources."
        )
    if source.is_replica or replay_from is not None:
        return contact or "replica"
    if not contact:
        raise CrawlRefusedError(
            "Nothing was requested: set PROBATION_CONTACT to an e-mail address or page that you read, so "
            "that a site's owner can reach you."
        )
    return contact


def _run_child(orders: dict[str, object], log_file: Path, on_progress: Progress | None) -> int:
    with log_file.open("ab") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "crawlers.worker", json.dumps(orders)],
            stdin=subprocess.PIPE,  # held open: its end tells the child that we are gone
            stdout=subprocess.PIPE,
            stderr=log,
        )
        with child:
            if child.stdin is None or child.stdout is None:
                raise RuntimeError("the child has no pipes")
            try:
                for line in child.stdout:
                    progress = json.loads(line)
                    if on_progress is not None:
                        on_progress(progress["done"], progress["total"])
            finally:
                child.stdin.close()
        return child.returncode


def _tally(counted: dict[str, object]) -> Tally:
    tally = Tally(**counted)  # type: ignore[arg-type]
    tally.discovered, tally.ways = Counter(tally.discovered), Counter(tally.ways)
    return tally
