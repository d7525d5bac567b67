"""Who has been HM Chief Inspector of Probation, and when: it cross-checks the name that signs a report."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

_HONORIFIC = re.compile(r"^(?:Dame|Sir|Dr)\s+")
_NEAR_A_TERM = timedelta(days=92)
"""Reports are published some weeks after they were signed, and not every term's day is known."""


@dataclass(frozen=True)
class Term:
    """A term of office; `last` is None for the present one."""

    name: str
    first: date
    last: date | None
    source: str

    @property
    def plain_name(self) -> str:
        """The name without "Dame"."""
        return _HONORIFIC.sub("", self.name)

    def covers(self, day: date) -> bool:
        """Whether somebody in this term may have signed a report published on the day."""
        return self.overlaps(day, day)

    def overlaps(self, first: date, last: date) -> bool:
        """The same of a report published on some day from the first to the last."""
        ended = self.last is not None and first > self.last + _NEAR_A_TERM
        return self.first - _NEAR_A_TERM <= last and not ended


@cache
def load_terms() -> tuple[Term, ...]:
    """All known terms, oldest first; raises ValueError for a row without its dates."""
    text = resources.files("pipelines.bodies").joinpath("data/chief_inspectors.csv").read_text("utf-8")
    return tuple(
        Term(
            name=row["name"],
            first=date.fromisoformat(row["from"]),
            last=date.fromisoformat(row["to"]) if row["to"] else None,
            source=row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def known_chief_inspector(name: str) -> Term | None:
    """The term of a chief inspector of this name, with or without "Dame"; None for a name not known."""
    plain = _HONORIFIC.sub("", name)
    return next((term for term in load_terms() if term.plain_name == plain), None)
