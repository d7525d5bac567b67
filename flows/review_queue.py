"""The questions of the published record that nobody has decided, in the order in which to ask them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb

from pipelines.news.decisions import Key, latest
from pipelines.records import ReviewDecision
from pipelines.vocabulary import ReviewSubject

_QUESTIONS = """
SELECT q.question_id, q.article_url, q.review_subject, q.inspection_id, q.text_sha256, q.is_proposed,
    q.question_score, q.line_score, q.question_reason, q.quote, a.headline, a.outlet_name, a.published_date,
    b.body_name, i.published_date, i.overall_rating::VARCHAR
FROM review_questions AS q
INNER JOIN articles AS a USING (article_id)
LEFT JOIN inspections AS i ON i.inspection_id = q.inspection_id
LEFT JOIN bodies AS b ON b.body_id = i.body_id
ORDER BY a.published_date DESC NULLS LAST, q.article_url, q.review_subject DESC, q.question_score DESC,
    q.question_id
"""


@dataclass(frozen=True)
class Question:
    """One question with all that a person needs to answer it."""

    question_id: str
    article_url: str
    subject: ReviewSubject
    inspection_id: str | None
    text_sha256: str
    is_proposed: bool
    score: float
    line: float
    reason: str
    quote: str
    headline: str
    outlet: str
    story_date: date | None
    body: str | None
    report_date: date | None
    rating: str | None

    @property
    def key(self) -> Key:
        """What its decision has in common with it."""
        return self.article_url, self.subject, self.inspection_id, self.text_sha256

    @property
    def asked(self) -> str:
        """The question in words."""
        if self.subject is ReviewSubject.RELEVANCE:
            return "Is it about an inspection of probation or youth justice?"
        day = f" of {self.report_date}" if self.report_date else ""
        return f"Is it about the inspection of {self.body}{day} ({self.rating or 'not rated'})?"

    def decided(self, *, is_so: bool, by: str, note: str | None = None) -> ReviewDecision:
        """The decision that it is so, or not, now."""
        return ReviewDecision(
            article_url=self.article_url,
            subject=self.subject,
            inspection_id=self.inspection_id,
            text_sha256=self.text_sha256,
            is_so=is_so,
            decided_by=by,
            decided_at=datetime.now(UTC).replace(microsecond=0),
            note=note,
        )


def open_questions(
    connection: duckdb.DuckDBPyConnection, decisions: Iterable[ReviewDecision]
) -> list[Question]:
    """Questions without a decision; one that the next night will apply is not asked again meanwhile."""
    said = latest(decisions)
    no_story = {key[0] for key, one in said.items() if key[1] is ReviewSubject.RELEVANCE and not one.is_so}
    rows = connection.execute(_QUESTIONS).fetchall()
    found = [Question(row[0], row[1], ReviewSubject(row[2]), *row[3:]) for row in rows]
    return [one for one in found if one.key not in said and one.article_url not in no_story]
