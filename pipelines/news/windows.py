"""How well the day of a story fits an inspection whose own dates may be known to the month, to the year or
not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipelines.news.timestamps import LONDON
from pipelines.records import InspectionRecord, PartialDate
from pipelines.vocabulary import DatePrecision, Framework

BEFORE, FULL, AFTER = timedelta(days=7), timedelta(days=14), timedelta(days=120)
"""A story may appear this long before and after publication; up to `FULL` it counts wholly, then less and
less."""

_REPORTED_WITHIN = timedelta(days=366)
"""Fieldwork is reported within a year; two to six months are usual."""
_YEARS: dict[Framework, tuple[int, int]] = {
    Framework.TRUST_OMI2: (2009, 2013),
    Framework.TRUST_IOAP_2013: (2013, 2014),
    Framework.QUALITY_IMPACT_2016: (2016, 2018),
    Framework.CORE_2018: (2018, 2021),
    Framework.PILOT_2020: (2020, 2021),
    Framework.CORE_2021: (2021, 2023),
    Framework.CORE_2023: (2023, 2025),
    Framework.NATIONAL_2025: (2025, 2025),
    Framework.DYNAMIC_2025: (2025, 2027),
    Framework.YJS_2018: (2018, 2021),
    Framework.YJS_2021: (2021, 2025),
}
"""Years in which reports under a framework appeared: all that is known of an inspection without any date."""
_WEIGHTS = {DatePrecision.DAY: 1.0, DatePrecision.MONTH: 0.95, DatePrecision.YEAR: 0.7}


@dataclass(frozen=True)
class Fit:
    """How well a day fits, 0 to 1, and the first and last day on which the inspection may have been
    published."""

    weight: float
    first: date
    last: date


def london_day(moment: datetime | None) -> date | None:
    """The day of a moment in London; None for no moment."""
    return moment.astimezone(LONDON).date() if moment is not None else None


def span_of(partial: PartialDate) -> tuple[date, date]:
    """First and last day a partial date may mean."""
    first = partial.value
    if partial.precision is DatePrecision.DAY:
        return first, first
    if partial.precision is DatePrecision.MONTH:
        return first.replace(day=1), (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(
            days=1
        )
    return date(first.year, 1, 1), date(first.year, 12, 31)


def fit(inspection: InspectionRecord, day: date) -> Fit | None:
    """Weigh a story's day against an inspection; None where it cannot be about it.

    The coarser the inspection's date, the less a fit weighs: a year says little, and its framework's years
    say least.
    """
    span = published_span(inspection)
    if span is None:
        return None
    first, last = span
    if inspection.published is not None:
        return _faded(day, first, last, _WEIGHTS[inspection.published.precision])
    if inspection.fieldwork_end is not None or inspection.fieldwork_start is not None:
        return Fit(0.8, first, last) if first < day <= last else None
    return Fit(0.5, first, last) if first <= day <= last else None


def published_span(inspection: InspectionRecord) -> tuple[date, date] | None:
    """First and last day on which an inspection's report may have come out; None where nothing tells."""
    if inspection.published is not None:
        return span_of(inspection.published)
    fieldwork = inspection.fieldwork_end or inspection.fieldwork_start
    if fieldwork is not None:
        return span_of(fieldwork)[0], span_of(fieldwork)[1] + _REPORTED_WITHIN
    years = _YEARS.get(inspection.framework)
    return None if years is None else (date(years[0], 1, 1), date(years[1], 12, 31))


def _faded(day: date, first: date, last: date, weight: float) -> Fit | None:
    if not first - BEFORE <= day <= last + AFTER:
        return None
    late = max(timedelta(0), day - last - FULL)
    return Fit(weight * (1 - 0.7 * (late / (AFTER - FULL))), first, last)


def is_same_occasion(one: InspectionRecord, other: InspectionRecord) -> bool:
    """Whether two inspections were published, or failing that carried out, at one time; a year is no time."""
    is_same_visit = one.fieldwork_start is not None and one.fieldwork_start == other.fieldwork_start
    if one.published is None or other.published is None:
        return one.published is other.published and is_same_visit
    is_year = one.published.precision is DatePrecision.YEAR
    return one.published == other.published and (not is_year or is_same_visit)
