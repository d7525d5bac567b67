"""A fact as a page made for printing: cover, contents, a foreword in two columns, and the ratings in one of
three ways.

The words are the web page's; how they are set is not. Real reports come out of Word, InDesign and
browsers, and their tables are text in columns, white words on coloured cells, or tables that a page
break cuts.
"""

from __future__ import annotations

import re
from enum import StrEnum
from html import escape

from lxml import html as lxml_html

from tests.replica import report_text as text
from tests.replica.facts import ReportFact
from tests.replica.report_html import report_body


class TableStyle(StrEnum):
    """How the ratings table is set."""

    TEXT = "text"
    COLOURED = "coloured"
    SPLIT = "split"


RATING_COLOURS = {
    "outstanding": "#00703c",
    "good": "#5694ca",
    "requires improvement": "#b58840",
    "inadequate": "#942514",
}
_PAGE_CSS = """
@page {{ size: A4; margin: 25mm 20mm;
  @top-left {{ content: "{header}"; font-size: 8pt }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages); font-size: 8pt }} }}
@page :first {{ @top-left {{ content: "" }} @bottom-right {{ content: "" }} }}
"""
_CSS = """
body { font: 11pt Arial, "Liberation Sans", "DejaVu Sans", sans-serif; line-height: 1.4; hyphens: auto }
h1 { font-size: 26pt } h2 { font-size: 18pt } h3 { font-size: 14pt } h4 { font-size: 12pt }
.cover { padding-top: 60mm }
.contents p { margin: 2pt 0 }
.foreword { column-count: 2; column-gap: 10mm; text-align: justify }
.ratings-heading { break-before: page; page-break-before: always }
table { width: 100%; border-collapse: collapse; margin: 8pt 0 }
td, th { padding: 5pt; text-align: left; vertical-align: top }
figure { margin: 0 } sup { font-size: 65% }
img { color: inherit }
"""
_STYLE_CSS = {
    TableStyle.TEXT: "table.ratings td { border: 0 }",
    TableStyle.COLOURED: "td, th { border: 1pt solid #999; vertical-align: middle } "
    "table.ratings td.rated { color: #fff; font-weight: bold; text-align: center }",
    TableStyle.SPLIT: "td, th { border: 1pt solid #ccc } "
    "table.ratings tr:nth-child(7) { break-before: page; page-break-before: always } "
    "table tr { break-inside: avoid }",
}


def print_page(fact: ReportFact, style: TableStyle, *, for_writer: bool = False) -> str:
    """The whole page. `for_writer` is for LibreOffice, which has its own way with headers and breaks."""
    root = lxml_html.fragment_fromstring(report_body(fact), create_parent="div")
    words_for_pictures(root)
    _mark_ratings(root, style, for_writer=for_writer)
    _wrap_foreword(root, for_writer=for_writer)
    css = _CSS + _STYLE_CSS[style] + ("" if for_writer else page_css(fact))
    body = lxml_html.tostring(root, encoding="unicode")
    head = f'<meta charset="utf-8"><title>{escape(fact.title)}</title><style>{css}</style>'
    furniture = _writer_furniture(running_header(fact)) if for_writer else ""
    return (
        f'<!DOCTYPE html><html lang="{fact.language}"><head>{head}</head><body>{furniture}'
        f"{cover(fact)}{contents(root)}{body}</body></html>"
    )


def page_css(fact: ReportFact) -> str:
    """The rules of paper: A4, the running header at the top, the page's number at the foot."""
    return _PAGE_CSS.format(header=running_header(fact).replace('"', "'"))


def running_header(fact: ReportFact) -> str:
    """The line that every page but the first repeats."""
    programme = "youth justice services" if text.kind_of(fact) == "yjs" else "probation services"
    return f"Inspection of {programme}: {text.service_name(fact)}"


def cover(fact: ReportFact) -> str:
    """The first page: title, and the month of publication."""
    lead, area = text.title_lines(fact)
    month = f"{fact.published:%B %Y}"
    title = f"<h1>{escape(lead)} {escape(area)}</h1>"
    return f'<div class="cover">{title}<p>HM Inspectorate of Probation, {month}</p></div>'


def contents(root: lxml_html.HtmlElement) -> str:
    """A contents page with leaders, as word processors write it."""
    entries = []
    for number, heading in enumerate(root.iter("h2", "h3"), start=3):
        words = re.sub(r"\s+", " ", heading.text_content()).strip()
        entries.append(f"<p>{escape(words)} {'.' * max(8, 70 - len(words))} {number}</p>")
    return (
        f'<div class="contents"><h2 style="page-break-before: always">Contents</h2>{"".join(entries)}</div>'
    )


def words_for_pictures(root: lxml_html.HtmlElement) -> None:
    """Print the words that the web page has as a picture: paper has no alternative text."""
    for image in list(root.iter("img")):
        words = lxml_html.fragment_fromstring(f"<span>{escape(image.get('alt', ''))}</span>")
        words.tail = image.tail
        image.getparent().replace(image, words)


def _mark_ratings(root: lxml_html.HtmlElement, style: TableStyle, *, for_writer: bool) -> None:
    heading = next((h for h in root.iter("h2") if h.text_content() in ("Ratings", "Sgoriau")), None)
    if heading is None:
        return
    heading.set("class", "ratings-heading")
    if for_writer:
        heading.set("style", "page-break-before: always")
    table = next(heading.itersiblings()).find(".//table")
    assert table is not None
    table.set("class", "ratings")
    if for_writer and style is TableStyle.SPLIT:
        heading.set("style", "page-break-before: always; margin-top: 15cm")
    if for_writer and style is TableStyle.TEXT:
        table.set("border", "0")
    if for_writer and style is not TableStyle.TEXT:
        table.set("border", "1")
    for cell in table.iter("td"):
        colour = RATING_COLOURS.get(cell.text_content().strip(" *").casefold())
        if colour is not None:
            cell.set("class", "rated")
        if colour is not None and style is TableStyle.COLOURED:
            cell.set("style", f"background: {colour}; color: #ffffff")
            cell.set("bgcolor", colour)


def _wrap_foreword(root: lxml_html.HtmlElement, *, for_writer: bool) -> None:
    """Put the foreword's paragraphs into two columns; LibreOffice would go on in columns after a CSS one."""
    headings = list(root.iter("h2"))
    if not headings or headings[0].getparent() is not root:
        return
    headings[0].set("style", "page-break-before: always")
    box = lxml_html.Element("div", {"class": "foreword"})
    if for_writer:
        box = lxml_html.Element("multicol", {"cols": "2", "gutter": "30"})
    following = list(headings[0].itersiblings())
    paragraphs = following[: next((i for i, e in enumerate(following) if e.tag == "h2"), len(following))]
    headings[0].addnext(box)
    for paragraph in paragraphs:
        box.append(paragraph)


def _writer_furniture(header: str) -> str:
    return (
        f'<div title="header"><p style="font-size: 8pt">{escape(header)}</p></div>'
        '<div title="footer"><p style="font-size: 8pt">Page '
        '<sdfield type="page" subtype="random" format="page">1'
        "</sdfield></p></div>"
    )
