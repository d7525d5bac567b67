"""A rating or score is taken only where it is certain whose it is: else it is refused aloud."""

from __future__ import annotations

import pytest

from pipelines.records import ReportRecords
from pipelines.reports import read
from pipelines.vocabulary import QuarantineReason
from tests.pipelines import sample_reports as made
from tests.pipelines.era_samples import ERAS
from tests.pipelines.sample_reports import GOOD, INADEQUATE, OUTSTANDING, RI
from tests.pipelines.test_reports_ratings import EXPECTED, PDU, assert_whole, given, page, pdf, row, table_of

PICTURE = '<img src="x.png">'
STANDARDS = "".join(row(f"{code} {name}", rating) for code, name, rating in PDU.rows)
SCORE = f"<p>Score {PDU.score}</p>"


def tr(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def of_table(rows: str, *, above: str = SCORE, after: str = "") -> ReportRecords:
    return page(PDU, lambda _: above + table_of(rows) + after)


def overall_of(records: ReportRecords) -> list[str | None]:
    return [one.overall_rating for one in records.inspections]


@pytest.mark.parametrize("own", [PICTURE, ""])
@pytest.mark.parametrize(
    "another",
    [
        "Overall rating at previous inspection",
        "Overall rating in 2019",
        "Overall rating for the region",
        "Overall rating for case supervision",
        "Overall rating of services",
        "Overall",
    ],
)
@pytest.mark.parametrize("is_apart", [True, False])
def test_another_overall_rating_is_not_this_one(own: str, another: str, is_apart: bool) -> None:
    rows = row("Overall rating", own) + STANDARDS
    other = row(another, OUTSTANDING)
    records = of_table(rows, after=table_of(other)) if is_apart else of_table(rows + other)
    assert records.inspections == ()
    assert [q.reason for q in records.quarantined] == [QuarantineReason.UNKNOWN_RATING]


@pytest.mark.parametrize(
    "label",
    [
        "Overall rating for Gwent PDU",
        "Overall rating (Gwent)",
        "Overall rating:",
        "Overall",
        "Overall judgement",
    ],
)
def test_this_one_may_be_named(label: str) -> None:
    assert_whole(of_table(row(label, RI) + row("Overall rating in 2019", GOOD) + STANDARDS))
    lines = "".join(f"<p>{code} {name}: {rating}</p>" for code, name, rating in PDU.rows)
    assert_whole(page(PDU, lambda _: f"{SCORE}<p>{label} {RI}</p>{lines}"))


@pytest.mark.parametrize("label", ["Overall rating", "P 2.2 Planning"])
def test_last_times_rating_in_the_same_row_is_not_this_times(label: str) -> None:
    rows = row("Overall rating", RI) + STANDARDS
    own = RI if label == "Overall rating" else OUTSTANDING
    records = of_table(rows.replace(row(label, own), tr(label, PICTURE, "Previous rating", GOOD)))
    assert ("P 2.2", GOOD) not in given(records)
    assert GOOD not in overall_of(records)
    assert [q.reason for q in records.quarantined] == [QuarantineReason.CONTRADICTION]


def test_no_overall_rating_and_one_contradict_each_other() -> None:
    records = of_table(row("Overall rating", "Not rated") + STANDARDS + row("Overall rating", GOOD))
    assert records.inspections == ()
    assert [q.reason for q in records.quarantined] == [QuarantineReason.CONTRADICTION]
    earlier = row("Overall rating at previous inspection", GOOD)
    assert overall_of(of_table(row("Overall rating", "Not rated") + earlier + STANDARDS)) == [None]


def test_not_rated_and_a_rating_contradict_each_other() -> None:
    rows = row("Overall rating", RI) + STANDARDS.replace(RI, "Not rated", 1)
    records = of_table(rows, after="<h2>Annexe 3</h2>" + table_of(row("P 1.1 Leadership", GOOD)))
    assert given(records) == EXPECTED[1:]
    assert [q.reason for q in records.quarantined] == [QuarantineReason.CONTRADICTION]


CARDS = [(RI, "Overall rating"), *((rating, f"{code} {name}") for code, name, rating in PDU.rows)]


@pytest.mark.parametrize("between", ["", "<p>What we saw is told in the chapters.</p>"])
def test_a_rating_above_its_label_is_not_the_next_labels(between: str) -> None:
    cards = between.join(f"<p>{rating}</p><h3>{label}</h3>" for rating, label in CARDS)
    records = page(PDU, lambda _: SCORE + cards)
    assert records.inspections == ()
    assert records.quarantined


def test_a_label_without_a_rating_does_not_shift_the_others() -> None:
    below = "".join(f"<p>{label}</p><p>{rating}</p>" for rating, label in CARDS)
    assert_whole(page(PDU, lambda _: SCORE + below))
    torn = page(PDU, lambda _: SCORE + below.replace(f"<p>{OUTSTANDING}</p>", PICTURE))
    assert given(torn) == [pair for pair in EXPECTED if pair[0] != "P 2.2"]


PAIRS = [(PDU.rows[left], PDU.rows[right]) for left, right in ((0, 3), (1, 4), (2, 5))]


@pytest.mark.parametrize("is_value_first", [True, False])
def test_a_picture_in_a_row_of_two_pairs_gives_no_neighbours_rating(is_value_first: bool) -> None:
    rows = ""
    for pair in PAIRS:
        cells = []
        for code, name, rating in pair:
            both = [f"{code} {name}", PICTURE if code == "P 1.2" else rating]
            cells += both[::-1] if is_value_first else both
        rows += tr(*cells)
    records = of_table(row("Overall rating", RI) + rows + row("P 2.4 Reviewing", RI))
    assert sorted(given(records)) == [pair for pair in EXPECTED if pair[0] not in ("P 1.2", "P 2.2")]
    refused = " ".join(q.detail for q in records.quarantined)
    assert "P 1.2" in refused
    assert "P 2.2" in refused


@pytest.mark.parametrize(
    "rows",
    [
        tr("Standard", "Previous rating", "Rating")
        + tr("Overall rating", GOOD, RI)
        + tr("Score", "3/21", "8/21"),
        tr("Previous score", "3/21") + tr("Score", "8/21") + tr("Overall rating", RI),
        tr("Overall rating", f"{RI} (score: 8 out of a possible 21)") + tr("Overall rating", RI),
        tr("Gwent PDU", "Overall score 8/21") + tr("Overall rating", RI),
    ],
)
def test_the_score_is_this_inspections(rows: str) -> None:
    standards = STANDARDS
    if "Previous rating" in rows:
        standards = "".join(tr(f"{code} {name}", GOOD, rating) for code, name, rating in PDU.rows)
    assert_whole(of_table(rows + standards, above=""))


@pytest.mark.parametrize(
    "sentence",
    [
        "The risk score was correct in 9 out of 12 cases.",
        "The region scored 6/24 last year.",
        "The score was 8/21 when we came before.",
        "Score 6/24",
        "Score 2/9",
        "Previous score 3/21",
    ],
)
def test_points_of_something_else_are_no_score(sentence: str) -> None:
    (inspection,) = page(PDU.but(score=None, sections=(("Findings", sentence),))).inspections
    assert inspection.score is None


@pytest.mark.parametrize(
    "rows",
    [
        tr("Score", "3/21", "8/21"),
        tr("Score", "3/21") + tr("Score", "8/21"),
        tr("Standard", "Earlier", "Last", "Now") + tr("Score", "8/21"),
    ],
)
def test_a_score_that_may_be_another_is_refused(rows: str) -> None:
    rated = table_of(row("Overall rating", RI) + STANDARDS)
    records = of_table(rows + tr("Standard", RI, GOOD, RI), above=rated)
    assert [one.score for one in records.inspections] == [None]
    assert "score" in " ".join(q.detail for q in records.quarantined)


def youth(era: str, rows: str) -> ReportRecords:
    sample = ERAS[era].sample
    table = f"<p>Score {sample.score}</p>" + table_of(row("Overall rating", sample.overall or "") + rows)
    payload = made.html(sample, table=lambda _: table)
    return read(payload, media_type="text/html", url="http://hmiprobation.test/document/x/")


@pytest.mark.parametrize("is_row", [True, False])
def test_an_unknown_domain_does_not_go_on_with_the_one_before(is_row: bool) -> None:
    printed = ERAS["youth before resettlement"].sample.rows
    courts = "".join(row(name, "Not rated") for _, name, _ in printed[4:8])
    others = "".join(row(name, rating) for _, name, rating in printed[8:12])
    domain = "Work with out-of-court disposals"
    opened = tr(domain) if is_row else f"</table><h3>{domain}</h3><table>"
    records = youth("youth before resettlement", tr("2. Court disposals") + courts + opened + others)
    assert [code for code, _ in given(records)] == ["3.4"]
    assert len(records.quarantined) == 3


def test_the_end_of_another_standards_name_is_no_standard() -> None:
    rows = tr("4.1 Resettlement") + tr("see page 12") + row("policy and provision", INADEQUATE)
    records = youth("youth with resettlement", rows)
    assert given(records) == []
    assert "policy and provision" in " ".join(q.detail for q in records.quarantined)


def test_whole_reports_stay_whole() -> None:
    assert_whole(page(PDU))
    assert_whole(pdf(PDU))


@pytest.mark.parametrize(
    "line",
    [
        "<p>Gwent PDU Score 9/21</p>",
        "<p>Gwent Probation Delivery Unit Score: 9/21</p>",
        f"<table>{tr('Gwent PDU', 'Score')}{tr('Fieldwork started March 2025', '9/21')}</table>",
    ],
)
def test_a_score_beside_the_services_name_or_below_its_word_is_its_score(line: str) -> None:
    (inspection,) = of_table(row("Overall rating", RI) + STANDARDS, above=line).inspections
    assert (inspection.score, inspection.score_max) == (9, 21)
