"""Rows of releases, stories, coverage and syndication. No row holds a story's text."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.news.syndication import syndication
from pipelines.reports.dates import local_day
from warehouse.history import Address
from warehouse.ids import digest
from warehouse.news_told import coverage_id
from warehouse.tables.release_shares import release_share_rows
from warehouse.tables.rows import EvidenceBook, Row, Rows, joined, moment
from warehouse.world import World


def news_rows(world: World, book: EvidenceBook) -> Rows:
    """All that newspapers and press releases say."""
    addresses = [world.history.articles[url] for url in sorted(world.history.articles)]
    return {
        "releases": list(_releases(world, book)),
        "articles": [row for address in addresses for row in _article(world, address)],
        "article_versions": [row for address in addresses for row in _versions(address)],
        "coverage": list(_coverage(world, book)),
        "syndication": list(_syndication(world, addresses, book)),
        "release_shares": list(release_share_rows(world, book)),
    }


def _releases(world: World, book: EvidenceBook) -> Iterator[Row]:
    for name, (url, release) in sorted(world.releases.items()):
        yield {
            "release_id": name,
            "release_url": url,
            "release_title": release.title,
            "published_at": moment(release.published),
            "published_date": local_day(release.published) if release.published else None,
            "framework": release.framework,
            "body_ids": joined(release.body_ids),
            "release_text": release.text,
            "first_seen_run_id": world.first_seen[name],
            "evidence_id": book.keep("releases", name, "release", url, release.evidence),
            "document_sha256": release.evidence.document_sha256,
            "quote": release.evidence.quote,
        }


def _article(world: World, address: Address) -> Iterator[Row]:
    article = world.judged.get(address.url) or world.article_at(address)
    if article is None or address.current is None:
        return
    outlet_id, outlet_name = world.outlet_of(address.url, article)
    yield {
        "article_id": digest(address.url),
        "article_url": address.url,
        "outlet_id": outlet_id,
        "outlet_name": outlet_name,
        "headline": article.title,
        "search_headline": article.seo_title,
        "author_names": joined(article.authors),
        "published_at": moment(article.published_at),
        "published_date": local_day(article.published_at) if article.published_at else None,
        "modified_at": moment(article.modified_at),
        "is_relevant": article.is_relevant,
        "relevance_score": article.relevance_score,
        "relevance_reasons": joined(article.relevance_reasons),
        "body_ids": joined(article.body_ids),
        "page_kind": article.page_kind,
        "is_accessible_for_free": article.is_accessible_for_free,
        "syndicated_from_name": article.syndicated_from,
        "word_count": len(article.text.split()) if article.text is not None else None,
        "text_sha256": address.current.text_sha256,
        "document_sha256": address.current.sha256,
        "gone_since_run_id": address.absent_since,
        "version_count": len(address.versions),
        "first_seen_run_id": address.first_run,
    }


def _versions(address: Address) -> Iterator[Row]:
    """What a story said from one run on. A page that says the same with other bytes is no version."""
    for version in address.versions:
        article = version.article
        yield {
            "article_version_id": digest(address.url, version.number, version.sha256),
            "article_id": digest(address.url),
            "version_number": version.number,
            "first_seen_run_id": version.run_id,
            "headline": article.title if article is not None else None,
            "modified_at": moment(article.modified_at) if article is not None else None,
            "word_count": len(article.text.split()) if article is not None and article.text else None,
            "text_sha256": version.text_sha256,
            "is_current": version is address.current,
            "article_url": address.url,
            "document_sha256": version.sha256,
        }


def _coverage(world: World, book: EvidenceBook) -> Iterator[Row]:
    for url, links in sorted(world.coverage.items()):
        for link in links:
            name = coverage_id(url, link.inspection_id)
            yield {
                "coverage_id": name,
                "article_id": digest(url),
                "inspection_id": link.inspection_id,
                "body_id": link.body_id,
                "rule": link.rule,
                "link_score": link.score,
                "runner_up_id": link.runner_up,
                "margin_score": link.margin,
                "first_seen_run_id": world.first_seen[name],
                "evidence_id": book.keep("coverage", name, "coverage", url, link.evidence),
                "article_url": url,
                "document_sha256": link.evidence.document_sha256,
                "quote": link.evidence.quote,
            }


def _syndication(world: World, addresses: list[Address], book: EvidenceBook) -> Iterator[Row]:
    articles = [
        article
        for address in addresses
        if (article := world.judged.get(address.url) or world.article_at(address)) and article.is_relevant
    ]
    home = {
        article.url: address.url
        for address in addresses
        if (article := world.article_at(address)) is not None
    }
    releases = [release for _, (_, release) in sorted(world.releases.items())]
    for record in syndication(articles, releases):
        original, copy = home[record.original_url], home[record.copy_url]
        name = digest("syndication", original, copy)
        yield {
            "syndication_id": name,
            "original_id": digest(original),
            "copy_id": digest(copy),
            "containment_pct": round(100 * record.containment, 1),
            "direction_reason": record.direction,
            "evidence_id": book.keep("syndication", name, "syndication", copy, record.evidence),
            "original_url": original,
            "copy_url": copy,
            "document_sha256": record.evidence.document_sha256,
            "quote": record.evidence.quote,
        }
