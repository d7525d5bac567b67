"""`probation diff`: what changed in the last run, since a run, or at a place across the years."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import duckdb
import typer

from flows import account_view, console
from flows.answers import changed_last
from flows.as_of import asking_as_of
from flows.commands.options import AsOfOption, HomeOption
from flows.errors import CannotStartError
from flows.home import Home
from flows.publication import need_published
from flows.query import Answer, Format, as_text
from flows.scope import body_scope, concept_named, moment, region_scope
from flows.wording import count
from pipelines.bodies.register import load_register
from warehouse.account import Account, account, steps_since
from warehouse.account_rows import COLUMNS, Row, account_rows, step_row, told_row
from warehouse.diff import night_sentences
from warehouse.history import run_order


class DiffFormat(StrEnum):
    """How differences are printed."""

    SENTENCES = "sentences"
    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


def add_to(app: typer.Typer) -> None:
    """Register this command."""
    app.command("diff")(diff)


def diff(
    *,
    body: Annotated[
        str | None, typer.Option("--body", help="A service and its past: “West Kent PDU”, “London CRC”.")
    ] = None,
    region: Annotated[
        str | None, typer.Option("--region", help="A probation region, its past and its units: “Wales”.")
    ] = None,
    concept: Annotated[
        str | None, typer.Option("--concept", help="Only this: overall, assessment, staffing, court_work …")
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", help="Year, month or day it begins with: 2018, 2018-05.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", help="Year, month or day it ends with, included.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", help="Everything that came after this run.")] = None,
    run: Annotated[str | None, typer.Option("--run", help="Changes of this run, not of the last.")] = None,
    form: Annotated[DiffFormat, typer.Option("--format", help="How to print it.")] = DiffFormat.SENTENCES,
    with_quotes: Annotated[
        bool | None,
        typer.Option("--quotes/--no-quotes", help="The words of both reports; on, but for a region."),
    ] = None,
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """What changed at a place across the years, or in the record since a run; else in the last run.

    A place is told with the bodies that covered it before. Every comparison says whether it is like for like
    and on which pages to check it.
    """
    if sum(option is not None for option in (body, region, since, run)) > 1:
        raise CannotStartError("`diff` takes one of --body, --region, --since and --run.")
    is_of_place = body is not None or region is not None
    if not is_of_place and (start or end or concept):
        raise CannotStartError(
            "--from, --to and --concept go with --body or --region; for runs there is --since."
        )
    folder = Home.find(home)
    if need_published(folder).is_replica:
        console.banner()
    first, last = moment(start, option="--from"), moment(end, option="--to", is_end=True)
    if first is not None and last is not None and first >= last:
        raise CannotStartError(f"--from {start} is after --to {end}.")
    wanted = concept_named(concept)
    with asking_as_of(folder, as_of) as connection:
        if is_of_place:
            register = load_register()
            scope = (
                region_scope(register, region)
                if region is not None
                else body_scope(register, body or "", first, last)
            )
            found = account(connection, scope, first=first, last=last, concept=wanted)
            _print_account(found, form, with_quotes=body is not None if with_quotes is None else with_quotes)
        else:
            _print_runs(connection, since, run, form, with_quotes=with_quotes is not False)


def _print_account(found: Account, form: DiffFormat, *, with_quotes: bool) -> None:
    match form:
        case DiffFormat.SENTENCES:
            account_view.print_sentences(found, with_quotes=with_quotes)
        case DiffFormat.TABLE:
            account_view.print_table(found)
        case DiffFormat.MARKDOWN:
            typer.echo(account_view.markdown(found))
        case DiffFormat.CSV | DiffFormat.JSON:
            _print_rows(account_rows(found), form)


def _print_runs(
    connection: duckdb.DuckDBPyConnection,
    since: str | None,
    run: str | None,
    form: DiffFormat,
    *,
    with_quotes: bool,
) -> None:
    """Changes of some runs and how the ratings that came with them compare with the ones before."""
    run_ids = _runs_after(connection, since) if since is not None else [run or changed_last(connection)]
    if since is not None and not run_ids and form is DiffFormat.SENTENCES:
        console.out.print(f"Nothing came after run {since}.", markup=False)
        return
    told = [one for run_id in run_ids for one in night_sentences(connection, run_id)]
    if run is not None and not told:
        raise CannotStartError(f'No run {run!r} changed anything; `probation query "FROM runs"` lists them.')
    steps = steps_since(connection, run_ids)
    compared = [step for step in steps if step.old is not None]
    rows = [told_row(one) for one in told] + [step_row(step) for step in steps]
    if form in (DiffFormat.CSV, DiffFormat.JSON):
        _print_rows(rows, form)
        return
    if form is DiffFormat.TABLE:
        account_view.print_rows(rows)
        return
    if form is DiffFormat.MARKDOWN:
        typer.echo("\n".join(account_view.runs_markdown(run_ids, told, compared)))
        return
    heading = f"Run {run_ids[0]}" if since is None else f"Since run {since}: {count(len(run_ids), 'run')}"
    console.out.print(f"[bold]{heading}[/]: {count(len(told), 'change')}")
    console.print_told(told)
    if compared:
        console.out.print("\n[bold]Against the inspection before[/]")
        account_view.print_steps(compared, with_quotes=with_quotes)


def _runs_after(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[str]:
    known = {
        name
        for (name,) in connection.execute(
            "SELECT run_id FROM runs UNION SELECT run_id FROM changes"
        ).fetchall()
    }
    if run_id not in known:
        ordered = sorted(known, key=run_order)
        raise CannotStartError(
            f"There is no run {run_id!r} in the record; it has: {', '.join(ordered[-8:])}."
        )
    return sorted((one for one in known if run_order(one) > run_order(run_id)), key=run_order)


def _print_rows(rows: Sequence[Row], form: DiffFormat) -> None:
    answer = Answer(COLUMNS, [tuple(row[column] for column in COLUMNS) for row in rows])
    typer.echo(as_text(answer, Format(form.value)))
