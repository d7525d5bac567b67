"""Reports of the last weeks, as the published warehouse has them: papers are searched for these."""

from __future__ import annotations

from datetime import date

import duckdb

from crawlers.local_news.searching import GRACE, STEPS, RecentReport
from flows.home import Home
from pipelines.bodies.districts import districts_of
from warehouse import publish


def recent_reports(home: Home, today: date) -> tuple[RecentReport, ...]:
    """Reports whose day of publication is known, with the districts of their body; none before a first night.

    A national body's districts are empty. So are those of a body of which no area is known: it is left out,
    for a report on one place must not be looked for as if it were on all.

    A report that came out today is in the warehouse from tonight on, so that papers are first searched the
    night after.
    """
    folder = publish.current(home.published)
    if folder is None:
        return ()
    with duckdb.connect(str(folder / publish.DATABASE), read_only=True) as con:
        rows = con.execute(
            "SELECT published_date, body_id, body_kind = 'national' "
            "FROM inspections JOIN bodies USING (body_id) "
            "WHERE published_precision = 'day' AND published_date BETWEEN ? AND ? ORDER BY ALL",
            [today - STEPS[-1] - GRACE, today],
        ).fetchall()
    return tuple(
        RecentReport(day, frozenset(names))
        for day, body, is_national in rows
        if (names := [district.name for district, _ in districts_of(body)]) or is_national
    )
