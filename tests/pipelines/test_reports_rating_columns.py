"""Tables with a column for an earlier inspection: never its rating for this one's."""

from __future__ import annotations

import itertools

import pytest

from pipelines.records import ReportRecords
from pipelines.vocabulary import Rating
from tests.pipelines.sample_reports import GOOD, INADEQUATE, OUTSTANDING, RI
from tests.pipelines.test_reports_ratings import EXPECTED, PDU, given, page, table_of

DOMAIN = '<tr><td colspan="3">1. Organisational arrangements and activity</td></tr>'
HEADS = {
    "previous first": ("Standard", "Previous rating", "Rating"),
    "last inspection first": ("Standard", "Last inspection", "This inspection"),
    "years": ("Standard", "2022", "2025"),
}


def history(
    heads: tuple[str, str, str],
    values: dict[str, tuple[str, str]],
    *,
    between: str = DOMAIN,
    overall: tuple[str, str] = (OUTSTANDING, RI),
    is_reversed: bool = False,
) -> ReportRecords:
    """The sample with two columns; `values` are earlier and current of some codes, else Outstanding and as
    expected."""

    def row(first: str, pair: tuple[str, str], cell: str = "td") -> str:
        ordered = pair[::-1] if is_reversed else pair
        return "<tr>" + "".join(f"<{cell}>{text}</{cell}>" for text in (first, *ordered)) + "</tr>"

    rows = [row(f"{c} {n}", values.get(c, (OUTSTANDING, r))) for c, n, r in PDU.rows]
    top = row(heads[0], heads[1:], "th") + row("Overall rating", overall)
    body = table_of(top + "".join(rows[:3]) + between + "".join(rows[3:]))
    return page(PDU, lambda s: f"<p>Score {s.score}</p>{body}")


CASES = list(itertools.product(HEADS.values(), [False, True]))
IDS = [f"{head}{' reversed' * back}" for head, back in itertools.product(HEADS, [False, True])]
BETWEEN = {
    "a domain's row": DOMAIN,
    "a domain's row with a rating of its own table": f"</table><h3>2. Service delivery</h3><table>{DOMAIN}",
    "a new table": "</table><p>2. Service delivery</p><table>",
}


@pytest.mark.parametrize(("heads", "is_reversed"), CASES, ids=IDS)
@pytest.mark.parametrize("between", BETWEEN.values(), ids=list(BETWEEN))
def test_this_inspections_column_is_read(
    heads: tuple[str, str, str], is_reversed: bool, between: str
) -> None:
    records = history(heads, {}, between=between, is_reversed=is_reversed)
    assert sorted(given(records)) == sorted(EXPECTED)
    assert records.quarantined == ()
    assert records.inspections[0].overall_rating is Rating.REQUIRES_IMPROVEMENT


@pytest.mark.parametrize(("heads", "is_reversed"), CASES, ids=IDS)
@pytest.mark.parametrize("code", ["P 1.2", "P 2.3"])
@pytest.mark.parametrize("between", BETWEEN.values(), ids=list(BETWEEN))
@pytest.mark.parametrize("pair", [(GOOD, ""), ("", GOOD), (GOOD, "–")])
def test_an_empty_column_leaves_a_standard_in_doubt(
    heads: tuple[str, str, str], is_reversed: bool, code: str, between: str, pair: tuple[str, str]
) -> None:
    """HTML gives no empty cells: a single rating may be either column's, and is not taken."""
    records = history(heads, {code: pair}, between=between, is_reversed=is_reversed)
    assert sorted(given(records)) == sorted(e for e in EXPECTED if e[0] != code)
    assert any(code in refused.detail for refused in records.quarantined)


@pytest.mark.parametrize(("heads", "is_reversed"), CASES, ids=IDS)
def test_not_rated_this_time_is_not_last_times_rating(heads: tuple[str, str, str], is_reversed: bool) -> None:
    records = history(heads, {"P 2.2": (GOOD, "Not rated")}, is_reversed=is_reversed)
    assert sorted(given(records)) == sorted(e for e in EXPECTED if e[0] != "P 2.2")
    assert records.quarantined == ()


@pytest.mark.parametrize(("heads", "is_reversed"), CASES, ids=IDS)
def test_not_rated_last_time_is_this_times_rating(heads: tuple[str, str, str], is_reversed: bool) -> None:
    records = history(heads, {"P 2.2": ("Not rated", GOOD)}, is_reversed=is_reversed)
    assert ("P 2.2", GOOD) in given(records)
    assert records.quarantined == ()


@pytest.mark.parametrize(("heads", "is_reversed"), CASES, ids=IDS)
@pytest.mark.parametrize("overall", [(GOOD, ""), ("", GOOD)])
def test_an_overall_rating_in_doubt_refuses_the_inspection(
    heads: tuple[str, str, str], is_reversed: bool, overall: tuple[str, str]
) -> None:
    records = history(heads, {}, overall=overall, is_reversed=is_reversed)
    assert records.inspections == ()
    assert "overall rating" in records.quarantined[0].detail


@pytest.mark.parametrize("value", [GOOD, "Not rated", INADEQUATE])
def test_two_columns_without_heads_are_never_guessed(value: str) -> None:
    rows = "".join(f"<tr><td>{c} {n}</td><td>{value}</td><td>{r}</td></tr>" for c, n, r in PDU.rows[:-1])
    code, name, _ = PDU.rows[-1]
    body = table_of(f"{rows}<tr><td>{code} {name}</td><td>{OUTSTANDING}</td></tr>")
    records = page(PDU, lambda s: f"<p>Overall rating: {s.overall}</p>{body}")
    assert set(given(records)) <= {(c, r) for c, _, r in PDU.rows[:-1] if r == value}
    assert any(code in refused.detail for refused in records.quarantined)


def test_heads_of_two_lines_are_found() -> None:
    top = "<tr><th>Standard</th><th>Ratings</th></tr><tr><th></th><th>Previous</th><th>Now</th></tr>"
    rows = "".join(f"<tr><td>{c} {n}</td><td>{GOOD}</td><td>{r}</td></tr>" for c, n, r in PDU.rows)
    records = page(PDU, lambda s: f"<p>Overall rating: {s.overall}</p>{table_of(top + rows)}")
    assert set(given(records)) <= set(EXPECTED)
