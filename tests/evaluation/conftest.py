"""The replica's documents, written once and read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.evaluate import Judged, evaluate
from flows.gold import GOLD_NAME
from tests.bench.predecessor import Accuracy, compare
from tests.evaluation.replica_gold import replica_samples, write
from tests.replica.facts import load_reports


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("gold")
    assert write(replica_samples(), made) == 2 * len(load_reports())
    return made


@pytest.fixture(scope="session")
def judged(folder: Path) -> list[Judged]:
    return [one for values in evaluate(folder / GOLD_NAME) for one in values]


@pytest.fixture(scope="session")
def compared() -> list[Accuracy]:
    return compare()
