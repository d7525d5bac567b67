"""A night in a process of its own that dies by SIGKILL at a moment of our choosing.

`python -m tests.flows.killed_night HOME PROXY RUN MOMENT`. The moments lie where most is half done: bytes in
a WARC file, some records written, some tables filled, a publication that is whole but not yet pointed to.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import flows.read
import warehouse.build
import warehouse.publish
from flows.crawl_settings import CrawlSettings
from flows.home import Home
from flows.night import run_night
from flows.run import started_at
from tests.flows.nights import REPLICA_SOURCES

MOMENTS: dict[str, tuple[Any, str, int]] = {
    "read: before the second file of records": (flows.read, "write_rows", 2),
    "build: between two tables": (warehouse.build, "_load", 8),
    "publish: before the export": (warehouse.publish, "export", 1),
    "publish: before the link is swapped": (warehouse.publish, "_point", 1),
}
"""Moment → the function, and the call of it that never happens."""
CRAWL = "crawl: after some pages"
PAGES = 25


def die(*_: object) -> None:
    """As a power cut would: no handler, no clean-up."""
    os.kill(os.getpid(), signal.SIGKILL)


def dying(function: Callable[..., Any], call: int) -> Callable[..., Any]:
    """The function until its n-th call, which kills."""
    calls = 0

    def until_then(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call:
            die()
        return function(*args, **kwargs)

    return until_then


def main() -> None:
    """Run the night; reaching its end is an error of the test, said by status 0."""
    home, proxy, run_id, moment = sys.argv[1:]
    if moment != CRAWL:
        module, name, call = MOMENTS[moment]
        setattr(module, name, dying(getattr(module, name), call))

    def progress(what: str, done: int, _: int | None) -> None:
        if moment == CRAWL and what == "crawl hmi_probation" and done >= PAGES:
            die()

    run_night(
        Home(Path(home)),
        settings=CrawlSettings(REPLICA_SOURCES, proxy),
        run_id=run_id,
        clock=lambda: started_at(run_id),
        progress=progress,
    )


if __name__ == "__main__":
    main()
