"""Rows of documents, their versions, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.history import Address, Version
from warehouse.ids import digest
from warehouse.tables.rows import Row, Rows, dated
from warehouse.world import World


def document_rows(world: World) -> Rows:
    """One row per address, per version, and per refusal."""
    addresses = [world.history.documents[url] for url in sorted(world.history.documents)]
    stories = [world.history.articles[url] for url in sorted(world.history.articles)]
    return {
        "documents": [_document(world, address) for address in addresses],
        "document_versions": [row for address in addresses for row in _versions(address)],
        "quarantine": [row for address in (*addresses, *stories) for row in _quarantine(address)],
    }


def _document(world: World, address: Address) -> Row:
    shown = address.current or address.latest
    document = shown.report.document if shown.report else None
    return {
        "document_id": digest(address.url),
        "document_url": address.url,
        "source_id": address.source,
        "document_kind": document.kind if document else None,
        "document_title": document.title if document else None,
        "language": document.language if document else None,
        "media_type": document.media_type if document else shown.capture["media_type"],
        **dated("published", document.published if document else None),
        "layout_name": document.layout if document else None,
        "page_count": document.page_count if document else None,
        "parent_url": world.address(address.found_on[0]) if address.found_on else None,
        "document_sha256": shown.sha256,
        "version_count": len(address.versions),
        "first_seen_run_id": address.first_run,
        "is_read": address.current is not None,
        "is_missing": address.nights_absent > 0,
        "is_gone": address.is_gone,
        "missing_since_run_id": address.absent_since,
    }


def _versions(address: Address) -> Iterator[Row]:
    before: Version | None = None
    for version in address.versions:
        document = version.report.document if version.report else None
        hashes = (before.text_sha256 if before else None, version.text_sha256)
        yield {
            "document_id": digest(address.url),
            "version_number": version.number,
            "document_url": address.url,
            "document_sha256": version.sha256,
            "text_sha256": version.text_sha256,
            "byte_count": version.capture["payload_bytes"],
            "document_kind": document.kind if document else None,
            "document_title": document.title if document else None,
            "layout_name": document.layout if document else None,
            "layout_reason": document.layout_reason if document else None,
            "first_seen_run_id": version.run_id,
            "is_current": version is address.current,
            "is_read": version.is_read,
            "is_text_identical": hashes[0] == hashes[1] if None not in hashes else None,
            "warc_file": version.capture["warc_file"],
            "warc_offset": version.capture["warc_offset"],
        }
        before = version


def _quarantine(address: Address) -> Iterator[Row]:
    seen: set[str] = set()
    for version in address.versions:
        for refused in version.refused:
            name = digest(address.url, version.sha256, refused.reason, refused.detail, refused.quote)
            if name in seen:
                continue
            seen.add(name)
            yield {
                "quarantine_id": name,
                "source_id": address.source,
                "url": address.url,
                "document_sha256": version.sha256,
                "reason": refused.reason,
                "detail": refused.detail,
                "quote": refused.quote,
                "first_seen_run_id": version.run_id,
                "is_current": address.latest.sha256 == version.sha256,
                "warc_file": version.capture["warc_file"],
                "warc_offset": version.capture["warc_offset"],
            }
