"""Columns, rows and page breaks told by where print stands, on pages made of runs."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipelines.pdf.process import Page, Run
from pipelines.reports.document import Block, BlockKind
from pipelines.reports.pdf import read_pdf
from pipelines.reports.pdf_hyphens import mended, whole_words
from pipelines.reports.pdf_page import bands_of, without_furniture
from pipelines.reports.pdf_wraps import join_over_page

SIZE = 10.0
LEFT_PROSE = (
    "When we read the files of the people",
    "who had been sentenced that spring, we",
    "found plans that named the harm and the",
    "people who might come to it, with dates",
    "by which each step was to be taken.",
)
RIGHT_PROSE = (
    "and colleagues told us that the diary of",
    "a full week left them an hour to write",
    "what they had learnt from each meeting,",
    "which is why so little of it had found",
    "its way into the record we inspected.",
)


def run(text: str, left: float, baseline: float, *, right: float | None = None, bold: bool = False) -> Run:
    end = left + 0.5 * SIZE * len(text) if right is None else right
    return Run(text, left, baseline - 2, end, baseline + 9, baseline, SIZE, bold)


def page(*runs: Run, number: int = 1) -> Page:
    return Page(number, 595.0, 842.0, runs)


def texts(*runs: Run) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in band.cells) for band in bands_of(page(*runs))]


def column(lines: tuple[str, ...], left: float, top: float, right: float) -> list[Run]:
    return [run(line, left, top - 14 * at, right=right) for at, line in enumerate(lines)]


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    read = texts(*column(LEFT_PROSE, 60, 700, 280), *column(RIGHT_PROSE, 310, 700, 530))
    assert read == [(line,) for line in (*LEFT_PROSE, *RIGHT_PROSE)]


def test_a_heading_below_two_columns_is_read_after_both() -> None:
    heading = run("Recommendations", 60, 590, bold=True)
    listed = [run("1. give every visit a purpose", 60, 560), run("2. read the file first", 60, 546)]
    read = texts(*column(LEFT_PROSE, 60, 700, 280), *column(RIGHT_PROSE, 310, 700, 530), heading, *listed)
    assert [cells[0] for cells in read[-3:]] == [heading.text, *(item.text for item in listed)]


def test_cells_of_sentences_in_step_are_rows_and_not_columns() -> None:
    rows: list[Run] = []
    for at, (left, right) in enumerate(
        (("keep a diary of visits", "some of it was done"), ("ask what people need", "much of it was done"))
        * 2
    ):
        top = 700 - 42 * at
        rows += [run(left, 60, top, right=240), run("and write it into the plan", 60, top - 14, right=250)]
        rows += [
            run(right, 300, top, right=470),
            run("and we saw the minutes of it", 300, top - 14, right=480),
        ]
    assert all(len(cells) == 2 for cells in texts(*rows))


def test_tables_beside_each_other_keep_their_ratings() -> None:
    names = ("Leadership", "Staff", "Services", "Facilities")
    runs = [run("Overall rating", 60, 740), run("Good", 330, 740)]
    for at, name in enumerate(names, start=1):
        baseline = 720 - 20 * at
        runs += [run(f"1.{at} {name}", 60, baseline), run("Good", 220, baseline)]
        runs += [run(f"2.{at} {name}", 320, baseline), run("Inadequate", 480, baseline)]
    read = texts(*runs)
    assert read[0] == ("Overall rating", "Good")
    assert read[1:] == [
        (f"{d}.{i} {n}", w) for d, w in ((1, "Good"), (2, "Inadequate")) for i, n in enumerate(names, 1)
    ]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_wrapped_label_is_one_row_wherever_its_value_stands(at: int) -> None:
    """Rows stand apart; the value is set beside the first, the middle or the last line of its label."""
    label = ("Does the plan say how the", "Service will keep People", "Safe from harm?")
    runs: list[Run] = []
    for row in range(3):
        top = 700 - 60 * row
        runs += [run(line, 60, top - 12 * line_at) for line_at, line in enumerate(label)]
        runs.append(run(f"{row + 41}%", 400, top - 12 * at))
    assert texts(*runs) == [(" ".join(label), f"{row + 41}%") for row in range(3)]


def test_a_value_on_two_lines_is_one_value_in_any_type() -> None:
    runs = [
        run("2.1 Assessment", 60, 700),
        run("Requires", 300, 700),
        run("improvement", 296, 682, bold=True),
    ]
    assert texts(*runs) == [("2.1 Assessment", "Requires improvement")]


def test_words_of_a_justified_line_are_no_cells() -> None:
    lines = [
        "plans that named the harm and the people who",
        "might come to it, with dates by which each step",
    ]
    spread = [
        run("was", 60, 672),
        run("to", 120, 672),
        run("be", 175, 672),
        run("taken", 230, 672, right=280),
    ]
    read = texts(
        *(run(line, 60, 700 - 14 * at, right=280) for at, line in enumerate(lines)),
        *spread,
        run("as the manager had told us it would in spring", 60, 658, right=280),
    )
    assert ("was to be taken",) in read


def test_a_rating_that_touches_its_label_is_a_cell() -> None:
    assert texts(run("GOOD", 60, 700, bold=True), run("R 1.1 Leadership", 80, 700)) == [
        ("GOOD", "R 1.1 Leadership")
    ]


def test_dots_lead_to_a_value() -> None:
    assert texts(run("Overall rating . . . . . . . . . Good", 60, 700)) == [("Overall rating", "Good")]


def test_a_rule_below_a_row_is_no_cell() -> None:
    read = texts(run("Does the plan name harm?", 60, 700), run("45%", 400, 700), run("____________", 60, 686))
    assert read == [("Does the plan name harm?", "45%")]


def test_evenly_set_labels_of_two_lines_are_not_mixed() -> None:
    """Nothing tells which row the first line of a label is of: it stays alone, and its row is refused."""
    runs: list[Run] = []
    for at, (first, rest) in enumerate(
        (("Plans that set out", "the needs"), ("Reviews that were", "done in time"))
    ):
        top = 700 - 26 * at
        runs += [run(first, 60, top), run(rest, 60, top - 13), run(f"{45 + at}%", 400, top - 13)]
    assert not any("Plans" in cells[0] and "Reviews" in cells[0] for cells in texts(*runs))


def two_pages(upper: list[Run], lower: list[Run]) -> list[tuple[str, ...]]:
    first, second = bands_of(page(*upper)), bands_of(page(*lower, number=2))
    join_over_page(first, second)
    return [tuple(cell.text for cell in band.cells) for band in (*first, *second)]


HEAD = [run("Key question", 60, 760, bold=True), run("% yes", 400, 760, bold=True)]
ROW = [run("Is the work planned?", 60, 120), run("51%", 400, 120)]


def test_a_row_cut_by_a_page_break_goes_on_below_the_head_printed_again() -> None:
    cut = [run("Does the plan support", 60, 90), run("62%", 400, 90)]
    read = two_pages([*HEAD, *ROW, *cut], [*HEAD, run("the safety of others?", 60, 740)])
    assert ("Does the plan support the safety of others?", "62%") in read


def test_a_row_cut_by_a_page_break_has_its_box_on_one_page() -> None:
    upper = bands_of(page(*HEAD, *ROW, run("Does the plan support", 60, 90), run("62%", 400, 90)))
    lower = bands_of(page(run("the safety of others?", 60, 760), number=2))
    join_over_page(upper, lower)
    assert upper[-1].page == 1
    assert (upper[-1].box[1], upper[-1].box[3]) == (88, 99)


def test_a_value_alone_at_the_foot_of_a_page_finds_its_label() -> None:
    read = two_pages([*HEAD, *ROW, run("62%", 400, 90)], [run("Is the plan kept?", 60, 760)])
    assert ("Is the plan kept?", "62%") in read


def test_a_value_above_its_own_label_is_not_brought_to_the_page_before() -> None:
    upper = [*HEAD, *ROW, run("Is the plan kept?", 60, 60)]
    read = two_pages(upper, [run("62%", 400, 780), run("Is it reviewed?", 60, 766)])
    assert ("Is the plan kept?", "62%") not in read


def test_a_rating_cut_by_a_page_break_is_completed() -> None:
    upper = [run("2.3 Implementation and", 60, 90), run("Requires improve-", 300, 90)]
    read = two_pages(upper, [run("delivery", 60, 760), run("ment", 300, 760)])
    assert [cells[0] for cells in read] == ["2.3 Implementation and delivery"]
    assert read[0][1].replace("- ", "") == "Requires improvement"


def test_values_at_the_foot_of_pages_are_no_footers() -> None:
    pages = [
        page(
            run("Is the work planned?", 60, 700),
            run(f"4{at}%", 400, 60 + 7 * at),
            run(str(at), 300, 30),
            number=at,
        )
        for at in range(1, 5)
    ]
    kept = [[one.text for one in found.runs] for found in without_furniture(pages)]
    assert kept == [["Is the work planned?", f"4{at}%"] for at in range(1, 5)]


def test_the_only_line_of_a_file_is_no_page_number() -> None:
    assert [one.text for one in without_furniture([page(run("7", 60, 400))])[0].runs] == ["7"]


def test_a_lone_figure_at_the_top_of_a_page_is_no_page_number() -> None:
    pages = [
        page(run("Text of a page", 60, 700 - at), run(str(at), 300, 30), number=at) for at in range(1, 5)
    ]
    pages[2] = page(run("9", 60, 780), *pages[2].runs, number=3)
    assert [one.text for one in without_furniture(pages)[2].runs] == ["9", "Text of a page"]


@pytest.mark.parametrize(
    ("text", "elsewhere", "expected"),
    [
        ("good super- vision of staff", "", "good supervision of staff"),
        ("a well- informed view", "", "a well-informed view"),
        ("the re- cognised need", "", "the recognised need"),
        ("the pre- sentence report", "after the sentence", "the pre-sentence report"),
        ("inter- views were held", "", "interviews were held"),
        ("short- and long-term plans", "", "short- and long-term plans"),
    ],
)
def test_broken_words_are_mended_as_the_document_writes_them(
    text: str, elsewhere: str, expected: str
) -> None:
    words = whole_words([page(run(elsewhere or "plain words", 60, 700))])
    assert mended(Block(kind=BlockKind.PARAGRAPH, text=text), words).text == expected


def test_figures_that_dots_lead_to_are_no_contents() -> None:
    """Only a page that says so, or whose numbers rise as pages do, lists the contents."""
    sheet = io.BytesIO()
    canvas = Canvas(sheet)
    for at, line in enumerate(("Total caseload ............ 1200", "Staff in post ............ 85")):
        canvas.drawString(60, 750 - 20 * at, line)
    canvas.save()
    blocks = read_pdf(sheet.getvalue(), url="http://cdn.test/a.pdf", sha256="0" * 64).blocks
    assert [block.cells for block in blocks] == [("Total caseload", "1200"), ("Staff in post", "85")]
    assert {block.kind for block in blocks} == {BlockKind.TABLE_ROW}
