"""Names of rows: made from what a row is about, never counted, so that a rebuild gives the same ones."""

from __future__ import annotations

import hashlib
import re

from pipelines.records import Evidence

_NOT_WORD = re.compile(r"\W+")


def digest(*parts: object) -> str:
    """Sixteen hex digits that stand for these parts; None and "" differ, and no part runs into the next."""
    told = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def words(text: str) -> str:
    """What two printings of the same words share: neither case, nor spacing, nor hyphens and quotes."""
    return _NOT_WORD.sub("", text).casefold()


def evidence_id(subject_id: str, field_name: str, url: str, evidence: Evidence) -> str:
    """The name of one piece of evidence: for which value, and where it stands."""
    place = (evidence.document_sha256, evidence.page, evidence.char_start, evidence.char_end, evidence.quote)
    return digest(subject_id, field_name, url, *place)
