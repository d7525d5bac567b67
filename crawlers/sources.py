"""What is fetched, from whom, and under which terms: the `source.yml` files as typed objects."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from crawlers import strict_yaml
from crawlers.errors import SourceMisconfiguredError
from crawlers.local_news.platforms import HABITS, Confidence, Platform, Policy

__all__ = [
    "Confidence",
    "HmiProbationSource",
    "LocalNewsSource",
    "Outlet",
    "Platform",
    "Policy",
    "Source",
    "declared_outlets",
    "load_source",
    "source_ids",
]

HERE = Path(__file__).parent


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Expectations(_Declared):
    """The least a good crawl finds. A bound that is broken is a signal to explain, not a number to adjust."""

    min_discovered: int = Field(default=1, ge=0)
    max_fall: float = Field(default=0.34, gt=0, le=1)
    """The largest fall, as a fraction, against the last complete crawl."""


class Outlet(_Declared):
    """One newspaper: where its stories are listed, the districts it serves, and what may be kept.

    What it does not say is its platform's habit. Addresses that begin with "/" are on its site.
    """

    id: str = Field(pattern=r"^[a-z0-9_-]+$")
    name: str
    domain: str
    platform: Platform
    group: str | None = None
    """Who publishes it; None where that was not looked up."""
    confidence: Confidence = Confidence.INFERRED
    """How the addresses of its feeds and news sitemaps are known. Those of searches are always inferred."""
    feeds: tuple[str, ...]
    news_sitemaps: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    """Lists of stories on the subject that answer as feeds; read in the days after a report only."""
    districts: tuple[str, ...] = ()
    """Local authority districts by their official names; empty for titles that serve no one place."""
    policy: Policy
    policy_reason: str

    @model_validator(mode="before")
    @classmethod
    def _has_its_platforms_habits(cls, given: object) -> object:
        if not isinstance(given, dict) or given.get("platform") not in set(Platform):
            return given
        habits = HABITS[Platform(given["platform"])]
        told = {
            "id": re.sub(r"[^a-z0-9]+", "-", str(given.get("domain", "")).lower()),
            "group": habits.group,
            "feeds": () if given.get("news_sitemaps") else habits.feeds,
            "searches": habits.searches,
            "policy": habits.policy,
            "policy_reason": habits.policy_reason
            if given.get("policy", habits.policy) == habits.policy
            else None,
            **given,
        }
        for lists in ("feeds", "news_sitemaps", "searches"):
            site = f"https://www.{given.get('domain')}"
            told[lists] = tuple(f"{site}{url}" if url.startswith("/") else url for url in told.get(lists, ()))
        return told

    @model_validator(mode="after")
    def _is_listed_somewhere(self) -> Self:
        if not self.feeds and not self.news_sitemaps:
            raise ValueError(f"outlet {self.id} has neither a feed nor a news sitemap")
        return self


class _SourceBase(_Declared):
    name: str
    publisher: str
    licence: str
    cadence: str
    """How often there is news, in words for people."""
    cadence_days: int = Field(ge=1)
    """Days from one crawl to the next; a source not crawled in full for two days more than these is stale."""
    robots_note: str
    policy: Policy
    policy_reason: str = ""
    is_replica: bool = False
    delay_seconds: float = Field(ge=0)
    rate_limit_wait_seconds: float = Field(default=600, ge=0)
    """How long to stay away after a first 429 or 403."""
    retry_wait_seconds: float = Field(default=20, ge=0)
    """How long to wait before asking again after a 5xx; doubled each time."""
    expectations: Expectations = Expectations()

    @model_validator(mode="before")
    @classmethod
    def _a_replica_need_not_wait(cls, given: object) -> object:
        if isinstance(given, dict) and given.get("is_replica"):
            return {"rate_limit_wait_seconds": 0, "retry_wait_seconds": 0, **given}
        return given


class HmiProbationSource(_SourceBase):
    """The inspectorate's site, the old site with its earlier reports, and the hosts of their files."""

    id: Literal["hmi_probation"]
    base_url: str
    legacy_url: str | None = None
    legacy_listings: tuple[str, ...] = ("inspections/", "media/press-releases/")
    """Listing pages of the old site, relative to `legacy_url`."""
    cdn_hosts: tuple[str, ...] = ()
    """Hosts of attached files; `*` stands for any one label or more."""
    listing_hints: tuple[str, ...] = ()
    """Paths of listing pages to try first when neither REST nor a sitemap answers."""
    recheck_pages_every_nights: int = Field(default=7, ge=1)
    recheck_attachments_every_nights: int = Field(default=7, ge=1)

    @property
    def domains(self) -> tuple[str, ...]:
        """The hosts this source consists of, patterns included."""
        sites = [urlsplit(url).hostname or "" for url in (self.base_url, self.legacy_url) if url]
        return (*(host.removeprefix("www.") for host in sites), *self.cdn_hosts)

    def owns(self, url: str) -> bool:
        """Whether an address is on one of these hosts."""
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        return any(fnmatch(host, domain) for domain in self.domains)


class LocalNewsSource(_SourceBase):
    """The outlets, each under its own policy."""

    id: Literal["local_news"]
    outlets: tuple[Outlet, ...] = Field(min_length=1)
    is_time_lapse: bool = False
    """For a replica whose nights are minutes apart: every story is due for another look on each."""

    @model_validator(mode="after")
    def _names_each_outlet_once(self) -> Self:
        for field in ("id", "domain"):
            values = [getattr(outlet, field) for outlet in self.outlets]
            twice = sorted({value for value in values if values.count(value) > 1})
            if twice:
                raise ValueError(f"two outlets have the same {field}: {', '.join(twice)}")
        return self

    @property
    def policy_of_strangers(self) -> Policy:
        """What may be kept of a site that is no outlet's: a story may lead anywhere."""
        return Policy.LINK_ONLY

    @property
    def domains(self) -> tuple[str, ...]:
        """The outlets' hosts."""
        return tuple(outlet.domain for outlet in self.outlets)

    def outlet_of(self, url: str) -> Outlet | None:
        """The outlet whose site an address is on."""
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        return next(
            (
                outlet
                for outlet in self.outlets
                if host == outlet.domain or host.endswith(f".{outlet.domain}")
            ),
            None,
        )


Source = HmiProbationSource | LocalNewsSource
KINDS: dict[str, type[HmiProbationSource | LocalNewsSource]] = {
    "hmi_probation": HmiProbationSource,
    "local_news": LocalNewsSource,
}


def source_ids(folder: Path | None = None) -> list[str]:
    """The sources that exist: ours, or those of another folder (`<folder>/<id>.yml`)."""
    if folder is None:
        return sorted(path.parent.name for path in HERE.glob("*/source.yml"))
    return sorted(path.stem for path in folder.glob("*.yml") if path.stem in KINDS)


def load_source(source_id: str, folder: Path | None = None) -> Source:
    """One source. Raises SourceMisconfiguredError with the file and the line of the matter."""
    path = HERE / source_id / "source.yml" if folder is None else folder / f"{source_id}.yml"
    if source_id not in KINDS or not path.exists():
        known = ", ".join(source_ids(folder)) or "none"
        raise SourceMisconfiguredError(f"There is no source {source_id!r} at {path}; there are: {known}.")
    try:
        given = strict_yaml.load(path)
        if "outlets" in given:
            given["outlets"] = _outlet_rows(path, given["outlets"])
        return KINDS[source_id].model_validate({"id": source_id, **given})
    except (ValidationError, yaml.YAMLError, TypeError, AttributeError, OSError) as error:
        raise SourceMisconfiguredError(f"{path} is not a valid source: {error}") from error


def declared_outlets(folder: Path | None = None) -> list[object]:
    """The rows of the list of outlets as somebody wrote them, right or wrong.

    Raises SourceMisconfiguredError where there is no list at all.
    """
    path = HERE / "local_news" / "source.yml" if folder is None else folder / "local_news.yml"
    try:
        rows = _outlet_rows(path, strict_yaml.load(path)["outlets"])
    except (yaml.YAMLError, TypeError, KeyError, OSError) as error:
        raise SourceMisconfiguredError(f"{path} has no list of outlets that can be read: {error}") from error
    if not isinstance(rows, list):
        raise SourceMisconfiguredError(f"{path} has no list of outlets: each begins with `- name:`.")
    return rows


def _outlet_rows(source_file: Path, given: object) -> object:
    """The rows themselves, or those of the file that stands in their place."""
    return strict_yaml.load(source_file.parent / given) if isinstance(given, str) else given
