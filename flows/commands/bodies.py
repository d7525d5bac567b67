"""`probation bodies`: the register of who was inspected, where and when, and whether it is in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer
from rich.markup import escape

from flows import console
from flows.errors import CannotStartError
from flows.exit_status import ExitStatus
from flows.query import Answer, Format, as_text
from flows.wording import count
from pipelines.bodies.areas import Geography, load_geography
from pipelines.bodies.covering import Covering
from pipelines.bodies.eras import existed
from pipelines.bodies.lookup import UnknownBodyError, existence, find_named
from pipelines.bodies.names import area_of, name_key
from pipelines.bodies.problem import Problem, ProblemKind
from pipelines.bodies.register import Body, Register, Succession, load_register
from pipelines.bodies.review import review
from pipelines.vocabulary import BodyKind, SuccessionKind

register_of_bodies = typer.Typer(
    help="Who is or was inspected, where and when; the register behind every comparison.",
    no_args_is_help=True,
)
_AREAS_NAMED = 8

OnOption = Annotated[str | None, typer.Option("--on", help="Only who existed on this day: 2018-05-09.")]


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    register_of_bodies.command("check")(check)
    register_of_bodies.command("list")(list_bodies)
    register_of_bodies.command("find")(find)
    app.add_typer(register_of_bodies, name="bodies")


def check() -> None:
    """Look for gaps, overlaps, orphans, cycles and dates that contradict each other in the register.

    Leaves with 0 where there is none, else with 30.
    """
    try:
        register, geography = load_register(), load_geography()
    except (ValueError, KeyError) as error:  # data the register refuses to be made of
        _print_problems([Problem(ProblemKind.NAMES, "data", f"The register cannot be read: {error}.")])
        raise typer.Exit(ExitStatus.REFUSED) from None
    problems = review(register, geography)
    if problems:
        _print_problems(problems)
        raise typer.Exit(ExitStatus.REFUSED)
    days = Covering(register, geography).days()
    console.out.print(
        f"Checked {count(len(register.bodies), 'body', 'bodies')}, {count(len(geography.areas), 'area')}, "
        f"{count(len({row.place for row in register.places}), 'place')} and "
        f"{count(len(register.successions), 'succession')} on each of the {count(len(days), 'day')} on which "
        f"ground changed hands, {days[0]} to {days[-1]}: no gap, overlap, orphan, cycle or contradiction.",
        soft_wrap=True,
    )


def list_bodies(
    kind: Annotated[BodyKind | None, typer.Option("--kind", help="Only bodies of this kind.")] = None,
    on: OnOption = None,
    form: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TABLE,
) -> None:
    """All bodies of the register, or those of a kind or a day."""
    register, day = load_register(), _day(on)
    bodies = [
        body
        for body in register.bodies.values()
        if (kind is None or body.kind is kind) and existed(body, day)
    ]
    if not bodies:
        wanted = f"{kind.value} " if kind else ""
        raise CannotStartError(f"The register has no {wanted}body that existed on {day}.")
    columns = ("body_id", "name", "kind", "from", "to", "region", "owner")
    rows = [
        (b.body_id, b.name, b.kind.value, b.valid_from, b.valid_to, b.parent_region, b.owner) for b in bodies
    ]
    if form is Format.TABLE:
        for body in bodies:
            console.out.print(
                f"{escape(body.name)}  [dim]{body.body_id} · {_kind(body)} · {existence(body)}[/]",
                soft_wrap=True,
            )
        console.err.print(count(len(bodies), "body", "bodies"))
    else:
        typer.echo(as_text(Answer(columns, rows), form))


def find(
    name: Annotated[str, typer.Argument(help="A name, a place, an id, or a part: “Hull”, “London CRC”.")],
    on: OnOption = None,
) -> None:
    """Bodies of a name or a place: when they existed, and who came before and after them."""
    register, geography = load_register(), load_geography()
    try:
        found = find_named(register, name, _day(on))
    except UnknownBodyError as error:
        raise CannotStartError(str(error)) from error
    for place, body in enumerate(found):
        if place:
            console.out.print()
        console.out.print(f"[bold]{escape(body.name)}[/]  [dim]{body.body_id} · {_kind(body)}[/]")
        for label, text in _facts(register, geography, body, name):
            console.out.print(f"  [dim]{label:<9}[/] {escape(text)}", soft_wrap=True)


def _facts(register: Register, geography: Geography, body: Body, name: str) -> Iterator[tuple[str, str]]:
    """What is known of a body, as labels and texts."""
    yield "existed", existence(body)
    key = name_key(area_of(name, body.kind))
    shares = {
        f"{row.share} of {row.place}"
        for row in register.places
        if row.body_id == body.body_id and name_key(row.place) == key
    }
    if shares:
        yield "had", ", ".join(sorted(shares))
    areas = [geography.areas[area_id].name for area_id in sorted(geography.areas_of(body.body_id))]
    if areas:
        more = f" and {len(areas) - _AREAS_NAMED} more" if len(areas) > _AREAS_NAMED else ""
        yield "areas", f"{len(areas)}: {'; '.join(areas[:_AREAS_NAMED])}{more}"
    if body.parent_region is not None:
        yield "region", register.bodies[body.parent_region].name
    if body.owner is not None:
        yield "owner", body.owner
    yield from _steps(register, "before", [s for s in register.successions if s.successor_id == body.body_id])
    yield from _steps(
        register, "after", [s for s in register.successions if s.predecessor_id == body.body_id]
    )
    if body.note is not None:
        yield "note", body.note
    yield "source", body.source


def _steps(register: Register, label: str, steps: list[Succession]) -> Iterator[tuple[str, str]]:
    """Bodies before or after one, those of one day and kind of change together; notes where one stands
    alone."""
    together: dict[str, list[Succession]] = {}
    for step in steps:
        when = f"on {step.date}" if step.date is not None else "day not stated"
        together.setdefault(f"{step.kind}, {when}", []).append(step)
    for how, alike in together.items():
        ids = [step.predecessor_id if label == "before" else step.successor_id for step in alike]
        names = "; ".join(register.bodies[body_id].name for body_id in ids)
        note = f" ({alike[0].note})" if len(alike) == 1 and alike[0].note else ""
        yield "beside" if alike[0].kind is SuccessionKind.COVERS else label, f"{how}: {names}{note}"


def _kind(body: Body) -> str:
    return body.kind.value.replace("_", " ")


def _print_problems(problems: list[Problem]) -> None:
    for kind in ProblemKind:
        of_kind = [problem for problem in problems if problem.kind is kind]
        if of_kind:
            console.out.print(f"[bold red]{kind.value}[/] ({len(of_kind)})")
            for problem in of_kind:
                console.out.print(f"  {escape(problem.sentence)}", soft_wrap=True)
    console.err.print(
        f"{count(len(problems), 'problem')} in the register; correct pipelines/bodies/data and run it again."
    )


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CannotStartError(f"--on takes a day such as 2018-05-09, not {text!r}.") from error
