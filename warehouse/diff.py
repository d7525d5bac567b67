"""What changed, told in sentences with their evidence: in a run, and against the inspection before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb


@dataclass(frozen=True)
class Told:
    """One sentence, what kind of difference it tells, and where to look it up.

    Quotes and pages are of the value before and after; either is None where there was no such side.
    """

    sentence: str
    kind: str
    url: str | None
    old_quote: str | None
    new_quote: str | None
    old_page: int | None
    new_page: int | None


def night_sentences(con: duckdb.DuckDBPyConnection, run_id: str | None = None) -> list[Told]:
    """What one run changed, the weightiest first; without `run_id`, the last run that changed anything."""
    return [
        Told(*row)
        for row in con.execute(
            """
            SELECT sentence, change_kind::VARCHAR, coalesce(document_url, article_url),
                old_quote, new_quote, old_page, new_page
            FROM changes
            WHERE run_id = coalesce(?, (SELECT max(run_id) FROM changes))
            ORDER BY change_kind IN ('rating_corrected', 'value_corrected') DESC, change_kind, change_number
            """,
            [run_id],
        ).fetchall()
    ]


def rating_change_sentences(
    con: duckdb.DuckDBPyConnection, run_id: str | None = None, *, overall_only: bool = False
) -> list[Told]:
    """Ratings that differ from the inspection before, newest first, each saying what is not like for like.

    With `run_id`, only of inspections which that run first told of.
    """
    rows = con.execute(
        """
        SELECT body_name, standard_name, concept, old_rating::VARCHAR, new_rating::VARCHAR, direction,
            old_published_date, old_published_precision::VARCHAR, new_published_date,
            new_published_precision::VARCHAR, unlike_reason, new_report_url,
            c.old_quote, c.new_quote, c.old_page, c.new_page
        FROM rating_changes AS c
        INNER JOIN inspections AS i ON i.inspection_id = c.new_inspection_id
        WHERE direction <> 'same' AND (? IS NULL OR i.first_seen_run_id = ?)
            AND (NOT ? OR concept = 'overall')
        ORDER BY new_published_date DESC, body_name, concept <> 'overall', c.standard_code
        """,
        [run_id, run_id, overall_only],
    ).fetchall()
    return [_rating_change(*row) for row in rows]


def _rating_change(  # noqa: PLR0917 - one column of the query each
    body: str,
    standard: str,
    concept: str,
    old: str,
    new: str,
    direction: str,
    old_date: Any,
    old_precision: str,
    new_date: Any,
    new_precision: str,
    unlike: str | None,
    url: str,
    old_quote: str,
    new_quote: str,
    old_page: int | None,
    new_page: int | None,
) -> Told:
    what = "overall" if concept == "overall" else standard
    word = "better" if direction == "improved" else "worse"
    then, now = _printed(old_date, old_precision), _printed(new_date, new_precision)
    caution = f" Not like for like ({unlike})." if unlike else ""
    sentence = f"{body}, {what}: {word}, from ‘{old}’ ({then}) to ‘{new}’ ({now}).{caution}"
    return Told(sentence, direction, url, old_quote, new_quote, old_page, new_page)


def _printed(day: Any, precision: str) -> str:
    return str(day)[: {"day": 10, "month": 7, "year": 4}[precision]]
