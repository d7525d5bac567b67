"""XML sitemaps of the new site, in the Yoast plugin's flavour and in WordPress core's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from tests.replica.answer import Answer, Request, redirect, xml
from tests.replica.editions import NIGHTS
from tests.replica.listing import LISTINGS
from tests.replica.post import SITE, TERMS
from tests.replica.posts import Library

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

Entry = tuple[str, datetime | None]
"""An address and its lastmod."""


def answer(request: Request, library: Library, *, has_yoast: bool) -> Answer | None:
    """The sitemap at this path, a redirect to the flavour in use, or None."""
    main = "/sitemap_index.xml" if has_yoast else "/wp-sitemap.xml"
    if request.path == "/sitemap.xml" or (has_yoast and request.path == "/wp-sitemap.xml"):
        return redirect(SITE + main, by="Yoast SEO" if has_yoast else "WordPress")
    parts = _parts(library, has_yoast=has_yoast)
    if request.path == main:
        entries = [(SITE + path, _latest(part) if has_yoast else None) for path, part in parts.items()]
        return xml(sitemap_index(entries), library.changed_at)
    if request.path in parts:
        return xml(url_set(parts[request.path]), library.changed_at)
    return None


def sitemap_index(entries: Sequence[Entry]) -> str:
    """A sitemap of sitemaps."""
    items = "".join(f"<sitemap>{_entry(entry)}</sitemap>\n" for entry in entries)
    return f"{_DECLARATION}<sitemapindex {_NAMESPACE}>\n{items}</sitemapindex>\n"


def url_set(entries: Sequence[Entry]) -> str:
    """A sitemap of pages."""
    items = "".join(f"<url>{_entry(entry)}</url>\n" for entry in entries)
    return f"{_DECLARATION}<urlset {_NAMESPACE}>\n{items}</urlset>\n"


def _entry(entry: Entry) -> str:
    address, changed = entry
    lastmod = f"<lastmod>{changed.astimezone(UTC).isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<loc>{escape(address)}</loc>{lastmod}"


def _latest(entries: Sequence[Entry]) -> datetime | None:
    return max((changed for _, changed in entries if changed is not None), default=None)


def _parts(library: Library, *, has_yoast: bool) -> dict[str, list[Entry]]:
    pages: list[Entry] = [
        (f"{SITE}/", NIGHTS[1]),
        *((SITE + listing.path, NIGHTS[1]) for listing in LISTINGS),
    ]
    documents: list[Entry] = [(post.link, post.modified) for post in reversed(library.documents)]
    news: list[Entry] = [(post.link, post.modified) for post in reversed(library.news)]
    terms: list[Entry] = [
        (f"{SITE}/document_type/{term.slug}/", None) for term in TERMS if term.taxonomy == "document_type"
    ]
    if has_yoast:
        return {
            "/page-sitemap.xml": pages,
            "/document-sitemap.xml": documents,
            "/news-sitemap.xml": news,
            "/document_type-sitemap.xml": terms,
        }
    return {
        "/wp-sitemap-posts-page-1.xml": pages,
        "/wp-sitemap-posts-document-1.xml": documents,
        "/wp-sitemap-posts-news-1.xml": news,
        "/wp-sitemap-taxonomies-document_type-1.xml": terms,
    }
