"""The one clock; nights take it as a parameter, so that tests and rebuilds have their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of real nights."""
    return datetime.now(UTC)
