"""The documents that bad-input faults add: one each, never touching the others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from pipelines.vocabulary import Framework
from tests.replica.answer import LONDON, in_london, nginx_error
from tests.replica.editions import Night
from tests.replica.facts import ReportFact
from tests.replica.faults import BAD_INPUT, Fault
from tests.replica.post import INSPECTION_REPORT, PROBATION, Post
from tests.replica.report_html import report_body
from tests.replica.uploads import Upload, hyphenated, report_bytes

UNKNOWN_RATING_WORD = "Satisfactory"
UNKNOWN_AREA = "Nowhere-on-Sea"

_PUBLISHED = datetime(2026, 11, 20, 0, 1, tzinfo=LONDON)
_RATING_CELL = re.compile(
    r"(<td[^>]*>\s*(?:<[^>]+>\s*)*)(?:Outstanding|Good|Requires improvement|Inadequate)(?=\s*<)"
)


def bad_posts(faults: frozenset[Fault], web: Night) -> tuple[Post, ...]:
    """One document per bad-input fault that is on."""
    return tuple(_bad_post(fault, web) for fault in sorted(faults & BAD_INPUT))


def _bad_post(fault: Fault, web: Night) -> Post:
    report = _model(web.reports.values())
    title, body = report.title, ""
    uploads: tuple[Upload, ...] = ()
    raw_page: bytes | None = None
    match fault:
        case Fault.ERROR_PAGE_200:
            raw_page = nginx_error(502).body
        case Fault.EMPTY_BODY:
            raw_page = b""
        case Fault.TRUNCATED_PDF:
            uploads = (_truncated(report),)
            body = "<p>The report is attached.</p>"
        case Fault.UNKNOWN_RATING:
            body = _with_unknown_rating(report_body(report))
        case Fault.UNKNOWN_BODY:
            title = f"An inspection of probation services in {UNKNOWN_AREA} PDU"
            body = report_body(replace(report, area=UNKNOWN_AREA, title=title, body_ids=()))
            body = body.replace(report.area, UNKNOWN_AREA)
    return Post(
        "document",
        9001 + sorted(BAD_INPUT).index(fault),
        f"bad-{fault}",
        title,
        _PUBLISHED,
        _PUBLISHED,
        body,
        terms=(INSPECTION_REPORT, PROBATION),
        uploads=uploads,
        raw_page=raw_page,
    )


def _model(reports: Iterable[ReportFact]) -> ReportFact:
    """A PDU report that stands in HTML, dated long after the true one so that the two are never the same."""
    report = next(
        report
        for report in reports
        if report.framework is Framework.CORE_2023
        and report.language == "en"
        and report.title.endswith("PDU")
    )
    fieldwork = report.fieldwork_start and in_london(_PUBLISHED - timedelta(days=120)).date()
    return replace(
        report,
        key="bad",
        slug="bad",
        published=_PUBLISHED,
        fieldwork_start=fieldwork,
        release_key=None,
        first_edition=1,
    )


def _truncated(report: ReportFact) -> Upload:
    def make() -> bytes:
        whole = report_bytes(report)
        return whole[: len(whole) * 6 // 10]

    path = f"/uploads/sites/99/2026/11/{hyphenated(report.title)}-cut-short.pdf"
    return Upload(29999, path, report.title, _PUBLISHED, _PUBLISHED, make, make)


def _with_unknown_rating(body: str) -> str:
    """The second rating in a table cell (the first is the overall one) becomes a word that does not exist."""
    number = count(1)

    def swapped(cell: re.Match[str]) -> str:
        return cell[1] + UNKNOWN_RATING_WORD if next(number) == 2 else cell[0]

    changed = _RATING_CELL.sub(swapped, body)
    if changed == body:
        raise ValueError("no table of the model report has a second rating to spoil; is its markup still td?")
    return changed
