"""What can be made to go wrong in the replica, by name."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """A named fault. `bad input` ones add a document `bad-<fault>`; the others change how hosts answer."""

    ERROR_PAGE_200 = "error_page_200"
    TRUNCATED_PDF = "truncated_pdf"
    EMPTY_BODY = "empty_body"
    UNKNOWN_RATING = "unknown_rating"
    UNKNOWN_BODY = "unknown_body"
    REST_OFF = "rest_off"
    """404 on everything under /wp-json/."""
    SITEMAP_OFF = "sitemap_off"
    """404 on the inspectorate's sitemaps, of either flavour."""
    CORE_SITEMAP = "core_sitemap"
    """The inspectorate's site runs without the Yoast plugin: /wp-sitemap.xml instead."""
    ROBOTS_404 = "robots_404"
    """Every host: no robots.txt."""
    ROBOTS_FORBIDS = "robots_forbids"
    """Every host: `Disallow: /` for all."""
    RATE_LIMIT = "rate_limit"
    """429 from a host once it has answered `Replica.rate_limit_after` requests."""
    SITE_DOWN = "site_down"
    """503 from every host."""
    SLOW = "slow"
    """0.2 s per answer."""
    FULL_WIDTH_HEADING = "full_width_heading"
    """The document type's full-width heading is on: title and date stand above the table of contents."""


BAD_INPUT = frozenset(
    {
        Fault.ERROR_PAGE_200,
        Fault.TRUNCATED_PDF,
        Fault.EMPTY_BODY,
        Fault.UNKNOWN_RATING,
        Fault.UNKNOWN_BODY,
    }
)
"""Faults that add a document."""

TRANSPORT = frozenset({Fault.RATE_LIMIT, Fault.SITE_DOWN, Fault.SLOW})
"""Faults that the server applies to any answer, whatever it is."""


def faults_of(names: set[str]) -> frozenset[Fault]:
    """The faults of these names; a name that does not exist raises ValueError instead of testing nothing."""
    return frozenset(Fault(name) for name in names)
