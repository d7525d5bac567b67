"""The stages of a night as plain functions; `flows.night` puts them in order, `flows.nightly` in Prefect."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from crawlers.archive.index import CrawlReport
from crawlers.archive.memory import run_started
from crawlers.runner import crawl
from flows.crawl_settings import CrawlSettings
from flows.home import Home
from flows.inputs import gather
from flows.progress import Progress, silent
from flows.read import ReadSummary, read_archive
from flows.recent_reports import recent_reports
from warehouse import build, check, publish
from warehouse.expectation import Expectation, Severity


@dataclass(frozen=True)
class Verdict:
    """What the checks say of a built warehouse, beside the one that is published.

    `refusals` are sentences of checks that must hold. `warnings` and `new_quarantine` name only what the
    published warehouse does not already say: a page that has been unreadable for a year is not news tonight.
    `errata_applied` counts the values we corrected, `errata_idle` the errata that correct nothing any more.
    """

    is_unchanged: bool
    content_hash: str
    refusals: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    new_quarantine: tuple[str, ...] = ()
    errata_applied: int = 0
    errata_idle: int = 0


def crawl_stage(
    home: Home, source: str, run_id: str, settings: CrawlSettings, progress: Progress = silent
) -> CrawlReport:
    """Crawl one source into the archive, in a child process."""
    return crawl(
        source,
        archive=home.archive,
        run_id=run_id,
        log_file=home.run_folder(run_id) / f"crawl-{source}.log",
        sources=settings.sources,
        replica=settings.replica,
        contact=os.environ.get("PROBATION_CONTACT"),
        reports=recent_reports(home, run_started(run_id).date()) if source == "local_news" else (),
        on_progress=lambda done, total: progress(f"crawl {source}", done, total),
    )


def read_stage(home: Home, progress: Progress = silent) -> ReadSummary:
    """Read what the archive holds and no reader of this version has read."""
    return read_archive(home, on_progress=lambda done, total: progress("read", done, total))


def build_stage(home: Home, run_id: str, settings: CrawlSettings) -> Path:
    """Make the whole warehouse afresh as `runs/<run>/build.duckdb`.

    Build files of earlier runs go: what a kill left, or what a check refused and this one replaces.
    """
    target = home.build_file(run_id)
    for earlier in home.runs.glob(f"*/{target.name}*"):
        earlier.unlink()
    build.build(target, gather(home, settings.sources))
    return target


def check_stage(home: Home, run_id: str) -> Verdict:
    """Hold the built warehouse against its checks and against what is published."""
    built = home.build_file(run_id)
    current = publish.current(home.published)
    published = current / publish.DATABASE if current else None
    content_hash = publish.content_hash(built)
    expectations = check.check(built, published)
    broken = [expectation for expectation in expectations if not expectation.is_met]
    said_before = set(_rows(published, "SELECT expectation_name, detail FROM expectations WHERE NOT is_met"))
    return Verdict(
        is_unchanged=published is not None and content_hash == publish.content_hash(published),
        content_hash=content_hash,
        refusals=tuple(_told(each) for each in broken if each.severity is Severity.REFUSE),
        warnings=tuple(
            _told(each)
            for each in broken
            if each.severity is Severity.WARN and (each.name, each.detail) not in said_before
        ),
        new_quarantine=_new_quarantine(built, published),
        errata_applied=len(_rows(built, "SELECT 1 FROM errata WHERE origin = 'reviewed by us'")),
        errata_idle=len(
            _rows(
                built,
                "SELECT 1 FROM expectations WHERE expectation_name = 'errata_apply' AND origin = 'review'",
            )
        ),
    )


def publish_stage(home: Home, run_id: str, manifest: Mapping[str, object]) -> Path:
    """Make the built warehouse what everybody sees, and return its folder."""
    publication = publish.publish(home.build_file(run_id), home.published, run_id, manifest=manifest)
    return publication.folder


def _new_quarantine(built: Path, published: Path | None) -> tuple[str, ...]:
    known = {name for (name,) in _rows(published, "SELECT quarantine_id FROM quarantine")}
    rows = _rows(
        built, "SELECT quarantine_id, reason::VARCHAR, url, detail FROM quarantine ORDER BY url, reason"
    )
    return tuple(f"{reason}: {url} ({detail})" for name, reason, url, detail in rows if name not in known)


def _told(expectation: Expectation) -> str:
    return f"{expectation.name}: {expectation.detail}"


def _rows(warehouse: Path | None, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a warehouse that nobody is writing; none where there is no warehouse."""
    if warehouse is None:
        return []
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()
