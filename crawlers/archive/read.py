"""Getting bytes back out of the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from crawlers.archive.encoding import decoded
from crawlers.archive.index import Capture
from crawlers.errors import ArchiveDamagedError

REFERS_TO_FILE = "WARC-Refers-To-Filename"
REFERS_TO_OFFSET = "WARC-Refers-To-File-Offset"
"""Where a revisit's earlier record is, as other archives write it too."""


@dataclass(frozen=True)
class Stored:
    """One response as stored: status, headers in their order, payload with its content-encoding removed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    payload: bytes


def payload(archive: Path, capture: Capture) -> bytes:
    """The body of a capture, content-encoding removed; of a 304, the earlier capture's body.

    Raises ArchiveDamagedError if the bytes are not there or do not hash to what the index says: without
    this check a damaged disk would pass for a corrected report.
    """
    found = stored(archive, capture).payload
    if hashlib.sha256(found).hexdigest() != capture.payload_sha256:
        raise ArchiveDamagedError(
            f"{archive / capture.warc_file} at byte {capture.warc_offset} no longer holds what was fetched "
            f"from {capture.url} on {capture.fetched_at}: restore that file from a copy of the archive."
        )
    return found


def stored(archive: Path, capture: Capture) -> Stored:
    """The response of a capture; a 304 gives the earlier response that it confirmed."""
    with _record(archive / capture.warc_file, capture.warc_offset, capture.url) as record:
        if record.rec_type != "revisit":
            return _stored(record)
        earlier = record.rec_headers.get_header(REFERS_TO_FILE)
        offset = record.rec_headers.get_header(REFERS_TO_OFFSET)
    with _record(archive / earlier, int(offset), capture.url) as record:
        return _stored(record)


def _stored(record: ArcWarcRecord) -> Stored:
    body = record.raw_stream.read()
    if record.http_headers is None:
        kind = record.rec_headers.get_header("Content-Type") or "application/octet-stream"
        return Stored(200, (("Content-Type", kind),), body)
    headers = tuple((name, value) for name, value in record.http_headers.headers)
    encoding = record.http_headers.get_header("Content-Encoding")
    return Stored(int(record.http_headers.get_statuscode()), headers, decoded(body, encoding))


@contextmanager
def _record(path: Path, offset: int, url: str) -> Iterator[ArcWarcRecord]:
    if not path.exists():
        raise ArchiveDamagedError(
            f"{path} is missing, which holds {url}: restore it from a copy of the archive."
        )
    with path.open("rb") as file:
        file.seek(offset)
        record = next(iter(ArchiveIterator(file)), None)
        if record is None:
            raise ArchiveDamagedError(
                f"{path} ends before byte {offset}, where {url} should be: restore it from a copy of "
                "the archive."
            )
        yield record
