"""An account on the screen, as Markdown, and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rich.markup import escape
from rich.table import Table

from flows import console
from pipelines.bodies.names import short_name
from pipelines.vocabulary import BodyKind
from warehouse.account import Account, Step, Visit
from warehouse.account_text import (
    Notes,
    reorganisation_sentence,
    step_sentence,
    summary_sentences,
    table_cells,
    visit_context,
    visit_heading,
    visit_sentences,
)
from warehouse.diff import Told
from warehouse.reorganisations import Reorganisation
from warehouse.sentences import shortened
from warehouse.when import When

_LONGEST_WORD = {"what": 10, "before": 11, "now": 11, "comparison": 10}
"""Widths at which "Assessment" and "improvement" are not cut within the word."""
_COLOUR = {"improved": "green", "worse": "red", "same": "default"}


def period(account: Account) -> str:
    """The time an account is of, in words; its last day is in it."""
    first = When(account.first, "day") if account.first else "the beginning of the record"
    last = When(account.last - timedelta(days=1), "day") if account.last else account.record_date
    return f"from {first} to {last if account.last else f'its end ({last})'}"


def print_sentences(account: Account, *, with_quotes: bool) -> None:
    """The whole account, oldest first: reorganisations and inspections where they fall in time."""
    concept = f", {account.concept}" if account.concept else ""
    console.out.print(f"[bold]{escape(account.title)}[/]{concept}, {period(account)}", soft_wrap=True)
    for sentence in summary_sentences(account):
        console.out.print(escape(sentence), soft_wrap=True)
    for item in in_order(account):
        console.out.print()
        if isinstance(item, Visit):
            _print_visit(item, with_quotes=with_quotes)
        else:
            console.out.print(f"[cyan]{escape(reorganisation_sentence(item))}[/]", soft_wrap=True)


def print_steps(steps: Sequence[Step], *, with_quotes: bool = True) -> None:
    """Sentences of steps alone, each with the reports it is from."""
    for step in steps:
        colour = _COLOUR.get(step.direction or "", "default")
        console.out.print(f"• [{colour}]{escape(step_sentence(step))}[/]", soft_wrap=True)
        if with_quotes:
            _print_sides(step)


def in_order(account: Account) -> Iterator[Visit | Reorganisation]:
    """Inspections and reorganisations by date, a reorganisation first on its day; the undated follow."""
    dated: list[Visit | Reorganisation] = [*account.reorganisations, *account.visits]
    yield from sorted(dated, key=_day)
    yield from account.undated
    yield from account.undated_reorganisations


def _day(item: Visit | Reorganisation) -> date:
    day = item.day if isinstance(item, Reorganisation) else item.when and item.when.day
    return day or date.max


def print_table(account: Account) -> None:
    """One line per rating, for looking down columns, with the reasons below."""
    notes = Notes()
    shown = Table(show_edge=False, pad_edge=False)
    for column in ("when", "service", "what", "before", "now", "", "comparison"):
        shown.add_column(column, overflow="fold", min_width=_LONGEST_WORD.get(column))
    for visit in (*account.visits, *account.undated):
        if not visit.steps:
            name = short_name(visit.body_name, BodyKind(visit.body_kind))
            shown.add_row(
                str(visit.when or "?"), escape(name), "", "", visit.overall_rating or "not rated", "", ""
            )
        for step in visit.steps:
            shown.add_row(*map(escape, table_cells(step, notes)))
    console.out.print(shown)
    for note in notes.lines():
        console.out.print(f"[dim]{escape(note)}[/]", soft_wrap=True)


def markdown(account: Account) -> str:
    """The account as a document with links to every report."""
    lines = [f"# {account.title}, {period(account)}", "", *summary_sentences(account)]
    for item in in_order(account):
        if isinstance(item, Reorganisation):
            lines += ["", f"**{reorganisation_sentence(item)}**"]
            continue
        lines += ["", f"## {visit_heading(item)}", "", f"Report: <{item.report_url}>"]
        context = visit_context(item)
        lines += ["", f"{context}."] if context else []
        sentences, notes = visit_sentences(item)
        lines += ["", *(f"- {sentence}" for sentence in sentences)] if sentences else []
        lines += ["", *(f"{note}  " for note in notes)] if notes else []
    return "\n".join(lines)


def runs_markdown(run_ids: Sequence[str], told: Sequence[Told], compared: Sequence[Step]) -> list[str]:
    """Changes of runs as a document."""
    lines = [f"# Changes of {', '.join(run_ids) or 'no run'}", ""]
    lines += [f"- {one.sentence} {f'[source]({one.url})' if one.url else ''}".rstrip() for one in told]
    if compared:
        lines += ["", "## Against the inspection before", ""]
        lines += [f"- {step_sentence(step)} {_links(step)}" for step in compared]
    return lines


def _links(step: Step) -> str:
    sides = [("then", step.old), ("now", step.new)]
    return " ".join(f"[{label}]({side.document_url})" for label, side in sides if side is not None)


def _print_visit(visit: Visit, *, with_quotes: bool) -> None:
    console.out.print(f"[bold]{escape(visit_heading(visit))}[/]", soft_wrap=True)
    for line in filter(None, (visit_context(visit), visit.report_url)):
        console.out.print(f"  [dim]{escape(line)}[/]", soft_wrap=True)
    sentences, notes = visit_sentences(visit)
    for sentence in sentences:
        console.out.print(f"  • {escape(sentence)}", soft_wrap=True)
    for note in notes:
        console.out.print(f"    [dim]{escape(note)}[/]", soft_wrap=True)
    if with_quotes:
        _print_quotes(visit.steps)


def _print_quotes(steps: Sequence[Step]) -> None:
    """The words of each rating, and of the ratings before it with their reports; each once."""
    for document in dict.fromkeys(step.new.document_url for step in steps):
        console.out.print(f"    [dim]words of {escape(document)}:[/]", soft_wrap=True)
        words = (step.new for step in steps if step.new.document_url == document)
        quotes = dict.fromkeys(f"“{shortened(side.quote)}”" for side in words)
        console.out.print(f"      [dim]{escape(' · '.join(quotes))}[/]", soft_wrap=True)


def _print_sides(step: Step) -> None:
    for label, side in (("then", step.old), ("now", step.new)):
        if side is not None:
            words = f"“{shortened(side.quote)}” {side.document_url}"
            console.out.print(f"      [dim]{label}: {escape(words)}[/]", soft_wrap=True)
