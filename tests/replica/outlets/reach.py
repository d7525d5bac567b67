"""A Reach-like title: a JSON-LD articleBody cut short, boxes inside the running text, a news sitemap."""

from __future__ import annotations

from html import escape

from tests.replica.answer import in_london
from tests.replica.outlets.markup import NOTICE, body, head, json_ld, links, news_article, utc
from tests.replica.outlets.piece import Feed, Outlet, Piece

_CUT = 180


def page(piece: Piece, outlet: Outlet) -> str:
    """An article page."""
    whole = " ".join(piece.paragraphs)
    data = news_article(piece, outlet, articleBody=whole[:_CUT] + "…", articleSection=piece.section)
    extra = (
        f'<meta property="article:published_time" content="{utc(piece.published)}">\n'
        f'<meta name="parsely-title" content="{escape(piece.headline)}">\n{json_ld(data)}'
    )
    title, path = piece.related[-1]
    read_more = f'<h4>Read more</h4><a href="{outlet.site}{path}">{escape(title)}</a>'
    newsletter = "<label>Never miss a story from your patch</label><button>Subscribe</button>"
    boxes = f'<div class="read-more-links">{read_more}</div><div class="inline-newsletter">{newsletter}</div>'
    byline = (
        f'<a class="publication-theme author" href="/authors/a/">{escape(piece.author)}</a>'
        if piece.author
        else ""
    )
    when = in_london(piece.published)
    return f"""<!DOCTYPE html>
<html lang="en">
{head(piece, outlet, title=f"{piece.headline} - {outlet.name}", extra=extra)}
<body>
<div class="cookie-wall" role="dialog"><p>Please choose how your data are used.</p>
<button>Accept all</button></div>
<header class="primary"><a href="{outlet.site}/">{escape(outlet.name)}</a></header>
<div class="breadcrumbs"><a href="/news/">News</a> &gt; <a href="/all-about/local">Local</a></div>
<main class="article-page"><article class="article-main channel-{piece.section}">
<h1 itemprop="headline name">{escape(piece.headline)}</h1>
<div class="byline">{byline}<ul class="time-info"><li><span
class="time-container">{when:%H:%M, %d %b %Y}</span></li></ul></div>
<div class="article-body" itemprop="articleBody">
{body(piece, after_second=boxes)}
</div>
<div class="comments-teaser"><a href="#comments">Comments (0)</a></div>
</article>
<aside class="secondary"><h3>More On</h3><ul class="topic-list"><li><a href="/all-about/crime">Crime</a>
</li></ul>
<h3>Most Read</h3><ul>
{links(piece, outlet)}
</ul></aside></main>
<footer><p>Part of a large group of newspapers.</p>{NOTICE}</footer>
</body></html>
"""


def _filler_path(number: int, slug: str, section: str) -> str:
    folder = {"news": "news/local-news", "sport": "sport/football", "business": "business"}[section]
    return f"/{folder}/{slug}-{32600900 - number}"


OUTLET = Outlet(
    host="brumdaily.test",
    name="Brum Daily",
    towns=("Sparkhill", "Erdington", "Selly Oak", "Sutton", "Yardley", "Harborne"),
    feeds=(
        Feed("/news/?service=rss", 25, "news"),
        Feed("/?service=rss", 25),
        Feed("/sport/?service=rss", 25, "sport"),
    ),
    news_sitemaps=("/map_news.xml",),
    robots=(
        "User-agent: *\nDisallow: /search/\nDisallow: /*?service=ajax\n\n"
        "Sitemap: http://brumdaily.test/map_news.xml\n"
    ),
    page=page,
    subject_page="/all-about/probation-service",
    filler_path=_filler_path,
)
