"""Moments as pages write them, without losing the time of day or the zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from pipelines.reports.dates import find_date
from pipelines.vocabulary import DatePrecision

LONDON = ZoneInfo("Europe/London")
_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T|\s+)(?P<time>\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)\s*"
    r"(?P<zone>Z|UTC|GMT|BST|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)\s*(?P<half>[ap]\.?m\b)?", re.IGNORECASE
)
_ZONES = {"z": "+00:00", "utc": "+00:00", "gmt": "+00:00", "bst": "+01:00"}
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True)
class Moment:
    """An aware time and how much of it the page stated: 0 a day, 1 a day and time, 2 with a zone.

    A bare day stands at midnight UTC, so that it is the same day in London and in UTC; a time without a
    zone is London's.
    """

    value: datetime
    detail: int


def parse_moment(raw: str) -> Moment | None:
    """Parse a date in any form that papers use; None for what is no date, or one outside 1990 to 2100."""
    raw = raw.strip()
    if (iso := _ISO.search(raw)) is not None:
        zone = (iso["zone"] or "").lower()
        return _moment(f"{iso['day']}T{iso['time'].replace(',', '.')}", _ZONES.get(zone, zone))
    if re.match(r"[A-Za-z]{3},\s", raw):
        try:
            value = parsedate_to_datetime(raw)
        except (ValueError, TypeError):
            return None
        return _moment(value.replace(tzinfo=None).isoformat(), value.strftime("%z"))
    found = find_date(raw)
    if found is None or found.value.precision is not DatePrecision.DAY:
        return None
    return _day_and_clock(found.value.value, raw[: found.start] + " " + raw[found.end :])


def _moment(naive: str, zone: str) -> Moment | None:
    try:
        value = datetime.fromisoformat(naive + zone)
    except ValueError:
        return None
    if value.tzinfo is None:
        value = value.replace(tzinfo=LONDON)
    return Moment(value, 2 if zone else 1) if _EARLIEST <= value.date() < _LATEST else None


def _day_and_clock(day: date, rest: str) -> Moment | None:
    if not _EARLIEST <= day < _LATEST:
        return None
    clock = _CLOCK.search(rest)
    if clock is None:
        return Moment(datetime.combine(day, time(), UTC), 0)
    hour, half = int(clock["hour"]), (clock["half"] or "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return Moment(datetime.combine(day, time(hour, int(clock["minute"])), LONDON), 1)


def best_moment(moments: list[Moment]) -> Moment | None:
    """Take the first, made more precise by a later one that speaks of the same time.

    Pages often give the day in one place and the minute in another; another day is another matter.
    """
    if not moments:
        return None
    best = moments[0]
    for other in moments[1:]:
        if other.detail > best.detail and abs(other.value - best.value) <= timedelta(days=1):
            best = other
    return best
