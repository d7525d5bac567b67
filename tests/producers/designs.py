"""A fact as pages laid out in other ways than the replica's own: one skeleton, and for each design its CSS
and the form of its ratings and recommendations.

The words are the web page's; every design differs from the others in what makes reading hard: rows that
are no table, columns in another order, cells that span rows, tables beside each other, lines that wrap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from lxml import html as lxml_html

from tests.producers.print_page import (
    RATING_COLOURS,
    contents,
    cover,
    page_css,
    words_for_pictures,
)
from tests.producers.ratings_page import Domain, RatingsPage, ratings_page
from tests.replica import report_text as text
from tests.replica.facts import ReportFact
from tests.replica.report_html import report_body


class Design(StrEnum):
    """How a report is laid out."""

    FLEX = "flex rows without tables"
    PILLS = "coloured pills in headings"
    RATING_FIRST = "rating column first"
    MERGED = "merged domain cells"
    SIDE_BY_SIDE = "two ratings tables side by side"
    TWO_INSPECTIONS = "this and the last inspection"
    ZEBRA = "zebra with a narrow rating column"
    COLUMNS = "justified columns"
    ADDRESSEE_TABLE = "recommendations as a table"


@dataclass(frozen=True)
class Layout:
    """One design: `pills` says whether standards' headings carry their rating."""

    css: str
    ratings: Callable[[RatingsPage], str]
    recommendations: Callable[[ReportFact], str]
    pills: bool = False


def design_page(fact: ReportFact, design: Design) -> str:
    """The whole page, made for WeasyPrint and Chromium."""
    layout = _LAYOUTS[design]
    root = lxml_html.fragment_fromstring(report_body(fact), create_parent="div")
    words_for_pictures(root)
    _box_foreword(root)
    if (page := ratings_page(fact)) is not None:
        note = f"<p>{page.note}</p>" if page.note else ""
        _set_part(
            root, "Ratings", f"<h2>Ratings</h2><h3>{escape(page.service)}</h3>{layout.ratings(page)}{note}"
        )
    if fact.recommendations:
        intro = f"<h2>Recommendations</h2><p>{text.recommendations_intro(fact)}</p>"
        _set_part(root, "Recommendations", intro + layout.recommendations(fact))
    if layout.pills:
        _add_pills(root, fact)
    head = f'<meta charset="utf-8"><title>{escape(fact.title)}</title>'
    css = f"<style>{page_css(fact)}{_CSS}{layout.css}</style>"
    body = lxml_html.tostring(root, encoding="unicode")
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}{css}</head>'
        f"<body>{cover(fact)}{contents(root)}{body}</body></html>"
    )


def _part(root: lxml_html.HtmlElement, heading: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    """What follows a heading up to the next of its level."""
    following = list(heading.itersiblings())
    return following[: next((at for at, e in enumerate(following) if e.tag == "h2"), len(following))]


def _box_foreword(root: lxml_html.HtmlElement) -> None:
    heading = next(root.iter("h2"))
    box = lxml_html.Element("div", {"class": "foreword"})
    paragraphs = _part(root, heading)
    heading.addnext(box)
    box.extend(paragraphs)
    heading.set("class", "page")


def _set_part(root: lxml_html.HtmlElement, heading: str, content: str) -> None:
    """Put a part set in the design in place of the web page's."""
    old = next(h2 for h2 in root.iter("h2") if h2.text_content() == heading)
    for element in _part(root, old):
        element.drop_tree()
    part = lxml_html.fragment_fromstring(content, create_parent="div")
    part.set("class", f"{heading.lower()} page")
    old.getparent().replace(old, part)


def _add_pills(root: lxml_html.HtmlElement, fact: ReportFact) -> None:
    ratings = {text.full_label(fact, standard): standard.rating for standard in fact.standards}
    for heading in list(root.iter("h2", "h3")):
        rating = ratings.get(heading.text_content())
        if rating is not None:
            heading.set("class", "label")
            heading.append(lxml_html.fragment_fromstring(_pill(rating.value)))


def _pill(rating: str) -> str:
    colour = RATING_COLOURS.get(rating.strip("*").casefold(), "#fff")
    return f'<span class="pill" style="background: {colour}">{rating}</span>'


def _table(rows: Iterable[str], kind: str = "ratings") -> str:
    return f'<table class="{kind}">{"".join(rows)}</table>'


def _row(*cells: tuple[str, str]) -> str:
    """A row of cells, each with its CSS class."""
    return "<tr>" + "".join(f'<td class="{kind}">{content}</td>' for kind, content in cells) + "</tr>"


def _head_rows(page: RatingsPage, *, span: int = 1) -> Iterable[str]:
    for label, value in page.head:
        yield f'<tr><td colspan="{span}">{label}</td><td class="rating">{value}</td></tr>'


def _in_three_columns(page: RatingsPage) -> str:
    """Code, name and rating, each in a column of its own."""
    rows = [*_head_rows(page, span=2)]
    for domain in page.domains:
        rows.append(f'<tr class="domain"><td colspan="3">{domain.title}</td></tr>')
        rows += [_row(("code", r.code), ("name", escape(r.name)), ("rating", r.rating)) for r in domain.rated]
    return _table(rows)


def _in_pills(page: RatingsPage) -> str:
    rows = [*_head_rows(page)]
    for domain in page.domains:
        rows.append(f'<tr class="domain"><td colspan="2">{domain.title}</td></tr>')
        rows += [_row(("name", escape(r.label)), ("rating", _pill(r.rating))) for r in domain.rated]
    return _table(rows)


def _in_flex_rows(page: RatingsPage) -> str:
    lines = [_flex(label, value) for label, value in page.head]
    for domain in page.domains:
        lines.append(f"<h3>{domain.title}</h3>")
        lines += [_flex(escape(r.label), r.rating) for r in domain.rated]
    return "".join(lines)


def _flex(label: str, value: str) -> str:
    return f'<div class="line"><span>{label}</span><span>{value}</span></div>'


def _rating_first(page: RatingsPage) -> str:
    rows = [_row(("rating", value), ("name", label)) for label, value in page.head]
    tables = [_table(rows)]
    for domain in page.domains:
        rows = [_row(("rating", r.rating), ("name", escape(r.label))) for r in domain.rated]
        tables += [f"<h3>{domain.title}</h3>", _table(rows)]
    return "".join(tables)


def _merged(page: RatingsPage) -> str:
    """A first column whose cells each span a domain's rows, their title centred beside them."""
    rows = [*_head_rows(page, span=2)]
    for domain in page.domains:
        title = f'<td class="domain" rowspan="{len(domain.rated)}">{domain.title}</td>'
        for rated in domain.rated:
            cells = f'<td class="name">{escape(rated.label)}</td><td class="rating">{rated.rating}</td>'
            rows.append(f"<tr>{title}{cells}</tr>")
            title = ""
    return _table(rows)


def _side_by_side(page: RatingsPage) -> str:
    head = "".join(f"<p><strong>{label} {value}</strong></p>" for label, value in page.head)
    return f'{head}<div class="pair">{"".join(map(_domain_table, page.domains))}</div>'


def _domain_table(domain: Domain) -> str:
    rows = [_row(("name", escape(r.label)), ("rating", r.rating)) for r in domain.rated]
    return _table([f'<tr><th colspan="2">{domain.title}</th></tr>', *rows])


def _two_inspections(page: RatingsPage) -> str:
    head = "".join(f"<p><strong>{label} {value}</strong></p>" for label, value in page.head)
    rows = ["<tr><th>Standard</th><th>Current rating</th><th>Previous rating</th></tr>"]
    for domain in page.domains:
        rows.append(f'<tr class="domain"><td colspan="3">{domain.title}</td></tr>')
        rows += [
            _row(("name", escape(r.label)), ("rating", r.rating), ("rating", r.last)) for r in domain.rated
        ]
    return head + _table(rows)


def _numbered(fact: ReportFact) -> str:
    """Lists under their addressees, as headings."""
    parts = []
    for addressee, given in text.addressed(fact):
        items = "".join(f"<li>{escape(r.text, quote=False)}</li>" for r in given)
        parts.append(f'<h4>{escape(addressee)} should:</h4><ol start="{given[0].number}">{items}</ol>')
    return "".join(parts)


def _numbered_rows(fact: ReportFact) -> str:
    """A table whose first column has the addressee and whose second one its recommendations."""
    rows = []
    for addressee, given in text.addressed(fact):
        items = "".join(f"<p>{r.number}. {escape(r.text, quote=False)}</p>" for r in given)
        rows.append(_row(("name", f"<strong>{escape(addressee)} should:</strong>"), ("asked", items)))
    return _table(rows, "asks")


_CSS = """
body { line-height: 1.35 }
h1 { font-size: 26pt } h2 { font-size: 17pt } h3 { font-size: 13pt } h4 { font-size: 11pt }
.cover { padding-top: 60mm }
.page { break-before: page }
table { border-collapse: collapse; width: 100%; margin: 6pt 0 }
td, th { padding: 4pt 6pt; text-align: left; vertical-align: top }
figure { margin: 0 } sup { font-size: 65% }
.pill { color: #fff; border-radius: 8pt; padding: 1pt 9pt; font-weight: bold }
.domain td, td.domain { font-weight: bold }
"""
_SANS = 'body { font-family: Arial, "Liberation Sans", sans-serif; font-size: 10.5pt }'
_SERIF = 'body { font-family: "Times New Roman", "Liberation Serif", serif; font-size: 11.5pt }'
_WIDE = 'body { font-family: Verdana, "DejaVu Sans", sans-serif; font-size: 9.5pt }'

_LAYOUTS = {
    Design.FLEX: Layout(
        _SERIF
        + """
        .line { display: flex; justify-content: space-between; padding: 3pt 0 }
        figure table, figure tbody, figure thead { display: block }
        figure tr { display: flex; gap: 8mm } figure td:first-child, figure th:first-child { flex: 1 }
        """,
        _in_flex_rows,
        _numbered,
    ),
    Design.PILLS: Layout(
        _SANS
        + """
        .label { display: flex; justify-content: space-between; border-bottom: 1pt solid #1f3864 }
        h3 .pill { font-size: 9.5pt }
        """,
        _in_pills,
        _numbered,
        pills=True,
    ),
    Design.RATING_FIRST: Layout(
        _SANS
        + """
        .ratings td { border: .6pt solid #333 } .ratings td.rating { width: 40mm; font-weight: bold }
        """,
        _rating_first,
        _numbered,
    ),
    Design.MERGED: Layout(
        _SANS
        + """
        td, th { border: .8pt solid #999 }
        .ratings td { vertical-align: middle } td.domain { width: 38mm } .ratings td.rating { width: 34mm }
        """,
        _merged,
        _numbered,
    ),
    Design.SIDE_BY_SIDE: Layout(
        _SANS
        + """
        .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; align-items: start }
        .pair td, .pair th { border: .5pt solid #777 } .pair td.rating { width: 26mm }
        """,
        _side_by_side,
        _numbered,
    ),
    Design.TWO_INSPECTIONS: Layout(
        _SERIF + "@page { size: letter } td, th { border: .5pt solid #999 }", _two_inspections, _numbered
    ),
    Design.ZEBRA: Layout(
        _WIDE
        + """
        tr:nth-child(even) td { background: #e8eef5 }
        .ratings table { width: 78mm } .ratings td.rating { width: 25mm } .ratings td.code { width: 11mm }
        """,
        _in_three_columns,
        _numbered,
    ),
    Design.COLUMNS: Layout(
        _SERIF
        + """
        body { hyphens: auto; text-align: justify } h1, h2, h3, h4, td, th { text-align: left }
        .foreword { column-count: 2; column-gap: 9mm }
        .asked { column-count: 2; column-gap: 9mm }
        """,
        _in_three_columns,
        lambda fact: f'<div class="asked">{_numbered(fact)}</div>',
    ),
    Design.ADDRESSEE_TABLE: Layout(
        _SANS + ".asks td { border-top: .5pt solid #999 } .asks td.name { width: 45mm }",
        _in_three_columns,
        _numbered_rows,
    ),
}
