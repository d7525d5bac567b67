"""How the record stands: what is published, how old, how the last crawls went, what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

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
    """Everything `probation status` prints. `last_crawls` has the newest crawl of each source.

    `errata` counts values we corrected, errata of ours that correct nothing any more, and corrections by the
    inspectorate.
    """

    published: Published | None
    counts: dict[str, int]
    quarantine: dict[str, int]
    errata: tuple[int, int, int]
    last_crawls: tuple[CrawlReport, ...]
    last_night: NightReport | None
    unfinished: tuple[str, tuple[str, ...]] | None


def find_status(home: Home) -> Status:
    """Look at the data folder; opens no connection to anything else."""
    published = find_published(home)
    counts: dict[str, int] = {}
    quarantine: dict[str, int] = {}
    errata = (0, 0, 0)
    if published is not None:
        with asking(home) as connection:
            for table in COUNTED:
                row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own names
                counts[table] = int(row[0]) if row else 0
            rows = connection.execute(
                "SELECT reason, count(*) FROM quarantine GROUP BY 1 ORDER BY 1"
            ).fetchall()
            quarantine = {str(reason): int(number) for reason, number in rows}
            errata = _errata(connection)
    newest = {
        crawl.source: crawl
        for crawl in sorted(read_crawls(home.archive), key=lambda crawl: run_order(crawl.run_id))
    }
    reports = read_reports(home)
    return Status(
        published=published,
        counts=counts,
        quarantine=quarantine,
        errata=errata,
        last_crawls=tuple(newest[source] for source in sorted(newest)),
        last_night=reports[-1] if reports else None,
        unfinished=unfinished(home),
    )


def _errata(connection: duckdb.DuckDBPyConnection) -> tuple[int, int, int]:
    columns = {str(column[0]) for column in connection.execute("DESCRIBE errata").fetchall()}
    if "origin" not in columns:  # published by an earlier version, which had none of ours
        row = connection.execute("SELECT 0, 0, count(*) FROM errata").fetchone()
    else:
        row = connection.execute(
            """
            SELECT count(*) FILTER (origin = 'reviewed by us'),
                (SELECT count(*) FROM expectations WHERE origin = 'review' AND NOT is_met),
                count(*) FILTER (origin <> 'reviewed by us')
            FROM errata
            """
        ).fetchone()
    return (int(row[0]), int(row[1]), int(row[2])) if row is not None else (0, 0, 0)
