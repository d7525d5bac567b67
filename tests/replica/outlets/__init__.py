"""Five newspapers, one per platform, that print the replica's stories and filler."""

from __future__ import annotations

from html import escape

from tests.replica.answer import REPLICA_META, Answer, Request, html, nginx_error, plain
from tests.replica.editions import NIGHTS, Night
from tests.replica.outlets import bbc, national_world, newsquest, reach, wordpress
from tests.replica.outlets.markup import NOTICE
from tests.replica.outlets.piece import Feed, Outlet, Piece
from tests.replica.outlets.rss import feed, news_sitemap
from tests.replica.outlets.stories import pieces_of

__all__ = ["OUTLETS", "answer"]

OUTLETS = {
    platform.OUTLET.host: platform.OUTLET for platform in (newsquest, reach, national_world, bbc, wordpress)
}


def answer(request: Request, web: Night) -> Answer:
    """The answer of the outlet of this host: robots.txt, feeds, news sitemaps, articles; else 404."""
    outlet = OUTLETS[request.host]
    pieces = pieces_of(outlet, tuple(OUTLETS).index(request.host), web.edition)
    if request.path == "/robots.txt":
        return plain(outlet.robots, NIGHTS[1])
    for asked in outlet.feeds:
        if request.path_and_query == asked.path:
            return feed(outlet, asked, pieces, web.changed_at)
    if outlet.search and request.path_and_query == outlet.search:
        told = [piece for piece in pieces if not piece.is_filler]
        return feed(outlet, Feed(outlet.search, len(told)), told, web.changed_at)
    if outlet.subject_page and request.path_and_query == outlet.subject_page:
        return html(_subject_page(outlet, [piece for piece in pieces if not piece.is_filler]), web.changed_at)
    if request.path in outlet.news_sitemaps:
        return news_sitemap(outlet, pieces, web.changed_at)
    if request.path_and_query == "/":
        return html(_front_page(outlet, pieces), web.changed_at)
    for piece in pieces:
        if request.path == piece.path:
            return html(outlet.page(piece, outlet), piece.modified)
    return nginx_error(404)


def _subject_page(outlet: Outlet, pieces: list[Piece]) -> str:
    """As such pages are: a menu, each story linked by its picture and by its headline, sport at the side."""
    cards = "\n".join(
        f'<article><a href="{piece.path}"><img src="{piece.path}.jpg" alt=""></a>'
        f'<h2><a href="{piece.path}">{escape(piece.headline)}</a></h2></article>'
        for piece in pieces
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">{REPLICA_META}'
        f"<title>Probation Service | {outlet.name}</title></head><body><nav><a href='/'>Home</a> "
        f"<a href='{outlet.subject_page}'>Probation Service</a></nav><main>{cards}</main>"
        "<aside><a href='/sport/cup-draw-1'>Cup draw gives the town a trip north</a></aside>"
        f"<footer>{NOTICE}</footer></body></html>\n"
    )


def _front_page(outlet: Outlet, pieces: tuple[Piece, ...]) -> str:
    items = "\n".join(
        f'<li><a href="{outlet.site}{piece.path}">{escape(piece.headline)}</a></li>' for piece in pieces[:20]
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">{REPLICA_META}'
        f"<title>{outlet.name}</title></head><body><h1>{outlet.name}</h1><ul>\n{items}\n</ul><footer>{NOTICE}</footer></body></html>\n"
    )
