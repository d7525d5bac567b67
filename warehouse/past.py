"""What the build had to go on after an earlier run, so that the record of that day can be built again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from pipelines.parquet import ReadPayload, ReadReport
from warehouse.history import run_order
from warehouse.inputs import Inputs

_Page = tuple[str, str]
"""Bytes and the canonical address that showed them."""


def until(inputs: Inputs, run_id: str, day: date) -> Inputs:
    """The inputs as that run left them: everything of it and of the runs before, nothing of later ones.

    A capture counts from the run that took it in, whatever day it was fetched: a page from somebody else's
    archive was not in the record before it was added. Errata count from the day they were found; `day` is the
    run's. `sources` stay as they are today. Without the cut of the readings, a date that a page stated only
    later would move the reports it carries in the past.
    """
    last = run_order(run_id)

    def until_then(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        return [line for line in lines if run_order(line["run_id"]) <= last]

    captures = until_then(inputs.captures)
    captured = {(capture["payload_sha256"], capture["canonical_url"]) for capture in captures}
    reports = [row for row in inputs.reports if _page(row) in captured]
    dates = _stated_dates(captures, reports)
    return replace(
        inputs,
        captures=captures,
        sightings=until_then(inputs.sightings),
        crawls=until_then(inputs.crawls),
        reports=[row for row in reports if row.hint is None or row.hint in dates[_page(row)]],
        articles=[row for row in inputs.articles if _page(row) in captured],
        errata=tuple(erratum for erratum in inputs.errata if erratum.found_on <= day),
    )


def _page(row: ReadPayload) -> _Page:
    return row.payload_sha256, row.canonical_url


def _stated_dates(captures: list[dict[str, Any]], reports: list[ReadReport]) -> dict[_Page, set[str]]:
    """The publication dates, as hints are spelt, that the pages carrying a file stated until then."""
    of_page: dict[str, set[str]] = defaultdict(set)
    for row in reports:
        if row.records and row.records.document and row.records.document.published:
            of_page[row.url].add(str(row.records.document.published))
    of_file: dict[_Page, set[str]] = defaultdict(set)
    for capture in captures:
        if capture.get("found_on"):
            of_file[capture["payload_sha256"], capture["canonical_url"]] |= of_page[capture["found_on"]]
    return of_file
