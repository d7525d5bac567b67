"""The terminal: results on stdout, progress and problems on stderr; colour never says it alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from flows import progress as shown_by
from flows.exit_status import ExitStatus
from flows.wording import count, shortened

if TYPE_CHECKING:  # what is printed comes from modules that bring Scrapy and the readers
    from flows.report import NightReport
    from flows.sources_check import SourceCheck
    from warehouse.diff import Told

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

COLOUR = {
    ExitStatus.PUBLISHED: "green",
    ExitStatus.UNCHANGED: "green",
    ExitStatus.WARNINGS: "yellow",
    ExitStatus.REFUSED: "red",
    ExitStatus.UNAVAILABLE: "red",
    ExitStatus.DRIFT: "red",
    ExitStatus.BUG: "red",
}
SHOWN = 10
"""Warnings printed before the rest is left to the report."""


@contextmanager
def bars() -> Iterator[shown_by.Progress]:
    """Progress bars, one per thing that is going on; nothing at all where nobody watches (cron)."""
    columns = (
        TextColumn("{task.description:<22}"),
        BarColumn(bar_width=32),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=err, disable=not err.is_terminal) as progress:

        def show(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=total)
            progress.update(tasks[what], completed=done, total=total)

        yield show


def banner() -> None:
    """Say that nothing of what follows is the record."""
    err.print(
        "[bold white on magenta] REPLICA [/] invented pages on .test hosts, made around real facts. "
        "None of it may be quoted as the record.",
        soft_wrap=True,
    )


def print_night(number: int, report: NightReport) -> None:
    """One line per night of the demo."""
    crawls = ", ".join(f"{source} {crawl['status']}" for source, crawl in report.crawls.items())
    err.print(
        f"night {number}: [bold {COLOUR[report.status]}]{report.status.meaning}[/] · "
        f"{report.payloads_read} payloads read, {report.payloads_reused} known · {escape(crawls)}"
    )
    for line in (*report.refusals, *report.warnings, *report.new_quarantine)[:SHOWN]:
        err.print(f"  {escape(line)}", soft_wrap=True)


def print_report(report: NightReport, *, with_trace: bool = False) -> None:
    """Say how a run ended: the sentence first, then what needs attention."""
    colour = COLOUR[report.status]
    took = (report.finished_at - report.started_at).total_seconds()
    if report.is_replica:
        banner()
    err.print(
        f"[bold {colour}]{report.status.meaning}[/] (exit status {report.status:d}) · "
        f"run {report.run_id} · {took:.0f} s"
    )
    err.print(escape(report.sentence), soft_wrap=True)
    if report.errata_applied or report.errata_idle:
        err.print(f"  {errata_counted(report.errata_applied, report.errata_idle)}", soft_wrap=True)
    for title, lines in (
        ("refused", report.refusals),
        ("warning", report.warnings),
        ("in quarantine", report.new_quarantine),
    ):
        for line in lines[:SHOWN]:
            err.print(f"  {title}: {escape(line)}", soft_wrap=True)
        if len(lines) > SHOWN:
            err.print(f"  … and {len(lines) - SHOWN} more; runs/{report.run_id}/report.json has all")
    if report.trace and with_trace:
        err.print(escape(report.trace), soft_wrap=True)


def errata_counted(applied: int, idle: int, republished: int = 0) -> str:
    """How many values were corrected, by whom, and how many errata wait for somebody to look at them."""
    others = f", {republished:,} by the inspectorate" if republished else ""
    no_more = f", {idle} no longer {'applies' if idle == 1 else 'apply'}" if idle else ""
    return (
        f"errata: {count(applied, 'value')} corrected by us{others}{no_more}; `probation errata` lists them"
    )


MARK_COLOUR = {"fine": "green", "note": "cyan", "LOOK": "bold yellow", "STOP": "bold red"}


def print_source_check(check: SourceCheck) -> None:
    """One source: a line per finding with its mark as a word, then the verdict."""
    out.print(
        f"[bold]{escape(check.source.name)}[/] ({check.source.id}), {count(check.requests, 'request')} made"
    )
    if check.source.is_replica:
        banner()
    table = Table(show_header=False, show_edge=False, box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in check.findings:
        mark = f"[{MARK_COLOUR[finding.mark.value]}]{finding.mark.value}[/]"
        table.add_row(mark, escape(finding.what), escape(finding.says))
        if finding.advice:
            table.add_row("", "", f"→ {escape(finding.advice)}")
    out.print(table)
    colour = COLOUR[check.status]
    out.print(f"[bold {colour}]{escape(check.verdict)}[/]\n", soft_wrap=True)


def print_told(told: Sequence[Told], *, most: int | None = None) -> None:
    """Sentences, each with the words before and now, or with where to look."""
    for one in told[:most]:
        out.print(f"• {escape(one.sentence)}", soft_wrap=True)
        for label, quote in (("before", one.old_quote), ("now", one.new_quote)):
            if quote:
                out.print(f"    [dim]{label}: “{escape(shortened(quote))}”[/]", soft_wrap=True)
        if one.url:
            out.print(f"    [dim]{escape(one.url)}[/]", soft_wrap=True)
    if most is not None and len(told) > most:
        out.print(f"… and {len(told) - most} more: `probation diff`")
