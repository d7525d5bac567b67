"""A request as the replica's sites see it, and what they answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
REPLICA_LINE = "Replica for tests and demonstration; not the record"
REPLICA_META = f'<meta name="replica" content="{REPLICA_LINE}">'


@dataclass(frozen=True)
class Request:
    """One GET: host without `www.`, path, and the query string as sent."""

    host: str
    path: str
    query_string: str = ""

    @classmethod
    def of(cls, url: str) -> Request:
        """Take an absolute URL apart."""
        parts = urlsplit(url)
        return cls(parts.netloc.lower().removeprefix("www."), parts.path or "/", parts.query)

    @cached_property
    def query(self) -> Mapping[str, str]:
        """The query parameters; of a repeated one the last counts, as in PHP."""
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    @property
    def path_and_query(self) -> str:
        """What stood after the host."""
        return f"{self.path}?{self.query_string}" if self.query_string else self.path


@dataclass(frozen=True)
class Answer:
    """Status, bytes and headers; `modified` becomes Last-Modified and never comes from the clock."""

    status: int
    body: bytes
    media_type: str = "text/html; charset=UTF-8"
    modified: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @cached_property
    def etag(self) -> str:
        """A strong validator of the uncompressed bytes."""
        return hashlib.sha256(self.body).hexdigest()[:32]


def html(text: str, modified: datetime, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """A page."""
    return Answer(200, text.encode(), modified=modified, headers=headers)


def xml(text: str, modified: datetime, media_type: str = "application/xml; charset=UTF-8") -> Answer:
    """A sitemap or feed."""
    return Answer(200, text.encode(), media_type, modified)


def plain(text: str, modified: datetime) -> Answer:
    """A robots.txt."""
    return Answer(200, text.encode(), "text/plain; charset=utf-8", modified)


def as_json(
    value: object, modified: datetime | None, status: int = 200, headers: tuple[tuple[str, str], ...] = ()
) -> Answer:
    """A REST answer."""
    return Answer(
        status,
        json.dumps(value, ensure_ascii=True).encode(),
        "application/json; charset=UTF-8",
        modified,
        headers,
    )


def redirect(location: str, by: str = "WordPress") -> Answer:
    """A permanent redirect."""
    return Answer(301, b"", headers=(("Location", location), ("X-Redirect-By", by)))


def nginx_error(status: int) -> Answer:
    """The tiny page the real host's nginx answers when WordPress is not asked."""
    phrase = HTTPStatus(status).phrase
    page = (
        f"<!DOCTYPE html><html><head><title>Error</title>{REPLICA_META}</head>"
        f'<body><h1>{status}</h1><p title="{phrase}">{status}</p><p>{REPLICA_LINE}</p></body></html>\n'
    )
    return Answer(status, page.encode())


def in_london(moment: datetime) -> datetime:
    """The moment in UK local time; a naive one is UK local time already."""
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment.astimezone(LONDON)


def day_month_year(moment: datetime) -> str:
    """PHP's `j F Y` of the UK day: 9 February 2023."""
    local = in_london(moment)
    return f"{local.day} {local:%B %Y}"
