"""Whether the list of outlets is right: everything that is wrong with it, in one sentence each."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from crawlers.local_news.platforms import Platform, Policy
from crawlers.local_news.trying import lists_of
from crawlers.sources import LocalNewsSource, Outlet, declared_outlets, load_source
from flows.crawl_settings import CrawlSettings
from flows.errors import CannotStartError
from pipelines.bodies.districts import load_districts

FEED_HOSTS = {Platform.BBC: "feeds.bbci.co.uk"}
"""Platforms whose feeds are on a host of their own."""
CLOSED = {Platform.BBC: Policy.LINK_ONLY}
"""Platforms whose terms were read and allow no more than this."""


def local_news(settings: CrawlSettings) -> LocalNewsSource:
    """The outlets. Raises SourceMisconfiguredError with the file and what is wrong in it."""
    source = load_source("local_news", settings.sources)
    if not isinstance(source, LocalNewsSource):
        raise CannotStartError("The source local_news holds no outlets.")
    return source


def outlet_at(source: LocalNewsSource, domain: str) -> Outlet:
    """The outlet of a site. Raises CannotStartError for one that is not in the list."""
    found = source.outlet_of(f"https://{domain.removeprefix('https://').removeprefix('http://').strip('/')}/")
    if found is None:
        near = difflib.get_close_matches(domain, source.domains, n=3, cutoff=0.6)
        meant = f" Nearest: {', '.join(near)}." if near else ""
        raise CannotStartError(
            f"No outlet is at {domain}: add it to outlets.yml (name, domain, platform, districts), then try "
            f"again.{meant}"
        )
    return found


def problems(rows: Sequence[object], *, is_replica: bool = False) -> Iterator[str]:
    """What is wrong with a list of outlets as it was written, row by row; nothing if it is right.

    Reading the list as a source stops at the first thing that is no outlet at all, and would show a person
    who corrects a dozen rows one mistake a run.
    """
    outlets = []
    for number, row in enumerate(rows, 1):
        called = f"row {number}"
        if isinstance(row, dict):
            called = str(row.get("domain") or row.get("name") or called)
        try:
            outlets.append(Outlet.model_validate(row))
        except ValidationError as error:
            yield from (f"{called}: {_told(one)}" for one in _first_causes(error))
        else:
            yield from (f"{called}: {wrong}" for wrong in _wrong_with(outlets[-1], is_replica=is_replica))
    for what in ("domain", "id"):
        named = Counter(str(getattr(outlet, what)) for outlet in outlets)
        yield from (
            f"{value}: {number} outlets have this {what}; keep one of them."
            for value, number in named.items()
            if number > 1
        )


def _first_causes(error: ValidationError) -> list[ErrorDetails]:
    """What to put right first: without its platform or policy, all that follows from them is missing too."""
    found = error.errors()
    return [one for one in found if one["type"] == "enum"] or found


def _told(error: ErrorDetails) -> str:
    """One finding of pydantic's in words that say what to write."""
    where = ".".join(str(part) for part in error["loc"])
    known = sorted(Outlet.model_fields)
    match error["type"]:
        case "missing":
            return f"it does not say its {where}."
        case "extra_forbidden":
            near = difflib.get_close_matches(where, known, n=1) or [", ".join(known)]
            return f"there is no setting {where!r}; nearest: {near[0]}."
        case "enum":
            return f"there is no {where} {error['input']!r}; write {error['ctx']['expected']}."
        case "string_type" if where == "policy_reason":
            return (
                "its policy is not its platform's and has no policy_reason; write what you read or "
                "whom you asked."
            )
        case "value_error":
            return f"{error['ctx']['error']}."
        case _:
            return f"{where or 'the row'}: {error['msg'][:1].lower()}{error['msg'][1:]}."


def _wrong_with(outlet: Outlet, *, is_replica: bool) -> Iterator[str]:
    """What is wrong with a row that is an outlet. The replica's places are facts of another web."""
    for name in () if is_replica else outlet.districts:
        if name not in load_districts():
            yield f"there is no district {name!r}; {_nearest(name)}write its official name."
    yield from (f"it names {name!r} twice." for name, n in Counter(outlet.districts).items() if n > 1)
    for _, url in lists_of(outlet):
        yield from _wrong_address(outlet, url)
    if not outlet.policy_reason.strip():
        yield f"its policy {outlet.policy.value} has no reason; write what you read or whom you asked."
    if (most := CLOSED.get(outlet.platform)) and outlet.policy is not most:
        yield f"its policy is {outlet.policy.value}, and its terms allow no more than {most.value}."


def _nearest(name: str) -> str:
    known = sorted(load_districts())
    near = [one for one in known if name.lower() in one.lower()]
    near = near or difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"nearest: {near[0]!r}; " if near else ""


def _wrong_address(outlet: Outlet, url: str) -> Iterator[str]:
    parts = urlsplit(url)
    if parts.scheme not in {"https", "http"}:
        yield f"{url} is no web address; write https://… or a path that begins with /."
        return
    host = (parts.hostname or "").removeprefix("www.")
    allowed = {outlet.domain, FEED_HOSTS.get(outlet.platform, outlet.domain)}
    if not any(host == own or host.endswith(f".{own}") for own in allowed):
        yield f"{url} is on another site."


def declared(sources: Path | None) -> tuple[list[object], bool]:
    """The rows as written, and whether they are the replica's (whose hosts end in .test)."""
    rows = declared_outlets(sources)
    domains = [str(row.get("domain")) for row in rows if isinstance(row, dict)]
    return rows, bool(domains) and all(domain.endswith(".test") for domain in domains)


def without_title(source: LocalNewsSource) -> tuple[str, ...]:
    """Districts that no outlet serves, in alphabetical order."""
    served = {name for outlet in source.outlets for name in outlet.districts}
    return tuple(sorted(set(load_districts()) - served))
