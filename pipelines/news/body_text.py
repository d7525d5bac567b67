"""The words of a story, without the page around them."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml.html import HtmlElement

from pipelines.news.metadata import comparable
from pipelines.news.page import Page

_ASIDE_TAGS = ("div", "p", "span", "section", "aside", "ul", "figcaption")
_ASIDES = re.compile(r"aption|newsletter|read-more|paywall|subscri")
"""Captions, and boxes that sell something or lead elsewhere, by what publishers call them."""
_ASIDE_LENGTH = 400
"""An element longer than this many characters is not dropped for its name: some name the whole story so."""
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
_OWN_PARAGRAPHS = (
    ".//p[not(ancestor::aside or ancestor::nav or ancestor::footer or ancestor::form or ancestor::figure)]"
)
_MENU_SHARE = 0.25
"""Below this share of characters in lines of a sentence's length, what was found is a menu."""
_SENTENCE_LENGTH = 70
_STUB = 250
"""A text shorter than this many characters is a stub, as pages leave that fill themselves by script."""


def story_text(page: Page, headlines: Collection[str], article_body: str | None) -> str | None:
    """Extract the story's paragraphs, one a line; None where the page has none.

    trafilatura's fast mode, measured against its favor_precision mode, which is used only where the fast one
    came back with a menu; the two together lose most. `articleBody` of JSON-LD stands in where the page
    itself holds only a stub: publishers put teasers, whole live blogs or related stories into it too often
    to prefer it. Takes the page apart: read everything else of it before.
    """
    tree = page.tree
    _drop_asides(tree)
    text = _clean(_extracted(tree, page.url, is_precise=False), headlines)
    if text and _sentence_share(text) < _MENU_SHARE:
        text = _clean(_extracted(tree, page.url, is_precise=True), headlines) or text
    text = _clean(_rejoined(tree, _separated(tree, text)), headlines)
    if len(text) < _STUB and article_body and len(article_body) >= max(_STUB, 2 * len(text)):
        text = _clean(article_body, headlines)
    return text or None


def _drop_asides(tree: HtmlElement) -> None:
    for element in [one for one in tree.iter(*_ASIDE_TAGS) if _is_aside(one)]:
        is_story = element.find(".//h1") is not None or len(element.findall(".//p")) > 2
        if not is_story and element.getparent() is not None and len(element.text_content()) <= _ASIDE_LENGTH:
            element.drop_tree()


def _is_aside(element: HtmlElement) -> bool:
    """Whether an element says so; a tree is walked in a third of the time that XPath takes."""
    if element.tag == "figcaption" or element.get("role") == "complementary":
        return True
    return _ASIDES.search(element.get("class") or "") is not None


def _extracted(tree: HtmlElement, url: str, *, is_precise: bool) -> str:
    import trafilatura

    return (
        trafilatura.extract(
            tree,  # it works on a copy of its own
            url=url,
            fast=not is_precise,
            favor_precision=is_precise,
            include_comments=False,
        )
        or ""
    )


def _clean(text: str, headlines: Collection[str]) -> str:
    """Drop the headline printed again above the story, and lines in which the site speaks, not the story."""
    printed = {comparable(headline) for headline in headlines}
    lines = [line for line in text.splitlines() if line.strip()]
    while lines and comparable(lines[0]) in printed:
        lines.pop(0)
    return "\n".join(line for line in lines if not _FURNITURE.fullmatch(line.replace("’", "'").strip()))


def _sentence_share(text: str) -> float:
    lines = text.splitlines()
    return sum(len(line) for line in lines if len(line) >= _SENTENCE_LENGTH) / max(1, len(text))


def _separated(tree: HtmlElement, text: str) -> str:
    """Put the paragraphs of a very short story back in lines of their own, without what stands around them.

    Where a page holds little text the extractor hands back all of it in one line, headline, byline and
    advertisement included.
    """
    if "\n" in text:
        return text
    for block in tree.xpath("//*[@itemprop='articleBody'] | //article | //main"):
        lines = [line for p in block.xpath(_OWN_PARAGRAPHS) if (line := " ".join(p.text_content().split()))]
        if len(lines) > 1 and all(line in text for line in lines):
            return "\n".join(lines)
    return text


def _rejoined(tree: HtmlElement, text: str) -> str:
    """Put back the rest of a story that a page cuts into several blocks of the same class, with
    advertisements between.

    Extractors keep the largest block. Only sibling blocks whose class speaks of a body count, and only
    where they add at least a third; a list of several stories has a headline in each and is left alone.
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
