"""The facts as WordPress holds them: documents and news posts with their terms, files and bodies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape

from pipelines.vocabulary import Framework
from tests.replica import facts
from tests.replica.answer import LONDON, in_london
from tests.replica.bad_input import bad_posts
from tests.replica.editions import Night, night
from tests.replica.facts import ReleaseFact, ReportFact
from tests.replica.faults import BAD_INPUT, Fault
from tests.replica.official_table import official_table_post
from tests.replica.other_post import other_post
from tests.replica.post import INSPECTION_REPORT, PROBATION, SITE, THEMATIC_REPORT, YOUTH, Post, Term
from tests.replica.report_html import report_body
from tests.replica.uploads import Upload, uploads_of

OLD_HOST = "justiceinspectorates.test"
OLD_RELEASES = "/hmiprobation/media/press-releases/"
MOVE = datetime(2025, 3, 1, tzinfo=LONDON)
"""Posts older than this were brought over from the old site."""

_YOUTH = frozenset({Framework.YJS_2018, Framework.YJS_2021, Framework.YJS_2025})


@dataclass(frozen=True)
class Library:
    """Everything the site publishes on a night, newest first."""

    documents: tuple[Post, ...]
    news: tuple[Post, ...]
    changed_at: datetime

    def of_type(self, post_type: str) -> tuple[Post, ...]:
        """The posts of one type."""
        return {"document": self.documents, "news": self.news}[post_type]

    def __iter__(self) -> Iterator[Post]:
        yield from self.documents
        yield from self.news

    @property
    def uploads(self) -> Iterator[Upload]:
        """All files of all posts."""
        return (upload for post in self for upload in post.uploads)


def library(edition: int, faults: frozenset[Fault]) -> Library:
    """The site's posts on the night of this edition, with the documents that bad-input faults add."""
    return _library(edition, faults & BAD_INPUT)


@lru_cache(maxsize=64)
def _library(edition: int, faults: frozenset[Fault]) -> Library:
    web = night(edition)
    documents = [
        *(_document(report, web) for report in web.reports.values() if report.site == "hale"),
        *(other_post(other) for other in facts.others(edition)),
        official_table_post(edition),
        *bad_posts(faults, web),
    ]
    news = [_news(release, web) for release in web.releases.values() if not is_old_release(release)]

    def newest_first(post: Post) -> tuple[datetime, int]:
        return post.published, post.post_id

    return Library(
        tuple(sorted(documents, key=newest_first, reverse=True)),
        tuple(sorted(news, key=newest_first, reverse=True)),
        web.changed_at,
    )


def is_old_release(release: ReleaseFact) -> bool:
    """Whether the release exists on the old site only."""
    return release.site == "legacy"


def old_release_path(release: ReleaseFact) -> str:
    """The path a release has, or had, on the old site."""
    return f"{OLD_RELEASES}{in_london(release.published):%Y/%m}/{release.slug}/"


def release_link(release: ReleaseFact) -> str:
    """Where the release is now."""
    if is_old_release(release):
        return f"http://{OLD_HOST}{old_release_path(release)}"
    return f"{SITE}/news/{release.slug}/"


def paragraphs(texts: tuple[str, ...]) -> str:
    """Plain texts as paragraphs."""
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def _terms(report: ReportFact) -> tuple[Term, ...]:
    kind = THEMATIC_REPORT if report.framework is Framework.THEMATIC else INSPECTION_REPORT
    return (kind, YOUTH if report.framework in _YOUTH else PROBATION)


def _document(report: ReportFact, web: Night) -> Post:
    uploads = uploads_of(report, web)
    release = web.releases.get(report.release_key or "")
    summary = report.summary or (release.paragraphs[0] if release else "")
    body = report_body(report) if "html" in report.shapes else _migrated_body(uploads, release)
    return Post(
        "document",
        report.post_id,
        report.slug,
        report.title,
        in_london(report.published),
        web.report_modified(report.key),
        body,
        summary=summary,
        terms=_terms(report),
        uploads=uploads,
    )


def _migrated_body(uploads: tuple[Upload, ...], release: ReleaseFact | None) -> str:
    """A page brought over from the old site holds no report; its annexe and its release are linked."""
    lines = [f'<p><a href="{annexe.url}">Data annexe</a></p>' for annexe in uploads[1:]]
    if release:
        lines += [
            "<p>Press release</p>",
            f'<p><a href="{release_link(release)}">{escape(release.title)}</a></p>',
        ]
    return "\n".join(lines)


def _news(release: ReleaseFact, web: Night) -> Post:
    """A release; of a migrated one the lead stands twice, as summary and as the first paragraph."""
    is_migrated = in_london(release.published) < MOVE
    return Post(
        "news",
        release.post_id,
        release.slug,
        release.title,
        in_london(release.published),
        web.release_modified(release.key),
        paragraphs(release.paragraphs),
        summary=release.paragraphs[0] if is_migrated else "",
    )
