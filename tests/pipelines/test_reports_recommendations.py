"""Recommendations are read beside their addressee as below one, and what cannot be told is refused aloud."""

from __future__ import annotations

import pytest

from pipelines.reports.document import Block, BlockKind, BlockWriter, Document
from pipelines.reports.recommendations import read_recommendations
from tests.pipelines.test_reports_torn_print import URL, numbered, recommended

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


OURS = "<h3>The PDU should:</h3><ul><li>check plans</li></ul>"


@pytest.mark.parametrize(
    "heading",
    [
        "Recommendations from our 2019 inspection",
        "Recommendations made in our inspection of 2019",
        "Recommendations 2019",
        "Recommendations from the last review",
    ],
)
def test_recommendations_of_an_earlier_year_are_not_ours(heading: str) -> None:
    records = recommended(f"{OURS}<h2>{heading}</h2><h3>The PDU should:</h3><ul><li>mend roofs</li></ul>")
    assert numbered(records) == [(1, "The PDU", "check plans")]


@pytest.mark.parametrize(
    "line", ["<h3>The Ministry of Justice</h3>", "<p><strong>HMPPS</strong></p>", "<p>HMPPS:</p>"]
)
def test_items_under_a_line_that_is_no_addressee_are_refused(line: str) -> None:
    records = recommended(f"{OURS}{line}<ul><li>fund it</li></ul><h3>The region should:</h3><p>2. train</p>")
    assert numbered(records) == [(1, "The PDU", "check plans"), (2, "The region", "train")]
    (refused,) = records.quarantined
    assert "does not say that it is addressed" in refused.detail
    assert refused.quote == "fund it"


def test_labels_of_two_rows_are_two_addressees() -> None:
    rows = (
        "<tr><td>The PDU</td><td>1. check plans</td></tr><tr><td>HMPPS should:</td><td>2. fund it</td></tr>"
    )
    records = recommended(f"<table>{rows}</table>")
    assert numbered(records) == [(2, "HMPPS", "fund it")]
    assert ["check plans" in (q.quote or "") for q in records.quarantined] == [True]


def test_reading_goes_on_after_a_gap_in_the_numbers() -> None:
    records = recommended("<h3>The PDU should:</h3><p>1. check plans</p><p>3. fill posts</p><p>4. train</p>")
    assert numbered(records) == [
        (1, "The PDU", "check plans"),
        (3, "The PDU", "fill posts"),
        (4, "The PDU", "train"),
    ]
    assert ["3 follows 1" in flag.detail for flag in records.flags] == [True]


def test_a_paragraph_after_the_list_is_told_of() -> None:
    records = recommended("<p>The PDU should:</p><ul><li>improve plans</li></ul><p>Train staff by May.</p>")
    assert [item.text for item in records.recommendations] == ["improve plans"]
    assert [quote for flag in records.flags for quote in flag.quotes] == ["Train staff by May."]


def test_items_are_not_lost_where_none_is_made_to_someone() -> None:
    records = recommended("<p>We made no recommendations to the region.</p><ul><li>check plans</li></ul>")
    assert [refused.quote for refused in records.quarantined] == ["check plans"]


def _printed(labels: tuple[str, ...], gap: float, foreword: str = "Foreword") -> Document:
    """A page on which each label stands beside an item of its own, `gap` points below the one above."""
    writer = BlockWriter()
    writer.add(Block(BlockKind.PARAGRAPH, foreword, page=1))
    writer.add(Block(BlockKind.HEADING, "Recommendations", level=2, page=1))
    for at, label in enumerate(labels):
        cells, top = (label, f"{at + 1}. fund it"), 700 - gap * at
        box = (60.0, top - 11, 500.0, top)
        writer.add(Block(BlockKind.TABLE_ROW, " ".join(cells), cells, table=1, page=1, box=box))
    return Document("x", "application/pdf", URL, "", tuple(writer.blocks), writer.text)


@pytest.mark.parametrize(
    ("labels", "gap", "foreword", "addressees"),
    [
        (
            ("North Yorkshire", "Rehabilitation Company should:"),
            14,
            "North Yorkshire Rehabilitation Company",
            2,
        ),
        (("The Ministry of", "Justice should:"), 14, "Foreword", 2),
        (("The PDU", "HMPPS should:"), 14, "Foreword", 0),
        (("The PDU", "HMPPS should:"), 40, "Foreword", 1),
    ],
)
def test_labels_close_below_one_another_are_joined_only_as_a_known_name(
    labels: tuple[str, ...], gap: float, foreword: str, addressees: int
) -> None:
    read = read_recommendations(_printed(labels, gap, foreword))
    assert len(read.items) == addressees
    assert "The PDU HMPPS" not in {item.addressee for item in read.items}
    assert bool(read.refusals) is (addressees < 2)
