"""What a page says about its story in JSON-LD."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pipelines.news.page import Page

_ARTICLE = re.compile(r"(?:^|/)(?:\w*NewsArticle|Article|BlogPosting|LiveBlogPosting|Report|OpinionArticle)$")
_PAGE = re.compile(r"(?:^|/)(?:\w*WebPage|ItemPage)$")
GALLERY = re.compile(r"(?:^|/)(?:Image|Media)Gallery$")
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where a page nests its own story. Other properties hold other stories: related ones, a live blog's
entries."""
_DEEPEST = 6


@dataclass(frozen=True)
class StoryNode:
    """The node that describes the page's story, with plain readings of its properties."""

    node: dict[str, Any]

    def text(self, name: str) -> str | None:
        """A property as one line of text, None where it is absent or not text."""
        value = self.node.get(name)
        if isinstance(value, list) and value:
            value = value[0]
        line = " ".join(html.unescape(value).split()) if isinstance(value, str) else ""
        return line or None

    @property
    def is_article(self) -> bool:
        """Whether the page calls this an article, not just a page."""
        return any(map(_ARTICLE.search, _types(self.node)))

    @property
    def is_gallery(self) -> bool:
        """Whether the page calls its story pictures with captions."""
        return any(map(GALLERY.search, _types(self.node)))

    @property
    def is_live_blog(self) -> bool:
        """Whether the page is a running report."""
        return "LiveBlogPosting" in _types(self.node) or bool(self.node.get("liveBlogUpdate"))

    @property
    def is_accessible_for_free(self) -> bool | None:
        """What the publisher says about a paywall; None where it says nothing."""
        value = self.node.get("isAccessibleForFree")
        if isinstance(value, bool):
            return value
        word = str(value).rsplit("/", 1)[-1].strip().lower()
        return {"true": True, "false": False}.get(word)

    @property
    def body(self) -> str | None:
        """`articleBody`, with entities and markup taken out; None where there is none."""
        value = self.node.get("articleBody")
        if not isinstance(value, str):
            return None
        lines = (
            " ".join(line.split())
            for line in re.sub(r"<[^>]{1,300}>", " ", html.unescape(value)).splitlines()
        )
        return "\n".join(filter(None, lines)) or None

    def names(self, name: str) -> list[str]:
        """Names of the persons or organisations in a property; persons alone where there are any."""
        persons: list[str] = []
        others: list[str] = []
        values = self.node.get(name)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str):
                persons.append(html.unescape(value))
            elif isinstance(value, dict):
                said = value.get("name")
                listed = [
                    html.unescape(one)
                    for one in (said if isinstance(said, list) else [said])
                    if isinstance(one, str)
                ]
                (others if "Organization" in " ".join(_types(value)) else persons).extend(listed)
        return persons or others


def story_node(page: Page) -> StoryNode | None:
    """Find the node of the page's own story: an article before a plain page, one with this URL before
    others."""
    nodes = _nodes(page)
    articles = [node for node in nodes if any(map(_ARTICLE.search, _types(node)))]
    pages = [node for node in nodes if any(map(_PAGE.search, _types(node)))]
    path = _path(page.url)
    own = [node for node in articles if path and path in _addresses(node)]
    chosen = (own or articles or pages)[:1]
    return StoryNode(chosen[0]) if chosen else None


def page_types(page: Page) -> frozenset[str]:
    """All types that a page gives itself and its parts."""
    return frozenset(name for node in _nodes(page) for name in _types(node))


def _nodes(page: Page) -> list[dict[str, Any]]:
    """All nodes in which a page may speak of itself."""
    return [node for block in _blocks(page) for node in _walk(block, 0)]


def _blocks(page: Page) -> Iterator[Any]:
    for script in page.tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (
            re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*;?\s*$", "", script.text or "")
            .strip()
            .rstrip(";")
        )
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue  # publishers' broken scripts are common, and the meta elements usually say the same


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in _WITHIN:
            yield from _walk(value.get(name), depth + 1)


def _types(node: dict[str, Any]) -> list[str]:
    value = node.get("@type")
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _addresses(node: dict[str, Any]) -> set[str]:
    page = node.get("mainEntityOfPage")
    values = [node.get("url"), node.get("@id"), page, page.get("@id") if isinstance(page, dict) else None]
    return {_path(value) for value in values if isinstance(value, str)}


def _path(address: str) -> str:
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:
        return ""
