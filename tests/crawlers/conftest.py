from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawlers.archive.index import CrawlReport
from tests.crawlers.crawling import Nights
from tests.replica.server import LogEntry, Replica

SOURCES = ("hmi_probation", "local_news")


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    """A fresh replica and an empty archive."""
    with Replica(edition=1) as replica:
        yield Nights(replica, tmp_path / "archive")


class ThreeNights:
    """Both sources crawled on three nights, an edition each: read it, do not crawl into it."""

    def __init__(self, nights: Nights) -> None:
        self.archive, self.captures = nights.archive, nights.captures
        self.reports: dict[tuple[str, int], CrawlReport] = {}
        self.asked: dict[tuple[str, int], list[LogEntry]] = {}
        self.progress: list[tuple[int, int | None]] = []
        for night in (1, 2, 3):
            nights.replica.edition = night
            for source in SOURCES:
                nights.replica.log.clear()
                self.reports[source, night] = nights.crawl(
                    source, night=night, on_progress=lambda done, total: self.progress.append((done, total))
                )
                self.asked[source, night] = list(nights.replica.log)


@pytest.fixture(scope="session")
def three_nights(tmp_path_factory: pytest.TempPathFactory) -> ThreeNights:
    """Made once for all tests that only look at it."""
    with Replica(edition=1) as replica:
        return ThreeNights(Nights(replica, tmp_path_factory.mktemp("three-nights") / "archive"))
