"""Progress on earlier recommendations, in the forms in which reports set it, and what must be refused."""

from __future__ import annotations

import pytest

from pipelines.records import ReportRecords
from pipelines.reports import read
from pipelines.reports.progress_words import progress_of
from pipelines.vocabulary import Progress, QuarantineReason
from tests.pipelines import sample_reports as made
from tests.pipelines.test_reports_ratings import PDU

HEADING = "<h2>Progress on previous recommendations</h2>"


def of_page(body: str, heading: str = HEADING) -> ReportRecords:
    page = made.html(PDU, body_end=heading + body)
    return read(page, media_type="text/html", url="http://hmiprobation.test/document/gwent/")


def table(*rows: tuple[str, ...]) -> str:
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{''.join(lines)}</table>"


def told(records: ReportRecords) -> list[tuple[int | None, str | None, str | None, str, str]]:
    return [(p.number, p.addressee, p.text, p.progress.value, p.status_text) for p in records.progress]


FORMS = {
    "table with a head": (
        table(
            ("What was recommended", "Progress"),
            ("Fill the posts.", "Sufficient"),
            ("Train the staff.", "No progress. Nobody had been trained when we came."),
        ),
        [
            (None, None, "Fill the posts.", "sufficient", "Sufficient"),
            (None, None, "Train the staff.", "none", "No progress"),
        ],
    ),
    "table with a column for everything": (
        table(
            ("No.", "Recommendation", "Responsible", "Status"),
            ("1", "Fill the posts.", "Gwent PDU", "Partially implemented"),
            ("2", "Train the staff.", "The Wales region", "Not implemented"),
        ),
        [
            (1, "Gwent PDU", "Fill the posts.", "some", "Partially implemented"),
            (2, "The Wales region", "Train the staff.", "none", "Not implemented"),
        ],
    ),
    "table without a head, judgement first": (
        table(("Recommendation met", "Fill the posts now."), ("Not met", "Train all of the staff.")),
        [
            (None, None, "Fill the posts now.", "full", "Recommendation met"),
            (None, None, "Train all of the staff.", "none", "Not met"),
        ],
    ),
    "judgement under each": (
        (
            "<p><strong>Gwent PDU should:</strong></p><ol><li>fill the posts</li></ol>"
            "<p>Status: Some progress</p>"
            "<p>Two were filled.</p><p><strong>The Wales region should:</strong></p>"
            '<ol start="2"><li>train the staff</li></ol><p>No progress</p>'
        ),
        [
            (1, "Gwent PDU", "fill the posts", "some", "Some progress"),
            (2, "The Wales region", "train the staff", "none", "No progress"),
        ],
    ),
    "headings with numbers": (
        (
            "<h3>Recommendation 1: fill the posts</h3><p>Sufficient progress</p>"
            "<h3>Recommendation 2</h3><p>This recommendation has not been implemented.</p>"
        ),
        [
            (1, None, "fill the posts", "sufficient", "Sufficient progress"),
            (2, None, None, "none", "This recommendation has not been implemented"),
        ],
    ),
    "lists under a judgement": (
        (
            "<p>We looked again.</p><h3>Sufficient progress</h3><ul><li>fill the posts</li>"
            "<li>mend the roof</li></ul>"
            "<h3>Some progress</h3><ul><li>train the staff</li></ul>"
        ),
        [
            (None, None, "fill the posts", "sufficient", "Sufficient progress"),
            (None, None, "mend the roof", "sufficient", "Sufficient progress"),
            (None, None, "train the staff", "some", "Some progress"),
        ],
    ),
    "judgement at the end of the line": (
        "<ul><li>Fill the posts. Some progress</li><li>Train the staff (not achieved)</li></ul>",
        [
            (None, None, "Fill the posts.", "some", "Some progress"),
            (None, None, "Train the staff", "none", "not achieved"),
        ],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_recommendation_and_judgement(form: str) -> None:
    body, expected = FORMS[form]
    records = of_page(body)
    assert told(records) == expected
    assert records.quarantined == ()
    assert len(records.recommendations) == 3, "this report's own, and no other"


@pytest.mark.parametrize("form", FORMS)
def test_the_words_are_in_the_document(form: str) -> None:
    for item in of_page(FORMS[form][0]).progress:
        assert item.text is None or item.text in item.evidence.quote
        assert item.evidence.heading is not None
        assert item.status_text in f"{item.evidence.heading} {item.evidence.quote}"


@pytest.mark.parametrize(
    ("heading", "intro", "year", "said"),
    [
        ("Progress since the 2019 inspection", "", 2019, "Progress since the 2019 inspection"),
        (
            "Progress on recommendations",
            "We came. We inspected Gwent in 2022 and made two recommendations.",
            2022,
            "We inspected Gwent in 2022 and made two recommendations.",
        ),
        (
            "Progress on recommendations",
            "We inspected in 2021, and reported in 2022.",
            None,
            "We inspected in 2021, and reported in 2022.",
        ),
        ("Progress on recommendations", "Staff moved in 2022.", None, None),
    ],
)
def test_the_earlier_inspection_is_dated_only_where_one_year_is_stated(
    heading: str, intro: str, year: int | None, said: str | None
) -> None:
    body = f"<p>{intro}</p>" + table(("Recommendation", "Progress"), ("Fill the posts.", "Some"))
    (item,) = of_page(body, f"<h2>{heading}</h2>").progress
    assert (item.earlier_year, item.earlier_text) == (year, said)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (
            table(("Recommendation", "Progress"), ("Fill posts.", "Some"), ("Train staff.", "Hopeful")),
            "Hopeful",
        ),
        (table(("Recommendation", "Status"), ("Fill the posts.", "Delayed")), "Delayed"),
        ("<ol><li>fill the posts</li></ol><p>Status: Nearly there</p>", "Nearly there"),
        ("<ol><li>fill the posts</li></ol><p>Negligible progress</p>", "Negligible progress"),
    ],
)
def test_an_unknown_word_is_refused_with_its_quote(body: str, word: str) -> None:
    records = of_page(body)
    (refused,) = records.quarantined
    assert refused.reason is QuarantineReason.UNKNOWN_PROGRESS
    assert refused.quote is not None
    assert word in refused.detail
    assert word in refused.quote
    assert all(item.text == "Fill posts." for item in records.progress)


def test_two_judgements_of_one_recommendation_are_both_refused() -> None:
    body = table(("Recommendation", "Progress"), ("Fill posts.", "Some"), ("Train staff.", "Sufficient"))
    again = table(
        ("Recommendation", "Progress"), ("Fill posts.", "No progress"), ("Train staff.", "Sufficient")
    )
    records = of_page(body + again)
    assert [item.text for item in records.progress] == ["Train staff."]
    assert [refused.reason for refused in records.quarantined] == [QuarantineReason.CONTRADICTION]


@pytest.mark.parametrize(
    "body",
    [
        table(("Sufficient progress", "3"), ("Some progress", "2")),
        table(("Recommendation", "What we saw"), ("Fill the posts.", "Managers had advertised them.")),
        "<p>Sufficient progress had been made by staff.</p><ul><li>Posts were filled.</li></ul>",
    ],
)
def test_what_judges_no_single_recommendation_gives_none(body: str) -> None:
    assert of_page(body).progress == ()


@pytest.mark.parametrize(
    "body",
    [
        "<p>Fill the posts without delay.</p><p>Some progress</p><ul><li>train the staff</li></ul>",
        "<p>We looked again at what we had asked for.</p><p>Some progress</p>",
        "<p>Fill posts.</p><p>Train staff.</p><h3>Progress</h3><p>Some progress. Two were filled.</p>",
        "<h3>Sufficient progress</h3><p>Posts were filled, and staff were trained.</p>",
    ],
)
def test_a_judgement_that_is_of_no_certain_recommendation_is_refused(body: str) -> None:
    records = of_page(body)
    assert records.progress == ()
    assert [refused.reason for refused in records.quarantined] == [QuarantineReason.UNKNOWN_PROGRESS]


def test_the_part_ends_where_the_next_begins() -> None:
    body = table(("Recommendation", "Progress"), ("Fill posts.", "Some"))
    later = "<h2>Annexe two: Ratings of others</h2>" + table(("Fill more posts.", "No progress"))
    assert [item.text for item in of_page(body + later).progress] == ["Fill posts."]


@pytest.mark.parametrize(
    ("printed", "progress"),
    [
        ("SUFFICIENT PROGRESS", Progress.SUFFICIENT),
        ("‘Some  progress’", Progress.SOME),
        ("Suffi cient progress", Progress.SUFFICIENT),
        ("Partly-met", Progress.SOME),
        ("Insufficient progress", Progress.INSUFFICIENT),
        ("No progress has been made", Progress.NONE),
        ("This recommendation was implemented", Progress.FULL),
        ("This recommendation has not been met", Progress.NONE),
        ("No longer relevant", Progress.NOT_ASSESSED),
        ("Good", Progress.SUFFICIENT),
        ("Requires improvement", None),
        ("Some progress in two teams", None),
        ("", None),
    ],
)
def test_words_are_known_however_they_are_spaced(printed: str, progress: Progress | None) -> None:
    assert progress_of(printed) is progress


@pytest.mark.parametrize("intro", ["The recommendations of 2021 were:", "We made two in 2021.", ""])
def test_judgements_that_stand_over_recommendations_are_of_those_below(intro: str) -> None:
    lines = "<p>Status: sufficient progress</p><p>1. Fill posts</p><p>Status: no progress</p><p>2. Train</p>"
    records = of_page(f"<p>{intro}</p>{lines}")
    assert told(records) == [
        (1, None, "Fill posts", "sufficient", "sufficient progress"),
        (2, None, "Train", "none", "no progress"),
    ]
    assert records.quarantined == ()


def test_judgements_between_what_may_be_recommendations_are_refused() -> None:
    lines = "<p>Status: sufficient progress</p><p>1. Fill posts</p><p>Status: no progress</p><p>2. Train</p>"
    records = of_page(f"<p>Mend the roof</p>{lines}")
    assert records.progress == ()
    assert ["2. Train" in (refused.quote or "") for refused in records.quarantined] == [True]


@pytest.mark.parametrize(
    ("heads", "statuses"),
    [
        (("Progress in 2021", "Progress in 2024"), ("No progress", "Full")),
        (("Progress in 2024", "Progress in 2021"), ("Full", "No progress")),
        (("Previous progress", "Progress"), ("No progress", "Full")),
    ],
)
def test_of_two_columns_of_judgements_the_newest_is_taken(
    heads: tuple[str, str], statuses: tuple[str, str]
) -> None:
    half = ("Fill the posts.", "No progress")
    records = of_page(table(("Recommendation", *heads), ("Train staff.", *statuses), half))
    assert told(records) == [(None, None, "Train staff.", "full", "Full")]
    (refused,) = records.quarantined
    assert refused.quote == "Fill the posts. No progress"


def test_two_columns_of_judgements_without_years_are_refused() -> None:
    records = of_page(
        table(("Recommendation", "Progress", "Status"), ("Train staff.", "No progress", "Full"))
    )
    assert records.progress == ()
    assert ["several judgements" in refused.detail for refused in records.quarantined] == [True]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (("Recommendation", "Progress"), ("Fill vacant posts in all teams", "")),
        (("Recommendation", "For", "Progress"), ("Fill vacant posts in all teams", "Gwent PDU", "")),
        (("For", "Recommendation", "Progress"), ("PDU", "Fill posts, " + "and again, " * 9, "")),
    ],
)
def test_a_row_without_a_judgement_is_refused(head: tuple[str, ...], row: tuple[str, ...]) -> None:
    judged = (
        (*head[:-2], "Train staff in law", "No progress") if len(head) == 2 else ("A", "B c", "No progress")
    )
    records = of_page(table(head, row, judged))
    assert len(records.progress) == 1
    assert ["ill " in (refused.quote or "") for refused in records.quarantined] == [True]


def test_a_numbered_recommendation_without_its_judgement_is_refused() -> None:
    records = of_page("<p>1. Fill posts</p><p>Status: no progress</p><p>2. Train staff</p>")
    assert [item.number for item in records.progress] == [1]
    assert [refused.quote for refused in records.quarantined] == ["2. Train staff"]
