"""One whole night: crawl, read, build, check, publish.

The order lives here and nowhere else. Who calls the stages is a parameter: `Plainly` just calls them, Prefect
wraps each in a task, and both give the same report.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Protocol, TypeVar

from crawlers.archive.index import CrawlReport, CrawlStatus
from crawlers.errors import ArchiveDamagedError, CrawlRefusedError
from flows.clock import Clock, utc_now
from flows.crawl_settings import CrawlSettings
from flows.errors import CannotStartError
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.progress import Progress, silent
from flows.read import ReadSummary
from flows.report import Ended, NightReport, crawl_warnings, judge, write_report
from flows.run import Run, choose_run, holds_replica, load_sources, new_run_id, refuse_mixture
from flows.stages import (
    build_stage,
    check_stage,
    crawl_stage,
    publish_stage,
    read_stage,
)
from pipelines import news, reports
from warehouse.errata import ErrataFileError

log = logging.getLogger(__name__)
T = TypeVar("T")


class CallStages(Protocol):
    """How stages are called: plainly, or as Prefect tasks."""

    def one(self, name: str, work: Callable[[], T]) -> T:
        """Do one stage."""

    def all(self, works: Mapping[str, Callable[[], T]]) -> list[T]:
        """Do several at the same time and wait for every one."""


class Plainly:
    """Calls the stages in this process, crawls side by side in threads (each is a child process)."""

    def one(self, name: str, work: Callable[[], T]) -> T:
        """Call it."""
        log.info("%s", name)
        return work()

    def all(self, works: Mapping[str, Callable[[], T]]) -> list[T]:
        """Call them side by side."""
        with ThreadPoolExecutor(max_workers=max(1, len(works))) as pool:
            return list(pool.map(lambda work: work(), works.values()))


def run_night(
    home: Home,
    *,
    sources: Sequence[str] = (),
    settings: CrawlSettings | None = None,
    run_id: str | None = None,
    clock: Clock = utc_now,
    call: CallStages | None = None,
    progress: Progress = silent,
) -> NightReport:
    """Do one night on this data folder and write its report.

    `sources` are ids, all configured ones if none is named. A night that was cut short is continued under its
    name. Raises `CannotStartError` before anything is touched; whatever goes wrong after that is a status of
    the report, so that a failed night leaves its reasons on disk too.
    """
    settings, call = settings or CrawlSettings(), call or Plainly()
    configured = load_sources(sources, settings.sources)
    refuse_mixture(home, configured, settings.replica)
    with home.writing():
        started_at = clock()
        run = choose_run(home, [source.id for source in configured], started_at, run_id)
        crawls: list[CrawlReport] = list(run.crawled)
        ended = _guarded(
            lambda: _crawl_and_publish(home, run, crawls, settings, call, progress=progress, clock=clock)
        )
        report = NightReport.of(
            ended,
            run_id=run.run_id,
            started_at=started_at,
            finished_at=clock(),
            crawls=crawls,
            is_replica=settings.replica is not None,
            is_continued=run.is_continued,
        )
        write_report(home, report)
    return report


def rebuild(
    home: Home,
    *,
    settings: CrawlSettings | None = None,
    clock: Clock = utc_now,
    progress: Progress = silent,
) -> NightReport:
    """Make records and warehouse afresh from the archive alone, and publish what comes out if it differs."""
    settings = settings or CrawlSettings()
    with home.writing():
        started_at = clock()
        run_id = new_run_id(home, started_at)
        home.forget_records()
        ended = _guarded(
            lambda: read_to_publish(home, run_id, [], settings, Plainly(), progress=progress, clock=clock)
        )
        report = NightReport.of(
            ended,
            run_id=run_id,
            started_at=started_at,
            finished_at=clock(),
            is_replica=bool(holds_replica(home)),
        )
        write_report(home, report)
    return report


def _crawl_and_publish(
    home: Home,
    run: Run,
    crawls: list[CrawlReport],
    settings: CrawlSettings,
    call: CallStages,
    *,
    progress: Progress,
    clock: Clock,
) -> Ended:
    crawls += call.all(
        {
            f"crawl {source}": partial(crawl_stage, home, source, run.run_id, settings, progress)
            for source in run.to_crawl
        }
    )
    if all(crawl.status is CrawlStatus.UNAVAILABLE for crawl in crawls):
        return Ended(
            status=ExitStatus.UNAVAILABLE,
            sentence="No source answered; the last good warehouse stays.",
            warnings=crawl_warnings(crawls),
        )
    return read_to_publish(home, run.run_id, crawls, settings, call, progress=progress, clock=clock)


def read_to_publish(
    home: Home,
    run_id: str,
    crawls: Sequence[CrawlReport],
    settings: CrawlSettings,
    call: CallStages,
    *,
    progress: Progress,
    clock: Clock,
) -> Ended:
    """Everything after the network: read, build, check, and publish unless a check or sameness says no."""
    summary = call.one("read", partial(read_stage, home, progress))
    call.one("build", partial(build_stage, home, run_id, settings))
    return check_and_publish(home, run_id, crawls, summary, call, clock=clock)


def check_and_publish(
    home: Home,
    run_id: str,
    crawls: Sequence[CrawlReport],
    summary: ReadSummary,
    call: CallStages,
    *,
    clock: Clock = utc_now,
) -> Ended:
    """Check the built warehouse of a run; publish it, or say why not. A refused one stays to be looked at."""
    verdict = call.one("check", partial(check_stage, home, run_id))
    ended = judge(crawls, summary, verdict)
    if verdict.refusals:
        return ended
    if verdict.is_unchanged:
        home.build_file(run_id).unlink()
        return ended
    manifest = {
        "published_at": clock().isoformat(),
        "status": ended.status.meaning,
        "readers": {reports.PARSER: reports.PARSER_VERSION, news.PARSER: news.PARSER_VERSION},
        "crawls": {crawl.source: crawl.status.value for crawl in crawls},
        "warnings": list(ended.warnings),
        "new_quarantine": list(ended.new_quarantine),
        "errata_applied": ended.errata_applied,
    }
    folder = call.one("publish", partial(publish_stage, home, run_id, manifest))
    home.build_file(run_id).unlink(missing_ok=True)
    return ended.model_copy(update={"publication": folder})


def _guarded(work: Callable[[], Ended]) -> Ended:
    try:
        return work()
    except (CannotStartError, CrawlRefusedError):
        raise
    except (ArchiveDamagedError, ErrataFileError) as error:
        return Ended(status=ExitStatus.REFUSED, sentence=str(error), refusals=(str(error),))
    except Exception as error:  # the report of a failed night must reach the disk
        log.debug("the night failed", exc_info=True)
        return Ended(
            status=ExitStatus.BUG,
            sentence=f"A bug stopped this run ({type(error).__name__}: {error}); "
            "the last good warehouse stays.",
            trace=traceback.format_exc(),
        )
