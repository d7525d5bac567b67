"""What kind of document this is. Only reports are searched for ratings."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipelines.reports.document import BlockKind, Document
from pipelines.vocabulary import DocumentKind

_ERROR_TITLE = re.compile(
    r"^(?:(?:error\s*)?(?:4\d\d|5\d\d)\b.*|error|page not found|not found|bad gateway|service unavailable"
    r"|access denied|"
    r"forbidden|gateway time-?out|internal server error|(?:sorry,?\s*)?there is a problem.*|(?:site"
    r"|scheduled|down for) maintenance.*|too many requests|just a moment.*)$",
    re.IGNORECASE,
)
_REPORT_TITLE = re.compile(
    r"^(?:An?\s+)?(?:joint\s+|dynamic\s+|national\s+)?inspection\b|^Arolygiad\b|^Quality\s*(?:&|and)\s*Impact|"
    r"^The effectiveness of probation|thematic (?:inspection|review)|^An? (?:joint )?thematic|^A review of|"
    r"^(?:A )?report on (?:offender|youth)|^Offender management inspection|^Inspection of adult offending",
    re.IGNORECASE,
)
_RATINGS_TABLE = re.compile(
    r"^(?:our\s+)?(?:(?:inspection\s+)?standards\s+and\s+ratings|ratings\s+tables?)\b"
    r"|^(?:inspection\s+)?ratings\s+(?:of|for|by)\s+(?:all|each|every|inspected)\b",
    re.IGNORECASE,
)
_MANUAL = re.compile(r"\bguidance\b|\bmanual\b", re.IGNORECASE)
_BY_TITLE = (
    (DocumentKind.DATA_ANNEXE, re.compile(r"\bdata annexe?\b|^annexe?\b.*\bdata\b", re.IGNORECASE)),
    (
        DocumentKind.SFO_REVIEW,
        re.compile(r"serious further offence|\bSFOs?\b|independent (?:serious )?.*review of", re.IGNORECASE),
    ),
    (DocumentKind.CONSULTATION, re.compile(r"\bconsultation\b", re.IGNORECASE)),
    (
        DocumentKind.ANNUAL,
        re.compile(
            r"\bannual\b|^20\d\d\s?/\s?(?:20)?\d\d inspections|inspections of (?:probation|youth)\D+20\d\d"
            r"|corporate plan",
            re.IGNORECASE,
        ),
    ),
    (
        DocumentKind.GUIDANCE,
        re.compile(
            r"\brules\b|\bstandards (?:for|framework)\b|inspection (?:framework|standards|programme)\b"
            r"|case assessment",
            re.IGNORECASE,
        ),
    ),
)
_PDF = re.compile(r"\.pdf(?:$|[?#])", re.IGNORECASE)
_REPORT_WORDS, _PAGE_HEADINGS = 400, 3
"""A page that only carries files has fewer words and no more headings ("Press release", "Related") than
this."""
_NEWS_PATH = re.compile(r"/(?:news|media/press-releases|press-releases|blog)/|/mediapress-release")


def is_error_page(document: Document) -> bool:
    """Whether a page served with status 200 is an error in disguise; archived as a report it would erase
    one."""
    if "error404" in document.body_classes or _ERROR_TITLE.match(document.title.strip()):
        return True
    short = len(document.text) < 400
    return short and bool(
        re.match(r"(?:4\d\d|5\d\d)\b|Page not found|Error\b", document.text.strip(), re.IGNORECASE)
    )


def kind_by_name(document: Document, title: str) -> DocumentKind | None:
    """Kind as far as title and address tell; None leaves it to the layouts."""
    path = urlsplit(document.url).path
    if document.is_news or _NEWS_PATH.search(path):
        return DocumentKind.RELEASE
    if _RATINGS_TABLE.search(title):
        return DocumentKind.RATINGS_TABLE
    if _MANUAL.search(title):
        return DocumentKind.GUIDANCE
    for kind, pattern in _BY_TITLE[:2]:
        if pattern.search(title):
            return kind
    if _REPORT_TITLE.search(title):
        return None
    for kind, pattern in _BY_TITLE[2:]:
        if pattern.search(title):
            return kind
    return None


def looks_like_report(title: str) -> bool:
    """Whether the title is one reports have: if no layout knows it then, the layouts have drifted."""
    return bool(_REPORT_TITLE.search(title))


def is_report_page(document: Document) -> bool:
    """Whether a page only carries its report: a title, a summary that siblings share, and files.

    The summary's ratings may be another service's, so such a page is never searched for any.
    """
    if document.media_type != "text/html" or not any(_PDF.search(url) for url in document.attachments):
        return False
    if any(re.match(r"overall\s*rating\b", block.text, re.IGNORECASE) for block in document.body):
        return False
    words = sum(len(block.text.split()) for block in document.body)
    headings = sum(block.kind is BlockKind.HEADING for block in document.body)
    return words < _REPORT_WORDS and headings <= _PAGE_HEADINGS
