"""Rows of `standard_comparisons`: every pair of ratings of one concept with its verdict."""

from __future__ import annotations

from pipelines.bodies.comparisons import Rated, compared_pairs, concept_of
from pipelines.bodies.frameworks import Standard
from warehouse.ids import digest
from warehouse.tables.rows import Row, Rows


def standard_id(standard: Standard) -> str:
    """The name of a standard's row in `standards`."""
    return digest(standard.framework, standard.body_kind, standard.code, standard.name)


def comparison_rows() -> Rows:
    """One row per unordered pair."""
    return {
        "standard_comparisons": [
            {
                "comparison_id": digest("comparison", *_name(first), *_name(second)),
                "concept": concept_of(first),
                **_side("a", first),
                **_side("b", second),
                "comparability": comparison.comparability,
                "reason": comparison.reason,
                "source_note": comparison.source,
            }
            for first, second, comparison in compared_pairs()
        ]
    }


def _side(side: str, rated: Rated) -> Row:
    programme, standard = rated
    return {
        f"framework_{side}": programme.framework,
        f"body_kind_{side}": programme.kind,
        f"standard_{side}_id": standard_id(standard) if standard else None,
        f"standard_{side}_name": standard.name if standard else "Overall",
    }


def _name(rated: Rated) -> tuple[str, str, str | None]:
    programme, standard = rated
    return programme.framework, programme.kind, standard_id(standard) if standard else None
