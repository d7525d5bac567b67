"""One difference between two runs, and the kinds there are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipelines.records import Evidence
from warehouse.ids import digest, evidence_id


class ChangeKind(StrEnum):
    """What can differ between one run and the one before. The first run is the baseline: all is new in it."""

    NEW_INSPECTION = "new_inspection"
    RATING_CORRECTED = "rating_corrected"
    VALUE_CORRECTED = "value_corrected"
    NEW_DOCUMENT = "new_document"
    DOCUMENT_CHANGED = "document_changed"
    REISSUED_IDENTICAL_TEXT = "reissued_identical_text"
    DOCUMENT_MISSING = "document_missing"
    DOCUMENT_RETURNED = "document_returned"
    DOCUMENT_GONE = "document_gone"
    QUARANTINED = "quarantined"
    NEW_RELEASE = "new_release"
    NEW_ARTICLE = "new_article"
    HEADLINE_CHANGED = "headline_changed"
    ARTICLE_CHANGED = "article_changed"
    STORY_RATING_CHANGED = "story_rating_changed"
    STORY_QUOTE_CHANGED = "story_quote_changed"
    STORY_CORRECTED = "story_corrected"
    STORY_GONE = "story_gone"
    STORY_RETURNED = "story_returned"
    NEW_COVERAGE = "new_coverage"


CORRECTIONS = frozenset({ChangeKind.RATING_CORRECTED, ChangeKind.VALUE_CORRECTED})
"""Kinds that say a published value was wrong: they are errata and stay visible for ever."""


@dataclass(frozen=True)
class Source:
    """Where a value stood: the document's address and the evidence in it."""

    url: str
    evidence: Evidence


@dataclass(frozen=True)
class Change:
    """One difference, what it is about, and the sentence that tells it."""

    run_id: str
    kind: ChangeKind
    sentence: str
    inspection_id: str | None = None
    body_id: str | None = None
    document_url: str | None = None
    release_id: str | None = None
    article_url: str | None = None
    standard_code: str | None = None
    field_name: str | None = None
    subject: str | None = None
    old_value: str | None = None
    new_value: str | None = None
    old_sha256: str | None = None
    new_sha256: str | None = None
    old_source: Source | None = None
    new_source: Source | None = None

    @property
    def change_id(self) -> str:
        """Its name; the same in every rebuild."""
        about = (self.inspection_id, self.document_url, self.release_id, self.article_url)
        what = (self.standard_code, self.field_name, self.subject, self.old_value, self.new_value)
        return digest(self.run_id, self.kind, *about, *what, self.old_sha256, self.new_sha256)

    def evidence_id(self, source: Source | None) -> str | None:
        """Name of one side's evidence, kept under the change so that it outlives the value."""
        if source is None:
            return None
        return evidence_id(self.change_id, self.field_name or self.kind, source.url, source.evidence)
