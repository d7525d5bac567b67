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


def of_relevance(article: Article, *, is_raised: bool = False) -> Iterator[ReviewQuestion]:
    """Whether a story whose score is near the line is about an inspection.

    One that only a report of the time brought over it (`is_raised`) is near, whatever its score.
    """
    score = article.relevance_score
    if is_raised or THRESHOLD - BELOW <= score < THRESHOLD + ABOVE:
        yield ReviewQuestion(
            article_url=article.url,
            subject=ReviewSubject.RELEVANCE,
            text_sha256=story_sha256(article),
            is_proposed=article.is_relevant,
            score=score,
            line=THRESHOLD,
            reason=f"Its score is near the line: {'; '.join(article.relevance_reasons)}.",
            evidence=_opening(article),
        )


def of_slim_links(
    article: Article, reading: Reading, ranked: Sequence[Candidate], links: Iterable[CoverageLink]
) -> Iterator[ReviewQuestion]:
    """Links of names and dates that lead by little, or stand on few signs of time."""
    rules = {link.inspection_id: link.rule for link in links}
    second = next((one for one in ranked if one.inspection.inspection_id not in rules), None)
    for one in ranked:
        if rules.get(one.inspection.inspection_id) is not CoverageRule.GAZETTEER_WINDOW:
            continue
        if second is not None and second.score >= (1 - SLIM) * one.score:
            name = second.inspection.inspection_id
            reason = f"It leads over {name} by {one.score - second.score:.1f} points of {one.score:.1f} only."
            yield _by_name(article, one, second.score, reason, is_proposed=True)
        elif reading.day is None and one.fit.weight < UNSURE:
            reason = "The story has no date; that it is of this time rests on one sign alone."
            yield _by_name(article, one, 0.0, reason, is_proposed=True)


def of_releases(
    article: Article,
    found: Iterable[Overlap],
    links: Iterable[CoverageLink],
    inspections: Sequence[InspectionRecord],
) -> Iterator[ReviewQuestion]:
    """Inspections of a release that the story repeats a little of."""
    linked = {link.inspection_id for link in links}
    for overlap in found:
        if not SOME <= overlap.pieces < ENOUGH:
            continue
        for inspection in inspections_of(overlap.release, inspections):
            if inspection.inspection_id not in linked:
                yield _of_link(
                    article,
                    inspection,
                    is_proposed=False,
                    score=float(overlap.pieces),
                    line=float(ENOUGH),
                    reason="It repeats some of the release, but less than a story that is made of it does.",
                    evidence=text_evidence(article, overlap.start, overlap.end),
                )


def of_rivals(article: Article, rivals: Sequence[Candidate], reason: str) -> Iterator[ReviewQuestion]:
    """Which of several inspections is meant that a story's words fit alike."""
    line = max((one.score for one in rivals), default=0.0)
    for one in rivals:
        yield _by_name(article, one, line, reason, is_proposed=False)


def _by_name(
    article: Article, one: Candidate, line: float, reason: str, *, is_proposed: bool
) -> ReviewQuestion:
    return _of_link(
        article,
        one.inspection,
        is_proposed=is_proposed,
        score=round(one.score, 2),
        line=round(line, 2),
        reason=reason,
        evidence=mention_evidence(article, one.prominence.best),
    )


def _of_link(
    article: Article,
    inspection: InspectionRecord,
    *,
    is_proposed: bool,
    score: float,
    line: float,
    reason: str,
    evidence: Evidence,
) -> ReviewQuestion:
    return ReviewQuestion(
        article_url=article.url,
        subject=ReviewSubject.LINK,
        inspection_id=inspection.inspection_id,
        text_sha256=story_sha256(article),
        is_proposed=is_proposed,
        score=score,
        line=line,
        reason=reason,
        evidence=evidence,
    )


def _opening(article: Article) -> Evidence:
    first = next(sentences(article.text or ""), None)
    return headline_evidence(article) if first is None else text_evidence(article, *first)
