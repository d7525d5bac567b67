"""Rows of what is asked about stories and of what people decided."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.news.story_facts import story_sha256
from warehouse.ids import digest
from warehouse.tables.rows import EvidenceBook, Row, Rows, moment
from warehouse.world import World


def review_rows(world: World, book: EvidenceBook) -> Rows:
    """Open questions, and all decisions with whether they count."""
    return {
        "review_questions": list(_questions(world, book)),
        "review_decisions": list(_decisions(world)),
    }


def _questions(world: World, book: EvidenceBook) -> Iterator[Row]:
    for url, asked in sorted(world.questions.items()):
        for one in asked:
            name = digest("question", url, one.subject, one.inspection_id, one.text_sha256)
            yield {
                "question_id": name,
                "article_id": digest(url),
                "review_subject": one.subject.value,
                "inspection_id": one.inspection_id,
                "is_proposed": one.is_proposed,
                "question_score": one.score,
                "line_score": one.line,
                "question_reason": one.reason,
                "text_sha256": one.text_sha256,
                "evidence_id": book.keep("review_questions", name, "question", url, one.evidence),
                "article_url": one.article_url,
                "document_sha256": one.evidence.document_sha256,
                "quote": one.evidence.quote,
            }


def _decisions(world: World) -> Iterator[Row]:
    held = {
        (article.url, story_sha256(article))
        for address in world.history.articles.values()
        if (article := world.article_at(address)) is not None
    }
    for (url, subject, inspection_id, text), said in sorted(
        world.decisions.items(), key=lambda one: tuple(map(str, one[0]))
    ):
        yield {
            "article_url": url,
            "review_subject": subject.value,
            "inspection_id": inspection_id,
            "is_so": said.is_so,
            "is_applied": (url, text) in held,
            "decided_by": said.decided_by,
            "decided_at": moment(said.decided_at),
            "note": said.note,
            "text_sha256": text,
        }
