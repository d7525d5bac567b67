"""`probation evaluate relevance|links`: how well the rules judge stories that people have labelled."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from flows import console
from flows.evaluate_stories import Outcome, judge_links, judge_relevance
from flows.exit_status import ExitStatus
from flows.story_gold import KnownStory, StoryGold, read_story_gold
from flows.wording import shortened

SHOWN = 20
"""Misses printed before the rest is only counted."""

GoldOption = Annotated[
    Path,
    typer.Option(
        help="Labelled stories, inspections and releases, one JSON object a line (docs/evaluating.md)."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")]
Judge = Callable[[StoryGold, Iterable[KnownStory]], Iterator[Outcome]]


def relevance(gold: GoldOption, as_json: JsonOption = False) -> None:
    """Judge whether labelled stories are about an inspection, and say why of each that was judged wrongly."""
    _evaluate(gold, judge_relevance, as_json=as_json)


def links(gold: GoldOption, as_json: JsonOption = False) -> None:
    """Tie labelled stories to the inspections in the file, and say why of each that was tied wrongly."""
    _evaluate(gold, judge_links, as_json=as_json)


def _evaluate(path: Path, judge: Judge, *, as_json: bool) -> None:
    gold = read_story_gold(path)
    outcome = Outcome()
    with console.bars() as progress:
        for done, outcome in enumerate(judge(gold, gold.stories), start=1):  # noqa: B007 - the last is the whole
            progress("judged stories", done, len(gold.stories))
    if as_json:
        typer.echo(json.dumps(_as_json(outcome), ensure_ascii=False, indent=1))
    else:
        _show(outcome)
    raise typer.Exit(ExitStatus.WARNINGS if outcome.misses or not outcome.judged else 0)


def _show(outcome: Outcome) -> None:
    console.out.print(_scores(outcome))
    console.out.print()
    console.out.print(_by_kind(outcome))
    for miss in outcome.misses[:SHOWN]:
        name = shortened(miss.headline or miss.url, 70)
        console.out.print(f"[bold]{escape(name)}[/] {miss.what}: {escape(miss.why)}", soft_wrap=True)
    if len(outcome.misses) > SHOWN:
        console.out.print(f"… and {len(outcome.misses) - SHOWN} more (--json has all)")
    colour = "red" if outcome.misses else "green"
    right = outcome.judged - len(outcome.misses)
    console.err.print(
        f"[bold {colour}]{right:,} of {outcome.judged:,}[/] stories judged rightly; "
        f"a person would be asked about {outcome.asked:,}."
    )


def _scores(outcome: Outcome) -> Table:
    counts = outcome.counts
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 1))
    for heading in ("precision", "recall", "F1", "right", "wrong", "missed", "best link right"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_row(
        *(_share(value) for value in (counts.precision, counts.recall, counts.f1)),
        *(str(number) for number in (counts.right, counts.wrong, counts.missed)),
        f"{outcome.first_right}/{outcome.first_of}" if outcome.first_of else "–",
    )
    return table


def _by_kind(outcome: Outcome) -> Table:
    """What makes a story hard (rows), and what became of such stories (columns)."""
    columns = ["right", *sorted({became for _, became in outcome.kinds} - {"right"})]
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("stories", no_wrap=True)
    for became in columns:
        table.add_column(became, justify="right")
    for kind in sorted({kind for kind, _ in outcome.kinds}):
        cells = []
        for became in columns:
            number = outcome.kinds[kind, became]
            colour = "green" if became == "right" else "bold red"
            cells.append(f"[{colour}]{number}[/]" if number else "[dim]·[/]")
        table.add_row(escape(kind), *cells)
    return table


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _as_json(outcome: Outcome) -> dict[str, object]:
    counts = outcome.counts
    return {
        "stories": outcome.judged,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        **asdict(counts),
        "best_link_right": outcome.first_right,
        "best_link_of": outcome.first_of,
        "asked": outcome.asked,
        "kinds": [
            {"kind": kind, "became": became, "stories": number}
            for (kind, became), number in sorted(outcome.kinds.items())
        ],
        "misses": [asdict(miss) for miss in outcome.misses],
    }
