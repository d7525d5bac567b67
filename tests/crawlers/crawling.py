"""Crawls of the replica for the tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.archive.index import Capture, CrawlReport, Role, read_captures
from crawlers.local_news.searching import RecentReport
from crawlers.runner import Progress, crawl
from tests.replica.server import Replica

SOURCES = Path(__file__).parents[1] / "replica" / "sources"


@dataclass
class Nights:
    """A replica and an archive that nightly crawls of it fill."""

    replica: Replica
    archive: Path

    def crawl(
        self,
        source: str = "hmi_probation",
        *,
        night: int = 1,
        sources: Path = SOURCES,
        replay_from: Path | None = None,
        reports: tuple[RecentReport, ...] = (),
        on_progress: Progress | None = None,
    ) -> CrawlReport:
        """One crawl; `night` names the run, not the edition."""
        return crawl(
            source,
            archive=self.archive,
            run_id=run_id(night),
            log_file=self.archive.parent / f"{source}-{night}.log",
            sources=sources,
            replica=None if replay_from else self.replica.proxy,
            replay_from=replay_from,
            reports=reports,
            on_progress=on_progress,
        )

    def captures(self, *roles: Role, night: int | None = None) -> list[Capture]:
        """The captures of some roles, of one night or all."""
        return [
            capture
            for capture in read_captures(self.archive)
            if (not roles or capture.role in roles) and (night is None or capture.run_id == run_id(night))
        ]


def run_id(night: int) -> str:
    """The name of a night's run."""
    return f"202611{20 + night:02}T021500Z"


def host(url: str) -> str:
    """The host of an address."""
    return urlsplit(url).hostname or ""
