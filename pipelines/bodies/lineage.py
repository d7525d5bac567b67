"""Which bodies came before which: the reorganisations of 2014, 2019 and 2021 followed area by area.

Succession alone lies about places. Warwickshire's trust went into a company that also took over West
Mercia's, and Worcestershire's delivery unit came out of that company; yet the trust never had a case in
Worcestershire.
So a body is an ancestor only through areas both covered, and every link says how much of them that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pipelines.bodies.areas import Geography
from pipelines.bodies.names import short_name
from pipelines.bodies.register import Body, Register, Succession
from pipelines.vocabulary import AreaRelation, BodyKind

WORK: Mapping[BodyKind, str] = {
    BodyKind.TRUST: "all probation work",
    BodyKind.CRC: "people at low and medium risk of harm",
    BodyKind.NPS_DIVISION: "mainly people at high risk of harm, courts and victims",
    BodyKind.REGION: "all probation work",
    BodyKind.PDU: "all probation work but what the region does",
    BodyKind.YOUTH_JUSTICE_SERVICE: "youth justice",
    BodyKind.NATIONAL: "the national arrangements",
    BodyKind.APPROVED_PREMISES: "approved premises",
}
"""Whose cases each kind of body had. Two bodies of one area may still have had none in common."""

_WORK_IN_WALES: Mapping[str, str] = {
    "nps-wales": "mainly people at high risk of harm, courts and victims; from December 2019 all risks",
    "crc-wales": "people at low and medium risk of harm; from December 2019 only unpaid work and programmes",
}
"""Wales was reunited in two steps (succession.csv): the company's cases went over before the company did."""


@dataclass(frozen=True)
class Link:
    """One body in the past of another; the body itself, with no steps, is the first link of its own lineage.

    `steps` lead from the ancestor to the body, oldest first. Areas are ids of `Geography`, empty where the
    register knows no areas of a body (youth justice services, the national service).
    """

    body_id: str
    ancestor_id: str
    steps: tuple[Succession, ...]
    body_areas: frozenset[str]
    ancestor_areas: frozenset[str]
    shared_areas: frozenset[str]

    @property
    def generation(self) -> int:
        """How many successions lie between: 0 for the body itself."""
        return len(self.steps)

    @property
    def relation(self) -> AreaRelation:
        """How the ancestor's area lies to the body's."""
        if not self.steps:
            return AreaRelation.SAME_BODY
        if not self.body_areas or not self.ancestor_areas:
            return AreaRelation.UNKNOWN
        if self.shared_areas == self.ancestor_areas == self.body_areas:
            return AreaRelation.SAME_AREA
        if self.shared_areas == self.body_areas:
            return AreaRelation.WIDER
        return AreaRelation.PART if self.shared_areas == self.ancestor_areas else AreaRelation.OVERLAPPING


class Lineages:
    """The past of every body, worked out once from the register and its areas."""

    def __init__(self, register: Register, geography: Geography) -> None:
        self._register = register
        self._areas = {body_id: geography.areas_of(body_id) for body_id in register.bodies}

    def of(self, body_id: str) -> tuple[Link, ...]:
        """The links of one body, itself first, then by generation and id. KeyError for no such body."""
        own = self._areas[body_id]
        ways: dict[str, list[Link]] = {}
        for link in self._walk(Link(body_id, body_id, (), own, own, own)):
            ways.setdefault(link.ancestor_id, []).append(link)
        links = [_together(found) for found in ways.values()]
        return tuple(sorted(links, key=lambda link: (link.generation, link.ancestor_id)))

    def heirs_of(self, body_id: str) -> tuple[Link, ...]:
        """The links in which this body is the ancestor, itself first, then by generation and id."""
        links = (link for other in self._register.bodies for link in self.of(other))
        found = [link for link in links if link.ancestor_id == body_id]
        return tuple(sorted(found, key=lambda link: (link.generation, link.body_id)))

    def _walk(self, link: Link) -> Iterator[Link]:
        yield link
        passed = {link.ancestor_id, *(step.successor_id for step in link.steps)}
        for step in self._steps_into.get(link.ancestor_id, ()):
            areas = self._areas[step.predecessor_id]
            shared = link.shared_areas & areas
            is_elsewhere = bool(areas) and bool(link.shared_areas) and not shared
            if step.predecessor_id in passed or is_elsewhere:
                continue
            steps = (step, *link.steps)
            yield from self._walk(
                Link(link.body_id, step.predecessor_id, steps, link.body_areas, areas, shared)
            )

    @cached_property
    def _steps_into(self) -> Mapping[str, tuple[Succession, ...]]:
        steps: dict[str, list[Succession]] = {}
        for step in self._register.successions:
            steps.setdefault(step.successor_id, []).append(step)
        return {body_id: tuple(into) for body_id, into in steps.items()}


def work_of(body: Body) -> str:
    """Whose cases a body had, in words."""
    return _WORK_IN_WALES.get(body.body_id, WORK[body.kind])


def share_text(link: Link, bodies: Mapping[str, Body]) -> str:
    """How much of each other the two covered, in words; areas are counted, people are not."""
    name, earlier = (
        short_name(bodies[body_id].name, bodies[body_id].kind) for body_id in (link.body_id, link.ancestor_id)
    )
    shared, own, theirs = len(link.shared_areas), len(link.body_areas), len(link.ancestor_areas)
    match link.relation:
        case AreaRelation.SAME_BODY:
            return "the body itself"
        case AreaRelation.SAME_AREA:
            return "the same area"
        case AreaRelation.WIDER:
            return f"all of {name}'s area, {shared} of the {_areas(theirs)} of {earlier}"
        case AreaRelation.PART:
            return f"{shared} of {name}'s {_areas(own)} and nothing else"
        case AreaRelation.OVERLAPPING:
            return (
                f"{shared} of {name}'s {_areas(own)}, which are {shared} of the {_areas(theirs)} of {earlier}"
            )
        case AreaRelation.UNKNOWN:
            return "how much of the area is not known"


def steps_text(link: Link, bodies: Mapping[str, Body]) -> str | None:
    """How the body follows from the ancestor, step by step, oldest first; None for the body itself."""
    told = [
        f"{bodies[step.predecessor_id].name} → {bodies[step.successor_id].name} "
        f"({step.kind}, {step.date or 'day not known'})"
        for step in link.steps
    ]
    return "; ".join(told) or None


def _together(ways: list[Link]) -> Link:
    """One link of all ways to an ancestor: its nearest way, and the areas of all of them. A unit merged of
    two has the company before them through both.
    """
    nearest = min(ways, key=_nearness)
    return replace(nearest, shared_areas=frozenset().union(*(way.shared_areas for way in ways)))


def _areas(count: int) -> str:
    return f"{count} area" if count == 1 else f"{count} areas"


def _nearness(link: Link) -> tuple[int, int, tuple[str, ...]]:
    """Fewest steps first, then the way that keeps most of the area, then the names on the way."""
    return (link.generation, -len(link.shared_areas), tuple(step.successor_id for step in link.steps))
