"""Whether a live source looks as we expect, before it is crawled: what was seen and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from crawlers.archive.index import Discovery
from crawlers.probe import MAX_REQUESTS, FirstCrawl, NewestDocument, ProbeReport, probe
from crawlers.sources import HmiProbationSource, LocalNewsSource, Source, load_source
from flows.crawl_settings import CrawlSettings
from flows.exit_status import ExitStatus
from flows.wording import count
from pipelines import reports
from pipelines.records import ReportRecords
from pipelines.vocabulary import DocumentKind, QuarantineReason

PROBLEMS_SHOWN = 5
DRIFT = frozenset(
    {QuarantineReason.LAYOUT_DRIFT, QuarantineReason.UNKNOWN_RATING, QuarantineReason.UNKNOWN_STANDARD}
)
WAYS = {
    Discovery.REST: "WordPress's interface (REST), the best way: it lists everything and says what changed",
    Discovery.SITEMAP: "its sitemap: everything is listed, without the day of publication",
    Discovery.FEED: "feeds: they hold only the last days, so let no two nights pass without a crawl",
}


ROBOTS_ADVICE = {
    "it forbids": "Do not crawl it; write to the site's owner first.",
    "it answers": "Try again in some hours; if it stays so, the site keeps us out: write to its owner.",
}
"""How a verdict of `crawlers.probe` on robots.txt begins → what to do. Any other verdict lets us in."""


class Mark(StrEnum):
    """How a finding is to be taken; printed as a word, so that colour is not needed."""

    FINE = "fine"
    LOOK = "LOOK"
    STOP = "STOP"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One thing that was seen. `advice` is what to do about it, where something is to be done."""

    mark: Mark
    what: str
    says: str
    advice: str | None = None


@dataclass(frozen=True)
class SourceCheck:
    """All findings about one source, the verdict in a sentence, and the status of the command."""

    source: Source
    requests: int
    findings: tuple[Finding, ...]
    status: ExitStatus
    verdict: str


def check_source(source_id: str, settings: CrawlSettings) -> SourceCheck:
    """Probe one source with at most ten requests and try the readers on its newest document.

    Raises CrawlRefusedError where nothing may be asked at all (no contact address).
    """
    seen = probe(source_id, sources=settings.sources, replica=settings.replica)
    source = load_source(source_id, settings.sources)
    read = _read(seen.newest) if seen.newest else None
    findings = tuple(_findings(source, seen, read))
    status = _status(seen, read, findings)
    return SourceCheck(source, seen.requests, findings, status, _verdict(source, status))


def worst(checks: list[SourceCheck]) -> ExitStatus:
    """The status of the command: out of reach before drift before anything else to look at."""
    statuses = {check.status for check in checks}
    order = (ExitStatus.UNAVAILABLE, ExitStatus.DRIFT, ExitStatus.WARNINGS)
    return next((status for status in order if status in statuses), ExitStatus.PUBLISHED)


def _read(newest: NewestDocument) -> ReportRecords:
    return reports.read(newest.payload, media_type=newest.media_type, url=newest.url)


def _findings(source: Source, seen: ProbeReport, read: ReportRecords | None) -> Iterator[Finding]:
    yield from _robots(seen)
    yield _discovery(seen)
    yield from _feeds(source, seen)
    if seen.newest is not None and read is not None:
        yield from _newest(seen.newest, read)
    yield from _problems(seen)
    if seen.first_crawl is not None and seen.discovery is not None:
        yield _cost(source, seen.first_crawl)
    if isinstance(source, HmiProbationSource) and source.legacy_url and seen.discovery is not None:
        yield Finding(
            Mark.NOTE,
            "old site",
            f"{source.legacy_url} was not asked; a crawl reads its listing and adds to the above",
        )


def _robots(seen: ProbeReport) -> Iterator[Finding]:
    hosts: dict[str, list[str]] = {}
    for host, verdict in sorted(seen.robots.items()):
        hosts.setdefault(verdict, []).append(host)
    for verdict, of in hosts.items():
        advice = next((words for start, words in ROBOTS_ADVICE.items() if verdict.startswith(start)), None)
        yield Finding(
            Mark.STOP if advice else Mark.FINE, "robots.txt", f"of {', '.join(of)}: {verdict}", advice
        )


def _is_kept_out(seen: ProbeReport) -> bool:
    return any(finding.mark is Mark.STOP for finding in _robots(seen))


def _discovery(seen: ProbeReport) -> Finding:
    if seen.discovery is None:
        return Finding(
            Mark.STOP,
            "discovery",
            "nothing was asked, because of robots.txt"
            if _is_kept_out(seen)
            else "no page that lists its documents answered",
            None if _is_kept_out(seen) else "Look at the network, and at the site in a browser.",
        )
    listed = ", ".join(count(number, kind.value) for kind, number in seen.counts.items())
    way = WAYS.get(seen.discovery, seen.discovery.value)
    return Finding(Mark.FINE, "discovery", f"by {way}" + (f". Listed: {listed}" if listed else ""))


def _feeds(source: Source, seen: ProbeReport) -> Iterator[Finding]:
    policies = (
        {outlet.name: outlet.policy.value for outlet in source.outlets}
        if isinstance(source, LocalNewsSource)
        else {}
    )
    for feed in seen.feeds:
        what = f"{feed.outlet} ({policies.get(feed.outlet, 'unknown policy')})"
        if feed.entries:
            yield Finding(Mark.FINE, what, f"{count(feed.entries, 'entry', 'entries')} in {feed.url}")
        elif feed.problem is None:
            yield Finding(
                Mark.LOOK,
                what,
                f"{feed.url} is empty",
                "Open it in a browser; if it stays empty, find another.",
            )
        else:
            yield Finding(
                Mark.LOOK,
                what,
                f"{feed.url}: {feed.problem}",
                f"Correct the address of {feed.outlet} in source.yml, or take the outlet out.",
            )
    if seen.feeds_not_tried > 0:
        yield Finding(
            Mark.NOTE,
            "not tried",
            f"{count(seen.feeds_not_tried, 'more feed')}: a check makes at most {MAX_REQUESTS} requests, "
            "a platform at a time; the first crawl reports those that do not answer",
        )


def _newest(newest: NewestDocument, read: ReportRecords) -> Iterator[Finding]:
    title = newest.title or newest.url
    drift = [refused for refused in read.quarantined if refused.reason in DRIFT]
    refused = [refused for refused in read.quarantined if refused.reason not in DRIFT]
    document = read.document
    parse = f"Save {newest.url} and run `probation parse FILE --url {newest.url}` to see what is read of it."
    if drift:
        yield Finding(
            Mark.STOP,
            "newest document",
            f"“{title}” does not look as the readers know reports ({drift[0].detail})",
            f"{parse} A layout module is missing in pipelines/reports/layouts; until then such reports go to "
            "quarantine, nothing is guessed.",
        )
    elif refused or document is None:
        why = refused[0].detail if refused else "it could not be read"
        yield Finding(Mark.LOOK, "newest document", f"“{title}”: {why}", parse)
    elif document.layout is not None:
        yield Finding(
            Mark.FINE,
            "newest document",
            f"“{title}” has a known layout ({document.layout}); {count(len(read.ratings), 'rating')} read",
        )
    elif document.kind is DocumentKind.REPORT_PAGE:
        yield Finding(
            Mark.FINE,
            "newest document",
            f"“{title}” carries its report as a file, which a crawl fetches and reads",
        )
    else:
        yield Finding(
            Mark.FINE,
            "newest document",
            f"“{title}” is no inspection report ({document.kind.value}): set aside",
        )
    if newest.has_validators:
        yield Finding(
            Mark.FINE, "later nights", "its answers carry validators: unchanged pages cost almost nothing"
        )
    else:
        yield Finding(
            Mark.NOTE,
            "later nights",
            "its answers carry no ETag or Last-Modified: rechecked pages come whole",
        )


def _problems(seen: ProbeReport) -> Iterator[Finding]:
    """What else the probe says. Where robots.txt keeps us out, all the rest only follows from that."""
    told = [] if seen.discovery is None and _is_kept_out(seen) else list(dict.fromkeys(seen.problems))
    for problem in told[:PROBLEMS_SHOWN]:
        yield Finding(Mark.LOOK, "problem", problem)
    if len(told) > PROBLEMS_SHOWN:
        yield Finding(Mark.LOOK, "problem", f"and {len(told) - PROBLEMS_SHOWN} more of this kind")


def _cost(source: Source, cost: FirstCrawl) -> Finding:
    pace = (
        f"one at a time, {source.delay_seconds:g} seconds apart"
        if source.delay_seconds
        else "as fast as it answers, which only a replica allows"
    )
    is_long = cost.hours >= 2
    time = f"{cost.hours:g} hours" if is_long else count(max(1, round(cost.hours * 60)), "minute")
    return Finding(
        Mark.NOTE,
        "first crawl",
        f"about {count(cost.requests, 'request')}, {pace}: {time}, {cost.megabytes:g} MB. "
        "It may be stopped at any time and goes on where it was",
    )


def _status(seen: ProbeReport, read: ReportRecords | None, findings: tuple[Finding, ...]) -> ExitStatus:
    if seen.discovery is None:
        return ExitStatus.UNAVAILABLE
    if read is not None and any(refused.reason in DRIFT for refused in read.quarantined):
        return ExitStatus.DRIFT
    if any(finding.mark in {Mark.LOOK, Mark.STOP} for finding in findings):
        return ExitStatus.WARNINGS
    return ExitStatus.PUBLISHED


def _verdict(source: Source, status: ExitStatus) -> str:
    crawl = f"`probation nightly --source {source.id}`"
    return {
        ExitStatus.PUBLISHED: f"It looks as expected. Go on with {crawl}.",
        ExitStatus.WARNINGS: f"It can be crawled, but first read what is marked LOOK or STOP; then {crawl}.",
        ExitStatus.DRIFT: "It can be crawled and archived, but its newest reports cannot be read yet.",
        ExitStatus.UNAVAILABLE: "Do not crawl it now; put right what is marked STOP, then check again.",
    }[status]


def site_of(source: Source) -> str:
    """The address a person would open."""
    if isinstance(source, HmiProbationSource):
        return source.base_url
    return count(len(source.outlets), "outlet")
