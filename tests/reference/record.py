"""The record that readers would have made of the reference facts, ready to build a warehouse from.

Documents, addresses and quotes are made up; every value is as stated in the CSV files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pipelines.records import (
    DocumentRecord,
    InspectionRecord,
    PartialDate,
    RatingRecord,
    ReportRecords,
)
from pipelines.vocabulary import DatePrecision, DocumentKind
from tests.reference.facts import Inspection, load_inspections
from tests.warehouse.archive import NIGHTS, Archive, Report, sha
from warehouse.inputs import Inputs

RUN_ID = NIGHTS[2]
"""The one run that told everything; the record's date is its day."""
SITE = "https://reference.test"
_UNDATED = date(2024, 1, 1)


def reference_inputs(times: int = 1) -> Inputs:
    """Everything a warehouse with all reference inspections is built from.

    `times` gives that many times as many inspections, of the same bodies at other months: for timing alone,
    those added are invented. Raises ValueError for a row of the facts that cannot be true.
    """
    archive = Archive(is_replica=True)
    archive.night(RUN_ID, {report.url: report for report in _reports(multiplied(load_inspections(), times))})
    return archive.inputs


def multiplied(originals: Sequence[Inspection], times: int) -> Iterator[Inspection]:
    """The originals, and copies of them moved by months, alternately back and forward.

    All copies are dated to the month at least, and no two inspections of one body and framework to the same.
    """
    yield from originals
    groups: dict[tuple[str, str], list[Inspection]] = defaultdict(list)
    for one in originals:
        groups[one.body_id, one.framework].append(one)
    for group in groups.values():
        step = _step([_month(one) for one in group])
        for copy in range(1, times):
            shift = step * ((copy + 1) // 2) * (-1 if copy % 2 else 1)
            yield from (_moved(one, shift) for one in group)


def _step(months: Sequence[int]) -> int:
    """The fewest months to move by, so that no copy of one falls on a copy of another."""
    step = 1
    while len({month % step for month in months}) < len(months):
        step += 1
    return step


def _month(one: Inspection) -> int:
    day = _dated(one)
    return day.year * 12 + day.month - 1


def _dated(one: Inspection) -> date:
    stated = one.published or one.fieldwork_start
    return stated.value if stated is not None else _UNDATED


def _moved(one: Inspection, shift: int) -> Inspection:
    published = one.published
    if published is None or published.precision is DatePrecision.YEAR:
        day = (
            published or one.fieldwork_start or PartialDate(value=_UNDATED, precision=DatePrecision.DAY)
        ).value
        published = PartialDate(value=day.replace(day=1), precision=DatePrecision.MONTH)
    return replace(
        one,
        published=_shifted(published, shift),
        fieldwork_start=_shifted(one.fieldwork_start, shift) if one.fieldwork_start else None,
        fieldwork_end=_shifted(one.fieldwork_end, shift) if one.fieldwork_end else None,
    )


def _shifted(stated: PartialDate, months: int) -> PartialDate:
    year, month = divmod(stated.value.year * 12 + stated.value.month - 1 + months, 12)
    return PartialDate(value=date(year, month + 1, min(stated.value.day, 28)), precision=stated.precision)


def _reports(stated: Iterator[Inspection]) -> Iterator[ReferenceReport]:
    for one in stated:
        yield ReferenceReport(is_pdf=True, stated=one)


@dataclass
class ReferenceReport(Report):
    """A made-up document that says what is stated of one inspection, one rating to a page."""

    stated: Inspection | None = None

    @cached_property
    def url(self) -> str:
        """Where it is said to stand."""
        return f"{SITE}/{self.inspection.inspection_id}/"

    @cached_property
    def inspection(self) -> InspectionRecord:
        """The inspection, with a quote for every value."""
        told = self._told
        fieldwork = " to ".join(str(day) for day in (told.fieldwork_start, told.fieldwork_end) if day)
        return InspectionRecord(
            body_id=told.body_id,
            framework=told.framework,
            title=f"{told.body_name} ({told.framework})",
            published=told.published,
            fieldwork_start=told.fieldwork_start,
            fieldwork_end=told.fieldwork_end,
            overall_rating=told.overall,
            rating_reason=told.rating_reason,
            score=told.score,
            score_max=told.score_max,
            chief_inspector=told.chief_inspector,
            evidence=self.evidence(f"{told.body_name}, inspected under {told.framework}", 1),
            overall_evidence=self.evidence(f"Overall rating: {told.overall}", 2) if told.overall else None,
            score_evidence=self.evidence(f"Score: {told.score}/{told.score_max}", 2)
            if told.score is not None
            else None,
            fieldwork_evidence=self.evidence(f"Fieldwork: {fieldwork}", 1) if fieldwork else None,
            published_evidence=self.evidence(f"Published: {told.published}", 1) if told.published else None,
        )

    @property
    def _told(self) -> Inspection:
        if self.stated is None:
            raise ValueError("a reference report is made of an inspection")
        return self.stated

    @cached_property
    def sha256(self) -> str:
        """Hash of what it says."""
        return sha(repr(self._told))

    @property
    def text_sha256(self) -> str:
        """Hash of its words; no other bytes say the same."""
        return self.sha256

    def records(self, url: str) -> ReportRecords:
        """What a reader would have made of it."""
        name = self.inspection.inspection_id
        return ReportRecords(
            parser="reports",
            parser_version=1,
            document=DocumentRecord(
                url=url,
                media_type="application/pdf",
                payload_sha256=self.sha256,
                text_sha256=self.text_sha256,
                kind=DocumentKind.REPORT,
                title=self.inspection.title,
                published=self.inspection.published,
                page_count=2 + len(self._told.ratings),
            ),
            inspections=(self.inspection,),
            ratings=tuple(
                RatingRecord(
                    inspection_id=name,
                    framework=self._told.framework,
                    standard_code=one.code,
                    printed_name=one.name,
                    concept=one.standard.concept,
                    rating=one.rating,
                    counts_towards_score=one.standard.counts_towards_score,
                    evidence=self.evidence(f"{one.name}: {one.rating}", page),
                )
                for page, one in enumerate(self._told.ratings, start=3)
            ),
        )
