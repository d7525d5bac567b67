"""What should be so of a warehouse, and what it means if it is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """What an unmet expectation does: keep the new warehouse from being published, or be said aloud."""

    WARN = "warn"
    REFUSE = "refuse"


class Origin(StrEnum):
    """Who doubts: a check of the whole warehouse, a document's reader, the comparison of documents, or the
    review that holds errata against the record."""

    CHECK = "check"
    READER = "reader"
    DOCUMENTS = "documents"
    REVIEW = "review"


@dataclass(frozen=True)
class Expectation:
    """One expectation and whether it is met. `detail` is a sentence; `sample` some rows that break it."""

    name: str
    severity: Severity
    is_met: bool
    detail: str
    sample: list[dict[str, Any]] = field(default_factory=list)
