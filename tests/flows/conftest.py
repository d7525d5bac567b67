"""Three nights over the replica, run once and copied by the tests that need them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows import cli
from flows.home import Home
from flows.report import NightReport
from tests.flows.nights import RUNS, copy_of, replica_night
from tests.replica.server import Replica


@dataclass(frozen=True)
class Nights:
    """The data folder after each of three nights, their reports, and what the replica was asked in each."""

    homes: tuple[Home, ...]
    reports: tuple[NightReport, ...]

    @property
    def last(self) -> Home:
        """The folder after the third night."""
        return self.homes[-1]


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """Run them. Nobody may change these folders: take a copy."""
    root = tmp_path_factory.mktemp("nights")
    home = Home(root / "home")
    homes, reports = [], []
    with Replica() as replica:
        for edition, run_id in enumerate(RUNS, start=1):
            replica.edition = edition
            reports.append(replica_night(home, replica.proxy, run_id))
            homes.append(copy_of(home, root / f"after-{edition}"))
    return Nights(tuple(homes), tuple(reports))


@pytest.fixture
def replica() -> Iterator[Replica]:
    """The replica as it is on the third night, without faults."""
    with Replica(edition=3) as running:
        yield running


@pytest.fixture
def last_home(nights: Nights, tmp_path: Path) -> Home:
    """A copy of the folder after the third night."""
    return copy_of(nights.last, tmp_path / "home")


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process."""
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: object) -> Ran:
        with pytest.raises(SystemExit) as left:
            cli.main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ran(int(left.value.code or 0), printed.out, printed.err)

    return call
