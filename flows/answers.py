"""Ready-made questions to the published warehouse: one place, one piece of evidence, the last changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from flows.errors import CannotStartError

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
               [box_left, box_bottom, box_right, box_top]
        FROM evidence e LEFT JOIN document_versions v USING (document_sha256)
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
    ratings: tuple[tuple[str, str, str, str, str], ...]
    """(code, name, rating, evidence_id, quote)"""

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
               (SELECT count(*) FROM coverage c WHERE c.inspection_id = i.inspection_id)
        FROM inspections i JOIN bodies b USING (body_id) JOIN frameworks f USING (framework)
        WHERE list_contains($1, i.body_id)
        ORDER BY i.published_date DESC NULLS LAST, i.inspection_id
        """,
        [bodies],
    ).fetchall()
    return [Inspected(*(*row, _ratings(connection, row[0]))) for row in rows]


def _ratings(
    connection: duckdb.DuckDBPyConnection, inspection_id: str
) -> tuple[tuple[str, str, str, str, str], ...]:
    rows: Sequence[Any] = connection.execute(
        """
        SELECT standard_code, standard_name, rating::VARCHAR, evidence_id, quote FROM ratings
        WHERE inspection_id = $1 ORDER BY rating_id
        """,
        [inspection_id],
    ).fetchall()
    return tuple((code, name, rating, proof, quote) for code, name, rating, proof, quote in rows)


def changed_last(connection: duckdb.DuckDBPyConnection) -> str:
    """The last run that changed anything."""
    row = connection.execute("SELECT max(run_id) FROM changes").fetchone()
    if row is None or row[0] is None:
        raise CannotStartError("Nothing has ever changed: the record is empty.")
    return str(row[0])
