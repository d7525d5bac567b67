"""The new site, `hmiprobation.test`: which page, feed, sitemap or REST answer a request gets."""

from __future__ import annotations

from tests.replica import feeds, rest, sitemaps
from tests.replica.answer import Answer, Request, html, plain, redirect
from tests.replica.editions import NIGHTS, Night
from tests.replica.faults import Fault
from tests.replica.hale import link_headers, not_found_page, plain_page, single_page
from tests.replica.listing import LISTINGS, listing_of, listing_page
from tests.replica.post import HOST, SITE
from tests.replica.posts import Library, library

__all__ = ["HOST", "answer", "not_found"]

_PAGES = {
    "/": ("Home", 2, "<p>Reports and news of the inspectorate are listed above.</p>"),
    "/about-us/our-inspections/pdu/": (
        "Probation delivery units",
        31,
        "<p>How units are chosen. The words are Outstanding, Good, Requires improvement, Inadequate.</p>",
    ),
}


def answer(request: Request, night: Night, faults: frozenset[Fault]) -> Answer:
    """The site's answer; a WordPress 404 page for what it does not have."""
    posts = library(night.edition, faults)
    has_yoast = Fault.CORE_SITEMAP not in faults
    if request.path == "/robots.txt":
        return _robots(has_yoast=has_yoast)
    if request.path.startswith(rest.ROOT):
        return not_found() if Fault.REST_OFF in faults else rest.answer(request, posts)
    if request.path.endswith(".xml"):
        found = None if Fault.SITEMAP_OFF in faults else sitemaps.answer(request, posts, has_yoast=has_yoast)
        return found or not_found()
    if feed := feeds.answer(request, posts):
        return feed
    if "p" in request.query and request.path == "/":
        return _shortlink(request.query["p"], posts)
    if not request.path.endswith("/"):
        return redirect(
            f"{SITE}{request.path}/" + (f"?{request.query_string}" if request.query_string else "")
        )
    return _page(request, posts, faults)


def not_found() -> Answer:
    """WordPress's 404."""
    return Answer(404, not_found_page().encode())


def _page(request: Request, posts: Library, faults: frozenset[Fault]) -> Answer:
    if asked := listing_of(request.path):
        text = listing_page(*asked, request, posts)
        return html(text, posts.changed_at) if text else not_found()
    if request.path in _PAGES:
        title, page_id, text = _PAGES[request.path]
        return html(plain_page(title, text, request.path, page_id), NIGHTS[1])
    for post in posts:
        if post.path == request.path:
            if post.raw_page is not None:
                return Answer(200, post.raw_page, modified=post.modified)
            text = single_page(
                post,
                full_width_heading=Fault.FULL_WIDTH_HEADING in faults,
                has_yoast=Fault.CORE_SITEMAP not in faults,
            )
            return html(text, post.modified, link_headers(post))
    return not_found()


def _shortlink(number: str, posts: Library) -> Answer:
    """`/?p=ID` of a post or a listing page leads to its permalink."""
    targets = {str(post.post_id): post.link for post in posts}
    targets |= {str(listing.page_id): SITE + listing.path for listing in LISTINGS}
    return redirect(targets[number]) if number in targets else not_found()


def _robots(*, has_yoast: bool) -> Answer:
    if has_yoast:
        text = (
            "# START YOAST BLOCK\n# ---------------------------\nUser-agent: *\nDisallow:\n\n"
            f"Sitemap: {SITE}/sitemap_index.xml\n# ---------------------------\n# END YOAST BLOCK\n"
        )
    else:
        text = (
            "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\n"
            f"Sitemap: {SITE}/wp-sitemap.xml\n"
        )
    return plain(text, NIGHTS[1])
