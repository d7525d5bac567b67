"""`probation outlets`: the newspapers we read, and a look at one before it is crawled."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from crawlers.sources import Confidence, Outlet, Platform, Policy
from flows import console
from flows.commands.options import SourcesOption
from flows.crawl_settings import CrawlSettings
from flows.exit_status import ExitStatus
from flows.wording import count

if TYPE_CHECKING:
    from crawlers.local_news.trying import Tried

outlets = typer.Typer(help="The newspapers and sites that are read.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    outlets.command("list")(list_outlets)
    outlets.command("check")(check)
    outlets.command("try")(try_one)
    app.add_typer(outlets, name="outlets")


def list_outlets(
    *,
    district: Annotated[
        str | None, typer.Option(help="Only titles that serve a district with these letters.")
    ] = None,
    platform: Annotated[Platform | None, typer.Option(help="Only titles on this platform.")] = None,
    policy: Annotated[
        Policy | None, typer.Option(help="Only titles of whose pages this may be kept.")
    ] = None,
    sources: SourcesOption = None,
) -> None:
    """List the outlets: site, platform, districts, and what may be kept."""
    from flows.outlets import local_news

    found = [
        one
        for one in local_news(CrawlSettings.from_environment(sources)).outlets
        if (platform is None or one.platform is platform)
        and (policy is None or one.policy is policy)
        and (district is None or any(district.lower() in name.lower() for name in one.districts))
    ]
    if not found:
        console.err.print(
            "No outlet is like that; `probation outlets check` names the districts without a title."
        )
        return
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 1))
    table.add_column("outlet", overflow="fold")
    for heading in ("site", "platform", "kept"):
        table.add_column(heading, no_wrap=True)
    table.add_column("serves", overflow="fold")
    for one in found:
        mark = "?" if one.confidence is Confidence.INFERRED else ""
        serves = "; ".join(one.districts) or "no one place"
        table.add_row(
            escape(one.name), one.domain + mark, one.platform.value, one.policy.value, escape(serves)
        )
    console.out.print(table)
    console.err.print(f"{count(len(found), 'outlet')}; ? = its addresses are inferred.")


def check(sources: SourcesOption = None) -> None:
    """Check the list: names, platforms, districts, addresses, policies and their reasons. Nothing is
    requested."""
    from flows.outlets import declared, local_news, problems, without_title

    settings = CrawlSettings.from_environment(sources)
    rows, is_replica = declared(settings.sources)
    found = list(problems(rows, is_replica=is_replica))
    for sentence in found:
        console.err.print(f"[red]wrong[/] {escape(sentence)}", soft_wrap=True)
    if found:
        console.err.print(
            f"{count(len(found), 'problem')} in {count(len(rows), 'outlet')}: nothing is crawled."
        )
        raise typer.Exit(ExitStatus.REFUSED)
    source = local_news(settings)
    by_platform = Counter(one.platform.value for one in source.outlets)
    told = ", ".join(f"{number} {name}" for name, number in by_platform.most_common())
    console.out.print(f"{count(len(source.outlets), 'outlet')}: {told}.", soft_wrap=True)
    inferred = sum(one.confidence is Confidence.INFERRED for one in source.outlets)
    console.out.print(
        f"{inferred} of them have addresses that are inferred: `probation outlets try DOMAIN` asks the site.",
        soft_wrap=True,
    )
    if not is_replica and (unserved := without_title(source)):
        console.out.print(
            f"{count(len(unserved), 'district')} without a title: {escape(', '.join(unserved))}.",
            soft_wrap=True,
        )
    console.out.print("[green]right[/] every address, district and policy is as it must be.")


def try_one(
    domain: Annotated[str, typer.Argument(help="The outlet's site: yorkpress.co.uk")],
    *,
    plan: Annotated[
        bool, typer.Option("--plan", help="Only show what would be asked for; request nothing.")
    ] = False,
    sources: SourcesOption = None,
) -> None:
    """Show what is asked of one outlet, then ask each list once, politely. Nothing is kept.

    Says of each list whether it answers, and which of its stories would be taken.
    """
    from crawlers.local_news.trying import Trial, lists_of
    from flows.outlets import local_news, outlet_at

    settings = CrawlSettings.from_environment(sources)
    source = local_news(settings)
    outlet = outlet_at(source, domain)
    _introduce(outlet, [(way.value, url) for way, url in lists_of(outlet)])
    if plan:
        return
    trial = Trial(source, outlet, replica=settings.replica)
    tried = []
    with console.err.status(f"asking, {source.delay_seconds:g} seconds apart"):
        for one in trial.lists():
            tried.append(one)
            _print_tried(one)
    for host, verdict in trial.robots.items():
        console.out.print(f"robots.txt of {host}: {escape(verdict)}", soft_wrap=True)
    if tried and not any(one.is_answered for one in tried):
        console.err.print(
            "Nobody answered at all: there is no network here, or the site is gone. Nothing is known of its "
            "lists; the plan above stands.",
            soft_wrap=True,
        )
        raise typer.Exit(ExitStatus.UNAVAILABLE)
    if failed := sum(one.problem is not None for one in tried):
        console.err.print(
            f"{count(failed, 'list')} of {len(tried)} cannot be used: correct its address in outlets.yml, or "
            "leave it out.",
            soft_wrap=True,
        )
        raise typer.Exit(ExitStatus.WARNINGS)


def _print_tried(tried: Tried) -> None:
    mark = "[red]✗[/]" if tried.problem else "[green]✓[/]"
    told = tried.problem or f"{tried.entries} stories, {len(tried.on_topic)} on the topic"
    console.out.print(f"{mark} {tried.way.value} {escape(tried.url)}: {escape(told)}", soft_wrap=True)
    for title in tried.on_topic:
        console.out.print(f"    {escape(title)}", soft_wrap=True)


_KEPT = {
    Policy.FULL_TEXT: "stories on the topic are fetched and stored privately",
    Policy.SNIPPET: "headline, date, link and 300 characters of the feed's description; no page is fetched",
    Policy.LINK_ONLY: "headline, date and link; no page is fetched",
}
_WHEN = {"search": "on days 0, 1, 3, 7 and 21 after a report on a place it serves"}


def _introduce(outlet: Outlet, lists: list[tuple[str, str]]) -> None:
    group = f", {escape(outlet.group)}" if outlet.group else ""
    lines = [
        f"[bold]{escape(outlet.name)}[/] ({outlet.domain}), {outlet.platform.value}{group}",
        f"  serves  {escape('; '.join(outlet.districts) or 'no one place')}",
        f"  kept    {_KEPT[outlet.policy]} ({outlet.policy.value}: {escape(outlet.policy_reason)})",
        f"  known   {_KNOWN[outlet.confidence]}",
        "  asked   robots.txt of each host first, and obeyed",
    ]
    lines += [f"          {way} {escape(url)}, {_WHEN.get(way, 'every night')}" for way, url in lists]
    for line in lines:
        console.out.print(line, soft_wrap=True)


_KNOWN = {
    Confidence.LISTED: "public lists or code, most of 2022, name its feeds; searches, if any, are inferred",
    Confidence.INFERRED: "addresses are inferred from the platform's habit, or remembered: they may be wrong",
}
