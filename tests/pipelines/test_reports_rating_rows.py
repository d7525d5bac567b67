"""Rows of ratings that print has cut, glued or mixed with other words: read to the letter, or refused."""

from __future__ import annotations

import pytest

from pipelines.records import ReportRecords
from pipelines.vocabulary import QuarantineReason, Rating
from tests.pipelines.sample_reports import GOOD, OUTSTANDING, RI, Row
from tests.pipelines.test_reports_findings import both
from tests.pipelines.test_reports_ratings import EXPECTED, PDU, given, page, row, table_of
from tests.pipelines.test_reports_torn_print import VICTIMS

DELIVERY = next(r for r in PDU.rows if r[1] == "Implementation and delivery")


def with_row(cells: str) -> ReportRecords:
    """The sample with these rows for "P 2.3 Implementation and delivery", whose rating is Inadequate."""
    rows = "".join(cells if r == DELIVERY else row(f"{r[0]} {r[1]}", r[2]) for r in PDU.rows)
    return page(PDU, lambda s: f"<p>Score {s.score}</p><p>Overall rating: {s.overall}</p>{table_of(rows)}")


def tr(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


CUT = {
    "the rating beside the first line": tr("P 2.3 Implementation", "Inadequate") + tr("and delivery"),
    "the rating beside the second line": tr("P 2.3 Implementation") + tr("and delivery", "Inadequate"),
    "the rating before": tr("P 2.3 Implementation") + tr("Inadequate", "and delivery"),
    "the name below its code": tr("Inadequate", "P 2.3") + tr("Implementation and delivery"),
    "the code beside the second line": tr("Implementation", "Inadequate") + tr("P 2.3", "and delivery"),
    "both cut": tr("P 2.3", "Implementation and", "Inade-") + tr("delivery", "quate"),
    "a domain beside": tr("2. Service", "P 2.3 Implementation", "Inadequate") + tr("2.", "and delivery"),
    "a domain in many rows": tr("delivery", "P 2.3", "Implementation and delivery", "Inadequate"),
    "prose before": tr(
        "We met people who gave us their time.", "P 2.3 Implementation and delivery", "Inadequate"
    ),
    "a code glued to the rating": tr("Inadequate P 2.3", "Implementation and delivery"),
    "the same in capitals": tr("INADEQUATE P 2.3", "Implementation and delivery"),
}


@pytest.mark.parametrize("cells", CUT.values(), ids=list(CUT))
def test_a_row_that_spells_name_and_rating_is_read(cells: str) -> None:
    records = with_row(cells)
    assert sorted(given(records)) == sorted(EXPECTED)
    assert records.quarantined == ()
    assert records.flags == ()
    assert next(r.printed_name for r in records.ratings if r.standard_code == "P 2.3") == DELIVERY[1]


NOT_TO_THE_LETTER = {
    "another word between": tr("P 2.3 Implementation", "Inadequate") + tr("and all delivery"),
    "two ratings": tr("P 2.3 Implementation", "Inadequate") + tr("and delivery", "Good"),
    "another's code": tr("P 2.1 Implementation", "Inadequate") + tr("and delivery"),
    "several rows as one": tr("P 2.3 P 2.4", "Implementation and delivery Reviewing", "Inadequate Good"),
}


@pytest.mark.parametrize("cells", NOT_TO_THE_LETTER.values(), ids=list(NOT_TO_THE_LETTER))
def test_nothing_is_taken_that_is_not_spelled(cells: str) -> None:
    records = with_row(cells)
    assert "P 2.3" not in dict(given(records))
    assert set(given(records)) <= set(EXPECTED)
    assert records.quarantined


def test_every_standard_of_a_glued_row_is_refused() -> None:
    codes = [code for code, _, _ in PDU.rows]
    glued = tr("2. Service delivery", " ".join(codes[3:5]), "Assessment Planning", f"{GOOD} {RI}")
    rows = "".join(row(f"{c} {n}", r) for c, n, r in (*PDU.rows[:3], *PDU.rows[5:]))
    records = page(PDU, lambda s: f"<p>Overall rating: {s.overall}</p>{table_of(rows + glued)}")
    assert sorted(given(records)) == sorted((*EXPECTED[:3], *EXPECTED[5:]))
    assert [q.detail.split(" stands")[0] for q in records.quarantined] == codes[3:5]


def victims(rows: str) -> ReportRecords:
    top = row("Overall rating", VICTIMS.overall or "")
    return page(VICTIMS, lambda _: table_of(top + rows))


def lines(*left_out: str) -> str:
    return "".join(row(f"{c} {n}".strip(), r) for c, n, r in VICTIMS.rows if n not in left_out)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (tr("Assessing Planning", "Good Good"), ["Assessing", "Planning"]),
        (tr("Work with children Assessing", GOOD), ["Work with children Assessing"]),
        (tr("Organisational delivery Assessing", GOOD), ["Assessing"]),
    ],
)
def test_names_without_codes_that_came_as_one_are_refused(cells: str, words: list[str]) -> None:
    records = victims(lines("Assessing", "Planning") + cells)
    assert not {"Assessing", "Planning"} & dict(given(records)).keys()
    refused = [q.detail for q in records.quarantined]
    assert all(any(detail.startswith(word) for detail in refused) for word in words)
    assert {flag.check for flag in records.flags} == {"standards missing"}


def test_pairs_without_codes_stand_side_by_side() -> None:
    cells = tr("Assessing", OUTSTANDING, "Planning", RI)
    records = victims(lines("Assessing", "Planning") + cells)
    assert (dict(given(records))["Assessing"], dict(given(records))["Planning"]) == (OUTSTANDING, RI)


def test_a_question_as_a_standards_name_has_its_rating_below() -> None:
    name = "V1.1 Is work with victims high-quality, individualised, and responsive?"
    records = page(
        VICTIMS,
        lambda _: table_of(row("Overall rating", GOOD) + lines("Work with victims")),
        f"<h3>{name}</h3><p>Our rating: Outstanding</p>",
    )
    assert dict(given(records))["V1.1"] == OUTSTANDING


@pytest.mark.parametrize(("code", "name", "_"), PDU.rows)
def test_a_standard_that_is_only_named_is_flagged(code: str, name: str, _: str) -> None:
    """Codes from memory do not say what must be there; what the report itself names, does."""
    rows: tuple[Row, ...] = tuple(r for r in PDU.rows if r[0] != code)
    sample = PDU.but(rows=rows, score=None)
    assert not [f for f in page(sample).flags if f.check == "standards missing"]
    flags = page(sample, body_end=f"<h3>{code} {name}</h3><p>Work was seen.</p>").flags
    assert [f.check for f in flags] == ["standards missing"]
    assert code in flags[0].detail


@pytest.mark.parametrize("missing", ["Assessing", "Work with victims"])
def test_a_standard_missing_where_codes_are_not_printed_is_flagged(missing: str) -> None:
    rows = tuple(r for r in VICTIMS.rows if r[1] != missing)
    whole, cut = page(VICTIMS), page(VICTIMS.but(rows=rows))
    named = [f.detail for f in cut.flags if f.check == "standards missing"]
    assert named != [f.detail for f in whole.flags if f.check == "standards missing"]
    assert missing.lower() in named[0].lower()


SCORES = {
    "Score below": ("<p>{score}</p><p>Score</p>", True),
    "Total score below, the unit beside": (
        f"<table>{tr('Gwent PDU', '{score}')}</table><p>Total score</p>",
        True,
    ),
    "Score above": ("<p>Overall score</p><p>{score}</p>", True),
    "no word": ("<p>{score}</p><p>Rated</p>", False),
    "a word in a sentence": ("<p>{score}</p><p>Score each case</p>", False),
    "another's word": ("<p>{score}</p><p>Score</p><p>5/21</p>", False),
}


@pytest.mark.parametrize(("box", "is_read"), SCORES.values(), ids=list(SCORES))
def test_a_score_in_a_box(box: str, is_read: bool) -> None:
    printed = box.format(score=PDU.score)
    body = "".join(row(f"{c} {n}", r) for c, n, r in PDU.rows)
    records = page(
        PDU, lambda s: f"{printed}<p>Fieldwork started</p><p>Overall rating: {s.overall}</p>{table_of(body)}"
    )
    (inspection,) = records.inspections
    assert (f"{inspection.score}/{inspection.score_max}" == PDU.score) is is_read
    if is_read:
        assert inspection.score_evidence is not None
        assert inspection.score_evidence.quote == PDU.score
    else:
        assert any(f.check == "score" for f in records.flags)


def test_an_overall_rating_cut_in_two_is_read() -> None:
    body = "".join(row(f"{c} {n}", r) for c, n, r in PDU.rows)
    top = tr("Overall rating", "Requires") + tr("improvement")
    records = page(PDU, lambda s: f"<p>Score {s.score}</p>{table_of(top + body)}")
    assert records.inspections[0].overall_rating is Rating.REQUIRES_IMPROVEMENT
    assert records.quarantined == ()


def test_a_key_to_colours_is_no_row() -> None:
    key = tr("Key: Outstanding", "Good", "Requires improvement", "Inadequate")
    body = "".join(row(f"{c} {n}", r) for c, n, r in PDU.rows)
    records = page(PDU, lambda s: f"<p>Overall rating: {s.overall}</p>{table_of(body + key)}")
    assert QuarantineReason.UNKNOWN_STANDARD not in {q.reason for q in records.quarantined}


@pytest.mark.parametrize(
    "label",
    [
        "P 1.2 Staffing: Inadequate",
        "P1.2 Staffing Inadequate",
        "V1.2 Is work good for 9 victims?",
        "1.2 Staff: Good",
    ],
)
def test_a_standards_name_states_no_number(label: str) -> None:
    for records in both(PDU.but(foreword=label)):
        assert [f.value_text for f in records.findings] == []


@pytest.mark.parametrize(
    "heading", ["P2.4 Reviewing INADEQUATE", "P 2.4 Reviewing – Good", "P2.4 Re viewing: Good"]
)
def test_a_question_stands_under_the_standards_own_code(heading: str) -> None:
    question = "Does reviewing focus on safety?"
    body = f"<h3>{heading}</h3><table>{tr('Key question', '% yes')}{tr(question, '53%')}</table>"
    found = page(PDU, body_end=body).findings
    assert [(f.standard_code, f.measure, f.is_key_question) for f in found] == [("P 2.4", question, True)]


@pytest.mark.parametrize(
    "question",
    ["Scheme?", "Does planning start in time? 40% Does it end in time?", "Is planning whole? Is it safe?"],
)
def test_a_question_that_is_not_one_is_refused(question: str) -> None:
    body = f"<h3>P 2.2 Planning</h3><table>{tr('Key question', '% yes')}{tr(question, '53%')}</table>"
    records = page(PDU, body_end=body)
    assert records.findings == ()
    assert [q.reason for q in records.quarantined] == [QuarantineReason.UNCLEAR_FIGURE]


@pytest.mark.parametrize(
    "printed",
    [
        "<table>{}</table>".format(tr("April 2025", "Fieldwork started")),
        "<p>April 2025 Fieldwork started</p>",
    ],
)
def test_the_date_before_its_label_is_the_fieldworks(printed: str) -> None:
    below = "<p>January 2022</p>"
    records = page(PDU.but(fieldwork=None, foreword="Staff."), body_end=f"<h2>Facts</h2>{printed}{below}")
    assert str(records.inspections[0].fieldwork_start) == "2025-04"
