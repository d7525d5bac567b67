"""A picture of the page a value was read from, with its words framed, out of the archive's own bytes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from crawlers.archive.index import read_captures
from crawlers.archive.read import payload
from crawlers.errors import ArchiveDamagedError
from flows.answers import Proof
from flows.errors import CannotStartError
from flows.home import Home
from pipelines.reports.page_picture import PagePictureError, page_png


@dataclass(frozen=True)
class Drawn:
    """What became of one picture: its file, or None; the sentence says which page it shows, or why none."""

    file: Path | None
    sentence: str


def draw(home: Home, proof: Proof, target: Path | None = None) -> Drawn:
    """Draw the page a value stands on and frame its words.

    The picture goes to `target`, else to `evidence/<evidence_id>.png` of the data folder. It is made of the
    archived bytes, found by their hash, so it shows what was read even where the site has long shown
    something else. Without a picture the sentence says why; only a place that cannot be written to raises
    (CannotStartError).
    """
    if proof.page is None:
        return Drawn(None, "no picture: the words are from a web page, whose headings are given above.")
    try:
        found = _bytes(home, proof.document_sha256)
        if found is None:
            return Drawn(None, f"no picture: {home.archive} holds no bytes of this hash any more.")
        drawn = page_png(found, proof.page, proof.box)
    except (ArchiveDamagedError, PagePictureError) as error:
        return Drawn(None, f"no picture: {error}")
    file = target or home.evidence / f"{proof.evidence_id}.png"
    _write(file, drawn)
    framed = "with the words framed" if proof.box else "without a frame: no place on the page is known"
    return Drawn(file, f"picture of page {proof.page}, {framed}: {file}")


def _bytes(home: Home, sha256: str) -> bytes | None:
    """The payload of that hash, None if the archive's index does not name it."""
    held = (capture for capture in read_captures(home.archive) if capture.payload_sha256 == sha256)
    capture = next(held, None)
    return payload(home.archive, capture) if capture is not None else None


def _write(file: Path, content: bytes) -> None:
    """Write under another name first, so that a picture is whole or not there."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError as error:
        raise CannotStartError(
            f"The picture cannot be written to {file}: {error.strerror}; name another place with --picture, "
            "or ask with --no-picture."
        ) from error
