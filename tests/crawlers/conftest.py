from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawlers.crawling import Nights
from tests.replica.server import Replica


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    with Replica(edition=1) as replica:
        yield Nights(replica, tmp_path / "archive")
