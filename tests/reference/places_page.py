"""The tables of docs/places-across-years.md: written by `python -m tests.reference --docs`, held by a test.

The page is only worth reading while it says what the register says; so its tables are made of the register
and of the reference inspections, and only the words around them are written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from pipelines.bodies.areas import load_geography
from pipelines.bodies.comparisons import (
    OVERALL,
    PROGRAMMES,
    Comparison,
    Programme,
    compare,
    compared_pairs,
    concept_of,
)
from pipelines.bodies.lineage import Lineages, Link, share_text, work_of
from pipelines.bodies.lookup import existence
from pipelines.bodies.names import short_name
from pipelines.bodies.register import Body, Succession, load_register
from pipelines.vocabulary import UNRATED_FRAMEWORKS, BodyKind, Comparability, Framework, SuccessionKind
from tests.reference.facts import Inspection, load_inspections
from warehouse.sentences import FRAMEWORK_NAMES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "places-across-years.md"
PLACES = {
    "Warwickshire": "pdu-warwickshire",
    "Hull": "pdu-hull-and-east-riding",
    "West Kent": "pdu-west-kent",
    "Leicester": "pdu-leicester-leicestershire-and-rutland",
    "Gwent": "pdu-gwent",
}
"""Place → the delivery unit whose past and later units are its chain."""

LOOKED_AT: Mapping[tuple[str, str], str] = {
    ("crc-derbyshire-leicestershire-nottinghamshire-and-rutland", "2016-09"): "Derbyshire",
    ("crc-kent-surrey-and-sussex", "2016-10"): "Kent",
    ("crc-wales", "2017-04-19"): "Gwent",
    ("crc-warwickshire-and-west-mercia", "fieldwork 2017-07"): "West Mercia",
    ("nps-midlands", "2016-09"): "Derbyshire",
    ("nps-midlands", "2017-01-12"): "Staffordshire and Stoke",
    ("nps-midlands", "fieldwork 2017-07"): "West Mercia",
    ("nps-north-east", "2016-08"): "Durham",
    ("nps-north-east", "2017-06-29"): "South Yorkshire",
    ("nps-south-east-and-eastern", "2016-10"): "Kent",
    ("nps-south-east-and-eastern", "2017-06-15"): "Suffolk",
    ("nps-wales", "2017-04-19"): "Gwent",
}
"""Where inspectors of Quality & Impact looked, by body and date: one part of it, named by the report or by
what was written of it. Reports of the other programmes here are about the whole body."""

_KIND_NAMES = {
    BodyKind.CRC: "CRC",
    BodyKind.NPS_DIVISION: "NPS division",
    BodyKind.PDU: "PDU",
    BodyKind.REGION: "region",
}
_ADULT = tuple(
    one for one in PROGRAMMES if one.framework not in UNRATED_FRAMEWORKS and one.kind in _KIND_NAMES
)
_URL = re.compile(r"https?://[^\s);]+")


def filled(page: str) -> str:
    """The page with every table made anew. ValueError where a table has not one place."""
    page = _put(page, "comparisons", comparison_lines())
    for place, body_id in PLACES.items():
        page = _put(page, place, [*_chain(body_id), "", *inspection_lines(body_id)])
    return page


def links(body_id: str) -> list[tuple[Body, Link]]:
    """Everybody in a unit's chain with the link to it, in the order of time."""
    register, lineages = load_register(), Lineages(load_register(), load_geography())
    found = [(register.bodies[link.ancestor_id], link) for link in lineages.of(body_id)]
    found += [(register.bodies[link.body_id], link) for link in lineages.heirs_of(body_id)[1:]]
    return sorted(found, key=lambda pair: (_begin(pair[0]), pair[0].body_id))


def region_of(body_id: str) -> Body:
    """The region a unit is in."""
    (region,) = load_register().regions_of(body_id)
    return load_register().bodies[region]


def comparison_lines() -> list[str]:
    """Every two sets of standards for adult services, with what of them may be set side by side."""
    found: dict[tuple[Programme, Programme], dict[Comparability, dict[str, None]]] = {}
    overall: dict[tuple[Programme, Programme], Comparison] = {}
    for first, second, verdict in compared_pairs():
        pair = (first[0], second[0])
        if first[0] == second[0] or not set(pair) <= set(_ADULT):
            continue
        if concept_of(first) == OVERALL:
            overall[pair] = verdict
        elif verdict.comparability is not Comparability.NOT_COMPARABLE:
            concept = concept_of(first).replace("_", " ")
            found.setdefault(pair, {}).setdefault(verdict.comparability, {})[concept] = None
    rows = [
        [
            _programme(pair[0]),
            _programme(pair[1]),
            "; ".join(f"*{how}*: {', '.join(them)}" for how, them in found.get(pair, {}).items()) or "none",
            f"*{verdict.comparability}*: {verdict.reason}",
        ]
        for pair, verdict in overall.items()
    ]
    return _table(["one", "the other", "standards that may be set side by side", "overall rating"], rows)


def inspection_lines(body_id: str) -> list[str]:
    """The reference inspections of a chain, numbered, and which overall ratings may be compared."""
    chained = {body.body_id for body, _ in links(body_id)} | {region_of(body_id).body_id}
    found = sorted((one for one in load_inspections() if one.body_id in chained), key=_day)
    rows = []
    for number, one in enumerate(found, start=1):
        alike = [
            f"{other} ({verdict.comparability})"
            for other, verdict in _against(found, number)
            if verdict.comparability is not Comparability.NOT_COMPARABLE
        ]
        score = f", {one.score}/{one.score_max}" if one.score is not None else ""
        rows.append(
            [
                str(number),
                when(one),
                short_name(one.body_name, one.body_kind),
                FRAMEWORK_NAMES[one.framework],
                looked_at(one),
                f"**{one.overall}**{score}" if one.overall else f"none: {one.rating_reason}",
                _standards(one),
                "; ".join(alike) or "none",
                " ".join(f"[{_host(url)}]({url})" for url in one.source.split()),
            ]
        )
    head = ["", "published", "body", "programme", "where", "overall", "standards", "overall like", "source"]
    return [*_table(head, rows), "", "Overall ratings not to be set side by side:", "", *_refusals(found)]


def when(one: Inspection) -> str:
    """When it was published, or its fieldwork, as precisely as stated."""
    if one.published is not None:
        return str(one.published)
    fieldwork = one.fieldwork_end or one.fieldwork_start
    return f"fieldwork {fieldwork}" if fieldwork else "not known"


def looked_at(one: Inspection) -> str:
    """Which part of the body inspectors looked at. KeyError for one of Quality & Impact without an entry."""
    if one.framework is Framework.QUALITY_IMPACT_2016:
        return f"{LOOKED_AT[one.body_id, when(one)]} only"
    return "all of it"


def _chain(body_id: str) -> list[str]:
    """Who had the unit's ground, with the region over it last; their sources, numbered, below."""
    chain = links(body_id)
    region = region_of(body_id)
    chained = {body.body_id for body, _ in chain}
    told = [(body, share_text(link, load_register().bodies)) for body, link in chain]
    told.append((region, _share_of_region(body_id, region)))
    notes: dict[str, int] = {}
    rows = []
    for body, share in told:
        steps = list(_steps(body, chained))
        rows.append(
            [
                _short(body),
                existence(body),
                body.owner or "",
                work_of(body),
                share,
                "; ".join(words for _, words in steps),
                _cite((body.source, *(step.source for step, _ in steps)), notes),
            ]
        )
    head = ["body", "existed", "run by", "whose cases", "how much of the place", "how it follows", "source"]
    return [*_table(head, rows), "", *(f"{number}. {text}" for text, number in notes.items())]


def _steps(body: Body, chained: Iterable[str]) -> Iterator[tuple[Succession, str]]:
    """How a body follows from others of its chain, and who ran it for another."""
    bodies = load_register().bodies
    for step in load_register().successions:
        day = step.date or "day not known"
        if step.successor_id == body.body_id and step.predecessor_id in chained:
            yield step, f"{step.kind} from {_short(bodies[step.predecessor_id])}, {day}"
        elif step.predecessor_id == body.body_id and step.kind is SuccessionKind.COVERS:
            yield step, f"run by {_short(bodies[step.successor_id])} from {day}"


def _share_of_region(body_id: str, region: Body) -> str:
    """In the words of `share_text`. Raises ValueError for a unit that is not whole in its region."""
    own, theirs = (load_geography().areas_of(one) for one in (body_id, region.body_id))
    if not own <= theirs:
        raise ValueError(f"{body_id} is not whole in {region.body_id}")
    unit = _short(load_register().bodies[body_id])
    return f"all of {unit}'s area, {len(own)} of the {len(theirs)} areas of {_short(region)}"


def _cite(sources: Iterable[str], notes: dict[str, int]) -> str:
    """Numbers of the sources; one not met before gets the next."""
    numbers = set()
    for part in dict.fromkeys(part.strip() for source in sources for part in source.split(" ; ")):
        for one in part.removeprefix("dates: ").removeprefix("date: ").split(" and http"):
            text = one if one.startswith("http") or "http" in one or one == part else f"http{one}"
            text = _URL.sub(lambda found: f"<{found[0]}>", text)
            numbers.add(notes.setdefault(text, len(notes) + 1))
    return ", ".join(map(str, sorted(numbers)))


def _refusals(found: Sequence[Inspection]) -> Iterator[str]:
    """The reasons, each with the pairs it holds for; those that printed no ratings are named once."""
    unrated: dict[Framework, list[str]] = {}
    pairs: dict[str, list[str]] = {}
    for number, one in enumerate(found, start=1):
        if one.framework in UNRATED_FRAMEWORKS:
            unrated.setdefault(one.framework, []).append(str(number))
            continue
        for other, verdict in _against(found, number):
            is_told = other < number or found[other - 1].framework in UNRATED_FRAMEWORKS
            if not is_told and verdict.comparability is Comparability.NOT_COMPARABLE:
                pairs.setdefault(verdict.reason, []).append(f"{number} and {other}")
    for framework, numbers in unrated.items():
        name = FRAMEWORK_NAMES[framework]
        yield f"- {', '.join(numbers)} with any other: {name} printed no ratings on this scale."
    for reason, named in pairs.items():
        yield f"- {'; '.join(named)}: {reason}."


def _against(found: Sequence[Inspection], number: int) -> Iterator[tuple[int, Comparison]]:
    """The others by number, each with the verdict on the two overall ratings."""
    ours = found[number - 1]
    for other, theirs in enumerate(found, start=1):
        if other != number:
            yield (
                other,
                compare(
                    (Programme(ours.framework, ours.body_kind), None),
                    (Programme(theirs.framework, theirs.body_kind), None),
                ),
            )


def _standards(one: Inspection) -> str:
    if one.framework in UNRATED_FRAMEWORKS:
        return "none rated"
    return ", ".join(f"{part.standard.name} {part.rating}" for part in one.ratings) or "not in this record"


def _day(one: Inspection) -> tuple[date, str]:
    stated = one.published or one.fieldwork_end or one.fieldwork_start
    return (stated.value if stated else date.max, one.body_id)


def _begin(body: Body) -> str:
    return str(body.valid_from or body.valid_to or "9999")


def _short(body: Body) -> str:
    return short_name(body.name, body.kind)


def _programme(one: Programme) -> str:
    return f"{_KIND_NAMES[one.kind]}, {FRAMEWORK_NAMES[one.framework].removeprefix('adult core programme ')}"


def _host(url: str) -> str:
    return url.split("/")[2].removeprefix("www.")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]


def _put(page: str, name: str, lines: Sequence[str]) -> str:
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    new, count = marks.subn(lambda found: found[1] + "\n".join(lines) + "\n" + found[2], page)
    if count != 1:
        raise ValueError(f"{PAGE.name} must have one place for the tables of {name}, and has {count}")
    return new
