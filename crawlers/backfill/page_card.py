"""The card of an archived page whose text its publisher does not let us keep: headline and day, no more."""

from __future__ import annotations

import json
import re

from parsel import Selector

from crawlers.local_news.feeds import Card, Story, card
from crawlers.moments import in_london
from crawlers.sources import Outlet

_DATE = re.compile(r'"datePublished"\s*:\s*("(?:[^"\\]|\\.)*")')


def card_of_page(payload: bytes, url: str, outlet: Outlet) -> Card:
    """What the page says of itself in its head, cut to what the outlet's policy allows."""
    page = Selector(text=payload.decode("utf-8", "replace") or "<html></html>")
    title = _meta(page, "og:title") or page.css("title::text").get() or ""
    stated = _meta(page, "article:published_time")
    if stated is None and (told := _DATE.search(payload.decode("utf-8", "replace"))) is not None:
        stated = json.loads(told[1])
    return card(
        Story(
            url=url,
            title=" ".join(title.split())[:400],
            description=" ".join((_meta(page, "og:description") or "").split()),
            published=in_london(stated) if stated else None,
        ),
        outlet,
    )


def _meta(page: Selector, name: str) -> str | None:
    return page.xpath("//meta[@property=$name or @name=$name]/@content", name=name).get()
