"""`python -m tests.bench` measures readers and views; `--docs` rewrites docs/reading.md's tables instead."""

from __future__ import annotations

import argparse

from rich import box
from rich.table import Table

from flows import console
from flows.commands.evaluate import accuracy_table, confusion_table
from flows.evaluate import FIELDS, Judged
from tests.bench import (
    articles,
    limits,
    night,
    predecessor,
    printed,
    reading_tables,
    speed,
    syndication,
    views,
)
from tests.bench.speed import LEAST_TIMES_UNDER_PDFPLUMBER, MOST_TIMES_BARE, Timing
from tests.replica.facts import load_reports
from tests.replica.report_pdf import report_pdf

SECTIONS = (
    "speed",
    "memory",
    "hostile",
    "predecessor",
    "producers",
    "views",
    "articles",
    "syndication",
    "night",
)


def main() -> None:
    """Run the sections named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}; all if none"
    )
    parser.add_argument("--docs", action="store_true", help="rewrite the tables of docs/reading.md")
    given = parser.parse_args()
    if unknown := set(given.sections) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}")
    if given.docs:
        reading_tables.rewrite()
        return
    wanted = given.sections or SECTIONS
    shown = (_speed, _memory, _hostile, _predecessor, _producers, _views, _articles, _syndication, _night)
    for name, show in zip(SECTIONS, shown, strict=True):
        if name in wanted:
            show()
            console.out.print()


def _syndication() -> None:
    measured = syndication.measure()
    table = _table(
        "stories",
        "words",
        "seconds",
        "of these in SQL",
        "edited copies",
        "found",
        "templates taken for copies",
    )
    table.add_row(
        f"{measured.stories:,}",
        f"{measured.words:,}",
        f"{measured.seconds:.2f}",
        f"{measured.sql:.2f}",
        f"{measured.copies:,}",
        f"{measured.found / measured.copies:.2%}",
        str(measured.templates),
    )
    console.out.print(table)


def _night() -> None:
    quiet = night.measure()
    table = _table(
        "quiet night", "lists asked", "stories asked", "robots.txt", "unconditional", "CPU seconds", "ended"
    )
    table.add_row(
        f"{quiet.outlets} outlets",
        str(quiet.lists),
        str(quiet.stories),
        str(quiet.robots),
        str(quiet.unconditional),
        f"{quiet.cpu_seconds:.1f}",
        quiet.status,
    )
    console.out.print(table)


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 1))
    for index, column in enumerate(columns):
        table.add_column(column, justify="left" if index == 0 else "right")
    return table


def _speed() -> None:
    payloads = [report_pdf(fact) for fact in load_reports()]
    with console.bars() as progress:
        timings = speed.measure(payloads, progress)
    bare, plumber = timings[0].seconds, timings[-1].seconds
    table = _table(f"{len(payloads)} reports", "seconds", "(min–max)", "ms a file", "× bare", "pdfplumber ÷")
    for timing in timings:
        table.add_row(
            timing.name,
            f"{timing.seconds:.2f}",
            f"{timing.fastest:.2f}–{timing.slowest:.2f}",
            f"{1000 * timing.seconds / len(payloads):.1f}",
            f"{timing.seconds / bare:.2f}",
            f"{plumber / timing.seconds:.1f}",
        )
    console.out.print(table)
    _verdict(timings[1], bare, plumber)
    _other_producers()


def _articles() -> None:
    measured = articles.measure()
    if not measured:
        console.out.print("articles: the real pages are not on this machine")
        return
    seconds = {one.name: one.seconds for one in measured}
    table = _table("real news pages", "F1 of the text", "seconds", "speed × bare")
    for one in measured:
        ratio = seconds[articles.BARE] / one.seconds
        table.add_row(one.name, f"{one.f1:.3f}", f"{one.seconds:.2f}", f"{ratio:.2f}")
    console.out.print(table)
    ours, *others = measured
    is_met = (
        ours.f1 >= max(one.f1 for one in others)
        and seconds[articles.BARE] >= articles.LEAST_SPEED * ours.seconds
    )
    word = "[green]met[/]" if is_met else "[red]missed[/]"
    console.out.print(
        f"target: F1 of the best mode at {articles.LEAST_SPEED} × the speed of bare trafilatura: {word}"
    )


def _verdict(ours: Timing, bare: float, plumber: float) -> None:
    is_met = ours.seconds <= MOST_TIMES_BARE * bare and plumber >= LEAST_TIMES_UNDER_PDFPLUMBER * ours.seconds
    word = "[green]met[/]" if is_met else "[red]missed[/]"
    console.out.print(
        f"target for {ours.name}: at most {MOST_TIMES_BARE} × bare and "
        f"{LEAST_TIMES_UNDER_PDFPLUMBER:.0f} × less than pdfplumber: {word}"
    )


def _other_producers() -> None:
    """The same ratio for files of other producers: the emptier a page, the dearer our own part."""
    table = _table("text with places, files of", "files", "KB a file", "× bare")
    for name, payloads in printed.some():
        size = sum(map(len, payloads)) / len(payloads) / 1024
        table.add_row(name, str(len(payloads)), f"{size:.0f}", f"{speed.ratios(payloads):.2f}")
    console.out.print(table)


def _memory() -> None:
    peak = limits.memory()
    table = _table(f"{peak.pages} pages, {peak.ratings} ratings read", "peak MB", "limit")
    for name, megabytes in (("reading process", peak.reader), ("its worker", peak.worker)):
        colour = "green" if megabytes < limits.MOST_MEGABYTES else "red"
        table.add_row(name, f"[{colour}]{megabytes:.0f}[/]", str(limits.MOST_MEGABYTES))
    console.out.print(table)


def _hostile() -> None:
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 1))
    table.add_column("hostile file", no_wrap=True)
    table.add_column("KB", justify="right")
    table.add_column("seconds", justify="right")
    table.add_column("quarantined as", no_wrap=True)
    table.add_column("because")
    for one in limits.bait():
        table.add_row(one.name, f"{one.kilobytes:,.0f}", f"{one.seconds:.2f}", one.reason, one.detail)
    console.out.print(table)


def _predecessor() -> None:
    table = _table("field", "values", "ours", "ours untrue", "predecessor", "its untrue")
    for row in predecessor.compare():
        table.add_row(
            row.field,
            str(row.total),
            reading_tables.share(row.ours, row.total),
            str(row.ours_untrue),
            reading_tables.share(row.naive, row.total),
            str(row.naive_untrue),
        )
    console.out.print(table)


def _producers() -> None:
    judged: list[Judged] = []
    with console.bars() as progress:
        for printing in printed.print_and_read(progress):
            if printing.missing:
                console.out.print(f"[yellow]left out[/] {printing.missing}", soft_wrap=True)
            judged += printing.judged
    for part in (FIELDS[:5], FIELDS[5:10], FIELDS[10:14], FIELDS[14:]):
        console.out.print(accuracy_table(judged, part))
    console.out.print(confusion_table(judged))


def _views() -> None:
    for times, goal in views.SIZES.items():
        with console.bars() as progress:
            inspections, built, timings = views.measure(times, progress)
        title = f"view, {inspections:,} inspections (built in {built:.1f} s)"
        table = _table(title, "rows", "ms", "slowest", "goal")
        for timing in timings:
            colour = "green" if timing.median <= goal else "red"
            table.add_row(
                timing.view,
                f"{timing.rows:,}",
                f"[{colour}]{timing.median:.0f}[/]",
                f"{timing.slowest:.0f}",
                f"{goal:.0f}",
            )
        console.out.print(table)


if __name__ == "__main__":
    main()
