"""What became of a place between two dates: inspections, ratings beside the ones before, reorganisations.

An account is a list of steps, each of one moment. So the account of 2014 to 2026 is that of 2014 to 2018
followed by that of 2018 to 2026, and an account of no time is empty.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date

import duckdb

from warehouse.reorganisations import Reorganisation, reorganisations
from warehouse.when import When


@dataclass(frozen=True)
class Side:
    """One rating as one inspection printed it, and where to check it; `when` is None where not stated."""

    inspection_id: str
    body_id: str
    body_name: str
    body_kind: str
    framework: str
    standard_code: str | None
    standard_name: str
    rating: str
    when: When | None
    report_url: str
    document_url: str
    page: int | None
    quote: str
    evidence_id: str | None
    erratum_note: str | None


@dataclass(frozen=True)
class Step:
    """One rating and, unless it is the first, one before it.

    `direction` is None where the two cannot be compared. Where `is_like_for_like` is false and there is an
    earlier rating, `unlike_reason` says why and belongs to whatever is printed of the step.
    """

    concept: str
    domain: str | None
    new: Side
    old: Side | None
    direction: str | None
    comparability: str | None
    is_like_for_like: bool
    unlike_reason: str | None


@dataclass(frozen=True)
class Visit:
    """One inspection with its steps. `share_text` says how its body lies to the place the account is of."""

    inspection_id: str
    body_id: str
    body_name: str
    body_kind: str
    framework: str
    framework_name: str
    when: When | None
    overall_rating: str | None
    rating_reason: str | None
    score: int | None
    score_max: int | None
    is_disputed: bool
    erratum_note: str | None
    report_url: str
    page: int | None
    quote: str
    evidence_id: str | None
    relation: str
    share_text: str
    work: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Account:
    """All of it, in the order of time.

    What has no date is apart, in every window in which it may fall. `never_inspected` are units of a region
    that existed in the window, with the unit under which their area was. `without_concept` counts inspections
    of the window that rate nothing on the concept asked for.
    """

    title: str
    is_region: bool
    first: date | None
    last: date | None
    concept: str | None
    visits: tuple[Visit, ...]
    undated: tuple[Visit, ...]
    reorganisations: tuple[Reorganisation, ...]
    undated_reorganisations: tuple[Reorganisation, ...]
    never_inspected: tuple[str, ...]
    without_concept: int
    record_date: date | None

    @property
    def own_visits(self) -> tuple[Visit, ...]:
        """Dated inspections of the place itself: of the body, or of the region and its units."""
        return tuple(visit for visit in self.visits if visit.relation in ("same body", "unit"))

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every dated step, oldest first."""
        return tuple(step for visit in self.visits for step in visit.steps)


@dataclass(frozen=True)
class Scope:
    """The place an account is of: a body with its past, or a region with its past and its units."""

    title: str
    body_id: str
    is_region: bool


def account(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    *,
    first: date | None = None,
    last: date | None = None,
    concept: str | None = None,
) -> Account:
    """What became of the place from `first` to before `last`, on `concept` alone where one is given.

    A date stated to the month or year counts from its first day. Frees nobody of reading `unlike_reason`.
    """
    con.execute("CREATE OR REPLACE TEMP TABLE account_bodies AS " + _SCOPE, {"body": scope.body_id})
    told = _visits(con, concept, first, last)
    visits = [visit for visit in told if concept is None or visit.steps]
    moves = reorganisations(con, scope.body_id)
    window = {"body": scope.body_id, "first": first, "last": last}
    never = con.execute(_NEVER, window).fetchall() if scope.is_region else []
    record = con.execute("SELECT max(started_at)::DATE FROM runs").fetchone()
    return Account(
        title=scope.title,
        is_region=scope.is_region,
        first=first,
        last=last,
        concept=concept,
        visits=tuple(visit for visit in visits if visit.when is not None),
        undated=tuple(visit for visit in visits if visit.when is None),
        reorganisations=tuple(m for m in moves if m.day is not None and _is_within(m.day, first, last)),
        undated_reorganisations=tuple(
            m
            for m in moves
            if m.day is None and (last is None or m.not_before is None or m.not_before < last)
        ),
        never_inspected=tuple(name if other is None else f"{name} ({other})" for name, other in never),
        without_concept=len(told) - len(visits),
        record_date=record[0] if record else None,
    )


def steps_since(
    con: duckdb.DuckDBPyConnection, run_ids: Collection[str], concept: str | None = None
) -> list[Step]:
    """Steps of the inspections that these runs first told of, oldest first."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE account_inspections AS "
        "SELECT inspection_id FROM inspections WHERE list_contains($runs, first_seen_run_id)",
        {"runs": list(run_ids)},
    )
    return _steps(con, concept)


_SCOPE = """
SELECT ancestor_id AS body_id, area_relation::VARCHAR AS relation, share_text, ancestor_work AS work
FROM body_lineage WHERE body_id = $body
UNION ALL
SELECT b.body_id, 'unit', 'a unit of the region', l.ancestor_work
FROM bodies AS b INNER JOIN body_lineage AS l ON l.body_id = b.body_id AND l.ancestor_id = b.body_id
WHERE b.body_kind = 'pdu' AND b.region_id = $body
"""
_NEVER = """
SELECT b.body_name, (
    SELECT string_agg(
        CASE WHEN l.shared_area_count =
            CASE WHEN b.body_id = l.body_id THEN l.body_area_count ELSE l.ancestor_area_count END
            THEN 'its area was, as ' ELSE 'part of its area was, as ' END || o.body_name,
        '; ' ORDER BY o.body_name
    )
    FROM body_lineage AS l
    INNER JOIN bodies AS o ON o.body_id IN (l.body_id, l.ancestor_id) AND o.body_id <> b.body_id
    WHERE b.body_id IN (l.body_id, l.ancestor_id) AND o.body_kind = 'pdu'
        AND EXISTS (SELECT 1 FROM inspections AS i WHERE i.body_id = o.body_id)
)
FROM bodies AS b
WHERE b.body_kind = 'pdu' AND b.region_id = $body
    AND NOT EXISTS (SELECT 1 FROM inspections AS i WHERE i.body_id = b.body_id)
    AND ($last IS NULL OR coalesce(b.valid_from_date, DATE '2021-06-26') < $last)
    AND ($first IS NULL OR b.valid_to_date IS NULL OR b.valid_to_date >= $first)
ORDER BY b.body_name
"""
_VISITS = """
SELECT i.inspection_id, i.body_id, b.body_name, b.body_kind::VARCHAR, i.framework::VARCHAR, f.framework_name,
    i.dated_date, i.dated_precision::VARCHAR, i.dated_by,
    i.overall_rating::VARCHAR, i.rating_reason, i.score, i.score_max,
    i.is_disputed, i.erratum_note, i.report_url, i.page, i.quote,
    coalesce(i.overall_evidence_id, i.evidence_id), a.relation, a.share_text, a.work
FROM account_bodies AS a
INNER JOIN inspections AS i ON i.body_id = a.body_id
INNER JOIN bodies AS b ON b.body_id = i.body_id
INNER JOIN frameworks AS f ON f.framework = i.framework
WHERE CASE
    WHEN i.dated_date IS NOT NULL
        THEN ($first IS NULL OR i.dated_date >= $first) AND ($last IS NULL OR i.dated_date < $last)
    ELSE ($first IS NULL OR b.valid_to_date IS NULL OR b.valid_to_date >= $first)
        AND ($last IS NULL OR b.valid_from_date IS NULL OR b.valid_from_date < $last)
        AND ($last IS NULL
            OR year($last::DATE) > coalesce(try_cast(right(i.framework::VARCHAR, 4) AS INTEGER), 0))
END
ORDER BY i.dated_date NULLS LAST, b.body_name, i.inspection_id
"""
_STEPS = """
SELECT s.concept, s.domain_code, c.direction, c.comparability::VARCHAR, coalesce(c.is_like_for_like, false),
    c.unlike_reason,
    s.inspection_id, s.body_id, s.body_name, s.body_kind::VARCHAR, s.framework::VARCHAR,
    s.standard_code, s.standard_name, coalesce(s.rating::VARCHAR, 'withdrawn'),
    s.dated_date, s.dated_precision::VARCHAR, s.dated_by,
    s.report_url, s.document_url, s.page, s.quote, s.evidence_id, s.erratum_note,
    c.old_inspection_id, c.old_body_id, c.old_body_name, c.old_body_kind::VARCHAR, c.old_framework::VARCHAR,
    c.old_standard_code, c.old_standard_name,
    CASE WHEN c.old_inspection_id IS NOT NULL THEN coalesce(c.old_rating::VARCHAR, 'withdrawn') END,
    c.old_dated_date, c.old_dated_precision::VARCHAR, c.old_dated_by,
    c.old_report_url, c.old_document_url, c.old_page, c.old_quote, c.old_evidence_id, c.old_erratum_note
FROM stated_ratings AS s
LEFT JOIN rating_changes AS c
    ON c.new_rating_id = s.rating_id
WHERE s.inspection_id IN (SELECT inspection_id FROM account_inspections)
    AND ($concept IS NULL OR s.concept = $concept)
ORDER BY s.dated_date NULLS LAST, s.body_name, s.inspection_id, s.concept <> 'overall', s.standard_code,
    c.old_dated_date DESC, c.old_body_id, c.old_standard_code
"""


def _visits(
    con: duckdb.DuckDBPyConnection, concept: str | None, first: date | None, last: date | None
) -> list[Visit]:
    """Inspections of the window, and those without a date that may fall into it: of bodies that existed then,
    under frameworks that did.
    """
    con.execute(
        "CREATE OR REPLACE TEMP TABLE account_inspections AS "
        "SELECT inspection_id FROM inspections INNER JOIN account_bodies USING (body_id)"
    )
    steps: dict[str, list[Step]] = {}
    for step in _steps(con, concept):
        steps.setdefault(step.new.inspection_id, []).append(step)
    rows = con.execute(_VISITS, {"first": first, "last": last}).fetchall()
    return [_visit(row, tuple(steps.get(row[0], ()))) for row in rows]


def _visit(row: Sequence[object], steps: tuple[Step, ...]) -> Visit:
    values = (*row[:6], _when(*row[6:9]), *row[9:], steps)
    return Visit(**dict(zip(_VISIT_FIELDS, values, strict=True)))  # type: ignore[arg-type]


def _steps(con: duckdb.DuckDBPyConnection, concept: str | None) -> list[Step]:
    return [_step(row) for row in con.execute(_STEPS, {"concept": concept}).fetchall()]


def _step(row: Sequence[object]) -> Step:
    concept, domain, direction, comparability, is_like, reason, *sides = row
    width = len(sides) // 2
    new, old = _side(sides[:width]), _side(sides[width:])
    if new is None:
        raise ValueError("a step without a rating")
    return Step(
        concept=str(concept),
        domain=None if domain is None else str(domain),
        new=new,
        old=old,
        direction=None if direction is None else str(direction),
        comparability=None if comparability is None else str(comparability),
        is_like_for_like=bool(is_like),
        unlike_reason=None if reason is None else str(reason),
    )


def _side(values: Sequence[object]) -> Side | None:
    if values[0] is None:
        return None
    when = _when(*values[8:11])
    return Side(**dict(zip(_SIDE_FIELDS, (*values[:8], when, *values[11:]), strict=True)))  # type: ignore[arg-type]


_SIDE_FIELDS = tuple(field.name for field in fields(Side))
_VISIT_FIELDS = tuple(field.name for field in fields(Visit))


def _when(day: object, precision: object, basis: object) -> When | None:
    return When(day, str(precision), str(basis)) if isinstance(day, date) else None


def _is_within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day < last)
