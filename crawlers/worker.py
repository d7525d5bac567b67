"""The child process of one crawl: `python -m crawlers.worker '<orders as JSON>'`.

It writes progress as JSON lines to stdout, its log to stderr, and what it counted to the file named in
its orders. It dies with its parent: stdin is a pipe that the parent holds open, and its end is our end.
Without that a night killed with -9 would leave a crawler behind that nobody watches.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess

from crawlers.hmi_probation.spider import HmiProbationSpider
from crawlers.local_news.searching import RecentReport
from crawlers.local_news.spider import LocalNewsSpider
from crawlers.outcome import Ending, Tally
from crawlers.settings import scrapy_settings
from crawlers.sources import load_source
from crawlers.spider import ArchiveSpider, CrawlPlan

SPIDERS: dict[str, type[ArchiveSpider]] = {
    "hmi_probation": HmiProbationSpider,
    "local_news": LocalNewsSpider,
}
PARENT_IS_GONE = 3


@dataclass(frozen=True)
class Orders:
    """What the runner asks of its child; paths as text, so that they travel as JSON."""

    source_id: str
    archive: str
    run_id: str
    contact: str
    outcome_file: str
    sources: str | None = None
    replica: str | None = None
    replay_from: str | None = None
    reports: list[tuple[str, list[str]]] = field(default_factory=list)


def work(orders: Orders) -> None:
    """Crawl, then write the counts."""
    source = load_source(orders.source_id, Path(orders.sources) if orders.sources else None)
    plan = CrawlPlan(
        source=source,
        archive=Path(orders.archive),
        run_id=orders.run_id,
        replay_from=Path(orders.replay_from) if orders.replay_from else None,
        reports=RecentReport.of_orders(orders.reports),
    )
    settings = scrapy_settings(source, contact=orders.contact, replica=orders.replica)
    if plan.replay_from is not None:
        settings |= {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(SPIDERS[source.id])
    process.crawl(crawler, plan=plan)
    process.start()
    tally = crawler.spider.tally if isinstance(crawler.spider, ArchiveSpider) else Tally()
    stats: dict[str, Any] = crawler.stats.get_stats() if crawler.stats else {}
    prefix = "spider_exceptions/"
    ending = Ending(
        finish_reason=str(stats.get("finish_reason", "it never started")),
        exceptions={
            name.removeprefix(prefix): int(count)
            for name, count in stats.items()
            if name.startswith(prefix) and name != f"{prefix}count"
        },
    )
    outcome = {"tally": vars(tally), "ending": asdict(ending)}
    Path(orders.outcome_file).write_text(json.dumps(outcome), encoding="utf-8")


def _die_with_parent() -> None:
    def wait_for_the_end() -> None:
        while os.read(0, 1):
            pass
        os._exit(PARENT_IS_GONE)

    threading.Thread(target=wait_for_the_end, daemon=True, name="parent-watch").start()


if __name__ == "__main__":
    _die_with_parent()
    work(Orders(**json.loads(sys.argv[1])))
