"""Which record a picture is drawn from, for the line below it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import duckdb

from warehouse.charts.wording import day_words

_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Record:
    """The last crawl a warehouse knows of, its day in London, and the warning if all of it is invented."""

    run_id: str | None
    day: date | None
    replica_words: str | None

    @property
    def source_words(self) -> str:
        """Where the picture's values come from and how fresh they are. A picture travels without its page."""
        source = "Source: reports of HM Inspectorate of Probation, read by Probation Watch."
        if self.day is None:
            return f"{source} The day of the record is not known."
        return f"{source} Record of {day_words(self.day)} (run {self.run_id})."


def record_of(connection: duckdb.DuckDBPyConnection) -> Record:
    """Ask a warehouse which record it is."""
    newest = connection.execute(
        "SELECT run_id, started_at FROM runs ORDER BY started_at DESC NULLS LAST, run_id DESC LIMIT 1"
    ).fetchone()
    replica = connection.execute("SELECT statement FROM about WHERE topic = 'REPLICA'").fetchone()
    run_id, started = newest or (None, None)
    return Record(
        run_id=run_id,
        day=_london_day(started) if started else None,
        replica_words=str(replica[0]) if replica else None,
    )


def _london_day(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone(_LONDON).date()
