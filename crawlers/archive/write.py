"""Writing to the archive: a WARC record first, its index line when the record is on disk.

Each process that writes begins files of its own (`<run>-<n>`, the next n that is free), so that nothing
is ever appended behind a record that a kill has cut short.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.archive.encoding import decoded
from crawlers.archive.index import Capture, Discovery, Role, Sighting, capture_id
from crawlers.archive.keeping import refuse_what_may_not_be_kept
from crawlers.archive.read import REFERS_TO_FILE, REFERS_TO_OFFSET
from crawlers.canonical import canonical_url
from crawlers.sources import Source

NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Origin:
    """How a response came about: what was asked, when (UTC, ISO 8601), what for, and what led there."""

    url: str
    fetched_at: str
    role: Role
    discovery: Discovery | None = None
    found_on: str | None = None
    redirected_from: tuple[str, ...] = ()


def now() -> str:
    """This moment, as the archive writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def header(headers: Headers, name: str) -> str | None:
    """The first header of that name, in any case; empty counts as absent."""
    return next((value.strip() for key, value in headers if key.lower() == name and value.strip()), None)


class ArchiveWriter:
    """Appends to the archive of one source for one run. Use it as a context manager, or close it.

    What the source's publishers do not allow to be kept is refused here, whoever asks: see `keeping`.
    """

    def __init__(self, archive: Path, source: Source, run_id: str) -> None:
        self.archive, self.source, self.run_id = archive, source.id, run_id
        self._terms = source
        self._warc: BinaryIO | None = None
        self._index: BinaryIO | None = None
        self._warc_file = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; writing again begins new ones."""
        for file in (self._warc, self._index):
            if file is not None:
                file.close()
        self._warc = self._index = None

    def write_response(self, origin: Origin, status: int, headers: Headers, body: bytes) -> Capture:
        """Store a response as it came, content-encoding and all. Raises MayNotBeKeptError."""
        payload = decoded(body, header(headers, "content-encoding"))
        self._refuse(origin, payload, is_ours=False)
        http = StatusAndHeaders(_status_line(status), list(headers), protocol="HTTP/1.1")
        record = self._builder.create_warc_record(
            origin.url,
            "response",
            payload=BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": origin.fetched_at},
        )
        return self._append(record, origin, status=status, headers=headers, payload=payload)

    def write_resource(
        self, origin: Origin, payload: bytes, media_type: str, validators: Headers = ()
    ) -> Capture:
        """Store what we made ourselves of a page that may not be kept: a WARC resource record.

        Raises MayNotBeKeptError for more than a card, as `write_response` does for the page itself.
        """
        self._refuse(origin, payload, is_ours=True)
        record = self._builder.create_warc_record(
            origin.url,
            "resource",
            payload=BytesIO(payload),
            length=len(payload),
            warc_content_type=media_type,
            warc_headers_dict={"WARC-Date": origin.fetched_at},
        )
        return self._append(
            record, origin, status=200, headers=(("Content-Type", media_type), *validators), payload=payload
        )

    def write_not_modified(self, origin: Origin, headers: Headers, earlier: Capture) -> Capture:
        """Store a 304 as a WARC revisit of the earlier capture, so that any WARC tool finds the bytes."""
        record = self._builder.create_warc_record(
            origin.url,
            "revisit",
            http_headers=StatusAndHeaders(_status_line(304), list(headers), protocol="HTTP/1.1"),
            warc_headers_dict={
                "WARC-Date": origin.fetched_at,
                "WARC-Profile": NOT_MODIFIED_PROFILE,
                "WARC-Refers-To-Target-URI": earlier.url,
                "WARC-Refers-To-Date": earlier.fetched_at,
                REFERS_TO_FILE: earlier.warc_file,
                REFERS_TO_OFFSET: str(earlier.warc_offset),
            },
        )
        return self._append(record, origin, status=304, headers=headers, earlier=earlier)

    def _refuse(self, origin: Origin, payload: bytes, *, is_ours: bool) -> None:
        urls = (origin.url, *origin.redirected_from)
        refuse_what_may_not_be_kept(self._terms, urls, origin.role, payload, is_ours=is_ours)

    @property
    def _builder(self) -> WARCWriter:
        return WARCWriter(self._begin()[0], gzip=True, warc_version="1.1")

    def _begin(self) -> tuple[BinaryIO, BinaryIO]:
        if self._warc is None or self._index is None:
            folder = self.archive / self.source
            folder.mkdir(parents=True, exist_ok=True)
            n = 1
            while True:
                stem = f"{self.run_id}-{n}"
                try:
                    self._warc = (folder / f"{stem}.warc.gz").open("xb")
                    break
                except FileExistsError:
                    n += 1
            self._index = (folder / f"{stem}.index.jsonl").open("xb")
            self._warc_file = f"{self.source}/{stem}.warc.gz"
            _sync_folder(folder)
        return self._warc, self._index

    def _append(
        self,
        record: ArcWarcRecord,
        origin: Origin,
        *,
        status: int,
        headers: Headers,
        payload: bytes = b"",
        earlier: Capture | None = None,
    ) -> Capture:
        warc, index = self._begin()
        offset = warc.tell()
        WARCWriter(warc, gzip=True, warc_version="1.1").write_record(record)
        os.fsync(warc.fileno())
        media_type = (header(headers, "content-type") or "application/octet-stream").partition(";")[0]
        digest = earlier.payload_sha256 if earlier else hashlib.sha256(payload).hexdigest()
        capture = Capture(
            capture_id=capture_id(origin.url, origin.fetched_at, digest),
            run_id=self.run_id,
            source=self.source,
            url=origin.url,
            canonical_url=canonical_url(origin.url),
            fetched_at=origin.fetched_at,
            status=status,
            role=origin.role,
            media_type=earlier.media_type if earlier else media_type.strip().lower(),
            payload_sha256=digest,
            payload_bytes=earlier.payload_bytes if earlier else len(payload),
            warc_file=self._warc_file,
            warc_offset=offset,
            warc_length=warc.tell() - offset,
            etag=header(headers, "etag") or (earlier.etag if earlier else None),
            last_modified=header(headers, "last-modified") or (earlier.last_modified if earlier else None),
            discovery=origin.discovery,
            found_on=origin.found_on,
            redirected_from=origin.redirected_from,
        )
        append_line(index, asdict(capture))
        return capture


class SightingWriter:
    """Appends to `<run>.discovered.jsonl`. A run that goes on after a kill repeats nothing it has written."""

    def __init__(self, archive: Path, source: str, run_id: str, already: Iterable[Sighting] = ()) -> None:
        self._path = archive / source / f"{run_id}.discovered.jsonl"
        self._file: BinaryIO | None = None
        self._written = set(already)

    def write(self, sighting: Sighting) -> None:
        """Write one line; the same sighting again is ignored."""
        if sighting in self._written:
            return
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            cut_torn_line(self._path)
            self._file = self._path.open("ab")
        self._written.add(sighting)
        append_line(self._file, asdict(sighting), sync=False)

    def close(self) -> None:
        """Put it on disk."""
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None


def append_line(file: BinaryIO, line: dict[str, object], *, sync: bool = True) -> None:
    """Append one JSON line and, if asked, wait until it is on disk."""
    file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    file.flush()
    if sync:
        os.fsync(file.fileno())


def cut_torn_line(path: Path) -> None:
    """Remove a last line without its newline: a line appended behind it would be lost with it."""
    if not path.exists():
        return
    content = path.read_bytes()
    if not content.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(content.rfind(b"\n") + 1)


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
