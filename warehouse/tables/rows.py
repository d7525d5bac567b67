"""What the rows of every table share: partial dates, moments, and the evidence they refer to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from pipelines.records import Evidence, PartialDate
from warehouse.ids import evidence_id

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def dated(name: str, partial: PartialDate | None) -> Row:
    """The two columns of a partial date: `<name>_date` and `<name>_precision`."""
    return {
        f"{name}_date": partial.value if partial is not None else None,
        f"{name}_precision": partial.precision if partial is not None else None,
    }


def moment(value: datetime | str | None) -> datetime | None:
    """A moment as tables hold it: UTC, without a zone, so that no reader's own zone moves it."""
    if value is None:
        return None
    told = datetime.fromisoformat(value) if isinstance(value, str) else value
    return told.astimezone(UTC).replace(tzinfo=None) if told.tzinfo is not None else told


def joined(values: Iterable[str]) -> str | None:
    """Several words in one cell, as people with spreadsheets want them; NULL for none."""
    return "; ".join(values) or None


def day(value: date | None) -> str:
    """A day for a sentence."""
    return value.isoformat() if value is not None else "undated"


class EvidenceBook:
    """Every piece of evidence the tables refer to, each under one name."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}

    def note(
        self, table: str, subject_id: str, field_name: str, url: str, evidence: Evidence | None
    ) -> str | None:
        """Keep a piece of evidence for one value, and return its name."""
        if evidence is None:
            return None
        return self.keep(table, subject_id, field_name, url, evidence)

    def keep(self, table: str, subject_id: str, field_name: str, url: str, evidence: Evidence) -> str:
        """Keep a piece of evidence that is there, and return its name."""
        name = evidence_id(subject_id, field_name, url, evidence)
        left, bottom, right, top = evidence.box or (None, None, None, None)
        self._rows[name] = {
            "evidence_id": name,
            "subject_table": table,
            "subject_id": subject_id,
            "field_name": field_name,
            "document_url": url,
            "document_sha256": evidence.document_sha256,
            "page": evidence.page,
            "heading": evidence.heading,
            "char_start": evidence.char_start,
            "char_end": evidence.char_end,
            "box_left": left,
            "box_bottom": bottom,
            "box_right": right,
            "box_top": top,
            "quote": evidence.quote,
        }
        return name

    @property
    def rows(self) -> list[Row]:
        """All of it, in the order of its names."""
        return [self._rows[name] for name in sorted(self._rows)]


def beside(evidence: Evidence, url: str) -> Row:
    """The columns that let a value be quoted without a join."""
    return {
        "document_url": url,
        "document_sha256": evidence.document_sha256,
        "page": evidence.page,
        "heading": evidence.heading,
        "quote": evidence.quote,
    }
