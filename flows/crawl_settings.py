"""Where crawls go: to the real sites, or to the replica that stands for them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class CrawlSettings:
    """Where crawls go: the sources' configuration, and the replica's address when it stands for the web."""

    sources: Path | None = None
    replica: str | None = None

    @classmethod
    def from_environment(cls, sources: Path | None = None) -> CrawlSettings:
        """What `PROBATION_SOURCES` and `PROBATION_REPLICA` say; `sources` comes first if given."""
        folder = os.environ.get("PROBATION_SOURCES")
        return cls(
            sources=sources or (Path(folder) if folder else None),
            replica=os.environ.get("PROBATION_REPLICA") or None,
        )
