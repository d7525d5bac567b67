"""One running replica per module, as new for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.replica.asking import Ask, asker
from tests.replica.server import Replica


@pytest.fixture(scope="module")
def running() -> Iterator[Replica]:
    with Replica() as replica:
        yield replica


@pytest.fixture
def replica(running: Replica) -> Replica:
    """The one replica of this module, as new."""
    running.edition = 1
    running.faults.clear()
    running.log.clear()
    return running


@pytest.fixture
def ask(replica: Replica) -> Ask:
    return asker(replica.proxy)
