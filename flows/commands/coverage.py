"""`probation coverage`: which papers reported an inspection of their place, how fast, how much was theirs."""

from __future__ import annotations

from typing import Annotated

import duckdb
import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from flows import console
from flows.as_of import asking_as_of
from flows.commands.options import AsOfOption, HomeOption
from flows.errors import CannotStartError
from flows.home import Home
from flows.publication import need_published
from pipelines.bodies.lookup import UnknownBodyError, find_named
from pipelines.bodies.register import load_register

_MARKS = {
    "covered": "[green]●[/]",
    "not covered": "[red]○[/]",
    "undecided": "[yellow]◐[/]",
    "not read then": "[dim]·[/]",
    "day not known": "[dim]?[/]",
}
_SUMMARY = """
SELECT inspection_id, body_name, published_date, overall_rating, expected_count, covered_count, silent_count,
    unread_count
FROM coverage_summary WHERE {} ORDER BY published_date DESC NULLS LAST, inspection_id LIMIT ?
"""
_TITLES = """
SELECT coverage_status, coalesce(outlet_name, outlet_id), lag_days, release_share_pct, own_voices, is_copy,
    headline
FROM expected_coverage WHERE inspection_id = ?
ORDER BY coverage_status, lag_days NULLS LAST, 2
"""


def add_to(app: typer.Typer) -> None:
    """Register this command."""
    app.command("coverage")(coverage)


def coverage(
    place: Annotated[
        str | None,
        typer.Argument(help="A place, body or inspection id; if none, the latest."),
    ] = None,
    *,
    limit: Annotated[int, typer.Option(min=1, help="Inspections shown at most.")] = 5,
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """Show which titles covered an inspection, which did not, and of which nobody can say."""
    folder = Home.find(home)
    if need_published(folder).is_replica:
        console.banner()
    with asking_as_of(folder, as_of) as connection:
        found = _inspections(connection, place, limit)
        if not found:
            raise CannotStartError(f"No inspection of {place or 'anything'} is in the published record.")
        for row in found:
            _show(connection, row)
    console.err.print("[green]●[/] covered   [red]○[/] read in the three weeks after, and silent")
    console.err.print("[dim]·[/] not read then, so that nobody can say")


def _inspections(
    connection: duckdb.DuckDBPyConnection, place: str | None, limit: int
) -> list[tuple[object, ...]]:
    if place is None:
        return connection.execute(_SUMMARY.format("expected_count > 0"), [limit]).fetchall()
    by_id = connection.execute(_SUMMARY.format("inspection_id = ?"), [place, limit]).fetchall()
    if by_id:
        return by_id
    try:
        bodies = [body.body_id for body in find_named(load_register(), place, None)]
    except UnknownBodyError as error:
        raise CannotStartError(str(error)) from error
    return connection.execute(_SUMMARY.format("list_contains(?, body_id)"), [bodies, limit]).fetchall()


def _show(connection: duckdb.DuckDBPyConnection, row: tuple[object, ...]) -> None:
    inspection_id, body, published, rating, expected, covered, silent, unread = row
    console.out.print(
        f"[bold]{escape(str(body))}[/], {published or 'day not known'}, {rating or 'not rated'}: "
        f"{covered} of {expected} titles covered it, {silent} did not, {unread} were not read then.",
        soft_wrap=True,
    )
    titles = connection.execute(_TITLES, [inspection_id]).fetchall()
    bar = "".join(_MARKS[str(status)] for status, *_ in titles)
    console.out.print(f"  {bar}")
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 1))
    for heading in ("", "title", "days", "release", "own voices", "headline"):
        table.add_column(heading, justify="right" if heading in {"days", "release"} else "left")
    for status, name, days, share, voices, is_copy, headline in titles:
        if status == "not read then":
            continue
        own = "a copy" if is_copy else escape(voices or "")
        release = f"{share:.0f} %" if share is not None else ""
        when = f"{days:+d}" if days is not None else ""
        table.add_row(_MARKS[status], escape(name), when, release, own, escape(headline or ""))
    if table.row_count:
        console.out.print(table)
    console.out.print()
