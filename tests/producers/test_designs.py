"""Reports laid out in ways the reader was not written for: what is published is true, what is lost is said.

Web designs are printed by Chromium and WeasyPrint, drawings by reportlab, which every machine has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pytest

from flows.evaluate import Judged, Verdict, judge
from pipelines.reports import read
from tests.evaluation.replica_gold import pdf_sample
from tests.producers.designs import Design, design_page
from tests.producers.drawn import Drawing, draw
from tests.producers.makers import Chromium, Maker, WeasyPrint
from tests.replica.facts import ReportFact, load_reports

KEYS = (
    "humberside-lincolnshire-north-yorkshire-2020",
    "northamptonshire-2022",
    "derby-city-2025",
    "hull-youth-2021",
    "knowsley-youth-2026",
    "durham-2016",
)
"""Codes with a letter, without one and none; a rating that does not count; a report without ratings."""
FACTS = {fact.key: fact for fact in load_reports() if fact.key in KEYS}
MUST_BE_RIGHT = frozenset(
    {"body", "framework", "published", "fieldwork", "overall", "score", "score_max", "code", "rating"}
)
BY_CHROMIUM = 4
"""Facts of each design that Chromium prints; the next one is WeasyPrint's, which needs four times as long."""


@dataclass(frozen=True)
class Case:
    """One fact in one design by one program."""

    maker: str
    design: Design | Drawing
    key: str

    def __str__(self) -> str:
        return f"{self.maker}-{self.design.name.lower()}-{self.key}"


@dataclass(frozen=True)
class ReadBack:
    """What was read from a document, judged; `is_flagged` says that the document has a flag or a refusal."""

    judged: tuple[Judged, ...]
    is_flagged: bool

    def wrong(self, fields: Collection[str]) -> list[str]:
        return [_told(one) for one in self.judged if one.field in fields and not one.is_right]

    def having(self, *verdicts: Verdict) -> list[str]:
        return [_told(one) for one in self.judged if one.verdict in verdicts]


def _told(one: Judged) -> str:
    return f"{one.field} {one.what}: {one.expected} / {one.read} ({one.verdict})"


def read_back(fact: ReportFact, pdf: bytes) -> ReadBack:
    gold = pdf_sample(fact, pdf).gold
    records = read(pdf, media_type=gold.media_type, url=gold.url)
    return ReadBack(tuple(judge(gold, records)), bool(records.flags or records.quarantined))


def keys_of(design: Design) -> tuple[str, ...]:
    """The facts in another turn for every design."""
    turn = -list(Design).index(design) % len(KEYS)
    return KEYS[turn:] + KEYS[:turn]


MAKERS: dict[str, Maker] = {maker.name: maker for maker in (Chromium(), WeasyPrint())}
WEB = [
    *(Case(Chromium.name, design, key) for design in Design for key in keys_of(design)[:BY_CHROMIUM]),
    *(Case(WeasyPrint.name, design, keys_of(design)[BY_CHROMIUM]) for design in Design),
]
DRAWN = [Case("reportlab", drawing, key) for drawing in Drawing for key in KEYS]


class Press:
    """Prints and reads each case once; a program is started once for all of its cases."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._folders = folders
        self._read: dict[Case, ReadBack] = {}

    def read_back(self, case: Case) -> ReadBack:
        if case not in self._read:
            self._read |= {one: read_back(FACTS[one.key], pdf) for one, pdf in self._printed(case)}
        return self._read[case]

    def _printed(self, case: Case) -> Iterator[tuple[Case, bytes]]:
        if isinstance(case.design, Drawing):
            yield case, draw(FACTS[case.key], case.design)
            return
        maker = MAKERS[case.maker]
        if reason := maker.missing():
            pytest.skip(reason)
        wanted = {
            str(one): (one, design_page(FACTS[one.key], one.design))
            for one in WEB
            if one.maker == case.maker and isinstance(one.design, Design)
        }
        pages = {name: page for name, (_, page) in wanted.items()}
        for name, pdf in maker.print_all(pages, self._folders.mktemp(case.maker)).items():
            yield wanted[name][0], pdf


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press(tmp_path_factory)


LONG_LABELS = (
    "labels of three lines in two tables side by side are not put together; the standards are flagged"
)
KNOWN_DEFECTS = {
    ("test_ratings_scores_and_dates_are_right", "chromium-side_by_side-knowsley-youth-2026"): LONG_LABELS,
}
"""What the reader does not manage yet, by test and case."""


@pytest.fixture(params=(*WEB, *DRAWN), ids=str)
def document(request: pytest.FixtureRequest, press: Press) -> ReadBack:
    if reason := KNOWN_DEFECTS.get((request.function.__name__, str(request.param))):
        request.applymarker(pytest.mark.xfail(reason=reason, raises=AssertionError, strict=True))
    return press.read_back(request.param)


def test_ratings_scores_and_dates_are_right(document: ReadBack) -> None:
    assert document.wrong(MUST_BE_RIGHT) == []


def test_nothing_untrue_is_read(document: ReadBack) -> None:
    assert document.having(Verdict.DIFFERENT, Verdict.UNEXPECTED) == []


def test_nothing_is_lost_without_a_word(document: ReadBack) -> None:
    assert document.is_flagged or document.having(Verdict.MISSING) == []
