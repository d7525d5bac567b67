"""The inspectorate's own page of ratings tables, kept by hand beside the reports, and once wrong.

From the second night on its row for one region gives another overall rating than the report does: the one
disagreement that the cross-check has to find.
"""

from __future__ import annotations

from datetime import datetime
from html import escape

from pipelines.vocabulary import BodyKind, Framework, Rating
from tests.replica import facts
from tests.replica.answer import LONDON
from tests.replica.editions import NIGHTS
from tests.replica.facts import ReportFact
from tests.replica.post import PROBATION, RESEARCH, Post

SLUG = "our-standards-and-ratings"
WRONG = ("wales-2026", Rating.GOOD)
"""The report's key, and what the table gives for it; the report says otherwise."""

_PUBLISHED = datetime(2025, 3, 24, 10, 0, tzinfo=LONDON)
_PDU = (Framework.CORE_2021, Framework.CORE_2023)
_YOUTH = (Framework.YJS_2018, Framework.YJS_2021, Framework.YJS_2025)
_HEAD = ("Report published", "Overall rating", "Score")
_STANDARDS = ("R 1.1 Leadership", "R 1.2 Staffing", "R 2.1 Public protection")


def official_table_post(edition: int) -> Post:
    """The page as it stands on that night."""
    body = _body(edition)
    changed = next(night for night in range(1, edition + 1) if _body(night) == body)
    return Post(
        "document",
        4702,
        SLUG,
        "Our standards and ratings",
        _PUBLISHED,
        _PUBLISHED if changed == 1 else NIGHTS[changed],
        body,
        summary="Where to look up what every service was last given.",
        terms=(RESEARCH, PROBATION),
    )


def listed(edition: int) -> list[ReportFact]:
    """Reports with a row in the tables, oldest first: those that a vanished page carried stay in."""
    known = {report.key: report for night in range(1, edition + 1) for report in facts.reports(night)}
    tabled = [one for one in known.values() if one.overall_rating is not None and one.language == "en"]
    return sorted(
        (one for one in tabled if one.framework in (*_PDU, *_YOUTH)),
        key=lambda one: (one.published, one.post_id),
    )


def _body(edition: int) -> str:
    rows = listed(edition)
    pdus = [one for one in rows if one.body_ids[0].startswith(BodyKind.PDU)]
    regions = [one for one in rows if one.body_ids[0].startswith(BodyKind.REGION)]
    youth = [one for one in rows if one.framework in _YOUTH]
    parts = (
        _paragraph("We list here what each service was given. The report alone says why."),
        _heading("Probation delivery units"),
        _table(("Probation delivery unit", *_HEAD), [_plain(one) for one in pdus]),
        _heading("Probation regions"),
        _table(("Region", *_HEAD, *_STANDARDS), [(*_plain(one), *_rated(one)) for one in regions]),
        _heading("Youth justice services"),
        _table(("Youth justice service", *_HEAD), [_plain(one) for one in youth]),
    )
    return "\n".join(parts)


def _plain(report: ReportFact) -> tuple[str, ...]:
    rating = WRONG[1] if report.key == WRONG[0] else report.overall_rating
    score = f"{report.score}/{report.score_max}" if report.score is not None else "–"
    return report.area, f"{report.published:%-d %B %Y}", str(rating), score


def _rated(report: ReportFact) -> tuple[str, ...]:
    found = {f"{one.code} {one.printed_name}": one.rating.value for one in report.standards}
    return tuple(found.get(standard, "–") for standard in _STANDARDS)


def _heading(text: str) -> str:
    return f"<h2>{text}</h2>"


def _paragraph(text: str) -> str:
    return f"<p>{text}</p>"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    def cells(tag: str, row: tuple[str, ...]) -> str:
        return "".join(f"<{tag}>{escape(cell, quote=False)}</{tag}>" for cell in row)

    lines = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return (
        f'<figure class="wp-block-table"><table><thead><tr>{cells("th", head)}</tr></thead>'
        f"<tbody>{lines}</tbody></table></figure>"
    )
