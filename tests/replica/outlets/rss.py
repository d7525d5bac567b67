"""RSS feeds and Google-News sitemaps of the outlets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from tests.replica.answer import REPLICA_LINE, Answer, xml
from tests.replica.feeds import rss_date
from tests.replica.outlets.piece import Feed, Outlet, Piece


def feed(outlet: Outlet, asked: Feed, pieces: Sequence[Piece], stamp: datetime) -> Answer:
    """A feed: the outlet's own stories first of all, filler up to the platform's number of items."""
    matching = [piece for piece in pieces if asked.section in {"", piece.section}]
    told = [piece for piece in matching if not piece.is_filler][:: asked.of]
    filler = [piece for piece in matching if piece.is_filler][: max(0, asked.limit - len(told))]
    shown = sorted([*told, *filler], key=lambda piece: piece.published, reverse=True)
    items = "".join(_item(outlet, piece) for piece in shown)
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss
version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>{escape(outlet.name)} | {asked.section or "News"}</title>
<link>{outlet.site}/</link>
<description>{REPLICA_LINE}</description>
<language>en-gb</language>
<atom:link href="{outlet.site}{escape(asked.path)}" rel="self" type="application/rss+xml"/>
<lastBuildDate>{rss_date(shown[0].published if shown else stamp)}</lastBuildDate>
{items}</channel>
</rss>
"""
    return xml(text, stamp, "application/rss+xml; charset=UTF-8")


def _item(outlet: Outlet, piece: Piece) -> str:
    link = outlet.site + piece.path
    guid = outlet.guid(piece) if outlet.guid else link
    is_link = "true" if guid == link else "false"
    creator = f"<dc:creator><![CDATA[{piece.author}]]></dc:creator>\n" if piece.author else ""
    body = "".join(f"<p>{escape(text, quote=False)}</p>" for text in piece.paragraphs)
    content = f"<content:encoded><![CDATA[{body}]]></content:encoded>\n" if outlet.has_full_text_feed else ""
    return f"""<item>
<title><![CDATA[{piece.headline}]]></title>
<link>{escape(link + outlet.link_suffix)}</link>
<guid isPermaLink="{is_link}">{escape(guid)}</guid>
<description><![CDATA[{piece.standfirst}]]></description>
{content}{creator}<pubDate>{rss_date(piece.published)}</pubDate>
<category>{piece.section.title()}</category>
</item>
"""


def news_sitemap(outlet: Outlet, pieces: Sequence[Piece], stamp: datetime) -> Answer:
    """A Google-News sitemap; titles only, no description."""
    entries = "".join(
        f"""<url><loc>{outlet.site}{escape(piece.path)}</loc>
<news:news><news:publication><news:name>{escape(outlet.name)}</news:name><news:language>en</news:language>
</news:publication>
<news:publication_date>{piece.published.isoformat(timespec="seconds")}</news:publication_date>
<news:title>{escape(piece.headline)}</news:title></news:news>
<lastmod>{piece.modified.isoformat(timespec="seconds")}</lastmod></url>
"""
        for piece in pieces
    )
    return xml(
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{entries}</urlset>\n',
        stamp,
    )
