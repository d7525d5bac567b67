"""Every page of the replica's five newspapers, read and linked: the right inspections, and no others."""

from __future__ import annotations

import hashlib
from functools import cache

import pytest

from pipelines.bodies.register import load_register
from pipelines.news import extract, link, refusals
from pipelines.news.syndication import syndication
from pipelines.records import Article, Evidence, InspectionRecord, PartialDate, ReleaseRecord
from pipelines.vocabulary import CoverageRule, DatePrecision
from tests.replica.facts import StoryFact, load_releases, load_reports, load_stories
from tests.replica.outlets import OUTLETS
from tests.replica.outlets.piece import Outlet, Piece
from tests.replica.outlets.stories import pieces_of

STORIES = {story.url: story for story in load_stories()}
LAST_EDITION = 3


def printed() -> list[tuple[Outlet, Piece]]:
    """Every piece of every outlet on the last night."""
    outlets = enumerate(OUTLETS.values())
    return [
        (outlet, piece) for number, outlet in outlets for piece in pieces_of(outlet, number, LAST_EDITION)
    ]


@cache
def articles() -> dict[str, tuple[bytes, Piece, Article]]:
    """URL → page, what it was made from, what was read."""
    found: dict[str, tuple[bytes, Piece, Article]] = {}
    for outlet, piece in printed():
        url, html = f"{outlet.site}{piece.path}", outlet.page(piece, outlet).encode()
        found[url] = html, piece, extract(html, url=url)
    return found


@cache
def inspections() -> tuple[tuple[str, InspectionRecord], ...]:
    """(report key, inspection) for each body of each report, as its reader would give them."""
    return tuple(
        (
            report.key,
            InspectionRecord(
                body_id=body_id,
                framework=report.framework,
                title=report.title,
                published=PartialDate(value=report.published.date(), precision=DatePrecision.DAY),
                fieldwork_start=PartialDate(
                    value=report.fieldwork_start, precision=report.fieldwork_precision
                )
                if report.fieldwork_start
                else None,
                overall_rating=report.overall_rating,
                evidence=Evidence(
                    document_sha256=hashlib.sha256(report.key.encode()).hexdigest(), quote=report.title
                ),
            ),
        )
        for report in load_reports()
        for body_id in report.body_ids
    )


@cache
def releases() -> tuple[ReleaseRecord, ...]:
    """The inspectorate's press releases."""
    bodies = {report.key: report.body_ids for report in load_reports()}
    return tuple(
        ReleaseRecord(
            release_id=release.key,
            url=f"http://hmiprobation.test/news/{release.slug}/",
            title=release.title,
            published=release.published,
            body_ids=tuple(body for key in release.report_keys for body in bodies[key]),
            text="\n".join(release.paragraphs),
            evidence=Evidence(document_sha256="e" * 64, quote=release.title),
        )
        for release in load_releases()
    )


def wanted(story: StoryFact) -> set[str]:
    return {inspection.inspection_id for key, inspection in inspections() if key in story.report_keys}


def test_every_page_gives_its_words_headline_and_time() -> None:
    assert len(articles()) > 100
    for url, (html, piece, article) in articles().items():
        assert article.text == "\n".join(piece.paragraphs), url
        assert article.title == piece.headline, url
        assert article.published_at == piece.published, url
        assert refusals(html, article) == (), url


def test_only_stories_about_inspections_are_relevant() -> None:
    relevant = {url for url, (_, _, article) in articles().items() if article.is_relevant}
    assert relevant == {url for url, story in STORIES.items() if story.report_keys}


@pytest.mark.parametrize("with_releases", [True, False])
def test_every_story_is_linked_to_exactly_its_inspections(with_releases: bool) -> None:
    known = [inspection for _, inspection in inspections()]
    rules: set[CoverageRule] = set()
    for url, (_, _, article) in articles().items():
        links = link(article, load_register(), known, releases() if with_releases else ())
        assert {one.inspection_id for one in links} == (wanted(STORIES[url]) if url in STORIES else set()), (
            url
        )
        assert all(one.evidence.document_sha256 == article.payload_sha256 for one in links)
        rules |= {one.rule for one in links}
    assert rules == {CoverageRule.GAZETTEER_WINDOW} | (
        {CoverageRule.RELEASE_OVERLAP} if with_releases else {CoverageRule.NATIONAL_REPORT}
    )


def test_copies_are_found_and_nothing_else() -> None:
    of = {story.key: story.copy_of or story.key for story in STORIES.values()}
    keys = {url: story.key for url, story in STORIES.items()}
    found = syndication([article for _, _, article in articles().values()], releases())
    pairs = {frozenset((keys[one.original_url], keys[one.copy_url])) for one in found}
    alike = {frozenset((a, b)) for a in of for b in of if a != b and of[a] == of[b]}
    assert pairs == alike
    first = {story.copy_of for story in STORIES.values() if story.copy_of}
    assert first <= {keys[one.original_url] for one in found}
