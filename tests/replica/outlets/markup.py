"""Markup that all outlets' pages have in common: the head, JSON-LD, the replica's own notice."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape

from tests.replica.answer import REPLICA_LINE, REPLICA_META
from tests.replica.outlets.piece import Outlet, Piece

NOTICE = f'<p class="replica-notice">{REPLICA_LINE}</p>'


def head(piece: Piece, outlet: Outlet, *, title: str, extra: str = "") -> str:
    """`<head>` with OpenGraph."""
    return f"""<head>
<meta charset="utf-8">
{REPLICA_META}
<title>{escape(title)}</title>
<meta name="description" content="{escape(piece.standfirst)}">
<link rel="canonical" href="{outlet.site}{piece.path}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="{escape(outlet.name)}">
<meta property="og:title" content="{escape(piece.headline)}">
<meta property="og:description" content="{escape(piece.standfirst)}">
<meta property="og:url" content="{outlet.site}{piece.path}">
{extra}</head>"""


def json_ld(data: dict[str, object]) -> str:
    """A JSON-LD script."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>\n'


def news_article(
    piece: Piece, outlet: Outlet, kind: str = "NewsArticle", **more: object
) -> dict[str, object]:
    """The usual fields of a NewsArticle."""
    author: dict[str, object] = {"@type": "Person", "name": piece.author} if piece.author else {}
    return {
        "@type": kind,
        "mainEntityOfPage": {"@type": "WebPage", "@id": outlet.site + piece.path},
        "headline": piece.headline,
        "datePublished": utc(piece.published),
        "dateModified": utc(piece.modified),
        "author": author or {"@type": "Organization", "name": outlet.name},
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
        **more,
    }


def utc(moment: datetime) -> str:
    """`2025-08-19T05:00:00Z`."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def body(piece: Piece, *, after_second: str = "") -> str:
    """The paragraphs, with something of the platform's pushed in after the second."""
    lines = [f"<p>{escape(text, quote=False)}</p>" for text in piece.paragraphs]
    return "\n".join([*lines[:2], *([after_second] if after_second else []), *lines[2:]])


def links(piece: Piece, outlet: Outlet, item: str = "li") -> str:
    """The related stories."""
    return "\n".join(
        f'<{item}><a href="{outlet.site}{path}">{escape(title)}</a></{item}>' for title, path in piece.related
    )
