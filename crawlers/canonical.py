"""One spelling per page, so that the same page under several addresses is one page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

TRACKING = re.compile(
    r"(utm_.*|fbclid|gclid|dclid|mc_[ce]id|at_.*|ns_.*|ref|ref_src|cmp|int_source|itm_.*)\Z", re.IGNORECASE
)
WEB_ARCHIVE_PREFIX = re.compile(
    r"\Ahttps?://webarchive\.nationalarchives\.gov\.uk/(?:ukgwa/)?\d{14}(?:mp_|id_)?/(?=https?://)",
    re.IGNORECASE,
)
EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\Z")


def original_url(url: str) -> str:
    """The address that was archived, if this is the UK Government Web Archive's address of a copy."""
    return WEB_ARCHIVE_PREFIX.sub("", url.strip())


def canonical_url(url: str) -> str:
    """The address under which a page is known: https, lower-case host without `www.`, one trailing `/`.

    Fragment, tracking parameters, default ports and the UK Government Web Archive's prefix are dropped; other
    parameters are kept, in sorted order. A path whose last segment has an extension (`.pdf`) gets no
    slash. Never request a canonical address: a site may answer only under its own spelling.

    Without it `?p=`, `www.` and slash variants of one report would count as several.
    """
    parts = urlsplit(original_url(url))
    host = (parts.hostname or "").removeprefix("www.")
    port = "" if parts.port in {None, 80, 443} else f":{parts.port}"
    path = quote(unquote(re.sub(r"/{2,}", "/", parts.path)), safe="/:@!$&'()*+,;=~-._")
    if not EXTENSION.search(path):
        path = path.rstrip("/") + "/"
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.match(name)
    )
    return urlunsplit(("https", host + port, path, urlencode(query), ""))


def without_tracking(url: str) -> str:
    """An address as it is requested: spelt as the site spells it, without fragment and tracking
    parameters."""
    parts = urlsplit(url.strip())
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.match(name)
    ]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
