"""What the archive already holds of one source, looked up by address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from crawlers.archive.index import (
    Capture,
    Discovery,
    ItemKind,
    Role,
    read_captures,
    read_sightings,
    run_order,
)
from crawlers.canonical import canonical_url

FINAL_STATUSES = frozenset({200, 301, 302, 303, 304, 307, 308, 404, 410})
"""Answers that asking again in the same run would not change."""
ANSWERED = frozenset({200, 304})
GONE = frozenset({404, 410})
MOVED_FOR_GOOD = frozenset({301, 308})
MOVED_IS_ASKED_AGAIN_AFTER_NIGHTS = 30


class Memory:
    """The captures of a source's earlier runs, and of this run before it was cut short.

    Without a run, those of all runs.

    `listed_when_fetched` says which modification date a page was listed with in the run that last fetched
    it: a page whose listing has changed since is stale, even if a run in between listed it and then died.
    """

    def __init__(self, archive: Path, source: str, run_id: str | None = None) -> None:
        self._newest_body: dict[str, Capture] = {}
        self._newest: dict[str, Capture] = {}
        self._first_body: dict[str, Capture] = {}
        self._newest_as_asked: dict[str, Capture] = {}
        self._in_this_run: dict[tuple[str, tuple[str, ...]], Capture] = {}
        self.redirected_to: dict[str, str] = {}
        for capture in read_captures(archive, source=source):
            if run_id is None or run_order(capture.run_id) <= run_order(run_id):
                self.add(capture, in_this_run=capture.run_id == run_id)
        self._modified: dict[tuple[str, str], str | None] = {}
        self.ways: set[tuple[Discovery, ItemKind]] = set()
        """Which way of discovery has ever listed which kind of item."""
        for sighting in read_sightings(archive, source=source):
            key = sighting.run_id, sighting.canonical_url
            self._modified[key] = sighting.modified or self._modified.get(key)
            self.ways.add((sighting.discovery, sighting.item_kind))

    def add(self, capture: Capture, *, in_this_run: bool) -> None:
        """Take note of a capture."""
        if in_this_run and capture.status in FINAL_STATUSES:
            self._in_this_run[capture.url, capture.redirected_from] = capture
        if capture.status in FINAL_STATUSES:
            self._newest[capture.canonical_url] = capture
            self._newest_as_asked[capture.url] = capture
        if capture.status == 200:
            self._newest_body[capture.canonical_url] = capture
            self._first_body.setdefault(capture.canonical_url, capture)
        if capture.status in ANSWERED:
            for url in capture.redirected_from:
                self.redirected_to[canonical_url(url)] = capture.canonical_url

    def in_this_run(self, url: str, redirected_from: tuple[str, ...]) -> Capture | None:
        """What this run has already fetched there, by the same way."""
        return self._in_this_run.get((url, redirected_from))

    def newest_body(self, url: str) -> Capture | None:
        """The newest capture with a body, which a 304 would confirm."""
        return self._newest_body.get(canonical_url(url))

    def first_body(self, url: str) -> Capture | None:
        """The first capture with a body."""
        return self._first_body.get(canonical_url(url))

    def newest(self, url: str) -> Capture | None:
        """The newest final answer to exactly this address, or else to another spelling of it."""
        canonical = canonical_url(url)
        return (
            self._newest_as_asked.get(url) or self._newest_body.get(canonical) or self._newest.get(canonical)
        )

    def moved_for_good(self, url: str, run_id: str) -> Capture | None:
        """The permanent redirect that this address answered in a run of the last month.

        Such an answer carries no validator to ask conditionally with, and may be kept; asking the same every
        night would tell nothing that the page it leads to does not.
        """
        newest = self._newest_as_asked.get(url)
        if newest is None or newest.status not in MOVED_FOR_GOOD:
            return None
        return newest if nights_since(newest, run_id) < MOVED_IS_ASKED_AGAIN_AFTER_NIGHTS else None

    def last_fetch(self, url: str) -> Capture | None:
        """The newest answer to this address, or to where it last led."""
        canonical = canonical_url(url)
        return self._newest.get(self.redirected_to.get(canonical, canonical))

    def listed_when_fetched(self, url: str) -> str | None:
        """The modification date a page was listed with when it was last fetched."""
        fetched = self.last_fetch(url)
        return self._modified.get((fetched.run_id, canonical_url(url))) if fetched else None

    def held(self, role: Role) -> Iterator[Capture]:
        """The newest answer of every page of this role that was ever there, also of those now gone."""
        return (
            capture
            for url, capture in self._newest.items()
            if capture.role is role and url in self._first_body
        )

    def answered(self, *roles: Role) -> Iterator[Capture]:
        """The pages of these roles that were there when last asked for."""
        return (
            capture
            for capture in self._newest.values()
            if capture.role in roles and capture.status in ANSWERED
        )


def nights_since(capture: Capture, run_id: str) -> int:
    """Whole days from a capture to the start of a run."""
    fetched = datetime.fromisoformat(capture.fetched_at)
    return (run_started(run_id) - fetched).days


def run_started(run_id: str) -> datetime:
    """The moment that a run is named by."""
    return datetime.strptime(run_order(run_id)[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
