"""The register of bodies: who was inspected, under which names, when they existed and who took over from
whom.

Data are reviewed files with a source in every row. The register never guesses: a name that is not in it, or
that two bodies share on the day, finds nobody, and the caller puts the document aside as about an unknown
body.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType

from pipelines.bodies.areas import load_geography
from pipelines.bodies.names import keys_of, kinds_named, name_key, printed_forms
from pipelines.records import PartialDate
from pipelines.vocabulary import BodyKind, DatePrecision, SuccessionKind


class Share(StrEnum):
    """How much of a place a body was responsible for."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True)
class Body:
    """One inspected body. `valid_from` and `valid_to` (inclusive) are None where no source states them.

    `owner` is who ran it, in words: companies changed hands while they stayed the same body.
    """

    body_id: str
    name: str
    kind: BodyKind
    parent_region: str | None
    valid_from: date | None
    valid_to: date | None
    aliases: tuple[str, ...]
    note: str | None
    source: str
    owner: str | None = None

    def existed(self, on: date | None) -> bool:
        """Whether the body may have existed on the day; an unstated limit, or no day, excludes nothing."""
        return _covers(self.valid_from, self.valid_to, on)


@dataclass(frozen=True)
class Succession:
    """One body took over work of another. `date` is None where no source states it; `note` then says what
    is known."""

    predecessor_id: str
    successor_id: str
    date: PartialDate | None
    kind: SuccessionKind
    note: str | None
    source: str


@dataclass(frozen=True)
class Place:
    """A county, town, police area or district, and a body that was responsible for it, or for a part of it:
    `share` says which."""

    place: str
    place_type: str
    body_id: str
    valid_from: date | None
    valid_to: date | None
    share: Share
    source: str


class Register:
    """All bodies with their names, places and successions.

    Raises ValueError when made of data in which two bodies of one kind and time share a name: `find` could
    then only guess.
    """

    def __init__(
        self, bodies: Collection[Body], successions: Collection[Succession], places: Collection[Place]
    ) -> None:
        self.bodies: Mapping[str, Body] = MappingProxyType({body.body_id: body for body in bodies})
        self.successions = tuple(successions)
        self.places = tuple(places)
        named: set[str] = {body for s in successions for body in (s.predecessor_id, s.successor_id)}
        if unknown := (named | {place.body_id for place in places}) - set(self.bodies):
            raise ValueError(
                f"successions or places name bodies that the register does not have: {sorted(unknown)}"
            )
        self._by_key: dict[tuple[BodyKind, str], list[Body]] = defaultdict(list)
        for body in bodies:
            for key in {key for form in (body.name, *body.aliases) for key in _own_keys(form, body)}:
                self._refuse_namesake(body, key)
                self._by_key[body.kind, key].append(body)

    def _refuse_namesake(self, body: Body, key: str) -> None:
        for other in self._by_key[body.kind, key]:
            if _overlap(other, body):
                raise ValueError(f"{body.body_id} and {other.body_id} share the name key {key!r}")

    def find(self, area: str, kinds: Collection[BodyKind], on: date | None) -> Body | None:
        """Return the one body of these kinds that bears this name on that day, else None.

        `area` may be a place or a full name, as printed: "Gwent", "Gwent PDU", "Cwm Taf Morgannwg (CTM)".
        Kind words in it narrow `kinds`: "London CRC" never finds the London division.
        """
        said = kinds_named(area)
        wanted = [kind for kind in kinds if not said or kind in said or not said & set(kinds)]
        found = {
            body.body_id: body
            for kind in wanted
            for key in keys_of(area, kind)
            for body in self._by_key.get((kind, key), ())
            if body.existed(on)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def named(self, name: str, kinds: Collection[BodyKind]) -> tuple[Body, ...]:
        """Return all bodies of these kinds that bear this name, at whatever time, in the order of the data.

        Words for a kind in the name are no part of it here: "Gwent PDU" finds every kind of Gwent.
        """
        found = {
            body.body_id
            for kind in kinds
            for key in keys_of(name, kind)
            for body in self._by_key.get((kind, key), ())
        }
        return tuple(body for body in self.bodies.values() if body.body_id in found)

    def at_place(self, place: str, kinds: Collection[BodyKind], on: date | None) -> tuple[Body, ...]:
        """Bodies of these kinds responsible for a place, or part of it, on that day, in the order of the
        data."""
        ids = dict.fromkeys(
            row.body_id
            for row in self._places_by_key.get(name_key(place), ())
            if _covers(row.valid_from, row.valid_to, on)
        )
        return tuple(
            body for body in map(self.bodies.__getitem__, ids) if body.kind in kinds and body.existed(on)
        )

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Every printed form of every body, with the bodies it may mean; their kinds are in `bodies`.

        Places are not in it: a county alone does not name a service. They are in `places`, with their
        validity.
        """
        return self._names

    def regions_of(self, body_id: str) -> tuple[str, ...]:
        """Regions a body is in or went over to; itself for a region, none for the national service."""
        body = self.bodies[body_id]
        if body.kind is BodyKind.REGION:
            return (body_id,)
        if body.parent_region is not None:
            return (body.parent_region,)
        heirs = [self.bodies[s.successor_id] for s in self.successions if s.predecessor_id == body_id]
        regions = [heir.body_id for heir in heirs if heir.kind is BodyKind.REGION]
        if not regions and body.kind is BodyKind.TRUST:
            # A company could take over several trusts and go over to several regions: York's trust never had
            # ground in the East Midlands, its company did.
            areas = load_geography().areas_of
            regions = [
                region
                for heir in heirs
                if heir.kind is BodyKind.CRC
                for region in self.regions_of(heir.body_id)
                if not areas(body_id) or areas(body_id) & areas(region)
            ]
        return tuple(dict.fromkeys(regions))

    @cached_property
    def _places_by_key(self) -> Mapping[str, list[Place]]:
        by_key: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            by_key[name_key(place.place)].append(place)
        return by_key

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        forms: dict[str, dict[str, None]] = defaultdict(dict)
        for body in self.bodies.values():
            for form in (*printed_forms(body.name, body.kind), *body.aliases):
                forms[form][body.body_id] = None
        return MappingProxyType({form: tuple(ids) for form, ids in sorted(forms.items())})


def _own_keys(form: str, body: Body) -> frozenset[str]:
    """Keys of a body's own name or alias. An alias without kind words stands as it is: "Lancashire
    probation service" is what papers call one CRC, not a claim that "Lancashire" alone does.
    """
    if form == body.name or kinds_named(form):
        return keys_of(form, body.kind)
    return frozenset({name_key(form)})


def _overlap(one: Body, other: Body) -> bool:
    """Whether both may have existed on one day."""
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)


def _covers(first: date | None, last: date | None, on: date | None) -> bool:
    return on is None or ((first is None or first <= on) and (last is None or on <= last))


@cache
def load_register() -> Register:
    """The project's register, read once.

    Raises ValueError for data that contradict themselves or use a word outside the vocabularies.
    """
    return Register(
        bodies=[
            Body(
                body_id=row["body_id"],
                name=row["name"],
                kind=BodyKind(row["kind"]),
                parent_region=row["parent_region"] or None,
                valid_from=_day(row["valid_from"]),
                valid_to=_day(row["valid_to"]),
                aliases=tuple(filter(None, row["aliases"].split("|"))),
                note=row["note"] or None,
                source=row["source"],
                owner=row["owner"] or None,
            )
            for row in _rows("bodies.csv")
        ],
        successions=[
            Succession(
                predecessor_id=row["predecessor_id"],
                successor_id=row["successor_id"],
                date=_partial(row["date"]),
                kind=SuccessionKind(row["kind"]),
                note=row["note"] or None,
                source=row["source"],
            )
            for row in _rows("succession.csv")
        ],
        places=[
            Place(
                place=row["place"],
                place_type=row["place_type"],
                body_id=row["body_id"],
                valid_from=_day(row["valid_from"]),
                valid_to=_day(row["valid_to"]),
                share=Share(row["share"]),
                source=row["source"],
            )
            for row in _rows("places.csv")
        ],
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("pipelines.bodies").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _partial(text: str) -> PartialDate | None:
    if not text:
        return None
    year, month, day = (*text.split("-"), "1", "1")[:3]
    precision = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}[len(text)]
    return PartialDate(value=date(int(year), int(month), int(day)), precision=precision)
