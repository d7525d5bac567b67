"""Which place and which time a person means, or a sentence that helps to say it rightly."""

from __future__ import annotations

import difflib
import re
from datetime import date, timedelta

from flows.errors import CannotStartError
from pipelines.bodies.areas import load_geography
from pipelines.bodies.eras import ERAS
from pipelines.bodies.lineage import Lineages
from pipelines.bodies.lookup import UnknownBodyError, find_named
from pipelines.bodies.names import name_key
from pipelines.bodies.register import Body, Register
from pipelines.vocabulary import BodyKind, Concept
from warehouse.account import Scope

_SHOWN = 6
_ORDER = (
    BodyKind.PDU,
    BodyKind.YOUTH_JUSTICE_SERVICE,
    BodyKind.REGION,
    BodyKind.CRC,
    BodyKind.NPS_DIVISION,
    BodyKind.TRUST,
    BodyKind.NATIONAL,
    BodyKind.APPROVED_PREMISES,
)
"""Kinds in the order in which people are likely to mean them."""
_LOCAL = frozenset({BodyKind.PDU, BodyKind.YOUTH_JUSTICE_SERVICE})


def region_scope(register: Register, name: str) -> Scope:
    """The region of this name: "Wales", "West Midlands", "KSS region" or its id."""
    regions = [body for body in register.bodies.values() if body.kind is BodyKind.REGION]
    region = register.bodies.get(name) or register.find(name, {BodyKind.REGION}, None)
    if region is None or region.kind is not BodyKind.REGION:
        short = {_short(body.name): body for body in regions}
        near = difflib.get_close_matches(name, short, n=3, cutoff=0.5) or sorted(short)
        hint = f"{'nearest' if len(near) < len(short) else 'the regions'}: {'; '.join(near)}"
        raise CannotStartError(
            f"There is no probation region {name!r}; {hint}. "
            "For a delivery unit, company, division, trust or youth service use --body."
        )
    return Scope(region.name, region.body_id, is_region=True)


def body_scope(register: Register, name: str, first: date | None, last: date | None) -> Scope:
    """The one body of this name that existed at some time from `first` to before `last`."""
    try:
        found = find_named(register, name, None)
    except UnknownBodyError as error:
        raise CannotStartError(str(error)) from error
    existing = [body for body in found if _existed_within(body, first, last)]
    if not existing:
        raise CannotStartError(_not_then(register, found[0], first, last))
    body = plain_body(register, name, existing)
    if body is None:
        first_named = sorted(existing, key=lambda body: _ORDER.index(body.kind))
        listed = "; ".join(f"{body.name} ({body.body_id})" for body in first_named[:8])
        raise CannotStartError(f"{name!r} may mean {len(existing)} bodies; name one of: {listed}.")
    return Scope(body.name, body.body_id, body.kind is BodyKind.REGION)


def moment(text: str | None, *, option: str, is_end: bool = False) -> date | None:
    """A day, month or year as typed. As an end it is whole: `--to 2025` gives 2026-01-01, the day after."""
    if text is None:
        return None
    typed = re.fullmatch(r"((?:19|20)\d{2})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text.strip())
    year, month, day = (int(part) if part else None for part in typed.groups()) if typed else (None,) * 3
    try:
        start = date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise CannotStartError(
            f"{option} takes a year, a month or a day (2018, 2018-05, 2018-05-09), not {text!r}."
        ) from error
    if not is_end:
        return start
    if day is not None:
        return start + timedelta(days=1)
    return (
        date(start.year + start.month // 12, start.month % 12 + 1, 1) if month else date(start.year + 1, 1, 1)
    )


def concept_named(text: str | None) -> str | None:
    """A concept as typed ("Assessment", "court work"), or `overall`."""
    if text is None:
        return None
    known = ["overall", *(concept.value for concept in Concept)]
    wanted = text.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted in known:
        return wanted
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.4)
    raise CannotStartError(
        f"There is no concept {text!r}; {'nearest' if near else 'known'}: {', '.join(near or known)}."
    )


def _short(name: str) -> str:
    return name.removeprefix("Probation Service – ")


def plain_body(register: Register, name: str, found: list[Body]) -> Body | None:
    """Of bodies that a name may mean, the only one; or the one that bears it in full, the unit of that name,
    or the only local service there. None where nothing decides.

    "Gwent" and "West Kent" are delivery units, "Hull" may be the unit of Hull and East Riding or the youth
    service.
    """
    if len(found) == 1:
        return found[0]
    in_full = [body for body in found if name_key(name) in map(name_key, (body.name, *body.aliases))]
    if len(in_full) == 1:
        return in_full[0]
    local = [body for body in found if body.kind in _LOCAL]
    bearing = [body for body in register.named(name, set(BodyKind)) if body in found]
    is_plain = len(bearing) == 1 and (bearing[0].kind is BodyKind.PDU or local == bearing)
    return bearing[0] if is_plain else None


def _existed_within(body: Body, first: date | None, last: date | None) -> bool:
    era = ERAS.get(body.kind)
    begun = body.valid_from or (era.first if era is not None else None)
    begins_late = last is not None and begun is not None and begun >= last
    ended_early = first is not None and body.valid_to is not None and body.valid_to < first
    return not begins_late and not ended_early


def _not_then(register: Register, body: Body, first: date | None, last: date | None) -> str:
    lived = f"from {body.valid_from or 'a day no source states'} to {body.valid_to or 'today'}"
    asked = f"{first or 'the beginning'} to {last - timedelta(days=1) if last else 'today'}"
    lineages = Lineages(register, load_geography())
    kin = [link.body_id for link in lineages.heirs_of(body.body_id)]
    kin += [link.ancestor_id for link in lineages.of(body.body_id)]
    others = [register.bodies[body_id] for body_id in dict.fromkeys(kin) if body_id != body.body_id]
    others.sort(key=lambda other: other.kind is not BodyKind.REGION)
    then = [other.name for other in others if _existed_within(other, first, last)]
    more = f" and {len(then) - _SHOWN} more" if len(then) > _SHOWN else ""
    where = f" Its area was then under: {'; '.join(then[:_SHOWN])}{more}." if then else ""
    return f"{body.name} existed {lived}, not in the time asked for ({asked}).{where}"
