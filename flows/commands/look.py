"""Commands that look outward: at one page, at somebody's archive, at a live source."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from flows import console
from flows.commands.options import HomeOption, SourcesOption
from flows.crawl_settings import CrawlSettings
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.wording import count

archive = typer.Typer(help="The archive of fetched pages.", no_args_is_help=True)
sources = typer.Typer(
    help="What is fetched, from whom, and whether it looks as expected.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command("parse")(parse)
    archive.callback()(_archive)
    archive.command("add")(add)
    sources.command("check")(check)
    sources.command("list")(list_sources)
    app.add_typer(archive, name="archive")
    app.add_typer(sources, name="sources")


def _archive() -> None:
    """The archive of fetched pages."""


def parse(
    file: Annotated[Path, typer.Argument(help="A saved page or PDF.")],
    *,
    url: Annotated[str, typer.Option("--url", help="The address it was saved from.")],
    as_json: Annotated[bool, typer.Option("--json", help="All records as JSON.")] = False,
    published: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of publication, where the file has none."),
    ] = None,
    sources: SourcesOption = None,
    home: HomeOption = None,
) -> None:
    """Show what would be read from this page or PDF, with the words it is read from."""
    from flows.parse_file import ReadStory, parse_file  # the readers take a second to import
    from flows.parse_view import report_view, story_as_json, story_view
    from pipelines.bodies.register import load_register

    settings = CrawlSettings.from_environment(sources)
    read = parse_file(
        file,
        url,
        home=Home.find(home),
        published=published.date() if published else None,
        sources=settings.sources,
    )
    if as_json:
        typer.echo(
            json.dumps(story_as_json(read), ensure_ascii=False, indent=2)
            if isinstance(read, ReadStory)
            else read.model_dump_json(indent=2)
        )
    elif isinstance(read, ReadStory):
        console.out.print(story_view(read, load_register()))
    else:
        console.out.print(report_view(read, load_register()))
    refused = read.refused if isinstance(read, ReadStory) else read.quarantined
    raise typer.Exit(ExitStatus.WARNINGS if refused else 0)


def add(
    file: Annotated[Path, typer.Argument(help="A .warc or .warc.gz made by others.")],
    source: Annotated[str | None, typer.Option("--source", help="Take in pages of this source only.")] = None,
    sources: SourcesOption = None,
    home: HomeOption = None,
) -> None:
    """Take pages of our sources out of somebody else's WARC file into the archive."""
    from flows.by_hand import add_warc_file

    summary = add_warc_file(Home.find(home), file, CrawlSettings.from_environment(sources), source=source)
    console.err.print(f"{count(summary.added, 'page')} added from {file}", markup=False, soft_wrap=True)
    for reason, number in sorted(summary.refused.items()):
        console.err.print(f"  left out: {number} × {reason}", markup=False, soft_wrap=True)
    if summary.damage:
        console.err.print(f"  damaged: {summary.damage}", markup=False, soft_wrap=True)
    if summary.added:
        console.err.print("`probation rebuild` reads and publishes them.")
    raise typer.Exit(ExitStatus.WARNINGS if summary.damage else 0)


def check(
    source: Annotated[str | None, typer.Argument(help="One source; all of them if none is named.")] = None,
    sources: SourcesOption = None,
) -> None:
    """Ask each source at most ten polite questions: may it be crawled, and what would that cost?"""
    from flows.run import load_sources
    from flows.sources_check import check_source, worst

    settings = CrawlSettings.from_environment(sources)
    chosen = load_sources([source] if source else [], settings.sources)
    checks = []
    for one in chosen:
        waiting = f"asking {one.name}: at most 10 requests, {one.delay_seconds:g} seconds apart"
        with console.err.status(escape(waiting)):
            done = check_source(one.id, settings)
        console.print_source_check(done)
        checks.append(done)
    raise typer.Exit(worst(checks))


def list_sources(sources: SourcesOption = None) -> None:
    """What is fetched, from whom, and what of it may be kept."""
    from flows.run import load_sources
    from flows.sources_check import site_of

    for one in load_sources([], CrawlSettings.from_environment(sources).sources):
        kept = one.policy.value
        console.out.print(
            f"[bold]{escape(one.name)}[/] ({one.id}): {escape(site_of(one))}, {kept}", soft_wrap=True
        )
        console.out.print(f"  {one.cadence}", markup=False, soft_wrap=True)
        outlets = getattr(one, "outlets", ())
        if outlets:
            table = Table("outlet", "site", "may be kept", show_edge=False, pad_edge=False)
            for outlet in outlets:
                table.add_row(escape(outlet.name), escape(outlet.domain), outlet.policy.value)
            console.out.print(table)
