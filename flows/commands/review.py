"""`probation review`: what the rules could not settle about stories, for a person to decide."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from flows import console
from flows.commands.options import HomeOption
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.publication import need_published
from flows.wording import count


def add_to(app: typer.Typer) -> None:
    """Register this command."""
    app.command("review")(review)


def review(
    *,
    as_list: Annotated[bool, typer.Option("--list", help="Only list the questions.")] = False,
    by: Annotated[str | None, typer.Option("--by", help="Who decides; your login if not said.")] = None,
    home: HomeOption = None,
) -> None:
    """Decide by single keys what stories are about.

    Answers go to a file made for git, and the next night applies them.
    """
    from flows.as_of import asking_as_of
    from flows.decisions_file import decisions_path, read_decisions
    from flows.review_queue import open_questions
    from flows.review_screen import ask_all

    folder = Home.find(home)
    if need_published(folder).is_replica:
        console.banner()
    path = decisions_path(folder)
    known = read_decisions(path)
    for sentence in known.unreadable:
        console.err.print(f"[yellow]{escape(sentence)}[/]", soft_wrap=True)
    with asking_as_of(folder, None) as connection:
        questions = open_questions(connection, known.decisions)
    if not questions:
        console.out.print(
            f"Nothing to decide; {count(len(known.decisions), 'decision')} in {path}.", soft_wrap=True
        )
    elif as_list:
        table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 1))
        for heading in ("day", "outlet", "headline", "question", "points", "meanwhile"):
            table.add_column(heading, overflow="fold")
        for one in questions:
            meanwhile = "yes" if one.is_proposed else "no"
            cells = (
                str(one.story_date or ""),
                one.outlet,
                one.headline,
                one.asked,
                f"{one.score:g}/{one.line:g}",
            )
            table.add_row(*map(escape, cells), meanwhile)
        console.out.print(table)
    else:
        made = ask_all(questions, path, by or getpass.getuser())
        left = len(questions) - made
        console.err.print(
            f"{count(made, 'decision')} written to {path}; {left} left. The next night, or "
            "`probation rebuild`, applies them.",
            soft_wrap=True,
        )
    if known.unreadable:
        raise typer.Exit(ExitStatus.WARNINGS)
