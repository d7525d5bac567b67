"""Commands that change the data folder: the night, its stages one by one, the schedule, the demo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows import console
from flows.commands.options import HomeOption, SourcesOption
from flows.crawl_settings import CrawlSettings
from flows.errors import CannotStartError
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.prefect_home import prepare
from flows.progress import Progress
from flows.wording import count

if TYPE_CHECKING:  # the stages bring Scrapy, the readers and Prefect: each command imports what it calls
    from flows.report import NightReport

PlainOption = Annotated[bool, typer.Option("--plain", help="Without Prefect: same stages, same result.")]


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command("demo")(demo)
    app.command("nightly")(nightly)
    app.command("crawl")(crawl)
    app.command("read")(read)
    app.command("build")(build)
    app.command("check")(check)
    app.command("publish")(publish)
    app.command("rebuild")(rebuild_all)
    app.command("serve")(serve)


def demo(home: HomeOption = None) -> None:
    """Three nights over a small replica of the real web, on this machine, without internet."""
    from flows.demo import run_demo

    raise typer.Exit(run_demo(home or Path("data/demo")))


def nightly(
    source: Annotated[
        list[str] | None, typer.Option("--source", help="Only this source; may be repeated.")
    ] = None,
    plain: PlainOption = False,
    sources: SourcesOption = None,
    home: HomeOption = None,
) -> None:
    """The whole job: fetch, archive, read, build, check, publish."""
    from flows.night import run_night

    folder, settings = Home.find(home), CrawlSettings.from_environment(sources)
    with console.bars() as progress:
        if plain:
            report = run_night(folder, sources=source or (), settings=settings, progress=progress)
        else:
            report = _through_prefect(folder, source or [], settings, progress)
    _end(report)


def _through_prefect(
    home: Home, sources: list[str], settings: CrawlSettings, progress: Progress
) -> NightReport:
    prepare(home.runs / "prefect", quiet=True)
    try:
        from flows.nightly import night_through_prefect

        return night_through_prefect(home, sources=sources, settings=settings, progress=progress)
    except CannotStartError:
        raise
    except Exception as error:
        raise CannotStartError(
            f"Prefect failed ({type(error).__name__}: {error}); "
            "`probation nightly --plain` does the same without it and goes on from what the archive holds."
        ) from error


def crawl(source: str, sources: SourcesOption = None, home: HomeOption = None) -> None:
    """Fetch one source into the archive; nothing is read or published."""
    from flows import by_hand
    from flows.report import crawl_warnings

    with console.bars() as progress:
        report = by_hand.crawl(Home.find(home), source, CrawlSettings.from_environment(sources), progress)
    console.err.print(
        f"{report.source}: {report.status} · run {report.run_id} · {count(report.requests, 'request')}, "
        f"{report.fetched:,} fetched, {report.not_modified:,} unchanged, {count(report.errors, 'error')}"
    )
    for warning in crawl_warnings([report]):
        console.err.print(f"  warning: {warning}", markup=False, soft_wrap=True)
    raise typer.Exit(by_hand.CRAWL_EXIT[report.status])


def read(home: HomeOption = None) -> None:
    """Read what the archive holds and this version of the readers has not read yet."""
    from flows import by_hand

    with console.bars() as progress:
        summary = by_hand.read(Home.find(home), progress)
    console.err.print(f"{count(summary.read, 'payload')} read, {summary.reused:,} known from before")
    for reason, number in sorted(summary.quarantined.items()):
        console.err.print(f"  in quarantine: {number} × {reason}", markup=False)


def build(sources: SourcesOption = None, home: HomeOption = None) -> None:
    """Make the warehouse afresh from the records, without showing it to anybody."""
    from flows import by_hand

    target = by_hand.build(Home.find(home), CrawlSettings.from_environment(sources))
    console.err.print(
        f"built {target}; `probation check`, then `probation publish`", markup=False, soft_wrap=True
    )


def check(home: HomeOption = None) -> None:
    """Hold the built warehouse against its checks and against what is published."""
    from flows import by_hand

    run_id, verdict = by_hand.check(Home.find(home))
    for title, lines in (
        ("refused", verdict.refusals),
        ("warning", verdict.warnings),
        ("new in quarantine", verdict.new_quarantine),
    ):
        for line in lines:
            console.err.print(f"{title}: {line}", markup=False, soft_wrap=True)
    if verdict.refusals:
        raise typer.Exit(ExitStatus.REFUSED)
    same = "says the same as what is published" if verdict.is_unchanged else "may be published"
    console.err.print(f"run {run_id}: the built warehouse {same}")


def publish(home: HomeOption = None) -> None:
    """Check the built warehouse and make it the one everybody sees."""
    from flows import by_hand

    _end(by_hand.publish(Home.find(home)))


def rebuild_all(sources: SourcesOption = None, home: HomeOption = None) -> None:
    """Make records and warehouse afresh from the archive, and publish if they differ."""
    from flows.night import rebuild

    with console.bars() as progress:
        report = rebuild(Home.find(home), settings=CrawlSettings.from_environment(sources), progress=progress)
    _end(report)


def serve(
    sources: SourcesOption = None,
    home: HomeOption = None,
    port: Annotated[int, typer.Option(help="Loopback port of Prefect's page.")] = 4200,
) -> None:
    """Run the whole job every night at 02:15 London time until stopped (Ctrl-C)."""
    from flows.serve import serve as run_schedule

    folder = Home.find(home)

    def ready(address: str) -> None:
        console.err.print(
            f"Every night at 02:15 London time on {folder.root}; runs and logs: {address}. Ctrl-C ends it.",
            markup=False,
            soft_wrap=True,
        )

    run_schedule(folder, CrawlSettings.from_environment(sources), port=port, on_ready=ready)


def _end(report: NightReport) -> None:
    console.print_report(report)
    raise typer.Exit(report.status)
