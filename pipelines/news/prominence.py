"""Which bodies a story is about, by how prominently it names them or their places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipelines.bodies.register import Register
from pipelines.news.gazetteer import Mention, Strength, Target
from pipelines.news.subject import ZONE_WEIGHTS, Subject
from pipelines.news.zones import Zone
from pipelines.vocabulary import BodyKind

WIDE_KINDS = frozenset({BodyKind.NPS_DIVISION, BodyKind.REGION, BodyKind.NATIONAL})
"""Bodies as wide as several counties: a town in them is no sign of them."""
_COUNTED = {Zone.HEADLINE: 2, Zone.DESCRIPTION: 1, Zone.OPENING: 2, Zone.BODY: 3}
"""How often a body counts in each part: saying a name more often does not make a story more about it."""
_REPORTING_LAG = timedelta(days=200)
"""How long after a body ended a story may still be about it: reports appear months after the fieldwork."""


@dataclass
class Prominence:
    """How prominently one body is named, and where."""

    body_id: str
    score: float = 0.0
    mentions: list[tuple[float, Strength, Mention]] = field(default_factory=list)
    """(weight, strength, mention), in the order of the story."""

    @property
    def spans(self) -> frozenset[tuple[Zone, int, int]]:
        """Where it is named."""
        return frozenset((mention.zone, mention.start, mention.end) for _, _, mention in self.mentions)

    @property
    def best(self) -> Mention:
        """The most telling mention, the first of equals."""
        return max(self.mentions, key=lambda counted: counted[0])[2]

    @property
    def strongest(self) -> Strength:
        """How directly it is named at best."""
        return max(strength for _, strength, _ in self.mentions)

    @property
    def is_in_headline(self) -> bool:
        """Whether the headline names it."""
        return any(mention.zone is Zone.HEADLINE for _, _, mention in self.mentions)

    @property
    def is_by_hint(self) -> bool:
        """Whether only towns in it or the company that ran it are named, and not it or its ground."""
        return all(mention.is_hint for _, _, mention in self.mentions)

    @property
    def is_by_company(self) -> bool:
        """Whether nothing but the company that ran it is named."""
        return all(mention.is_company for _, _, mention in self.mentions)

    @property
    def is_on_top(self) -> bool:
        """Whether headline, standfirst or opening name it."""
        return any(mention.zone is not Zone.BODY for _, _, mention in self.mentions)


def prominences(
    mentions: Iterable[Mention],
    subject: Subject,
    register: Register,
    on: date | None,
    among: Collection[str] | None = None,
) -> dict[str, Prominence]:
    """Score every body of the kinds that the story speaks of. A place several bodies share counts for each
    in part.

    With `among`, only these bodies: where a report on one of Essex's two units is just out, "Essex" means it.
    """
    found: dict[str, Prominence] = {}
    counted: Counter[tuple[str, Zone]] = Counter()
    for mention in mentions:
        targets = [
            target
            for target in mention.targets
            if _may_mean(target, on) and (among is None or target.body_id in among)
        ]
        named = [target for target in targets if target.strength is Strength.NAME]
        for body_id, (target, share) in _shares(named or targets, register).items():
            kind = register.bodies[body_id].kind
            weight = _weight(mention, target, kind, subject) * share
            if weight == 0 or counted[body_id, mention.zone] >= _COUNTED[mention.zone]:
                continue
            counted[body_id, mention.zone] += 1
            one = found.setdefault(body_id, Prominence(body_id))
            one.score += weight
            one.mentions.append((weight, mention.strength_for(target), mention))
    return {body_id: _without_company(one) for body_id, one in found.items()}


def _without_company(one: Prominence) -> Prominence:
    """A body that is named otherwise gains nothing by its company, which ran others beside it."""
    own = [counted for counted in one.mentions if not counted[2].is_company]
    if not own or len(own) == len(one.mentions):
        return one
    return Prominence(one.body_id, sum(weight for weight, _, _ in own), own)


def _may_mean(target: Target, on: date | None) -> bool:
    return target.is_valid(on) or (on is not None and target.is_valid(on - _REPORTING_LAG))


def _shares(targets: Collection[Target], register: Register) -> dict[str, tuple[Target, float]]:
    """The strongest target of each body, and its part in the mention.

    Within a kind only the bodies that the form names most directly share it: "Sheffield" is Sheffield's
    unit, not also one that serves a part of it. The name of a company speaks for each that it ran: the day
    must tell which.
    """
    strongest: dict[str, Target] = {}
    for target in targets:
        if target.body_id in register.bodies:
            held = strongest.get(target.body_id)
            if held is None or held.strength < target.strength:
                strongest[target.body_id] = target
    by_kind: dict[BodyKind, list[Target]] = defaultdict(list)
    for target in strongest.values():
        by_kind[register.bodies[target.body_id].kind].append(target)
    shares: dict[str, tuple[Target, float]] = {}
    for alike in by_kind.values():
        best = max(target.strength for target in alike)
        chosen = [target for target in alike if target.strength == best]
        shares |= {
            target.body_id: (
                target,
                1.0 if target.is_company else 1 / len(chosen),
            )
            for target in chosen
        }
    return shares


def _weight(mention: Mention, target: Target, kind: BodyKind, subject: Subject) -> float:
    strength = mention.strength_for(target)
    weight = ZONE_WEIGHTS[mention.zone] * strength * subject.weight(kind)
    if kind in WIDE_KINDS and target.strength < Strength.NAME:
        is_area = target.strength is Strength.AREA
        if kind is BodyKind.REGION and not subject.says_region:
            return weight * 0.5 if is_area and mention.is_by_service else 0.0
        weight *= 0.7 if is_area else 0.25
    return weight


def named_bodies(
    mentions: Iterable[Mention],
    subject: Subject,
    register: Register,
    on: date | None,
    *,
    is_by_place: bool,
) -> tuple[str, ...]:
    """Bodies a story names, most prominent first.

    By their own name; in a dated story about an inspection (`is_by_place`) also by an area or place where
    only one body of the kind can be meant. A place that several units share names none of them.
    """
    ranked = sorted(prominences(mentions, subject, register, on).values(), key=lambda one: -one.score)
    return tuple(
        one.body_id
        for one in ranked
        if one.strongest is Strength.NAME
        or (is_by_place and on is not None and _is_meant(one, ranked, register, on))
    )


def _is_meant(one: Prominence, ranked: list[Prominence], register: Register, on: date) -> bool:
    kind = register.bodies[one.body_id].kind
    if kind in WIDE_KINDS or not (one.is_on_top and one.score >= 2):
        return False
    rivals = [other for other in ranked if other is not one and register.bodies[other.body_id].kind is kind]
    return not any(one.spans <= other.spans for other in rivals) and register.bodies[one.body_id].existed(on)
