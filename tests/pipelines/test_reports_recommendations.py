"""Recommendations are read beside their addressee as below one, and what cannot be told is refused aloud."""

from __future__ import annotations

import pytest

from tests.pipelines.test_reports_torn_print import numbered, recommended

BESIDE = [
    "<tr><td>The PDU should:</td><td>1. check plans</td></tr><tr><td>2. review cases</td></tr>",
    "<tr><td>The PDU</td><td>1. check plans</td></tr><tr><td>should:</td><td>2. review cases</td></tr>",
    "<tr><td>The PDU should:</td><td>1. check plans 2. review cases</td></tr>",
    (
        "<tr><td>The PDU should:</td><td>1.</td><td>check plans</td></tr>"
        "<tr><td>2.</td><td>review cases</td></tr>"
    ),
    "<tr><td>The PDU should:</td><td>• check plans</td></tr></table><ul><li>review cases</li></ul><table>",
]


@pytest.mark.parametrize("rows", BESIDE)
def test_an_addressee_beside_its_list_is_read(rows: str) -> None:
    other = "<tr><td>HMPPS should:</td><td>3. fill vacant posts</td></tr>"
    records = recommended(f"<table>{rows}{other}</table>")
    assert numbered(records) == [
        (1, "The PDU", "check plans"),
        (2, "The PDU", "review cases"),
        (3, "HMPPS", "fill vacant posts"),
    ]
    assert [r.evidence.quote.strip() for r in records.recommendations] == [
        r.text for r in records.recommendations
    ]
    assert records.quarantined == ()


def test_lines_of_addressee_and_item_beside_each_other_refuse_the_item() -> None:
    rows = (
        "<tr><td>The National</td><td>1. agree with the</td></tr>"
        "<tr><td>Service should:</td><td>Council on recall 2. fill posts</td></tr>"
        "<tr><td>HMPPS should:</td><td>3. train staff</td></tr>"
    )
    records = recommended(f"<table>{rows}</table>")
    assert numbered(records) == [(3, "HMPPS", "train staff")]
    (refused,) = records.quarantined
    assert "goes on in a line of its own" in refused.detail
    assert "2. fill posts" in (refused.quote or "")


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("<p>The unit needs to improve its plans.</p>", "addressed to no one"),
        ("<ol><li>check plans</li></ol>", "addressed to no one"),
        ("<ul><li>check plans</li></ul><h3>The PDU should:</h3><ul><li>fill posts</li></ul>", "to no one"),
        ("<h3>The PDU should:</h3><p>Plans are poor.</p>", "nothing that 'The PDU' should do"),
        ("<h3>The PDU should:</h3><p>HMPPS should:</p><ol><li>check plans</li></ol>", "right before 'HMPPS'"),
        (
            "<h3>Management Board should:</h3><ol><li>check plans</li></ol>",
            "the end of some addressee's name",
        ),
        ("<p>The PDU should: HMPPS should:</p><ol><li>check plans</li></ol>", "are two addressees"),
    ],
)
def test_a_section_whose_recommendations_cannot_be_told_is_refused(section: str, words: str) -> None:
    records = recommended(section)
    assert "check plans" not in [r.text for r in records.recommendations]
    assert any(words in refused.detail for refused in records.quarantined)


def test_a_report_without_recommendations_says_so() -> None:
    assert recommended("<p>We have made no recommendations.</p>").quarantined == ()


@pytest.mark.parametrize(
    ("lines", "addressee"),
    [
        (
            "<h3>The Gwent Youth Service Manage-</h3><h3>ment Board should:</h3>",
            "The Gwent Youth Service Management Board",
        ),
        ("<h3>The Stoke-on-</h3><h3>Trent unit should:</h3>", "The Stoke-on-Trent unit"),
        (
            "<h3>The Gwent Youth Service Management</h3><h4>Board should:</h4>",
            "The Gwent Youth Service Management Board",
        ),
    ],
)
def test_a_name_broken_at_the_end_of_a_line_is_mended(lines: str, addressee: str) -> None:
    records = recommended(f"{lines}<ol><li>check plans</li></ol>")
    assert numbered(records) == [(1, addressee, "check plans")]
