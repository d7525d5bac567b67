"""Make the warehouse afresh from what the archive and the readers know.

No migrations, no updates: the same inputs and the same code give the same tables, whatever went wrong before.
The file is written in the storage format of DuckDB 1.0, which every client since then can read.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import resources
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.bodies.areas import load_geography
from pipelines.bodies.register import Register, Share, load_register
from pipelines.vocabulary import (
    AreaRelation,
    BodyKind,
    Comparability,
    Concept,
    CoverageRule,
    DatePrecision,
    DocumentKind,
    ErratumCause,
    ErratumOrigin,
    FigureUnit,
    Framework,
    Language,
    PageKind,
    Progress,
    QuarantineReason,
    Rating,
    SuccessionKind,
)
from warehouse.change import ChangeKind
from warehouse.chronicle import tell
from warehouse.expectation import Origin, Severity
from warehouse.inputs import Inputs
from warehouse.tables.documents import document_rows
from warehouse.tables.inspections import inspection_rows
from warehouse.tables.lineage import lineage_rows
from warehouse.tables.news import news_rows
from warehouse.tables.official import official_rows
from warehouse.tables.outlets import outlet_rows
from warehouse.tables.reference import reference_rows
from warehouse.tables.review import review_rows
from warehouse.tables.rows import EvidenceBook, Rows
from warehouse.tables.running import change_rows, expectation_rows, run_rows

STORAGE_VERSION = "v1.0.0"
"""Oldest DuckDB that reads the file. Journalists have what their laptop has."""

VOCABULARIES: dict[str, type[StrEnum]] = {
    "rating": Rating,
    "framework": Framework,
    "body_kind": BodyKind,
    "concept": Concept,
    "succession_kind": SuccessionKind,
    "area_relation": AreaRelation,
    "share": Share,
    "comparability": Comparability,
    "progress": Progress,
    "figure_unit": FigureUnit,
    "date_precision": DatePrecision,
    "document_kind": DocumentKind,
    "language": Language,
    "page_kind": PageKind,
    "quarantine_reason": QuarantineReason,
    "coverage_rule": CoverageRule,
    "change_kind": ChangeKind,
    "expectation_origin": Origin,
    "severity": Severity,
    "erratum_cause": ErratumCause,
    "erratum_origin": ErratumOrigin,
}
"""Types of the closed vocabularies, made of the words the readers use: no other word can be stored."""


def build(target: Path, inputs: Inputs, register: Register | None = None) -> None:
    """Write the warehouse to `target`, which must not exist.

    Raises FileExistsError rather than adding to a file: rows of two builds in one file would look like data.
    """
    if target.exists():
        raise FileExistsError(f"{target} exists; a warehouse is only ever built into a new file.")
    target.parent.mkdir(parents=True, exist_ok=True)
    rows = tables(inputs, register or load_register())
    with duckdb.connect(str(target), config={"storage_compatibility_version": STORAGE_VERSION}) as con:
        con.execute("BEGIN")
        create(con)
        for table, content in rows.items():
            _load(con, table, content)
        compute(con)
        con.execute("COMMIT")
        con.execute("CHECKPOINT")


def tables(inputs: Inputs, register: Register) -> Rows:
    """The rows of every table, in the order in which they are stored."""
    world, book = tell(inputs, register), EvidenceBook()
    rows: Rows = {
        **reference_rows(inputs, register),
        **lineage_rows(register, load_geography()),
        **document_rows(world),
        **outlet_rows(world, inputs, register),
        **inspection_rows(world, book),
        **news_rows(world, book),
        **review_rows(world, book),
        **official_rows(world, book),
        **change_rows(world, book),
        **expectation_rows(world),
    }
    rows |= run_rows(inputs, rows)
    rows["evidence"] = book.rows
    return rows


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Make the types, the tables that rows are stored in, and the views on them."""
    for name, words in VOCABULARIES.items():
        listed = ", ".join("'" + word.value.replace("'", "''") + "'" for word in words)
        con.execute(f"CREATE TYPE {name} AS ENUM ({listed})")
    for folder in ("schema", "views"):
        for _, sql in sql_files(folder):
            con.execute(sql)


def compute(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables that are computed from the others once, because as views they would answer slowly."""
    for _, sql in sql_files("computed"):
        con.execute(sql)


def sql_files(folder: str) -> list[tuple[str, str]]:
    """Name and text of the SQL files of a folder of this package, in the order of their names."""
    files = sorted(resources.files("warehouse").joinpath(folder).iterdir(), key=lambda file: file.name)
    return [(file.name, file.read_text(encoding="utf-8")) for file in files if file.name.endswith(".sql")]


def _load(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]]) -> None:
    """Store rows whole, by the names of their columns; a column that the table lacks is an error."""
    if not rows:
        return
    content = pa.Table.from_pydict({name: [row[name] for row in rows] for name in rows[0]})
    con.register("content", content)
    con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM content")  # noqa: S608 - our own table names
    con.unregister("content")
