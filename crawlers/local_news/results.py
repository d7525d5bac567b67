"""What a page of search results or of a subject (`/all-about/probation-service`) lists, where it is no feed.

Such pages differ from title to title and change without notice, so no layout is relied on: a result is a
link to the same site whose words are a headline's. Menus, tags and "read more" are too short to be one.
"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from parsel import Selector

HEADLINE_WORDS = 4
"""The fewest words of a headline; "Probation Service" in a menu is a subject, not a story."""


def is_page(payload: bytes) -> bool:
    """Whether this is a web page rather than a feed."""
    start = payload[:2000].lower()
    return b"<html" in start or b"<!doctype html" in start


def results(payload: bytes, page: str) -> dict[str, str]:
    """Address → headline of every story that the page links to, in the page's order.

    `page` is the address that links are relative to; links to other sites are not the title's stories. A
    story with a picture is linked twice, once without words: the longest words are its headline.
    """
    found: dict[str, str] = {}
    site = _site(page)
    for link in Selector(text=payload.decode("utf-8", "replace")).css("a[href]"):
        address = urljoin(page, link.attrib["href"].strip()).partition("#")[0]
        words = " ".join(" ".join(link.css("::text").getall()).split())
        is_story = len(words.split()) >= HEADLINE_WORDS and urlsplit(address).scheme in {"http", "https"}
        if is_story and _site(address) == site and len(words) > len(found.get(address, "")):
            found[address] = words
    return found


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
