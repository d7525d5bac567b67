"""What a night over 300 outlets costs on which nothing is new: requests, and processor time of the crawl."""

from __future__ import annotations

import resource
import tempfile
from dataclasses import dataclass
from pathlib import Path

from crawlers.runner import crawl
from tests.replica.many_outlets import ManyOutlets

OUTLETS = 300
RUNS = ("20261120T021500Z", "20261121T021500Z", "20261123T021500Z")
"""The first fetches, the second looks at the stories once more, the third is quiet."""


@dataclass(frozen=True)
class Quiet:
    """The quiet night. `unconditional` are requests, robots.txt apart, that did not ask conditionally."""

    outlets: int
    lists: int
    stories: int
    robots: int
    unconditional: int
    cpu_seconds: float
    status: str


def measure() -> Quiet:
    """Crawl three nights and measure the last: user and system time of the crawling process."""
    papers = ManyOutlets(OUTLETS)
    with tempfile.TemporaryDirectory(prefix="probation-bench-") as name, papers:
        folder = Path(name)
        sources = papers.write_sources(folder)
        for run in RUNS:
            papers.log.clear()
            before = _children()
            report = crawl(
                "local_news",
                archive=folder / "archive",
                run_id=run,
                log_file=folder / "log",
                sources=sources,
                replica=papers.proxy,
            )
            spent = _children() - before
    robots = [one for one in papers.log if one.url.endswith("/robots.txt")]
    rest = [one for one in papers.log if one not in robots]
    return Quiet(
        outlets=OUTLETS,
        lists=sum(one.url.endswith("/rss") for one in rest),
        stories=sum("/news/" in one.url for one in rest),
        robots=len(robots),
        unconditional=sum(not one.conditional for one in rest),
        cpu_seconds=spent,
        status=report.status.value,
    )


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
