"""What the warehouse is made from, gathered from the archive, the records and the sources' configuration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crawlers.archive.index import Capture, read_captures, read_crawls, read_sightings
from crawlers.sources import HmiProbationSource, LocalNewsSource, load_source, source_ids
from flows.decisions_file import decisions_path, read_decisions
from flows.home import Home
from flows.read import read_records
from flows.run import holds_replica
from warehouse.errata import Erratum, load_errata
from warehouse.inputs import Inputs


def gather(home: Home, sources: Path | None) -> Inputs:
    """Everything the archive has ever seen, as this version of the readers understands it.

    Always the whole archive, whatever sources this run crawled: a warehouse made from a part of it would
    show the rest as gone.
    """
    reports, articles = read_records(home)
    captures = list(read_captures(home.archive))
    spelt = _as_fetched(captures)

    def address(canonical: str) -> dict[str, str]:
        return {"canonical_url": spelt.get(canonical, canonical)}

    return Inputs(
        captures=[asdict(one) | address(one.canonical_url) for one in captures],
        sightings=[asdict(one) | address(one.canonical_url) for one in read_sightings(home.archive)],
        crawls=[asdict(crawl) for crawl in read_crawls(home.archive)],
        sources=[row for name in source_ids(sources) for row in _source_rows(name, sources)],
        reports=[row.model_copy(update=address(row.canonical_url)) for row in reports],
        articles=[row.model_copy(update=address(row.canonical_url)) for row in articles],
        errata=errata_for(home),
        decisions=read_decisions(decisions_path(home)).decisions,
    )


def errata_for(home: Home) -> tuple[Erratum, ...]:
    """The reviewed errata. The replica has its own, invented ones, in its data folder.

    Raises ErrataFileError for a row that is not right. Were both files read for one record, an invented
    erratum could come out as a real one.
    """
    if not holds_replica(home):
        return load_errata()
    return load_errata(home.errata) if home.errata.exists() else ()


def _as_fetched(captures: Iterable[Capture]) -> dict[str, str]:
    """The spelling under which each page first answered, by its canonical address.

    The warehouse prints addresses for people to open, and a site may answer only under its own spelling.
    """
    spelt: dict[str, str] = {}
    for capture in captures:
        if capture.status == 200:
            spelt.setdefault(capture.canonical_url, capture.url)
    return spelt


def _source_rows(name: str, folder: Path | None) -> list[dict[str, Any]]:
    """One row for the source, and one per outlet where it is a collection, each under its own policy."""
    source = load_source(name, folder)
    shared = {
        "licence": source.licence,
        "cadence": source.cadence,
        "cadence_days": source.cadence_days,
        "robots_note": source.robots_note,
        "is_replica": source.is_replica,
    }
    own = {
        "source_id": source.id,
        "name": source.name,
        "publisher": source.publisher,
        "kind": "inspectorate" if isinstance(source, HmiProbationSource) else "outlets",
        "domain": source.domains[0] if isinstance(source, HmiProbationSource) else None,
        "policy": source.policy.value,
        "policy_reason": source.policy_reason,
    }
    outlets = source.outlets if isinstance(source, LocalNewsSource) else ()
    return [
        own | shared,
        *(
            {
                "source_id": outlet.id,
                "name": outlet.name,
                "publisher": outlet.name,
                "kind": "outlet",
                "domain": outlet.domain,
                "policy": outlet.policy.value,
                "policy_reason": outlet.policy_reason,
                "group": outlet.group,
                "platform": outlet.platform.value,
                "districts": list(outlet.districts),
            }
            | shared
            for outlet in outlets
        ),
    ]
