"""The public predecessor's approach, written anew from its description, and its accuracy beside ours.

It takes the first fraction on the ratings page for the score, rows that end in one word for the
standards' ratings, and keeps ratings under the standard's name. `docs/reading.md` holds the table that
comes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2

from flows.evaluate import Judged, judge
from pipelines.reports import read
from pipelines.vocabulary import Rating
from tests.evaluation.replica_gold import pdf_sample
from tests.replica.facts import ReportFact, load_reports
from tests.replica.report_pdf import report_pdf

_FRACTION = re.compile(r"(\d+)\s*/\s*(\d+)")
_ROW = re.compile(r"^[PR]?\s*(\d+\.\d+)\s(.+?)\s(\w+)$")
_OVERALL = re.compile(r"^Overall rating\s(\w+)$")
FIRST_PAGE = 3
"""It looks for the ratings from here on, to pass by the page of contents.

The page must have them as its heading: the replica's contents stand on page 3, and a comparison that
failed on those would say nothing.
"""


@dataclass(frozen=True)
class Naive:
    """What the approach finds in one report."""

    overall: str | None
    score: int | None
    score_max: int | None
    ratings: dict[str, str]


def read_naively(payload: bytes) -> Naive:
    """Read a report as the predecessor does."""
    lines = _ratings_page(payload).splitlines()
    fraction = next((match for line in lines if (match := _FRACTION.search(line))), None)
    overall = next((match[1] for line in lines if (match := _OVERALL.match(line.strip()))), None)
    ratings = {match[2]: match[3] for line in lines if (match := _ROW.match(line.strip()))}
    return Naive(
        overall,
        int(fraction[1]) if fraction else None,
        int(fraction[2]) if fraction else None,
        ratings,
    )


def _ratings_page(payload: bytes) -> str:
    pdf = pypdfium2.PdfDocument(payload)
    try:
        for index in range(FIRST_PAGE - 1, len(pdf)):
            textpage = pdf[index].get_textpage()
            text = str(textpage.get_text_range())
            textpage.close()
            if any(line.strip().casefold() == "ratings" for line in text.splitlines()):
                return text
    finally:
        pdf.close()
    return ""


@dataclass(frozen=True)
class Accuracy:
    """One field: how many values there are, and how many each approach reads right, or reads as another
    value."""

    field: str
    total: int
    ours: int
    ours_untrue: int
    naive: int
    naive_untrue: int


_FIELDS = (
    "overall rating, one word",
    "overall rating, two words",
    "score",
    "maximum score",
    "standard's rating, one word",
    "standard's rating, two words",
)


def compare() -> list[Accuracy]:
    """Both approaches over the PDFs of all English rated reports of the replica."""
    facts = [fact for fact in load_reports() if fact.language == "en" and fact.overall_rating is not None]
    counts = {field: [0, 0, 0, 0, 0] for field in _FIELDS}
    for fact in facts:
        payload = report_pdf(fact)
        ours = {(f, what): value for f, what, value in _our_values(fact, payload)}
        for field, what, expected, found in _naive_values(fact, read_naively(payload)):
            mine = ours.get((field, what))
            row = counts[field]
            row[0] += 1
            row[1] += mine == expected
            row[2] += mine not in (None, expected)
            row[3] += found == expected
            row[4] += found not in (None, expected)
    return [Accuracy(field, *row) for field, row in counts.items()]


def _words(expected: str) -> str:
    return "two words" if " " in expected else "one word"


def _our_values(fact: ReportFact, payload: bytes) -> Iterator[tuple[str, str, str | None]]:
    gold = pdf_sample(fact, payload).gold
    judged = judge(gold, read(payload, media_type=gold.media_type, url=gold.url))
    yield from _named(one for one in judged if one.expected is not None)


def _named(judged: Iterable[Judged]) -> Iterator[tuple[str, str, str | None]]:
    for one in judged:
        match one.field:
            case "overall":
                yield f"overall rating, {_words(one.expected or '')}", "", one.read
            case "score":
                yield "score", "", one.read
            case "score_max":
                yield "maximum score", "", one.read
            case "rating":
                yield f"standard's rating, {_words(one.expected or '')}", one.what, one.read


def _naive_values(fact: ReportFact, naive: Naive) -> Iterator[tuple[str, str, str, str | None]]:
    """Field, which of them, expected, found."""
    assert fact.overall_rating is not None
    yield (
        f"overall rating, {_words(fact.overall_rating)}",
        "",
        fact.overall_rating.value,
        _grade(naive.overall),
    )
    for field, wanted, found in (
        ("score", fact.score, naive.score),
        ("maximum score", fact.score_max, naive.score_max),
    ):
        if wanted is not None:
            yield field, "", str(wanted), None if found is None else str(found)
    for standard in fact.standards:
        what = f"{standard.code} {standard.printed_name}".strip()
        found_grade = _grade(naive.ratings.get(standard.printed_name))
        yield f"standard's rating, {_words(standard.rating)}", what, standard.rating.value, found_grade


def _grade(word: str | None) -> str | None:
    """A one-word grade; what is no rating ("improvement") counts as not read."""
    return word if word in {rating.value for rating in Rating} else None
