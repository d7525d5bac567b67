"""What was near the line about a story, on either side of it: questions for a person.

Rules that decide always would be wrong quietly where they are least sure; a person who is asked about
everything stops reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipelines.news.candidates import Candidate, Reading
from pipelines.news.drafts import headline_evidence, mention_evidence, text_evidence
from pipelines.news.overlap import ENOUGH, Overlap
from pipelines.news.releases import inspections_of
from pipelines.news.relevance import THRESHOLD
from pipelines.news.story_facts import sentences, story_sha256
from pipelines.records import Article, CoverageLink, Evidence, InspectionRecord, ReviewQuestion
from pipelines.vocabulary import CoverageRule, ReviewSubject

BELOW, ABOVE = 2.0, 1.0
"""How far under the line a story is still asked about, and how far over it."""
SLIM = 0.15
"""Part of its score by which a link must lead over the runner-up not to be asked about."""
SOME = 5
"""Pieces of a release from which on a story that repeats too few of it is asked about."""
UNSURE = 0.75
"""Weight of the dates below which a link of a story without a day is asked about."""


def of_relevance(article: Article) -> tuple[ReviewQuestion, ...]:
    """Whether a story whose score is near the line is about an inspection."""
    score = article.relevance_score
    if not THRESHOLD - BELOW <= score < THRESHOLD + ABOVE:
        return ()
    reasons = "; ".join(article.relevance_reasons)
    return (
        ReviewQuestion(
            article_url=article.url,
            subject=ReviewSubject.RELEVANCE,
            text_sha256=story_sha256(article),
            is_proposed=article.is_relevant,
            score=score,
            line=THRESHOLD,
            reason=f"Its score is near the line: {reasons}.",
            evidence=_opening(article),
        ),
    )


def of_slim_links(
    article: Article, reading: Reading, ranked: Sequence[Candidate], links: Sequence[CoverageLink]
) -> tuple[ReviewQuestion, ...]:
    """Links of names and dates that lead by little, or stand on few signs of time."""
    return tuple(_slim(article, reading, ranked, {one.inspection_id: one for one in links}))


def of_releases(
    article: Article,
    found: Sequence[Overlap],
    links: Sequence[CoverageLink],
    inspections: Sequence[InspectionRecord],
) -> tuple[ReviewQuestion, ...]:
    """Inspections of a release that the story repeats a little of."""
    return tuple(_half_repeated(article, found, inspections, {one.inspection_id for one in links}))


def of_rivals(article: Article, rivals: Iterable[Candidate], reason: str) -> tuple[ReviewQuestion, ...]:
    """Which of several inspections is meant that a story's words fit alike."""
    both = tuple(rivals)
    line = max(one.score for one in both)
    return tuple(_asked(article, one, line, reason, is_proposed=False) for one in both)


def _slim(
    article: Article, reading: Reading, ranked: Sequence[Candidate], linked: dict[str, CoverageLink]
) -> Iterator[ReviewQuestion]:
    second = next((one for one in ranked if one.inspection.inspection_id not in linked), None)
    for one in ranked:
        link = linked.get(one.inspection.inspection_id)
        if link is None or link.rule is not CoverageRule.GAZETTEER_WINDOW:
            continue
        if second is not None and second.score >= (1 - SLIM) * one.score:
            name = second.inspection.inspection_id
            reason = f"It leads over {name} by {one.score - second.score:.1f} points of {one.score:.1f} only."
            yield _asked(article, one, second.score, reason, is_proposed=True)
        elif reading.day is None and one.fit.weight < UNSURE:
            reason = "The story has no date; that it is of this time rests on one sign alone."
            yield _asked(article, one, 0.0, reason, is_proposed=True)


def _half_repeated(
    article: Article,
    found: Sequence[Overlap],
    inspections: Sequence[InspectionRecord],
    linked: set[str],
) -> Iterator[ReviewQuestion]:
    for overlap in found:
        if not SOME <= overlap.pieces < ENOUGH:
            continue
        for inspection in inspections_of(overlap.release, inspections):
            if inspection.inspection_id not in linked:
                yield ReviewQuestion(
                    article_url=article.url,
                    subject=ReviewSubject.LINK,
                    inspection_id=inspection.inspection_id,
                    text_sha256=story_sha256(article),
                    is_proposed=False,
                    score=float(overlap.pieces),
                    line=float(ENOUGH),
                    reason="It repeats some of the release, but less than a story that is made of it does.",
                    evidence=text_evidence(article, overlap.start, overlap.end),
                )


def _asked(
    article: Article, one: Candidate, line: float, reason: str, *, is_proposed: bool
) -> ReviewQuestion:
    return ReviewQuestion(
        article_url=article.url,
        subject=ReviewSubject.LINK,
        inspection_id=one.inspection.inspection_id,
        text_sha256=story_sha256(article),
        is_proposed=is_proposed,
        score=round(one.score, 2),
        line=round(line, 2),
        reason=reason,
        evidence=mention_evidence(article, one.prominence.best),
    )


def _opening(article: Article) -> Evidence:
    first = next(sentences(article.text or ""), None)
    return headline_evidence(article) if first is None else text_evidence(article, *first)
