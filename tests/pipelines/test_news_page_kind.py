"""What a page is: a story, or one of the things that look like one."""

from __future__ import annotations

import json

import pytest

from pipelines.news import extract, refusals, story_card
from pipelines.vocabulary import PageKind, QuarantineReason

LONG = "".join(
    f"<p>Paragraph {n} tells at some length what inspectors saw in the service and what they thought.</p>"
    for n in range(40)
)
STORY = LONG[: LONG.index("<p>Paragraph 12 ")]
TEASERS = "".join(
    f"<h3><a href='/news/{n}'>Probation story number {n} of the town</a></h3>" for n in range(12)
)
FIGURES = "".join(
    f"<figure><img src='{n}.jpg'><figcaption>Picture {n}</figcaption></figure>" for n in range(8)
)


def page(body: str, kind: str | None = None, **more: object) -> bytes:
    node = json.dumps({"@type": kind, "headline": "A headline of some length", **more}) if kind else ""
    script = f"<script type='application/ld+json'>{node}</script>" if node else ""
    html = f"<html><head><title>Town news</title>{script}</head><body><h1>Town news</h1>{body}</body></html>"
    return html.encode()


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (page(STORY, "NewsArticle"), PageKind.STORY),
        (page(STORY), PageKind.STORY),
        (page(STORY, "LiveBlogPosting"), PageKind.LIVE_BLOG),
        (page(TEASERS, "CollectionPage"), PageKind.LISTING),
        (page(TEASERS), PageKind.LISTING),
        (page(STORY + TEASERS, "NewsArticle"), PageKind.STORY),
        (page(f"<p>{'Long read. ' * 900}</p>{TEASERS}"), PageKind.STORY),
        (page(FIGURES + "<p>The parade in pictures.</p>", "NewsArticle"), PageKind.GALLERY),
        (page(FIGURES + LONG, "NewsArticle"), PageKind.STORY),
        (page("<p>The parade.</p>", "ImageGallery"), PageKind.GALLERY),
        (page("<p>First lines of it.</p>", "NewsArticle", isAccessibleForFree=False), PageKind.STUB),
        (page(STORY, "NewsArticle", isAccessibleForFree=False), PageKind.STORY),
        (page("<p>A brief. Subscribe to read more.</p>", "NewsArticle"), PageKind.STORY),
    ],
)
def test_kinds(payload: bytes, kind: PageKind) -> None:
    assert extract(payload, url="https://paper.test/x").page_kind is kind


def test_a_card_is_a_card() -> None:
    card = json.dumps({"title": "A headline", "url": "https://paper.test/1"}).encode()
    assert story_card(card, url="https://paper.test/1").page_kind is PageKind.CARD


def test_a_listing_is_put_aside_and_says_what_to_do() -> None:
    payload = page(TEASERS)
    (refused,) = refusals(payload, extract(payload, url="https://paper.test/all-about/probation"))
    assert refused.reason is QuarantineReason.NO_STORY
    assert "Drop the address" in refused.detail
