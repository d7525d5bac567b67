"""Dates as sites list them, in one spelling."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def in_utc(text: str | None, *, assumed: ZoneInfo | None = None) -> str | None:
    """An ISO 8601 moment in UTC; a zone that is missing is UTC unless said. None if it is no moment."""
    moment = _moment(text, assumed)
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def in_london(text: str | None) -> str | None:
    """An ISO 8601 moment with London's offset, so that its first ten characters are the day readers saw.

    A report of 00:01 on 19 August would be of the 18th in UTC.
    """
    moment = _moment(text, LONDON)
    return moment.astimezone(LONDON).isoformat(timespec="seconds") if moment else None


def _moment(text: str | None, assumed: ZoneInfo | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=assumed or UTC)
