"""A Newsquest-like title: numbered addresses, feeds per town, a JSON-LD headline made for search engines."""

from __future__ import annotations

from html import escape

from tests.replica.answer import day_month_year
from tests.replica.outlets.markup import NOTICE, body, head, json_ld, links, news_article
from tests.replica.outlets.piece import Feed, Outlet, Piece

_NEWSLETTER = (
    '<div class="mar-newsletter-promo" role="complementary">'
    '<p class="promo__title">Get our morning email</p>'
    '<p>The best of the day before breakfast.</p><button type="button">Sign up</button></div>'
)
_ADVERT = '<div class="mar-ad" aria-hidden="true"><span>Advertisement</span></div>'


def page(piece: Piece, outlet: Outlet) -> str:
    """An article page. The h1 and og:title are the printed headline; JSON-LD `headline` is not."""
    searched = f"{' '.join(piece.headline.split()[:6])}: all you need to know | {outlet.name}"
    data = news_article(piece, outlet, alternativeHeadline=piece.headline)
    data["headline"] = searched
    byline = (
        f'<a class="author-name" rel="author" href="/author/profile/1/">{escape(piece.author)}</a>'
        if piece.author
        else ""
    )
    updated = (
        f'<span class="article-updated">Updated: {day_month_year(piece.modified)}</span>'
        if piece.modified != piece.published
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="en-GB">
{head(piece, outlet, title=f"{piece.headline} | {outlet.name}", extra=json_ld(data))}
<body class="article-page">
<div id="cmp-banner" class="cookie-consent"><p>We and our partners store information on your device.</p>
<button>Agree</button></div>
<header><a href="{outlet.site}/">{escape(outlet.name)}</a><nav><a href="/news/">News</a> <a
href="/sport/">Sport</a></nav></header>
<main><article>
<h1 class="mar-article__headline">{escape(piece.headline)}</h1>
<div class="mar-article__byline">By {byline or "the newsroom"} <time
datetime="{piece.published.isoformat(timespec="seconds")}">{day_month_year(piece.published)}</time>
{updated}</div>
{_ADVERT}
<div class="article-body" id="subscription-content">
{body(piece, after_second=_ADVERT + _NEWSLETTER)}
</div>
</article>
<section class="mar-comments"><h2>Comments: our rules</h2>
<p>We want our comments to be a lively part of our community.</p></section>
<aside class="mar-related"><h2>Read next</h2><ul>
{links(piece, outlet)}
</ul></aside></main>
<footer><p>This website and associated newspapers adhere to a code of practice.</p>{NOTICE}</footer>
</body></html>
"""


def _filler_path(number: int, slug: str, section: str) -> str:
    return f"/{section}/{25600900 - number}.{slug}/"


OUTLET = Outlet(
    host="severn-evening-post.test",
    name="Severn Evening Post",
    towns=("Upton", "Malvern Wells", "Pershore", "Droitwich", "Bewdley", "Tenbury"),
    feeds=(
        Feed("/news/rss/", 50, "news"),
        Feed("/news/pershore/rss/", 25, "news", of=2),
        Feed("/sport/rss/", 25, "sport"),
    ),
    robots="User-agent: *\nDisallow: /my/\nDisallow: /search/\n",
    page=page,
    filler_path=_filler_path,
    link_suffix="?ref=rss",
)
