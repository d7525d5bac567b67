"""How the record stands: what is published, how old, how the last crawls went, what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from crawlers.archive.index import CrawlReport, read_crawls, run_order
from flows.home import Home
from flows.publication import Published, asking, find_published
from flows.report import NightReport, read_reports
from flows.run import unfinished

COUNTED = (
    "bodies",
    "inspections",
    "ratings",
    "findings",
    "recommendations",
    "releases",
    "articles",
    "coverage",
)


@dataclass(frozen=True)
class Status:
    """Everything `probation status` prints. `last_crawls` has the newest crawl of each source."""

    published: Published | None
    counts: dict[str, int]
    quarantine: dict[str, int]
    last_crawls: tuple[CrawlReport, ...]
    last_night: NightReport | None
    unfinished: tuple[str, tuple[str, ...]] | None


def find_status(home: Home) -> Status:
    """Look at the data folder; opens no connection to anything else."""
    published = find_published(home)
    counts: dict[str, int] = {}
    quarantine: dict[str, int] = {}
    if published is not None:
        with asking(home) as connection:
            for table in COUNTED:
                row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own names
                counts[table] = int(row[0]) if row else 0
            rows = connection.execute(
                "SELECT reason, count(*) FROM quarantine GROUP BY 1 ORDER BY 1"
            ).fetchall()
            quarantine = {str(reason): int(number) for reason, number in rows}
    newest = {
        crawl.source: crawl
        for crawl in sorted(read_crawls(home.archive), key=lambda crawl: run_order(crawl.run_id))
    }
    reports = read_reports(home)
    return Status(
        published=published,
        counts=counts,
        quarantine=quarantine,
        last_crawls=tuple(newest[source] for source in sorted(newest)),
        last_night=reports[-1] if reports else None,
        unfinished=unfinished(home),
    )
