"""The history of a body as its picture needs it: ratings, inspections without any, and what may be joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from pipelines.vocabulary import Concept, Rating
from warehouse.charts.wording import concept_order, concept_words, domain_words

Key = tuple[str, str | None, str | None]
"""A panel: concept, domain of a youth standard, and the code where an inspection rates the concept twice."""


@dataclass(frozen=True)
class Rated:
    """One rating of the body or of one before it; `rating` is None for an inspection without an overall one.

    `is_withdrawn`: one was printed, was found wrong, and none is known to be right.
    """

    inspection_id: str
    body_id: str
    body_name: str
    is_itself: bool
    share_text: str
    work: str
    day: date | None
    precision: str
    dated_by: str
    framework: str
    concept: str
    domain_code: str | None
    standard_code: str | None
    rating: Rating | None
    is_disputed: bool
    erratum_note: str | None
    is_withdrawn: bool = False


@dataclass(frozen=True)
class History:
    """All that one picture shows. `joined` names pairs of ratings that are like for like.

    `withdrawn` are ratings of standards that were found wrong without a right one: told, not drawn.
    """

    body_id: str
    body_name: str
    ratings: tuple[Rated, ...]
    unrated: tuple[Rated, ...]
    withdrawn: tuple[Rated, ...]
    joined: frozenset[tuple[str, str, str, str | None, str | None]]

    @property
    def panels(self) -> dict[Key, list[Rated]]:
        """Dated ratings by panel, overall first."""
        dated = [one for one in self.ratings if one.day is not None]
        twice = self._rated_twice(dated)
        found: dict[Key, list[Rated]] = {}
        for one in dated:
            split = one.standard_code if (one.concept, one.domain_code) in twice else None
            domain = one.domain_code if domain_words(one.domain_code) else None
            found.setdefault((one.concept, domain, split), []).append(one)
        return dict(sorted(found.items(), key=lambda item: _order(item[0])))

    def _rated_twice(self, dated: list[Rated]) -> set[tuple[str, str | None]]:
        codes: dict[tuple[str, str, str | None], set[str | None]] = {}
        for one in dated:
            codes.setdefault((one.inspection_id, one.concept, one.domain_code), set()).add(one.standard_code)
        return {(concept, domain) for (_, concept, domain), held in codes.items() if len(held) > 1}


def _order(key: Key) -> tuple[int, str, str]:
    concept, domain, split = key
    return concept_order(concept), domain or "", split or ""


def panel_words(key: Key) -> str:
    """Heading of a panel."""
    concept, domain, split = key
    if concept == Concept.OUT_OF_COURT_POLICY:
        domain = None
    inner = ", ".join(part for part in (domain_words(domain), split) if part)
    return f"{concept_words(concept)} ({inner})" if inner else concept_words(concept)


def history_of(connection: duckdb.DuckDBPyConnection, body_id: str) -> History | None:
    """All of a body's history; None if there is no such body."""
    named = connection.execute("SELECT body_name FROM bodies WHERE body_id = $1", [body_id]).fetchone()
    if named is None:
        return None
    return History(
        body_id=body_id,
        body_name=str(named[0]),
        ratings=_rated(connection, body_id),
        unrated=_unrated(connection, body_id),
        withdrawn=_withdrawn(connection, body_id),
        joined=_joined(connection, body_id),
    )


def _rated(connection: duckdb.DuckDBPyConnection, body_id: str) -> tuple[Rated, ...]:
    rows = connection.execute(
        """
        SELECT inspection_id, inspected_body_id, inspected_body_name, generation_number = 0, share_text,
            inspected_work, dated_date, coalesce(dated_precision::VARCHAR, 'day'), coalesce(dated_by, ''),
            framework::VARCHAR, concept, domain_code, standard_code, rating::VARCHAR, is_disputed,
            erratum_note
        FROM rating_history WHERE body_id = $1 AND rating IS NOT NULL
        ORDER BY dated_date, inspection_id, concept, standard_code
        """,
        [body_id],
    ).fetchall()
    return tuple(_read(row) for row in rows)


def _read(row: Sequence[Any]) -> Rated:
    values: list[Any] = [*row[:13], Rating(row[13]), *row[14:]]
    return Rated(*values)


def _unrated(connection: duckdb.DuckDBPyConnection, body_id: str) -> tuple[Rated, ...]:
    """Inspections without an overall rating. Left out, a visit that gave none would look like no visit."""
    rows = connection.execute(
        """
        SELECT i.inspection_id, b.body_id, b.body_name, l.generation_number = 0, l.share_text,
            l.ancestor_work,
            i.dated_date, coalesce(i.dated_precision::VARCHAR, 'day'), coalesce(i.dated_by, ''),
            i.framework::VARCHAR, 'overall', NULL, NULL, NULL, i.is_disputed, i.erratum_note,
            i.inspection_id IN (
                SELECT inspection_id FROM errata
                WHERE origin = 'reviewed by us' AND field_name = 'overall_rating' AND new_value IS NULL
            )
        FROM body_lineage AS l
        INNER JOIN inspections AS i ON i.body_id = l.ancestor_id
        INNER JOIN bodies AS b ON b.body_id = l.ancestor_id
        WHERE l.body_id = $1 AND i.overall_rating IS NULL
        ORDER BY dated_date, i.inspection_id
        """,
        [body_id],
    ).fetchall()
    return tuple(Rated(*row) for row in rows)


def _withdrawn(connection: duckdb.DuckDBPyConnection, body_id: str) -> tuple[Rated, ...]:
    """Ratings of standards that no longer count. Left out in silence, they would look never given."""
    rows = connection.execute(
        """
        SELECT i.inspection_id, b.body_id, b.body_name, l.generation_number = 0, l.share_text,
            l.ancestor_work,
            i.published_date, coalesce(i.published_precision::VARCHAR, 'day'), 'published',
            i.framework::VARCHAR,
            r.concept::VARCHAR, NULL, r.standard_code, NULL, r.is_disputed, r.erratum_note, true
        FROM body_lineage AS l
        INNER JOIN inspections AS i ON i.body_id = l.ancestor_id
        INNER JOIN ratings AS r USING (inspection_id)
        INNER JOIN bodies AS b ON b.body_id = l.ancestor_id
        WHERE l.body_id = $1 AND r.rating IS NULL AND r.erratum_note IS NOT NULL
        ORDER BY i.published_date, i.inspection_id, r.standard_code
        """,
        [body_id],
    ).fetchall()
    return tuple(Rated(*row) for row in rows)


def _joined(
    connection: duckdb.DuckDBPyConnection, body_id: str
) -> frozenset[tuple[str, str, str, str | None, str | None]]:
    """Pairs that are like for like: earlier and later inspection, concept, earlier and later code."""
    rows = connection.execute(
        """
        SELECT old_inspection_id, new_inspection_id, concept, old_standard_code, standard_code
        FROM rating_changes
        WHERE is_like_for_like
            AND new_inspection_id IN (SELECT inspection_id FROM rating_history WHERE body_id = $1)
        """,
        [body_id],
    ).fetchall()
    return frozenset((old, new, concept, before, now) for old, new, concept, before, now in rows)
