"""Crawls and stages that are decided by the test, for nights in which only the order and the end matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from crawlers.archive.index import CrawlReport, CrawlStatus
from flows import night
from flows.read import ReadSummary
from flows.stages import Verdict


def crawl_report(
    source: str = "hmi_probation", run_id: str = "20261124T021500Z", **changes: Any
) -> CrawlReport:
    """A clean crawl of the replica, with changes."""
    values: dict[str, Any] = {
        "run_id": run_id,
        "source": source,
        "status": CrawlStatus.OK,
        "reasons": (),
        "started_at": "2026-11-24T02:15:00+00:00",
        "finished_at": "2026-11-24T02:16:00+00:00",
        "discovered": {},
        "is_complete_discovery": True,
        "requests": 1,
        "fetched": 1,
        "not_modified": 0,
        "errors": 0,
        "is_replica": True,
    }
    return CrawlReport(**(values | changes))


@dataclass
class Stages:
    """What each stage answers, and which were called."""

    crawls: Mapping[str, CrawlReport | Exception] = field(default_factory=dict)
    summary: ReadSummary = field(default_factory=ReadSummary)
    verdict: Verdict = field(default_factory=lambda: Verdict(is_unchanged=False, content_hash="0"))
    fails: dict[str, Exception] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put these in the place of the real stages."""

        def stage(name: str, answer: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any, **kwargs: Any) -> Any:
                self.called.append(name)
                if name in self.fails:
                    raise self.fails[name]
                return answer(*args, **kwargs)

            return call

        def crawl(home: Any, source: str, run_id: str, *rest: Any) -> CrawlReport:
            answer = self.crawls.get(source) or crawl_report(source, run_id)
            if isinstance(answer, Exception):
                raise answer
            return answer

        def build(home: Any, run_id: str, *rest: Any) -> Path:
            target: Path = home.build_file(run_id)
            target.write_bytes(b"built")
            return target

        monkeypatch.setattr(night, "crawl_stage", stage("crawl", crawl))
        monkeypatch.setattr(night, "read_stage", stage("read", lambda *_: self.summary))
        monkeypatch.setattr(night, "build_stage", stage("build", build))
        monkeypatch.setattr(night, "check_stage", stage("check", lambda *_: self.verdict))
        monkeypatch.setattr(
            night, "publish_stage", stage("publish", lambda home, run_id, _: home.published / run_id)
        )
