"""The data folder, and the promise that only one process at a time changes it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.errors import CannotStartError


class HomeBusyError(CannotStartError):
    """Another run is writing to this data folder."""


@dataclass(frozen=True)
class Home:
    """The folders under `PROBATION_HOME`; see docs/architecture.md for what each holds."""

    root: Path

    @classmethod
    def find(cls, given: Path | None = None) -> Home:
        """The folder given, else `PROBATION_HOME`, else `./data`."""
        return cls((given or Path(os.environ.get("PROBATION_HOME", "data"))).resolve())

    @property
    def archive(self) -> Path:
        """Responses as fetched; append-only."""
        return self.root / "archive"

    @property
    def records(self) -> Path:
        """What the readers made of them; may be deleted at any time."""
        return self.root / "records"

    @property
    def published(self) -> Path:
        """What people look at."""
        return self.root / "published"

    @property
    def runs(self) -> Path:
        """Logs and reports, one folder per run."""
        return self.root / "runs"

    @property
    def errata(self) -> Path:
        """Invented errata for the replica; a folder with the real record takes those of the product."""
        return self.root / "errata.csv"

    @property
    def evidence(self) -> Path:
        """Pictures of pages that somebody asked to see; may be deleted at any time."""
        return self.root / "evidence"

    def run_folder(self, run_id: str) -> Path:
        """The folder of one run, made if need be."""
        folder = self.runs / run_id
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def build_file(self, run_id: str) -> Path:
        """The warehouse of one run while it is being made and checked; only `publish` makes it visible."""
        return self.run_folder(run_id) / "build.duckdb"

    def forget_records(self) -> None:
        """Delete what the readers made; reading the archive again makes the same."""
        if self.records.exists():
            shutil.rmtree(self.records)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder for this process.

        The kernel drops the lock when the process dies, however it dies, so a killed run never blocks the
        next. Without it two nightly runs at once would build from each other's half-written records.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                lock.seek(0)
                holder = lock.read().strip() or "another process"
                raise HomeBusyError(
                    f"{self.root} is being written by {holder}. Wait for that run to end, or stop it; "
                    "nothing was changed."
                ) from error
            lock.truncate(0)
            lock.write(f"process {os.getpid()}")
            lock.flush()
            yield
