"""When a story that is held is asked for again: often on its first day, then less and less.

Papers correct a headline within hours and a rating within days; after a month a story changes no more than a
library does. Each time is one conditional request.
"""

from __future__ import annotations

from datetime import datetime, timedelta

STEPS = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=7),
    timedelta(days=30),
)
"""How long after it was first fetched."""
EARLY = 0.9
"""A crawl that comes a little before a step makes it: nights do not begin on the second."""


def is_due(first: datetime, last: datetime, now: datetime) -> bool:
    """Whether a story first fetched at `first` and last at `last` is to be asked for at `now`.

    Several steps that were missed are one request.
    """
    passed = [first + EARLY * step for step in STEPS if first + EARLY * step <= now]
    return bool(passed) and last < passed[-1]
