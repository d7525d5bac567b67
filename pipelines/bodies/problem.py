"""What can be wrong with the register of bodies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """Kinds of problem, in the order in which they are told."""

    NAMES = "names"
    DATES = "dates"
    GAP = "gaps"
    OVERLAP = "overlaps"
    ORPHAN = "orphans"
    PARENT = "parent regions"
    SUCCESSION = "successions"
    CYCLE = "cycles"


@dataclass(frozen=True)
class Problem:
    """One thing wrong, where (a body, a place, an area or a pair of bodies), in one sentence."""

    kind: ProblemKind
    where: str
    sentence: str
