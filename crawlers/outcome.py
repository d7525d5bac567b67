"""What a crawl counted, and the status that follows from it.

Scrapy exits 0 after a callback error, after zero items, after anything: the status is judged here, from
counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crawlers.archive.index import CrawlReport, CrawlStatus
from crawlers.sources import Expectations

ROBOTS_FORBID = "robots.txt forbids it"
BASELINE_NIGHTS = 7
SHOWN = 3
"""Addresses named in a reason; all of them are in the log."""


@dataclass
class Tally:
    """What the spider and its middlewares count while they work. Shapes: host → why; kind → count."""

    requests: int = 0
    fetched: int = 0
    not_modified: int = 0
    not_in_archive: int = 0
    discovered: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    """Discovery pages that answered, by way."""
    is_complete: bool = False
    """Whether every discovery page of the ways used was read to its end."""
    warnings: list[str] = field(default_factory=list)
    not_answered: dict[str, str] = field(default_factory=dict)
    """Address → what happened, of discovery pages: no fault as long as another way answers."""
    failures: dict[str, str] = field(default_factory=dict)
    """Address → what happened, of listed items that could not be had."""
    forbidden: list[str] = field(default_factory=list)
    """Addresses that robots.txt forbids."""
    robots_unreachable: dict[str, str] = field(default_factory=dict)
    abandoned: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ending:
    """How the child process ended, beside what it counted."""

    finish_reason: str
    exceptions: dict[str, int]
    """Exceptions in our own code, by class."""


def judge(
    tally: Tally, ending: Ending, expectations: Expectations, baseline: Mapping[str, int]
) -> tuple[CrawlStatus, tuple[str, ...], bool]:
    """Status, reasons as sentences, and whether "missing" may be concluded from this crawl.

    `baseline` counts what earlier crawls found, by kind. Never `ok`: an exception in a callback, nothing
    discovered, fewer items than expected, or a fall beyond `max_fall` in any kind of item.
    """
    if ending.finish_reason not in {"finished", "start_error"}:
        return CrawlStatus.FAILED, (f"The crawl stopped early ({ending.finish_reason}): see its log.",), False
    if not sum(tally.ways.values()) and not ending.exceptions:
        return CrawlStatus.UNAVAILABLE, (_why_unavailable(tally), *tally.warnings), False
    reasons = [*_exceptions(ending), *_hosts(tally), *tally.warnings, *_failures(tally)]
    short = _shortfall(tally, expectations, baseline)
    if not sum(tally.discovered.values()):
        nothing = () if ending.exceptions else ("The discovery pages answered but listed nothing.",)
        return CrawlStatus.FAILED, (*nothing, *reasons), False
    is_complete = tally.is_complete and not short and not ending.exceptions
    status = CrawlStatus.WARNING if reasons or short else CrawlStatus.OK
    return status, (*short, *reasons), is_complete


def _why_unavailable(tally: Tally) -> str:
    if tally.robots_unreachable:
        host, why = next(iter(tally.robots_unreachable.items()))
        return f"robots.txt of {host} could not be read ({why}), so nothing was asked of it: try again later."
    if tally.abandoned:
        host, why = next(iter(tally.abandoned.items()))
        return f"{host} wants to be left alone ({why}): do not crawl it again before asking its owner."
    if tally.not_in_archive:
        return "The archive that was replayed holds no discovery page of this source."
    forbidden = [url for url, why in tally.not_answered.items() if why == ROBOTS_FORBID]
    if forbidden:
        return f"robots.txt forbids what we need ({forbidden[0]}): ask the site's owner before going on."
    happened = "".join(f": {url}: {why}" for url, why in list(tally.not_answered.items())[:1])
    return f"No discovery page answered{happened}. Look at the network and at the crawl's log."


def _exceptions(ending: Ending) -> list[str]:
    return [
        f"A bug in the crawler: {name} was raised {count} times; its log has the pages and the trace."
        for name, count in sorted(ending.exceptions.items())
    ]


def _hosts(tally: Tally) -> list[str]:
    return [
        *(f"{host} was abandoned: {why}." for host, why in sorted(tally.abandoned.items())),
        *(
            f"robots.txt of {host} could not be read ({why}), so nothing was asked of that host."
            for host, why in sorted(tally.robots_unreachable.items())
        ),
        *([f"robots.txt forbids {_some(tally.forbidden)}."] if tally.forbidden else []),
    ]


def _failures(tally: Tally) -> list[str]:
    by_cause: dict[str, list[str]] = {}
    for url, cause in tally.failures.items():
        by_cause.setdefault(cause, []).append(url)
    return [f"{cause}: {_some(urls)}." for cause, urls in sorted(by_cause.items())]


def _shortfall(tally: Tally, expectations: Expectations, baseline: Mapping[str, int]) -> list[str]:
    found = sum(count for kind, count in _comparable(tally.discovered).items())
    reasons = []
    if found < expectations.min_discovered:
        reasons.append(
            f"Only {found} items were discovered where at least {expectations.min_discovered} are expected: "
            "a discovery page has changed or is cut short."
        )
    for kind, before in _comparable(baseline).items():
        now = tally.discovered.get(kind, 0)
        if before and (before - now) / before > expectations.max_fall:
            reasons.append(
                f"Discovery of {kind} items fell from {before} to {now}: "
                "nothing is concluded to be missing from this."
            )
    return reasons


def baseline_of(earlier: Sequence[CrawlReport]) -> Mapping[str, int]:
    """What a source's crawls before this one found, oldest first.

    For the inspectorate the last complete crawl; for feeds, which are never complete, the fullest of the last
    week, so that a fall stays an alarm for a week and is not the next night's standard.
    """
    complete = [crawl for crawl in earlier if crawl.is_complete_discovery]
    if complete:
        return complete[-1].discovered
    entries = [
        crawl.discovered["entry"] for crawl in earlier[-BASELINE_NIGHTS:] if "entry" in crawl.discovered
    ]
    return {"entry": max(entries)} if entries else {}


def _comparable(discovered: Mapping[str, int]) -> Mapping[str, int]:
    """What may be compared between nights: stories on the topic come and go, the feeds' entries do not."""
    return {"entry": discovered["entry"]} if "entry" in discovered else discovered


def _some(urls: Sequence[str]) -> str:
    shown = ", ".join(urls[:SHOWN])
    return f"{shown} and {len(urls) - SHOWN} more" if len(urls) > SHOWN else shown
