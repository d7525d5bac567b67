"""Ratings are read where they stand, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, Preformatted, Table, TableStyle

from pipelines.records import ReportRecords
from pipelines.reports import read
from pipelines.vocabulary import QuarantineReason, Rating
from tests.pipelines import sample_reports as made
from tests.pipelines.sample_reports import GOOD, INADEQUATE, OUTSTANDING, RI, Sample, points, rows_of

_TEXT = getSampleStyleSheet()["BodyText"]
RATINGS = [RI, INADEQUATE, GOOD, RI, OUTSTANDING, INADEQUATE, RI]
PDU = Sample(
    "An inspection of probation services in Gwent PDU",
    rows_of(made.PDU_2023, RATINGS),
    RI,
    f"{points(RATINGS)}/21",
    service="Gwent PDU",
    cover_date="August 2025",
    fieldwork="Fieldwork started March 2025",
    header="Inspection of probation services in Gwent PDU",
)
EXPECTED = [(code, rating) for code, _, rating in PDU.rows]


def page(sample: Sample, table: Callable[[Sample], str] | None = None, body_end: str = "") -> ReportRecords:
    payload = made.html(sample, table=table, body_end=body_end)
    return read(payload, media_type="text/html", url="http://hmiprobation.test/document/gwent/")


def pdf(sample: Sample, table: Callable[[Sample], Sequence[Flowable]] | None = None) -> ReportRecords:
    return read(made.pdf(sample, table=table), media_type="application/pdf", url="http://cdn.test/gwent.pdf")


def given(records: ReportRecords) -> list[tuple[str, str]]:
    return [(rating.standard_code, rating.rating.value) for rating in records.ratings]


def assert_whole(records: ReportRecords) -> None:
    assert records.quarantined == ()
    assert records.flags == ()
    assert sorted(given(records)) == sorted(EXPECTED)
    assert records.inspections[0].overall_rating is Rating.REQUIRES_IMPROVEMENT
    assert (records.inspections[0].score, records.inspections[0].score_max) == (points(RATINGS), 21)


def row(label: str, value: str) -> str:
    return f"<tr><td>{label}</td><td>{value}</td></tr>"


def table_of(rows: str) -> str:
    return f"<table>{rows}</table>"


PAGE_TABLES: dict[str, Callable[[Sample], str]] = {
    "codes in their own column": lambda s: (
        f"<p>Score {s.score}</p>"
        + table_of(
            f'<tr><td colspan="2">Overall rating</td><td>{s.overall}</td></tr>'
            + "".join(f"<tr><td>{c}</td><td>{n}</td><td>{r}</td></tr>" for c, n, r in s.rows)
        )
    ),
    "rating before label": lambda s: (
        f"<p>Score: {s.score}</p>"
        + table_of(row(s.overall or "", "Overall rating") + "".join(row(r, f"{c} {n}") for c, n, r in s.rows))
    ),
    "pictures of ratings": lambda s: (
        f"<p>Score: {s.score}</p>"
        + table_of(
            row("Overall rating", f'<img src="x.png" alt="{s.overall}">')
            + "".join(row(f"{c} {n}", f'<img src="x.png" alt="{r}">') for c, n, r in s.rows)
        )
    ),
    "codes without space and letters in any case": lambda s: (
        f"<p>SCORE {s.score}</p>"
        + table_of(
            row("OVERALL RATING", (s.overall or "").upper())
            + "".join(row(c.replace(" ", "") + n, r.upper()) for c, n, r in s.rows)
        )
    ),
    "lines instead of a table": lambda s: (
        f"<p>Overall rating: {s.overall}<br>Score: {s.score}<br>"
        + "<br>".join(f"{c} {n}: {r}" for c, n, r in s.rows)
        + "</p>"
    ),
    "blocks below one another": lambda s: (
        f"<div>Score {s.score}</div><div>Overall rating</div><div>{s.overall}</div>"
        + "".join(f"<div>{c} {n}</div><div>{r}</div>" for c, n, r in s.rows)
    ),
    "definition list": lambda s: (
        f"<dl><dt>Score</dt><dd>{s.score}</dd><dt>Overall rating</dt><dd>{s.overall}</dd>"
        + "".join(f"<dt>{c} {n}</dt><dd>{r}</dd>" for c, n, r in s.rows)
        + "</dl>"
    ),
    "footnote marks on labels and ratings": lambda s: (
        f"<p>Score {s.score}</p>"
        + table_of(
            row("Overall rating<sup>1</sup>", f"{s.overall}<sup>[2]</sup>")
            + "".join(row(f"{c} {n}<sup>3</sup>", f"{r}*") for c, n, r in s.rows)
        )
    ),
    "domain rows between": lambda s: (
        f"<p>Score {s.score}</p>"
        + table_of(
            row("Overall rating", s.overall or "")
            + '<tr><td colspan="2">1. Organisational arrangements and activity</td></tr>'
            + "".join(row(f"{c} {n}", r) for c, n, r in s.rows)
        )
    ),
    "last time's rating beside": lambda s: (
        f"<p>Score {s.score}</p>"
        + table_of(
            "<tr><th>Standard</th><th>Previous rating (2022)</th><th>Rating (2025)</th></tr>"
            f"<tr><td>Overall rating</td><td>Outstanding</td><td>{s.overall}</td></tr>"
            + "".join(f"<tr><td>{c} {n}</td><td>Inadequate</td><td>{r}</td></tr>" for c, n, r in s.rows)
        )
    ),
}


@pytest.mark.parametrize("table", PAGE_TABLES.values(), ids=list(PAGE_TABLES))
def test_ratings_are_read_in_every_shape_of_table(table: Callable[[Sample], str]) -> None:
    assert_whole(page(PDU, table))


def _cells(sample: Sample, **widths: float) -> Table:
    data = [[Paragraph(sample.service, _TEXT), Paragraph(f"Score {sample.score}", _TEXT)]]
    data.append([Paragraph("Overall rating", _TEXT), Paragraph(sample.overall or "", _TEXT)])
    data += [[Paragraph(f"{c} {n}", _TEXT), Paragraph(r, _TEXT)] for c, n, r in sample.rows]
    return Table(
        data,
        colWidths=[widths["label"], widths["value"]],
        style=TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE")]),
    )


def _three_columns(sample: Sample) -> list[Flowable]:
    data = [["Overall rating", "", sample.overall], ["Score", "", sample.score]]
    return [Table([*data, *([c, n, r] for c, n, r in sample.rows)], colWidths=[90, 220, 130])]


PDF_TABLES: dict[str, Callable[[Sample], Sequence[Flowable]]] = {
    "narrow cells that wrap": lambda s: [_cells(s, label=95, value=72)],
    "narrow labels only": lambda s: [_cells(s, label=80, value=160)],
    "three columns": _three_columns,
    "lines of text": lambda s: [
        Preformatted(f"Score {s.score}", _TEXT),
        Preformatted(f"Overall rating {s.overall}", _TEXT),
        *(Preformatted(f"{c} {n} {r}", _TEXT) for c, n, r in s.rows),
    ],
    "lines with dots": lambda s: [
        Paragraph(f"Score {s.score}", _TEXT),
        *(
            Paragraph(f"{label} {'.' * 40} {rating}", _TEXT)
            for label, rating in (("Overall rating", s.overall), *((f"{c} {n}", r) for c, n, r in s.rows))
        ),
    ],
    "rating below its label": lambda s: [
        Paragraph(f"Score {s.score}", _TEXT),
        Paragraph("Overall rating", _TEXT),
        Paragraph(f"<b>{s.overall}</b>", _TEXT),
        *(Paragraph(text, _TEXT) for c, n, r in s.rows for text in (f"{c} {n}", r)),
    ],
    "split over two pages": lambda s: [
        *made.pdf_table(s.but(rows=s.rows[:3])),
        PageBreak(),
        Table([[f"{c} {n}", r] for c, n, r in s.rows[3:]], colWidths=[300, 140]),
    ],
    "rating before label": lambda s: [
        Paragraph(f"Score {s.score}", _TEXT),
        Table(
            [[s.overall, "Overall rating"], *([r, f"{c} {n}"] for c, n, r in s.rows)], colWidths=[110, 300]
        ),
    ],
    "two pairs side by side": lambda s: [
        Table(
            [
                ["Overall rating", s.overall, "Score", s.score],
                *(
                    [f"{a[0]} {a[1]}", a[2], *((f"{b[0]} {b[1]}", b[2]) if b else ("", ""))]
                    for a, b in zip(s.rows[:4], (*s.rows[4:], None), strict=True)
                ),
            ],
            colWidths=[110, 105, 160, 105],
        )
    ],
}


@pytest.mark.parametrize("table", PDF_TABLES.values(), ids=list(PDF_TABLES))
def test_ratings_are_read_however_a_pdf_sets_them(table: Callable[[Sample], Sequence[Flowable]]) -> None:
    assert_whole(pdf(PDU, table))


def test_swapped_labels_swap_the_ratings() -> None:
    first, second, *others = PDU.rows
    swapped = (("P 1.1", first[1], second[2]), ("P 1.2", second[1], first[2]), *others)
    for records in (page(PDU.but(rows=swapped)), pdf(PDU.but(rows=swapped))):
        assert given(records) == [("P 1.1", INADEQUATE), ("P 1.2", RI), *EXPECTED[2:]]


def test_a_name_printed_under_another_code_is_known_by_its_name() -> None:
    rows = (PDU.rows[0], ("P 1.2", "Services", GOOD), ("P 1.3", "Staffing", INADEQUATE), *PDU.rows[3:])
    by_concept = {rating.concept.value: rating.rating.value for rating in page(PDU.but(rows=rows)).ratings}
    assert (by_concept["services"], by_concept["staffing"]) == (GOOD, INADEQUATE)


def test_broken_labels_are_recognised() -> None:
    labels = made.YOUTH_2021.replace("Partnerships and services", "Partners hips and services").replace(
        "Out-of-court disposal policy and provision", "Outofcourt disposal policy and pro vision"
    )
    sample = PDU.but(
        title="An inspection of youth justice services in Newcastle",
        rows=rows_of(labels, [GOOD] * 13),
        overall=GOOD,
        score="24/36",
        page_time="2025-02-18T00:01:00+00:00",
    )
    codes = [rating.standard_code for rating in page(sample).ratings]
    assert len(codes) == 13
    assert {"1.3", "3.4"} <= set(codes)


PROSE = (
    "The PDU was rated ‘Requires improvement’ overall. It was awarded a ‘Good’ rating for leadership, "
    "having previously been rated ‘Inadequate’ in 2022. In 2022 its overall rating was ‘Inadequate’. "
    "Overall good progress was seen. The quality of service delivery was inadequate, and outstanding in "
    "places. A 24/7 line and 12/13 meetings helped."
)


def test_words_in_sentences_are_no_ratings() -> None:
    for records in (page(PDU.but(foreword=PROSE)), pdf(PDU.but(foreword=PROSE))):
        assert_whole(records)


def test_an_earlier_inspection_is_not_this_one() -> None:
    before = "<h2>Progress on previous inspection</h2>" + table_of(
        row("Overall rating", "Outstanding") + row("Score", "20/21") + row("P 1.1 Leadership", "Outstanding")
    )
    assert_whole(page(PDU, body_end=before))


def test_contents_running_headers_and_a_later_repetition_change_nothing() -> None:
    again = "".join(f"<h3>{code} {name}</h3><p>{rating}</p>" for code, name, rating in PDU.rows)
    assert_whole(page(PDU, body_end=again))
    assert_whole(pdf(PDU.but(sections=tuple((f"Chapter {n}", "Work was good. " * 300) for n in range(4)))))


def test_a_repetition_that_disagrees_refuses_both() -> None:
    records = page(PDU, body_end="<h3>P 1.1 Leadership</h3><p>Outstanding</p>")
    assert given(records) == EXPECTED[1:]
    refused = [(q.reason, q.quote) for q in records.quarantined]
    assert len(refused) == 1
    assert refused[0][0] is QuarantineReason.CONTRADICTION
    assert RI in str(refused[0][1])
    assert OUTSTANDING in str(refused[0][1])


def test_two_overall_ratings_refuse_the_inspection() -> None:
    records = page(PDU, body_end="<h2>In short</h2>" + table_of(row("Overall rating", "Good")))
    assert records.inspections == ()
    assert records.ratings == ()
    assert [q.reason for q in records.quarantined] == [QuarantineReason.CONTRADICTION]


def test_not_rated_is_no_rating() -> None:
    rows = rows_of(made.YOUTH_2021, [*[GOOD] * 12, "Not rated"])
    sample = PDU.but(
        title="An inspection of youth justice services in Reading",
        rows=rows,
        overall=GOOD,
        score="24/36",
        page_time="2024-05-18T00:01:00+01:00",
        fieldwork="Fieldwork started January 2024",
    )
    for records in (page(sample), pdf(sample.but(cover_date="May 2024"))):
        assert "4.1" not in dict(given(records))
        assert records.quarantined == ()
        assert records.flags == ()


def test_a_region_does_not_take_its_units_ratings() -> None:
    ratings = [GOOD, RI, INADEQUATE, RI, GOOD, RI, INADEQUATE, OUTSTANDING]
    sample = PDU.but(
        title="An inspection of Probation Services – Wales region",
        rows=rows_of(made.REGION_2023, ratings),
        score=f"{points(ratings)}/24",
    )
    units = "<h2>Our PDU inspections</h2>" + table_of("".join(row(f"{c} {n}", r) for c, n, r in PDU.rows))
    records = page(sample, body_end=units)
    assert [code for code, _ in given(records)] == [code for code, _, _ in sample.rows]
    assert records.quarantined == ()
