"""A link in the making, and the words of a story that can stand as evidence for one."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.news.gazetteer import Mention
from pipelines.news.story_facts import sentence_at
from pipelines.news.zones import Zone
from pipelines.records import Article, Evidence, InspectionRecord
from pipelines.vocabulary import CoverageRule


@dataclass(frozen=True)
class Draft:
    """An inspection a story is about by one rule, with the rule's score and the words that show it."""

    inspection: InspectionRecord
    rule: CoverageRule
    score: float
    evidence: Evidence


def mention_evidence(article: Article, mention: Mention) -> Evidence:
    """The sentence that names a body, or the headline or standfirst that does."""
    if mention.zone is Zone.HEADLINE:
        return headline_evidence(article)
    if mention.zone is Zone.DESCRIPTION:
        return Evidence(
            document_sha256=article.payload_sha256,
            heading="description",
            quote=article.description or article.title,
        )
    return text_evidence(article, *sentence_at(article.text or "", mention.start, mention.end))


def headline_evidence(article: Article) -> Evidence:
    """The headline; the address of a story that has none."""
    return Evidence(
        document_sha256=article.payload_sha256, heading="headline", quote=article.title or article.url
    )


def text_evidence(article: Article, start: int, end: int) -> Evidence:
    """A span of the text."""
    return Evidence(
        document_sha256=article.payload_sha256,
        char_start=start,
        char_end=end,
        quote=(article.text or "")[start:end],
    )
