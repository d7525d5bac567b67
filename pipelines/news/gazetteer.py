"""Names of bodies and places in a story, found in one pass, the longest at each place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import lru_cache

import ahocorasick

from pipelines.bodies.areas import Cover, load_geography, load_towns, load_youth_covers
from pipelines.bodies.names import area_of
from pipelines.bodies.register import Body, Place, Register
from pipelines.news.folding import folded
from pipelines.news.zones import Story, Zone
from pipelines.vocabulary import BodyKind

_COMPASS = ("north", "south", "east", "west", "central", "mid")
_NOT_THE_SERVICE = re.compile(
    r"\s+(?:(?:evening|daily|weekly|sunday)\s+)?(?:post|news|herald|gazette|echo|mail|live|star|times|today|chronicle|argus"
    r"|telegraph|advertiser|independent|express|observer|journal|mercury|guardian|standard|examiner|globe|world|press|online"
    r"|police|constabulary|magistrates|crown\s+court|university|college|hospital|prison|fc|city\s+fc|united|rovers|cathedral"
    r"|fire\s+(?:and\s+rescue|service)|racecourse|airport|road|street|combined\s+court)\b"
)
OWNERS = (
    "Working Links",
    "Sodexo",
    "Seetec",
    "Purple Futures",
    "Interserve",
    "MTCnovo",
    "MTC Novo",
    "Reducing Reoffending Partnership",
    "PeoplePlus",
)
"""Companies as papers name them; each is found in `owner` of the bodies it ran."""
_NOT_THE_PLACE_AFTER = re.compile(r"\b(?:hmp|hmyoi|yoi|england\s+(?:and|&))\s+$")
"""A prison's place is not the service's, and "England and Wales" is no story about Wales."""
_SHORT_FORMS = {
    "Wales": "Welsh",
    "Bedfordshire": "Beds",
    "Berkshire": "Berks",
    "Buckinghamshire": "Bucks",
    "Cambridgeshire": "Cambs",
    "Gloucestershire": "Glos",
    "Hampshire": "Hants",
    "Hertfordshire": "Herts",
    "Lancashire": "Lancs",
    "Leicestershire": "Leics",
    "Lincolnshire": "Lincs",
    "Northamptonshire": "Northants",
    "Nottinghamshire": "Notts",
    "London": "Londoners",
    "Oxfordshire": "Oxon",
    "South Yorkshire": "South Yorks",
    "Staffordshire": "Staffs",
    "West Yorkshire": "West Yorks",
    "Wiltshire": "Wilts",
    "Worcestershire": "Worcs",
}
"""What headlines write for lack of room."""
_SERVICE_BEFORE = re.compile(
    r"\b(?:probation|probation\s+(?:services?|delivery\s+units?|trust|provision|staff|work)|pdus?|youth\s+(?:justice|offending)"
    r"(?:\s+(?:services?|teams?|partnership))?|community\s+rehabilitation\s+company|crc|nps)\W+"
    r"(?:(?:in|for|across|around|covering|serving|of|the|city|county|and|north|south|east|west|[\w'-]+,)\W+){1,6}$"
)
_SERVICE_AFTER = re.compile(
    r"^(?:'s?)?\W{1,2}"
    r"(?:(?:private(?:ly[- ]run)?|public|community|adult|city|county|council's|council|borough|and)\W+){0,3}"
    r"(?:probation|pdus?|youth\s+(?:justice|offending)|young\s+offender|crc|community\s+rehabilitation|nps)\b"
)


_KIND_WORDS = re.compile(
    r" (?:PDU|Probation Delivery Unit|Youth (?:Justice|Offending) (?:Service|Team)|Probation Trust|region"
    r"|CRC|Community Rehabilitation Company)$",
    re.IGNORECASE,
)


class Strength(IntEnum):
    """How directly a mention names a body; the weight it counts with."""

    PLACE = 1
    """A place the body is responsible for, or for a part of."""
    AREA = 2
    """The whole area of the body, without the word for its kind."""
    SERVED_PLACE = 3
    """A place or area with a word for the service beside it: "probation in Hull", "Hull's probation
    service"."""
    NAME = 4
    """The body's own name or an alias of it."""


@dataclass(frozen=True)
class Target:
    """A body a form may mean, from and until when."""

    body_id: str
    strength: Strength
    valid_from: date | None
    valid_to: date | None
    is_hint: bool = False
    """Whether the form is no name of the body or its ground: a town in it, or the company that ran it and
    others."""

    @property
    def is_company(self) -> bool:
        """Whether the form is the name of a company that ran the body."""
        return self.is_hint and self.strength is Strength.AREA

    def is_valid(self, on: date | None) -> bool:
        """Whether the form could mean the body on the day; no day excludes nothing."""
        return on is None or (
            (self.valid_from is None or self.valid_from <= on)
            and (self.valid_to is None or on <= self.valid_to)
        )


@dataclass(frozen=True)
class Mention:
    """A name or place in a story, and the bodies it may mean. Positions index the text; the headline has
    none."""

    form: str
    zone: Zone
    start: int
    end: int
    is_by_service: bool
    targets: tuple[Target, ...]

    @property
    def is_hint(self) -> bool:
        """Whether only a town is named, or the company that ran the body."""
        return all(target.is_hint for target in self.targets)

    @property
    def is_company(self) -> bool:
        """Whether it is the name of a company that ran bodies."""
        return all(target.is_company for target in self.targets)

    def strength_for(self, target: Target) -> Strength:
        """A place beside a word for the service names the service almost as its own name does."""
        if target.strength < Strength.SERVED_PLACE and self.is_by_service:
            return Strength.SERVED_PLACE
        return target.strength


class Gazetteer:
    """All forms of a register in one automaton."""

    def __init__(self, register: Register) -> None:
        forms: dict[str, dict[tuple[str, date | None, date | None], Target]] = defaultdict(dict)
        for form, target in _forms(register):
            key = (target.body_id, target.valid_from, target.valid_to)
            held = forms[_spelled(form)].get(key)
            if held is None or held.strength < target.strength:
                forms[_spelled(form)][key] = target
        self._automaton = ahocorasick.Automaton()
        for spelled, targets in forms.items():
            if len(spelled) > 2:
                self._automaton.add_word(spelled, (spelled, tuple(targets.values())))
        self._automaton.make_automaton()

    def mentions(self, story: Story, outlet: str | None = None) -> list[Mention]:
        """Find every mention in order, longest first at each place.

        A place inside the name of a paper, a police force, a court or a prison is not the place of the
        service: a newspaper prints its own town on every page. `outlet` is the paper's own name.
        """
        own = _spelled(outlet) if outlet else None
        return [mention for part in story.parts for mention in self._in_part(*part, own)]

    def _in_part(
        self, zone: Zone, words: str, fold: str, offset: int, outlet: str | None
    ) -> Iterator[Mention]:
        fold = _unhyphenated(fold)
        spans = sorted(self._spans(fold), key=lambda span: (span[0], -span[1]))
        taken = 0
        for start, end, spelled, targets in spans:
            if start < taken:
                continue
            taken = end
            by_name = any(target.strength is Strength.NAME for target in targets)
            if not by_name and (
                not _is_capitalised(words[start:end]) or _is_elsewhere(fold, start, end, outlet)
            ):
                continue
            before, after = fold[max(0, start - 90) : start], fold[end : end + 60]
            by_service = bool(_SERVICE_BEFORE.search(before) or _SERVICE_AFTER.match(after))
            yield Mention(spelled, zone, offset + start, offset + end, by_service, targets)

    def _spans(self, fold: str) -> Iterator[tuple[int, int, str, tuple[Target, ...]]]:
        for last, (spelled, targets) in self._automaton.iter(fold):
            start, end = last - len(spelled) + 1, last + 1
            if _is_edge(fold, start - 1) and _is_edge(fold, end):
                yield start, end, spelled, targets


def _is_capitalised(words: str) -> bool:
    """Whether a name is printed as one: "Reading", "north Essex", but not "reading"."""
    return words.rsplit(maxsplit=1)[-1][0].isupper()


def _is_edge(fold: str, at: int) -> bool:
    return not 0 <= at < len(fold) or not fold[at].isalnum()


def _is_elsewhere(fold: str, start: int, end: int, outlet: str | None) -> bool:
    if _NOT_THE_SERVICE.match(fold[end : end + 40]) or _NOT_THE_PLACE_AFTER.search(
        fold[max(0, start - 16) : start]
    ):
        return True
    at = fold.find(outlet, max(0, start - len(outlet)), end + len(outlet)) if outlet else -1
    return outlet is not None and 0 <= at <= start and end <= at + len(outlet)


def _unhyphenated(fold: str) -> str:
    """The same length without hyphens: "South-East" is "South East"."""
    return fold.replace("-", " ")


def _spelled(form: str) -> str:
    return " ".join(_unhyphenated(folded(form)).split())


def _forms(register: Register) -> Iterator[tuple[str, Target]]:
    for form, body_ids in register.names().items():
        for body_id in body_ids:
            body = register.bodies[body_id]
            bare = _spelled(form) == _spelled(area_of(form, body.kind)) and not _says_service(form)
            strength = Strength.AREA if bare else Strength.NAME
            yield from _variants(form, Target(body_id, strength, body.valid_from, body.valid_to))
    for body in register.bodies.values():
        for form in _areas(body):
            yield from _variants(form, Target(body.body_id, Strength.AREA, body.valid_from, body.valid_to))
    for place in register.places:
        yield from _variants(place.place, _place_target(place))
    yield from _youth_areas()
    yield from _towns()
    yield from _owners(register)


def _youth_areas() -> Iterator[tuple[str, Target]]:
    """The authority, or each of several, that a youth justice service is the service of."""
    authorities = {area_id: area.authority for area_id, area in load_geography().areas.items()}
    served: dict[Cover, str] = {cover: authorities[cover.area_id] for cover in load_youth_covers()}
    several = Counter(body_id for body_id, _ in {(cover.body_id, name) for cover, name in served.items()})
    for cover, name in served.items():
        strength = Strength.AREA if several[cover.body_id] == 1 else Strength.PLACE
        yield from _variants(name, _covering(cover, strength))


def _towns() -> Iterator[tuple[str, Target]]:
    covers: dict[str, list[Cover]] = defaultdict(list)
    for cover in (*load_geography().covers, *load_youth_covers()):
        covers[cover.area_id].append(cover)
    for town in load_towns():
        for cover in covers[town.area_id]:
            yield from _variants(town.name, replace(_covering(cover, Strength.PLACE), is_hint=True))


def _covering(cover: Cover, strength: Strength) -> Target:
    return Target(cover.body_id, strength, cover.valid_from, cover.valid_to)


def _owners(register: Register) -> Iterator[tuple[str, Target]]:
    """The companies that ran bodies: a story of 2019 may say no more than "Working Links"."""
    for body in register.bodies.values():
        for form in OWNERS:
            if body.kind is BodyKind.CRC and body.owner and form.split()[0].lower() in body.owner.lower():
                yield form, Target(body.body_id, Strength.AREA, body.valid_from, body.valid_to, is_hint=True)


def _says_service(form: str) -> bool:
    return (
        re.search(r"probation|youth|\b(?:crc|nps|pdu|y[jo][st])\b|rehabilitation", folded(form)) is not None
    )


def _areas(body: Body) -> tuple[str, ...]:
    """The area in a body's name, and the same with its compass word before or after: "Essex North", "North
    Essex"."""
    area = re.sub(r"\s*\([^)]*\)", "", area_of(body.name, body.kind)).strip()
    words = area.split()
    if len(words) == 2 and words[1].lower() in _COMPASS:
        return area, f"{words[1]} {words[0]}"
    if len(words) == 2 and words[0].lower() in _COMPASS:
        return area, f"{words[1]} {words[0]}"
    return (area,)


def _place_target(place: Place) -> Target:
    return Target(place.body_id, Strength.PLACE, place.valid_from, place.valid_to)


def _variants(form: str, target: Target) -> Iterator[tuple[str, Target]]:
    """The form as papers vary it: short, with "&" for "and" and back, lists with other commas, two names
    turned round."""
    yield form, target
    if form in _SHORT_FORMS:
        yield _SHORT_FORMS[form], target
    for one, other in ((" and ", " & "), (" & ", " and ")):
        if one in form:
            yield form.replace(one, other), target
    tail = _KIND_WORDS.search(form)
    kind = tail[0] if tail else ""
    parts = re.split(r",? (?:and|&) |, ", form.removesuffix(kind))
    if len(parts) > 1:
        *most, last = parts
        for joined in (", ".join(parts), f"{', '.join(most)} and {last}", f"{', '.join(most)}, and {last}"):
            yield f"{joined}{kind}", target
    if len(parts) == 2:
        yield f"{parts[1]} and {parts[0]}{kind}", target


@lru_cache(maxsize=4)
def gazetteer_of(register: Register) -> Gazetteer:
    """The register's automaton, built once."""
    return Gazetteer(register)
