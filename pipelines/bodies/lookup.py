"""Which bodies a person means by a name, a place or a part of a name, or a sentence that helps them.

`Register.find` is for documents and never guesses. People search: they want all that a word may mean, and
when it means nothing, the nearest names.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from datetime import date

from pipelines.bodies.areas import load_geography
from pipelines.bodies.eras import ERAS, existed
from pipelines.bodies.names import area_of, kinds_named, name_key
from pipelines.bodies.register import Body, Place, Register
from pipelines.vocabulary import BodyKind

_NEAREST = 4
_SHORTEST_PART = 3


class UnknownBodyError(Exception):
    """Nobody is meant. Its text is one sentence or two for the user: who is near, or when the body was."""


def find_named(register: Register, name: str, on: date | None) -> tuple[Body, ...]:
    """Return every body that a name may mean on a day, or at any time: those that bear it first, then those
    of the place.

    `name` is an id, a name or alias, a place, or whole words out of one of these ("Hull", "Stoke PDU"). Words
    for a kind narrow it to that kind. Parts of names count only where nothing bears the whole.

    Raises UnknownBodyError, with the nearest names, or with the time when it existed.
    """
    meant = _meant(register, name)
    if not meant:
        raise UnknownBodyError(_unknown(register, name))
    found = tuple(body for body in meant if _held(register, body, name, on))
    if not found:
        raise UnknownBodyError(_not_then(register, name, meant, on))
    return found


def _meant(register: Register, name: str) -> tuple[Body, ...]:
    """Bodies meant at any time, by the strictest reading that finds one."""
    wanted = name.strip()
    if wanted in register.bodies:
        return (register.bodies[wanted],)
    if not name_key(wanted):
        return ()
    said = kinds_named(wanted)
    kinds = said or frozenset(BodyKind)
    named = register.named(wanted, kinds)
    if said and named:
        return named
    at_place = [body for kind in BodyKind if kind in kinds for body in _of_place(register, wanted, kind)]
    meant = [*named, *at_place]
    return tuple(dict.fromkeys(meant or _of_part(register, wanted, kinds)))


def _of_place(register: Register, name: str, kind: BodyKind) -> tuple[Body, ...]:
    return register.at_place(area_of(name, kind), (kind,), None)


def _of_part(register: Register, name: str, kinds: Collection[BodyKind]) -> list[Body]:
    """Bodies with the words of the name, whole and in order, in a name, an alias or one of their places."""
    places: dict[str, list[str]] = {}
    for place in register.places:
        places.setdefault(place.body_id, []).append(place.place)
    found = []
    for body in register.bodies.values():
        part = _words(area_of(name, body.kind))
        forms = (body.name, *body.aliases, *places.get(body.body_id, ()))
        if (
            body.kind in kinds
            and len(part.strip()) >= _SHORTEST_PART
            and any(part in _words(f) for f in forms)
        ):
            found.append(body)
    return found


def _words(text: str) -> str:
    """The words of a text, each between two spaces, so that "Hull" is not in "Hullbridge"."""
    keys = (name_key(word) or word for word in text.replace("-", " ").replace("&", " and ").split())
    return f" {' '.join(keys)} "


def _held(register: Register, body: Body, name: str, on: date | None) -> bool:
    """Whether it existed, and, if it is meant for a place, had that place on the day."""
    if not existed(body, on):
        return False
    rows = _rows_of(register, body, name)
    return not rows or body in register.named(name, (body.kind,)) or any(_holds(row, on) for row in rows)


def _rows_of(register: Register, body: Body, name: str) -> list[Place]:
    key = name_key(area_of(name, body.kind))
    return [row for row in register.places if row.body_id == body.body_id and name_key(row.place) == key]


def _holds(row: Place, on: date | None) -> bool:
    first, last = row.valid_from or date.min, row.valid_to or date.max
    return on is None or first <= on <= last


def _unknown(register: Register, name: str) -> str:
    near = nearest_names(register, name)
    hint = f"nearest: {', '.join(near)}" if near else "and no name is near; `probation bodies list` has all"
    return f"The register has no body or place {name!r}; {hint}."


def nearest_names(register: Register, name: str) -> list[str]:
    """Names, aliases and places of the register that are spelled most like a name, best first."""
    printed: dict[str, str] = {}
    for form in _forms(register):
        printed.setdefault(" ".join(form.casefold().split()), form)
    near = difflib.get_close_matches(
        " ".join(name.casefold().split()), printed, n=_NEAREST, cutoff=0.6
    ) or difflib.get_close_matches(" ".join(name.casefold().split()), printed, n=_NEAREST, cutoff=0.4)
    return [printed[form] for form in near]


def _forms(register: Register) -> Iterable[str]:
    yield from register.bodies
    yield from (place.place for place in register.places)
    for body in register.bodies.values():
        yield from (body.name, *body.aliases, area_of(body.name, body.kind))


def _not_then(register: Register, name: str, meant: tuple[Body, ...], on: date | None) -> str:
    """Say when those who are meant existed, and who had their ground on the day asked for."""
    told = "; ".join(f"{body.name}, {existence(body)}" for body in meant[:3])
    more = f" and {len(meant) - 3} more" if len(meant) > 3 else ""
    then = _who_then(register, meant, on) if on is not None else []
    instead = f" Its ground was then under: {'; '.join(then[:6])}." if then else ""
    return f"{name!r} names nobody who existed on {on}. In the register: {told}{more}.{instead}"


def existence(body: Body) -> str:
    """When a body existed, in words."""
    begun = f"from {body.valid_from}" if body.valid_from else "from a day no source states"
    era = ERAS.get(body.kind)
    if body.valid_to is None and era is not None and era.last is None and body.valid_from is None:
        begun += f", not before {era.first}"
    return f"{begun} to {body.valid_to}" if body.valid_to else f"{begun}, no end stated"


def _who_then(register: Register, meant: Iterable[Body], on: date) -> list[str]:
    geography = load_geography()
    areas = frozenset().union(*(geography.areas_of(body.body_id) for body in meant))
    then = {cover.body_id: None for area_id in sorted(areas) for cover in geography.at(area_id, on)}
    bodies = [register.bodies[body_id] for body_id in then if body_id in register.bodies]
    return [body.name for body in bodies if existed(body, on)]
