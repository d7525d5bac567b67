"""Which ratings can be compared: standards of all frameworks, pair by pair, each with a reason.

Names alone mislead: "Leadership" of a region and of a unit are other questions, and "Assessment" of a company
was judged on other people's cases. Whatever is not settled here is not comparable.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations_with_replacement

from pipelines.bodies.frameworks import Standard, code_digits, load_standards, standards_of
from pipelines.vocabulary import UNRATED_FRAMEWORKS, BodyKind, Comparability, Framework

OVERALL = "overall"
_YOUTH = BodyKind.YOUTH_JUSTICE_SERVICE
_APART = frozenset({BodyKind.NATIONAL, BodyKind.APPROVED_PREMISES})
_RULE = "derived: a rule of the register"


@dataclass(frozen=True)
class Comparison:
    """The verdict on two ratings and the reason readers are given. `source` says what it rests on."""

    comparability: Comparability
    reason: str
    source: str


@dataclass(frozen=True)
class Programme:
    """Bodies of one kind inspected under one framework: what an overall rating is of."""

    framework: Framework
    kind: BodyKind


PROGRAMMES = (
    Programme(Framework.TRUST_OMI2, BodyKind.TRUST),
    Programme(Framework.TRUST_IOAP_2013, BodyKind.TRUST),
    Programme(Framework.QUALITY_IMPACT_2016, BodyKind.CRC),
    Programme(Framework.QUALITY_IMPACT_2016, BodyKind.NPS_DIVISION),
    Programme(Framework.CORE_2018, BodyKind.CRC),
    Programme(Framework.CORE_2018, BodyKind.NPS_DIVISION),
    Programme(Framework.CORE_2021, BodyKind.PDU),
    Programme(Framework.CORE_2021, BodyKind.REGION),
    Programme(Framework.CORE_2023, BodyKind.PDU),
    Programme(Framework.CORE_2023, BodyKind.REGION),
    Programme(Framework.NATIONAL_2025, BodyKind.NATIONAL),
    Programme(Framework.DYNAMIC_2025, BodyKind.REGION),
    Programme(Framework.APPROVED_PREMISES_2025, BodyKind.APPROVED_PREMISES),
    Programme(Framework.YJS_2018, _YOUTH),
    Programme(Framework.YJS_2021, _YOUTH),
    Programme(Framework.YJS_2025, _YOUTH),
)
"""Every framework that rates or judges services, with the kinds of body it was used for, oldest first.

The pilot of 2020, joint and thematic inspections rate no service, so nothing of theirs can be in a pair.
"""

Rated = tuple[Programme, Standard | None]
"""What a rating is of: a standard as used for one kind of body, or the whole inspection (None)."""


def compare(first: Rated, second: Rated) -> Comparison:
    """Whether two ratings can be compared; the order makes no difference.

    Not comparable, with the reason, wherever the reviewed data do not say otherwise.
    """
    (ours, our_standard), (theirs, their_standard) = first, second
    if ruled := _ruled(ours, our_standard, theirs, their_standard):
        return ruled
    concept = our_standard.concept.value if our_standard else OVERALL
    settled = _settled().get((frozenset({ours, theirs}), concept))
    return settled or _not("nobody has reviewed whether these ask the same")


def compared_pairs() -> Iterator[tuple[Rated, Rated, Comparison]]:
    """Every pair of ratings of one concept, overall ratings among them, each pair once, with its verdict."""
    rated = [(programme, standard) for programme in PROGRAMMES for standard in rated_under(programme)]
    for first, second in combinations_with_replacement(rated, 2):
        if concept_of(first) == concept_of(second):
            yield first, second, compare(first, second)


def rated_under(programme: Programme) -> tuple[Standard | None, ...]:
    """What a programme can rate: the whole (None) and its standards for that kind of body."""
    return (None, *standards_of(programme.framework, programme.kind))


def concept_of(rated: Rated) -> str:
    """The concept of a standard, or `overall`."""
    standard = rated[1]
    return standard.concept.value if standard is not None else OVERALL


def _ruled(
    ours: Programme, our_standard: Standard | None, theirs: Programme, their_standard: Standard | None
) -> Comparison | None:
    """The verdicts that follow from what the two are."""
    if concept_of((ours, our_standard)) != concept_of((theirs, their_standard)):
        return _not("they ask about different things")
    if unrated := {ours.framework, theirs.framework} & UNRATED_FRAMEWORKS:
        return _not(f"{' and '.join(sorted(unrated))} printed no ratings on this scale")
    if (ours.kind is _YOUTH) != (theirs.kind is _YOUTH):
        return _not("youth justice and adult probation are different services")
    if ours.kind is not theirs.kind and {ours.kind, theirs.kind} & _APART:
        return _not("the national service, approved premises and local services are judged on other things")
    if ours == theirs and our_standard == their_standard:
        what = "one standard of one framework" if our_standard else "overall ratings of one framework"
        return Comparison(Comparability.SAME_STANDARD, what, _RULE)
    if ours == theirs:
        return _not("two different standards of one framework")
    if our_standard and their_standard and _are_other_domains(our_standard, their_standard):
        return _not("one is of court work, the other of out-of-court work")
    return None


def _are_other_domains(ours: Standard, theirs: Standard) -> bool:
    """Whether both are youth standards with a domain, and not the same: 2.1 and 3.1 are both "Assessment"."""
    if ours.body_kind is not _YOUTH:
        return False
    first, second = (code_digits(standard.code or "") for standard in (ours, theirs))
    return first is not None and second is not None and first[0] != second[0]


def _not(reason: str) -> Comparison:
    return Comparison(Comparability.NOT_COMPARABLE, reason, _RULE)


@cache
def _settled() -> Mapping[tuple[frozenset[Programme], str], Comparison]:
    """The reviewed rows. Raises ValueError for a row that settles what another did, or nothing known."""
    found: dict[tuple[frozenset[Programme], str], Comparison] = {}
    concepts = {standard.concept.value for standard in load_standards()} | {OVERALL}
    text = resources.files("pipelines.bodies").joinpath("data/comparisons.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        pair = frozenset(
            Programme(Framework(row[f"framework_{side}"]), BodyKind(row[f"body_kind_{side}"]))
            for side in "ab"
        )
        for concept in row["concepts"].split("|"):
            if concept not in concepts or (pair, concept) in found or not pair <= set(PROGRAMMES):
                raise ValueError(f"comparisons.csv: a second or unknown row for {concept}: {row}")
            found[pair, concept] = Comparison(
                Comparability(row["comparability"]), row["reason"], row["source"]
            )
    return found
