"""The night as a Prefect flow: a task per source and per stage, never per page (a task costs 8 to 21 ms).

Import this module late, and after `flows.prefect_home.prepare`: Prefect takes a second to import and
reads its settings then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from prefect import flow, get_run_logger, task

from flows.crawl_settings import CrawlSettings
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.night import run_night
from flows.progress import Progress, showing, shown, silent
from flows.report import NightReport

T = TypeVar("T")
ENDED_WELL = frozenset({ExitStatus.PUBLISHED, ExitStatus.UNCHANGED, ExitStatus.WARNINGS})


class NightEndedBadlyError(Exception):
    """Makes the flow run show as failed in Prefect; the report says what happened and is on disk as well."""

    def __init__(self, report: NightReport) -> None:
        super().__init__(report.sentence)
        self.report = report


class AsTasks:
    """Calls the stages as Prefect tasks of the running flow."""

    def one(self, name: str, work: Callable[[], T]) -> T:
        """One task."""
        return task(name=name)(work)()

    def all(self, works: Mapping[str, Callable[[], T]]) -> list[T]:
        """Tasks side by side."""
        futures = [task(name=name)(work).submit() for name, work in works.items()]
        return [future.result() for future in futures]


@flow(name="nightly")
def nightly(
    home: str,
    sources: list[str] | None = None,
    sources_folder: str | None = None,
    replica: str | None = None,
) -> NightReport:
    """One night on the data folder `home`; a status of 30 or more fails the flow run, with its sentence."""
    report = run_night(
        Home(Path(home)),
        sources=sources or (),
        settings=CrawlSettings(Path(sources_folder) if sources_folder else None, replica),
        call=AsTasks(),
        progress=shown(),
    )
    log = get_run_logger()
    log.info("run %s: %s", report.run_id, report.sentence)
    for warning in (*report.warnings, *report.new_quarantine):
        log.warning("%s", warning)
    if report.status not in ENDED_WELL:
        raise NightEndedBadlyError(report)
    return report


def night_through_prefect(
    home: Home, *, sources: Sequence[str] = (), settings: CrawlSettings, progress: Progress = silent
) -> NightReport:
    """Run the flow in this process, on Prefect's own short-lived server unless one is configured."""
    try:
        with showing(progress):
            return nightly(
                home=str(home.root),
                sources=list(sources),
                sources_folder=str(settings.sources) if settings.sources else None,
                replica=settings.replica,
            )
    except NightEndedBadlyError as ended:
        return ended.report
