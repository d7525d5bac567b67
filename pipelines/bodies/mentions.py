"""Finding bodies in running text, by the names the register has for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.bodies.names import area_of, name_key
from pipelines.bodies.register import Body, load_register
from pipelines.vocabulary import BodyKind

_SERVICES = r"probation (?:services|teams)"
_PLURALS = {
    BodyKind.PDU: rf"PDUs|(?:delivery )?units|{_SERVICES}",
    BodyKind.REGION: rf"regions|{_SERVICES}",
    BodyKind.CRC: r"CRCs|community rehabilitation companies",
    BodyKind.NPS_DIVISION: r"divisions",
    BodyKind.TRUST: r"trusts",
    BodyKind.YOUTH_JUSTICE_SERVICE: r"(?:youth justice|youth offending) (?:services|teams)",
}
_BEFORE_AREA = re.compile(
    r"\b(?:services?|units?|teams?|work|inspections?|PDUs?|probation)\s+(?:in|for|of|across|at|covering)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AFTER_AREA = re.compile(
    r"^[’']?s?\s+(?:region\s+)?(?:probation|youth\s+(?:justice|offending))\s+(?:services?|units?|teams?|work)\b|^\s*[–—:-]\s"
    r"|^\s+[‘“'\"](?:Outstanding|Good|Requires|Inadequate)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in a text, with the characters that name it."""

    body: Body
    start: int
    end: int


def mentions(text: str, kinds: Collection[BodyKind], on: date | None) -> list[Mention]:
    """Return the bodies of these kinds that a sentence names, in order.

    A full name ("Gwent PDU") counts anywhere. A bare area counts only where the words around it say that
    its service is meant ("probation services in Gwent", "the Newham and Brent PDUs"): counties are named
    for many reasons.
    """
    found: list[Mention] = []
    taken: list[tuple[int, int]] = []
    plurals = {
        kind for kind, words in _PLURALS.items() if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    }
    for start, end, bodies, is_area in _matches(text, tuple(sorted(kinds))):
        if any(start < stop and begin < end for begin, stop in taken):
            continue
        alive = [body for body in bodies if body.existed(on)]
        if len(alive) != 1 or (is_area and alive[0].kind not in plurals and not _is_meant(text, start, end)):
            continue
        taken.append((start, end))
        found.append(Mention(alive[0], start, end))
    return sorted(found, key=lambda mention: mention.start)


def _is_meant(text: str, start: int, end: int) -> bool:
    return bool(
        _BEFORE_AREA.search(text[max(0, start - 60) : start]) or _AFTER_AREA.match(text[end : end + 60])
    )


def _matches(text: str, kinds: tuple[BodyKind, ...]) -> Iterator[tuple[int, int, tuple[Body, ...], bool]]:
    """Matches of names, then of areas; longer ones before the shorter ones they contain."""
    for is_area, table in enumerate(_tables(kinds)):
        pattern, bodies = table
        spans = [(m.start(), m.end(), bodies[name_key(m[0])]) for m in pattern.finditer(text)]
        for start, end, who in sorted(spans, key=lambda span: span[0] - span[1]):
            yield start, end, who, bool(is_area)


@cache
def _tables(
    kinds: tuple[BodyKind, ...],
) -> tuple[tuple[re.Pattern[str], dict[str, tuple[Body, ...]]], ...]:
    register = load_register()
    names: dict[str, list[str]] = {form: list(ids) for form, ids in register.names().items()}
    areas: dict[str, list[str]] = defaultdict(list)
    for body in register.bodies.values():
        if body.kind is not BodyKind.NATIONAL:
            areas[area_of(body.name, body.kind)].append(body.body_id)
    return tuple(_table(forms, kinds) for forms in (names, areas))


def _table(
    forms: dict[str, list[str]], kinds: tuple[BodyKind, ...]
) -> tuple[re.Pattern[str], dict[str, tuple[Body, ...]]]:
    register = load_register()
    by_key: dict[str, dict[str, Body]] = defaultdict(dict)
    printed: set[str] = set()
    for form, ids in forms.items():
        for body in map(register.bodies.__getitem__, ids):
            if body.kind in kinds and len(form) > 2:
                by_key[name_key(form)][body.body_id] = body
                printed.add(_as_pattern(form))
    alternatives = "|".join(sorted(printed, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"\b(?:{alternatives})(?!\w)"), {
        key: tuple(who.values()) for key, who in by_key.items()
    }


def _as_pattern(form: str) -> str:
    """A pattern for a name as printed: "and" or "&", straight or curly apostrophe, with or without the
    list's commas."""
    words = [re.escape(word).replace("'", "[’']") for word in re.split(r"[\s,]+", form.replace("&", "and"))]
    joined = r",?\s+".join(r"(?:and|&)" if word == "and" else word for word in words)
    return joined.replace("Upon", "[Uu]pon").replace("upon", "[Uu]pon")
