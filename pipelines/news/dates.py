"""When a story was published and last changed: every signal on the page, and which of them to believe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.news.json_ld import StoryNode
from pipelines.news.page import Page
from pipelines.news.timestamps import Moment, best_moment, parse_moment
from pipelines.records import DateSignal

PUBLISHED, MODIFIED = "published", "modified"

_PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
    "datepublished",
    "date.available",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "prism.publicationdate",
    "pubdate",
    "publish-date",
    "publication_date",
    "date",
)
_MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "date.modified",
    "dcterms.modified",
    "datemodified",
    "last-modified",
)
_UPDATED = re.compile(r"\b(?:updated|last\s+modified|edited)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|first\s+published)\b", re.IGNORECASE)
_URL_DAY = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?:/|$)")


@dataclass(frozen=True)
class StoryDates:
    """The dates to believe, and all signals in the order of trust."""

    published_at: datetime | None
    modified_at: datetime | None
    signals: tuple[DateSignal, ...]


def read_dates(page: Page, node: StoryNode | None) -> StoryDates:
    """Collect every date the page gives for its story.

    The time of first publication is never taken from a signal of change: a story corrected in spring about
    a report of the autumn before would otherwise fall into the window of another inspection.
    """
    signals: list[DateSignal] = []
    moments: dict[str, list[Moment]] = {PUBLISHED: [], MODIFIED: []}
    for kind, source, raw in _raw_signals(page, node):
        moment = parse_moment(raw)
        if moment is not None:
            signals.append(DateSignal(kind=kind, source=source, value=moment.value, raw=raw[:200]))
            moments[kind].append(moment)
    guess = _guessed_day(page) if not moments[PUBLISHED] else None
    if guess is not None and guess.value.date() not in {other.value.date() for other in moments[MODIFIED]}:
        signals.append(guess)
        moments[PUBLISHED].append(Moment(guess.value, 0))
    published, modified = best_moment(moments[PUBLISHED]), best_moment(moments[MODIFIED])
    return StoryDates(
        published_at=published.value if published else None,
        modified_at=modified.value if modified else None,
        signals=tuple(signals),
    )


def _raw_signals(page: Page, node: StoryNode | None) -> Iterator[tuple[str, str, str]]:
    for name, kind in (("datePublished", PUBLISHED), ("dateCreated", PUBLISHED), ("dateModified", MODIFIED)):
        if node is not None and (raw := node.text(name)) is not None:
            yield kind, f"json-ld {name}", raw
    for names, kind in ((_PUBLISHED_METAS, PUBLISHED), (_MODIFIED_METAS, MODIFIED)):
        for name in names:
            for raw in page.metas(name)[:1]:
                yield kind, f"meta {name}", raw
    yield from _time_elements(page)
    if (day := _URL_DAY.search(_path(page.url))) is not None:
        yield PUBLISHED, "url", f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"


def _time_elements(page: Page) -> Iterator[tuple[str, str, str]]:
    """`time` elements that say what they are, and the first one that stands by the headline.

    The others belong to teasers of other stories.
    """
    by_headline = page.tree.xpath("(//h1)[last()]/following::time[@datetime][1]")
    for element in page.tree.iter("time"):
        raw = element.get("datetime") or ""
        said = _words_about(element)
        if _UPDATED.search(said):
            yield MODIFIED, 'time "updated"', raw or element.text_content()
        elif (
            _PUBLISHED.search(said)
            or element.get("itemprop") == "datePublished"
            or "pubdate" in element.attrib
        ):
            yield PUBLISHED, 'time "published"', raw or element.text_content()
        elif element in by_headline:
            yield PUBLISHED, "time by the headline", raw


def _words_about(element: HtmlElement) -> str:
    """The element's own words and the few just before it: "Published: 22:04", "Updated" """
    before = element.getprevious()
    parent = element.getparent()
    nearby = (
        before.tail or before.text_content()
        if before is not None
        else parent.text
        if parent is not None
        else ""
    ) or ""
    labels = f"{element.get('itemprop') or ''} {element.get('class') or ''}"
    return f"{nearby[-40:]} {element.text_content()[:60]} {labels}"


def _guessed_day(page: Page) -> DateSignal | None:
    """The day that htmldate finds where the page states none in a form of its own."""
    from htmldate import find_date

    found = find_date(
        page.tree, url=page.url, original_date=True, extensive_search=False, max_date="2099-12-31"
    )
    moment = parse_moment(found) if found else None
    if moment is None:
        return None
    return DateSignal(kind=PUBLISHED, source="htmldate", value=moment.value, raw=found or "")


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
