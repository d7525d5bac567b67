"""A small independent title on WordPress: no JSON-LD at all, the whole text in the feed."""

from __future__ import annotations

from html import escape

from tests.replica.answer import day_month_year
from tests.replica.outlets.markup import NOTICE, body, head, links
from tests.replica.outlets.piece import Feed, Outlet, Piece


def page(piece: Piece, outlet: Outlet) -> str:
    """An article page."""
    published = piece.published.isoformat(timespec="seconds")
    modified = piece.modified.isoformat(timespec="seconds")
    author = f'<meta name="author" content="{escape(piece.author)}">\n' if piece.author else ""
    extra = (
        f'<meta property="article:published_time" content="{published}">\n'
        f'<meta property="article:modified_time" content="{modified}">\n{author}'
        '<meta name="generator" content="WordPress 6.8.3">\n'
        f'<link rel="alternate" type="application/rss+xml" href="{outlet.site}/feed/">\n'
    )
    byline = (
        '<span class="author vcard"><a class="url fn n" rel="author" href="/author/a/">'
        f"{escape(piece.author)}</a></span>"
        if piece.author
        else ""
    )
    updated = (
        f'<time class="updated" datetime="{modified}">{day_month_year(piece.modified)}</time>'
        if piece.modified != piece.published
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="en-GB">
{head(piece, outlet, title=f"{piece.headline} – {outlet.name}", extra=extra)}
<body class="post-template-default single single-post">
<div id="page" class="site">
<header id="masthead" class="site-header"><p class="site-title"><a
href="{outlet.site}/">{escape(outlet.name)}</a></p>
<p class="site-description">From the river to the wolds</p></header>
<div id="content" class="site-content"><main id="main" class="site-main">
<article class="post type-post status-publish format-standard hentry category-{piece.section}">
<header class="entry-header"><h1 class="entry-title">{escape(piece.headline)}</h1>
<div class="entry-meta"><span class="posted-on"><time class="entry-date published"
datetime="{published}">{day_month_year(piece.published)}</time>{updated}</span> {byline}</div></header>
<div class="entry-content">
{body(piece)}
<div class="sharedaddy"><h3 class="sd-title">Share this:</h3><ul><li><a href="?share=x">Post</a></li></ul>
</div>
</div>
<footer class="entry-footer"><span class="cat-links">Posted in <a
href="/category/{piece.section}/">{piece.section.title()}</a></span></footer>
</article>
<div id="comments" class="comments-area"><h3>Leave a Reply</h3>
<p>Your email address will not be published.</p></div>
</main>
<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2
class="widget-title">Recent Posts</h2><ul>
{links(piece, outlet)}
</ul></section><section class="widget"><h2>Join our mailing list</h2><form><input type="email"></form>
</section></aside>
</div><div id="cookie-law-info-bar"><span>We use cookies. <a>OK</a></span></div>
<footer id="colophon" class="site-footer">{NOTICE}</footer>
</div></body></html>
"""


def _filler_path(number: int, slug: str, section: str) -> str:
    return f"/2026/11/{slug}/"


def _guid(piece: Piece) -> str:
    return f"http://humber-local.test/?p={sum(piece.path.encode())}"


OUTLET = Outlet(
    host="humber-local.test",
    name="Humber Local",
    towns=("Hessle", "Barton", "Immingham", "Beverley", "Brigg", "Withernsea"),
    feeds=(Feed("/feed/", 25), Feed("/category/sport/feed/", 25, "sport")),
    news_sitemaps=("/news-sitemap.xml",),
    robots=(
        "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\n"
        "Sitemap: http://humber-local.test/news-sitemap.xml\n"
    ),
    page=page,
    filler_path=_filler_path,
    guid=_guid,
    has_full_text_feed=True,
    search="/?s=probation&feed=rss2",
)
