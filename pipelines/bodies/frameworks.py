"""The standards of every framework: a closed list, so that a new or misread label is loud.

Codes repeat across frameworks with other meanings (3.1, 4.1), and labels are printed in several ways
("Staff"/"Staffing", "Partners hips and services"). A reader that took labels as they come would put one
standard under two names, or one youth service's out-of-court assessment over its court assessment.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from pipelines.vocabulary import BodyKind, Concept, Framework

_CODE = re.compile(r"^(?P<prefix>[PRV])?\s*(?P<digits>\d\.\d{1,2})$", re.IGNORECASE)
_FOOTNOTE_MARK = re.compile(r"[\d\[\]*†‡]+$")
_NOT_LETTERS = re.compile(r"[\s\-‐-―­()’'.,:;?*†]+")


@dataclass(frozen=True)
class Standard:
    """One standard as the framework defines it.

    `code` is None where no source shows one. `code_confidence` is "seen" or "memory": a code nobody has
    seen printed may not overrule the printed name. `max_points` is None for standards outside any score.
    """

    framework: Framework
    code: str | None
    name: str
    aliases: tuple[str, ...]
    concept: Concept
    max_points: int | None
    counts_towards_score: bool
    body_kind: BodyKind | None
    code_confidence: str
    source: str


@lru_cache(maxsize=8192)
def label_key(label: str) -> str:
    """Reduce a printed label to what is compared: no whitespace, hyphens, case, footnote stars or stops.

    PDFs break and space words at will; comparing anything else would refuse standards that are plainly there.
    """
    return _NOT_LETTERS.sub("", label).replace("&", "and").casefold()


def code_digits(code: str) -> str | None:
    """Return the digits of a standard's code without its letter: "P 2.1", "P2.1" and "2.1" give "2.1"."""
    match = _CODE.match(code.strip())
    return match["digits"] if match else None


def normal_code(code: str) -> str:
    """Write a code in one way: "P2.1" and "p 2.1" become "P 2.1"; "V1.1" keeps the form it is known by."""
    match = _CODE.match(code.strip())
    if match is None:
        return code.strip()
    prefix = (match["prefix"] or "").upper()
    if not prefix:
        return match["digits"]
    return f"{prefix}{match['digits']}" if prefix == "V" else f"{prefix} {match['digits']}"


def code_under(standard: Standard, printed: str | None) -> str:
    """The code a standard's values are kept under: the catalogue's, so that one standard has one code in
    all reports.

    The printed one is kept where the catalogue has none, or has another from memory; the name, where there
    is no code.
    """
    if printed is None or standard.code is None:
        return normal_code(printed) if printed is not None else standard.code or standard.name
    return standard.code if code_digits(printed) == code_digits(standard.code) else normal_code(printed)


@cache
def load_standards() -> tuple[Standard, ...]:
    """All standards of all frameworks, in the order of the data file."""
    text = resources.files("pipelines.bodies").joinpath("data/standards.csv").read_text(encoding="utf-8")
    return tuple(
        Standard(
            framework=Framework(row["framework"]),
            code=row["code"] or None,
            name=row["name"],
            aliases=tuple(filter(None, row["aliases"].split("|"))),
            concept=Concept(row["concept"]),
            max_points=int(row["max_points"]) if row["max_points"] else None,
            counts_towards_score={"yes": True, "no": False}[row["counts_towards_score"]],
            body_kind=BodyKind(row["body_kind"]) if row["body_kind"] else None,
            code_confidence=row["code_confidence"],
            source=row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def standards_of(framework: Framework, kind: BodyKind | None = None) -> tuple[Standard, ...]:
    """The standards a body of this kind is inspected against; all of the framework where `kind` is None."""
    return tuple(
        standard
        for standard in load_standards()
        if standard.framework is framework
        and (kind is None or standard.body_kind is None or standard.body_kind is kind)
    )


@cache
def has_no_codes(framework: Framework) -> bool:
    """Whether a framework prints most of its standards without codes, so that a bare name means one."""
    standards = standards_of(framework)
    return sum(standard.code is None for standard in standards) > len(standards) / 2


@cache
def name_keys(framework: Framework, kind: BodyKind | None = None) -> tuple[str, ...]:
    """Keys of all names and aliases of these standards, longest first: a line is split at the longest that
    fits."""
    return tuple(sorted(_by_key(framework, kind), key=len, reverse=True))


@cache
def _by_key(framework: Framework, kind: BodyKind | None) -> Mapping[str, tuple[Standard, ...]]:
    """The standards that each name or alias may mean, by its key."""
    found: dict[str, dict[Standard, None]] = defaultdict(dict)
    for standard in standards_of(framework, kind):
        for form in (standard.name, *standard.aliases):
            found[label_key(form)][standard] = None
    return {key: tuple(standards) for key, standards in found.items()}


def find_standard(
    framework: Framework,
    name: str,
    *,
    code: str | None = None,
    domain: str | None = None,
    kind: BodyKind | None = None,
) -> Standard | None:
    """Find the standard a printed label means, or None if the framework has no such standard.

    The name decides; the code, or the domain it stands under ("2" for 2.1), only tells apart standards that
    share a name (youth 2.1 and 3.1 are both "Assessment"). Where that leaves two, None: a guess would rate
    the wrong work.
    """
    named = list(_by_key(framework, kind).get(label_key(_FOOTNOTE_MARK.sub("", name)), ()))
    if len(named) > 1:
        digits = code_digits(code) if code is not None else None
        within = digits[0] if digits else domain
        coded = [(standard, code_digits(standard.code) or "") for standard in named if standard.code]
        named = [s for s, own in coded if own == digits] or [s for s, own in coded if own[:1] == within]
    return named[0] if len(named) == 1 else None


def find_by_code(framework: Framework, code: str, *, kind: BodyKind | None = None) -> Standard | None:
    """Find the standard of a printed code, whether or not its letter is printed.

    Only for saying which standard could not be read: codes from memory never decide what is rated.
    """
    digits = code_digits(code)
    coded = [s for s in standards_of(framework, kind) if s.code and code_digits(s.code) == digits]
    return coded[0] if len(coded) == 1 and digits is not None else None
