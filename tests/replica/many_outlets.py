"""Hundreds of papers, one feed each, that print the same every night: what a quiet night costs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import yaml

from tests.replica.answer import Answer, Request, html, nginx_error, plain, xml
from tests.replica.feeds import rss_date
from tests.replica.server import Replica

WRITTEN = datetime(2026, 11, 20, 9, tzinfo=UTC)
ENTRIES = 30
"""Stories in each feed; the first is on the topic."""


class ManyOutlets(Replica):
    """Papers `paper0.test` to `paperN.test`: robots.txt, a feed with validators, and the stories in it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def answer(self, request: Request) -> Answer:
        """The same at all times."""
        if request.path == "/robots.txt":
            return plain("User-agent: *\nAllow: /\n", WRITTEN)
        if request.path == "/rss":
            return xml(_feed(request.host), WRITTEN, "application/rss+xml; charset=UTF-8")
        if request.path.startswith("/news/"):
            return html(_story(request.path), WRITTEN)
        return nginx_error(404)

    def write_sources(self, folder: Path) -> Path:
        """The source file that names them; every tenth lets its stories be fetched."""
        outlets = [
            {
                "name": f"Paper {at}",
                "domain": f"paper{at}.test",
                "platform": "other",
                "feeds": [f"http://paper{at}.test/rss"],
                "policy": "snippet" if at % 10 else "full_text",
                "policy_reason": "replica",
            }
            for at in range(self.number)
        ]
        source = {
            "name": "Many papers",
            "publisher": "nobody",
            "licence": "MIT",
            "cadence": "nightly",
            "cadence_days": 1,
            "robots_note": "all allow all",
            "policy": "link_only",
            "is_replica": True,
            "delay_seconds": 0,
            "outlets": outlets,
        }
        (folder / "local_news.yml").write_text(yaml.safe_dump(source), "utf-8")
        return folder


def _feed(host: str) -> str:
    items = "".join(
        f"<item><title>{_title(at)}</title><link>http://{host}/news/{at}</link>"
        f"<description>What the town talks of, number {at}.</description>"
        f"<pubDate>{rss_date(WRITTEN)}</pubDate></item>"
        for at in range(ENTRIES)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>'


def _title(at: int) -> str:
    return "Probation service inspected" if at == 0 else f"Fair draws a crowd of {100 + at}"


def _story(path: str) -> str:
    at = int(path.rsplit("/", 1)[-1])
    return f"<!DOCTYPE html><html><head><title>{_title(at)}</title></head><body><p>A story.</p></body></html>"
