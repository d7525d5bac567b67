"""Sites that reprint other papers' stories: theirs are copies, whenever they were put up."""

from __future__ import annotations

AGGREGATORS = frozenset(
    {
        "aol.co.uk",
        "bnnbreaking.com",
        "daily8.com",
        "headtopics.com",
        "indalaw.com",
        "inkl.com",
        "msn.com",
        "newsbreak.com",
        "newsnow.co.uk",
        "pressreader.com",
        "snackydog.com",
        "yahoo.com",
    }
)
"""Domains. Seen with stories of the BBC, PA and the Guardian printed whole in stored pages (aol, daily8,
indalaw, snackydog, yahoo); the others are known as such (memory)."""


def is_aggregator(url: str) -> bool:
    """Whether an address is on a site that reprints stories, or on a part of one ("uk.news.yahoo.com")."""
    host = url.split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0].lower()
    return any(host == domain or host.endswith(f".{domain}") for domain in AGGREGATORS)
