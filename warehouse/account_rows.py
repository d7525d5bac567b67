"""An account as a table: one row per step, per inspection without ratings, and per reorganisation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from warehouse.account import Account, Side, Step, Visit
from warehouse.account_text import caution, reorganisation_sentence, step_sentence, visit_heading
from warehouse.diff import Told
from warehouse.when import When

COLUMNS = (
    "kind",
    "date",
    "date_precision",
    "dated_by",
    "body_id",
    "body_name",
    "framework",
    "concept",
    "standard_code",
    "standard_name",
    "new_rating",
    "direction",
    "is_like_for_like",
    "caution",
    "comparability",
    "old_date",
    "old_date_precision",
    "old_dated_by",
    "old_body_id",
    "old_body_name",
    "old_framework",
    "old_standard_code",
    "old_standard_name",
    "old_rating",
    "new_url",
    "new_page",
    "new_quote",
    "new_evidence_id",
    "new_erratum_note",
    "old_url",
    "old_page",
    "old_quote",
    "old_evidence_id",
    "old_erratum_note",
    "inspection_id",
    "old_inspection_id",
    "sentence",
)
"""Columns of every row; a cell that means nothing for a kind of row is None."""

Row = dict[str, object]


def account_rows(account: Account) -> list[Row]:
    """All rows, oldest first, those without a date last."""
    dated: list[tuple[date, int, Row]] = []
    for move in account.reorganisations:
        if move.day is not None:
            row = _row(kind="reorganisation", date=move.day, sentence=reorganisation_sentence(move))
            dated.append((move.day, 0, row))
    for visit in account.visits:
        if visit.when is not None:
            dated += [(visit.when.day, 1, row) for row in _visit_rows(visit)]
    ordered = [row for _, _, row in sorted(dated, key=lambda item: item[:2])]
    for visit in account.undated:
        ordered += _visit_rows(visit)
    for move in account.undated_reorganisations:
        ordered.append(_row(kind="reorganisation", sentence=reorganisation_sentence(move)))
    ordered += [
        _row(
            kind="no inspection in the record",
            body_name=name,
            sentence=f"{name}: no inspection in the record.",
        )
        for name in account.never_inspected
    ]
    return ordered


def step_row(step: Step) -> Row:
    """One step as a row."""
    return _row(
        kind="rating" if step.old is None else "rating compared",
        **_dated("", step.new.when),
        body_id=step.new.body_id,
        body_name=step.new.body_name,
        framework=step.new.framework,
        concept=step.concept,
        standard_code=step.new.standard_code,
        standard_name=step.new.standard_name,
        new_rating=step.new.rating,
        direction=step.direction,
        is_like_for_like=step.is_like_for_like if step.old else None,
        caution=caution(step) if step.old else None,
        comparability=step.comparability,
        inspection_id=step.new.inspection_id,
        **_place("new_", step.new),
        **(_before(step.old) if step.old else {}),
        sentence=step_sentence(step),
    )


def told_row(told: Told) -> Row:
    """One change of a run as a row; its kind is the change's."""
    return _row(
        kind=told.kind,
        sentence=told.sentence,
        new_url=told.url,
        new_page=told.new_page,
        new_quote=told.new_quote,
        old_page=told.old_page,
        old_quote=told.old_quote,
    )


def _visit_rows(visit: Visit) -> Iterator[Row]:
    yield from map(step_row, visit.steps)
    if visit.overall_rating is None:
        yield _row(
            kind="inspection without overall rating",
            **_dated("", visit.when),
            body_id=visit.body_id,
            body_name=visit.body_name,
            framework=visit.framework,
            new_url=visit.report_url,
            new_page=visit.page,
            new_quote=visit.quote,
            new_evidence_id=visit.evidence_id,
            new_erratum_note=visit.erratum_note,
            inspection_id=visit.inspection_id,
            sentence=f"{visit_heading(visit)}.",
        )


def _before(old: Side) -> Row:
    return {
        **_dated("old_", old.when),
        "old_body_id": old.body_id,
        "old_body_name": old.body_name,
        "old_framework": old.framework,
        "old_standard_code": old.standard_code,
        "old_standard_name": old.standard_name,
        "old_rating": old.rating,
        "old_inspection_id": old.inspection_id,
        **_place("old_", old),
    }


def _dated(prefix: str, when: When | None) -> Row:
    if when is None:
        return {}
    return {
        f"{prefix}date": when.day,
        f"{prefix}date_precision": when.precision,
        f"{prefix}dated_by": when.basis,
    }


def _place(prefix: str, side: Side) -> Row:
    return {
        f"{prefix}url": side.document_url,
        f"{prefix}page": side.page,
        f"{prefix}quote": side.quote,
        f"{prefix}evidence_id": side.evidence_id,
        f"{prefix}erratum_note": side.erratum_note,
    }


def _row(**values: object) -> Row:
    row: Row = dict.fromkeys(COLUMNS)
    if unknown := set(values) - set(COLUMNS):
        raise KeyError(f"no such columns: {sorted(unknown)}")
    row.update(values)
    return row
