"""RSS as the new site's WordPress writes it; the main feed is empty, since it holds no documents or news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from tests.replica.answer import REPLICA_LINE, Answer, Request, xml
from tests.replica.post import SITE, Post
from tests.replica.posts import Library
from tests.replica.texturize import texturized

ITEMS = 10


def answer(request: Request, library: Library) -> Answer | None:
    """The feed this request asks for, or None."""
    if request.path == "/feed/":
        return _feed((), request, library.changed_at)
    kind = request.query.get("post_type", "")
    if request.path == "/" and request.query.get("feed") == "rss2" and kind in {"document", "news"}:
        return _feed(library.of_type(kind)[:ITEMS], request, library.changed_at)
    return None


def rss_date(moment: datetime) -> str:
    """RFC 822 in UTC."""
    return format_datetime(moment.astimezone(UTC))


def _feed(posts: Sequence[Post], request: Request, stamp: datetime) -> Answer:
    items = "".join(_item(post) for post in posts)
    text = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	>

<channel>
	<title>HM Inspectorate of Probation</title>
	<atom:link href="{SITE}{escape(request.path_and_query)}" rel="self" type="application/rss+xml" />
	<link>{SITE}</link>
	<description>{REPLICA_LINE}</description>
	<lastBuildDate>{rss_date(posts[0].published if posts else stamp)}</lastBuildDate>
	<language>en-GB</language>
	<generator>https://wordpress.org/?v=6.1.9</generator>
{items}	</channel>
</rss>
"""
    return xml(text, stamp, "application/rss+xml; charset=UTF-8")


def _item(post: Post) -> str:
    summary = post.summary or post.title
    body = post.body.replace("]]>", "]]&gt;")
    return f"""	<item>
		<title>{texturized(post.title)}</title>
		<link>{post.link}</link>
		<dc:creator><![CDATA[]]></dc:creator>
		<pubDate>{rss_date(post.published)}</pubDate>
		<guid isPermaLink="false">{SITE}/?p={post.post_id}</guid>
		<description><![CDATA[{summary}]]></description>
		<content:encoded><![CDATA[{body}]]></content:encoded>
	</item>
"""
