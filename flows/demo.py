"""Three nights over the replica, through the flow of real nights, and then what a journalist wants to see."""

from __future__ import annotations

import http.client
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from flows import console
from flows.crawl_settings import CrawlSettings
from flows.demo_view import show
from flows.errors import CannotStartError
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.prefect_home import prepare
from flows.progress import Progress

CHECKOUT = Path(__file__).resolve().parents[1]
EDITIONS = (1, 2, 3)
MARKER = "this-is-a-demo"
REPLICA_STARTS_WITHIN_SECONDS = 60


@dataclass(frozen=True)
class RunningReplica:
    """The replica's process and the address of its proxy."""

    proxy: str

    def turn_to(self, edition: int) -> None:
        """Let the web be as it is on that night."""
        connection = http.client.HTTPConnection(urlsplit(self.proxy).netloc, timeout=30)
        try:
            connection.request("PUT", f"/-/edition/{edition}")
            status = connection.getresponse().status
        finally:
            connection.close()
        if status >= 300:
            raise RuntimeError(f"the replica answered {status} when told to show edition {edition}")


def run_demo(folder: Path) -> ExitStatus:
    """Run the demo in `folder`, made afresh, and print what came out. Returns the last night's status."""
    if not (CHECKOUT / "tests" / "replica" / "__main__.py").exists():
        raise CannotStartError(
            "The demo crawls a replica that is part of the source code: "
            "clone the repository and run `make demo` there."
        )
    home = _fresh_home(folder)
    shutil.copyfile(CHECKOUT / "tests" / "replica" / "data" / "errata.csv", home.errata)
    prepare(home.runs / "prefect", quiet=True)
    console.banner()
    with _replica() as replica, console.bars() as progress:
        progress("start Prefect", 0, None)
        from flows.nightly import night_through_prefect  # Prefect takes a second to import

        settings = CrawlSettings(CHECKOUT / "tests" / "replica" / "sources", replica.proxy)
        nights = []
        for edition in EDITIONS:
            replica.turn_to(edition)
            night = night_through_prefect(
                home, settings=settings, progress=partial(_of_night, progress, edition)
            )
            nights.append(night)
            if night.publication is None:
                break
    for edition, night in zip(EDITIONS, nights, strict=False):
        console.print_night(edition, night)
    if len(nights) == len(EDITIONS) and nights[-1].publication is not None:
        show(home)
    return nights[-1].status


def _of_night(progress: Progress, edition: int, what: str, done: int, total: int | None) -> None:
    progress("start Prefect", 1, 1)
    progress(f"night {edition}: {what}", done, total)


def _fresh_home(folder: Path) -> Home:
    """An empty demo folder. Only one that an earlier demo marked as its own is ever deleted."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARKER).exists():
            raise CannotStartError(
                f"{folder} holds something that is not a demo, so it was left alone; "
                "choose an empty folder with --home."
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).write_text("Made by `probation demo`, which deletes this folder when it runs again.\n")
    return Home.find(folder)


@contextmanager
def _replica() -> Iterator[RunningReplica]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.replica", "--edition", str(EDITIONS[0])],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield RunningReplica(_address(process))
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _address(process: subprocess.Popen[str]) -> str:
    """The address the child prints. Read in a thread: a child that hangs must not hang the demo."""
    lines: queue.Queue[str] = queue.Queue()
    stdout = process.stdout
    if stdout is None:
        raise RuntimeError("the replica was started without a pipe")
    threading.Thread(target=lambda: lines.put(stdout.readline()), daemon=True).start()
    try:
        line = lines.get(timeout=REPLICA_STARTS_WITHIN_SECONDS)
    except queue.Empty:
        line = ""
    prefix = "replica listening on "
    if not line.startswith(prefix):
        raise CannotStartError(
            "The replica did not start: `python -m tests.replica` in the source folder says why "
            "(`make setup` installs what it needs)."
        )
    return line.removeprefix(prefix).strip()
