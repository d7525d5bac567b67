"""The same facts, printed by other programs and set in other ways, are read the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.evaluate import Judged, Verdict, judge
from pipelines.reports import read
from tests.evaluation.replica_gold import pdf_sample
from tests.producers.makers import MAKERS, Maker
from tests.producers.print_page import TableStyle, print_page
from tests.replica.facts import ReportFact, load_reports

KEYS = (
    "york-north-yorkshire-2012",
    "suffolk-2017",
    "cumbria-lancashire-2019",
    "wakefield-youth-2021",
    "leicester-2023",
    "reading-youth-2024",
    "north-east-2025",
    "south-gloucestershire-youth-2025",
    "national-2025",
    "greater-manchester-2026",
)
"""One of each era, and those whose labels, lists or forewords were hardest to read."""
FACTS = [fact for fact in load_reports() if fact.key in KEYS]


@dataclass(frozen=True)
class Printed:
    """What one program made of all facts in all styles, judged."""

    judged: dict[tuple[str, TableStyle], list[Judged]]

    def wrong(self, style: TableStyle) -> list[str]:
        return [
            f"{key} {one.field} {one.what}: {one.expected} / {one.read} ({one.verdict})"
            for (key, printed_as), values in self.judged.items()
            for one in values
            if printed_as is style and not one.is_right
        ]

    def untrue(self, fields: tuple[str, ...]) -> list[str]:
        """Values that would stand in the record and do not stand in the document."""
        return [
            f"{key} {style} {one.field} {one.what}: {one.expected} / {one.read}"
            for (key, style), values in self.judged.items()
            for one in values
            if one.field in fields and one.verdict in (Verdict.DIFFERENT, Verdict.UNEXPECTED)
        ]


@pytest.fixture(scope="session", params=MAKERS, ids=lambda maker: maker.name)
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    maker: Maker = request.param
    if reason := maker.missing():
        pytest.skip(reason)
    pdfs = print_all(maker, FACTS, tmp_path_factory.mktemp(maker.name))
    return Printed({(fact.key, style): judged(fact, pdf) for (fact, style), pdf in pdfs})


def print_all(
    maker: Maker, facts: list[ReportFact], folder: Path
) -> list[tuple[tuple[ReportFact, TableStyle], bytes]]:
    """Print every fact in every style with one start of the program."""
    wanted = {f"{fact.key}__{style.value}": (fact, style) for fact in facts for style in TableStyle}
    pages = {n: print_page(f, s, for_writer=maker.is_writer) for n, (f, s) in wanted.items()}
    pdfs = maker.print_all(pages, folder)
    return [(wanted[name], pdf) for name, pdf in pdfs.items()]


def judged(fact: ReportFact, pdf: bytes) -> list[Judged]:
    gold = pdf_sample(fact, pdf).gold
    return list(judge(gold, read(pdf, media_type=gold.media_type, url=gold.url)))


@pytest.mark.parametrize("style", TableStyle)
def test_the_same_facts_are_read_the_same(printed: Printed, style: TableStyle) -> None:
    assert printed.wrong(style) == []


def test_no_rating_score_date_or_body_is_ever_another(printed: Printed) -> None:
    """The test above fails for what is merely not read, too: this one says that something untrue was read."""
    fields = (
        "body",
        "framework",
        "published",
        "fieldwork",
        "overall",
        "score",
        "score_max",
        "code",
        "rating",
    )
    assert printed.untrue(fields) == []


def test_all_styles_of_all_facts_were_printed(printed: Printed) -> None:
    assert len(FACTS) == len(KEYS)
    assert len(printed.judged) == len(KEYS) * len(TableStyle)
    assert all(printed.judged.values())
