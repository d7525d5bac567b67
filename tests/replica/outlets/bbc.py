"""A public broadcaster: feeds by area, addresses without it, a robots.txt that keeps crawlers off pages."""

from __future__ import annotations

import hashlib
from html import escape

from tests.replica.answer import in_london
from tests.replica.outlets.markup import NOTICE, head, json_ld, links, news_article
from tests.replica.outlets.piece import Feed, Outlet, Piece

_LETTERS = "0123456789cdeghjklmnpqrvwxyz"
_ROBOTS = """# The content of this site is for people to read.
# Scraping it, mining its text, or making data sets from it is not permitted without our agreement.
User-agent: *
Disallow: /news/articles/
Disallow: /news/uk-
Disallow: /sport/
Allow: /news/england/
Allow: /sitemaps/

Sitemap: http://public-broadcaster.test/sitemaps/https-index-uk-news.xml
"""


def page(piece: Piece, outlet: Outlet) -> str:
    """An article page, which a crawler that honours robots.txt never sees."""
    data = news_article(piece, outlet, kind="ReportageNewsArticle")
    blocks = "\n".join(
        '<div data-component="text-block" class="ssrcss-RichTextComponentWrapper">'
        f'<p class="ssrcss-Paragraph">{escape(text, quote=False)}</p></div>'
        for text in piece.paragraphs
    )
    when = in_london(piece.published)
    byline = (
        f'<div data-testid="byline-new"><span>{escape(piece.author)}</span></div>' if piece.author else ""
    )
    return f"""<!DOCTYPE html>
<html lang="en-GB">
{head(piece, outlet, title=f"{piece.headline} - {outlet.name}", extra=json_ld(data))}
<body>
<div id="cookiePrompt"><h2>Let us know you agree to cookies</h2><button>Yes, I agree</button></div>
<header role="banner"><a href="{outlet.site}/">{escape(outlet.name)}</a></header>
<main id="main-content"><article>
<div data-component="headline-block"><h1 id="main-heading">{escape(piece.headline)}</h1></div>
<div data-component="byline-block">{byline}<time
datetime="{piece.published.isoformat(timespec="milliseconds")}">{when:%-d %B %Y}</time></div>
{blocks}
<div data-component="links-block"><h2>Related topics</h2><ul>
{links(piece, outlet)}
</ul></div>
</article></main>
<footer>{NOTICE}</footer>
</body></html>
"""


def _filler_path(number: int, slug: str, section: str) -> str:
    digest = hashlib.sha256(f"{number}{slug}".encode()).digest()
    folder = "sport" if section == "sport" else "news"
    return f"/{folder}/articles/c{''.join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:11])}"


def _guid(piece: Piece) -> str:
    return f"http://public-broadcaster.test{piece.path}#0"


OUTLET = Outlet(
    host="public-broadcaster.test",
    name="Public Broadcaster News",
    towns=("Ludlow", "Goole", "Thirsk", "Wisbech", "Morpeth", "Bude"),
    feeds=(
        Feed("/news/england/rss.xml", 40),
        Feed("/news/england/hereford_and_worcester/rss.xml", 25, "news", of=2),
    ),
    news_sitemaps=("/sitemaps/https-sitemap-uk-news-1.xml",),
    robots=_ROBOTS,
    page=page,
    filler_path=_filler_path,
    link_suffix="?at_medium=RSS&at_campaign=rss",
    guid=_guid,
)
