"""What reading one document has gathered so far: records, flags and refusals."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.records import (
    FindingRecord,
    Flag,
    InspectionRecord,
    KeyFactRecord,
    OfficialRatingRecord,
    Quarantined,
    RatingRecord,
    RecommendationProgressRecord,
    RecommendationRecord,
    ReleaseRecord,
)
from pipelines.reports.document import Document
from pipelines.vocabulary import QuarantineReason


@dataclass
class Reading:
    """Records of one document. What was refused stands in `quarantined`; nothing is in both."""

    inspections: list[InspectionRecord] = field(default_factory=list)
    ratings: list[RatingRecord] = field(default_factory=list)
    findings: list[FindingRecord] = field(default_factory=list)
    recommendations: list[RecommendationRecord] = field(default_factory=list)
    progress: list[RecommendationProgressRecord] = field(default_factory=list)
    key_facts: list[KeyFactRecord] = field(default_factory=list)
    releases: list[ReleaseRecord] = field(default_factory=list)
    official_ratings: list[OfficialRatingRecord] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)

    def refuse(
        self, document: Document, reason: QuarantineReason, detail: str, quote: str | None = None
    ) -> None:
        """Put a value, or the whole document, aside with the reason and the words."""
        self.quarantined.append(
            Quarantined(
                url=document.url, payload_sha256=document.sha256, reason=reason, detail=detail, quote=quote
            )
        )
