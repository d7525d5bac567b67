"""Reading sitemaps: the index, the pages, and Google's news extension."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree


@dataclass(frozen=True)
class Entry:
    """One `<url>` or `<sitemap>`; dates as written there."""

    url: str
    lastmod: str | None = None
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class Sitemap:
    """Either other sitemaps or pages; both empty if the payload is no sitemap at all."""

    children: tuple[Entry, ...] = ()
    pages: tuple[Entry, ...] = ()
    is_sitemap: bool = False


def read_sitemap(payload: bytes) -> Sitemap:
    """Take a sitemap apart. Namespaces are ignored: sites misspell them."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(payload, parser) if payload.strip() else None
    if root is None or _name(root) not in {"sitemapindex", "urlset"}:
        return Sitemap()
    entries = [entry for element in root if (entry := _entry(element)) is not None]
    if _name(root) == "sitemapindex":
        return Sitemap(children=tuple(entries), is_sitemap=True)
    return Sitemap(pages=tuple(entries), is_sitemap=True)


def _entry(element: etree._Element) -> Entry | None:
    fields: dict[str, str] = {}
    for inner in element.iter():
        text = (inner.text or "").strip()
        if text:
            fields.setdefault(_name(inner), text)
    if "loc" not in fields:
        return None
    return Entry(fields["loc"], fields.get("lastmod"), fields.get("title"), fields.get("publication_date"))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
