"""`probation chart`: pictures of the record as SVG and PNG files."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import duckdb
import typer

from flows import console
from flows.as_of import asking_as_of
from flows.commands.options import AsOfOption, HomeOption
from flows.errors import CannotStartError
from flows.home import Home
from flows.publication import need_published
from pipelines.bodies.lookup import UnknownBodyError, find_named
from pipelines.bodies.register import Body, load_register
from pipelines.vocabulary import BodyKind, Concept

if TYPE_CHECKING:  # Altair takes half a second, which other commands need not wait for
    from warehouse.charts import Picture

charts = typer.Typer(help="Pictures of the record: SVG and PNG.", no_args_is_help=True)
_FOLDER = "charts"
_SUFFIXES = (".svg", ".png")
_NAMED = 8


class Programme(StrEnum):
    """The two programmes, which are inspected against different standards."""

    ADULT = "adult"
    YOUTH = "youth"


OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out", help="File to write, .svg or .png; both in charts/ of the data folder.", show_default=False
    ),
]


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    charts.command("body")(body)
    charts.command("region")(region)
    charts.command("national")(national)
    app.add_typer(charts, name="chart")


def body(
    name: Annotated[str, typer.Argument(help="A body, by its name or the place it serves, or its body_id.")],
    out: OutOption = None,
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """Rating history of a body, with the inspections of those that had its area before."""
    from warehouse.charts import body_history

    chosen = _body_named(name)
    _draw(Home.find(home), out, as_of, lambda connection: body_history(connection, chosen.body_id))


def region(
    name: Annotated[str, typer.Argument(help="A region of the Probation Service: London, Wales …")],
    out: OutOption = None,
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """Heat map of a region: what was rated below Good, by concept and year."""
    from warehouse.charts import region_heat_map

    chosen = _region_named(name)
    _draw(Home.find(home), out, as_of, lambda connection: region_heat_map(connection, chosen.name))


def national(
    concept: Annotated[
        str, typer.Option("--concept", help="What was rated: overall, leadership, planning …")
    ] = "overall",
    programme: Annotated[
        Programme | None,
        typer.Option("--programme", help="One programme only; both.", show_default=False),
    ] = None,
    out: OutOption = None,
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """How often each rating was given, by year."""
    from warehouse.charts import national_distribution

    chosen = _concept_named(concept)
    one = programme.value if programme else None
    _draw(
        Home.find(home),
        out,
        as_of,
        lambda connection: national_distribution(connection, concept=chosen, programme=one),
    )


def _draw(
    home: Home,
    out: Path | None,
    as_of: str | None,
    picture_of: Callable[[duckdb.DuckDBPyConnection], Picture],
) -> None:
    """Draw, write, and say where the files are and what is on them."""
    from warehouse.charts import NothingToDrawError

    if out is not None and out.suffix.lower() not in _SUFFIXES:
        raise CannotStartError(f"--out takes a file that ends in .svg or .png, not {str(out)!r}.")
    if need_published(home).is_replica:
        console.banner()
    with asking_as_of(home, as_of) as connection:
        try:
            picture = picture_of(connection)
        except NothingToDrawError as nothing:
            raise CannotStartError(str(nothing)) from nothing
    as_of_part = f"-as-of-{as_of}" if as_of else ""
    files = (
        [out]
        if out is not None
        else [home.root / _FOLDER / f"{picture.name}{as_of_part}{suffix}" for suffix in _SUFFIXES]
    )
    for file in files:
        with _writing(file):
            if file.suffix.lower() == ".svg":
                file.write_text(picture.svg(), encoding="utf-8")
            else:
                file.write_bytes(picture.png())
        console.out.print(str(file), markup=False, soft_wrap=True)
    console.out.print(f"{picture.sentence}.", markup=False, soft_wrap=True)


@contextmanager
def _writing(file: Path) -> Iterator[None]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise CannotStartError(f"The picture cannot be written to {file}: {error.strerror}.") from error


def _body_named(name: str) -> Body:
    """The one body meant: that which bears the name before those of the place, existing before gone.

    Two that are meant equally (a PDU and a youth justice service of one town) are the user's to choose from.
    """
    register = load_register()
    found = _found(name)
    bearing = [one for one in register.named(name, frozenset(BodyKind)) if one in found]
    for pool in (_existing(bearing), _existing(found), found):
        if len(pool) == 1:
            return _told(name, pool[0], found)
        if pool:
            break
    raise CannotStartError(f"{name!r} may mean {_listed(pool)}: give one of these names whole.")


def _found(name: str) -> tuple[Body, ...]:
    try:
        return find_named(load_register(), name, None)
    except UnknownBodyError as unknown:
        raise CannotStartError(str(unknown)) from unknown


def _existing(bodies: Sequence[Body]) -> list[Body]:
    return [body for body in bodies if body.valid_to is None]


def _told(name: str, chosen: Body, found: Sequence[Body]) -> Body:
    others = [one for one in found if one != chosen]
    if others:
        console.err.print(
            f"{name!r} is taken as {chosen.name}; it may also mean {_listed(others)}.",
            markup=False,
            soft_wrap=True,
        )
    return chosen


def _listed(bodies: Sequence[Body]) -> str:
    names = [body.name for body in bodies[:_NAMED]]
    return "; ".join(names) + (f" and {len(bodies) - _NAMED} more" if len(bodies) > _NAMED else "")


def _region_named(name: str) -> Body:
    """The region of that name. A place in a region is no region: its map would be taken for the place's."""
    regions = {body.name: body for body in load_register().bodies.values() if body.kind is BodyKind.REGION}
    short = {full.split("–")[-1].strip().casefold(): body for full, body in regions.items()}
    wanted = name.rsplit("–", maxsplit=1)[-1].strip().casefold()
    if wanted in short:
        return short[wanted]
    if len(within := [body for words, body in short.items() if wanted and wanted in words]) == 1:
        return within[0]
    near = difflib.get_close_matches(wanted, short, n=3, cutoff=0.4)
    names = ", ".join((short[one].name.split("–")[-1].strip()) for one in near or sorted(short))
    raise CannotStartError(
        f"There is no region {name!r}; {'nearest' if near else 'the regions are'}: {names}."
    )


def _concept_named(concept: str) -> str:
    known = ["overall", *(one.value for one in Concept)]
    wanted = concept.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted in known:
        return wanted
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.5)
    hint = f"nearest: {', '.join(near)}" if near else f"there are {', '.join(known)}"
    raise CannotStartError(f"Nothing called {concept!r} is rated; {hint}.")
