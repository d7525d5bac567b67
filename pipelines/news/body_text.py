"""The words of a story, without the page around them."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection

from lxml.html import HtmlElement

from pipelines.news.metadata import comparable
from pipelines.news.page import Page

_CAPTIONS = ["//figcaption", "//*[contains(@class,'caption') or contains(@class,'Caption')]"]
_FURNITURE = re.compile(
    r"[-•\s]*(?:"
    r"read\s+(?:more|next|also)\b.*|more:.*|related:.*|see\s+(?:also|more)\b.*|most\s+read\b.*|don't\s+miss\b.*"
    r"|you\s+may\s+also\s+like.*|recommended\b.*|trending\b.*|for\s+more\s+stories\b.*|click\s+here\b.*"
    r"|advertis(?:ement|ing)|promoted\s+stories|story\s+continues.*|article\s+continues.*|loading\W*|comments?(?:\s*\(\d+\))?"
    r"|share(?:\s+(?:this|on)\b.*)?|sign\s+up\s+(?:to|for|now)\b.*|subscribe\b.*|follow\s+.{1,60}\s+on\s+(?:twitter|facebook|x|instagram)\b.*"
    r"|get\s+(?:in\s+touch|the\s+latest|more\s+news)\b.*|(?:do\s+you\s+have|have\s+you\s+got|got)\s+a\s+(?:news\s+)?(?:story|tip)\b.*"
    r"|(?:email|contact)\s+(?:us|our\s+news).*|listen\s+to\s+.{1,60}|download\s+(?:the|our)\s+.{0,40}app\b.*"
    r"|enjoying\s+our\s+.{1,40}|log\s+in\s+or\s+create\b.*|our\s+community\s+members\b.*|join\s+(?:our|the)\s+.{0,60}(?:whatsapp|newsletter|group)\b.*"
    r"|.{0,80}\bprivacy\s+(?:policy|notice)\b.{0,20}|.{0,60}\ball\s+rights\s+reserved\b.*|(?:copyright|©).*"
    r"|(?:photo|image|picture|pic)(?:\s+credit)?\s*:.*|what's\s+your\s+view.*|tell\s+us\s+what\s+you\s+think\b.*"
    r"|last\s+updated\b.{0,60}|published\b.{0,40}\d{4}.{0,20}"
    r")",
    re.IGNORECASE,
)
_MENU_SHARE = 0.25
"""Below this share of characters in lines of a sentence's length, what was found is a menu."""
_SENTENCE_LENGTH = 70
_STUB = 250
"""A text shorter than this many characters is a stub, as pages leave that fill themselves by script."""


def story_text(page: Page, headlines: Collection[str], article_body: str | None) -> str | None:
    """Extract the story's paragraphs, one a line; None where the page has none.

    trafilatura's fast mode, measured against its favor_precision mode, which is used only where the fast one came back
    with a menu; the two together lose most. `articleBody` of JSON-LD stands in where the page itself holds only a stub:
    publishers put teasers, whole live blogs or related stories into it too often to prefer it.
    """
    text = _clean(_extracted(page, precise=False), headlines)
    if text and _sentence_share(text) < _MENU_SHARE:
        text = _clean(_extracted(page, precise=True), headlines) or text
    text = _clean(_rejoined(page.tree, text), headlines)
    if len(text) < _STUB and article_body and len(article_body) >= max(_STUB, 2 * len(text)):
        text = _clean(article_body, headlines)
    return text or None


def _extracted(page: Page, *, precise: bool) -> str:
    import trafilatura

    return (
        trafilatura.extract(
            copy.deepcopy(page.tree),
            url=page.url,
            fast=not precise,
            favor_precision=precise,
            include_comments=False,
            prune_xpath=_CAPTIONS,
        )
        or ""
    )


def _clean(text: str, headlines: Collection[str]) -> str:
    """Drop the headline printed again above the story, and lines that are the site speaking, not the story."""
    printed = {comparable(headline) for headline in headlines}
    lines = [line for line in text.splitlines() if line.strip()]
    while lines and comparable(lines[0]) in printed:
        lines.pop(0)
    return "\n".join(line for line in lines if not _FURNITURE.fullmatch(line.replace("’", "'").strip()))


def _sentence_share(text: str) -> float:
    lines = text.splitlines()
    return sum(len(line) for line in lines if len(line) >= _SENTENCE_LENGTH) / max(1, len(text))


def _rejoined(tree: HtmlElement, text: str) -> str:
    """Put back the rest of a story that a page cuts into several blocks of the same class, with advertisements between.

    Extractors keep the largest block. Only sibling blocks whose class speaks of a body count, and only where they add
    at least a third; a list of several stories has a headline in each and is left alone.
    """
    known = set(text.splitlines())
    for first in tree.iter("div", "section"):
        name = first.get("class") or ""
        if "body" not in name.lower() or not known.intersection(_paragraphs(first)):
            continue
        blocks = tree.xpath("//*[@class=$name][not(.//h1) and not(ancestor::*[@class=$name])]", name=name)
        if len(blocks) < 2 or tree.xpath("//*[@class=$name]//article | //*[@class=$name]//h1", name=name):
            return text
        joined = "\n".join(dict.fromkeys(line for block in blocks for line in _paragraphs(block)))
        kept = len(known.intersection(joined.splitlines())) >= 0.7 * len(known)
        return joined if kept and len(joined) > 1.33 * len(text) else text
    return text


def _paragraphs(block: HtmlElement) -> list[str]:
    lines = (" ".join(p.text_content().split()) for p in block.iter("p"))
    return [line for line in lines if line]
