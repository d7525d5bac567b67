"""A small archive made by hand: what each night listed and fetched, and what the readers made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from pipelines.bodies.register import Body, Register, Succession
from pipelines.parquet import ReadArticle, ReadReport
from pipelines.records import (
    Article,
    DocumentRecord,
    Evidence,
    FindingRecord,
    InspectionRecord,
    KeyFactRecord,
    PartialDate,
    Quarantined,
    RatingRecord,
    RecommendationProgressRecord,
    RecommendationRecord,
    ReportRecords,
)
from pipelines.vocabulary import (
    BodyKind,
    Concept,
    DatePrecision,
    DocumentKind,
    FigureUnit,
    Framework,
    Progress,
    QuarantineReason,
    Rating,
    SuccessionKind,
)
from warehouse.inputs import Inputs

NIGHTS = ("20261122T021500Z", "20261123T021500Z", "20261124T021500Z", "20261125T021500Z", "20261126T021500Z")
SITE = "https://hmiprobation.test"
PAGE = f"{SITE}/document/gwent/"
PDF = f"{SITE}/uploads/gwent.pdf"
STANDARDS = {
    "P 1.1": ("Leadership", Concept.LEADERSHIP),
    "P 1.2": ("Staffing", Concept.STAFFING),
    "P 2.1": ("Assessment", Concept.ASSESSMENT),
}


def body(body_id: str, name: str, kind: BodyKind, region: str | None = None, to: date | None = None) -> Body:
    return Body(body_id, name, kind, region, None, to, (), None, "by hand")


REGISTER = Register(
    bodies=[
        body("region-wales", "Probation Service – Wales", BodyKind.REGION),
        body("pdu-gwent", "Gwent PDU", BodyKind.PDU, "region-wales"),
        body("pdu-north-wales", "North Wales PDU", BodyKind.PDU, "region-wales"),
        body("crc-wales", "Wales CRC", BodyKind.CRC, to=date(2021, 6, 25)),
    ],
    successions=[
        Succession("crc-wales", successor, None, SuccessionKind.SPLIT, None, "by hand")
        for successor in ("pdu-gwent", "region-wales")
    ],
    places=[],
)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def on(text: str) -> PartialDate:
    year, month, day = (*text.split("-"), "1", "1")[:3]
    precision = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}[len(text)]
    return PartialDate(value=date(int(year), int(month), int(day)), precision=precision)


@dataclass
class Report:
    """One version of a report; `salt` makes other bytes of the same words."""

    published: str = "2025-03-11"
    body_id: str = "pdu-gwent"
    framework: Framework = Framework.CORE_2023
    overall: Rating | None = Rating.REQUIRES_IMPROVEMENT
    score: int | None = 4
    ratings: dict[str, Rating] = field(
        default_factory=lambda: {
            "P 1.1": Rating.GOOD,
            "P 1.2": Rating.REQUIRES_IMPROVEMENT,
            "P 2.1": Rating.REQUIRES_IMPROVEMENT,
        }
    )
    findings: dict[str, float] = field(default_factory=dict)
    recommendations: tuple[str, ...] = ()
    progress: dict[str, Progress] = field(default_factory=dict)
    key_facts: dict[str, str] = field(default_factory=dict)
    is_pdf: bool = False
    attachments: tuple[str, ...] = ()
    salt: str = ""
    refused: tuple[str, ...] = ()
    is_unreadable: bool = False

    @property
    def text_sha256(self) -> str:
        told = (self.published, self.body_id, self.overall, self.score, self.ratings, self.findings)
        return sha(f"text {told} {self.recommendations} {self.progress} {self.key_facts}")

    @property
    def sha256(self) -> str:
        return sha(f"bytes {self}")

    def evidence(self, quote: str, page: int = 5) -> Evidence:
        return Evidence(
            document_sha256=self.sha256, page=page if self.is_pdf else None, heading="Ratings", quote=quote
        )

    def refusals(self, url: str) -> tuple[Quarantined, ...]:
        quotes = self.refused or (("broken",) if self.is_unreadable else ())
        return tuple(
            Quarantined(
                url=url,
                payload_sha256=self.sha256,
                reason=QuarantineReason.UNKNOWN_RATING if self.refused else QuarantineReason.BROKEN_PDF,
                detail=f"not a rating: {quote}",
                quote=quote,
            )
            for quote in quotes
        )

    def records(self, url: str) -> ReportRecords:
        common: dict[str, Any] = {"parser": "reports", "parser_version": 1, "quarantined": self.refusals(url)}
        if self.is_unreadable:
            return ReportRecords(**common)
        inspection = InspectionRecord(
            body_id=self.body_id,
            framework=self.framework,
            title=f"An inspection of {self.body_id}",
            published=on(self.published),
            overall_rating=self.overall,
            rating_reason=None if self.overall else "the programme is not rated",
            score=self.score,
            score_max=9 if self.score is not None else None,
            evidence=self.evidence(f"An inspection of {self.body_id}", 1),
            overall_evidence=self.evidence(f"Overall rating {self.overall}") if self.overall else None,
            score_evidence=self.evidence(f"{self.score}/9") if self.score is not None else None,
            published_evidence=self.evidence(f"Published: {self.published}", 1),
        )
        name = inspection.inspection_id
        return ReportRecords(
            **common,
            document=DocumentRecord(
                url=url,
                media_type="application/pdf" if self.is_pdf else "text/html",
                payload_sha256=self.sha256,
                text_sha256=self.text_sha256,
                kind=DocumentKind.REPORT,
                title=inspection.title,
                published=on(self.published),
                attachments=self.attachments,
            ),
            inspections=(inspection,),
            ratings=tuple(
                RatingRecord(
                    inspection_id=name,
                    framework=self.framework,
                    standard_code=code,
                    printed_name=STANDARDS[code][0],
                    concept=STANDARDS[code][1],
                    rating=rating,
                    evidence=self.evidence(f"{code} {STANDARDS[code][0]} {rating}"),
                )
                for code, rating in self.ratings.items()
            ),
            findings=tuple(
                FindingRecord(
                    inspection_id=name,
                    measure=measure,
                    value_pct=value,
                    value_text=f"{value:g} per cent",
                    evidence=self.evidence(f"{measure}: {value:g} per cent"),
                )
                for measure, value in self.findings.items()
            ),
            recommendations=tuple(
                RecommendationRecord(
                    inspection_id=name,
                    number=number,
                    addressee="Gwent PDU",
                    text=text,
                    evidence=self.evidence(text),
                )
                for number, text in enumerate(self.recommendations, 1)
            ),
            progress=tuple(
                RecommendationProgressRecord(
                    inspection_id=name,
                    text=text,
                    progress=progress,
                    status_text=f"{progress} progress",
                    earlier_year=2022,
                    evidence=self.evidence(f"{text} {progress} progress"),
                )
                for text, progress in self.progress.items()
            ),
            key_facts=tuple(
                KeyFactRecord(
                    inspection_id=name,
                    label=label,
                    value_text=value,
                    value=float(value),
                    unit=FigureUnit.NUMBER,
                    evidence=self.evidence(f"{label} {value}"),
                )
                for label, value in self.key_facts.items()
            ),
        )


def story(url: str, title: str, text: str, *, is_relevant: bool = True) -> Article:
    return Article(
        url=url,
        canonical_url=url,
        payload_sha256=sha(f"story {title} {text}"),
        title=title,
        outlet="Severn Evening Post",
        published_at=datetime(2025, 3, 12, 9, 0, tzinfo=UTC),
        text=text,
        relevance_score=0.9,
        is_relevant=is_relevant,
        body_ids=("pdu-gwent",),
        parser="news",
        parser_version=1,
    )


class Archive:
    """Collects nights and gives `Inputs`. Every night is a complete crawl unless told otherwise."""

    def __init__(self, *, is_replica: bool = False) -> None:
        self.inputs = Inputs()
        self.is_replica = is_replica
        for source, kind, domain in (
            ("hmi_probation", "inspectorate", "hmiprobation.test"),
            ("severn_evening_post", "outlet", "severn-evening-post.test"),
        ):
            self.inputs.sources.append(
                {
                    "source_id": source,
                    "name": source,
                    "kind": kind,
                    "domain": domain,
                    "is_replica": is_replica,
                    "cadence_days": 1,
                }
            )

    def gone_story(self, run_id: str, url: str) -> None:
        """One run to which a paper answered that a story is not there."""
        self.night(run_id)
        self._capture(run_id, url, "article", status=404, digest=sha("404"))

    def night(
        self,
        run_id: str,
        shown: dict[str, Report | int | None] | None = None,
        stories: Sequence[Article] = (),
        *,
        is_complete: bool = True,
    ) -> None:
        """One run: what each address answered: a report, an HTTP status, None for listed but not fetched."""
        for url, answer in (shown or {}).items():
            role = "attachment" if "/uploads/" in url else "document"
            if role == "document" and answer != 404:
                self._sighting(run_id, url)
            if isinstance(answer, Report):
                self._capture(run_id, url, role, status=200, digest=answer.sha256, is_pdf=answer.is_pdf)
                self.inputs.reports.append(self._read(url, role, answer))
            elif isinstance(answer, int):
                self._capture(run_id, url, role, status=answer, digest=sha(f"{answer}"))
        for article in stories:
            self._capture(run_id, article.url, "article", status=200, digest=article.payload_sha256)
            self.inputs.articles.append(
                ReadArticle(
                    payload_sha256=article.payload_sha256,
                    canonical_url=article.url,
                    url=article.url,
                    source="local_news",
                    role="article",
                    parser="news",
                    parser_version=1,
                    records=article,
                )
            )
        self.inputs.crawls.append(
            {
                "run_id": run_id,
                "source": "hmi_probation",
                "status": "ok",
                "reasons": (),
                "started_at": "2026-11-24T02:15:00+00:00",
                "finished_at": "2026-11-24T02:16:00+00:00",
                "discovered": {"document": len(shown or {})},
                "is_complete_discovery": is_complete,
                "requests": 1,
                "fetched": 1,
                "not_modified": 0,
                "errors": 0,
                "is_replica": self.is_replica,
            }
        )

    def _sighting(self, run_id: str, url: str) -> None:
        self.inputs.sightings.append(
            {"run_id": run_id, "source": "hmi_probation", "canonical_url": url, "item_kind": "document"}
        )

    def _capture(
        self, run_id: str, url: str, role: str, *, status: int, digest: str, is_pdf: bool = False
    ) -> None:
        self.inputs.captures.append(
            {
                "run_id": run_id,
                "source": "local_news" if role == "article" else "hmi_probation",
                "url": url,
                "canonical_url": url,
                "fetched_at": f"{run_id}",
                "status": status,
                "role": role,
                "media_type": "application/pdf" if is_pdf else "text/html",
                "payload_sha256": digest,
                "payload_bytes": 1000,
                "found_on": None,
                "discovery": "listing",
                "warc_file": f"hmi_probation/{run_id}-1.warc.gz",
                "warc_offset": len(self.inputs.captures),
            }
        )

    @staticmethod
    def _read(url: str, role: str, report: Report) -> ReadReport:
        records = report.records(url)
        return ReadReport(
            payload_sha256=report.sha256,
            canonical_url=url,
            url=url,
            source="hmi_probation",
            role=role,
            parser="reports",
            parser_version=1,
            records=records,
            quarantined=records.quarantined,
        )
