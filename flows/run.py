"""Which run this is: a new one named by the clock, or one that was cut short and goes on under its name."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.archive.index import CrawlReport, index_files, read_captures, read_crawls, run_order
from crawlers.sources import Source, load_source, source_ids
from flows.errors import CannotStartError
from flows.home import Home

CONTINUED_WITHIN = timedelta(hours=20)
"""An older run is left as it ended: what its pages said then and say now must not be mixed into one night."""


@dataclass(frozen=True)
class Run:
    """One run: its name, the sources still to be crawled, and the crawls that had ended before a kill."""

    run_id: str
    to_crawl: tuple[str, ...]
    crawled: tuple[CrawlReport, ...] = ()
    is_continued: bool = False


def new_run_id(home: Home, now: datetime) -> str:
    """`20261124T021500Z`, or with `-2`, `-3` after it if a run of that second exists."""
    stem = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    taken = {folder.name for parent in (home.runs, home.published) for folder in parent.glob(f"{stem}*")}
    taken |= {run_id for run_id, _, _, _ in index_files(home.archive)}
    name, n = stem, 1
    while name in taken:
        n += 1
        name = f"{stem}-{n}"
    return name


def choose_run(home: Home, sources: Sequence[str], now: datetime, run_id: str | None = None) -> Run:
    """The run to do now, written down in its folder before the first request.

    The newest run of the archive is continued if a crawl that it planned never ended and it is younger than
    20 hours. Without this a night killed at 95 % would fetch everything again, and the half night would stay
    in the archive as a run that looks whole.
    """
    newest = run_id or _newest_run(home)
    if newest is not None and (run_id is not None or now - started_at(newest) < CONTINUED_WITHIN):
        planned, ended = _planned(home, newest), _ended(home, newest)
        pending = tuple(source for source in sources if source in planned and source not in ended)
        if pending or (run_id is not None and ended):
            crawled = tuple(ended[source] for source in sources if source in ended)
            return Run(newest, pending, crawled, is_continued=True)
    name = run_id or new_run_id(home, now)
    _write_plan(home, name, sources)
    return Run(name, tuple(sources))


def started_at(run_id: str) -> datetime:
    """The time in a run's name, UTC."""
    return datetime.strptime(run_id[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def unfinished(home: Home) -> tuple[str, tuple[str, ...]] | None:
    """The newest run and its sources whose crawl never ended, if there are any."""
    newest = _newest_run(home)
    if newest is None:
        return None
    pending = tuple(sorted(_planned(home, newest) - _ended(home, newest).keys()))
    return (newest, pending) if pending else None


def _newest_run(home: Home) -> str | None:
    runs = {run_id for run_id, _, _, _ in index_files(home.archive)}
    return max(runs, key=run_order, default=None)


def _ended(home: Home, run_id: str) -> dict[str, CrawlReport]:
    return {crawl.source: crawl for crawl in read_crawls(home.archive) if crawl.run_id == run_id}


def _planned(home: Home, run_id: str) -> set[str]:
    """Sources the run set out to crawl: those it wrote down, and those it holds captures of."""
    plan = home.runs / run_id / "plan.json"
    planned = set(json.loads(plan.read_text())["sources"]) if plan.exists() else set()
    return planned | {capture.source for capture in read_captures(home.archive, run_id=run_id)}


def _write_plan(home: Home, run_id: str, sources: Sequence[str]) -> None:
    plan = home.run_folder(run_id) / "plan.json"
    temporary = plan.with_suffix(".tmp")
    temporary.write_text(json.dumps({"run_id": run_id, "sources": list(sources)}))
    temporary.replace(plan)


def load_sources(selected: Collection[str], folder: Path | None) -> list[Source]:
    """The configuration of the selected sources, or of all if none is named."""
    known = source_ids(folder)
    for name in selected:
        if name not in known:
            raise CannotStartError(f"There is no source named {name!r}; the sources are {', '.join(known)}.")
    return [load_source(name, folder) for name in (selected or known)]


def refuse_mixture(home: Home, sources: Sequence[Source], replica: str | None) -> None:
    """One data folder holds the real record or the replica, never both.

    A replica page in the real archive would come out as a real rating with real-looking evidence.
    """
    is_replica = {source.is_replica for source in sources}
    if is_replica == {True, False}:
        raise CannotStartError("Some of these sources are the replica's and some are real; choose one kind.")
    if replica is None and True in is_replica:
        raise CannotStartError("These sources are the replica's: set PROBATION_REPLICA to its address.")
    if replica is not None and False in is_replica:
        raise CannotStartError(
            "PROBATION_REPLICA is set but these sources are real: "
            "unset it, or name the replica's with --sources."
        )
    refuse_other_web(home, sources)


def refuse_other_web(home: Home, sources: Sequence[Source]) -> None:
    """Keep the pages of these sources out of a folder that holds the other kind."""
    is_replica = {source.is_replica for source in sources}
    held = holds_replica(home)
    if held is not None and held is not (True in is_replica):
        there, now = ("the replica's", "the real") if held else ("real", "the replica's")
        raise CannotStartError(
            f"{home.root} holds {there} pages, so {now} sources may not be crawled into it; "
            "give another folder with --home."
        )


def holds_replica(home: Home) -> bool | None:
    """Whether the archive was made from the replica; None while it is empty."""
    for crawl in read_crawls(home.archive):
        return crawl.is_replica
    for capture in read_captures(home.archive):
        return (urlsplit(capture.url).hostname or "").endswith(".test")
    return None
