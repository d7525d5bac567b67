"""A report's words as a flow of blocks, for programs that draw and know no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lxml import html as lxml_html

from tests.producers.ratings_page import RatingsPage, ratings_page
from tests.replica import report_text as text
from tests.replica.facts import ReportFact
from tests.replica.report_html import report_body


class Kind(StrEnum):
    """What a block is; PART, SECTION and SMALL are headings, and a PART opens a page."""

    TITLE = "title"
    PART = "part"
    SECTION = "section"
    SMALL = "small"
    TEXT = "text"
    BOLD = "bold"
    ITEM = "item"
    ROWS = "rows"
    RATINGS = "ratings"


@dataclass(frozen=True)
class Block:
    """`mark` is an item's number or bullet, `rows` a table's cells, `ratings` the ratings page."""

    kind: Kind
    words: str = ""
    mark: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    ratings: RatingsPage | None = None


_HEADINGS = {"h2": Kind.PART, "h3": Kind.SECTION, "h4": Kind.SMALL}


def blocks(fact: ReportFact) -> Iterator[Block]:
    """Cover, contents, and all parts of the report; marks of notes are left out."""
    lead, area = text.title_lines(fact)
    yield Block(Kind.TITLE, f"{lead} {area}".strip())
    yield Block(Kind.TEXT, f"HM Inspectorate of Probation, {fact.published:%B %Y}")
    root = lxml_html.fragment_fromstring(report_body(fact), create_parent="div")
    for mark in [*root.iter("sup"), *(a for a in root.iter("a") if "_ftn" in a.get("href", ""))]:
        mark.drop_tree()
    yield Block(Kind.PART, "Contents")
    headings = [_words(heading) for heading in root.iter("h2", "h3")]
    yield Block(Kind.ROWS, rows=tuple((words, str(at // 3 + 3)) for at, words in enumerate(headings)))
    page = ratings_page(fact)
    for element in root.iter("h2", "h3", "h4", "p", "li", "table"):
        yield from _block(element, page)


def _block(element: lxml_html.HtmlElement, page: RatingsPage | None) -> Iterator[Block]:
    match element.tag:
        case "h2" | "h3" | "h4":
            yield Block(_HEADINGS[element.tag], _words(element))
        case "li":
            yield Block(Kind.ITEM, _words(element), _mark(element))
        case "table" if page is not None and _heading_of(element) == "Ratings":
            yield Block(Kind.RATINGS, ratings=page)
        case "table":
            rows = (tuple(_words(cell) for cell in row.iter("td", "th")) for row in element.iter("tr"))
            yield Block(Kind.ROWS, rows=tuple(rows))
        case _:
            bold = element.find("strong")
            if bold is not None:
                yield Block(Kind.BOLD, _words(bold))
                bold.drop_tree()
            if words := _words(element):
                yield Block(Kind.TEXT, words)


def _words(element: lxml_html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", str(element.text_content())).strip()


def _mark(item: lxml_html.HtmlElement) -> str:
    """A bullet, or the item's number in a list that may go on from another."""
    box = item.getparent()
    return "•" if box.tag == "ul" else f"{int(box.get('start', '1')) + box.index(item)}."


def _heading_of(table: lxml_html.HtmlElement) -> str:
    return _words(next(table.iterancestors("figure")).getprevious())
