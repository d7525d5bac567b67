"""The file of decisions: one JSON object a line, made to be kept in git and merged line by line.

It lies in the data folder, or where `PROBATION_REVIEW` says, so that a newsroom can keep it in a repository
of its own. Lines are only ever added; of several decisions on one question the last counts.
"""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from flows.home import Home
from pipelines.records import ReviewDecision


@dataclass(frozen=True)
class Decisions:
    """Decisions in the order of lines, and a sentence for every line that cannot be read."""

    decisions: tuple[ReviewDecision, ...] = ()
    unreadable: tuple[str, ...] = ()


def decisions_path(home: Home) -> Path:
    """Where decisions are kept."""
    given = os.environ.get("PROBATION_REVIEW")
    return Path(given) if given else home.root / "review" / "decisions.jsonl"


def read_decisions(path: Path) -> Decisions:
    """Read the file; one that is not there has no decisions. A wrong line is named and harms no other."""
    if not path.exists():
        return Decisions()
    decisions: list[ReviewDecision] = []
    unreadable: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            decisions.append(ReviewDecision.model_validate_json(line))
        except ValidationError as error:
            what = error.errors()[0]["msg"]
            unreadable.append(f"Line {number} of {path} is no decision ({what}): correct or remove it.")
    return Decisions(tuple(decisions), tuple(unreadable))


def add_decision(path: Path, decision: ReviewDecision) -> None:
    """Append one decision and wait until it is on disk; a line that a kill tore before is closed first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(decision.model_dump_json().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def take_back(path: Path, decision: ReviewDecision) -> None:
    """Remove the last line if it is this decision: what `u` undoes was never anybody else's."""
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    if lines and lines[-1].strip() == decision.model_dump_json().encode():
        draft = path.with_suffix(".tmp")
        draft.write_bytes(b"".join(lines[:-1]))
        draft.replace(path)
