"""Small reports made for tests: the same facts as a web page and as a PDF.

Words are invented, names are real.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    ListFlowable,
    ListItem,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

GOOD, RI, INADEQUATE, OUTSTANDING = "Good", "Requires improvement", "Inadequate", "Outstanding"
Row = tuple[str, str, str]
"""Code, printed name, rating word."""


@dataclass(frozen=True)
class Sample:
    """The facts of one made report; None leaves a part out, as some eras do."""

    title: str
    rows: tuple[Row, ...] = ()
    overall: str | None = None
    score: str | None = None
    service: str = "The service"
    cover_date: str = "May 2020"
    page_time: str = "2025-08-19T00:01:00+01:00"
    fieldwork: str | None = "The fieldwork for this inspection started on 06 January 2020."
    foreword: str = "Staff were well supported."
    signed: str = "Martin Jones"
    header: str = "Inspection of probation services: The service"
    recommendations: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("The PDU should:", ("improve the quality of assessments", "train its staff in public protection")),
        ("HM Prison and Probation Service should:", ("fill vacant posts",)),
    )
    sections: tuple[tuple[str, str], ...] = ()
    """Heading and paragraph."""
    questions: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Code of a standard → key question and percentage."""

    def but(self, **changes: object) -> Sample:
        """The same report with other facts."""
        return replace(self, **changes)  # type: ignore[arg-type]


def rows_of(labels: str, ratings: Sequence[str]) -> tuple[Row, ...]:
    """Rows from labels, one a line ("P 2.1 Assessment"), and as many ratings."""
    rows = []
    for line, rating in zip(labels.strip().splitlines(), ratings, strict=True):
        label = _LABEL.match(line.strip())
        assert label is not None, line
        rows.append((label["code"] or "", label["name"], rating))
    return tuple(rows)


def points(ratings: Sequence[str]) -> int:
    """The score of ratings."""
    return sum({OUTSTANDING: 3, GOOD: 2, RI: 1, INADEQUATE: 0}[rating] for rating in ratings)


_LABEL = re.compile(r"(?P<code>[PRV]? ?\d\.\d)? ?(?P<name>.+)")
_CASES = """
2.1 Assessment
2.2 Planning
2.3 Implementation and delivery
2.4 Reviewing
"""
CRC_2018 = f"""
1.1 Leadership
1.2 Staff
1.3 Services
1.4 Information and facilities
{_CASES.strip()}
4.1 Unpaid work
4.2 Through the Gate
"""
NPS_2018 = CRC_2018.replace("4.1 Unpaid work", "3.1 Court reports and case allocation").replace(
    "4.2 Through the Gate", "3.2 Statutory victim work"
)
PDU_2021 = """
P 1.1 Leadership
P 1.2 Staff
P 1.3 Services
P 1.4 Information and facilities
P 2.1 Court work
P 2.2 Assessment
P 2.3 Planning
P 2.4 Implementation and delivery
P 2.5 Reviewing
"""
PDU_2023 = """
P 1.1 Leadership
P 1.2 Staffing
P 1.3 Services
P 2.1 Assessment
P 2.2 Planning
P 2.3 Implementation and delivery
P 2.4 Reviewing
"""
REGION_2023 = """
R 1.1 Leadership
R 1.2 Staffing
R 2.1 Public protection
R 2.2 Desistance
R 2.3 Court work
R 2.4 Unpaid work
R 2.5 Resettlement
R 2.6 Statutory victim work
"""
YOUTH_2018 = f"""
1.1 Governance and leadership
1.2 Staff
1.3 Partnerships and services
1.4 Information and facilities
{_CASES.strip()}
3.1 Assessment
3.2 Planning
3.3 Implementation and delivery
3.4 Joint working
"""
YOUTH_2021 = f"""
{YOUTH_2018.replace("Joint working", "Out-of-court disposal policy and provision").strip()}
4.1 Resettlement policy and provision
"""


def html(sample: Sample, *, table: Callable[[Sample], str] | None = None, body_end: str = "") -> bytes:
    """The report as the inspectorate's theme serves it: a nested document, links back to the top."""
    heading = (
        '<h2 class="hale-toc-item" id="{0}-x">{1}<span class="hale-jump-link"> '
        '(<a href="#table-of-contents-heading">Back to top</a>)</span></h2>'
    )
    parts = [heading.format(1, "Foreword"), f"<p>{sample.foreword}</p>"]
    parts.append(f"<p>{sample.signed}<br>HM Chief Inspector of Probation</p>")
    if sample.fieldwork:
        parts.append(f"<p>{sample.fieldwork}</p>")
    if sample.overall is not None or sample.rows:
        parts += [heading.format(2, "Ratings"), (table or ratings_table)(sample)]
    if sample.recommendations:
        parts.append(heading.format(3, "Recommendations"))
        for addressee, items in sample.recommendations:
            parts.append(
                f"<p><strong>{addressee}</strong></p><ul>" + "".join(f"<li>{i}</li>" for i in items) + "</ul>"
            )
    for number, (title, text) in enumerate(sample.sections, start=4):
        parts += [heading.format(number, title), f"<p>{text}</p>"]
    for code, name, _ in sample.rows:
        parts.append(f"<h3>{code} {name}</h3>")
        if code in sample.questions:
            cells = "".join(f"<tr><td>{q}</td><td>{value}</td></tr>" for q, value in sample.questions[code])
            parts.append(f"<table><tr><th>Question</th><th>Yes</th></tr>{cells}</table>")
    body = "".join(parts) + body_end
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>{sample.title} – HM Inspectorate</title></head>'
        '<body class="document-template-default single single-document">'
        '<header class="govuk-header"><a href="/">Home</a></header>'
        '<div id="toc"><ol><li><a href="#1-x">Foreword</a></li><li>Overall rating</li></ol></div>'
        '<div class="hale-print-only">All content is available under the Open Government Licence v3.0.</div>'
        '<div id="primary"><article class="flexible-post-type-single document">'
        f'<h1 class="document-title govuk-heading-xl"> {sample.title} </h1>'
        '<div class="flexible-post-type-published-date"><div>Published: </div>'
        f'<time class="entry-date published-date" datetime="{sample.page_time}">19 August 2025</time></div>'
        '<div class="document-content"><!DOCTYPE html><?xml encoding="UTF-8"><html><body>'
        f"{body}</body></html></div></article></div>"
        '<footer class="govuk-footer">Contact</footer></body></html>'
    ).encode()


def ratings_table(sample: Sample) -> str:
    """The ratings table of a page: a row for the score, one for the overall rating, one for each standard."""
    rows = [f"<tr><th>{sample.service}</th><th>{'Score ' + sample.score if sample.score else ''}</th></tr>"]
    if sample.overall is not None:
        rows.append(f"<tr><td>Overall rating</td><td><strong>{sample.overall}</strong></td></tr>")
    rows += [f"<tr><td>{code} {name}</td><td>{rating}</td></tr>" for code, name, rating in sample.rows]
    return f'<figure class="wp-block-table"><table><tbody>{"".join(rows)}</tbody></table></figure>'


_STYLES = getSampleStyleSheet()
_BODY = ParagraphStyle("text", parent=_STYLES["BodyText"], fontSize=10.5, leading=14)
_H1 = ParagraphStyle("h1", parent=_STYLES["Heading1"], fontSize=20, leading=24)
_H2 = ParagraphStyle("h2", parent=_STYLES["Heading2"], fontSize=14, leading=18)
_COLOURS = {GOOD: colors.lightgreen, RI: colors.orange, INADEQUATE: colors.red, OUTSTANDING: colors.green}


def pdf(sample: Sample, *, table: Callable[[Sample], Sequence[Flowable]] | None = None) -> bytes:
    """The report as a PDF, with cover, front matter, contents with dots, and running headers."""
    flow: list[Flowable] = [Spacer(1, 150), Paragraph(sample.title, _H1)]
    flow += [Paragraph(f"HM Inspectorate of Probation, {sample.cover_date}", _BODY), PageBreak()]
    flow.append(Paragraph("This inspection was led by HM Inspector Tony Kirk, supported by a team.", _BODY))
    if sample.fieldwork:
        flow.append(Paragraph(sample.fieldwork, _BODY))
    flow += [PageBreak(), Paragraph("Contents", _H2)]
    for page, name in enumerate(("Foreword", "Ratings", "Recommendations"), start=4):
        flow.append(Paragraph(f"{name} {'.' * 60} {page}", _BODY))
    for code, name, _ in sample.rows:
        flow.append(Paragraph(f"{code} {name} {'.' * 40} 9", _BODY))
    flow += [PageBreak(), Paragraph("Foreword", _H2), Paragraph(sample.foreword, _BODY)]
    flow += [Paragraph(f"{sample.signed}<br/>HM Chief Inspector of Probation", _BODY), PageBreak()]
    if sample.overall is not None or sample.rows:
        flow.append(Paragraph("Ratings", _H2))
        flow += (table or pdf_table)(sample)
        flow.append(PageBreak())
    if sample.recommendations:
        flow.append(Paragraph("Recommendations", _H2))
    number = 1
    for addressee, items in sample.recommendations:
        flow.append(Paragraph(f"<b>{addressee}</b>", _BODY))
        listed = [ListItem(Paragraph(item, _BODY), value=number + i) for i, item in enumerate(items)]
        flow.append(ListFlowable(listed, bulletType="1", bulletFormat="%s."))
        number += len(items)
    for title, text in sample.sections:
        flow += [Paragraph(title, _H2), Paragraph(text, _BODY)]
    for code, name, _ in sample.rows:
        flow.append(Paragraph(f"{code} {name}", _H2))
        for question, value in sample.questions.get(code, ()):
            flow.append(Table([[Paragraph(question, _BODY), value]], colWidths=[380, 80]))
    buffer = io.BytesIO()

    def header(canvas: Canvas, document: SimpleDocTemplate) -> None:
        if document.page > 1:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(60, A4[1] - 40, f"{sample.header} {document.page}")

    document = SimpleDocTemplate(buffer, pagesize=A4, invariant=1)
    document.build(flow, onFirstPage=header, onLaterPages=header)
    return buffer.getvalue()


def pdf_table(sample: Sample) -> list[Flowable]:
    """Ratings with coloured cells."""
    data = [[sample.service, f"Score {sample.score}" if sample.score else ""]]
    if sample.overall is not None:
        data.append(["Overall rating", sample.overall])
    data += [[f"{code} {name}", rating] for code, name, rating in sample.rows]
    style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey)]
    for index, row in enumerate(data):
        if row[1] in _COLOURS:
            style.append(("BACKGROUND", (1, index), (1, index), _COLOURS[row[1]]))
    return [Table(data, colWidths=[300, 140], style=TableStyle(style))]
