"""What a journalist wants to see after a night: ratings by era, what changed, who wrote about it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import duckdb
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from flows import console
from flows.account_view import print_sentences, print_steps
from flows.answers import changed_last
from flows.home import Home
from flows.publication import asking, need_published
from flows.wording import count, shortened
from warehouse.account import Scope, account, steps_since
from warehouse.diff import night_sentences
from warehouse.publish import DATABASE

RATINGS = {
    "Outstanding": ("O", "bold green"),
    "Good": ("G", "green"),
    "Requires improvement": ("R", "yellow"),
    "Inadequate": ("I", "bold red"),
    None: ("·", "dim"),
}
"""The letter and colour of a rating in the picture; unrated programmes have none, and that is correct."""
COVERAGE_SHOWN = 8
CHANGES_SHOWN = 14
COMPARED_SHOWN = 8
PLACE_SHOWN = Scope("Gwent PDU", "pdu-gwent", is_region=False)
QUERIES = (
    (
        "Which services were last rated Inadequate, and in which words?",
        "SELECT body_name, published_date, quote FROM latest_ratings WHERE overall_rating = 'Inadequate'",
    ),
    (
        "What got worse since the inspection before?",
        "SELECT body_name, concept, old_rating, new_rating FROM rating_changes WHERE direction = 'worse'",
    ),
    (
        "Which inspections did no paper report?",
        "SELECT body_name, published_date, report_url FROM coverage_gaps WHERE overall_rating = 'Inadequate'",
    ),
)


def show(home: Home) -> None:
    """Print what the last night left, with the way to ask on."""
    published = need_published(home)
    with asking(home) as connection:
        _eras(connection)
        _changes(connection)
        _errata(connection)
        _place(connection)
        _coverage(connection)
        evidence = _a_rating_in_a_pdf(connection)
    folder = _short(published.folder)
    console.out.print("\n[bold]The warehouse[/]")
    for what in (DATABASE, "parquet/", "csv/"):
        console.out.print(f"  {folder}/{what}", markup=False, soft_wrap=True)
    console.out.print("\n[bold]Three questions to try[/]")
    for question, sql in QUERIES:
        command = f'.venv/bin/probation query "{sql}" --home {shlex.quote(str(_short(home.root)))}'
        console.out.print(f"  {question}\n  {command}\n", markup=False, soft_wrap=True)
    if evidence is not None:
        words, evidence_id = evidence
        command = f".venv/bin/probation evidence {evidence_id} --home {shlex.quote(str(_short(home.root)))}"
        console.out.print(
            "[bold]See where a rating stands[/], on the page of its report with the words framed"
        )
        console.out.print(f"  “{words}”\n  {command}\n", markup=False, soft_wrap=True)
    console.banner()


def _a_rating_in_a_pdf(connection: duckdb.DuckDBPyConnection) -> tuple[str, str] | None:
    """The newest rating that stands on a page of a PDF: its words and the name of its evidence."""
    return connection.execute(
        """
        SELECT e.quote, e.evidence_id
        FROM ratings r JOIN evidence e USING (evidence_id) JOIN inspections i USING (inspection_id)
        WHERE e.page IS NOT NULL
        ORDER BY i.published_date DESC, r.standard_code LIMIT 1
        """
    ).fetchone()


def _short(path: Path) -> Path:
    """As somebody would type it here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _eras(connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute(
        """
        SELECT f.framework_name, year(min(i.published_date)), year(max(i.published_date)), count(*),
               list(i.overall_rating::VARCHAR ORDER BY i.overall_rating NULLS LAST)
        FROM inspections i JOIN frameworks f USING (framework)
        GROUP BY f.framework, f.framework_name ORDER BY min(i.published_date), f.framework_name
        """
    ).fetchall()
    table = Table("framework", "published", "inspections", "ratings", show_edge=False, pad_edge=False)
    for name, first, last, number, ratings in rows:
        picture = Text()
        for rating in ratings:
            letter, colour = RATINGS[rating]
            picture.append(letter, style=colour)
        table.add_row(
            escape(name), f"{first}" if first == last else f"{first} to {last}", str(number), picture
        )
    console.out.print("\n[bold]Inspections by era and rating[/], a letter each")
    console.out.print(table)
    key = ", ".join(
        f"[{colour}]{letter}[/] {rating or 'not rated'}" for rating, (letter, colour) in RATINGS.items()
    )
    console.out.print(key)


def _changes(connection: duckdb.DuckDBPyConnection) -> None:
    run_id = changed_last(connection)
    told = night_sentences(connection, run_id)
    console.out.print(f"\n[bold]What changed in the last night[/]: {count(len(told), 'change')}")
    console.print_told(told, most=CHANGES_SHOWN)
    compared = [step for step in steps_since(connection, [run_id]) if step.old is not None]
    if compared:
        console.out.print("\n[bold]Its new reports against the inspection before[/]")
        print_steps(compared[:COMPARED_SHOWN])
        if len(compared) > COMPARED_SHOWN:
            console.out.print(f"… and {len(compared) - COMPARED_SHOWN} more: `probation diff`")


def _place(connection: duckdb.DuckDBPyConnection) -> None:
    console.out.print("\n[bold]One place through every reorganisation[/]")
    print_sentences(account(connection, PLACE_SHOWN, concept="overall"), with_quotes=False)


def _errata(connection: duckdb.DuckDBPyConnection) -> None:
    for origin, heading, labels in (
        ("republished by the inspectorate", "Published, then corrected", ("before", "now")),
        ("reviewed by us", "Printed wrong or read wrong, and corrected by us", ("printed", "")),
    ):
        rows = connection.execute(
            "SELECT sentence, old_quote, new_quote FROM errata WHERE origin = $1 "
            "ORDER BY run_id DESC, erratum_id",
            [origin],
        ).fetchall()
        if rows:
            kept = f"{count(len(rows), 'erratum', 'errata')}, kept for ever"
            console.out.print(f"\n[bold]{heading}[/]: {kept}")
        for sentence, *quotes in rows:
            console.out.print(f"• {escape(sentence)}", soft_wrap=True)
            for label, quote in zip(labels, quotes, strict=True):
                if quote:
                    console.out.print(f"    [dim]{label}: “{escape(shortened(quote))}”[/]", soft_wrap=True)


def _coverage(connection: duckdb.DuckDBPyConnection) -> None:
    total = _one(connection, "SELECT count(*) FROM coverage")
    rows = connection.execute(
        """
        SELECT a.outlet_name, a.headline, b.body_name, c.rule::VARCHAR, c.quote,
               left(i.published_date::VARCHAR,
                    CASE i.published_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END)
        FROM coverage c JOIN articles a USING (article_id) JOIN inspections i USING (inspection_id)
        JOIN bodies b ON b.body_id = c.body_id
        ORDER BY a.published_at DESC NULLS LAST, c.coverage_id LIMIT $1
        """,
        [COVERAGE_SHOWN],
    ).fetchall()
    table = Table("story", "covers the inspection of", "because", show_edge=False, show_lines=True)
    for outlet, headline, body, rule, quote, when in rows:
        table.add_row(
            f"{escape(headline)} [dim]{escape(outlet)}[/]",
            f"{escape(body)} [dim]{when or 'undated'}[/]",
            f"{rule}: [dim]“{escape(shortened(quote, 100))}”[/]",
        )
    console.out.print(f"\n[bold]Who wrote about it[/]: the newest {len(rows)} of {total} links")
    console.out.print(table)


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    row = connection.execute(sql).fetchone()
    return row[0] if row else None
