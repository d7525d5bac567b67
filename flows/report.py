"""How a run ended: its status, the sentence for people, and the file that keeps both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from crawlers.archive.index import CrawlReport, CrawlStatus
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.read import ReadSummary, drifted
from flows.stages import Verdict
from flows.wording import count


class Ended(BaseModel):
    """What a night came to, before its clock times are added."""

    model_config = ConfigDict(frozen=True)

    status: ExitStatus
    sentence: str
    payloads_read: int = 0
    payloads_reused: int = 0
    warnings: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    new_quarantine: tuple[str, ...] = ()
    errata_applied: int = 0
    errata_idle: int = 0
    publication: Path | None = None
    trace: str | None = None


class NightReport(Ended):
    """The whole report of a run; `runs/<run>/report.json` is this, also for runs that published nothing."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    is_replica: bool = False
    is_continued: bool = False
    crawls: dict[str, dict[str, Any]] = {}

    @classmethod
    def of(
        cls,
        ended: Ended,
        *,
        run_id: str,
        started_at: datetime,
        finished_at: datetime,
        crawls: Sequence[CrawlReport] = (),
        is_replica: bool = False,
        is_continued: bool = False,
    ) -> NightReport:
        """The report of a run that ended so."""
        return cls(
            **ended.model_dump(),
            run_id=run_id,
            started_at=started_at,
            finished_at=finished_at,
            crawls={
                crawl.source: {"status": crawl.status, "reasons": list(crawl.reasons)} for crawl in crawls
            },
            is_replica=is_replica,
            is_continued=is_continued,
        )


def judge(crawls: Sequence[CrawlReport], summary: ReadSummary, verdict: Verdict) -> Ended:
    """Name the end of a night.

    A refusal outweighs all. When most new documents look unlike any layout, what was understood is published
    (the rest is in quarantine) and the status is 50: somebody has to write a layout. When nothing is new, a
    source that could not be reached is the night's news; otherwise it is a warning beside what was published.
    """
    warnings = crawl_warnings(crawls) + verdict.warnings
    statuses = {crawl.status for crawl in crawls}
    if verdict.refusals:
        status, sentence = ExitStatus.REFUSED, f"A check refused the new warehouse: {verdict.refusals[0]}"
    elif drifted(summary):
        status = ExitStatus.DRIFT
        sentence = (
            f"{summary.new_drift} new documents do not look as the readers know them and are in quarantine; "
            "see one with `probation parse`; a layout is missing."
        )
    elif verdict.is_unchanged and CrawlStatus.FAILED in statuses:
        status, sentence = ExitStatus.BUG, "Nothing was published, and a crawl failed: " + warnings[0]
    elif verdict.is_unchanged and CrawlStatus.UNAVAILABLE in statuses:
        status, sentence = ExitStatus.UNAVAILABLE, "Nothing new, and a source did not answer: " + warnings[0]
    elif verdict.is_unchanged:
        status, sentence = ExitStatus.UNCHANGED, "Nothing changed since the last publication."
    elif warnings or verdict.new_quarantine:
        status = ExitStatus.WARNINGS
        parts = (
            [count(len(verdict.new_quarantine), "new row") + " in quarantine"]
            if verdict.new_quarantine
            else []
        )
        parts += [count(len(warnings), "warning")] if warnings else []
        sentence = f"Published with {' and '.join(parts)}."
    else:
        status, sentence = ExitStatus.PUBLISHED, "Published."
    return Ended(
        status=status,
        sentence=sentence,
        payloads_read=summary.read,
        payloads_reused=summary.reused,
        warnings=warnings,
        refusals=verdict.refusals,
        new_quarantine=verdict.new_quarantine,
        errata_applied=verdict.errata_applied,
        errata_idle=verdict.errata_idle,
    )


def crawl_warnings(crawls: Sequence[CrawlReport]) -> tuple[str, ...]:
    """A sentence per reason why a crawl was not clean."""
    return tuple(
        f"{crawl.source}: {reason}"
        for crawl in crawls
        if crawl.status is not CrawlStatus.OK
        for reason in (crawl.reasons or (f"the crawl ended as {crawl.status}",))
    )


def write_report(home: Home, report: NightReport) -> None:
    """Put the report where `status` and people find it, whole or not at all."""
    target = home.run_folder(report.run_id) / "report.json"
    temporary = target.with_suffix(".tmp")
    temporary.write_text(report.model_dump_json(indent=2))
    temporary.replace(target)


def read_reports(home: Home) -> list[NightReport]:
    """Reports of all runs that ended, oldest first."""
    return [
        NightReport.model_validate_json(path.read_text()) for path in sorted(home.runs.glob("*/report.json"))
    ]
