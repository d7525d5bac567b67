"""What the reference facts do not happen to have, told to the views by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

import duckdb
import pytest

from warehouse.build import build
from warehouse.inputs import Inputs

MANCHESTER = "Probation Service – Greater Manchester"


class Hand:
    """A warehouse without reports, to put inspections into."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self._numbers = count(1)

    def inspect(
        self,
        body: str,
        published: str | None = None,
        *,
        framework: str = "core_2021",
        overall: str | None = "Good",
        score_pct: float | None = None,
        fieldwork: tuple[str | None, str | None] = (None, None),
    ) -> str:
        """Add one; dates are "2023", "2023-05" or "2023-05-17"."""
        name = f"i{next(self._numbers)}"
        start, end, out = (_stated(text) for text in (*fieldwork, published))
        dated = next((one for one in (out, end, start) if one[0] is not None), (None, None))
        by = None if dated[0] is None else "published" if dated is out else "fieldwork"
        self.con.execute(
            "INSERT INTO inspections (inspection_id, body_id, framework, overall_rating, score_pct, "
            "fieldwork_start_date, fieldwork_start_precision, fieldwork_end_date, fieldwork_end_precision, "
            "published_date, published_precision, dated_date, dated_precision, dated_by, inspection_title, "
            "report_url, document_count, first_seen_run_id, is_disputed, evidence_id, "
            "document_sha256, quote) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 't', 'u', 1, 'r', false, 'e', 's', 'q')",
            [name, body, framework, overall, score_pct, *start, *end, *out, *dated, by],
        )
        return name

    def one(self, sql: str, *values: Any) -> tuple[Any, ...]:
        (row,) = self.con.execute(sql, list(values)).fetchall()
        return tuple(row)

    def pdus(self, region: str, year: int) -> tuple[Any, ...]:
        return self.one(
            "SELECT pdu_count, pdu_inspected_count, pdu_inspected_pct FROM region_years "
            "WHERE region_name = ? AND programme = 'adult' AND published_year = ? AND concept = 'overall'",
            region,
            year,
        )


def _stated(text: str | None) -> tuple[date | None, str | None]:
    if text is None:
        return None, None
    day = date.fromisoformat((text + "-01-01")[:10])
    return day, {4: "year", 7: "month", 10: "day"}[len(text)]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    target = tmp_path_factory.mktemp("views") / "empty.duckdb"
    build(target, Inputs())
    with duckdb.connect(str(target)) as con:
        con.execute(
            "INSERT INTO runs (run_id, source_id, crawl_status, started_at, discovered_count, request_count, "
            "fetched_count, not_modified_count, error_count, is_complete_discovery, is_replica) "
            "VALUES ('r', 's', 'completed', '2026-11-24 02:15:00', 0, 0, 0, 0, 0, true, true)"
        )
        yield con


@pytest.fixture
def hand(empty: duckdb.DuckDBPyConnection) -> Iterator[Hand]:
    empty.execute("BEGIN")
    yield Hand(empty)
    empty.execute("ROLLBACK")


# the latest rating


def test_an_undated_report_under_newer_standards_is_later_than_any_under_older(hand: Hand) -> None:
    """Reports under the standards of 2021 came out until August 2023, after those of 2023 had begun."""
    hand.inspect("pdu-gwent", "2023-08-17", framework="core_2021")
    newer = hand.inspect("pdu-gwent", framework="core_2023", overall="Inadequate")
    assert hand.one("SELECT inspection_id, dated_date, undated_count FROM latest_ratings") == (newer, None, 1)


def test_of_one_year_the_report_under_newer_standards_is_the_later(hand: Hand) -> None:
    hand.inspect("pdu-gwent", "2023-05", framework="core_2021")
    newer = hand.inspect("pdu-gwent", "2023", framework="core_2023")
    assert hand.one("SELECT inspection_id, undated_count FROM latest_ratings") == (newer, 0)


def test_an_undated_report_of_the_same_standards_is_counted_beside_the_dated(hand: Hand) -> None:
    dated = hand.inspect("pdu-gwent", "2022-05-17")
    hand.inspect("pdu-gwent", overall="Inadequate")
    assert hand.one("SELECT inspection_id, undated_count FROM latest_ratings") == (dated, 1)
    assert hand.one("SELECT undated_count FROM league WHERE body_id = 'pdu-gwent'") == (1,)


def test_fieldwork_dates_a_report_whose_publication_is_not_known(hand: Hand) -> None:
    hand.inspect("pdu-gwent", "2022-05-17")
    later = hand.inspect("pdu-gwent", fieldwork=(None, "2023-03"))
    told = hand.one("SELECT inspection_id, dated_date, dated_precision, dated_by FROM latest_ratings")
    assert told == (later, date(2023, 3, 1), "month", "fieldwork")


# ages and gaps


@pytest.mark.parametrize(("published", "months"), [("2026-10-24", 1), ("2026-10-25", 0), ("2026", None)])
def test_an_age_is_of_full_months(published: str, months: int | None, hand: Hand) -> None:
    hand.inspect("pdu-gwent", published)
    told = hand.one("SELECT rating_age_months FROM league WHERE body_id = 'pdu-gwent'")
    assert told == (months,)


@pytest.mark.parametrize(
    ("fieldwork", "published", "first"),
    [
        (("2022", "2022-05"), "2022-09-01", ("2022-05-01", "month", "fieldwork", 10)),
        ((None, "2022-05-25"), "2022-09-01", ("2022-05-25", "day", "fieldwork", 10)),
        (("2022-05", None), "2022-09-01", ("2022-05-01", "month", "fieldwork", 10)),
        (("2022", None), "2022-09-26", ("2022-09-26", "day", "published", 15)),
        (("2022", None), "2022", ("2022-01-01", "year", "fieldwork", None)),
    ],
)
def test_the_earliest_date_that_states_a_month_counts(
    fieldwork: tuple[str | None, str | None], published: str, first: tuple[Any, ...], hand: Hand
) -> None:
    hand.inspect("pdu-gwent", published, fieldwork=fieldwork)
    told = hand.one(
        "SELECT first_date::VARCHAR, first_precision, first_dated_by, gap_months "
        "FROM first_inspection_gap WHERE body_id = 'pdu-gwent'"
    )
    assert told == first


# units of a region


def test_a_region_in_which_nobody_was_inspected_has_a_row_for_every_year(hand: Hand) -> None:
    rows = hand.con.execute(
        "SELECT published_year, inspection_count, rated_count, inadequate_pct, framework_names, "
        "median_points_pct, median_reason, pdu_count, pdu_inspected_count, pdu_inspected_pct "
        "FROM region_years WHERE region_name = 'Probation Service – London' ORDER BY published_year"
    ).fetchall()
    nothing = (0, 0, None, None, None, "no inspection in the record", 18, 0, 0.0)
    assert rows == [(year, *nothing) for year in range(2021, 2027)]


def test_units_made_at_once_count_from_the_first_inspection_of_any_of_them(hand: Hand) -> None:
    """Three units became two. With one of the two inspected, both are known to have existed."""
    hand.inspect("pdu-stockport-and-tameside", "2024-05")
    assert [hand.pdus(MANCHESTER, year)[0] for year in (2023, 2024, 2025, 2026)] == [9, 8, 8, 8]
    hand.inspect("pdu-mid-kent", "2024-05")  # North Kent was made of West Kent with it
    kent = "Probation Service – Kent, Surrey and Sussex"
    assert [hand.pdus(kent, year)[0] for year in (2023, 2024, 2025)] == [5, 6, 6]


def test_without_an_inspection_the_change_is_shown_in_the_year_of_the_record(hand: Hand) -> None:
    assert [hand.pdus(MANCHESTER, year)[0] for year in (2025, 2026)] == [9, 8]


def test_never_more_units_are_inspected_than_there_were(hand: Hand) -> None:
    """Both a unit and what was made of it were inspected in one year: both count in it."""
    units = hand.con.execute(
        "SELECT body_id FROM bodies WHERE body_kind = 'pdu' AND region_name = ?", [MANCHESTER]
    ).fetchall()
    for (unit,) in units:
        hand.inspect(unit, "2025-05")
    assert hand.pdus(MANCHESTER, 2025) == (len(units), len(units), 100.0)


def test_a_region_mixes_kinds_of_body_only_where_it_says_so(hand: Hand) -> None:
    hand.inspect("pdu-gwent", "2025-05", framework="core_2023")
    hand.inspect("region-wales", "2025-06", framework="core_2023", overall="Inadequate")
    told = hand.one(
        "SELECT kind_names, inadequate_pct, median_reason FROM region_years "
        "WHERE region_name = 'Probation Service – Wales' AND published_year = 2025"
    )
    assert told == ("pdu; region", 50.0, "several kinds of body: their points are not one scale")


def test_the_score_of_a_withdrawn_rating_is_in_no_median(hand: Hand) -> None:
    hand.inspect("pdu-gwent", "2025-05", score_pct=50.0)
    hand.inspect("pdu-dyfed-powys", "2025-05", overall=None, score_pct=10.0)
    told = hand.one(
        "SELECT rated_count, inspection_count, median_points_pct FROM region_years "
        "WHERE region_name = 'Probation Service – Wales' AND published_year = 2025"
    )
    assert told == (1, 2, 50.0)
