"""What print has torn apart is refused aloud: nothing of it is recorded, and nothing of it is lost unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.bodies.frameworks import code_digits, find_by_code
from pipelines.records import ReportRecords
from pipelines.reports import read
from pipelines.reports.amounts import _STATED, amounts_in
from pipelines.vocabulary import BodyKind, Framework, QuarantineReason
from tests.pipelines import sample_reports as made
from tests.pipelines.sample_reports import GOOD, Row, Sample, rows_of
from tests.pipelines.test_reports_ratings import EXPECTED, PDU
from tests.pipelines.test_reports_ratings import given as given_ratings

URL = "http://hmiprobation.test/document/gwent/"
VICTIMS = Sample(
    "An inspection of youth justice work with children and victims in Wakefield",
    rows_of("Organisational delivery\nAssessing\nPlanning\nDelivery\nV1.1 Work with victims", [GOOD] * 5),
    GOOD,
    cover_date="August 2025",
    fieldwork="Fieldwork started in March 2025",
)


def page(sample: Sample, rows: list[str]) -> ReportRecords:
    """The sample with these rows as its table of ratings."""
    body = "".join(rows)
    top = f"<tr><td>Overall rating</td><td>{sample.overall}</td></tr>"
    payload = made.html(sample, table=lambda s: f"<p>Score {s.score}</p><table>{top}{body}</table>")
    return read(payload, media_type="text/html", url=URL)


def row(code: str, name: str, value: str) -> str:
    return f"<tr><td>{code} {name}</td><td>{value}</td></tr>"


TORN: dict[str, Callable[[Row], str]] = {
    "word cut at a hyphen": lambda r: row(r[0], r[1], "Requires improve‐"),
    "word cut at a space": lambda r: row(r[0], r[1], "Requires"),
    "both cells cut, the rest in a row of its own": lambda r: (
        row(r[0], r[1][:4] + "‐", "Requires improve‐") + f"<tr><td>{r[1][5:]}</td><td>ment</td></tr>"
    ),
    "code in a cell of its own": lambda r: (
        f"<tr><td>{r[0]}</td><td>{r[1][:5]}‐</td><td>Inade‐</td></tr>"
        f"<tr><td></td><td>{r[1][5:]}</td><td>quat</td></tr>"
    ),
    "no value": lambda r: row(r[0], r[1], ""),
    "a dash for a value": lambda r: row(r[0], r[1], "–"),
    "a label alone": lambda r: f"<tr><td>{r[0]} {r[1]}</td></tr>",
    "a line of text": lambda r: f"</table><p>{r[0]} {r[1]} Requires improve‐</p><table>",
    "a line of text whose name is cut, too": lambda r: (
        f"</table><p>{r[0]} {r[1][:4]}‐ Requires improve‐</p><table>"
    ),
    "the word below its label": lambda r: f"</table><p>{r[0]} {r[1]}</p><p>Outstand-</p><table>",
    "the word below a heading": lambda r: f"</table><h3>{r[0]} {r[1]}</h3><p>Requires improve-</p><table>",
}


@pytest.mark.parametrize("torn", TORN.values(), ids=list(TORN))
@pytest.mark.parametrize("at", [0, 4])
def test_a_standard_whose_rating_was_not_taken_is_refused(torn: Callable[[Row], str], at: int) -> None:
    rows = [torn(r) if index == at else row(*r) for index, r in enumerate(PDU.rows)]
    records = page(PDU, rows)
    assert sorted(given_ratings(records)) == sorted(e for i, e in enumerate(EXPECTED) if i != at)
    (refused,) = records.quarantined
    assert refused.reason is QuarantineReason.UNKNOWN_RATING
    assert refused.detail.startswith(PDU.rows[at][0])
    assert refused.quote is not None
    assert PDU.rows[at][0] in refused.quote


@pytest.mark.parametrize(
    "torn",
    [
        row("", "Assess‐", "Requires improve‐"),
        row("", "Assessing", "Requires im‐"),
        "</table><p>Assessing Requires improve‐</p><table>",
        row("", "Assessing", ""),
    ],
)
def test_a_standard_without_code_and_score_is_refused_too(torn: str) -> None:
    """Where neither a code nor a score tells how many there must be, nothing else would show the loss."""
    rows = [row(*VICTIMS.rows[0]), torn, *(row(*r) for r in VICTIMS.rows[2:])]
    records = page(VICTIMS.but(score="–"), rows)
    assert len(records.ratings) == 4
    (refused,) = records.quarantined
    assert refused.reason is QuarantineReason.UNKNOWN_RATING
    assert "Assess" in refused.detail


def test_a_broken_row_is_not_refused_where_the_standard_is_rated_elsewhere() -> None:
    rows = [row("P 1.1", "Leader‐", "Requires improve‐"), *(row(*r) for r in PDU.rows)]
    records = page(PDU, rows)
    assert sorted(given_ratings(records)) == sorted(EXPECTED)
    assert records.quarantined == ()


def test_a_missing_overall_rating_is_said_beside_a_torn_row() -> None:
    rows = [row("P 1.1", "Leadership", "Requires improve‐"), *(row(*r) for r in PDU.rows[1:])]
    records = read(
        made.html(PDU, table=lambda s: f"<p>Score {s.score}</p><table>{''.join(rows)}</table>"),
        media_type="text/html",
        url=URL,
    )
    assert records.inspections == ()
    assert [refused.reason for refused in records.quarantined] == [
        QuarantineReason.UNKNOWN_RATING,
        QuarantineReason.LAYOUT_DRIFT,
    ]


def test_chapters_and_standards_printed_as_not_rated_are_no_torn_rows() -> None:
    rows = rows_of(made.YOUTH_2021, [*[GOOD] * 12, "Not rated"])
    sample = PDU.but(
        title="An inspection of youth justice services in Newcastle",
        rows=rows,
        overall=GOOD,
        score="24/36",
        page_time="2025-02-18T00:01:00+00:00",
        sections=(("4.1 Resettlement policy and provision", "4.1 Resettlement was looked at in 3 cases."),),
    )
    assert page(sample, [row(*r) for r in rows]).quarantined == ()


def test_a_code_names_a_standard_with_or_without_its_letter() -> None:
    with_letter = find_by_code(Framework.CORE_2023, "P 2.3", kind=BodyKind.PDU)
    assert with_letter is not None
    assert with_letter.name == "Implementation and delivery"
    assert find_by_code(Framework.CORE_2023, "2.3", kind=BodyKind.PDU) is with_letter
    assert find_by_code(Framework.CORE_2023, "2.9", kind=BodyKind.PDU) is None
    assert code_digits("P 2.3") == "2.3"


CUT_LINE = "Planning to keep other people in the home and in the town safe was done in"


def of_body(body: str) -> ReportRecords:
    return read(made.html(PDU, body_end=body), media_type="text/html", url=URL)


@pytest.mark.parametrize(
    ("torn", "value", "words"),
    [
        ("<p>45%</p>", "45%", "without words"),
        ("<p>35 per cent of cases. The rest was done.</p>", "35 per cent", "without words"),
        ("<p>8,136 people. We read files.</p>", "8,136", "without words"),
        ("<p>keeping people safe in 47 per cent of cases.</p>", "47 per cent", "beginning is missing"),
        ("<p>Home visits had been made in a third of the</p>", "a third", "end is missing"),
        ("<p>The unit had lost 12 posts</p><p>for officers in a year.</p>", "12", "end is missing"),
        (
            f"<p>{CUT_LINE}</p><p>44 per cent of the cases we read.</p>",
            "44 per cent",
            "beginning is missing",
        ),
        ("<table><tr><td>7</td><td>45%</td></tr></table>", "45%", "row without words"),
        (
            "<table><tr><td>handled</td><td>well</td><td>enough</td><td>79%</td><td>of the</td></tr></table>",
            "79%",
            "row without words",
        ),
    ],
)
def test_a_figure_without_its_words_is_refused(torn: str, value: str, words: str) -> None:
    records = of_body(f"<h2>What we saw</h2>{torn}")
    assert records.findings == ()
    (refused,) = records.quarantined
    assert refused.reason is QuarantineReason.UNCLEAR_FIGURE
    assert refused.detail.startswith(f"{value} stands")
    assert words in refused.detail
    assert refused.quote is not None
    assert value in refused.quote


def test_a_row_set_as_a_line_is_a_row() -> None:
    rows = "<table><tr><td>Planning done well enough</td><td>72%</td></tr></table>"
    records = of_body(f"<h2>Background</h2>{rows}<p>Enforcement done well enough 79%</p>")
    assert [(f.measure, f.value_pct) for f in records.findings] == [
        ("Planning done well enough", 72.0),
        ("Enforcement done well enough", 79.0),
    ]
    assert records.quarantined == ()


def test_a_question_set_right_before_a_paragraph_is_a_row() -> None:
    question = "Does planning focus sufficiently on engaging the person on probation?"
    sample = PDU.but(recommendations=())
    body = f"<h3>P 2.2 Planning</h3><p>{question} 58% A new tool had been tried in 12 cases.</p>"
    records = read(made.html(sample, body_end=body), media_type="text/html", url=URL)
    assert [(f.measure, f.value_text, f.standard_code, f.is_key_question) for f in records.findings] == [
        (question, "58%", "P 2.2", True),
        ("A new tool had been tried in 12 cases.", "12", "P 2.2", False),
    ]
    assert records.findings[0].evidence.quote == f"{question} 58%"


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        ("Of 62 people who should have joined, 53 were still waiting.", ["53 of 62"]),
        ("Of the nine offices we saw, four had no lift, and 12 posts were vacant.", ["four of nine", "12"]),
        ("Of 62 people, 45 per cent were men.", ["62", "45 per cent"]),
        ("In 10 of 20 cases, 120 per cent was claimed.", ["10 of 20"]),
    ],
)
def test_so_many_of_so_many_is_one_amount(sentence: str, amounts: list[str]) -> None:
    assert [amount.text for amount in amounts_in(sentence)] == amounts


ABOUT = ["over", "turnover", "nearly", "just", "more", "than", "less", "at", "least", "between", "and"]
NUMBERS = ["a", "one", "two", "six", "seventy-six", "seventeen", "ten", "often", "Sixty", "none", "every"]
PARTS = ["half", "third", "quarter", "thirds", "of", "in", "the", "per", "cent", "27.5%", "1,234", "3,5"]
THINGS = ["5", "12/13", "£40", "cases", "people", "posts", "staff"]


@given(st.lists(st.sampled_from(ABOUT + NUMBERS + PARTS + THINGS), min_size=1, max_size=14))
def test_looking_only_where_an_amount_may_begin_finds_the_same(words: list[str]) -> None:
    sentence = " ".join(words)
    plain = [
        match[0]
        for match in _STATED.finditer(sentence)
        if match["number"] is None or float(match["number"]) <= 100
    ]
    found = [amount.text for amount in amounts_in(sentence)]
    assert found == plain


def recommended(body: str) -> ReportRecords:
    sample = PDU.but(recommendations=())
    payload = made.html(sample, body_end=f"<h2>Recommendations</h2>{body}")
    return read(payload, media_type="text/html", url=URL)


def numbered(records: ReportRecords) -> list[tuple[int, str, str]]:
    return [(r.number, r.addressee, r.text) for r in records.recommendations]


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>The Wales region and the Gwent unit</h3><h3>should:</h3>",
        "<h3>The Wales region and the</h3><h3>Gwent unit should:</h3>",
        "<p><strong>The Wales region and the Gwent</strong></p><p><strong>unit should:</strong></p>",
    ],
)
def test_an_addressee_over_two_lines_is_one(heading: str) -> None:
    records = recommended(f"<h3>HMPPS should:</h3><p>1. fill posts</p>{heading}<p>2. agree on recall</p>")
    assert numbered(records) == [
        (1, "HMPPS", "fill posts"),
        (2, "The Wales region and the Gwent unit", "agree on recall"),
    ]


def test_numbers_that_touch_their_words_begin_new_items() -> None:
    items = "<p>1. answer every enquiry 2.show what comes first</p><p>3.fill posts by 4 May</p>"
    records = recommended(f"<h3>The PDU should:</h3>{items}")
    assert [(number, text) for number, _, text in numbered(records)] == [
        (1, "answer every enquiry"),
        (2, "show what comes first"),
        (3, "fill posts by 4 May"),
    ]
    assert [r.evidence.quote.strip() for r in records.recommendations] == [
        r.text for r in records.recommendations
    ]


@pytest.mark.parametrize(
    ("items", "kept", "words"),
    [
        (
            "<p>record needs</p><p>1. check plans</p><p>2. review cases</p><p>3.</p>",
            [],
            "numbers stand apart",
        ),
        ("<p>record needs</p><p>1. check plans</p><p>2. review cases</p>", [], "numbers stand apart"),
        ("<p>1. check plans</p><p>2. review cases</p><p>after a change</p>", [1], "goes on in a line"),
        ("<p>record needs</p>", [], "neither numbered nor in a list"),
    ],
)
def test_numbers_apart_from_their_words_refuse_the_list(items: str, kept: list[int], words: str) -> None:
    records = recommended(
        f"<h3>The PDU should:</h3>{items}<h3>HMPPS should:</h3><ul><li>fill vacant posts</li></ul>"
    )
    assert [n for n, addressee, _ in numbered(records) if addressee == "The PDU"] == kept
    assert [text for _, addressee, text in numbered(records) if addressee == "HMPPS"] == ["fill vacant posts"]
    assert any(words in refused.detail for refused in records.quarantined)
    assert {refused.reason for refused in records.quarantined} == {QuarantineReason.CONTRADICTION}


@pytest.mark.parametrize(
    ("items", "detail"),
    [
        ('<ol><li>check plans</li><li value="3">review cases</li></ol>', "3 follows 1"),
        (
            "<p>1. check plans</p><ul><li>those of children</li></ul><p>2. review cases</p>",
            "without a number",
        ),
    ],
)
def test_numbers_that_do_not_follow_one_another_are_flagged(items: str, detail: str) -> None:
    records = recommended(f"<h3>The PDU should:</h3>{items}")
    (flag,) = records.flags
    assert flag.check == "recommendation numbers"
    assert detail in flag.detail
    assert flag.quotes


def test_lists_that_begin_again_at_one_are_in_order() -> None:
    lists = "<h3>The PDU should:</h3><ol><li>check plans</li><li>review cases</li></ol>" * 2
    records = recommended(lists)
    assert [number for number, _, _ in numbered(records)] == [1, 2, 3, 4]
    assert records.flags == ()
