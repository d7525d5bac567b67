"""Records on disk: nested, typed Parquet that gives back exactly the records that were written.

The Arrow schema is derived from the pydantic models, so a field added to a record is stored without another
word here, and DuckDB reads the same files (`SELECT unnest(records.ratings) FROM 'x.parquet'`).

Dates and times are ISO 8601 text. An Arrow timestamp keeps the instant but not the offset, and a report
published at 00:01 London summer time would come back from the cache as published the day before.
"""

from __future__ import annotations

import os
import types
from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel

from pipelines.records import Article, Quarantined, Record, ReportRecords


class ReadPayload(Record):
    """What every row of `records/` says beside the records: which bytes, from where, read by whom.

    `hint` is the publication date that the page an attachment hangs on gave to the reader, as printed by
    `PartialDate`. `quarantined` repeats the refusals of `records`, and holds the only trace of a payload
    whose reader failed, where `records` is None.
    """

    payload_sha256: str
    canonical_url: str
    url: str
    source: str
    role: str
    hint: str | None = None
    parser: str
    parser_version: int
    quarantined: tuple[Quarantined, ...] = ()


class ReadReport(ReadPayload):
    """One payload of the inspectorate, read."""

    records: ReportRecords | None = None


class ReadArticle(ReadPayload):
    """One payload of a news outlet, read."""

    records: Article | None = None


Row = TypeVar("Row", bound=ReadPayload)

_PLAIN: tuple[tuple[type, Any], ...] = (
    (bool, pa.bool_()),
    (int, pa.int64()),
    (float, pa.float64()),
    (str, pa.string()),
    (date, pa.string()),
    (datetime, pa.string()),
)


def arrow_type(annotation: Any) -> Any:
    """The Arrow type of a field's annotation.

    Raises TypeError for an annotation that no record uses yet: stored as something near it, a value would
    come back changed and nothing would say so.
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        members = [member for member in arguments if member is not type(None)]
        if len(members) == 1:
            return arrow_type(members[0])
    elif origin is tuple and len(set(arguments) - {Ellipsis}) == 1:
        return pa.list_(arrow_type(arguments[0]))
    elif origin is dict and arguments[0] is str:
        return pa.map_(pa.string(), arrow_type(arguments[1]))
    elif isinstance(annotation, type):
        if issubclass(annotation, BaseModel):
            return pa.struct(list(arrow_schema(annotation)))
        if issubclass(annotation, Enum):
            return pa.string()
        for plain, arrow in _PLAIN:
            if annotation is plain:
                return arrow
    raise TypeError(f"records hold no {annotation!r} yet; tell pipelines.parquet how to store it exactly")


@cache
def arrow_schema(model: type[BaseModel]) -> Any:
    """The Arrow schema of a record's stored fields; computed ones are computed again on reading."""
    return pa.schema([(name, arrow_type(field.annotation)) for name, field in model.model_fields.items()])


def write_rows(path: Path, rows: Sequence[Row], model: type[Row], *, metadata: dict[str, str]) -> None:
    """Write `rows` to `path` whole or not at all: temporary name, fsync, rename.

    Written in place, a run killed half-way would leave a file that the next run takes for the cache.
    """
    schema = arrow_schema(model).with_metadata(metadata)
    table = pa.Table.from_pylist([row.model_dump(mode="json", round_trip=True) for row in rows], schema)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def read_rows(path: Path, model: type[Row]) -> list[Row]:
    """Read back what `write_rows` wrote; equal rows, in the same order."""
    table = pq.read_table(path, schema=arrow_schema(model))
    return [model.model_validate(row) for row in table.to_pylist(maps_as_pydicts="strict")]


def read_metadata(path: Path) -> dict[str, str]:
    """The words written beside the rows, without reading the rows."""
    found = pq.read_schema(path).metadata or {}
    return {key.decode(): value.decode() for key, value in found.items() if not key.startswith(b"ARROW:")}
