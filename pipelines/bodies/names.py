"""How one body is named in many ways: keys to compare names by, and the forms a name takes in print.

Reports, releases and papers write one service with and without "PDU", with "&" or "and", with commas or
none, and PDFs break words at will. Comparing printed names as they stand would make a second body of every
spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipelines.vocabulary import BodyKind

_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_LINKING = re.compile(r"and|the")

_PDU = r"(?:probation\s+delivery\s+units?|PDUs?)"
_CRC = r"(?:community\s+rehabilitation\s+compan(?:y|ies)|CRCs?)"
_NPS = r"(?:national\s+probation\s+service|NPS)"
_YOUTH = r"(?:combined\s+)?youth\s+(?:justice|offending)\s+(?:services?|teams?|partnership)|Y[JO][ST]"
_TAILS: dict[BodyKind, re.Pattern[str]] = {
    BodyKind.TRUST: re.compile(r"\s+(?:probation\s+trust|probation)$", re.IGNORECASE),
    BodyKind.CRC: re.compile(rf"\s+{_CRC}$", re.IGNORECASE),
    BodyKind.NPS_DIVISION: re.compile(
        rf"\s+(?:{_NPS}\s+division|{_NPS}|division(?:\s+of\s+the\s+{_NPS})?)$", re.IGNORECASE
    ),
    BodyKind.REGION: re.compile(r"\s+(?:probation\s+)?region$", re.IGNORECASE),
    BodyKind.PDU: re.compile(rf"\s+{_PDU}$", re.IGNORECASE),
    BodyKind.YOUTH_JUSTICE_SERVICE: re.compile(rf"\s+(?:{_YOUTH})$", re.IGNORECASE),
    BodyKind.APPROVED_PREMISES: re.compile(r"\s+approved\s+premises$", re.IGNORECASE),
}
_HEADS: dict[BodyKind, re.Pattern[str]] = {
    BodyKind.NPS_DIVISION: re.compile(rf"^(?:the\s+)?{_NPS}\s*(?:in|[–—:,-])?\s*(?:the\s+)?", re.IGNORECASE),
    BodyKind.REGION: re.compile(
        r"^(?:the\s+)?probation\s+services?\s*(?:in|[–—:,-])?\s*(?:the\s+)?", re.IGNORECASE
    ),
}
_COUNCIL = re.compile(r"^(?:the\s+)?(?:royal|london)\s+borough\s+of\s+", re.IGNORECASE)
_SERVICE = re.compile(r"\s+probation\s+services?$", re.IGNORECASE)


def name_key(name: str) -> str:
    """Reduce a name to its letters, without "and" and "the".

    Whitespace, commas, hyphens, apostrophes and "&" carry no difference between bodies. "and" is dropped
    wherever its letters stand, also in "Sunderland": both sides lose it alike, and broken words ("cumberlan
    d") still compare equal. The register refuses to load if two bodies of one kind and time come to share a
    key.
    """
    return _LINKING.sub("", _NOT_LETTERS.sub("", _folded(name)))


def _folded(name: str) -> str:
    """Lower case without accents: "Môn" and "Mon" are one name."""
    decomposed = unicodedata.normalize("NFKD", name.replace("&", " and "))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def kinds_named(name: str) -> frozenset[BodyKind]:
    """Kinds that the words of a name say: "London CRC" is a CRC; empty where none is said."""
    return frozenset(
        kind
        for kind in BodyKind
        if kind is not BodyKind.TRUST
        and ((kind in _TAILS and _TAILS[kind].search(name)) or (kind in _HEADS and _HEADS[kind].search(name)))
    )


def area_of(name: str, kind: BodyKind) -> str:
    """The place in a body's name, without the words for its kind: "Gwent PDU" gives "Gwent"."""
    area = _PARENTHESIS.sub("", name).strip(" .,;:–—-")
    if kind in _HEADS:
        area = _HEADS[kind].sub("", area)
    if kind in _TAILS:
        area = _TAILS[kind].sub("", area)
    if kind is BodyKind.YOUTH_JUSTICE_SERVICE:
        area = _COUNCIL.sub("", area)
    return area.strip(" .,;:–—-")


def short_name(name: str, kind: BodyKind) -> str:
    """The name as people of the field write it: "Wales CRC", "NPS Midlands", "Wales region"."""
    area = area_of(name, kind)
    match kind:
        case BodyKind.CRC:
            return f"{area} CRC"
        case BodyKind.NPS_DIVISION:
            return f"NPS {area}"
        case BodyKind.REGION:
            return f"{area} region"
        case _:
            return name


def keys_of(name: str, kind: BodyKind) -> frozenset[str]:
    """Keys under which a body of this kind with this name may be asked for, of which none is empty."""
    forms = {name, _PARENTHESIS.sub("", name), area_of(name, kind), _SERVICE.sub("", area_of(name, kind))}
    return frozenset(filter(None, map(name_key, forms)))


def printed_forms(name: str, kind: BodyKind) -> Iterator[str]:
    """Forms in which a paper or a report prints a body: long and short kind words, "&" for the last "and"."""
    area = area_of(name, kind)
    tails = {
        BodyKind.TRUST: ("Probation Trust",),
        BodyKind.CRC: ("Community Rehabilitation Company", "CRC"),
        BodyKind.NPS_DIVISION: ("Division of the National Probation Service", "NPS", "NPS Division"),
        BodyKind.REGION: ("region", "probation region", "region of the Probation Service"),
        BodyKind.PDU: ("PDU", "Probation Delivery Unit"),
        BodyKind.YOUTH_JUSTICE_SERVICE: (
            "Youth Justice Service",
            "Youth Offending Service",
            "Youth Offending Team",
            "YJS",
            "YOS",
            "YOT",
        ),
        BodyKind.APPROVED_PREMISES: ("Approved Premises",),
    }.get(kind, ())
    heads = {
        BodyKind.NPS_DIVISION: (
            "NPS",
            "National Probation Service",
            "National Probation Service in",
            "National Probation Service in the",
        )
    }.get(kind, ())
    forms = [name, *(f"{area} {tail}" for tail in tails), *(f"{head} {area}" for head in heads)]
    for form in forms:
        yield form
        if " and " in form:
            yield form.replace(" and ", " & ")
