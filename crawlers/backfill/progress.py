"""How far a backfill has come with one host: on disk after every answer, so that a kill costs one request."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Progress:
    """How far one host is, for one window of years.

    `candidates` are (timestamp, address, digest) in the order listed; `done` are addresses that need not be
    asked for again, with what became of them. `resume` is where listing goes on; `is_listed` that it is over.
    """

    host: str
    window: str
    candidates: list[tuple[str, str, str]] = field(default_factory=list)
    done: dict[str, str] = field(default_factory=dict)
    resume: str | None = None
    is_listed: bool = False

    @property
    def left(self) -> list[tuple[str, str, str]]:
        """Candidates still to be fetched."""
        return [one for one in self.candidates if one[1] not in self.done]

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to ask."""
        return self.is_listed and not self.left


def load_progress(folder: Path, host: str, window: str) -> Progress:
    """What is known of a host; another window of years begins anew."""
    path = _path(folder, host, window)
    if not path.exists():
        return Progress(host, window)
    given = json.loads(path.read_text("utf-8"))
    given["candidates"] = [tuple(one) for one in given["candidates"]]
    return Progress(**given)


def save_progress(folder: Path, progress: Progress) -> None:
    """Write it whole: a reader sees the old or the new, never a half."""
    folder.mkdir(parents=True, exist_ok=True)
    path = _path(folder, progress.host, progress.window)
    draft = path.with_suffix(".tmp")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(asdict(progress), file, ensure_ascii=False, indent=0)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _path(folder: Path, host: str, window: str) -> Path:
    return folder / f"{host}.{window}.json"
