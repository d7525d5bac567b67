"""Which bodies a report is about: one as a rule, a CRC and a division of the NPS in Quality & Impact
reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta

from pipelines.bodies.names import name_key
from pipelines.bodies.register import Body, Register, load_register
from pipelines.reports.cover import Cover
from pipelines.reports.layouts.layout import Layout
from pipelines.vocabulary import BodyKind

_USUAL_DELAY = timedelta(days=150)
"""From fieldwork to publication, where the report does not say when its fieldwork was."""
_PART = re.compile(
    r"^(?:the\s+)?(?:north|south|east|west|central)(?:ern)?\s+(?:of\s+)?(?:the\s+)?", re.IGNORECASE
)


def inspected_bodies(cover: Cover, layout: Layout) -> tuple[Body, ...]:
    """Return the inspected bodies; none if the register does not know one that the layout must have.

    A Quality & Impact report with only one of its two providers would be half a record that looks whole.
    """
    area = layout.area(cover.title)
    if not area:
        return ()
    register = load_register()
    for on in _days(cover):
        if layout.providers == 1:
            body = register.find(area, layout.kinds, on)
            found: tuple[Body, ...] = (body,) if body is not None else ()
        else:
            found = both_providers(area, cover.document.text, on)
        if found:
            return found
    return ()


def _days(cover: Cover) -> list[date | None]:
    """Days on which the body must have existed: the fieldwork, or else publication and some months before
    it."""
    if cover.fieldwork_start is not None:
        return [cover.fieldwork_start]
    if cover.published is not None:
        return [cover.published.value, cover.published.value - _USUAL_DELAY]
    return [None]


def both_providers(area: str, text: str, on: date | None) -> tuple[Body, ...]:
    """Return the CRC and the division of the NPS responsible for an area, going by the register, then by
    the text; else none."""
    register = load_register()
    crc = _provider(register, text, area, BodyKind.CRC, on)
    division = _provider(register, text, area, BodyKind.NPS_DIVISION, on)
    if crc is not None and division is None:
        division = _only(_beside(register, crc))
    return (crc, division) if crc is not None and division is not None else ()


def _provider(register: Register, text: str, area: str, kind: BodyKind, on: date | None) -> Body | None:
    """The provider of one kind in an area: by its own name, by the place, else the one the report itself
    names."""
    return (
        register.find(area, (kind,), on)
        or _only(register.at_place(area, (kind,), on))
        or register.find(_PART.sub("", area), (kind,), on)
        or _most_named(register, text, kind, on)
    )


def _only(bodies: Collection[Body]) -> Body | None:
    return next(iter(bodies)) if len(bodies) == 1 else None


def _beside(register: Register, crc: Body) -> list[Body]:
    """Divisions of the NPS that took over from the same trusts as a CRC did."""
    trusts = {s.predecessor_id for s in register.successions if s.successor_id == crc.body_id}
    heirs = dict.fromkeys(s.successor_id for s in register.successions if s.predecessor_id in trusts)
    return [register.bodies[h] for h in heirs if register.bodies[h].kind is BodyKind.NPS_DIVISION]


def _most_named(register: Register, text: str, kind: BodyKind, on: date | None) -> Body | None:
    """The body of a kind that the report names more than twice as often as any other of that kind."""
    key = name_key(text)
    counts: Counter[str] = Counter()
    for form, ids in register.names().items():
        for body_id in ids:
            body = register.bodies[body_id]
            if body.kind is kind and body.existed(on) and len(form_key := name_key(form)) > 5:
                counts[body_id] = max(counts[body_id], key.count(form_key))
    ranked = counts.most_common(2)
    if not ranked or not ranked[0][1]:
        return None
    runner_up = ranked[1][1] if len(ranked) > 1 else 0
    return register.bodies[ranked[0][0]] if ranked[0][1] > 2 * runner_up else None
