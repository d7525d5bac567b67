"""Which reports papers are searched for: recent ones that the published warehouse dates to the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from crawlers.local_news.searching import RecentReport
from flows.home import Home
from flows.recent_reports import recent_reports
from tests.flows.nights import ask


def test_reports_of_the_last_weeks_come_with_their_districts(last_home: Home) -> None:
    found = recent_reports(last_home, date(2026, 11, 25))
    assert date(2026, 11, 22) in {one.published for one in found}
    assert any("Cardiff" in one.districts for one in found)
    assert all(one.published <= date(2026, 11, 25) for one in found)
    assert recent_reports(last_home, date(2035, 1, 1)) == ()


def test_before_a_first_night_there_are_none(tmp_path: Path) -> None:
    assert recent_reports(Home(tmp_path), date(2026, 11, 25)) == ()


def test_a_report_on_the_whole_country_comes_without_districts(last_home: Home) -> None:
    ((day,),) = ask(
        last_home,
        "SELECT max(published_date) FROM inspections JOIN bodies USING (body_id) "
        "WHERE body_kind = 'national' AND published_precision = 'day'",
    )
    found = recent_reports(last_home, day)
    assert RecentReport(day, frozenset()) in found
