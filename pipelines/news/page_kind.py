"""What a newspaper's page is: a story, or one of the things that look like one.

By what the page says of itself and how it is built, never by phrases such as "subscribe to read": those
stand on free pages too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.news.json_ld import GALLERY, StoryNode, page_types
from pipelines.news.page import Page
from pipelines.vocabulary import PageKind

STUB = 600
"""Characters of text below which a page that may not be read freely gives no more than its first lines."""
_PICTURES, _WORDS_A_PICTURE = 6, 25
"""A gallery has at least so many pictures, and fewer words than so many for each."""
_TEASERS, _WORDS_A_TEASER = 8, 60
"""A listing has at least so many headlines that lead elsewhere, and fewer words than so many for each."""
_LISTING = re.compile(r"(?:^|/)(?:CollectionPage|SearchResultsPage|ItemList)$")


@dataclass(frozen=True)
class PageShape:
    """How a page is built, read before its text is taken from its tree: by then its teasers are gone."""

    is_listing: bool
    is_gallery: bool
    pictures: int


def page_shape(page: Page, node: StoryNode | None, *, is_dated: bool) -> PageShape:
    """Look at how a page is built; `is_dated` where it gives a day of publication."""
    if node is not None and node.is_article:
        return PageShape(is_listing=False, is_gallery=node.is_gallery, pictures=_pictures(page))
    types = page_types(page)
    return PageShape(
        is_listing=any(map(_LISTING.search, types)) or (not is_dated and _lists_stories(page)),
        is_gallery=any(map(GALLERY.search, types)),
        pictures=_pictures(page),
    )


def page_kind(shape: PageShape, node: StoryNode | None, text: str | None) -> PageKind:
    """Tell what a page is.

    Without it a tag page that lists ten papers' headlines about a service would count as coverage of it.
    """
    if node is not None and node.is_live_blog:
        return PageKind.LIVE_BLOG
    if shape.is_listing:
        return PageKind.LISTING
    words = len((text or "").split())
    if shape.is_gallery or (shape.pictures >= _PICTURES and words < _WORDS_A_PICTURE * shape.pictures):
        return PageKind.GALLERY
    if node is not None and node.is_accessible_for_free is False and len(text or "") < STUB:
        return PageKind.STUB
    return PageKind.STORY


def _lists_stories(page: Page) -> bool:
    """Whether most of the page is headlines that lead to other pages."""
    if "article" in page.metas("og:type"):
        return False
    teasers = page.tree.xpath("//*[self::h2 or self::h3][.//a[@href] or ancestor::a[@href]]")
    paragraphs = page.texts("//p")
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    return len(teasers) >= _TEASERS and words < _WORDS_A_TEASER * len(teasers)


def _pictures(page: Page) -> int:
    """Pictures with a caption of their own; teasers of other stories are figures without one."""
    return sum(
        figure.find(".//img") is not None and bool((figure.findtext(".//figcaption") or "").strip())
        for figure in page.tree.iter("figure")
    )
