"""Every value of every report of the replica, as web page and as PDF, is read as it stands."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from flows.commands.evaluate import accuracy_table, confusion_table
from flows.errors import CannotStartError
from flows.evaluate import FIELDS, Judged, Verdict, evaluate, judge
from flows.gold import GOLD_NAME, read_gold
from pipelines.reports import read
from pipelines.vocabulary import Rating
from tests.evaluation.replica_gold import page_sample, pdf_sample, replica_samples
from tests.replica.facts import ReportFact, load_reports
from tests.replica.report_pdf import report_pdf


def test_every_value_of_every_era_is_right(judged: list[Judged]) -> None:
    wrong = [f"{j.document} {j.field} {j.what}: {j.expected} / {j.read}" for j in judged if not j.is_right]
    assert wrong == []


def test_nothing_is_left_out(judged: list[Judged]) -> None:
    """All reports, both shapes, all fields: an evaluation that compares little is always right."""
    facts = load_reports()
    english = [fact for fact in facts if fact.language == "en"]
    assert {j.document for j in judged} == {f"{fact.key}.{end}" for fact in facts for end in ("pdf", "html")}
    compared = {field: sum(j.field == field for j in judged) for field in FIELDS}
    assert compared["body"] == compared["published"] == compared["language"] == 2 * len(facts)
    assert compared["lead"] == compared["chief"] == compared["fieldwork"] == 2 * len(english)
    assert compared["rating"] == 2 * sum(len(fact.standards) for fact in english)
    asked = sum(len(standard.key_questions) for fact in english for standard in fact.standards)
    assert compared["questions"] == 2 * asked
    assert compared["recommendations"] == 2 * sum(len(fact.recommendations) for fact in english)
    assert compared["findings"] >= 2 * sum(len(fact.findings) for fact in english)
    assert compared["progress"] == 2 * sum(len(fact.earlier.items) for fact in english if fact.earlier)
    figures = sum(len(fact.key_facts.figures) for fact in english if fact.key_facts)
    assert compared["key_facts"] == 2 * figures


RATED = next(fact for fact in load_reports() if fact.score is not None and fact.standards[0].code)


def _wrong(fact: ReportFact, printed: ReportFact) -> dict[str, Verdict]:
    """What the evaluation says where the gold is one fact and the document prints another."""
    gold = pdf_sample(fact, b"").gold
    records = read(report_pdf(printed), media_type="application/pdf", url=gold.url)
    return {one.field: one.verdict for one in judge(gold, records) if not one.is_right}


def test_the_evaluation_sees_what_is_wrong() -> None:
    other = next(rating for rating in Rating if rating is not RATED.standards[0].rating)
    first = replace(RATED.standards[0], rating=other)
    assert _wrong(RATED, replace(RATED, standards=(first, *RATED.standards[1:]))) == {
        "rating": Verdict.DIFFERENT
    }
    fewer = replace(RATED, recommendations=RATED.recommendations[:-1])
    assert _wrong(RATED, fewer) == {"recommendations": Verdict.MISSING}
    assert _wrong(fewer, RATED) == {"recommendations": Verdict.UNEXPECTED}
    judged = next(fact for fact in load_reports() if fact.earlier is not None)
    assert _wrong(judged, replace(judged, earlier=None)) == {"progress": Verdict.MISSING}
    assert _wrong(replace(judged, earlier=None), judged) == {"progress": Verdict.UNEXPECTED}
    described = next(fact for fact in load_reports() if fact.key_facts is not None)
    assert _wrong(described, replace(described, key_facts=None)) == {"key_facts": Verdict.MISSING}
    assert _wrong(RATED, replace(RATED, score=(RATED.score or 0) + 1))["score"] is Verdict.DIFFERENT


def test_a_refused_document_is_quarantined_and_not_missing() -> None:
    sample = page_sample(RATED)
    payload = sample.payload.replace(b"Overall rating", b"Overal ratng")
    records = read(payload, media_type="text/html", url=sample.gold.url)
    verdicts = {one.field: one.verdict for one in judge(sample.gold, records)}
    assert verdicts["overall"] is verdicts["rating"] is Verdict.QUARANTINED


def test_values_that_gold_does_not_give_are_not_compared(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(report_pdf(RATED))
    line = (
        '{"document": "a.pdf", "url": "http://cdn.test/a.pdf", "era": "mine", "score": 99, "score_max": null}'
    )
    (tmp_path / GOLD_NAME).write_text(f"{line}\n\n", "utf-8")
    (values,) = evaluate(tmp_path / GOLD_NAME)
    assert [(v.field, v.verdict) for v in values] == [
        ("score", Verdict.DIFFERENT),
        ("score_max", Verdict.UNEXPECTED),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"document": "a.pdf"}', "line 1: url"),
        ('{"document": "a.pdf", "url": "u", "era": "e", "overal": "Good"}', "overal"),
        ('{"document": "a.pdf", "url": "u", "era": "e", "overall_rating": "Fine"}', "overall_rating"),
        ("not json", "line 1: the line"),
        ('{"document": "a.pdf", "url": "u", "era": "e"}', "there is no"),
    ],
)
def test_a_wrong_gold_file_is_said_with_its_line(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / GOLD_NAME
    path.write_text(line, "utf-8")
    with pytest.raises(CannotStartError, match=words):
        list(evaluate(path))


def test_gold_survives_its_file(folder: Path) -> None:
    assert list(read_gold(folder / GOLD_NAME)) == [sample.gold for sample in replica_samples()]


def _printed(parts: Iterator[object]) -> str:
    out = io.StringIO()
    for part in parts:
        Console(width=80, file=out).print(part)
    return out.getvalue()


def test_tables_name_what_was_wrong() -> None:
    ratings = (Rating.GOOD, Rating.REQUIRES_IMPROVEMENT)
    wrong = Judged(
        "a.pdf", "core_2018", "rating", "1.1 Leadership", ratings[0], ratings[1], Verdict.DIFFERENT
    )
    right = Judged("a.pdf", "core_2018", "rating", "1.2 Staff", ratings[0], ratings[0], Verdict.RIGHT)
    lost = Judged("a.pdf", "core_2018", "rating", "1.3 Services", ratings[0], None, Verdict.QUARANTINED)
    text = _printed(
        iter((accuracy_table([wrong, right, lost], FIELDS), confusion_table([wrong, right, lost])))
    )
    assert "1/3" in text
    good = next(line for line in text.splitlines() if line.startswith("Good"))
    assert good.split() == ["Good", "·", "1", "1", "·", "1", "·"]
