"""`probation backfill`: stories of earlier years, from those who kept them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from flows import console
from flows.commands.options import HomeOption, SourcesOption
from flows.crawl_settings import CrawlSettings
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.wording import count

if TYPE_CHECKING:
    from crawlers.backfill.progress import Progress
    from flows.backfill import Backfilled

backfills = typer.Typer(
    help="Stories of earlier years, one service at a time; goes on where it stopped.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    backfills.command("wayback")(wayback)
    backfills.command("guardian")(guardian)
    backfills.command("status")(status)
    app.add_typer(backfills, name="backfill")


def wayback(
    *,
    outlet: Annotated[list[str] | None, typer.Option(help="Only this site; may be repeated.")] = None,
    first: Annotated[int, typer.Option("--from", min=2008, help="First year.")] = 2014,
    last: Annotated[int | None, typer.Option("--to", help="Last year; this one if not said.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Requests at most.")] = 1000,
    plan: Annotated[bool, typer.Option("--plan", help="Only say what it would ask, and how long.")] = False,
    sources: SourcesOption = None,
    home: HomeOption = None,
) -> None:
    """Take in stories that the Wayback Machine kept, at twenty requests a minute."""
    from crawlers.backfill.wayback import BASE, SECONDS_APART
    from flows.backfill import backfill_wayback, chosen

    settings = CrawlSettings.from_environment(sources)
    source, outlets = chosen(settings, outlet or [])
    until = last or datetime.now(UTC).year
    if plan:
        minutes = len(outlets) * SECONDS_APART / 60
        console.out.print(
            f"{count(len(outlets), 'outlet')}, {first} to {until}: at least {len(outlets)} requests "
            f"to the index ({minutes:.0f} minutes), then one for each story found, {SECONDS_APART:g} seconds "
            f"apart; no more than {limit:,} in this run.",
            soft_wrap=True,
        )
        return
    if source.is_replica:
        console.banner()
    with console.bars() as progress:
        done = backfill_wayback(
            Home.find(home),
            settings,
            domains=outlet or [],
            first=first,
            last=until,
            limit=limit,
            on_progress=lambda one: progress(one.host, len(one.done), len(one.candidates)),
            base="http://wayback.test" if source.is_replica else BASE,
            seconds_apart=0 if source.is_replica else SECONDS_APART,
        )
    _tell(done)


def guardian(
    *,
    first: Annotated[int, typer.Option("--from", min=1999, help="First year.")] = 2014,
    last: Annotated[int | None, typer.Option("--to", help="Last year; this one if not said.")] = None,
    sources: SourcesOption = None,
    home: HomeOption = None,
) -> None:
    """Take in the Guardian's headlines through its Open Platform; the key is in GUARDIAN_API_KEY."""
    from flows.backfill import backfill_guardian

    with console.bars() as progress:
        done = backfill_guardian(
            Home.find(home),
            CrawlSettings.from_environment(sources),
            first=first,
            last=last or datetime.now(UTC).year,
            on_progress=lambda one: progress(one.host, len(one.done), None),
        )
    _tell(done)


def _tell(done: Backfilled) -> None:
    console.out.print(_table(done.hosts))
    console.err.print(
        f"{count(done.requests, 'request')} made, run {done.run_id}. `probation rebuild` reads them."
    )
    if done.stopped:
        console.err.print(f"[yellow]{done.stopped}[/]", soft_wrap=True)
        raise typer.Exit(ExitStatus.WARNINGS)


def status(home: HomeOption = None) -> None:
    """How far each host is."""
    from crawlers.backfill.wayback import hosts_over
    from flows.backfill import folder_of

    folder = Home.find(home)
    services = ("wayback", "guardian")
    console.out.print(_table(one for name in services for one in hosts_over(folder_of(folder, name))))


def _table(hosts: Iterable[Progress]) -> Table:
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 1))
    for heading in ("host", "years", "found", "left", "became"):
        table.add_column(heading, justify="right" if heading in {"found", "left"} else "left")
    for one in hosts:
        became = ", ".join(f"{number} {what}" for what, number in Counter(one.done.values()).most_common())
        left = str(len(one.left)) if one.is_listed else f"{len(one.left)}, listing"
        table.add_row(one.host, one.window, str(len(one.candidates)), left, became)
    return table
