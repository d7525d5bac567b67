"""What is wrong with the register: gaps, overlaps, orphans, cycles, and dates that contradict each other.

The register is data by hand. A county left without a company from 2014 to 2021, or with two, looks like any
other row; the comparisons made through it would be silently incomplete, or would compare strangers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from pipelines.bodies.areas import Geography
from pipelines.bodies.covering import Covering
from pipelines.bodies.eras import ERAS
from pipelines.bodies.problem import Problem, ProblemKind
from pipelines.bodies.register import Body, Register, Share, Succession
from pipelines.records import PartialDate
from pipelines.vocabulary import BodyKind, DatePrecision, SuccessionKind

_WHOLE = {SuccessionKind.RENAMED, SuccessionKind.MERGED, SuccessionKind.ABSORBED}
"""Kinds by which a predecessor went over with all it had."""


def review(register: Register, geography: Geography) -> list[Problem]:
    """Return everything wrong, by kind, then as the data come; empty where the register is in order.

    Two bodies of one kind that share a name while both exist are refused earlier, by `Register`.
    """
    found = [
        *_names(register, geography),
        *_dates(register, geography),
        *Covering(register, geography).problems(),
        *_authorities(register, geography),
        *_orphans(register, geography),
        *_parents(register, geography),
        *_successions(register, geography),
        *_missing_successions(register, geography),
        *_cycles(register),
    ]
    order = {kind: place for place, kind in enumerate(ProblemKind)}
    return sorted(dict.fromkeys(found), key=lambda problem: order[problem.kind])


def _names(register: Register, geography: Geography) -> Iterator[Problem]:
    for body_id in sorted({cover.body_id for cover in geography.covers} - set(register.bodies)):
        yield Problem(
            ProblemKind.NAMES, body_id, f"covers.csv names {body_id}, which no row of bodies.csv is."
        )


def _dates(register: Register, geography: Geography) -> Iterator[Problem]:
    for body in register.bodies.values():
        era = ERAS.get(body.kind)
        if _ends_first(body.valid_from, body.valid_to):
            sentence = f"{body.body_id} ends on {body.valid_to}, before it begins on {body.valid_from}."
            yield Problem(ProblemKind.DATES, body.body_id, sentence)
        elif era is not None and _sticks_out(body.valid_from, body.valid_to, era.first, era.last):
            sentence = (
                f"{body.body_id} has {_span(body.valid_from, body.valid_to)}, outside the years of its kind, "
                f"{_span(era.first, era.last)}."
            )
            yield Problem(ProblemKind.DATES, body.body_id, sentence)
    rows = [
        *((f"area {row.area_id}", row.body_id, row.valid_from, row.valid_to) for row in geography.covers),
        *((f"place {row.place}", row.body_id, row.valid_from, row.valid_to) for row in register.places),
    ]
    for where, body_id, first, last in rows:
        holder = register.bodies.get(body_id)
        if _ends_first(first, last):
            yield Problem(
                ProblemKind.DATES, where, f"{where} has {body_id} {_span(first, last)}, ending first."
            )
        elif holder is not None and not _within(first, last, holder):
            lived = _span(holder.valid_from, holder.valid_to)
            sentence = f"{where} has {body_id} {_span(first, last)}, but that body existed {lived}."
            yield Problem(ProblemKind.DATES, where, sentence)


def _authorities(register: Register, geography: Geography) -> Iterator[Problem]:
    """The name of an authority must find, as a place, everyone who covered its areas, and how much of it."""
    areas: dict[str, set[str]] = {}
    for area in geography.areas.values():
        areas.setdefault(area.authority, set()).add(area.area_id)
    told = {(row.place, row.body_id): row.share for row in register.places}
    for authority, ground in areas.items():
        where = f"place {authority}"
        covers = [cover for area_id in sorted(ground) for cover in geography.covers_of(area_id)]
        for body_id in dict.fromkeys(c.body_id for c in covers if c.body_id in register.bodies):
            share = Share.WHOLE if ground <= geography.areas_of(body_id) else Share.PART
            said = told.get((authority, body_id))
            if said is None:
                sentence = f"{where} does not name {body_id}, which covers {share} of it."
                yield Problem(ProblemKind.GAP, where, sentence)
            elif said is not share:
                sentence = f"{where} says that {body_id} has {said} of it; by its areas it has {share}."
                yield Problem(ProblemKind.OVERLAP, where, sentence)


def _orphans(register: Register, geography: Geography) -> Iterator[Problem]:
    for body in register.bodies.values():
        if body.kind in ERAS and not geography.areas_of(body.body_id) and body.note is None:
            sentence = f"{body.body_id} covers no area, and its row gives no reason in `note`."
            yield Problem(ProblemKind.ORPHAN, body.body_id, sentence)
    for area_id in geography.areas:
        kinds = {
            register.bodies[cover.body_id].kind
            for cover in geography.covers_of(area_id)
            if cover.body_id in register.bodies
        }
        for kind in ERAS:
            if kind not in kinds:
                where = f"area {area_id}"
                yield Problem(ProblemKind.ORPHAN, where, f"{where} has no {kind.value} in any year.")


def _parents(register: Register, geography: Geography) -> Iterator[Problem]:
    for body in register.bodies.values():
        parent = register.bodies.get(body.parent_region or "")
        if body.parent_region is None:
            if body.kind is BodyKind.PDU:
                yield Problem(ProblemKind.PARENT, body.body_id, f"{body.body_id} is in no region.")
        elif parent is None or parent.kind is not BodyKind.REGION:
            sentence = f"{body.body_id} is said to be in {body.parent_region}, which is no region."
            yield Problem(ProblemKind.PARENT, body.body_id, sentence)
        elif outside := geography.areas_of(body.body_id) - geography.areas_of(parent.body_id):
            named = ", ".join(sorted(outside))
            sentence = f"{body.body_id} covers {named}, which its region {parent.body_id} does not."
            yield Problem(ProblemKind.PARENT, body.body_id, sentence)


def _successions(register: Register, geography: Geography) -> Iterator[Problem]:
    for step in register.successions:
        old, new = register.bodies[step.predecessor_id], register.bodies[step.successor_id]
        where = f"{old.body_id} → {new.body_id}"
        before, after = geography.areas_of(old.body_id), geography.areas_of(new.body_id)
        if step.kind is not SuccessionKind.COVERS and before and after and not before & after:
            sentence = f"{where}: the two have no area in common."
            yield Problem(ProblemKind.ORPHAN, where, sentence)
        elif step.kind in _WHOLE and before - after:
            lost = ", ".join(sorted(before - after))
            sentence = f"{where} is called {step.kind}, but {lost} did not go over: it was split."
            yield Problem(ProblemKind.SUCCESSION, where, sentence)
        if (told := _date_against(step, old, new)) is not None:
            yield Problem(ProblemKind.DATES, where, f"{where}: {told}")
        if step.date is None and not step.note:
            sentence = f"{where} has no date, and its note does not say what is known of it."
            yield Problem(ProblemKind.DATES, where, sentence)


def _date_against(step: Succession, old: Body, new: Body) -> str | None:
    """How the date of a succession contradicts the days of the two bodies, or None."""
    if step.date is None:
        if old.valid_to is not None and new.valid_from is not None:
            return f"no date, though {old.body_id} ended on {old.valid_to} and {new.body_id} began after it."
        return None
    first, last = _limits(step.date)
    day_before = timedelta(days=1)
    if new.valid_from is not None and new.valid_from > last:
        return f"it is dated {step.date}, before {new.body_id} began on {new.valid_from}."
    if new.valid_to is not None and new.valid_to < first:
        return f"it is dated {step.date}, after {new.body_id} ended on {new.valid_to}."
    if old.valid_from is not None and old.valid_from > last:
        return f"it is dated {step.date}, before {old.body_id} began on {old.valid_from}."
    if old.valid_to is not None and old.valid_to < first - day_before:
        return f"it is dated {step.date}, later than the day after {old.body_id} ended on {old.valid_to}."
    if step.kind in _WHOLE and old.valid_to is not None and old.valid_to > last:
        return f"it is dated {step.date} and called {step.kind}, but {old.body_id} went on to {old.valid_to}."
    return None


def _missing_successions(register: Register, geography: Geography) -> Iterator[Problem]:
    """Where one body gave up an area on the day before another of the next kinds began there, a row must say
    so."""
    stated = {(step.predecessor_id, step.successor_id) for step in register.successions}
    for area_id in geography.areas:
        covers = [c for c in geography.covers_of(area_id) if c.body_id in register.bodies]
        for old in covers:
            for new in covers:
                follows = (
                    old.valid_to is not None
                    and new.valid_from is not None
                    and old.valid_to + timedelta(days=1) == new.valid_from
                )
                if follows and (old.body_id, new.body_id) not in stated:
                    where = f"{old.body_id} → {new.body_id}"
                    sentence = (
                        f"{where}: the second took over ground of the first, but no succession says so."
                    )
                    yield Problem(ProblemKind.SUCCESSION, where, sentence)


def _cycles(register: Register) -> Iterator[Problem]:
    """Bodies that are their own ancestors, each circle once."""
    after: dict[str, list[str]] = {}
    for step in register.successions:
        after.setdefault(step.predecessor_id, []).append(step.successor_id)
    told: set[frozenset[str]] = set()
    done: set[str] = set()
    for start in after:
        for circle in _circles(start, after, done):
            if frozenset(circle) not in told:
                told.add(frozenset(circle))
                where = " → ".join([*circle, circle[0]])
                yield Problem(ProblemKind.CYCLE, where, f"{where}: a body cannot come before itself.")


def _circles(start: str, after: Mapping[str, list[str]], done: set[str]) -> Iterator[list[str]]:
    path: list[str] = []
    stack = [(start, iter(after.get(start, ())))] if start not in done else []
    path.extend(node for node, _ in stack)
    while stack:
        node, rest = stack[-1]
        following = next(rest, None)
        if following is None:
            done.add(node)
            stack.pop()
            path.pop()
        elif following in path:
            yield path[path.index(following) :]
        elif following not in done:
            stack.append((following, iter(after.get(following, ()))))
            path.append(following)


def _ends_first(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and last < first


def _sticks_out(first: date | None, last: date | None, start: date, end: date | None) -> bool:
    """Whether stated limits lie outside a span."""
    stated = [day for day in (first, last) if day is not None]
    return any(day < start or (end is not None and day > end) for day in stated)


def _within(first: date | None, last: date | None, body: Body) -> bool:
    """Whether a row keeps to the days of its body; where the body has a limit, the row must have one."""
    begins = body.valid_from is None or (first is not None and first >= body.valid_from)
    ends = body.valid_to is None or (last is not None and last <= body.valid_to)
    return begins and ends and not _sticks_out(first, last, body.valid_from or date.min, body.valid_to)


def _span(first: date | None, last: date | None) -> str:
    return f"from {first or 'an unstated day'} to {last or 'an unstated day'}"


def _limits(day: PartialDate) -> tuple[date, date]:
    """First and last day that a partial date may mean."""
    start = day.value
    if day.precision is DatePrecision.DAY:
        return start, start
    if day.precision is DatePrecision.YEAR:
        return start, date(start.year, 12, 31)
    following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return start, following - timedelta(days=1)
