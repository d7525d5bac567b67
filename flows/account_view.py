"""An account on the screen, as Markdown, and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rich.markup import escape
from rich.table import Table

from flows import console
from pipelines.bodies.names import short_name
from pipelines.vocabulary import BodyKind
from warehouse.account import Account, Side, Step, Visit
from warehouse.account_rows import Row
from warehouse.account_text import (
    Notes,
    closing_sentences,
    reorganisation_sentence,
    step_sentence,
    summary_sentences,
    table_cells,
    visit_context,
    visit_heading,
    visit_outcome,
    visit_sentences,
)
from warehouse.diff import Told
from warehouse.reorganisations import Reorganisation
from warehouse.sentences import shortened
from warehouse.when import When

_WIDTHS = {"when and of whom": 14, "what": 10, "before": 11, "now": 11, "comparison": 14}
"""Columns with widths at which "Assessment" and "improvement" are not cut within the word."""
_COLOUR = {"improved": "green", "worse": "red", "same": "default"}


def period(account: Account) -> str:
    """The time an account is of, in words; its last day is in it."""
    first = When(account.first, "day") if account.first else "the beginning of the record"
    last = When(account.last - timedelta(days=1), "day") if account.last else account.record_date
    return f"from {first} to {last if account.last else f'its end ({last})'}"


def print_sentences(account: Account, *, with_quotes: bool) -> None:
    """The whole account, oldest first: reorganisations and inspections where they fall in time."""
    _print_head(account)
    for item in in_order(account):
        console.out.print()
        if isinstance(item, Visit):
            _print_visit(item, with_quotes=with_quotes)
        else:
            console.out.print(f"[cyan]{escape(reorganisation_sentence(item))}[/]", soft_wrap=True)
    console.out.print()
    for sentence in closing_sentences(account):
        console.out.print(f"[dim]{escape(sentence)}[/]", soft_wrap=True)


def _print_head(account: Account) -> None:
    console.out.print(f"[bold]{escape(heading(account))}[/]", soft_wrap=True)
    for sentence in summary_sentences(account):
        console.out.print(escape(sentence), soft_wrap=True)


def heading(account: Account) -> str:
    """What the account is of: place, concept and time."""
    concept = f", {account.concept.replace('_', ' ')}" if account.concept else ""
    return f"{account.title}{concept}, {period(account)}"


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
    _print_head(account)
    notes = Notes()
    shown = Table(show_edge=False, pad_edge=False)
    for column, width in _WIDTHS.items():
        shown.add_column(column, overflow="fold", min_width=width)
    for visit in (*account.visits, *account.undated):
        if visit.overall_rating is None and not any(step.concept == "overall" for step in visit.steps):
            reason = notes.letter(visit_outcome(visit))
            name = short_name(visit.body_name, BodyKind(visit.body_kind))
            shown.add_row(
                escape(f"{visit.when or 'not dated'}, {name}"),
                "",
                "",
                escape(f"no overall rating {reason}"),
                "",
            )
        for step in visit.steps:
            shown.add_row(*map(escape, table_cells(step, notes)))
    console.out.print(shown)
    for line in (*notes.lines(), *closing_sentences(account)):
        console.out.print(f"[dim]{escape(line)}[/]", soft_wrap=True)


def print_rows(rows: Sequence[Row]) -> None:
    """What runs changed, a line each."""
    shown = Table("what", "in a sentence", show_edge=False, pad_edge=False)
    for row in rows:
        shown.add_row(escape(str(row["kind"]).replace("_", " ")), escape(str(row["sentence"])))
    console.out.print(shown)


def markdown(account: Account) -> str:
    """The account as a document with links to every report."""
    lines = [f"# {heading(account)}", "", *summary_sentences(account)]
    for item in in_order(account):
        if isinstance(item, Reorganisation):
            lines += ["", f"**{reorganisation_sentence(item)}**"]
            continue
        lines += ["", f"## {visit_heading(item)}", "", f"Report: <{item.report_url}>"]
        lines += [f"Before: <{url}>" for url in earlier_reports(item)]
        context = visit_context(item)
        lines += ["", f"{context}."] if context else []
        sentences, notes = visit_sentences(item)
        lines += ["", *(f"- {sentence}" for sentence in sentences)] if sentences else []
        lines += ["", *(f"{note}  " for note in notes)] if notes else []
    lines += ["", *closing_sentences(account)]
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


def earlier_reports(visit: Visit) -> list[str]:
    """Reports in which the ratings before stand, each once."""
    return list(dict.fromkeys(step.old.report_url for step in visit.steps if step.old is not None))


def _print_visit(visit: Visit, *, with_quotes: bool) -> None:
    console.out.print(f"[bold]{escape(visit_heading(visit))}[/]", soft_wrap=True)
    before = (f"before: {url}" for url in earlier_reports(visit))
    for line in filter(None, (visit_context(visit), visit.report_url, *before)):
        console.out.print(f"  [dim]{escape(line)}[/]", soft_wrap=True)
    sentences, notes = visit_sentences(visit)
    for sentence in sentences:
        console.out.print(f"  • {escape(sentence)}", soft_wrap=True)
    for note in notes:
        console.out.print(f"    [dim]{escape(note)}[/]", soft_wrap=True)
    if with_quotes:
        _print_quotes([step.new for step in visit.steps])
        _print_quotes([step.old for step in visit.steps if step.old is not None])


def _print_quotes(sides: Sequence[Side]) -> None:
    """The words of ratings, each once, by the document they stand in."""
    for document in dict.fromkeys(side.document_url for side in sides):
        console.out.print(f"    [dim]words of {escape(document)}:[/]", soft_wrap=True)
        words = (side for side in sides if side.document_url == document)
        quotes = dict.fromkeys(f"“{shortened(side.quote)}”" for side in words)
        console.out.print(f"      [dim]{escape(' · '.join(quotes))}[/]", soft_wrap=True)


def _print_sides(step: Step) -> None:
    for label, side in (("then", step.old), ("now", step.new)):
        if side is not None:
            words = f"“{shortened(side.quote)}” {side.document_url}"
            console.out.print(f"      [dim]{label}: {escape(words)}[/]", soft_wrap=True)
