"""Listing pages of the new site: ten posts a page, filters, path-based paging, and the no-match page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from tests.replica.answer import Request
from tests.replica.hale import page, published_time
from tests.replica.post import CONSULTATION, GUIDANCE, RESEARCH, SITE, TAXONOMIES, TERMS, Post, Term
from tests.replica.posts import Library

ITEMS_PER_PAGE = 10


@dataclass(frozen=True)
class Listing:
    """A page with the theme's Listing template, as its editor set it up."""

    path: str
    page_id: int
    title: str
    post_type: str
    noun: str
    is_shaded: bool = False
    shows_date: bool = True
    only: tuple[Term, ...] = ()
    """Terms one of which a post must carry to be listed; empty = all posts."""


LISTINGS = (
    Listing("/our-reports/", 61, "Our reports", "document", "documents"),
    Listing("/our-news/", 62, "Our news", "news", "news items", is_shaded=True),
    Listing(
        "/our-research/",
        63,
        "Our research",
        "document",
        "documents",
        shows_date=False,
        only=(GUIDANCE, CONSULTATION, RESEARCH),
    ),
)


def listing_of(path: str) -> tuple[Listing, int] | None:
    """The listing and the page number that a path asks for, if it is one of a listing."""
    for listing in LISTINGS:
        if path == listing.path:
            return listing, 1
        if match := re.fullmatch(re.escape(listing.path) + r"page/([1-9]\d*)/", path):
            return listing, int(match[1])
    return None


def listing_page(listing: Listing, number: int, request: Request, library: Library) -> str | None:
    """The page, or None past the last one (WordPress answers 404 there)."""
    found = _matching(listing, request.query, library)
    pages = max(1, -(-len(found) // ITEMS_PER_PAGE))
    if number > pages:
        return None
    shown = found[(number - 1) * ITEMS_PER_PAGE : number * ITEMS_PER_PAGE]
    results = _results(listing, shown, len(found)) + _paging(listing, number, pages, request.query_string)
    content = f"""<div id="primary" class="govuk-grid-column-full-from-desktop">
	<h1 class="govuk-heading-xl govuk-!-static-margin-bottom-6">
		{listing.title}	</h1>
	<div class="hale-entry-content"></div>
	<div class="govuk-clearfix"></div>
	<div class="govuk-grid-row">
		<div class="govuk-grid-column-one-third">{_form(listing, request.query)}</div>
		<div class="govuk-grid-column-two-thirds">
{results if found else _no_match(listing, request.query)}
		</div>
	</div>
</div><!-- #primary -->"""
    return page(
        listing.title if number == 1 else f"{listing.title} – Page {number}",
        content,
        path=listing.path,
        body_class=f"page-template page-template-page-listing page page-id-{listing.page_id}",
    )


def _matching(listing: Listing, query: Mapping[str, str], library: Library) -> list[Post]:
    words = query.get("listing_search", "").casefold().split()
    terms = [
        int(value) for name in TAXONOMIES if (value := query.get(name, "0")).isdecimal() and value != "0"
    ]
    since, until = (_day(query.get(f"date_published_{end}_date", "")) for end in ("from", "to"))
    if since and until and since > until:
        since, until = until, since
    return [
        post
        for post in library.of_type(listing.post_type)
        if (not listing.only or set(listing.only) & set(post.terms))
        and all(term in {one.term_id for one in post.terms} for term in terms)
        and all(word in f"{post.title} {post.summary}".casefold() for word in words)
        and (since is None or post.published.date() >= since)
        and (until is None or post.published.date() <= until)
    ]


def _day(text: str) -> date | None:
    """`d/m/yyyy`; anything else is silently ignored, as on the real site."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def _results(listing: Listing, posts: list[Post], total: int) -> str:
    items = "\n".join(_item(listing, post) for post in posts)
    shaded = "flexible-post-type-list--shaded" if listing.is_shaded else ""
    return f"""			<div class="listing-item-count">
		{total} {listing.noun}	</div>
			<div class="flexible-post-type-list {shaded}">
{items}
			</div>
"""


def _item(listing: Listing, post: Post) -> str:
    blocks = []
    if listing.shows_date and post.shows_date:
        blocks.append(
            '<div class="list-item-detail detail-published-date">\n<div class="list-item-detail-label">\n'
            f"Published:\n</div>\n{published_time(post)}</div>"
        )
    if post.summary:
        blocks.append(
            f'<div class="list-item-detail detail-post_summary"><p>{escape(post.summary)}</p></div>'
        )
    blocks += [
        f'<div class="list-item-detail detail-{name}">\n<div class="list-item-detail-label">\n'
        f"{label}:\n</div>\n{escape(names)}</div>"
        for name, label in TAXONOMIES.items()
        if (names := post.term_names(name))
    ]
    details = "\n".join(blocks)
    return f"""<div class="list-item">
	<h2 class="list-item-title govuk-heading-m">
			<a href="{post.link}">
				{escape(post.title)}			</a>
	</h2>
{details}
</div>"""


def _no_match(listing: Listing, query: Mapping[str, str]) -> str:
    words = query.get("listing_search", "")
    searched = f" for &ldquo;{escape(words)}&rdquo;" if words else ""
    return f"""			<h2 class="govuk-heading-l">
		Your search{searched} matched no {listing.noun}	</h2>
	<p class="govuk-body">
		Try searching again with expanded criteria.	</p>"""


def _paging(listing: Listing, number: int, pages: int, query_string: str) -> str:
    if pages == 1:
        return ""

    def button(to: int, side: str, name: str) -> str:
        path = listing.path if to == 1 else f"{listing.path}page/{to}/"
        query = f"?{escape(query_string)}" if query_string else ""
        return (
            f"<li class='archive-pagination-{side}-btn'><a href=\"{SITE}{path}{query}\" "
            f'class="govuk-link govuk-pagination__link" rel="{side}">'
            f'<span class="govuk-pagination__link-title">{name}'
            '<span class="govuk-visually-hidden"> page</span></span></a></li>'
        )

    buttons = button(number - 1, "prev", "Previous") if number > 1 else ""
    buttons += button(number + 1, "next", "Next") if number < pages else ""
    return f"""			<nav class="archive-pagination-nav" aria-label="pagination">
				<ul class="archive-pagination">
					<li class="archive-pagination-current-page">
						Page {number} of {pages}
					</li>
					{buttons}
				</ul>
			</nav>"""


def _form(listing: Listing, query: Mapping[str, str]) -> str:
    selects = "\n".join(_select(name, label) for name, label in TAXONOMIES.items())
    dates = "\n".join(
        f"""<div class="moj-datepicker" data-module="moj-date-picker">
<label class="govuk-label" for="date_published_{end}_date">Date {end}</label>
<div id="{end}-date-hint" class="govuk-hint">For example, 13/2/2024.</div>
<input class="govuk-input moj-js-datepicker-input" id="date_published_{end}_date"
name="date_published_{end}_date" type="text" value=""></div>"""
        for end in ("from", "to")
    )
    words = escape(query.get("listing_search", ""))
    return f"""<div class="listing-search-section"><div class="listing-search-form">
<form action="{SITE}{listing.path}" method="GET">
<div class="govuk-form-group govuk-!-margin-bottom-7">
	<label for="listing-search-field" class="govuk-label govuk-!-margin-top-0">Search {listing.noun}</label>
	<input class="govuk-input" id="listing-search-field" name="listing_search" value="{words}" type="search">
</div>
<div class="listing-filter-field-wrapper">
<fieldset class="govuk-fieldset govuk-!-margin-bottom-2">
<legend class="govuk-fieldset__legend govuk-fieldset__legend--s"><h2
class="govuk-fieldset__heading">Filters</h2></legend>
{selects}
{dates}
</fieldset>
<div><button class="govuk-button">Search</button> <a href="{SITE}{listing.path}"
class="govuk-link">Clear</a></div>
</div>
</form>
</div></div>"""


def _select(taxonomy: str, label: str) -> str:
    options = "".join(
        f'\n	<option class="level-0" value="{term.term_id}">{escape(term.name)}</option>'
        for term in TERMS
        if term.taxonomy == taxonomy
    )
    field = f"{taxonomy}-filter-topic"
    return (
        f'<label class="govuk-label" for="{field}">{label}</label>'
        f"<select  name='{taxonomy}' id='{field}' class='govuk-select'>\n"
        f"	<option value='0'>Select option</option>{options}\n</select>"
    )
