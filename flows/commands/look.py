"""Commands that look outward: at one page, at somebody's archive, at a live source."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows import console
from flows.commands.options import HomeOption, SourcesOption
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.night import utc_now
from flows.stages import CrawlSettings

archive = typer.Typer(help="The archive of fetched pages.", no_args_is_help=True)
sources = typer.Typer(help="What is fetched, from whom, and whether it looks as expected.", no_args_is_help=True)


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
    url: Annotated[str, typer.Option("--url", help="The address it was saved from.")],
    as_json: Annotated[bool, typer.Option("--json", help="All records as JSON.")] = False,
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of publication, where the file has none.")
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
