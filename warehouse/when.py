"""A date as far as it is stated, as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class When:
    """A date, how much of it is stated, and whether it is that of the report or of fieldwork."""

    day: date
    precision: str
    basis: str = "published"

    def __str__(self) -> str:
        """9 May 2022, May 2022 or 2022; fieldwork is said."""
        month = f"{self.day:%B %Y}"
        text = {"day": f"{self.day.day} {month}", "month": month, "year": str(self.day.year)}[self.precision]
        return f"fieldwork {text}" if self.basis == "fieldwork" else text
