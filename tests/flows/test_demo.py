"""`probation demo` as a newcomer runs it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from flows.demo import MARKER, run_demo
from flows.errors import CannotStartError
from tests.flows.nights import REPOSITORY


@pytest.mark.slow
def test_the_demo_shows_three_nights_and_leaves_the_rest_of_the_machine_alone(tmp_path: Path) -> None:
    somebody, demo = tmp_path / "somebody", tmp_path / "demo"
    somebody.mkdir()
    ran = subprocess.run(
        [sys.executable, "-m", "flows.cli", "demo", "--home", str(demo)],
        cwd=REPOSITORY,
        env={"PATH": os.environ["PATH"], "HOME": str(somebody), "COLUMNS": "160"},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert [f"night {n}: published" in ran.stderr for n in (1, 2, 3)] == [True] * 3
    assert "REPLICA" in ran.stderr
    for heading in (
        "Inspections by era and rating",
        "What changed in the last night",
        "Published, then corrected",
        "Who wrote about it",
        "The warehouse",
        "Three questions to try",
        "See where a rating stands",
    ):
        assert heading in ran.stdout
    assert "was issued again as another file with identical words" in ran.stdout
    assert "release_overlap" in ran.stdout
    commands = re.findall(r"\.venv/bin/probation (query .+)", ran.stdout)
    assert len(commands) == 3
    for command in commands:
        answer = subprocess.run(
            [sys.executable, "-m", "flows.cli", *shlex.split(command)],
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert answer.returncode == 0, answer.stderr
    assert [path.name for path in somebody.rglob("*")] == []


def test_a_folder_that_is_no_demo_is_left_alone(tmp_path: Path) -> None:
    record = tmp_path / "archive" / "real.warc.gz"
    record.parent.mkdir()
    record.write_bytes(b"years of work")
    with pytest.raises(CannotStartError, match="holds something that is not a demo"):
        run_demo(tmp_path)
    assert record.read_bytes() == b"years of work"
    assert not (tmp_path / MARKER).exists()
