"""`probation errata`: published values that were wrong, who found it, and where the right ones stand."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from flows import console
from flows.answers import idle_errata, listed_errata
from flows.as_of import asking_as_of
from flows.commands.options import AsOfOption, HomeOption
from flows.home import Home
from flows.publication import need_published
from flows.query import Answer, Format, as_text, cell
from flows.wording import count


def add_to(app: typer.Typer) -> None:
    """Register this command."""
    app.command("errata")(errata)


def errata(
    form: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TABLE,
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """Values that were published and are wrong: corrected by us, or by the inspectorate since."""
    folder = Home.find(home)
    if need_published(folder).is_replica:
        console.banner()
    with asking_as_of(folder, as_of) as connection:
        found, idle = listed_errata(connection), idle_errata(connection)
    if form is not Format.TABLE:
        typer.echo(as_text(found, form))
    elif found.rows:
        _print(found)
    else:
        console.out.print("No value in the record is known to be wrong.")
    for detail in idle:
        console.err.print(f"no longer applies: {detail}", markup=False, soft_wrap=True)


def _print(found: Answer) -> None:
    """One block each: reasons and addresses are too long for the cells of a table."""
    for row in found.rows:
        told = {name: cell(value) for name, value in zip(found.columns, row, strict=True)}
        console.out.print(f"[bold]{escape(told['inspection'])}[/], {escape(told['what'])}", soft_wrap=True)
        table = Table(show_header=False, show_edge=False, box=None, pad_edge=False, padding=(0, 2, 0, 2))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for name in found.columns[2:]:
            if told[name]:
                table.add_row(name, escape(told[name]))
        console.out.print(table)
    console.err.print(count(len(found.rows), "erratum", "errata"))
