"""Backfills: one service and one outlet after the other, gone on with where the last one stopped."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawlers.backfill import guardian
from crawlers.backfill.progress import Progress
from crawlers.backfill.wayback import BASE, SECONDS_APART, StoppedError, Wayback, hosts_over
from crawlers.errors import CrawlRefusedError
from crawlers.probe_client import NotAskedError, PoliteClient
from crawlers.settings import user_agent
from crawlers.sources import LocalNewsSource, Outlet
from flows.clock import Clock, utc_now
from flows.crawl_settings import CrawlSettings
from flows.errors import CannotStartError
from flows.home import Home
from flows.outlets import local_news, outlet_at
from flows.run import new_run_id, refuse_other_web


@dataclass(frozen=True)
class Backfilled:
    """How a backfill ended. `stopped` says why it did not come to its end; None where it did."""

    run_id: str
    requests: int
    hosts: tuple[Progress, ...]
    stopped: str | None


def folder_of(home: Home, service: str = "wayback") -> Path:
    """Where the progress of a service is kept."""
    return home.root / "backfill" / service


def chosen(settings: CrawlSettings, domains: Sequence[str]) -> tuple[LocalNewsSource, tuple[Outlet, ...]]:
    """The outlets named, or all. Raises CannotStartError for one that is not in the list."""
    source = local_news(settings)
    return source, tuple(outlet_at(source, domain) for domain in domains) or source.outlets


def backfill_wayback(
    home: Home,
    settings: CrawlSettings,
    *,
    domains: Sequence[str],
    first: int,
    last: int,
    limit: int,
    on_progress: Callable[[Progress], None] = lambda _: None,
    base: str = BASE,
    seconds_apart: float = SECONDS_APART,
    clock: Clock = utc_now,
) -> Backfilled:
    """Backfill outlets from the Wayback Machine with at most `limit` requests.

    What the service forbids or refuses ends the whole backfill, not one host: it is one service. Raises
    CrawlRefusedError without a contact address.
    """
    source, outlets = chosen(settings, domains)
    refuse_other_web(home, [source])
    contact = os.environ.get("PROBATION_CONTACT") or ("replica" if source.is_replica else None)
    if contact is None:
        raise CrawlRefusedError("Nothing was requested: set PROBATION_CONTACT to an address that you read.")
    client = PoliteClient(
        agent=user_agent(contact), delay=seconds_apart, budget=limit, replica=settings.replica
    )
    stopped: str | None = None
    with home.writing():
        run_id = new_run_id(home, clock())
        wayback = Wayback(source, home.archive, run_id, folder_of(home), client, base)
        for outlet in outlets:
            try:
                wayback.backfill(outlet, first, last, on_progress)
            except NotAskedError as error:
                is_spent = client.made >= limit
                stopped = (
                    f"The limit of {limit} requests is spent; run it again to go on."
                    if is_spent
                    else str(error)
                )
                break
            except StoppedError as error:
                stopped = str(error)
                break
    return Backfilled(run_id, client.made, tuple(hosts_over(folder_of(home))), stopped)


def backfill_guardian(
    home: Home,
    settings: CrawlSettings,
    *,
    first: int,
    last: int,
    on_progress: Callable[[Progress], None] = lambda _: None,
    base: str = guardian.BASE,
    domain: str = guardian.DOMAIN,
    seconds_apart: float = guardian.SECONDS_APART,
    clock: Clock = utc_now,
) -> Backfilled:
    """Take in the Guardian's headlines with the key in `GUARDIAN_API_KEY`.

    Raises CannotStartError without one.
    """
    source, (outlet,) = chosen(settings, [domain])
    refuse_other_web(home, [source])
    key = os.environ.get("GUARDIAN_API_KEY")
    if not key:
        raise CannotStartError(
            "Set GUARDIAN_API_KEY to a key of the Guardian's Open Platform (free for non-commercial use)."
        )
    contact = os.environ.get("PROBATION_CONTACT") or ("replica" if source.is_replica else None)
    if contact is None:
        raise CrawlRefusedError("Nothing was requested: set PROBATION_CONTACT to an address that you read.")
    client = PoliteClient(
        agent=user_agent(contact), delay=seconds_apart, budget=guardian.A_DAY + 10, replica=settings.replica
    )
    folder = folder_of(home, "guardian")
    stopped: str | None = None
    with home.writing():
        run_id = new_run_id(home, clock())
        service = guardian.Guardian(source, home.archive, run_id, folder, client, key, base)
        try:
            service.backfill(outlet, first, last, clock().date(), on_progress)
        except (NotAskedError, StoppedError) as error:
            stopped = str(error)
    return Backfilled(run_id, client.made, tuple(hosts_over(folder)), stopped)
