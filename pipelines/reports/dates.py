"""Dates as reports print them: to the day, the month or the year, and never more than is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pipelines.records import PartialDate
from pipelines.vocabulary import DatePrecision

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan", "ionawr"),
            ("february", "feb", "chwefror"),
            ("march", "mar", "mawrth"),
            ("april", "apr", "ebrill"),
            ("may", "mai"),
            ("june", "jun", "mehefin"),
            ("july", "jul", "gorffennaf"),
            ("august", "aug", "awst"),
            ("september", "sept", "sep", "medi"),
            ("october", "oct", "hydref"),
            ("november", "nov", "tachwedd"),
            ("december", "dec", "rhagfyr"),
        ),
        start=1,
    )
    for name in names
}
_WORDS = "|".join(sorted(_MONTHS, key=len, reverse=True))
_PRINTED = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_WORDS})\.?,?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)\b")
_LONDON = ZoneInfo("Europe/London")
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and the characters it was printed in."""

    value: PartialDate
    start: int
    end: int


def find_dates(text: str) -> Iterator[FoundDate]:
    """Yield every date printed in words, in order; impossible ones (31 June) are passed over."""
    for match in _PRINTED.finditer(text):
        precision = DatePrecision.DAY if match["day"] else DatePrecision.MONTH
        try:
            value = date(int(match["year"]), _MONTHS[match["month"].lower()], int(match["day"] or 1))
        except ValueError:
            continue
        yield FoundDate(PartialDate(value=value, precision=precision), match.start(), match.end())


def find_date(text: str) -> FoundDate | None:
    """Return the first date in the text, in words, ISO form or day/month/year."""
    for found in find_dates(text):
        return found
    for pattern in (_ISO, _NUMERIC):
        if (match := pattern.search(text)) is not None:
            try:
                value = date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                return None
            return FoundDate(
                PartialDate(value=value, precision=DatePrecision.DAY), match.start(), match.end()
            )
    return None


def parse_timestamp(text: str) -> datetime | None:
    """Parse an ISO 8601 timestamp with its offset; None where there is none or it is not one."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def local_day(moment: datetime) -> date:
    """Day of a moment in London: reports appear at one minute past midnight, which in summer is yesterday
    in UTC."""
    return (moment.astimezone(_LONDON) if moment.tzinfo is not None else moment).date()


def as_partial(published: PartialDate | datetime | date | None) -> PartialDate | None:
    """Take the publication date a caller knows from elsewhere, keeping its precision."""
    if isinstance(published, datetime):
        return PartialDate(value=local_day(published), precision=DatePrecision.DAY)
    if isinstance(published, date):
        return PartialDate(value=published, precision=DatePrecision.DAY)
    return published


def is_finer(candidate: PartialDate, held: PartialDate) -> bool:
    """Tell whether `candidate` states the same date as `held`, more precisely."""
    if candidate.precision is held.precision or held.precision is DatePrecision.DAY:
        return False
    same_year = candidate.value.year == held.value.year
    if held.precision is DatePrecision.YEAR:
        return same_year
    return (
        same_year and candidate.value.month == held.value.month and candidate.precision is DatePrecision.DAY
    )
