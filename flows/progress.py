"""How a night shows what it is doing, wherever it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how much of it is done, and of how much (None while nobody knows)."""


def silent(what: str, done: int, total: int | None) -> None:
    """Show nothing."""


_shown: ContextVar[Progress] = ContextVar("progress", default=silent)


def shown() -> Progress:
    """What `showing` set, for code that can be given data only: a progress bar is not data."""
    return _shown.get()


@contextmanager
def showing(progress: Progress) -> Iterator[None]:
    """Let code called from here find `progress`.

    A flow's parameters are stored as JSON, and Prefect's runner pickles the flow with the globals of its
    module: a context variable among them stops every scheduled night before it starts.
    """
    token = _shown.set(progress)
    try:
        yield
    finally:
        _shown.reset(token)
