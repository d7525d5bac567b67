"""Which inspections a story is about, by which rule, in which words; or why none can be named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.bodies.register import Register
from pipelines.news.candidates import Candidate, Reading, candidates, fit_of
from pipelines.news.doubts import of_releases, of_relevance, of_rivals, of_slim_links
from pipelines.news.drafts import Draft, mention_evidence
from pipelines.news.gazetteer import gazetteer_of
from pipelines.news.national import by_national_report
from pipelines.news.overlap import ENOUGH, Overlap, overlaps
from pipelines.news.raising import may_be_raised, raised
from pipelines.news.releases import by_release, inspections_of, is_timely
from pipelines.news.story_facts import says_rating, sentence_at, story_of
from pipelines.news.windows import is_same_occasion, london_day
from pipelines.news.zones import Zone
from pipelines.records import (
    Article,
    CoverageLink,
    InspectionRecord,
    PartialDate,
    ReleaseRecord,
    ReviewQuestion,
)
from pipelines.vocabulary import BodyKind, CoverageRule, Framework

ALSO = 0.5
"""Part of the best score from which on another service is a subject of the story too, not a comparison."""
TOGETHER = 0.1
"""The same for a service whose report came out at the same time."""
ALIKE = 0.8
"""Part of the best score from which on two services that the same words name cannot be told apart."""

_JUDGEMENT = re.compile(
    r"\b(?:(?:re-?)?inspect\w*|rat(?:ed|ings?)|reports?|points|scor(?:ed?|ing)|graded|inadequate|good|outstanding"
    r"|requir\w+\s+improvement)\b",
    re.IGNORECASE,
)


_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|both|several|series\s+of|set\s+of|run\s+of|string\s+of)\s+"
    r"(?:[\w'-]+\s+){0,4}?(?:inspections?|reports|units|areas|services|teams|pdus)\b"
)
"""A story that says it is about several reports."""


@dataclass(frozen=True)
class Decision:
    """Links of one story; where there are none, `reason` says why in one sentence.

    `article` is the story with its last score: a report that came out days before can make coverage of one
    just under the line. `questions` are what was near the line, on either side of it: for a person to decide.
    """

    article: Article
    links: tuple[CoverageLink, ...] = ()
    reason: str | None = None
    questions: tuple[ReviewQuestion, ...] = ()


def link(
    article: Article,
    register: Register,
    inspections: Sequence[InspectionRecord],
    releases: Sequence[ReleaseRecord],
) -> list[CoverageLink]:
    """Links of a story to inspections; empty where it is about none, or where that cannot be said.

    `score` and `margin` are in the measure of the rule: pieces of text shared with the release, or the
    weighted prominence of the body in the story. `runner_up` is the best inspection that was not linked.
    """
    return list(decide(article, register, inspections, releases).links)


def decide(
    article: Article,
    register: Register,
    inspections: Sequence[InspectionRecord],
    releases: Sequence[ReleaseRecord],
    *,
    month: PartialDate | None = None,
) -> Decision:
    """Decide on one story: release text first, then names and dates, then national reports.

    `month` is the month or year of a story whose day is not known.
    """
    story = story_of(article)
    mentions = gazetteer_of(register).mentions(story, article.outlet)
    reading = Reading.of(story, mentions, london_day(article.published_at), article.url, month)
    found = overlaps(story.text, releases) if story.text else []
    timely = [one for one in found if is_timely(one.release, reading.day)]
    sources = [one for one in timely if one.pieces >= ENOUGH]
    ranked: list[Candidate] = []
    if article.is_relevant or may_be_raised(article) or sources:
        ranked = candidates(reading, inspections, register)
    was_relevant, article = article.is_relevant, raised(article, reading, ranked)
    asked = tuple(of_relevance(article, is_raised=article.is_relevant and not was_relevant))
    if not article.is_relevant and not (sources and article.relevance_score > 0):
        why_not = f"The story is not about an inspection (score {article.relevance_score:g})."
        return Decision(article, reason=why_not, questions=asked)
    announced = by_release(article, reading, sources, inspections, register)
    links, reason, rivals = _by_names(article, ranked, announced, register, _why_none(reading))
    links = _with_companions(links, inspections, register, reading)
    if not links:
        links = by_national_report(article, reading, inspections, register)
    finished = tuple(_finished(article, links, ranked, found, inspections))
    asked = (
        *asked,
        *of_slim_links(article, reading, ranked, finished),
        *of_releases(article, timely, finished, inspections),
        *(() if finished else of_rivals(article, rivals, reason or "")),
    )
    return Decision(article, finished, None if finished else reason, asked)


def _by_names(
    article: Article, ranked: list[Candidate], announced: list[Draft], register: Register, why_none: str
) -> tuple[list[Draft], str | None, tuple[Candidate, ...]]:
    """Add the inspections that names tell; beside those of a release, only ones published with them.

    Returns links; why there are none; and the inspections that the words fit alike, where they do.
    """
    if not ranked:
        return announced, why_none, ()
    links = {one.inspection.inspection_id: one for one in announced}
    bodies = {one.inspection.body_id for one in announced}
    subjects = [one.inspection for one in announced] or [ranked[0].inspection]
    others = [one for one in ranked if one.inspection.body_id not in bodies]
    for one in others:
        if one is not ranked[0] and not _is_subject_too(
            one, ranked[0].score, subjects, register, article.text or ""
        ):
            continue
        if announced and not any(is_same_occasion(one.inspection, subject) for subject in subjects):
            continue
        rival = _rival(one, ranked)
        if rival is not None and not links and one is ranked[0]:
            both = f"{one.inspection.inspection_id} and {rival.inspection.inspection_id}"
            return [], f"The story's words fit {both} alike.", (one, rival)
        if rival is None:
            evidence = mention_evidence(article, one.prominence.best)
            links[one.inspection.inspection_id] = Draft(
                one.inspection, CoverageRule.GAZETTEER_WINDOW, round(one.score, 2), evidence
            )
    return list(links.values()), None, ()


def _is_subject_too(
    one: Candidate, best: float, subjects: Iterable[InspectionRecord], register: Register, text: str
) -> bool:
    """Whether the story is about this inspection too, not only comparing with it.

    One published together with what the story is about needs no more than a judgement on top: a paper that
    reports two units rated on one day gives most of its words to the nearer one. One of another day, and the
    region around a unit, must be in the headline, or be named as prominently as the other.
    """
    if one.prominence.is_by_hint and not one.prominence.is_in_headline:
        return False
    is_told = one.score >= ALIKE * best or (one.prominence.is_in_headline and one.score >= ALSO * best)
    if _is_one_of_several(one, text):
        return True
    if any(_is_within(one.inspection, subject, register) for subject in subjects):
        return is_told and one.prominence.is_in_headline
    is_beside = any(is_same_occasion(one.inspection, subject) for subject in subjects)
    return is_told or (is_beside and one.score >= TOGETHER * best and _is_judged(one, text))


def _is_one_of_several(one: Candidate, text: str) -> bool:
    """Whether a story about several reports gives the rating of this one in the sentence that names it."""
    rating = one.inspection.overall_rating
    return (
        rating is not None
        and not one.prominence.is_by_hint
        and _SEVERAL.search(text.lower()) is not None
        and any(
            says_rating(text[slice(*sentence_at(text, mention.start, mention.end))], rating)
            for _, _, mention in one.prominence.mentions
            if mention.zone in {Zone.OPENING, Zone.BODY}
        )
    )


def _is_judged(one: Candidate, text: str) -> bool:
    """Whether the top of the story says something of what inspectors found there, beside its name."""
    return any(
        mention.zone is not Zone.OPENING
        or _JUDGEMENT.search(text[slice(*sentence_at(text, mention.start, mention.end))])
        for _, _, mention in one.prominence.mentions
        if mention.zone is not Zone.BODY
    )


def _is_within(one: InspectionRecord, other: InspectionRecord, register: Register) -> bool:
    """Whether one body is the region around the other."""
    pair = [register.bodies[i.body_id] for i in (one, other) if i.body_id in register.bodies]
    return len(pair) == 2 and any(a.parent_region == b.body_id for a, b in (pair, pair[::-1]))


def _rival(one: Candidate, ranked: list[Candidate]) -> Candidate | None:
    """Another inspection that the very same words name: nothing in the story speaks for this one alone."""
    for other in ranked:
        if other is one or not one.prominence.spans <= other.prominence.spans:
            continue
        if other.score >= ALIKE * one.score and not _is_companion(one.inspection, other.inspection):
            return other
    return None


def _why_none(reading: Reading) -> str:
    if reading.day is None and reading.fieldwork is None:
        return "The story has no date and states no fieldwork, so no inspection can be told from another."
    if not reading.mentions:
        return "The story names no service and no place."
    return "No inspection of a service that the story names was published in the time before it."


def _is_companion(one: InspectionRecord, other: InspectionRecord) -> bool:
    """Whether two inspections are the two halves of one Quality & Impact report."""
    return (
        one.framework is other.framework is Framework.QUALITY_IMPACT_2016
        and one.body_id != other.body_id
        and is_same_occasion(one, other)
    )


def _with_companions(
    links: list[Draft], inspections: Sequence[InspectionRecord], register: Register, reading: Reading
) -> list[Draft]:
    """Add the other half of a Quality & Impact report: it is about a company and a division together."""
    linked = {one.inspection.inspection_id for one in links}
    added: list[Draft] = []
    for one in links:
        for other in inspections:
            if other.inspection_id in linked or not _is_companion(one.inspection, other):
                continue
            if _share_ground(one.inspection, other, register) and fit_of(other, reading) is not None:
                linked.add(other.inspection_id)
                added.append(Draft(other, one.rule, one.score, one.evidence))
    return links + added


def _share_ground(one: InspectionRecord, other: InspectionRecord, register: Register) -> bool:
    kinds = {register.bodies[i.body_id].kind for i in (one, other) if i.body_id in register.bodies}
    if kinds != {BodyKind.CRC, BodyKind.NPS_DIVISION}:
        return False
    grounds = [{place.place for place in register.places if place.body_id == i.body_id} for i in (one, other)]
    return bool(grounds[0] & grounds[1]) or bool(
        set(register.regions_of(one.body_id)) & set(register.regions_of(other.body_id))
    )


def _finished(
    article: Article,
    drafts: list[Draft],
    ranked: list[Candidate],
    found: list[Overlap],
    inspections: Sequence[InspectionRecord],
) -> Iterable[CoverageLink]:
    """Give each link its runner-up: the best by the same rule that was not linked."""
    linked = {one.inspection.inspection_id for one in drafts}
    by_names = ((one.inspection.inspection_id, one.score) for one in ranked)
    by_text = (
        (announced.inspection_id, float(overlap.pieces))
        for overlap in found
        for announced in inspections_of(overlap.release, inspections)
    )
    seconds = {
        CoverageRule.RELEASE_OVERLAP: next((one for one in by_text if one[0] not in linked), None),
        CoverageRule.GAZETTEER_WINDOW: next((one for one in by_names if one[0] not in linked), None),
    }
    for one in sorted(drafts, key=lambda draft: (-draft.score, draft.inspection.inspection_id)):
        second = seconds.get(one.rule)
        yield CoverageLink(
            article_url=article.url,
            inspection_id=one.inspection.inspection_id,
            body_id=one.inspection.body_id,
            rule=one.rule,
            score=one.score,
            runner_up=second[0] if second else None,
            margin=round(one.score - (second[1] if second else 0.0), 2),
            evidence=one.evidence,
        )
