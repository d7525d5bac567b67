"""The inspectorate's own tables of ratings beside what was read from its reports: rows, and what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipelines.bodies.frameworks import label_key
from pipelines.records import Evidence, OfficialRatingRecord, RatingRecord
from pipelines.vocabulary import UNRATED_FRAMEWORKS, ErratumField, Rating
from warehouse.ids import digest
from warehouse.merge import Merged, is_near
from warehouse.review import Review, named_note
from warehouse.sentences import report_name
from warehouse.tables.rows import EvidenceBook, Row, Rows, beside, dated
from warehouse.world import World

Doubt = tuple[str, str, str | None, str]
"""Expectation's name, the sentence, the inspection it is about, and the quotes."""


def official_rows(world: World, book: EvidenceBook) -> Rows:
    """Every rating of the tables as they stand now."""
    return {"official_ratings": [_row(beside_report, book) for beside_report in _compared(world)]}


def official_doubts(world: World) -> Iterator[Doubt]:
    """Where table and report differ, and services of the table without an inspection in the record.

    Neither is believed over the other here: the tables of the warehouse show the report's value.
    """
    for one in _compared(world):
        if one.merged is None:
            yield _without_inspection(one)
        elif not one.is_agreeing:
            yield _differing(world, one, one.merged)


@dataclass(frozen=True)
class _Compared:
    """A rating of a table with the inspection it is about; `held` counts those it could be about."""

    url: str
    record: OfficialRatingRecord
    merged: Merged | None
    held: int
    review: Review

    @cached_property
    def standard(self) -> tuple[RatingRecord, str] | None:
        """The report's rating of the same standard and its document; None for the overall rating."""
        wanted = self.record
        if self.merged is None or wanted.standard_name is None:
            return None
        told = [one for one in self.merged.ratings.values() if _is_same(wanted, one.record)]
        return (told[0].record, told[0].url) if len(told) == 1 else None

    @property
    def rating(self) -> Rating | None:
        """What the report says, as reviewed."""
        if self.merged is None:
            return None
        if self.record.standard_name is None:
            return self.review.overall_rating(self.merged)
        return self.review.rating(self.merged, self.standard[0].standard_code) if self.standard else None

    @property
    def score(self) -> tuple[int | None, int | None]:
        """The report's score as reviewed, which only an overall rating is compared with."""
        if self.merged is None or self.record.standard_name is not None:
            return None, None
        return self.review.score(self.merged)

    @property
    def erratum_note(self) -> str | None:
        """What was corrected in the values that the table is compared with."""
        if self.merged is None:
            return None
        if self.record.standard_name is not None:
            told = self.standard
            return self.review.rating_note(self.merged, told[0].standard_code) if told is not None else None
        compared = (ErratumField.OVERALL_RATING, ErratumField.SCORE)
        found = [self.review.erratum(self.merged, what) for what in compared]
        return "; ".join(named_note(erratum) for erratum in found if erratum is not None) or None

    @property
    def is_agreeing(self) -> bool | None:
        """Whether both say the same; a score that one of them does not print is not compared."""
        if self.merged is None:
            return None
        printed, read = (self.record.score, self.record.score_max), self.score
        return self.rating is self.record.rating and (None in (*printed, *read) or printed == read)

    @property
    def report_place(self) -> tuple[str, Evidence]:
        """Where the report says so, or at least names the service."""
        if self.merged is None:
            raise ValueError(f"{self.record.service_name} has no report to quote")
        told = self.merged.inspection
        if self.standard is not None:
            return self.standard[1], self.standard[0].evidence
        if self.record.standard_name is None and self.rating is self.record.rating and told.score_evidence:
            return self.merged.score_url, told.score_evidence
        if self.record.standard_name is None and told.overall_evidence is not None:
            return self.merged.overall_url, told.overall_evidence
        return self.merged.urls[0], told.evidence


def _compared(world: World) -> Iterator[_Compared]:
    for url in sorted(world.history.documents):
        report = world.report_at(url)
        for record in report.official_ratings if report is not None else ():
            found = _candidates(world, record)
            merged = found[0] if len(found) == 1 else None
            yield _Compared(url, record, merged, len(found), world.review)


def _candidates(world: World, record: OfficialRatingRecord) -> list[Merged]:
    """Rated inspections of the body the row may be about: the nearest in time, where the table dates it."""
    rated = [
        merged
        for (body_id, framework), many in sorted(world.merged.items())
        for merged in many
        if body_id == record.body_id and framework not in UNRATED_FRAMEWORKS
    ]
    dated_at = record.published
    if dated_at is None:
        return rated
    near = [
        (abs((told.value - dated_at.value).days), merged)
        for merged in rated
        if (told := world.review.published(merged)) is not None and is_near(told, dated_at)
    ]
    return [merged for distance, merged in near if distance == min(other for other, _ in near)]


def _is_same(wanted: OfficialRatingRecord, told: RatingRecord) -> bool:
    """Whether two are of one standard: by code where the table prints one, else by name."""
    if wanted.standard_code is not None:
        return _plain(wanted.standard_code) == _plain(told.standard_code)
    return label_key(wanted.standard_name or "") == label_key(told.printed_name)


def _plain(code: str) -> str:
    return code.replace(" ", "").upper()


def _row(one: _Compared, book: EvidenceBook) -> Row:
    record = one.record
    what = (record.body_id, record.published, record.standard_code, record.standard_name)
    name = digest("official", one.url, *what, record.evidence.char_start)
    return {
        "official_rating_id": name,
        "body_id": record.body_id,
        "service_name": record.service_name,
        "programme_text": record.programme,
        **dated("published", record.published),
        "standard_code": record.standard_code,
        "standard_name": record.standard_name,
        "rating": record.rating,
        "score": record.score,
        "score_max": record.score_max,
        "inspection_id": one.merged.inspection_id if one.merged is not None else None,
        "report_rating": one.rating,
        "is_agreeing": one.is_agreeing,
        "erratum_note": one.erratum_note,
        "evidence_id": book.keep("official_ratings", name, "rating", one.url, record.evidence),
        **beside(record.evidence, one.url),
    }


def _without_inspection(one: _Compared) -> Doubt:
    record = one.record
    when = f" as inspected {record.published}" if record.published is not None else ""
    held = (
        f"{one.held} inspections of it could be meant"
        if one.held
        else "no inspection of it is in the record for that time"
    )
    detail = f"The inspectorate's table {one.url} lists {record.service_name}{when}, but {held}."
    return "official_table_is_complete", detail, None, _quoted(one.url, record.evidence)


def _differing(world: World, one: _Compared, merged: Merged) -> Doubt:
    record, told = one.record, merged.inspection
    report = report_name(world.body_name(told.body_id), told)
    what = record.standard_code or record.standard_name
    of = f" for {what}" if what is not None else ""
    table = _said(record.rating, record.score, record.score_max)
    read = _said(one.rating, *(one.score if record.score is not None else (None, None)))
    says = f"says ‘{read}’" if read else "as it was read gives no such rating"
    shown = "The tables show the report's."
    if one.erratum_note is not None:
        says = f"as reviewed by us says ‘{read}’" if read else "as reviewed by us gives no such rating"
        shown = one.erratum_note
    detail = f"The inspectorate's table {one.url} gives ‘{table}’{of}, but {report} {says}. {shown}"
    quotes = (_quoted(*one.report_place), _quoted(one.url, record.evidence))
    return "official_table_agrees", detail, merged.inspection_id, "\n".join(quotes)


def _said(rating: Rating | None, score: int | None, score_max: int | None) -> str:
    scored = f"{score}/{score_max}" if score is not None else None
    return ", ".join(filter(None, (rating, scored)))


def _quoted(url: str, evidence: Evidence) -> str:
    page = f", page {evidence.page}" if evidence.page else ""
    return f"{url}{page}: “{evidence.quote}”"
