"""Commands that look at the published warehouse and change nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import duckdb
import typer
from rich.markup import escape
from rich.table import Table

from flows import console
from flows.answers import Proof, inspections_at
from flows.answers import evidence as find_evidence
from flows.as_of import asking_as_of
from flows.clock import utc_now
from flows.commands.options import AsOfOption, HomeOption
from flows.errors import CannotStartError
from flows.home import Home
from flows.publication import need_published
from flows.query import Answer, Format, Relation, as_text, ask, cell, relations
from flows.wording import age, count

if TYPE_CHECKING:
    from flows.status import Status

ROWS_SHOWN = 200
PICTURES_DRAWN = 12


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command("status")(status)
    app.command("query")(query)
    app.command("show")(show)
    app.command("evidence")(evidence)


def query(
    sql: Annotated[
        str | None, typer.Argument(help="One SELECT, or a table's name to see its columns.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.TABLE,
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """Ask the published warehouse; without SQL, list its tables and what they hold."""
    with _asking(Home.find(home), as_of) as connection:
        known = relations(connection) if sql is None or sql.strip().isidentifier() else []
        named = next((relation for relation in known if sql and relation.name == sql.strip().lower()), None)
        answer = ask(connection, sql) if sql is not None and named is None else None
    if answer is not None:
        _print_answer(answer, form)
    elif named is not None:
        _print_columns(named)
    else:
        _print_relations(known)


def _print_answer(answer: Answer, form: Format) -> None:
    if form is not Format.TABLE:
        typer.echo(as_text(answer, form))
        return
    table = Table(show_edge=False, pad_edge=False)
    for column in answer.columns:
        table.add_column(column, overflow="fold")
    for row in answer.rows[:ROWS_SHOWN]:
        table.add_row(*(escape(cell(value)) for value in row))
    console.out.print(table)
    console.err.print(count(len(answer.rows), "row"))
    if len(answer.rows) > ROWS_SHOWN:
        console.err.print(f"Shown: the first {ROWS_SHOWN}; --format csv prints all.")


def _print_relations(known: list[Relation]) -> None:
    table = Table("table", "holds", show_edge=False, pad_edge=False)
    for relation in known:
        table.add_row(f"{relation.name}{' (view)' if relation.is_view else ''}", escape(relation.comment))
    console.out.print(table)
    console.err.print("`probation query TABLE` lists a table's columns.")


def _print_columns(relation: Relation) -> None:
    console.out.print(escape(relation.comment), soft_wrap=True)
    table = Table("column", "type", "means", show_edge=False, pad_edge=False)
    for name, kind, comment in relation.columns:
        table.add_row(name, escape(kind), escape(comment))
    console.out.print(table)


def status(home: HomeOption = None) -> None:
    """What is published, how old it is, how the last runs went, and what could not be read."""
    from flows.status import find_status  # brings the readers

    folder = Home.find(home)
    found = find_status(folder)
    if found.published is None:
        console.out.print(f"Nothing is published in {folder.root} yet.", markup=False, soft_wrap=True)
    else:
        _print_published(found)
    for crawl in found.last_crawls:
        console.out.print(
            f"{crawl.source}: last crawl {crawl.run_id} {crawl.status}, {count(crawl.requests, 'request')}, "
            f"{crawl.fetched:,} fetched, {crawl.not_modified:,} unchanged",
            markup=False,
            soft_wrap=True,
        )
        for reason in crawl.reasons:
            console.out.print(f"  {reason}", markup=False, soft_wrap=True)
    if found.last_night is not None:
        night = found.last_night
        console.out.print(
            f"last run {night.run_id}, {age(night.finished_at, utc_now())} ago: "
            f"{night.status.meaning} ({night.status:d}). {night.sentence}",
            markup=False,
            soft_wrap=True,
        )
    if found.unfinished is not None:
        run_id, sources = found.unfinished
        console.out.print(
            f"Unfinished: run {run_id} was cut short while crawling {', '.join(sources)}; "
            "`probation nightly` goes on with it if it is younger than 20 hours.",
            soft_wrap=True,
        )


def _print_published(found: Status) -> None:
    published = found.published
    if published is None:
        return
    if published.is_replica:
        console.banner()
    when = published.published_at
    since = f", {age(when, utc_now())} ago ({when:%Y-%m-%d %H:%M} UTC)" if when else ""
    console.out.print(f"published: run {published.run_id}{since}", markup=False, soft_wrap=True)
    console.out.print(f"  {published.folder}", markup=False, soft_wrap=True)
    numbers = ", ".join(f"{number:,} {table}" for table, number in found.counts.items())
    console.out.print(f"  {numbers}", markup=False, soft_wrap=True)
    rows = sum(found.quarantine.values())
    reasons = ", ".join(f"{number} × {reason}" for reason, number in found.quarantine.items())
    console.out.print(
        f"  quarantine: {f'{rows} ({reasons})' if rows else 'empty'}", markup=False, soft_wrap=True
    )
    applied, idle, republished = found.errata
    console.out.print(
        f"  {console.errata_counted(applied, idle, republished)}",
        markup=False,
        soft_wrap=True,
    )


def show(
    place: Annotated[str, typer.Argument(help="A service, district or town, or a part of its name.")],
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """Every inspection of a place, newest first, with the ratings of the newest and their words."""
    with _asking(Home.find(home), as_of) as connection:
        found = inspections_at(connection, place)
    if not found:
        console.out.print(f"No inspection of {place} is in the record.", markup=False, soft_wrap=True)
    table = Table(
        "published", "service", "framework", "overall", "score", "stories", show_edge=False, pad_edge=False
    )
    for one in found:
        score = f"{one.score}/{one.score_max}" if one.score is not None else ""
        table.add_row(
            _shown(one.published_text, is_corrected="published_date" in one.corrected),
            escape(one.body_name),
            one.framework,
            _shown(one.overall_rating, "not rated", is_corrected="overall_rating" in one.corrected),
            _shown(score, is_corrected="score" in one.corrected),
            str(one.story_count),
        )
    console.out.print(table)
    for one in found:
        _print_erratum(f"{one.published_text} {one.body_name}", one.erratum_note)
    newest = next((one for one in found if one.ratings), None)
    if newest is not None:
        console.out.print(f"\n[bold]{escape(newest.body_name)}[/], {newest.report_url}", soft_wrap=True)
        ratings = Table("standard", "name", "rating", "evidence", show_edge=False, pad_edge=False)
        for rated in newest.ratings:
            told = _shown(rated.rating, is_corrected=rated.erratum_note is not None)
            ratings.add_row(rated.code, escape(rated.name), told, rated.evidence_id)
        console.out.print(ratings)
        for rated in newest.ratings:
            _print_erratum(f"{rated.code} {rated.name}", rated.erratum_note)
        console.err.print("`probation evidence ID` shows the words and draws the page.")


def _shown(value: str | None, otherwise: str = "", *, is_corrected: bool) -> str:
    """A value, marked where it is not what was printed; the note about it stands below the table."""
    if not is_corrected:
        return value or otherwise
    return f"{value} (corrected)" if value else "withdrawn"


def _print_erratum(what: str, note: str | None) -> None:
    if note is not None:
        console.out.print(f"  Corrected by us, {what}: {note}", markup=False, soft_wrap=True)


def evidence(
    wanted: Annotated[
        str, typer.Argument(metavar="ID", help="An evidence_id, or a row's own id (rating_id, …).")
    ],
    picture: Annotated[
        Path | None,
        typer.Option(help="File for the picture; evidence/ID.png of the data folder.", show_default=False),
    ] = None,
    with_picture: Annotated[
        bool, typer.Option("--draw/--no-picture", help="Draw the page of a PDF with the words framed.")
    ] = True,
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """The words a value was read from, where they stand, and for a PDF a picture of the page."""
    folder = Home.find(home)
    with _asking(folder, as_of) as connection:
        proofs = find_evidence(connection, wanted)
    drawable = sum(proof.page is not None for proof in proofs)
    if picture is not None and drawable > 1:
        raise CannotStartError(
            f"{wanted} has {drawable} values on pages and --picture names one file: "
            "give one of their evidence ids, or leave --picture out."
        )
    for number, proof in enumerate(proofs):
        console.out.print(f"[bold]“{escape(proof.quote)}”[/]", soft_wrap=True)
        if proof.erratum is not None:
            console.out.print(f"  Corrected by us: {proof.erratum}", markup=False, soft_wrap=True)
        console.out.print(
            f"  {proof.field_name} of {proof.subject_table} {proof.subject_id}\n"
            f"  {proof.place}\n  {proof.document_url}\n"
            f"  bytes {proof.document_sha256[:16]}… in {proof.warc_file or 'the archive'}"
            f"{f' at byte {proof.warc_offset}' if proof.warc_offset is not None else ''}\n"
            f"  evidence {proof.evidence_id}",
            markup=False,
            soft_wrap=True,
        )
        if with_picture:
            console.out.print(f"  {_picture(folder, proof, picture, number)}", markup=False, soft_wrap=True)


def _picture(home: Home, proof: Proof, target: Path | None, number: int) -> str:
    """What became of one value's picture; a row with very many values is not drawn to its end."""
    from flows.evidence_picture import draw

    if number >= PICTURES_DRAWN:
        return f"not drawn: `probation evidence {proof.evidence_id}` draws it."
    return draw(home, proof, target).sentence


@contextmanager
def _asking(home: Home, as_of: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection, after saying so if the record is the replica's or that of another day."""
    if need_published(home).is_replica:
        console.banner()
    with asking_as_of(home, as_of) as connection:
        yield connection
