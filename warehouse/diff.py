"""What a run changed, told in sentences with their evidence. Places across the years are `account`'s."""

from __future__ import annotations

from dataclasses import dataclass

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
            SELECT concat_ws(' ', sentence, 'Corrected by us: ' || erratum_note),
                change_kind::VARCHAR, coalesce(document_url, article_url),
                old_quote, new_quote, old_page, new_page
            FROM changes
            WHERE run_id = coalesce(?, (SELECT max(run_id) FROM changes))
            ORDER BY change_kind IN ('rating_corrected', 'value_corrected') DESC, change_kind, change_number
            """,
            [run_id],
        ).fetchall()
    ]
