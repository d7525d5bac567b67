"""How a run ended, as the number a shell or a scheduler sees."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """Status of every command that publishes; 0 and 10 need nobody's attention."""

    PUBLISHED = 0
    UNCHANGED = 10
    WARNINGS = 20
    REFUSED = 30
    UNAVAILABLE = 40
    DRIFT = 50
    BUG = 70

    @property
    def meaning(self) -> str:
        """The status in words, for people who do not know the numbers."""
        return _MEANING[self]


_MEANING = {
    ExitStatus.PUBLISHED: "published",
    ExitStatus.UNCHANGED: "nothing changed, nothing published",
    ExitStatus.WARNINGS: "published with warnings",
    ExitStatus.REFUSED: "refused by a check, the last good warehouse stays",
    ExitStatus.UNAVAILABLE: "a source could not be reached",
    ExitStatus.DRIFT: "documents no longer look as the readers know them",
    ExitStatus.BUG: "a bug",
}

CANNOT_START = 2
"""Status of a command that was asked for something it cannot do; nothing was touched."""
