"""`probation evaluate articles`: how well saved news pages are read, text and metadata."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from flows import console
from flows.evaluate_articles import Judged, Outcome, judge_articles, read_article_gold
from flows.exit_status import ExitStatus
from flows.wording import count, shortened

SHOWN = 20
"""Misses printed before the rest is only counted."""


def articles(
    gold: Annotated[
        Path,
        typer.Option(help="Saved pages and what stands on them, one JSON object a line."),
    ],
) -> None:
    """Read saved news pages and hold text, headline, time, authors and kind against what is known."""
    pages = len(read_article_gold(gold))
    outcome = Outcome()
    with console.bars() as progress:
        for done, outcome in enumerate(judge_articles(gold), start=1):  # noqa: B007 - the last is the whole
            progress("read pages", done, pages)
    console.out.print(_table(outcome))
    for heading, table in _confusion(outcome.judged):
        console.out.print(f"\n{heading}")
        console.out.print(table)
    wrong = [one for one in outcome.judged if not one.is_right]
    for one in wrong[:SHOWN]:
        told = f"{one.field}: read {shortened(one.read, 80)}, known {shortened(one.known, 80)}"
        console.out.print(f"[bold]{escape(one.url)}[/] {escape(told)}", soft_wrap=True)
    if len(wrong) > SHOWN:
        console.out.print(f"… and {len(wrong) - SHOWN} more")
    colour = "red" if wrong else "green"
    right, pages_read = len(outcome.judged) - len(wrong), count(outcome.pages, "page")
    console.err.print(f"[bold {colour}]{right:,} of {len(outcome.judged):,}[/] values right on {pages_read}.")
    raise typer.Exit(ExitStatus.WARNINGS if wrong or not outcome.judged else 0)


def _table(outcome: Outcome) -> Table:
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 1))
    for heading in ("value", "right", "of", "precision", "recall", "F1"):
        table.add_column(heading, justify="left" if heading == "value" else "right")
    right = Counter(one.field for one in outcome.judged if one.is_right)
    total = Counter(one.field for one in outcome.judged)
    for name, number in total.items():
        scores = (outcome.precision, outcome.recall, outcome.f1) if name == "text" else (None, None, None)
        cells = ("" if score is None else f"{score:.3f}" for score in scores)
        table.add_row(name, str(right[name]), str(number), *cells)
    return table


def _confusion(judged: list[Judged]) -> list[tuple[str, Table]]:
    """Kinds of page known (rows) and read (columns); nothing where no kind was known."""
    kinds = [one for one in judged if one.field == "kind"]
    if not kinds:
        return []
    columns = sorted({one.read for one in kinds})
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("kind")
    for column in columns:
        table.add_column(column, justify="right")
    found = Counter((one.known, one.read) for one in kinds)
    for known in sorted({one.known for one in kinds}):
        table.add_row(known, *(str(found[known, read] or "·") for read in columns))
    return [("Kinds of page, known and read", table)]
