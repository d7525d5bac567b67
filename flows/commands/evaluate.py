"""`probation evaluate`: how well the readers read, measured against what is known to stand in documents."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from flows import console
from flows.commands.evaluate_articles import articles
from flows.commands.evaluate_stories import links, relevance
from flows.evaluate import (
    FIELDS,
    MISSING,
    QUARANTINED,
    Judged,
    Tally,
    confusion,
    evaluate,
    tallies,
)
from flows.exit_status import ExitStatus
from flows.gold import read_gold, write_replica_gold
from flows.wording import count, shortened
from pipelines.vocabulary import Rating

evaluation = typer.Typer(help="How well the readers read, against known values.", no_args_is_help=True)
SHOWN = 20
"""Values that were not right, before the rest is only counted."""
_PARTS = (FIELDS[:5], FIELDS[5:10], FIELDS[10:14], FIELDS[14:])
"""Tables that each fit a terminal of 80 columns."""


_HEADINGS = {
    "score_max": "of",
    "questions": "quest.",
    "findings": "find.",
    "recommendations": "recs",
    "key_facts": "facts",
}


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    evaluation.callback()(_evaluation)
    evaluation.command("reports")(reports)
    evaluation.command("articles")(articles)
    evaluation.command("relevance")(relevance)
    evaluation.command("links")(links)
    app.add_typer(evaluation, name="evaluate")


def _evaluation() -> None:
    """How well the readers read, against known values."""


def reports(
    gold: Annotated[
        Path | None,
        typer.Option(help="Documents and the values in them, one JSON object a line (docs/reading.md)."),
    ] = None,
) -> None:
    """Read reports whose values are known, and count what was right by era and field.

    Without --gold, the replica's reports are used, each as web page and as PDF.
    """
    with _gold_file(gold) as path, console.bars() as progress:
        documents = sum(1 for _ in read_gold(path))
        judged: list[Judged] = []
        for done, values in enumerate(evaluate(path), start=1):
            judged += values
            progress("read reports", done, documents)
    for part in _PARTS:
        console.out.print(accuracy_table(judged, part))
        console.out.print()
    console.out.print(confusion_table(judged))
    wrong = [one for one in judged if not one.is_right]
    for one in wrong[:SHOWN]:
        console.out.print(_line(one), soft_wrap=True)
    if len(wrong) > SHOWN:
        console.out.print(f"… and {len(wrong) - SHOWN} more")
    verdict = f"{len(judged) - len(wrong):,} of {len(judged):,} values right"
    colour = "red" if wrong else "green"
    console.err.print(f"[bold {colour}]{verdict}[/] in {count(documents, 'document')}.")
    raise typer.Exit(ExitStatus.WARNINGS if wrong or not judged else 0)


@contextmanager
def _gold_file(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    console.banner()
    with tempfile.TemporaryDirectory(prefix="probation-evaluate-") as folder:
        yield write_replica_gold(Path(folder))


def accuracy_table(judged: Iterable[Judged], fields: Iterable[str]) -> Table:
    """Values right of all values, by era (rows) and field (columns); a lone number means that all were
    right."""
    counts = tallies(judged)
    eras = list(dict.fromkeys(era for era, _ in counts))
    columns = [field for field in fields if any((era, field) in counts for era in eras)]
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 1), show_footer=True)
    table.add_column("era", "all", no_wrap=True)
    for field in columns:
        total = [tally for (_, name), tally in counts.items() if name == field]
        footer = _cell(Tally(sum(t.right for t in total), sum(t.total for t in total)))
        table.add_column(_HEADINGS.get(field, field), footer, justify="right", no_wrap=True)
    for era in eras:
        table.add_row(era, *(_cell(counts.get((era, field))) for field in columns))
    return table


def _cell(tally: Tally | None) -> str:
    if tally is None:
        return "[dim]–[/]"
    return str(tally.total) if tally.right == tally.total else f"[bold red]{tally.right}/{tally.total}[/]"


def confusion_table(judged: Iterable[Judged]) -> Table:
    """What the ratings were (rows) and what they were read as (columns)."""
    counts = confusion(judged)
    words = [rating.value for rating in Rating]
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("printed ↓ read as →", no_wrap=True)
    for word in (*words, QUARANTINED, MISSING):
        table.add_column(word.replace("improvement", "impr."), justify="right")
    for expected in (*words, "nothing"):
        cells = []
        for read in (*words, QUARANTINED, MISSING):
            number = counts.get((expected, read), 0)
            colour = "green" if expected == read else "yellow" if read == QUARANTINED else "bold red"
            cells.append(f"[{colour}]{number}[/]" if number else "[dim]·[/]")
        table.add_row(expected, *cells)
    return table


def _line(one: Judged) -> str:
    read = one.verdict.value if one.read is None else f"read “{shortened(one.read)}”"
    stands = "nothing" if one.expected is None else f"“{shortened(one.expected)}”"
    what = "" if one.what == one.field else f" ({shortened(one.what, 60)})"
    return (
        f"[bold]{escape(one.document)}[/] {one.field}{escape(what)}: stands {escape(stands)}, {escape(read)}"
    )
