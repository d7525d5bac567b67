"""The stages one by one, for people who look at what lies between them."""

from __future__ import annotations

from pathlib import Path

from crawlers.archive.add import AddSummary, add_warc
from crawlers.archive.index import CrawlReport, CrawlStatus, index_files, read_crawls, run_order
from flows.clock import Clock, utc_now
from flows.crawl_settings import CrawlSettings
from flows.errors import CannotStartError
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.night import Plainly, check_and_publish
from flows.progress import Progress
from flows.read import ReadSummary
from flows.report import NightReport, write_report
from flows.run import choose_run, holds_replica, load_sources, new_run_id, refuse_mixture, refuse_other_web
from flows.stages import Verdict, build_stage, check_stage, crawl_stage, read_stage

CRAWL_EXIT = {
    CrawlStatus.OK: ExitStatus.PUBLISHED,
    CrawlStatus.WARNING: ExitStatus.WARNINGS,
    CrawlStatus.UNAVAILABLE: ExitStatus.UNAVAILABLE,
    CrawlStatus.FAILED: ExitStatus.BUG,
}


def crawl(
    home: Home, source: str, settings: CrawlSettings, progress: Progress, clock: Clock = utc_now
) -> CrawlReport:
    """Crawl one source, or go on with a crawl of it that was cut short."""
    refuse_mixture(home, load_sources([source], settings.sources), settings.replica)
    with home.writing():
        run = choose_run(home, [source], clock())
        if not run.to_crawl:
            raise CannotStartError(f"{source} was crawled in run {run.run_id} already.")
        return crawl_stage(home, source, run.run_id, settings, progress)


def read(home: Home, progress: Progress) -> ReadSummary:
    """Read the archive."""
    _refuse_empty(home)
    with home.writing():
        return read_stage(home, progress)


def build(home: Home, settings: CrawlSettings, clock: Clock = utc_now) -> Path:
    """Build the warehouse of all that is archived so far, under the newest run's name if that is free.

    Pages added by hand are a run too: a build named after an older one would claim to be the record of a day
    on which it did not have them.
    """
    _refuse_empty(home)
    with home.writing():
        known = {run_id for run_id, *_ in index_files(home.archive)}
        known |= {crawl.run_id for crawl in read_crawls(home.archive)}
        newest = max(known, key=run_order, default=None)
        is_free = newest is not None and not (home.published / newest).exists()
        run_id = newest if newest is not None and is_free else new_run_id(home, clock())
        return build_stage(home, run_id, settings)


def add_warc_file(
    home: Home, file: Path, settings: CrawlSettings, *, source: str | None = None, clock: Clock = utc_now
) -> AddSummary:
    """Take in what belongs to our sources from a WARC file made by others, as a run of its own."""
    if not file.is_file():
        raise CannotStartError(f"There is no file {file}.")
    chosen = load_sources([source] if source else [], settings.sources)
    refuse_other_web(home, chosen)
    with home.writing():
        return add_warc(
            home.archive, file, run_id=new_run_id(home, clock()), source=source, sources=settings.sources
        )


def check(home: Home) -> tuple[str, Verdict]:
    """The run whose build file is newest, and what the checks say of it."""
    with home.writing():
        run_id = _built(home)
        return run_id, check_stage(home, run_id)


def publish(home: Home, clock: Clock = utc_now) -> NightReport:
    """Check and publish the newest build file, with the crawls that led to it."""
    with home.writing():
        run_id = _built(home)
        started_at = clock()
        crawls = [crawl for crawl in read_crawls(home.archive) if crawl.run_id == run_id]
        ended = check_and_publish(home, run_id, crawls, ReadSummary(), Plainly(), clock=clock)
        report = NightReport.of(
            ended,
            run_id=run_id,
            started_at=started_at,
            finished_at=clock(),
            crawls=crawls,
            is_replica=bool(holds_replica(home)),
        )
        write_report(home, report)
        return report


def _built(home: Home) -> str:
    built = max((path.parent.name for path in home.runs.glob("*/build.duckdb")), key=run_order, default=None)
    if built is None:
        raise CannotStartError(f"Nothing is built in {home.root}; run `probation build` first.")
    return built


def _refuse_empty(home: Home) -> None:
    if holds_replica(home) is None:
        raise CannotStartError(
            f"The archive in {home.root} is empty; run `probation nightly` first, "
            "or name another folder with --home."
        )
