"""Whether every area and every place had exactly the right kinds of body on every day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.bodies.areas import Geography
from pipelines.bodies.eras import ERAS
from pipelines.bodies.problem import Problem, ProblemKind
from pipelines.bodies.register import Register, Share
from pipelines.vocabulary import BodyKind


@dataclass(frozen=True)
class Held:
    """One body held a piece of ground, or a part of it, between two days; None where not stated."""

    body_id: str
    kind: BodyKind
    first: date | None
    last: date | None
    is_whole: bool

    def holds(self, on: date) -> bool:
        """Whether it may have held it on the day."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)

    @property
    def is_open(self) -> bool:
        """Whether a limit is not stated, so that another body may hold the ground on the same day."""
        return self.first is None or self.last is None


class Covering:
    """The ground of England and Wales, day by day."""

    def __init__(self, register: Register, geography: Geography) -> None:
        self._register = register
        self.areas = {
            area_id: [
                Held(c.body_id, register.bodies[c.body_id].kind, c.valid_from, c.valid_to, is_whole=True)
                for c in geography.covers
                if c.area_id == area_id and c.body_id in register.bodies
            ]
            for area_id in geography.areas
        }
        self.places: dict[str, list[Held]] = {}
        for row in register.places:
            kind = register.bodies[row.body_id].kind
            held = Held(row.body_id, kind, row.valid_from, row.valid_to, row.share is Share.WHOLE)
            self.places.setdefault(row.place, []).append(held)
        self._undated = {
            frozenset((s.predecessor_id, s.successor_id)) for s in register.successions if s.date is None
        }
        self._heirs = {s.successor_id for s in register.successions if s.date is None}

    def days(self) -> list[date]:
        """The days from which on something is different; between two of them nothing changes."""
        held = [one for found in (self.areas, self.places) for rows in found.values() for one in rows]
        starts = {one.first for one in held if one.first} | {era.first for era in ERAS.values()}
        after = {one.last + timedelta(days=1) for one in held if one.last}
        ends = {era.last + timedelta(days=1) for era in ERAS.values() if era.last}
        return sorted(starts | after | ends)

    def problems(self) -> Iterator[Problem]:
        """Gaps and overlaps, each told once with the days on which it begins and ends."""
        days = self.days()
        for what, found in (("area", self.areas), ("place", self.places)):
            for ground, held in found.items():
                for kind, era in ERAS.items():
                    of_kind = [one for one in held if one.kind is kind]
                    wrong = {
                        day: told
                        for day in days
                        if era.holds(day) and (told := self._wrong(of_kind, day)) is not None
                    }
                    yield from _spells(f"{what} {ground}", kind, wrong, days)

    def _wrong(self, held: Sequence[Held], on: date) -> tuple[ProblemKind, str] | None:
        """What is wrong with those who held one ground, all of one kind, on one day."""
        groups = self._groups([one for one in held if one.holds(on)])
        whole = [group for group in groups if any(one.is_whole for one in group)]
        if not groups:
            return ProblemKind.GAP, "no body"
        if len(groups) == 1 and all(one.first is None and one.body_id in self._heirs for one in groups[0]):
            # They may not have begun yet: nobody says who had the ground until then.
            return ProblemKind.GAP, f"only {groups[0][0].body_id}, which took over on a day not known,"
        if not whole and len(groups) == 1:
            return ProblemKind.GAP, f"only {groups[0][0].body_id}, for a part of it"
        if whole and len(groups) > 1:
            named = " and ".join(sorted(group[0].body_id for group in groups))
            return ProblemKind.OVERLAP, f"{named} at once"
        return None

    def _groups(self, held: Sequence[Held]) -> list[list[Held]]:
        """Those who held one ground, put together where one took over from the other on a day that no
        source states: on any day one of them is right."""
        groups: list[list[Held]] = []
        for one in held:
            kin = [group for group in groups if any(self._may_follow(one, other) for other in group)]
            groups = [group for group in groups if group not in kin]
            groups.append([*(other for group in kin for other in group), one])
        return groups

    def _may_follow(self, one: Held, other: Held) -> bool:
        pair = frozenset((one.body_id, other.body_id))
        return one.is_open and other.is_open and pair in self._undated


def _spells(
    where: str,
    kind: BodyKind,
    wrong: Mapping[date, tuple[ProblemKind, str]],
    days: Sequence[date],
) -> Iterator[Problem]:
    """One problem for each unbroken run of days with the same thing wrong."""
    told: tuple[ProblemKind, str] | None = None
    since: date | None = None
    for day in (*days, None):
        now = wrong.get(day) if day is not None else None
        if now == told:
            continue
        if told is not None and since is not None:
            until = f" to {day - timedelta(days=1)}" if day is not None else " on"
            yield Problem(told[0], where, f"{where} has {told[1]} as {_named(kind)} from {since}{until}.")
        told, since = now, day


def _named(kind: BodyKind) -> str:
    return {
        BodyKind.TRUST: "probation trust",
        BodyKind.CRC: "community rehabilitation company",
        BodyKind.NPS_DIVISION: "NPS division",
        BodyKind.REGION: "probation region",
        BodyKind.PDU: "delivery unit",
    }.get(kind, kind.value.replace("_", " "))
