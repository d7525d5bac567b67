"""A story as an outlet's pages and feeds show it, and an outlet: its addresses and its platform's markup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Piece:
    """One story. `related` are (headline, path) pairs of the box under it, the same on every night."""

    path: str
    headline: str
    published: datetime
    modified: datetime
    paragraphs: tuple[str, ...]
    author: str | None
    section: str
    is_filler: bool
    related: tuple[tuple[str, str], ...] = ()

    @property
    def standfirst(self) -> str:
        """What feeds and meta descriptions say."""
        return self.paragraphs[0]


@dataclass(frozen=True)
class Feed:
    """An RSS feed, by its path and query; of one section, or of all. `of` keeps every n-th story."""

    path: str
    limit: int
    section: str = ""
    of: int = 1


@dataclass(frozen=True)
class Outlet:
    """A newspaper. `filler_path(number, slug, section)` is a filler's address in its platform's shape."""

    host: str
    name: str
    towns: tuple[str, ...]
    feeds: tuple[Feed, ...]
    robots: str
    page: Callable[[Piece, Outlet], str]
    filler_path: Callable[[int, str, str], str]
    news_sitemaps: tuple[str, ...] = ()
    link_suffix: str = ""
    """Tracking that the platform hangs on the links of its feeds."""
    guid: Callable[[Piece], str] | None = None
    has_full_text_feed: bool = False
    subject_page: str = ""
    """Path of a page that links to all its stories on the topic; "" where it has none."""
    search: str = ""
    """Path of a list of all its stories on the topic, answered as a feed; "" where it has none."""

    @property
    def site(self) -> str:
        """Its address."""
        return f"http://{self.host}"
