"""Small words that several outputs share: numbers with their nouns, ages, quotes cut to a line."""

from __future__ import annotations

from datetime import datetime


def count(number: int, noun: str, nouns: str | None = None) -> str:
    """`1 row`, `2 rows`; `nouns` where it is not formed with an s."""
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"


def age(since: datetime, now: datetime) -> str:
    """`3 hours`, `2 days`: how long ago, in the largest unit that says something."""
    seconds = max(0, int((now - since).total_seconds()))
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= 2 * size:
            return count(seconds // size, unit)
    return count(seconds, "second")


def shortened(text: str, most: int = 160) -> str:
    """A quote on one line, cut where it is long."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
