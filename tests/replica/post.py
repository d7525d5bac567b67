"""A WordPress post of the replica's inspectorate, and the terms it may carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.replica.uploads import Upload

HOST = "hmiprobation.test"
SITE = f"http://{HOST}"


@dataclass(frozen=True)
class Term:
    """A term of one of the two taxonomies. Their names are placeholders: the real ones were not seen."""

    term_id: int
    taxonomy: str
    slug: str
    name: str


INSPECTION_REPORT = Term(12, "document_type", "inspection-report", "Inspection report")
THEMATIC_REPORT = Term(13, "document_type", "thematic-report", "Thematic report")
GUIDANCE = Term(14, "document_type", "guidance", "Guidance")
CONSULTATION = Term(15, "document_type", "consultation", "Consultation")
RESEARCH = Term(16, "document_type", "research", "Research & analysis")
PROBATION = Term(21, "service_type", "probation", "Probation")
YOUTH = Term(22, "service_type", "youth-justice", "Youth justice")
TERMS = (INSPECTION_REPORT, THEMATIC_REPORT, GUIDANCE, CONSULTATION, RESEARCH, PROBATION, YOUTH)
TAXONOMIES = {"document_type": "Document type", "service_type": "Service type"}


@dataclass(frozen=True)
class Post:
    """A document or news post: `body` is Gutenberg's HTML, before the theme rewrites its headings.

    `raw_page` replaces the whole page (bad-input documents); `shows_date` is False for the one listing item
    without a date block.
    """

    post_type: str
    post_id: int
    slug: str
    title: str
    published: datetime
    modified: datetime
    body: str
    summary: str = ""
    details: tuple[tuple[str, str], ...] = ()
    terms: tuple[Term, ...] = ()
    uploads: tuple[Upload, ...] = ()
    shows_date: bool = True
    raw_page: bytes | None = None

    @property
    def path(self) -> str:
        """Its permalink on the host."""
        return f"/{self.post_type}/{self.slug}/"

    @property
    def link(self) -> str:
        """Its permalink."""
        return SITE + self.path

    @property
    def feature(self) -> Upload | None:
        """The file attached to it, shown above the body."""
        return self.uploads[0] if self.uploads else None

    def term_names(self, taxonomy: str) -> str:
        """Its terms as the theme prints them: `A; B`."""
        return "; ".join(term.name for term in self.terms if term.taxonomy == taxonomy)
