"""A National World-like title: JSON-LD in a graph, the author as a list, adverts between paragraphs."""

from __future__ import annotations

from html import escape

from tests.replica.answer import in_london
from tests.replica.outlets.markup import NOTICE, head, json_ld, links, news_article
from tests.replica.outlets.piece import Feed, Outlet, Piece


def page(piece: Piece, outlet: Outlet) -> str:
    """An article page."""
    article = news_article(piece, outlet, isAccessibleForFree=True, description=piece.standfirst)
    article["author"] = [article["author"]]
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "News", "item": f"{outlet.site}/news"}
        ],
    }
    advert = '<div class="ad-slot" data-slot="mpu"><small>Advertisement</small></div>'
    text = f"\n{advert}\n".join(
        f'<p class="article-paragraph">{escape(paragraph, quote=False)}</p>' for paragraph in piece.paragraphs
    )
    when = in_london(piece.published)
    updated = (
        f'<span class="updated">Updated {in_london(piece.modified):%-d %b %Y, %H:%M} GMT</span>'
        if piece.modified != piece.published
        else ""
    )
    byline = f'By <a href="/author/a" class="author">{escape(piece.author)}</a>' if piece.author else ""
    return f"""<!DOCTYPE html>
<html lang="en">
{head(piece, outlet, title=piece.headline, extra=json_ld({"@graph": [crumbs, article]}))}
<body>
<div id="consent" class="modal"><p>Your privacy: choose what we may measure.</p></div>
<header class="masthead"><a href="{outlet.site}/">{escape(outlet.name)}</a><nav><ul><li><a
href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article class="article">
<h1 class="article-headline">{escape(piece.headline)}</h1>
<div class="article-meta">{byline} <span
class="published">Published {when:%-d %b %Y, %H:%M}</span> {updated}</div>
<div class="article-content">
{text}
</div>
<div class="subscribe-banner"><p>Support our journalism from 99p a week.</p><a
href="/subscriptions">Subscribe</a></div>
</article>
<section class="trending"><h2>Trending</h2><ul>
{links(piece, outlet)}
</ul></section></main>
<footer><p>All rights belong to the owner of the original.</p>{NOTICE}</footer>
</body></html>
"""


def _filler_path(number: int, slug: str, section: str) -> str:
    folder = {"news": "news/people", "sport": "sport/football", "business": "business/consumer"}[section]
    return f"/{folder}/{slug}-{5690900 - number}"


OUTLET = Outlet(
    host="ridings-herald.test",
    name="Ridings Herald",
    towns=("Otley", "Pudsey", "Batley", "Selby", "Skipton", "Hemsworth"),
    feeds=(Feed("/news/rss", 30, "news"), Feed("/rss", 30), Feed("/sport/rss", 25, "sport")),
    robots="User-agent: *\nDisallow: /account/\nDisallow: /*?itm_source\n",
    page=page,
    filler_path=_filler_path,
)
