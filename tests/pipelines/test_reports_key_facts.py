"""Key facts, in the forms in which reports set them; they are no findings, and what is unclear is refused."""

from __future__ import annotations

import pytest

from pipelines.records import ReportRecords
from pipelines.reports import read
from pipelines.reports.figures import number_of
from pipelines.vocabulary import FigureUnit, QuarantineReason
from tests.pipelines import sample_reports as made
from tests.pipelines.test_reports_progress import table
from tests.pipelines.test_reports_ratings import PDU

Facts = list[tuple[str, str | None, str, float | None]]


def of_page(body: str, heading: str = "<h2>Key facts</h2>") -> ReportRecords:
    page = made.html(PDU, body_end=heading + body)
    return read(page, media_type="text/html", url="http://hmiprobation.test/document/gwent/")


def told(records: ReportRecords) -> Facts:
    return [(fact.label, fact.context, fact.value_text, fact.value) for fact in records.key_facts]


CASELOAD: Facts = [
    ("people on probation", None, "22,000", 22000.0),
    ("of staff had left", None, "53 per cent", 53.0),
]
FORMS: dict[str, tuple[str, Facts]] = {
    "figure first": (
        table(("22,000", "people on probation"), ("53 per cent", "of staff had left")),
        CASELOAD,
    ),
    "label first": (
        table(
            ("Key fact", "Number"), ("people on probation", "22,000"), ("of staff had left", "53 per cent")
        ),
        CASELOAD,
    ),
    "list": (
        "<ul><li>22,000 people on probation</li><li>53 per cent of staff had left</li></ul>",
        CASELOAD,
    ),
    "list with colons": (
        "<ul><li>people on probation: 22,000</li><li>of staff had left – 53 per cent</li></ul>",
        CASELOAD,
    ),
    "figures above their labels": (
        (
            "<p>These figures describe the unit.</p><p>22,000</p><p>people on probation</p>"
            "<p>53 per cent</p><p>of staff had left</p>"
        ),
        CASELOAD,
    ),
    "figures under their labels": (
        "<p>people on probation</p><p>22,000</p><p>of staff had left</p><p>53 per cent</p>",
        CASELOAD,
    ),
    "years side by side": (
        table(("", "2018", "2019"), ("Caseload", "1,200", "1,340"), ("Vacancies", "n/a", "8%")),
        [
            ("Caseload", "2018", "1,200", 1200.0),
            ("Caseload", "2019", "1,340", 1340.0),
            ("Vacancies", "2018", "n/a", None),
            ("Vacancies", "2019", "8%", 8.0),
        ],
    ),
    "under sub-headings": (
        "<h3>Officers</h3><ul><li>In post: 40</li></ul><h3>Managers</h3><ul><li>In post: 6</li></ul>",
        [("In post", "Officers", "40", 40.0), ("In post", "Managers", "6", 6.0)],
    ),
    "head says per cent": (
        table(("Measure", "Percentage"), ("Vacancies", "12")),
        [("Vacancies", None, "12", 12.0)],
    ),
    "what is no plain number": (
        table(
            ("Cases of each officer", "about 50"),
            ("Cost of the year", "£3.2 million"),
            ("Contract began", "1 June 2014"),
            ("18–25", "450"),
        ),
        [
            ("Cases of each officer", None, "about 50", None),
            ("Cost of the year", None, "£3.2 million", None),
            ("Contract began", None, "1 June 2014", None),
            ("18–25", None, "450", 450.0),
        ],
    ),
    "a sentence": (
        "<p>The unit supervised 340 people, and 12% of them were women.</p>",
        [
            ("The unit supervised 340 people, and 12% of them were women.", None, "340", 340.0),
            ("The unit supervised 340 people, and 12% of them were women.", None, "12%", 12.0),
        ],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_its_figures_with_their_labels(form: str) -> None:
    body, expected = FORMS[form]
    records = of_page(body)
    assert told(records) == expected
    assert records.quarantined == ()


@pytest.mark.parametrize("form", FORMS)
def test_key_facts_are_quoted_and_are_no_findings(form: str) -> None:
    outside = "<h2>Background</h2><p>Checks were made in 35 per cent of cases.</p>"
    records = of_page(FORMS[form][0] + outside)
    assert [finding.value_text for finding in records.findings] == ["35 per cent"]
    for fact in records.key_facts:
        assert fact.label in fact.evidence.quote
        assert fact.value_text in fact.evidence.quote


def test_a_percentage_and_a_number_have_their_units() -> None:
    facts = of_page(FORMS["head says per cent"][0] + table(("Staff", "40"))).key_facts
    assert [fact.unit for fact in facts] == [FigureUnit.PERCENT, FigureUnit.NUMBER]


def test_date_and_source_are_kept_in_their_words() -> None:
    body = (
        "<p>All figures are as at 31 March 2022.</p>"
        + table(("22,000", "people on probation"), ("40", "officers in June 2021"))
        + "<p>Source: HMPPS workforce data</p><p>9 offices</p>"
    )
    assert [(fact.as_at, fact.source) for fact in of_page(body).key_facts] == [
        ("as at 31 March 2022", "HMPPS workforce data"),
        ("in June 2021".removeprefix("in "), "HMPPS workforce data"),
        ("as at 31 March 2022", None),
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(table(("Caseload", "1,200", "1,340")), id="two figures and no heads"),
        pytest.param(table(("12", "14"), ("Staff", "4")), id="no label"),
        pytest.param("<p>Offices</p><p>12</p><p>Officers</p>", id="a label on either side"),
        pytest.param("<p>40 officers Teams: 6 12% vacancies</p>", id="several figures run together"),
    ],
)
def test_a_figure_whose_label_is_not_certain_is_refused(body: str) -> None:
    records = of_page(body)
    assert {refused.reason for refused in records.quarantined} == {QuarantineReason.UNCLEAR_FIGURE}
    assert not {"1,200", "1,340", "12", "14"} & {fact.value_text for fact in records.key_facts}


@pytest.mark.parametrize(
    ("heading", "is_one"),
    [
        ("Contextual facts", True),
        ("2. Key facts (as at 2019)", True),
        ("Key staffing data", True),
        ("Facts and figures", True),
        ("Key findings", False),
        ("Key questions", False),
        ("Key data sources", False),
    ],
)
def test_a_part_of_key_facts_is_known_by_its_heading(heading: str, is_one: bool) -> None:
    records = of_page("<ul><li>22 people on probation</li></ul>", f"<h2>{heading}</h2>")
    assert bool(records.key_facts) == is_one
    assert bool(records.findings) != is_one


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234,567", (1234567.0, FigureUnit.NUMBER)),
        ("18.6 days", (18.6, FigureUnit.NUMBER)),
        ("7.5 %", (7.5, FigureUnit.PERCENT)),
        ("2019", None),
        ("3 million", None),
        ("£400", None),
        ("between 80 and 100", None),
        ("1 in 4", None),
        ("12,34", None),
        ("102 (16 per cent gap)", None),
    ],
)
def test_only_a_plain_number_has_a_value(text: str, number: tuple[float, FigureUnit] | None) -> None:
    assert number_of(text) == number


def test_labels_that_are_set_alike_say_where_they_stand() -> None:
    body = "<h3>Total caseload</h3><p>1,200</p><h3>Staff in post</h3><p>85</p><p>Figures are of March</p>"
    assert [fact[::2] for fact in told(of_page(body))] == [
        ("Total caseload", "1,200"),
        ("Staff in post", "85"),
    ]


def test_figures_between_labels_that_fit_both_ways_are_refused() -> None:
    body = "<p>Total caseload</p><p>1,200</p><h3>Staff</h3><p>Staff in post</p><p>85</p><h3>Cases</h3>"
    records = of_page(f"<p>About it.</p>{body}")
    assert records.key_facts == ()
    assert ["above or below" in refused.detail for refused in records.quarantined] == [True]


@pytest.mark.parametrize("corner", ["Measure", ""])
def test_a_row_with_fewer_cells_than_heads_is_refused(corner: str) -> None:
    rows = (("Vacancy rate", "", "12%"), ("Sickness", "8%", "9%"))
    records = of_page(table((corner, "PDU", "National"), *rows))
    assert [fact[:3] for fact in told(records)] == [("Sickness", "PDU", "8%"), ("Sickness", "National", "9%")]
    assert [refused.quote for refused in records.quarantined] == ["Vacancy rate 12%"]
