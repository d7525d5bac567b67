"""The replica's facts as gold: every report as the page the inspectorate's theme serves, and as a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.gold import (
    GOLD_NAME,
    Gold,
    KnownFinding,
    KnownKeyFact,
    KnownProgress,
    KnownQuestion,
    KnownRecommendation,
    KnownStandard,
    as_line,
)
from pipelines.vocabulary import DatePrecision
from tests.replica import report_text as text
from tests.replica.answer import in_london
from tests.replica.facts import ReportFact, load_reports
from tests.replica.hale import single_page
from tests.replica.post import SITE, Post
from tests.replica.report_html import report_body
from tests.replica.report_pdf import report_pdf


@dataclass(frozen=True)
class Sample:
    """A document's bytes and what stands in them."""

    gold: Gold
    payload: bytes


def pdf_sample(fact: ReportFact, payload: bytes, name: str | None = None) -> Sample:
    """A PDF of a fact, whoever printed it: its cover states the month of publication."""
    url = f"http://cdn.hmiprobation.test/uploads/sites/99/{in_london(fact.published):%Y/%m}/{fact.slug}.pdf"
    document = name or f"{fact.key}.pdf"
    published = f"{in_london(fact.published):%Y-%m}"
    return Sample(gold_of(fact, document, url, "application/pdf", published), payload)


def page_sample(fact: ReportFact) -> Sample:
    """The web page of a fact, with the furniture of the theme."""
    post = Post(
        "document", fact.post_id, fact.slug, fact.title, in_london(fact.published), in_london(fact.published),
        report_body(fact),
    )  # fmt: skip
    payload = single_page(post, full_width_heading=False, has_yoast=False).encode()
    published = f"{in_london(fact.published):%Y-%m-%d}"
    return Sample(gold_of(fact, f"{fact.key}.html", f"{SITE}{post.path}", "text/html", published), payload)


def replica_samples() -> Iterator[Sample]:
    """All reports of the replica, each twice, oldest first."""
    for fact in load_reports():
        yield pdf_sample(fact, report_pdf(fact))
        yield page_sample(fact)


def gold_of(fact: ReportFact, document: str, url: str, media_type: str, published: str) -> Gold:
    """What must be read from a document that prints this fact.

    A Welsh twin repeats its English report: it is recognised as Welsh and gives no second inspection.
    """
    era = f"{fact.framework.value} {media_type.rsplit('/', 1)[-1]}"
    if fact.language == "cy":
        return Gold(
            document=document, url=url, era=f"Welsh {era}", media_type=media_type, language=fact.language,
            published=published, body_ids=(), overall_rating=None, standards=(), key_questions=(),
            findings=(), recommendations=(), progress=(), key_facts=(),
        )  # fmt: skip
    return Gold(
        document=document,
        url=url,
        era=era,
        media_type=media_type,
        language=fact.language,
        body_ids=fact.body_ids,
        framework=fact.framework,
        published=published,
        fieldwork_start=_fieldwork(fact),
        overall_rating=fact.overall_rating,
        score=fact.score,
        score_max=fact.score_max,
        lead_inspector=fact.lead_inspector,
        chief_inspector=fact.chief_inspector,
        standards=tuple(
            KnownStandard(code=s.code or None, name=s.printed_name, rating=s.rating) for s in fact.standards
        ),
        key_questions=tuple(
            KnownQuestion(standard=s.code or s.printed_name, question=q.question, percent=q.percent)
            for s in fact.standards
            for q in s.key_questions
        ),
        findings=(
            *(KnownFinding(stated_in=f.sentence, value_text=f.value_text) for f in fact.findings),
            *(
                KnownFinding(stated_in=f.measure, value_text=text.percent_cell(f))
                for f in text.summary_rows(fact)
            ),
        ),
        recommendations=tuple(
            KnownRecommendation(number=r.number, addressee=r.addressee, text=r.text)
            for r in fact.recommendations
        ),
        progress=_progress(fact),
        key_facts=_key_facts(fact),
    )


def _progress(fact: ReportFact) -> tuple[KnownProgress, ...]:
    told = fact.earlier
    if told is None:
        return ()
    return tuple(
        KnownProgress(
            text=item.text,
            progress=item.progress,
            status_text=item.status_text,
            number=item.number,
            addressee=item.addressee,
            earlier_year=told.year,
        )
        for item in told.items
    )


def _key_facts(fact: ReportFact) -> tuple[KnownKeyFact, ...]:
    told = fact.key_facts
    if told is None:
        return ()
    return tuple(
        KnownKeyFact(
            label=figure.label,
            value_text=figure.value_text,
            value=figure.value,
            context=figure.context,
            as_at=figure.as_at,
            source=told.source,
        )
        for figure in told.figures
    )


def _fieldwork(fact: ReportFact) -> str | None:
    if fact.fieldwork_start is None:
        return None
    return (
        f"{fact.fieldwork_start:%Y-%m-%d}"
        if fact.fieldwork_precision is DatePrecision.DAY
        else f"{fact.fieldwork_start:%Y-%m}"
    )


def write(samples: Iterator[Sample], folder: Path) -> int:
    """Write documents and gold file into a folder; returns how many documents there are."""
    lines = []
    for sample in samples:
        (folder / sample.gold.document).write_bytes(sample.payload)
        lines.append(as_line(sample.gold))
    (folder / GOLD_NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)
