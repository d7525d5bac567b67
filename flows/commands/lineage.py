"""`probation lineage`: who had a place, or came before and after a body, and how each was rated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import duckdb
import typer
from rich.markup import escape

from flows import console
from flows.as_of import asking_as_of
from flows.commands.options import AsOfOption, HomeOption
from flows.errors import CannotStartError
from flows.home import Home
from flows.publication import need_published
from flows.scope import concept_named, plain_body
from pipelines.bodies.areas import load_geography
from pipelines.bodies.lineage import Lineages, share_text, steps_text, work_of
from pipelines.bodies.lookup import UnknownBodyError, existence, find_named
from pipelines.bodies.names import name_key
from pipelines.bodies.register import Body, Register, load_register
from warehouse.when import When


@dataclass(frozen=True)
class Holder:
    """A body in the chain: how much of the place it had, and how it follows from the ones before."""

    body: Body
    share: str
    follows: str | None


def add_to(app: typer.Typer) -> None:
    """Register this command."""
    app.command("lineage")(lineage)


def lineage(
    place: Annotated[str, typer.Argument(help="A county, town, district or body: “Worcester”, “Hull”.")],
    *,
    concept: Annotated[
        str, typer.Option("--concept", help="What to show ratings of: overall, assessment …")
    ] = "overall",
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """The bodies of a place through every reorganisation, how much of it each had, and their ratings."""
    folder = Home.find(home)
    if need_published(folder).is_replica:
        console.banner()
    wanted = concept_named(concept) or "overall"
    register = load_register()
    try:
        found = find_named(register, place, None)
    except UnknownBodyError as error:
        raise CannotStartError(str(error)) from error
    body = plain_body(register, place, list(found))
    holders = list(_of_body(register, body) if body else _of_place(register, place, found))
    with asking_as_of(folder, as_of) as connection:
        console.out.print(f"[bold]{escape(body.name if body else place)}[/], {wanted.replace('_', ' ')}")
        for holder in holders:
            _print_holder(connection, holder, wanted)


def _of_body(register: Register, body: Body) -> Iterator[Holder]:
    """The bodies before it, itself, and the bodies after it, in the order of time."""
    lineages = Lineages(register, load_geography())
    past = [(link.ancestor_id, link) for link in lineages.of(body.body_id)]
    later = [(link.body_id, link) for link in lineages.heirs_of(body.body_id)[1:]]
    for body_id, link in sorted([*past, *later], key=lambda pair: _begin(register.bodies[pair[0]])):
        share = share_text(link, register.bodies)
        yield Holder(register.bodies[body_id], share, steps_text(link, register.bodies))


def _of_place(register: Register, place: str, found: tuple[Body, ...]) -> Iterator[Holder]:
    """Everybody who had the place or a part of it, in the order of time."""
    shares = {row.body_id: row.share for row in register.places if name_key(row.place) == name_key(place)}
    for body in sorted(found, key=_begin):
        share = shares.get(body.body_id)
        held = f"{'all' if share == 'whole' else 'a part'} of {place}" if share else "bears its name"
        before = [s for s in register.successions if s.successor_id == body.body_id]
        known = [s for s in before if register.bodies[s.predecessor_id] in found]
        follows = "; ".join(
            f"from {register.bodies[s.predecessor_id].name} ({s.kind}, {s.date or 'day not known'})"
            for s in known
        )
        yield Holder(body, held, follows or None)


def _begin(body: Body) -> tuple[date, str]:
    """Order of time; a body without a beginning stands by its end, one without either last."""
    return (body.valid_from or body.valid_to or date.max, body.body_id)


def _print_holder(connection: duckdb.DuckDBPyConnection, holder: Holder, concept: str) -> None:
    body = holder.body
    console.out.print(f"\n[bold]{escape(body.name)}[/], {existence(body)}", soft_wrap=True)
    console.out.print(f"  {work_of(body)}; {escape(holder.share)}", soft_wrap=True)
    if holder.follows:
        console.out.print(f"  [dim]{escape(holder.follows)}[/]", soft_wrap=True)
    lines = list(_ratings(connection, body.body_id, concept))
    for line in lines:
        console.out.print(f"  • {escape(line)}", soft_wrap=True)
    if not lines:
        console.out.print("  [dim]no inspection in the record[/]")


def _ratings(connection: duckdb.DuckDBPyConnection, body_id: str, concept: str) -> Iterator[str]:
    rows = connection.execute(
        """
        SELECT i.dated_date, i.dated_precision::VARCHAR, i.dated_by, f.framework_name, s.standard_name,
            CASE WHEN s.rating_id IS NOT NULL THEN coalesce(s.rating::VARCHAR, 'withdrawn') END,
            coalesce(i.rating_reason, 'rated otherwise'),
            s.page, s.erratum_note, coalesce(s.evidence_id, i.evidence_id), i.report_url
        FROM inspections AS i
        INNER JOIN frameworks AS f USING (framework)
        LEFT JOIN stated_ratings AS s ON s.inspection_id = i.inspection_id AND s.concept = $concept
        WHERE i.body_id = $body
        ORDER BY i.dated_date NULLS LAST, i.inspection_id, s.standard_code
        """,
        {"body": body_id, "concept": concept},
    ).fetchall()
    for day, precision, basis, framework, name, rating, reason, page, note, evidence, url in rows:
        when = When(day, precision, basis) if day else "date not known"
        if rating is None:
            what = "overall rating" if concept == "overall" else f"rating of {concept.replace('_', ' ')}"
            why = f": {reason}" if concept == "overall" else ""
            yield f"{when}, {framework}: no {what}{why}; {url} (evidence {evidence})"
            continue
        where = f"p. {page} of {url}" if page is not None else url
        corrected = f" † {note}" if note else ""
        yield f"{when}, {framework}: {name} {rating}{corrected}; {where} (evidence {evidence})"
