"""What a warehouse is built from: plain data, so that building needs no archive, no network and no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipelines.parquet import ReadArticle, ReadReport
from pipelines.records import ReviewDecision
from warehouse.errata import Erratum


@dataclass(frozen=True)
class Inputs:
    """Everything the archive and the readers know. Fields of the dicts: docs/architecture.md.

    `captures`, `sightings` and `crawls` are the lines of the archive's index, oldest run first; a crawl says
    in `is_complete_discovery` whether "no longer listed" may be concluded from it. `sources` has one dict per
    source and per outlet: source_id, name, publisher, kind, domain, licence, policy, policy_reason, cadence,
    cadence_days,
    robots_note, is_replica. `reports` and `articles` hold one row per payload read. `errata` are the values
    that people found wrong, `decisions` what they said of stories.
    """

    captures: list[dict[str, Any]] = field(default_factory=list)
    sightings: list[dict[str, Any]] = field(default_factory=list)
    crawls: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    reports: list[ReadReport] = field(default_factory=list)
    articles: list[ReadArticle] = field(default_factory=list)
    errata: tuple[Erratum, ...] = ()
    decisions: tuple[ReviewDecision, ...] = ()
