"""What all titles of a publisher's platform have in common: where lists of stories are, and what may be kept.

An outlet says only what is its own: its name, site, platform and districts. Paths are what titles of the
platform use; whether a title has them is what `probation outlets try DOMAIN` finds out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Policy(StrEnum):
    """What may be kept of a publisher's pages. Nothing of any text is ever published but short quotes."""

    FULL_TEXT = "full_text"
    SNIPPET = "snippet"
    LINK_ONLY = "link_only"


class Platform(StrEnum):
    """Who runs an outlet's servers: outlets of one group share one connection and one delay."""

    NEWSQUEST = "newsquest"
    REACH = "reach"
    NATIONAL_WORLD = "national_world"
    BBC = "bbc"
    WORDPRESS = "wordpress"
    ILIFFE = "iliffe"
    MNA = "mna"
    OTHER = "other"

    @property
    def is_group(self) -> bool:
        """Whether its outlets are served from the same machines. WordPress is software, not a group."""
        return self not in {Platform.WORDPRESS, Platform.OTHER}


class Confidence(StrEnum):
    """How an outlet's list of addresses is known; every one of them may have changed since."""

    LISTED = "listed"
    """Public lists or code name them all; most are of January 2022."""
    INFERRED = "inferred"
    """At least one is only what titles of its platform use, or remembered: the site may not have it."""


@dataclass(frozen=True)
class Habits:
    """What holds for an outlet of the platform that says nothing else.

    `feeds` and `searches` are paths on its site; `searches` are lists of stories on probation that answer as
    feeds, read only in the days after a report of the inspectorate. `group` is who publishes the titles.
    """

    group: str | None
    feeds: tuple[str, ...]
    searches: tuple[str, ...]
    policy: Policy
    policy_reason: str


_METERED = (
    "metered site whose terms on automated copying were not read; the feed's headline and description are "
    "enough to link it"
)

HABITS: Mapping[Platform, Habits] = MappingProxyType(
    {
        Platform.NEWSQUEST: Habits("Newsquest", ("/news/rss/",), (), Policy.SNIPPET, _METERED),
        Platform.REACH: Habits(
            "Reach plc",
            ("/rss.xml",),
            ("/all-about/probation-service?service=rss", "/all-about/youth-justice?service=rss"),
            Policy.SNIPPET,
            "the publisher filters robots and has begun to charge; the feed's headline and description are "
            "enough to link it",
        ),
        Platform.NATIONAL_WORLD: Habits("National World", ("/rss",), (), Policy.SNIPPET, _METERED),
        Platform.MNA: Habits("Midland News Association", ("/feed",), (), Policy.SNIPPET, _METERED),
        Platform.ILIFFE: Habits(
            "Iliffe Media", (), (), Policy.SNIPPET, "some titles charge by the article; terms were not read"
        ),
        Platform.BBC: Habits(
            "BBC",
            (),
            (),
            Policy.LINK_ONLY,
            "its robots.txt says that pages may not be scraped, used for text and data mining or made into "
            "data sets (read in a stored copy of 2026-06)",
        ),
        Platform.WORDPRESS: Habits(
            None,
            ("/feed/",),
            ("/?s=probation&feed=rss2", "/?s=%22youth+justice%22&feed=rss2"),
            Policy.SNIPPET,
            "a small publisher who was not asked yet; the feed's headline and description are enough to "
            "link it",
        ),
        Platform.OTHER: Habits(
            None, (), (), Policy.SNIPPET, "the publisher was not asked yet and its terms were not read"
        ),
    }
)
