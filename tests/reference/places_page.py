"""The tables of docs/places-across-years.md: written by `python -m tests.reference --docs`, held by a test.

The page is only worth reading while it says what the register says; so its tables are made of the register
and of the reference inspections, and only the words around them are written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipelines.bodies.areas import load_geography
from pipelines.bodies.lineage import Lineages, Link, share_text, work_of
from pipelines.bodies.lookup import existence
from pipelines.bodies.names import short_name
from pipelines.bodies.register import Body, load_register
from tests.reference.facts import Inspection, load_inspections

PAGE = Path(__file__).resolve().parents[2] / "docs" / "places-across-years.md"
PLACES = {
    "Warwickshire": "pdu-warwickshire",
    "Hull": "pdu-hull-and-east-riding",
    "West Kent": "pdu-west-kent",
    "Leicester": "pdu-leicester-leicestershire-and-rutland",
    "Gwent": "pdu-gwent",
}
"""Place → the delivery unit whose past and later units are its chain."""


def filled(page: str) -> str:
    """The page with every table made anew. ValueError where a place has not one place for its tables."""
    for place, body_id in PLACES.items():
        marks = re.compile(rf"(<!-- {place} -->\n).*?(<!-- end -->)", re.DOTALL)
        if len(marks.findall(page)) != 1:
            raise ValueError(f"{PAGE.name} must have one place for the tables of {place}")
        tables = "\n".join([*_chain(body_id), "", *_inspections(body_id)])
        page = marks.sub(lambda found, text=tables: f"{found[1]}{text}\n{found[2]}", page)  # type: ignore[misc]
    return page


def links(body_id: str) -> list[tuple[Body, Link]]:
    """Everybody in a unit's chain with the link to it, in the order of time."""
    register, lineages = load_register(), Lineages(load_register(), load_geography())
    found = [(register.bodies[link.ancestor_id], link) for link in lineages.of(body_id)]
    found += [(register.bodies[link.body_id], link) for link in lineages.heirs_of(body_id)[1:]]
    return sorted(found, key=lambda pair: (_begin(pair[0]), pair[0].body_id))


def _begin(body: Body) -> str:
    return str(body.valid_from or body.valid_to or "9999")


def _chain(body_id: str) -> Iterator[str]:
    register = load_register()
    yield "| body | existed | whose cases | how much of the place | follows by | source |"
    yield "|---|---|---|---|---|---|"
    for body, link in links(body_id):
        steps = [
            step
            for step in register.successions
            if step.successor_id == body.body_id
            and step.predecessor_id in {b.body_id for b, _ in links(body_id)}
        ]
        follows = "; ".join(
            f"{step.kind} from {_short(register.bodies[step.predecessor_id])}, {step.date or 'day not known'}"
            for step in steps
        )
        sources = "; ".join(dict.fromkeys(step.source for step in steps)) or body.source
        share = share_text(link, register.bodies)
        yield f"| {_short(body)} | {existence(body)} | {work_of(body)} | {share} | {follows} | {sources} |"


def _inspections(body_id: str) -> Iterator[str]:
    yield "| inspection | programme | overall | standards known | source |"
    yield "|---|---|---|---|---|"
    bodies = {body.body_id: body for body, _ in links(body_id)}
    chain = [one for one in load_inspections() if one.body_id in bodies]
    for one in sorted(chain, key=lambda one: (_day(one), one.body_id)):
        rated = ", ".join(f"{part.standard.name} {part.rating}" for part in one.ratings) or "none"
        score = f", {one.score}/{one.score_max}" if one.score is not None else ""
        overall = f"{one.overall}{score}" if one.overall else f"none: {one.rating_reason}"
        when = f"{_short(bodies[one.body_id])}, {_when(one)}"
        yield f"| {when} | {one.framework} | {overall} | {rated} | {one.source} |"


def _day(one: Inspection) -> str:
    stated = one.published or one.fieldwork_end or one.fieldwork_start
    return str(stated.value) if stated else "9999"


def _when(one: Inspection) -> str:
    if one.published is not None:
        return str(one.published)
    fieldwork = one.fieldwork_end or one.fieldwork_start
    return f"fieldwork {fieldwork}" if fieldwork else "date not known"


def _short(body: Body) -> str:
    return short_name(body.name, body.kind)
