"""Reading one document of the inspectorate: what it is, and all that it says, or why it could not be read."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable
from datetime import date, datetime

from pipelines.pdf.process import PdfTooLargeError, UnreadablePdfError
from pipelines.records import DocumentRecord, PartialDate, Quarantined, ReportRecords
from pipelines.reports.annexe import read_annexe
from pipelines.reports.cover import Cover, read_cover, with_known_date
from pipelines.reports.dates import as_partial
from pipelines.reports.document import Document
from pipelines.reports.html import read_html
from pipelines.reports.inspections import read_inspections
from pipelines.reports.kinds import is_error_page, is_report_page, kind_by_name, looks_like_report
from pipelines.reports.layouts import welsh_twin
from pipelines.reports.layouts.choose import choose
from pipelines.reports.official_table import read_official_table
from pipelines.reports.pdf import read_pdf
from pipelines.reports.reading import Reading
from pipelines.reports.releases import read_release
from pipelines.vocabulary import DocumentKind, Language, QuarantineReason

log = logging.getLogger(__name__)
PARSER = "reports"
PARSER_VERSION = 2
MAX_PAGE_BYTES = 20 * 1024 * 1024
"""No page of the inspectorate comes near it; beyond it a page is a trap or a fault of the server."""

_CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|title)\b", re.IGNORECASE)

_READERS: dict[DocumentKind, Callable[[Cover], Reading]] = {
    DocumentKind.RELEASE: lambda cover: read_release(cover.document),
    DocumentKind.DATA_ANNEXE: read_annexe,
    DocumentKind.RATINGS_TABLE: lambda cover: read_official_table(cover.document),
}
"""What reads the documents that are known by name; the other kinds are archived and not searched."""


class _UnreadableError(Exception):
    """The bytes gave no document; says the reason in the vocabulary of the quarantine."""

    def __init__(self, reason: QuarantineReason, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


def read(
    payload: bytes,
    *,
    media_type: str,
    url: str,
    published: PartialDate | datetime | date | None = None,
) -> ReportRecords:
    """Read a page or PDF of the inspectorate.

    `media_type` is what the server said, which the bytes may overrule; `url` is where they came from.
    `published` is the publication date the caller knows from elsewhere, as a rule from the page a PDF was
    attached to: it refines what a cover states, never contradicts it. Raises nothing for bad input: what
    cannot be read, or only by guessing, is in `quarantined`.
    """
    sha256 = hashlib.sha256(payload).hexdigest()
    try:
        document = _document(payload, media_type, url, sha256)
        return _read(with_known_date(read_cover(document), as_partial(published)))
    except _UnreadableError as error:
        reason, detail = error.reason, error.detail
    except Exception as error:  # what nobody thought of costs one page, and is counted
        log.exception("reading %s failed", url)
        reason, detail = QuarantineReason.PARSER_ERROR, f"{type(error).__name__}: {error}"
    refused = Quarantined(url=url, payload_sha256=sha256, reason=reason, detail=detail)
    return ReportRecords(parser=PARSER, parser_version=PARSER_VERSION, quarantined=(refused,))


def _document(payload: bytes, media_type: str, url: str, sha256: str) -> Document:
    """Make the document of the bytes, going by the bytes themselves where the media type is wrong."""
    if not payload.strip():
        raise _UnreadableError(QuarantineReason.EMPTY_BODY, "the server sent no bytes")
    declared = media_type.partition(";")[0].strip().lower()
    is_markup = _MARKUP.search(payload[:4096]) is not None
    if b"%PDF-" in payload[:1024] or (declared == "application/pdf" and not is_markup):
        return _pdf(payload, url, sha256)
    if not is_markup and declared not in ("text/html", "application/xhtml+xml"):
        raise _UnreadableError(
            QuarantineReason.UNSUPPORTED_MEDIA, f"neither a page nor a PDF: {declared or 'no type'}"
        )
    if len(payload) > MAX_PAGE_BYTES:
        raise _UnreadableError(
            QuarantineReason.TOO_LARGE, f"{len(payload)} bytes, more than {MAX_PAGE_BYTES}"
        )
    charset = _CHARSET.search(media_type)
    document = read_html(payload, url=url, sha256=sha256, charset=charset[1] if charset else None)
    if not document.blocks:
        raise _UnreadableError(QuarantineReason.EMPTY_BODY, "the page has no words")
    if is_error_page(document):
        shown = document.title or document.text[:60]
        raise _UnreadableError(QuarantineReason.ERROR_PAGE, f"an error page served as a document: {shown!r}")
    if declared == "application/pdf":
        raise _UnreadableError(QuarantineReason.BROKEN_PDF, f"a web page served as a PDF: {document.title!r}")
    return document


def _pdf(payload: bytes, url: str, sha256: str) -> Document:
    try:
        return read_pdf(payload, url=url, sha256=sha256)
    except PdfTooLargeError as error:
        raise _UnreadableError(QuarantineReason.TOO_LARGE, str(error)) from error
    except UnreadablePdfError as error:
        raise _UnreadableError(QuarantineReason.BROKEN_PDF, str(error)) from error


def _read(cover: Cover) -> ReportRecords:
    """Tell what the document is, and read it as that."""
    document = cover.document
    kind = kind_by_name(document, cover.title)
    if kind is not None:
        reader = _READERS.get(kind)
        return _records(cover, kind, reader(cover) if reader is not None else None)
    if is_report_page(document):
        return _records(cover, DocumentKind.REPORT_PAGE)
    if (welsh := welsh_twin.matches(cover)) is not None:
        return _records(cover, DocumentKind.REPORT, layout=welsh_twin.NAME, reason=welsh)
    fitting = choose(cover)
    if len(fitting) == 1:
        layout, reason = fitting[0]
        reading = read_inspections(cover, layout)
        return _records(cover, DocumentKind.REPORT, reading, layout=layout.name, reason=reason)
    is_report = looks_like_report(cover.title) or (document.page_count and cover.prints_ratings)
    if not fitting and not is_report:
        return _records(cover, DocumentKind.OTHER)
    known = "; ".join(f"{layout.name} ({reason})" for layout, reason in fitting)
    detail = (
        f"several layouts fit: {known}"
        if fitting
        else "no layout fits, though title or ratings are a report's"
    )
    reading = Reading()
    reading.refuse(document, QuarantineReason.LAYOUT_DRIFT, detail, cover.title)
    return _records(cover, DocumentKind.REPORT, reading)


def _records(
    cover: Cover,
    kind: DocumentKind,
    reading: Reading | None = None,
    *,
    layout: str | None = None,
    reason: str | None = None,
) -> ReportRecords:
    document, gathered = cover.document, reading or Reading()
    return ReportRecords(
        parser=PARSER,
        parser_version=PARSER_VERSION,
        document=DocumentRecord(
            url=document.url,
            media_type=document.media_type,
            payload_sha256=document.sha256,
            text_sha256=document.text_sha256,
            kind=kind,
            title=cover.title,
            language=Language.WELSH if layout == welsh_twin.NAME else document.language,
            layout=layout,
            layout_reason=reason,
            published=cover.published,
            published_at=document.published_at,
            twin_url=document.twin_url,
            attachments=document.attachments,
            page_count=document.page_count,
        ),
        inspections=tuple(gathered.inspections),
        ratings=tuple(gathered.ratings),
        findings=tuple(gathered.findings),
        recommendations=tuple(gathered.recommendations),
        progress=tuple(gathered.progress),
        key_facts=tuple(gathered.key_facts),
        releases=tuple(gathered.releases),
        official_ratings=tuple(gathered.official_ratings),
        flags=tuple(gathered.flags),
        quarantined=tuple(gathered.quarantined),
    )
