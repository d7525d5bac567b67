"""Every pair of ratings of one concept has a verdict, and none says more than the standards bear."""

from __future__ import annotations

from collections import defaultdict
from importlib import resources
from itertools import product

import pytest

from pipelines.bodies import comparisons
from pipelines.bodies.comparisons import (
    OVERALL,
    PROGRAMMES,
    Programme,
    Rated,
    compare,
    compared_pairs,
    concept_of,
    rated_under,
)
from pipelines.bodies.frameworks import code_digits, load_standards
from pipelines.vocabulary import UNRATED_FRAMEWORKS, BodyKind, Comparability, Concept, Framework

YOUTH = BodyKind.YOUTH_JUSTICE_SERVICE
APART = {BodyKind.NATIONAL, BodyKind.APPROVED_PREMISES}
SAME = {Comparability.SAME_STANDARD, Comparability.SAME_QUESTION}
UNREVIEWED = "nobody has reviewed whether these ask the same"
ALL: tuple[Rated, ...] = tuple(
    (programme, standard) for programme in PROGRAMMES for standard in rated_under(programme)
)
PAIRS = tuple(compared_pairs())


def programme(framework: Framework, kind: BodyKind) -> Programme:
    return Programme(framework, kind)


def of(framework: Framework, kind: BodyKind, concept: str, domain: str = "") -> Rated:
    """The one rating of a programme on a concept; `domain` tells court from out-of-court work."""
    here = programme(framework, kind)
    (one,) = (
        (here, standard)
        for standard in rated_under(here)
        if concept_of((here, standard)) == concept
        and (standard is None or (code_digits(standard.code or "") or "").startswith(domain))
    )
    return one


def verdict(first: Rated, second: Rated) -> Comparability:
    return compare(first, second).comparability


def name(rated: Rated) -> tuple[str, str, str]:
    here, standard = rated
    return here.framework, here.kind, f"{standard.code} {standard.name}" if standard else OVERALL


def test_every_pair_of_one_concept_stands_once_with_a_verdict_and_its_reason() -> None:
    expected = {
        frozenset((name(first), name(second)))
        for first, second in product(ALL, ALL)
        if concept_of(first) == concept_of(second)
    }
    found = [frozenset((name(first), name(second))) for first, second, _ in PAIRS]
    assert len(found) == len(set(found))
    assert set(found) == expected
    for _, _, comparison in PAIRS:
        assert isinstance(comparison.comparability, Comparability)
        assert comparison.reason.strip()
        assert comparison.source.strip()


def test_all_standards_are_rated_under_some_programme() -> None:
    """A standard of no programme would be in no pair, and its ratings would have no verdict."""
    assert {standard for _, standard in ALL if standard is not None} == set(load_standards())


def test_every_concept_has_pairs() -> None:
    covered = {concept_of(first) for first, _, _ in PAIRS}
    assert covered == {standard.concept.value for standard in load_standards()} | {OVERALL}


def test_the_order_of_two_makes_no_difference() -> None:
    for first, second in product(ALL, ALL):
        assert compare(first, second) == compare(second, first)


def test_ratings_of_other_concepts_are_never_comparable() -> None:
    for first, second in product(ALL, ALL):
        if concept_of(first) != concept_of(second):
            assert verdict(first, second) is Comparability.NOT_COMPARABLE


def test_adult_and_youth_are_never_comparable() -> None:
    for first, second in product(ALL, ALL):
        if (first[0].kind is YOUTH) != (second[0].kind is YOUTH):
            assert verdict(first, second) is Comparability.NOT_COMPARABLE


def test_the_national_service_and_approved_premises_are_comparable_with_themselves_alone() -> None:
    for first, second in product(ALL, ALL):
        if first[0].kind is not second[0].kind and {first[0].kind, second[0].kind} & APART:
            assert verdict(first, second) is Comparability.NOT_COMPARABLE
    for kind in APART:
        (one,) = (each for each in PROGRAMMES if each.kind is kind)
        assert verdict((one, None), (one, None)) is Comparability.SAME_STANDARD


def test_what_printed_no_ratings_is_comparable_with_nothing() -> None:
    for first, second in product(ALL, ALL):
        if {first[0].framework, second[0].framework} & UNRATED_FRAMEWORKS:
            assert verdict(first, second) is Comparability.NOT_COMPARABLE


def test_court_and_out_of_court_work_are_never_comparable() -> None:
    youth = [
        (here, standard, (code_digits(standard.code or "") or " ")[0])
        for here, standard in ALL
        if here.kind is YOUTH and standard is not None
    ]
    crossed = 0
    for (one, ours, our_domain), (other, theirs, their_domain) in product(youth, youth):
        if {our_domain, their_domain} == {"2", "3"}:
            crossed += 1
            assert verdict((one, ours), (other, theirs)) is Comparability.NOT_COMPARABLE
    assert crossed
    court = of(Framework.YJS_2018, YOUTH, Concept.ASSESSMENT, "2")
    later = of(Framework.YJS_2021, YOUTH, Concept.ASSESSMENT, "2")
    assert verdict(court, later) is Comparability.SAME_QUESTION


def test_same_standard_is_said_of_one_standard_of_one_programme_alone() -> None:
    for first, second in product(ALL, ALL):
        is_one = name(first) == name(second) and first[0].framework not in UNRATED_FRAMEWORKS
        assert (verdict(first, second) is Comparability.SAME_STANDARD) is is_one, (name(first), name(second))


def test_a_person_has_settled_every_pair_of_rated_programmes_that_no_rule_settles() -> None:
    unreviewed = [
        (concept_of(first), name(first), name(second))
        for first, second, comparison in PAIRS
        if comparison.reason == UNREVIEWED
    ]
    assert unreviewed == []


def test_bodies_of_two_kinds_are_never_asked_the_same_question() -> None:
    """A company had other people than a unit has: whatever the standard's name, at most similar."""
    for first, second in product(ALL, ALL):
        if first[0].kind is not second[0].kind:
            assert verdict(first, second) not in SAME, (name(first), name(second))


def test_every_reviewed_row_settles_a_pair_that_exists_and_that_no_rule_settled_before() -> None:
    used = {id(comparison) for _, _, comparison in PAIRS}
    idle = [key for key, comparison in comparisons._settled().items() if id(comparison) not in used]
    assert idle == []


def test_one_question_asked_thrice_is_one_question() -> None:
    """Where A asks as B and B as C, A asks as C: otherwise a history would break in its middle."""
    same: dict[str, set[frozenset[Rated]]] = defaultdict(set)
    for first, second, comparison in PAIRS:
        if comparison.comparability in SAME:
            same[concept_of(first)].add(frozenset((first, second)))
    for concept, pairs in same.items():
        members = sorted({one for pair in pairs for one in pair}, key=name)
        for one, middle, other in product(members, members, members):
            if {frozenset((one, middle)), frozenset((middle, other))} <= pairs:
                assert frozenset((one, other)) in pairs, (concept, name(one), name(middle), name(other))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            of(Framework.CORE_2021, BodyKind.PDU, Concept.LEADERSHIP),
            of(Framework.CORE_2023, BodyKind.PDU, Concept.LEADERSHIP),
            Comparability.SAME_QUESTION,
        ),
        (
            of(Framework.CORE_2021, BodyKind.PDU, OVERALL),
            of(Framework.CORE_2023, BodyKind.PDU, OVERALL),
            Comparability.SIMILAR,
        ),
        (
            of(Framework.CORE_2023, BodyKind.PDU, Concept.LEADERSHIP),
            of(Framework.CORE_2023, BodyKind.REGION, Concept.LEADERSHIP),
            Comparability.NOT_COMPARABLE,
        ),
        (
            of(Framework.CORE_2018, BodyKind.CRC, Concept.ASSESSMENT),
            of(Framework.CORE_2018, BodyKind.NPS_DIVISION, Concept.ASSESSMENT),
            Comparability.SIMILAR,
        ),
        (
            of(Framework.CORE_2018, BodyKind.CRC, OVERALL),
            of(Framework.CORE_2021, BodyKind.PDU, OVERALL),
            Comparability.NOT_COMPARABLE,
        ),
        (
            of(Framework.YJS_2018, YOUTH, Concept.ASSESSMENT, "3"),
            of(Framework.YJS_2025, YOUTH, Concept.ASSESSMENT),
            Comparability.SIMILAR,
        ),
        (
            of(Framework.YJS_2021, YOUTH, Concept.LEADERSHIP),
            of(Framework.YJS_2025, YOUTH, Concept.LEADERSHIP),
            Comparability.NOT_COMPARABLE,
        ),
    ],
)
def test_verdicts_people_rely_on(first: Rated, second: Rated, expected: Comparability) -> None:
    assert verdict(first, second) is expected


@pytest.mark.parametrize(
    "row",
    [
        "core_2018,crc,core_2018,nps_division,leadership|leadership,similar question,twice,x",
        "core_2018,crc,core_2018,nps_division,happiness,similar question,no such concept,x",
        "core_2018,region,core_2021,pdu,leadership,similar question,no such programme,x",
        "core_2018,crc,core_2021,pdu,leadership,rather alike,no such word,x",
    ],
)
def test_a_row_that_settles_nothing_real_or_twice_is_refused(
    row: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "framework_a,body_kind_a,framework_b,body_kind_b,concepts,comparability,reason,source"

    class Data:
        def joinpath(self, name: str) -> Data:
            return self

        def read_text(self, encoding: str) -> str:
            return f"{head}\n{row}\n"

    load_standards()
    monkeypatch.setattr(resources, "files", lambda package: Data())
    with pytest.raises(ValueError, match=r"comparisons\.csv|rather alike"):
        comparisons._settled.__wrapped__()
