"""The record as it stands after a run, and the names under which people know its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.bodies.register import Register
from pipelines.news.decisions import Key, latest
from pipelines.records import (
    Article,
    CoverageLink,
    ReleaseRecord,
    ReportRecords,
    ReviewDecision,
    ReviewQuestion,
)
from warehouse.change import Change
from warehouse.history import Address, History
from warehouse.inputs import Inputs
from warehouse.merge import Merged, Telling
from warehouse.review import Review

Programme = tuple[str, str]
"""A body and a framework: inspections are merged within one, never across."""


@dataclass
class World:
    """Everything the tables are made from, as of the last run told.

    `first_seen` holds the run that first told of an inspection, release, or coverage link, by its id.
    `judged` holds stories as linking left them: a report of the time may have made one relevant.
    `carried` holds the pages that ever carried an attachment, by the attachment's canonical address.
    `review` holds the errata against `merged`, which stays as documents tell it; tables show values by it.
    """

    register: Register
    history: History
    outlets: Mapping[str, tuple[str, str]]
    canonical: Mapping[str, str]
    merged: dict[Programme, list[Merged]] = field(default_factory=dict)
    homeless: dict[Programme, list[Telling]] = field(default_factory=dict)
    releases: dict[str, tuple[str, ReleaseRecord]] = field(default_factory=dict)
    coverage: dict[str, tuple[CoverageLink, ...]] = field(default_factory=dict)
    judged: dict[str, Article] = field(default_factory=dict)
    questions: dict[str, tuple[ReviewQuestion, ...]] = field(default_factory=dict)
    decisions: Mapping[Key, ReviewDecision] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    first_seen: dict[str, str] = field(default_factory=dict)
    told_by: dict[Programme, set[str]] = field(default_factory=lambda: defaultdict(set))
    carried: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    review: Review = field(default_factory=Review)

    @classmethod
    def before_the_first_night(cls, inputs: Inputs, register: Register) -> World:
        """A world that has seen nothing, but knows every address by its canonical form."""
        canonical = {
            url: capture["canonical_url"]
            for capture in inputs.captures
            for url in (*(capture.get("redirected_from") or ()), capture["url"])
        }
        outlets = {
            host_of(row["domain"]): (row["source_id"], row["name"])
            for row in inputs.sources
            if row.get("domain")
        }
        world = cls(register, History([*inputs.reports, *inputs.articles]), outlets, canonical)
        world.decisions = latest(inputs.decisions)
        return world

    @property
    def inspections(self) -> list[Merged]:
        """All inspections, in the order of their names."""
        return sorted((one for many in self.merged.values() for one in many), key=lambda m: m.inspection_id)

    def outlet_of(self, url: str, article: Article) -> tuple[str | None, str]:
        """The newspaper a story stands in: its id where we have it as a source, and its name."""
        host = host_of(url)
        return self.outlets.get(host) or (None, article.outlet or host)

    def body_name(self, body_id: str) -> str:
        """A body's name; its id where the register no longer has it, which a check then refuses."""
        body = self.register.bodies.get(body_id)
        return body.name if body is not None else body_id

    def address(self, url: str) -> str:
        """The canonical form of an address as pages print it."""
        return self.canonical.get(url, url)

    def report_at(self, url: str) -> ReportRecords | None:
        """What the document at a canonical address says now."""
        address = self.history.documents.get(url)
        return address.current.report if address is not None and address.current is not None else None

    def attachments(self, page: str) -> set[str]:
        """Canonical addresses of the files a page carries now."""
        report = self.report_at(page)
        if report is None or report.document is None:
            return set()
        return {self.address(url) for url in report.document.attachments}

    def article_at(self, address: Address) -> Article | None:
        """What a story says now."""
        return address.current.article if address.current is not None else None


def host_of(url: str) -> str:
    """The host of an address, without www."""
    return url.split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0].lower().removeprefix("www.")
