"""`probation outlets`: the newspapers we read, and a look at one before it is crawled."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

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
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 1))
    for heading in ("outlet", "site", "platform", "may be kept", "serves"):
        table.add_column(heading, overflow="fold")
    for one in found:
        serves = ", ".join(one.districts) or "no one place"
        table.add_row(escape(one.name), one.domain, one.platform.value, one.policy.value, escape(serves))
    console.out.print(table)
    console.err.print(f"{count(len(found), 'outlet')}.")


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
    sources: SourcesOption = None,
) -> None:
    """Ask each list of one outlet once, politely, and show which stories would be taken. Nothing is kept."""
    from crawlers.local_news.trying import lists_of, try_outlet
    from flows.outlets import local_news, outlet_at

    settings = CrawlSettings.from_environment(sources)
    source = local_news(settings)
    outlet = outlet_at(source, domain)
    _introduce(outlet)
    waiting = (
        f"asking for {count(len(list(lists_of(outlet))), 'list')}, {source.delay_seconds:g} seconds apart"
    )
    failed = 0
    with console.err.status(escape(waiting)):
        for tried in try_outlet(source, outlet, replica=settings.replica):
            mark = "[red]✗[/]" if tried.problem else "[green]✓[/]"
            told = tried.problem or f"{tried.entries} stories, {len(tried.on_topic)} on the topic"
            console.out.print(f"{mark} {tried.way.value} {escape(tried.url)}: {escape(told)}", soft_wrap=True)
            for title in tried.on_topic:
                console.out.print(f"    {escape(title)}", soft_wrap=True)
            failed += tried.problem is not None
    if failed:
        console.err.print(
            f"{count(failed, 'list')} cannot be used: correct its addresses in outlets.yml, or leave "
            "them out."
        )
        raise typer.Exit(ExitStatus.WARNINGS)


def _introduce(outlet: Outlet) -> None:
    console.out.print(
        f"[bold]{escape(outlet.name)}[/] ({outlet.domain}), {outlet.platform.value}", soft_wrap=True
    )
    console.out.print(f"  serves {escape(', '.join(outlet.districts) or 'no one place')}", soft_wrap=True)
    kept = {
        Policy.FULL_TEXT: "its stories are fetched and stored privately",
        Policy.SNIPPET: "headline, date, link and 300 characters of the feed's description",
        Policy.LINK_ONLY: "headline, date and link",
    }[outlet.policy]
    console.out.print(f"  kept: {kept}, because {escape(outlet.policy_reason)}", soft_wrap=True)
