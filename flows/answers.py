"""Ready-made questions to the published warehouse: one place, one piece of evidence, the last changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from flows.errors import CannotStartError
from flows.query import Answer

EVIDENCE_SHOWN = 50


@dataclass(frozen=True)
class Proof:
    """One value's evidence: what it supports, where it stands, the words."""

    evidence_id: str
    subject_table: str
    subject_id: str
    field_name: str
    document_url: str
    document_sha256: str
    page: int | None
    heading: str | None
    quote: str
    warc_file: str | None
    warc_offset: int | None
    edges: tuple[float | None, ...]
    erratum: str | None
    """That these words are wrong or were read wrong, and what is right; None where nobody found so."""

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """Left, bottom, right and top on the page in PDF points, where they are known."""
        left, bottom, right, top = self.edges
        if left is None or bottom is None or right is None or top is None:
            return None
        return left, bottom, right, top

    @property
    def place(self) -> str:
        """Page of a PDF and the headings above the words; of a web page the headings, or that it has none."""
        if self.page is None:
            return (
                f"web page, under “{self.heading}”" if self.heading else "web page, above its first heading"
            )
        return f"page {self.page}, under “{self.heading}”" if self.heading else f"page {self.page}"


def evidence(connection: duckdb.DuckDBPyConnection, wanted: str) -> list[Proof]:
    """The evidence of that name, or of a name that begins so; or all evidence for the row of that name."""
    rows = connection.execute(
        """
        SELECT e.evidence_id, e.subject_table, e.subject_id, e.field_name, e.document_url, e.document_sha256,
               e.page, e.heading, e.quote, min(v.warc_file), min(v.warc_offset),
               [box_left, box_bottom, box_right, box_top], min(w.sentence)
        FROM evidence e LEFT JOIN document_versions v USING (document_sha256)
        LEFT JOIN ratings r ON e.subject_table = 'ratings' AND r.rating_id = e.subject_id
        LEFT JOIN errata w ON w.origin = 'reviewed by us'
            AND w.inspection_id = coalesce(r.inspection_id, e.subject_id)
            AND w.standard_code IS NOT DISTINCT FROM r.standard_code
            AND if(w.field_name = 'published_date', 'published', w.field_name) = e.field_name
            AND e.subject_table IN ('inspections', 'ratings')
        WHERE e.evidence_id = $wanted OR e.subject_id = $wanted
           OR (length($wanted) >= 6 AND starts_with(e.evidence_id, $wanted))
        GROUP BY ALL ORDER BY e.subject_table, e.subject_id, e.field_name, e.evidence_id LIMIT $most
        """,
        {"wanted": wanted, "most": EVIDENCE_SHOWN},
    ).fetchall()
    if not rows:
        raise CannotStartError(
            f"There is no evidence {wanted!r}: take an evidence_id or the id of a row of `inspections`, "
            "`ratings`, `findings`, `recommendations`, `releases`, `coverage` or `changes`."
        )
    return [Proof(*row) for row in rows]


@dataclass(frozen=True)
class Rated:
    """One standard's rating; None where it was found wrong and none is known to be right."""

    code: str
    name: str
    rating: str | None
    evidence_id: str
    erratum_note: str | None


@dataclass(frozen=True)
class Inspected:
    """One inspection of a place, newest first in lists."""

    inspection_id: str
    body_name: str
    framework: str
    published: date | None
    precision: str | None
    overall_rating: str | None
    rating_reason: str | None
    score: int | None
    score_max: int | None
    report_url: str
    story_count: int
    erratum_note: str | None
    corrected: frozenset[str]
    """Fields of the errata on the inspection as a whole."""
    ratings: tuple[Rated, ...]

    @property
    def published_text(self) -> str:
        """The publication date as far as it is stated."""
        length = {"day": 10, "month": 7, "year": 4}.get(self.precision or "day", 10)
        return self.published.isoformat()[:length] if self.published else "undated"


def inspections_at(connection: duckdb.DuckDBPyConnection, place: str) -> list[Inspected]:
    """Inspections of every body whose name, alias or places match, newest first."""
    bodies = [
        row[0]
        for row in connection.execute(
            """
            SELECT DISTINCT b.body_id FROM bodies b LEFT JOIN places p USING (body_id)
            WHERE contains(lower(concat_ws(';', b.body_name, b.alias_names)), lower($1))
               OR lower(p.place_name) = lower($1) OR b.body_id = $1
            ORDER BY 1
            """,
            [place],
        ).fetchall()
    ]
    if not bodies:
        raise CannotStartError(
            f"No inspected service is called anything like {place!r}; ask the table `bodies` for all names."
        )
    rows = connection.execute(
        """
        SELECT i.inspection_id, b.body_name, f.framework_name, i.published_date,
               i.published_precision::VARCHAR, i.overall_rating::VARCHAR, i.rating_reason,
               i.score, i.score_max, i.report_url,
               (SELECT count(*) FROM coverage c WHERE c.inspection_id = i.inspection_id), i.erratum_note,
               (SELECT list(e.field_name) FROM errata e WHERE e.inspection_id = i.inspection_id
                AND e.origin = 'reviewed by us' AND e.standard_code IS NULL)
        FROM inspections i JOIN bodies b USING (body_id) JOIN frameworks f USING (framework)
        WHERE list_contains($1, i.body_id)
        ORDER BY i.published_date DESC NULLS LAST, i.inspection_id
        """,
        [bodies],
    ).fetchall()
    return [
        Inspected(*(*row, frozenset(corrected or ()), _ratings(connection, row[0])))
        for *row, corrected in rows
    ]


def _ratings(connection: duckdb.DuckDBPyConnection, inspection_id: str) -> tuple[Rated, ...]:
    rows = connection.execute(
        """
        SELECT standard_code, standard_name, rating::VARCHAR, evidence_id, erratum_note FROM ratings
        WHERE inspection_id = $1 ORDER BY rating_id
        """,
        [inspection_id],
    ).fetchall()
    return tuple(Rated(*row) for row in rows)


def listed_errata(connection: duckdb.DuckDBPyConnection) -> Answer:
    """Every value that was published and found wrong: ours first, then the inspectorate's corrections."""
    cursor = connection.execute(
        """
        SELECT concat(b.body_name, ', ', e.inspection_id) AS inspection,
            concat_ws(' ', e.standard_code, coalesce(r.standard_name, replace(e.field_name, '_', ' ')))
                AS what,
            e.old_value AS printed,
            CASE WHEN e.new_value IS NULL THEN 'withdrawn' ELSE e.new_value END AS "right",
            e.origin::VARCHAR AS origin,
            e.cause::VARCHAR AS cause,
            coalesce(e.found_on_date::VARCHAR, strptime(left(e.run_id, 8), '%Y%m%d')::DATE::VARCHAR) AS found,
            e.reason,
            coalesce(e.source_note, e.document_url) AS source,
            e.reviewer_name AS reviewer,
            coalesce(i.report_url, e.document_url) AS report,
            e.old_evidence_id AS evidence
        FROM errata e
        LEFT JOIN bodies b USING (body_id)
        LEFT JOIN inspections i USING (inspection_id)
        LEFT JOIN ratings r ON e.field_name = 'rating' AND r.inspection_id = e.inspection_id
            AND r.standard_code = e.standard_code
        ORDER BY e.origin DESC, coalesce(e.found_on_date::VARCHAR, e.run_id) DESC, inspection, what
        """
    )
    return Answer(tuple(column[0] for column in cursor.description or ()), cursor.fetchall())


def idle_errata(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What is to be said of errata of ours that correct nothing any more."""
    rows = connection.execute(
        "SELECT detail FROM expectations WHERE origin = 'review' AND NOT is_met ORDER BY 1"
    ).fetchall()
    return [str(detail) for (detail,) in rows]


def changed_last(connection: duckdb.DuckDBPyConnection) -> str:
    """The last run that changed anything."""
    row = connection.execute("SELECT max(run_id) FROM changes").fetchone()
    if row is None or row[0] is None:
        raise CannotStartError("Nothing has ever changed: the record is empty.")
    return str(row[0])
