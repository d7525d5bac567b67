"""Which inspections a story is about, by which rule, with the words that show it; or why none can be named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipelines.bodies.register import Register
from pipelines.news.candidates import Candidate, Reading, candidates, fit_of
from pipelines.news.gazetteer import Mention, Strength, gazetteer_of
from pipelines.news.overlap import ENOUGH, Overlap, overlaps
from pipelines.news.prominence import prominences
from pipelines.news.story_facts import sentence_at, story_of
from pipelines.news.windows import AFTER, BEFORE, is_same_occasion, london_day, span_of
from pipelines.news.zones import Zone
from pipelines.records import Article, CoverageLink, Evidence, InspectionRecord, ReleaseRecord
from pipelines.vocabulary import BodyKind, CoverageRule, Framework

ALSO = 0.5
"""Part of the best score from which on another service is a subject of the story too, not a comparison."""
ALIKE = 0.8
"""Part of the best score from which on two services that the same words name cannot be told apart."""
_RELEASE_LAG = timedelta(days=45)
_NATIONAL = frozenset({Framework.NATIONAL_2025, Framework.THEMATIC, Framework.JOINT})
_COMMON_WORDS = frozenset(
    "a an and the of in on for to with by from into at how what inspection inspections joint thematic report probation "
    "service services youth justice offending work people review effective practice national england wales".split()
)


@dataclass(frozen=True)
class Decision:
    """Links of one story; where there are none, `reason` says why in one sentence."""

    links: tuple[CoverageLink, ...] = ()
    reason: str | None = None


@dataclass(frozen=True)
class _Link:
    """A link in the making: scores of one rule, the words that show it."""

    inspection: InspectionRecord
    rule: CoverageRule
    score: float
    evidence: Evidence
    spans: frozenset[tuple[Zone, int, int]] = field(default_factory=frozenset)


def link(
    article: Article,
    register: Register,
    inspections: Sequence[InspectionRecord],
    releases: Sequence[ReleaseRecord],
) -> list[CoverageLink]:
    """Links of a story to inspections; empty where it is about none, or where that cannot be said.

    `score` and `margin` are in the measure of the rule: pieces of text shared with the release, or the weighted
    prominence of the body in the story. `runner_up` is the best inspection that was not linked.
    """
    return list(decide(article, register, inspections, releases).links)


def decide(
    article: Article,
    register: Register,
    inspections: Sequence[InspectionRecord],
    releases: Sequence[ReleaseRecord],
) -> Decision:
    """Decide on one story: release text first, then names and dates, then national reports."""
    story = story_of(article)
    mentions = gazetteer_of(register).mentions(story, article.outlet)
    reading = Reading.of(story, mentions, london_day(article.published_at))
    found = overlaps(story.text, releases) if story.text else []
    sources = [one for one in found if one.pieces >= ENOUGH and _is_timely(one.release, reading.day)]
    if not article.is_relevant and not (sources and article.relevance_score > 0):
        return Decision(reason=f"The story is not about an inspection (score {article.relevance_score:g}).")
    ranked = candidates(reading, inspections, register)
    by_release = _by_release(article, reading, sources, ranked, inspections, register)
    links, reason = _by_names(article, reading, ranked, by_release)
    links = _with_companions(links, inspections, register, reading)
    if not links:
        links = _by_national_report(article, reading, inspections, register)
    if not links:
        return Decision(reason=reason)
    return Decision(links=tuple(_finished(article, links, ranked, found, inspections)))


def _is_timely(release: ReleaseRecord, day: date | None) -> bool:
    out = london_day(release.published)
    return day is None or out is None or out - BEFORE <= day <= out + AFTER


def _by_release(
    article: Article,
    reading: Reading,
    sources: list[Overlap],
    ranked: list[Candidate],
    inspections: Sequence[InspectionRecord],
    register: Register,
) -> list[_Link]:
    """Inspections of the releases a story repeats. Of a release about several services, those the story names."""
    links: dict[str, _Link] = {}
    named = prominences(reading.mentions, reading.subject, register, reading.day)
    for source in sources:
        if source.pieces < ALSO * sources[0].pieces:
            break
        about = _inspections_of(source.release, inspections)
        told = [one for one in about if one.body_id in named and named[one.body_id].score >= 1] or about
        evidence = _evidence(article, source.start, source.end)
        for inspection in told:
            links.setdefault(
                inspection.inspection_id,
                _Link(inspection, CoverageRule.RELEASE_OVERLAP, float(source.pieces), evidence),
            )
    return list(links.values())


def _inspections_of(
    release: ReleaseRecord, inspections: Iterable[InspectionRecord]
) -> list[InspectionRecord]:
    out = london_day(release.published)
    nearest: dict[str, tuple[timedelta, InspectionRecord]] = {}
    for inspection in inspections:
        is_named = inspection.body_id in release.body_ids or (
            not release.body_ids
            and release.framework in _NATIONAL
            and inspection.framework is release.framework
        )
        apart = _days_apart(inspection, out)
        if not is_named or apart is None:
            continue
        if inspection.body_id not in nearest or apart < nearest[inspection.body_id][0]:
            nearest[inspection.body_id] = (apart, inspection)
    return [inspection for _, inspection in nearest.values()]


def _days_apart(inspection: InspectionRecord, out: date | None) -> timedelta | None:
    """Days between a release and an inspection's publication; None where they do not belong together."""
    if out is None:
        return timedelta(0)
    if inspection.published is not None:
        first, last = span_of(inspection.published)
        apart = max(first - out, out - last, timedelta(0))
        return apart if apart <= _RELEASE_LAG else None
    fieldwork = inspection.fieldwork_end or inspection.fieldwork_start
    if fieldwork is None:
        return _RELEASE_LAG
    apart = out - fieldwork.value
    return _RELEASE_LAG + apart if timedelta(0) <= apart <= timedelta(days=366) else None


def _by_names(
    article: Article, reading: Reading, ranked: list[Candidate], by_release: list[_Link]
) -> tuple[list[_Link], str | None]:
    """Add the inspections the story names; beside those of a release, only ones published with them and in the headline."""
    links = {one.inspection.inspection_id: one for one in by_release}
    bodies = {one.inspection.body_id for one in by_release}
    if not ranked:
        return by_release, _why_none(reading)
    best = ranked[0]
    for one in ranked:
        if one.inspection.body_id in bodies or one.score < ALSO * best.score:
            continue
        if by_release and not (
            _in_headline(one) and any(is_same_occasion(one.inspection, k.inspection) for k in by_release)
        ):
            continue
        rival = _rival(one, ranked)
        if rival is not None:
            if not links and one is best:
                return (
                    [],
                    f"The story's words fit {one.inspection.inspection_id} and {rival.inspection.inspection_id} alike.",
                )
            continue
        links[one.inspection.inspection_id] = _Link(
            one.inspection,
            CoverageRule.GAZETTEER_WINDOW,
            round(one.score, 2),
            _mention_evidence(article, one.prominence.best),
            one.prominence.spans,
        )
    return list(links.values()), None


def _in_headline(one: Candidate) -> bool:
    return any(mention.zone is Zone.HEADLINE for _, _, mention in one.prominence.mentions)


def _rival(one: Candidate, ranked: list[Candidate]) -> Candidate | None:
    """Another inspection that the very same words name, so that nothing in the story speaks for this one alone."""
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
    links: list[_Link], inspections: Sequence[InspectionRecord], register: Register, reading: Reading
) -> list[_Link]:
    """Add the other half of a Quality & Impact report, which is always about a company and a division together."""
    linked = {one.inspection.inspection_id for one in links}
    added: list[_Link] = []
    for one in links:
        for other in inspections:
            if other.inspection_id in linked or not _is_companion(one.inspection, other):
                continue
            if _share_ground(one.inspection, other, register) and fit_of(other, reading) is not None:
                linked.add(other.inspection_id)
                added.append(_Link(other, one.rule, one.score, one.evidence, one.spans))
    return links + added


def _share_ground(one: InspectionRecord, other: InspectionRecord, register: Register) -> bool:
    kinds = {register.bodies[i.body_id].kind for i in (one, other) if i.body_id in register.bodies}
    if kinds != {BodyKind.CRC, BodyKind.NPS_DIVISION}:
        return False
    grounds = [{place.place for place in register.places if place.body_id == i.body_id} for i in (one, other)]
    return bool(grounds[0] & grounds[1]) or bool(
        set(register.regions_of(one.body_id)) & set(register.regions_of(other.body_id))
    )


def _by_national_report(
    article: Article, reading: Reading, inspections: Iterable[InspectionRecord], register: Register
) -> list[_Link]:
    """Tie a relevant story about no area to the one national or thematic report of the time that it speaks of."""
    if any(m.zone is Zone.HEADLINE and _is_local(m, register) for m in reading.mentions):
        return []
    found: list[tuple[float, InspectionRecord]] = []
    for inspection in inspections:
        weight = fit_of(inspection, reading) if inspection.framework in _NATIONAL else None
        if weight is None:
            continue
        if inspection.framework is Framework.NATIONAL_2025:
            score = weight.weight if reading.subject.says_national else 0.0
        else:
            score = weight.weight * _theme_share(inspection.title, reading.story.folded_top)
        if score > 0:
            found.append((score, inspection))
    found.sort(key=lambda one: -one[0])
    if not found or (len(found) > 1 and found[1][0] >= ALIKE * found[0][0]):
        return []
    score, inspection = found[0]
    start, end = sentence_at(reading.story.text, 0, 1) if reading.story.text else (0, 0)
    evidence = _evidence(article, start, end) if end > start else _headline_evidence(article)
    return [_Link(inspection, CoverageRule.NATIONAL_REPORT, round(score, 2), evidence)]


def _is_local(mention: Mention, register: Register) -> bool:
    return any(
        register.bodies[t.body_id].kind is not BodyKind.NATIONAL
        for t in mention.targets
        if t.body_id in register.bodies
    )


def _theme_share(title: str, top: str) -> float:
    """Part of a thematic report's own words that the top of the story holds; 0 below a half, or for fewer than two."""
    words = {word for word in re.findall(r"[a-z]{3,}", title.lower())} - _COMMON_WORDS
    held = {word for word in words if re.search(rf"\b{word[: max(5, len(word) - 2)]}", top)}
    return len(held) / len(words) if len(held) >= 2 and 2 * len(held) >= len(words) else 0.0


def _finished(
    article: Article,
    links: list[_Link],
    ranked: list[Candidate],
    found: list[Overlap],
    inspections: Sequence[InspectionRecord],
) -> Iterable[CoverageLink]:
    """Give each link its runner-up: the best of the same rule that was not linked."""
    linked = {one.inspection.inspection_id for one in links}
    by_names = next(
        ((c.inspection.inspection_id, c.score) for c in ranked if c.inspection.inspection_id not in linked),
        None,
    )
    by_text = next(
        (
            (i.inspection_id, float(o.pieces))
            for o in found
            for i in _inspections_of(o.release, inspections)
            if i.inspection_id not in linked
        ),
        None,
    )
    for one in sorted(links, key=lambda link: (-link.score, link.inspection.inspection_id)):
        second = (
            by_text
            if one.rule is CoverageRule.RELEASE_OVERLAP
            else by_names
            if one.rule is CoverageRule.GAZETTEER_WINDOW
            else None
        )
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


def _mention_evidence(article: Article, mention: Mention) -> Evidence:
    if mention.zone is Zone.HEADLINE:
        return _headline_evidence(article)
    if mention.zone is Zone.DESCRIPTION:
        return Evidence(
            document_sha256=article.payload_sha256,
            heading="description",
            quote=article.description or article.title,
        )
    return _evidence(article, *sentence_at(article.text or "", mention.start, mention.end))


def _headline_evidence(article: Article) -> Evidence:
    return Evidence(
        document_sha256=article.payload_sha256, heading="headline", quote=article.title or article.url
    )


def _evidence(article: Article, start: int, end: int) -> Evidence:
    return Evidence(
        document_sha256=article.payload_sha256,
        char_start=start,
        char_end=end,
        quote=(article.text or "")[start:end],
    )
