"""A warehouse without reports, to put inspections into by hand and compute what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pipelines.bodies.frameworks import Standard, code_under, standards_of
from pipelines.bodies.register import load_register
from pipelines.vocabulary import Framework
from tests.warehouse.changes_oracle import Con, told
from warehouse.build import compute
from warehouse.tables.comparisons import standard_id


class Scratch:
    """Inspections as told by hand, in a warehouse that is written over at each `compute`."""

    def __init__(self, con: Con) -> None:
        self.con = con
        self._inspections: list[tuple[Any, ...]] = []
        self._ratings: list[tuple[Any, ...]] = []

    def inspect(
        self,
        body: str,
        framework: str,
        when: str | None,
        ratings: Mapping[str, str | None],
        *,
        by: str = "published",
        disputed: frozenset[str] = frozenset(),
        unknown: frozenset[str] = frozenset(),
        tag: str = "",
        fieldwork_end: date | None = None,
    ) -> str:
        """Add one; ratings by code, or by name where there is no code; None is a rating withdrawn."""
        name = f"{body}.{framework}.{when}{tag}"
        day = date.fromisoformat((when + "-01-01")[:10]) if when else None
        precision = {4: "year", 7: "month", 10: "day"}[len(when)] if when else None
        overall = ratings.get("overall")
        row = (name, body, framework, day, precision, by if when else None, overall, "overall" in disputed)
        self._inspections.append((*row, f"{name}.o" if "overall" in ratings else None, fieldwork_end))
        kind = load_register().bodies[body].kind
        known = {code_of(one): one for one in standards_of(Framework(framework), kind)}
        for code, rating in ratings.items():
            if code != "overall":
                of = (f"{name}.{code}", name, None if code in unknown else standard_id(known[code]), code)
                self._ratings.append((*of, known[code].concept, rating, code in disputed))
        return name

    def compute(self) -> None:
        """Work out rating_changes of what was added."""
        self.con.execute("DROP VIEW IF EXISTS coverage_gaps")
        for table in ("rating_changes", "expected_coverage", "coverage_summary"):
            self.con.execute(f"DROP TABLE IF EXISTS {table}")
        self.con.execute("DELETE FROM inspections; DELETE FROM ratings")
        self.con.executemany(
            "INSERT INTO inspections (inspection_id, body_id, framework, dated_date, dated_precision, "
            "dated_by, overall_rating, is_disputed, overall_evidence_id, fieldwork_end_date, "
            "inspection_title, report_url, document_count, first_seen_run_id, evidence_id, document_sha256, "
            "quote) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 't', 'u', 1, 'r', 'e', 's', 'q')",
            self._inspections,
        )
        self.con.executemany(
            "INSERT INTO ratings (rating_id, inspection_id, standard_id, standard_code, concept, rating, "
            "is_disputed, standard_name, is_scored, evidence_id, document_url, document_sha256, quote) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 'n', true, 'e', 'u', 's', 'q')",
            self._ratings,
        )
        compute(self.con)

    def olds(self, new: str) -> set[str]:
        """Ratings that one is set beside."""
        self.compute()
        return {old for one, old in told(self.con) if one == new}


def code_of(standard: Standard) -> str:
    return code_under(standard, standard.code)
