"""A small record to draw: only the columns that pictures read, so that any other use of a view fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

_TABLES = """
CREATE TABLE about (topic VARCHAR, statement VARCHAR);
CREATE TABLE runs (run_id VARCHAR, started_at TIMESTAMP);
CREATE TABLE bodies (body_id VARCHAR, body_name VARCHAR, body_kind VARCHAR, region_names VARCHAR);
CREATE TABLE body_lineage (
    body_id VARCHAR, ancestor_id VARCHAR, generation_number INTEGER, share_text VARCHAR, ancestor_work VARCHAR
);
CREATE TABLE inspections (
    inspection_id VARCHAR, body_id VARCHAR, framework VARCHAR, overall_rating VARCHAR,
    published_date DATE, published_precision VARCHAR,
    fieldwork_start_date DATE, fieldwork_start_precision VARCHAR,
    fieldwork_end_date DATE, fieldwork_end_precision VARCHAR,
    dated_date DATE AS (coalesce(published_date, fieldwork_end_date, fieldwork_start_date)),
    dated_precision VARCHAR AS (
        coalesce(published_precision, fieldwork_end_precision, fieldwork_start_precision)
    ),
    dated_by VARCHAR AS (
        CASE
            WHEN published_date IS NOT NULL THEN 'published'
            WHEN coalesce(fieldwork_end_date, fieldwork_start_date) IS NOT NULL THEN 'fieldwork'
        END
    ),
    is_disputed BOOLEAN, erratum_note VARCHAR
);
CREATE TABLE ratings (
    inspection_id VARCHAR, standard_code VARCHAR, concept VARCHAR, rating VARCHAR, is_disputed BOOLEAN,
    erratum_note VARCHAR
);
CREATE TABLE errata (inspection_id VARCHAR, origin VARCHAR, field_name VARCHAR, new_value VARCHAR);
CREATE TABLE rating_history (
    body_id VARCHAR, inspection_id VARCHAR, inspected_body_id VARCHAR, inspected_body_name VARCHAR,
    generation_number INTEGER, share_text VARCHAR, inspected_work VARCHAR, dated_date DATE,
    dated_precision VARCHAR, dated_by VARCHAR, framework VARCHAR, concept VARCHAR, domain_code VARCHAR,
    standard_code VARCHAR, rating VARCHAR, is_disputed BOOLEAN, erratum_note VARCHAR
);
CREATE TABLE rating_changes (
    old_inspection_id VARCHAR, new_inspection_id VARCHAR, concept VARCHAR, old_standard_code VARCHAR,
    standard_code VARCHAR, is_like_for_like BOOLEAN
);
CREATE TABLE region_years (
    region_name VARCHAR, programme VARCHAR, published_year INTEGER, concept VARCHAR, framework_names VARCHAR,
    inspection_count INTEGER, rated_count INTEGER, outstanding_count INTEGER, good_count INTEGER,
    requires_improvement_count INTEGER, inadequate_count INTEGER,
    pdu_count INTEGER, pdu_inspected_count INTEGER
);
"""


class Record:
    """An empty record with one body, filled by the tests row by row."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(_TABLES)
        self.add("runs", run_id="20261124T023000Z", started_at="2026-11-24 23:30:00")
        self.body("pdu-marsh", "Marsh & Fen PDU")

    def add(self, table: str, **values: Any) -> None:
        """One row; columns not named are NULL."""
        names = ", ".join(values)
        self.connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", list(values.values())
        )

    def body(self, body_id: str, name: str, kind: str = "pdu", *, before: str | None = None) -> None:
        """A body; with `before`, one that had the area of another."""
        self.add("bodies", body_id=body_id, body_name=name, body_kind=kind, region_names="Fenland")
        share = "all of this body's area, which was 1 of 4 areas it had" if before else "the body itself"
        for later, generation in ((body_id, 0), (before, 1)):
            if later is not None:
                self.add(
                    "body_lineage",
                    body_id=later,
                    ancestor_id=body_id,
                    generation_number=generation,
                    share_text=share,
                    ancestor_work="all probation work",
                )

    def inspect(
        self,
        inspection_id: str,
        overall: str | None,
        day: str | None,
        *,
        body_id: str = "pdu-marsh",
        framework: str = "core_2023",
        precision: str = "day",
        ratings: Sequence[tuple[str, str, str | None]] = (),
        erratum: str | None = None,
        disputed: bool = False,
        fieldwork: str | None = None,
    ) -> None:
        """An inspection with its overall rating and (code, concept, rating) of its standards."""
        self.add(
            "inspections",
            inspection_id=inspection_id,
            body_id=body_id,
            framework=framework,
            overall_rating=overall,
            published_date=day,
            published_precision=precision if day else None,
            fieldwork_end_date=fieldwork,
            fieldwork_end_precision="day" if fieldwork else None,
            is_disputed=disputed,
            erratum_note=erratum,
        )
        for code, concept, rating in ratings:
            note = None if rating else "It was printed for another place."
            self.add(
                "ratings",
                inspection_id=inspection_id,
                standard_code=code,
                concept=concept,
                rating=rating,
                is_disputed=False,
                erratum_note=note,
            )
        given: list[tuple[str | None, str, str | None]] = [(None, "overall", overall), *ratings]
        for stated_code, stated_concept, stated in given:
            if stated is not None:
                self._history(inspection_id, stated_code, stated_concept, stated, erratum, disputed=disputed)

    def _history(
        self,
        inspection_id: str,
        code: str | None,
        concept: str,
        rating: str,
        erratum: str | None,
        *,
        disputed: bool,
    ) -> None:
        self.connection.execute(
            """
            INSERT INTO rating_history
            SELECT l.body_id, i.inspection_id, b.body_id, b.body_name, l.generation_number, l.share_text,
                l.ancestor_work, coalesce(i.published_date, i.fieldwork_end_date),
                coalesce(i.published_precision, i.fieldwork_end_precision),
                CASE WHEN i.published_date IS NOT NULL THEN 'published'
                     WHEN i.fieldwork_end_date IS NOT NULL THEN 'fieldwork' END,
                i.framework, $2, CASE WHEN b.body_kind = 'youth_justice_service'
                    THEN nullif(regexp_extract($3, '(\\d)\\.', 1), '') END, $3, $4, $5,
                CASE WHEN $2 = 'overall' THEN $6 END
            FROM inspections AS i INNER JOIN bodies AS b USING (body_id)
            INNER JOIN body_lineage AS l ON l.ancestor_id = i.body_id
            WHERE i.inspection_id = $1
            """,
            [inspection_id, concept, code, rating, disputed, erratum],
        )

    def change(self, old: str, new: str, *, alike: bool, concept: str = "overall") -> None:
        """Two ratings side by side, like for like or not."""
        self.add(
            "rating_changes",
            old_inspection_id=old,
            new_inspection_id=new,
            concept=concept,
            is_like_for_like=alike,
        )

    def region_year(
        self,
        year: int | None,
        concept: str = "overall",
        *,
        good: int = 0,
        requires_improvement: int = 0,
        inadequate: int = 0,
        unrated: int = 0,
        frameworks: str | None = "core_2023",
        pdus: tuple[int, int] | None = None,
    ) -> None:
        """What the region Fenland was rated in a year."""
        rated = good + requires_improvement + inadequate
        self.add(
            "region_years",
            region_name="Fenland",
            programme="adult",
            published_year=year,
            concept=concept,
            framework_names=frameworks,
            inspection_count=rated + unrated,
            rated_count=rated,
            outstanding_count=0,
            good_count=good,
            requires_improvement_count=requires_improvement,
            inadequate_count=inadequate,
            pdu_inspected_count=pdus[0] if pdus else None,
            pdu_count=pdus[1] if pdus else None,
        )
