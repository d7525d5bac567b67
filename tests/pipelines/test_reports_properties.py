"""However print mangles a report, a rating is read as it is, or not at all."""

from __future__ import annotations

import itertools
from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, Table, TableStyle

from pipelines.records import ReportRecords
from pipelines.reports import read
from pipelines.reports.document import normal_text
from pipelines.reports.rating_words import rating_of
from pipelines.vocabulary import Rating
from tests.pipelines import sample_reports as made
from tests.pipelines.sample_reports import Sample, points, rows_of
from tests.pipelines.test_reports_ratings import PDU

_TEXT = getSampleStyleSheet()["BodyText"]
WORDS = st.sampled_from([rating.value for rating in Rating])
SEVEN = st.lists(WORDS, min_size=7, max_size=7)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=60, deadline=None)


@st.composite
def mangled(draw: st.DrawFn, text: str) -> str:
    """The text with spaces doubled, lost or turned into line breaks, soft hyphens, and ligatures."""
    out = []
    for character in text:
        if character == " ":
            out.append(draw(st.sampled_from([" ", " ", "  ", "\n", "\u00a0", "\u00ad ", ""])))
        else:
            out.append(character)
            if character.isalpha() and draw(st.integers(0, 12)) == 0:
                out.append(draw(st.sampled_from(["\u00ad", "\u200b", " "])))
    joined = "".join(out)
    return joined.replace("fi", "ﬁ").replace("fl", "ﬂ") if draw(st.booleans()) else joined


def sample_with(ratings: list[str]) -> Sample:
    return PDU.but(rows=rows_of(made.PDU_2023, ratings), overall=ratings[0], score=f"{points(ratings)}/21")


def assert_nothing_else(records: ReportRecords, sample: Sample) -> None:
    """Every rating read is the printed one; one that is missing has its reason in the quarantine."""
    printed = {code: rating for code, _, rating in sample.rows}
    found = {rating.standard_code: rating.rating.value for rating in records.ratings}
    assert {code: rating for code, rating in found.items() if printed.get(code) != rating} == {}
    for inspection in records.inspections:
        assert inspection.overall_rating == sample.overall
    if found != printed or not records.inspections:
        assert records.quarantined or records.flags


@MANY
@given(word=WORDS, data=st.data())
def test_a_mangled_word_is_its_rating_or_none(word: str, data: st.DataObject) -> None:
    seen = rating_of(normal_text(data.draw(mangled(word))))
    assert seen is None or seen.value == word


@FEW
@given(ratings=SEVEN, data=st.data())
def test_mangled_pages(ratings: list[str], data: st.DataObject) -> None:
    sample = sample_with(ratings)
    pairs = [("Overall rating", ratings[0]), *((f"{c} {n}", r) for c, n, r in sample.rows)]
    rows = []
    for label, rating in pairs:
        cells = [data.draw(mangled(label)), data.draw(mangled(rating))]
        if data.draw(st.booleans()):
            cells.reverse()
        if data.draw(st.booleans()):
            cells.insert(data.draw(st.integers(0, 2)), "")
        rows.append(
            "<tr>" + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in cells) + "</tr>"
        )
    table = f"<p>Score {sample.score}</p><table>{''.join(rows)}</table>"
    payload = made.html(sample, table=lambda _: table)
    records = read(payload, media_type="text/html", url="http://hmiprobation.test/document/gwent/")
    assert_nothing_else(records, sample)


@FEW
@given(
    ratings=SEVEN,
    widths=st.tuples(st.integers(75, 300), st.integers(62, 140)),
    columns=st.permutations([0, 1]),
    breaks=st.sets(st.integers(1, 7), max_size=3),
    align=st.sampled_from(["TOP", "MIDDLE", "BOTTOM"]),
)
def test_pdf_tables_of_any_width_order_and_page_breaks(
    ratings: list[str], widths: tuple[int, int], columns: list[int], breaks: set[int], align: str
) -> None:
    sample = sample_with(ratings)
    pairs = [("Overall rating", ratings[0]), *((f"{c} {n}", r) for c, n, r in sample.rows)]

    def table(_: Sample) -> list[Flowable]:
        flow: list[Flowable] = [Paragraph(f"Score {sample.score}", _TEXT)]
        edges = [0, *sorted(breaks), len(pairs)]
        for first, last in itertools.pairwise(edges):
            if first:
                flow.append(PageBreak())
            cells = [
                [[Paragraph(text, _TEXT) for text in pair][i] for i in columns] for pair in pairs[first:last]
            ]
            style = TableStyle([("VALIGN", (0, 0), (-1, -1), align)])
            flow.append(Table(cells, colWidths=[widths[i] for i in columns], style=style))
        return flow

    payload = made.pdf(sample, table=table)
    records = read(payload, media_type="application/pdf", url="http://cdn.test/gwent.pdf")
    assert_nothing_else(records, sample)


@FEW
@given(ratings=SEVEN, order=st.permutations(list(range(7))))
def test_rows_in_any_order_give_the_same_ratings(ratings: list[str], order: list[int]) -> None:
    sample = sample_with(ratings)
    shuffled = sample.but(rows=tuple(sample.rows[i] for i in order))
    for one, other in zip(sorted(_given(sample)), sorted(_given(shuffled)), strict=True):
        assert one == other


def _given(sample: Sample) -> list[tuple[str, str]]:
    records = read(made.html(sample), media_type="text/html", url="http://hmiprobation.test/document/gwent/")
    return [(rating.standard_code, rating.rating.value) for rating in records.ratings]
