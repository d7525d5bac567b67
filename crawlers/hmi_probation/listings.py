"""What the discovery pages of the inspectorate's sites list: pure functions from bytes to items.

Markup as in the Hale theme (new site) and in the old multisite; both are told apart by the caller.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from parsel import Selector

from crawlers.archive.index import Discovery, ItemKind
from crawlers.moments import in_london, in_utc
from crawlers.sitemap import Entry

POST_TYPES = {ItemKind.DOCUMENT: "document", ItemKind.RELEASE: "news"}
"""WordPress's name of each kind, also the first segment of its addresses."""
REST_FIELDS = "id,date,modified_gmt,link,title"

_LISTING = "div.flexible-post-type-list, div.archive-list-item, div.wb-listing, div.listing-item-count"
_ITEM_LINKS = (
    "div.flexible-post-type-list div.list-item",
    "div.archive-list-item",
    "div.wb-listing",
)
_ITEM_LINK = "h2.list-item-title > a, h2.archive-list-item__title > a, h2 > a"
_LEGACY_ITEMS = {
    ItemKind.DOCUMENT: "div.result.inspection h4 a[href]",
    ItemKind.RELEASE: "div.result.press-release h4 a[href]",
}
_NEXT = "li.archive-pagination-next-btn > a[rel=next]::attr(href), nav a[rel=next]::attr(href)"
_LIKELY_LISTING = re.compile(r"report|publication|inspection|document|news|press|research", re.IGNORECASE)


@dataclass(frozen=True)
class Listed:
    """One item of a discovery page. `published` with London's offset, `modified` in UTC, both ISO 8601."""

    url: str
    kind: ItemKind
    discovery: Discovery
    found_on: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    post_id: int | None = None


class UnreadableListingError(ValueError):
    """The page answered, but is not what this way of discovery serves."""


def kind_of(url: str) -> ItemKind | None:
    """The kind of item an address of the new site is of, or None for a plain page."""
    first = urlsplit(url).path.strip("/").partition("/")
    if not first[2]:
        return None
    return next((kind for kind, name in POST_TYPES.items() if name == first[0]), None)


def rest_bases(payload: bytes) -> dict[ItemKind, str]:
    """The REST collections of the post types we need, from `/wp-json/wp/v2/types`."""
    types = _json(payload)
    if not isinstance(types, dict):
        raise UnreadableListingError("not a JSON object of post types")
    return {kind: types[name]["rest_base"] for kind, name in POST_TYPES.items() if name in types}


def rest_items(payload: bytes, kind: ItemKind, found_on: str) -> list[Listed]:
    """One page of a REST collection. Titles arrive entity-encoded."""
    posts = _json(payload)
    if not isinstance(posts, list):
        raise UnreadableListingError("not a JSON list of posts")
    return [
        Listed(
            url=post["link"],
            kind=kind,
            discovery=Discovery.REST,
            found_on=found_on,
            title=clean(html.unescape(post["title"]["rendered"])),
            published=in_london(post["date"]),
            modified=in_utc(post["modified_gmt"]),
            post_id=int(post["id"]),
        )
        for post in posts
    ]


def sitemaps_of(kind: ItemKind, entries: tuple[Entry, ...]) -> list[str]:
    """The child sitemaps that hold a kind of item, in Yoast's or WordPress's own naming."""
    name = POST_TYPES[kind]
    pattern = re.compile(rf"/(?:{name}-sitemap\d*|wp-sitemap-posts-{name}-\d+)\.xml\Z")
    return [entry.url for entry in entries if pattern.search(urlsplit(entry.url).path)]


def sitemap_items(entries: tuple[Entry, ...], kind: ItemKind, found_on: str) -> list[Listed]:
    """The pages of a kind's sitemap; the listing page that Yoast puts first among them is none."""
    return [
        Listed(entry.url, kind, Discovery.SITEMAP, found_on, modified=in_utc(entry.lastmod))
        for entry in entries
        if kind_of(entry.url) is kind
    ]


def likely_listings(payload: bytes, url: str) -> list[str]:
    """Pages of the same site linked from a page, most likely to be listings, each once."""
    found: dict[str, None] = {}
    for link in Selector(text=_text(payload)).css("a[href]"):
        target = urljoin(url, link.attrib["href"]).partition("#")[0]
        words = f"{urlsplit(target).path} {' '.join(link.css('::text').getall())}"
        is_item = kind_of(target) is not None
        if urlsplit(target).netloc == urlsplit(url).netloc and not is_item and _LIKELY_LISTING.search(words):
            found[target] = None
    return list(found)


def is_listing(payload: bytes) -> bool:
    """Whether a page is a listing at all, if only one that matched nothing."""
    return bool(Selector(text=_text(payload)).css(_LISTING))


def listing_items(payload: bytes, found_on: str) -> list[Listed]:
    """The items of a listing page of the new site, in any of the theme's three renderings."""
    page = Selector(text=_text(payload))
    items = []
    for block in page.css(", ".join(_ITEM_LINKS)):
        link = next(iter(block.css(_ITEM_LINK)), None)
        target = urljoin(found_on, link.attrib.get("href", "")) if link is not None else ""
        kind = kind_of(target)
        if link is None or kind is None:
            continue
        items.append(
            Listed(
                url=target,
                kind=kind,
                discovery=Discovery.LISTING,
                found_on=found_on,
                title=clean(" ".join(link.css("::text").getall())),
                published=in_london(block.css("time::attr(datetime)").get()),
            )
        )
    return items


def next_page(payload: bytes, url: str) -> str | None:
    """The next page of a listing. Its absence is the end: asking past the last page costs us."""
    target = Selector(text=_text(payload)).css(_NEXT).get()
    return urljoin(url, target) if target else None


def legacy_items(payload: bytes, found_on: str) -> list[Listed]:
    """The inspections or press releases on a listing page of the old site."""
    return [
        Listed(
            url=urljoin(found_on, link.attrib["href"]),
            kind=kind,
            discovery=Discovery.LEGACY_LISTING,
            found_on=found_on,
            title=clean(" ".join(link.css("::text").getall())),
        )
        for kind, css in _LEGACY_ITEMS.items()
        for link in Selector(text=_text(payload)).css(css)
    ]


def attachments(payload: bytes, url: str) -> tuple[list[str], list[str]]:
    """Files of a report page: those it presents as its own, and PDFs that its text links to.

    The old site has no markup for the first kind; there every PDF is of the second.
    """
    page = Selector(text=_text(payload))
    own = page.css(".document-summary__link a::attr(href), .wp-block-file a::attr(href)").getall()
    linked = [
        target
        for target in page.css("article a::attr(href), #content a::attr(href), main a::attr(href)").getall()
        if urlsplit(target).path.lower().endswith(".pdf")
    ]
    return _absolute(own, url), [
        target for target in _absolute(linked, url) if target not in _absolute(own, url)
    ]


def clean(text: str) -> str:
    """Text with single spaces, no-break ones included."""
    return " ".join(text.split())


def _absolute(targets: list[str], url: str) -> list[str]:
    addresses = [urljoin(url, target.strip()).partition("#")[0] for target in targets]
    return list(dict.fromkeys(address for address in addresses if address.startswith("http")))


def _json(payload: bytes) -> object:
    try:
        return json.loads(payload)
    except ValueError as error:
        raise UnreadableListingError(f"not JSON: {error}") from error


def _text(payload: bytes) -> str:
    return payload.decode("utf-8", "replace") or "<html/>"
