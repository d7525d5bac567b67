"""Questions to the published warehouse: one SELECT, and errors that name the nearest table or column."""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import duckdb

from flows.errors import CannotStartError


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


@dataclass(frozen=True)
class Answer:
    """Rows as they came, with their column names."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True)
class Relation:
    """A table or view a journalist may ask: its comment, and its columns as (name, type, comment)."""

    name: str
    is_view: bool
    comment: str
    columns: tuple[tuple[str, str, str], ...]


def ask(connection: duckdb.DuckDBPyConnection, sql: str) -> Answer:
    """The answer to one SELECT. Raises CannotStartError with a sentence for anything else.

    The connection is one that `flows.publication.asking` or `flows.as_of.asking_as_of` gave: it can reach no
    other file.
    """
    _refuse_all_but_select(connection, sql)
    try:
        cursor = connection.execute(sql)
        columns = tuple(column[0] for column in cursor.description or ())
        return Answer(columns, cursor.fetchall())
    except duckdb.Error as error:
        raise CannotStartError(_explain(connection, str(error))) from error


def relations(connection: duckdb.DuckDBPyConnection) -> list[Relation]:
    """Tables first, then views, by name."""
    found = connection.execute(
        """
        SELECT table_name, false, coalesce(comment, '') FROM duckdb_tables()
        WHERE schema_name = 'main' AND NOT internal
        UNION ALL
        SELECT view_name, true, coalesce(comment, '') FROM duckdb_views()
        WHERE schema_name = 'main' AND NOT internal
        ORDER BY 2, 1
        """
    ).fetchall()
    columns: dict[str, list[tuple[str, str, str]]] = {}
    for table, column, kind, comment in connection.execute(
        """
        SELECT table_name, column_name, data_type, coalesce(comment, '') FROM duckdb_columns()
        WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index
        """
    ).fetchall():
        columns.setdefault(table, []).append((column, kind, comment))
    return [
        Relation(name, is_view, comment, tuple(columns.get(name, ()))) for name, is_view, comment in found
    ]


def _refuse_all_but_select(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise CannotStartError(_explain(connection, str(error))) from error
    if len(statements) != 1:
        raise CannotStartError(
            f"`query` takes one SELECT at a time, and this holds {len(statements)} statements."
        )
    if statements[0].type is not duckdb.StatementType.SELECT:
        raise CannotStartError(
            f"The published warehouse is read-only: `query` takes one SELECT, not {statements[0].type.name}."
        )


_NO_TABLE = re.compile(r"(?:Table|View) with name (?P<name>\S+) does not exist")
_NO_COLUMN = re.compile(
    r"""(?:Referenced|(?:Values list|Table) "[^"]*" does not have a) column (?:named )?"(?P<name>[^"]+)\""""
)
LIST_HINT = "`probation query` without SQL lists the tables, `probation query TABLE` its columns."


def _explain(connection: duckdb.DuckDBPyConnection, message: str) -> str:
    known = relations(connection)
    if missing := _NO_TABLE.search(message):
        name = missing["name"].strip('"')
        return f"There is no table {name!r}{_nearest(name, [r.name for r in known])}; {LIST_HINT}"
    if missing := _NO_COLUMN.search(message):
        name = missing["name"]
        columns = _candidates(message) or [column for relation in known for column, _, _ in relation.columns]
        return f"There is no column {name!r} in these tables{_nearest(name, columns)}; {LIST_HINT}"
    if message.startswith("Permission Error"):
        return "`query` reads the published warehouse and no other file; export with --format csv instead."
    first, *rest = message.strip().splitlines()
    where = next((f" (at: {line[8:].strip()})" for line in rest if line.startswith("LINE 1: ")), "")
    return f"DuckDB does not understand this: {first.strip()}{where}"


def _candidates(message: str) -> list[str]:
    listed = re.search(r"Candidate bindings: (.+)", message)
    return re.findall(r'"([^"]+)"', listed[1]) if listed else []


def _nearest(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    return f"; nearest: {', '.join(near)}" if near else ""


def as_text(answer: Answer, form: Format) -> str:
    """The answer as CSV, JSON (a list of objects) or a Markdown table; unknown is empty, or null in JSON."""
    if form is Format.JSON:
        records = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        return json.dumps(records, ensure_ascii=False, indent=2, default=_plain)
    if form is Format.CSV:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows([cell(value) for value in row] for row in answer.rows)
        return text.getvalue().rstrip("\n")
    lines = [answer.columns, ["---"] * len(answer.columns)]
    lines += [[cell(value).replace("|", "\\|").replace("\n", " ") for value in row] for row in answer.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(value: object) -> str:
    """One value for people and spreadsheets."""
    if value is None:
        return ""
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(_plain(value))


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
