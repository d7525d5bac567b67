"""What people decided about stories, and what that makes of what the rules say.

A decision counts for the text it was made on: where the paper changed the story, it is asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipelines.bodies.register import Register
from pipelines.news.drafts import headline_evidence
from pipelines.news.linking import Decision, decide
from pipelines.news.story_facts import story_sha256
from pipelines.records import (
    Article,
    CoverageLink,
    InspectionRecord,
    ReleaseRecord,
    ReviewDecision,
    ReviewQuestion,
)
from pipelines.vocabulary import CoverageRule, ReviewSubject

Key = tuple[str, ReviewSubject, str | None, str]
"""Story, subject, inspection (None for relevance), and hash of the text."""


def key_of(said: ReviewDecision | ReviewQuestion) -> Key:
    """What a question and its decision have in common."""
    return said.article_url, said.subject, said.inspection_id, said.text_sha256


def latest(decisions: Iterable[ReviewDecision]) -> dict[Key, ReviewDecision]:
    """The last decision on each question, by time and then by name, whatever the order of the file."""
    ordered = sorted(decisions, key=lambda one: (one.decided_at, one.decided_by, one.is_so))
    return {key_of(one): one for one in ordered}


def decide_with(
    decisions: Mapping[Key, ReviewDecision],
    article: Article,
    register: Register,
    inspections: Sequence[InspectionRecord],
    releases: Sequence[ReleaseRecord],
) -> Decision:
    """Decide on a story by the rules, and then by what people said of it; what they settled is not asked."""
    text = story_sha256(article)
    relevance = decisions.get((article.url, ReviewSubject.RELEVANCE, None, text))
    if relevance is not None and not relevance.is_so:
        judged = _judged(article, relevance)
        return Decision(judged, reason=f"{relevance.decided_by} said that it is about no inspection.")
    if relevance is not None:
        article = _judged(article, relevance)
    made = decide(article, register, inspections, releases)
    return replace(
        made,
        links=_links(made, decisions, text, inspections),
        questions=tuple(one for one in made.questions if key_of(one) not in decisions),
    )


def _judged(article: Article, said: ReviewDecision) -> Article:
    reason = f"{said.decided_by} said so on {said.decided_at:%Y-%m-%d}"
    return article.model_copy(
        update={"is_relevant": said.is_so, "relevance_reasons": (*article.relevance_reasons, reason)}
    )


def _links(
    made: Decision,
    decisions: Mapping[Key, ReviewDecision],
    text: str,
    inspections: Sequence[InspectionRecord],
) -> tuple[CoverageLink, ...]:
    url = made.article.url
    said = {
        one.inspection_id: decision
        for one in inspections
        if (decision := decisions.get((url, ReviewSubject.LINK, one.inspection_id, text))) is not None
    }
    kept = [link for link in made.links if link.inspection_id not in said or said[link.inspection_id].is_so]
    held = {link.inspection_id for link in kept}
    added = [
        CoverageLink(
            article_url=url,
            inspection_id=one.inspection_id,
            body_id=one.body_id,
            rule=CoverageRule.PERSON,
            score=1.0,
            evidence=headline_evidence(made.article),
        )
        for one in inspections
        if one.inspection_id in said and said[one.inspection_id].is_so and one.inspection_id not in held
    ]
    return (*kept, *added)
