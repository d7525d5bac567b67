"""From the bytes of a news page, or the card of a page that may not be kept, to an `Article`."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from typing import Any

from pipelines.bodies.register import load_register
from pipelines.news.agencies import agency_of
from pipelines.news.body_text import story_text
from pipelines.news.dates import PUBLISHED, read_dates
from pipelines.news.gazetteer import gazetteer_of
from pipelines.news.json_ld import story_node
from pipelines.news.metadata import (
    other_host,
    read_authors,
    read_bylines,
    read_canonical,
    read_description,
    read_headlines,
    read_outlet,
)
from pipelines.news.page import Page, decode, parse_page
from pipelines.news.page_kind import page_kind, page_shape
from pipelines.news.prominence import named_bodies
from pipelines.news.relevance import relevance
from pipelines.news.subject import Subject
from pipelines.news.timestamps import parse_moment
from pipelines.news.windows import london_day
from pipelines.news.zones import Story
from pipelines.records import Article, DateSignal, Quarantined
from pipelines.vocabulary import PageKind, QuarantineReason

PARSER = "news"
PARSER_VERSION = 2

_ERROR_TITLE = re.compile(
    r"^\W*(?:http\s+)?(?:error\s+)?[45]\d\d(?:\s+error)?\W*$"
    r"|\b(?:(?:page\s+)?(?:not\s+found|unavailable)$|page\s+(?:not\s+found|can(?:'t|not)\s+be\s+found)|access\s+denied|forbidden$"
    r"|service\s+unavailable|bad\s+gateway|gateway\s+time-?out|(?:internal\s+)?server\s+error|just\s+a\s+moment"
    r"|attention\s+required|are\s+you\s+a\s+robot|temporarily\s+unavailable|something\s+went\s+wrong|site\s+maintenance)",
    re.IGNORECASE,
)
_SHORT = 600
"""An error page says little more than that it is one."""


def extract(html: bytes, *, url: str) -> Article:
    """Read a news page.

    Never raises for any bytes and never opens a connection: what is not there is None or empty, and
    `refusals` says what is wrong with the page.
    """
    page = parse_page(html, url)
    if page is None:
        return _article(html, url, Story(""), {"canonical_url": url})
    return _from_page(html, page)


def _from_page(html: bytes, page: Page) -> Article:
    node = story_node(page)
    headlines = read_headlines(page, node)
    dates = read_dates(page, node)
    shown = [text for text in (headlines.title, headlines.seo, headlines.printed) if text]
    description = read_description(page, node)
    canonical, outlet = read_canonical(page), read_outlet(page, node)
    authors, bylines = read_authors(page, node), read_bylines(page, node)
    shape = page_shape(page, node, is_dated=dates.published_at is not None)
    text = story_text(page, shown, node.body if node else None)  # last: it takes the page apart
    return _article(
        html,
        page.url,
        Story(headlines.title, description or "", text or ""),
        {
            "canonical_url": canonical,
            "seo_title": headlines.seo,
            "printed_title": headlines.printed,
            "authors": authors,
            "outlet": outlet,
            "published_at": dates.published_at,
            "modified_at": dates.modified_at,
            "date_signals": dates.signals,
            "page_kind": page_kind(shape, node, text),
            "is_accessible_for_free": node.is_accessible_for_free if node else None,
            "syndicated_from": other_host(page.url, canonical) or agency_of(bylines, text, outlet),
        },
    )


def story_card(payload: bytes, *, url: str) -> Article:
    """Read the card of a page whose text may not be kept: title, date and link, and a description where
    that may be.

    Never raises; a card that is no JSON object gives an article without a title, which `refusals` refuses.
    """
    try:
        read = json.loads(payload)
    except (ValueError, RecursionError):
        read = None
    card: dict[str, Any] = read if isinstance(read, dict) else {}
    raw = _line(card.get("published"))
    moment = parse_moment(raw) if raw else None
    address = _line(card.get("url")) or url
    signal = (
        DateSignal(kind=PUBLISHED, source="feed", value=moment.value, raw=raw[:200])
        if moment and raw
        else None
    )
    return _article(
        payload,
        url,
        Story(_line(card.get("title")) or "", _line(card.get("description")) or ""),
        {
            "canonical_url": address,
            "page_kind": PageKind.CARD,
            "outlet": _line(card.get("outlet")),
            "published_at": moment.value if moment else None,
            "date_signals": (signal,) if signal else (),
        },
    )


def told_article(story: Story, *, url: str, outlet: str | None, published_at: datetime | None) -> Article:
    """Make an article of words that came from no page: what the rules say of a labelled story.

    The hash stands for the words, so that evidence has a document to name.
    """
    words = f"{story.headline}\x1f{story.description}\x1f{story.text}".encode()
    return _article(words, url, story, {"canonical_url": url, "outlet": outlet, "published_at": published_at})


def _line(value: object) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def _article(payload: bytes, url: str, story: Story, known: dict[str, Any]) -> Article:
    register = load_register()
    judged = relevance(story)
    mentions = gazetteer_of(register).mentions(story, known.get("outlet"))
    day = london_day(known.get("published_at"))
    named = named_bodies(mentions, Subject(story), register, day, is_by_place=judged.is_relevant)
    return Article(
        url=url,
        payload_sha256=hashlib.sha256(payload).hexdigest(),
        title=story.headline,
        description=story.description or None,
        text=story.text or None,
        relevance_score=judged.score,
        is_relevant=judged.is_relevant,
        relevance_reasons=judged.reasons,
        body_ids=named,
        parser=PARSER,
        parser_version=PARSER_VERSION,
        **known,
    )


def refusals(payload: bytes, article: Article) -> tuple[Quarantined, ...]:
    """Why a page is put aside: no bytes, an error page sent as if it were the story, or no words.

    A site that answers 200 with an error page would otherwise replace a story with its apology.
    """
    is_card = payload.lstrip()[:1] == b"{"
    if not payload.strip():
        return (
            _refused(
                payload, article, QuarantineReason.EMPTY_BODY, "The response has no bytes. Fetch it again."
            ),
        )
    length = len(article.text or "")
    if not is_card and length < _SHORT and _ERROR_TITLE.search(article.title.replace("’", "'")):
        detail = (
            f"The page is an error page titled “{article.title[:80]}”. Fetch it again, or drop the address."
        )
        return (_refused(payload, article, QuarantineReason.ERROR_PAGE, detail),)
    if article.page_kind is PageKind.LISTING:
        detail = "The page lists other pages' headlines and is no story. Drop the address from the feed."
        return (_refused(payload, article, QuarantineReason.NO_STORY, detail),)
    if not article.title and (is_card or not length):
        detail = "No headline and no text could be read. " + (
            "The card is incomplete." if is_card else "Look at the page."
        )
        return (_refused(payload, article, QuarantineReason.LAYOUT_DRIFT, detail),)
    if not is_card and not length:
        detail = "A headline, but no text could be read. Look at the page; it may need a browser."
        return (_refused(payload, article, QuarantineReason.LAYOUT_DRIFT, detail),)
    return ()


def _refused(payload: bytes, article: Article, reason: QuarantineReason, detail: str) -> Quarantined:
    return Quarantined(
        url=article.url,
        payload_sha256=article.payload_sha256,
        reason=reason,
        detail=detail,
        quote=decode(payload[:200]).strip()[:120] or None,
    )
