"""Only the heads of a table's columns say which percentage is this inspection's answer, and only a standard's
own section gives it its percentages."""

from __future__ import annotations

import pytest

from pipelines.vocabulary import QuarantineReason
from tests.pipelines import sample_reports as made
from tests.pipelines.test_reports_progress import table
from tests.pipelines.test_reports_ratings import PDU, page
from tests.pipelines.test_reports_torn_print import of_body

VIEWS, HARM = "Does assessment draw on views?", "Does assessment name the harm?"
UNDER = "<h2>2. Service delivery</h2><h3>P 2.1 Assessment</h3>"


@pytest.mark.parametrize(
    ("head", "cells", "value"),
    [
        (("Question", "Yes", "No"), ("45%", "55%"), "45%"),
        (("", "Yes", "No"), ("45%", "55%"), "45%"),
        (("Question", "Previous inspection", "This inspection"), ("50%", "62%"), "62%"),
        (("Question", "2024", "2021"), ("62%", "50%"), "62%"),
        (("Question", "This PDU", "National average"), ("62%", "50%"), "62%"),
        (("Question", "% yes"), ("62",), "62"),
        (("Question", "% yes", "Cases"), ("62", "40"), "62"),
        (("Question", "Answer"), ("62%",), "62%"),
    ],
)
def test_the_percentage_under_this_inspections_head_is_taken(
    head: tuple[str, ...], cells: tuple[str, ...], value: str
) -> None:
    records = of_body(UNDER + table(head, (VIEWS, *cells), (HARM, *cells)))
    assert [(f.measure, f.value_text, f.standard_code, f.is_key_question) for f in records.findings] == [
        (VIEWS, value, "P 2.1", True),
        (HARM, value, "P 2.1", True),
    ]
    assert records.quarantined == ()


@pytest.mark.parametrize(
    ("head", "cells", "words"),
    [
        (("Question", "Previous inspection", "This inspection"), ("45%", ""), "2 cells under 3 heads"),
        (("", "Previous inspection", "This inspection"), ("45%", ""), "2 cells under 2 heads"),
        (("Question", "Previous inspection", "This inspection"), ("45%", "–"), "'Previous inspection'"),
        (("Question", "Previous inspection"), ("45%",), "'Previous inspection'"),
        (("Question", "2019"), ("45%",), "'2019'"),
        (("Question", "National average", "This PDU"), ("45%", "n/a"), "'National average'"),
        (("Question", "Yes", "No"), ("", "45%"), "2 cells under 3 heads"),
        (("Question", "PDU", "Region"), ("40%", "45%"), "no head says which"),
        ((), ("40%", "45%"), "3 cells under 0 heads"),
    ],
)
def test_a_percentage_of_another_column_is_refused(
    head: tuple[str, ...], cells: tuple[str, ...], words: str
) -> None:
    records = of_body(UNDER + table(*([head] if head else []), (VIEWS, *cells)))
    assert records.findings == ()
    (refused,) = records.quarantined
    assert refused.reason is QuarantineReason.UNCLEAR_FIGURE
    assert words in refused.detail
    assert "45%" in (refused.quote or "")


def test_the_rest_of_a_table_has_the_heads_above_it() -> None:
    head = ("Question", "Previous inspection", "This inspection")
    records = of_body(UNDER + table(head, (VIEWS, "50%", "62%")) + table((HARM, "45%")))
    assert [f.value_text for f in records.findings] == ["62%"]
    assert ["2 cells under 3 heads" in q.detail for q in records.quarantined] == [True]


@pytest.mark.parametrize("target", ["85% of target", "Of 85 per cent"])
def test_numbers_are_percentages_only_by_the_head(target: str) -> None:
    rows = (("Staff in post", target), ("Cases inspected", "36"))
    assert of_body(UNDER + table(("Measure", "Value"), *rows)).findings == ()
    assert of_body(UNDER + table(*rows[::-1])).findings == ()


LATE = "<p>Plans were late in 30 per cent of cases.</p>"


@pytest.mark.parametrize("between", ["", "<h3>What we saw</h3>"])
def test_after_a_list_of_ratings_nothing_is_of_its_last_standard(between: str) -> None:
    records = page(PDU, lambda sample: made.ratings_table(sample) + between + LATE)
    assert [f.standard_code for f in records.findings] == [None]


@pytest.mark.parametrize(
    ("heading", "code"), [("<h4>Planning</h4>", "P 2.1"), ("<h3>Planning</h3>", "P 2.2")]
)
def test_a_name_without_its_code_opens_a_standard_only_beside_those_with_one(heading: str, code: str) -> None:
    records = of_body(f"<h3>P 2.1 Assessment</h3><p>Text.</p>{heading}{LATE}")
    assert [f.standard_code for f in records.findings] == [code]
