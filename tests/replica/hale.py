"""Pages of the new site with the furniture of its theme, Hale, around a report and between its words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape, unescape

from tests.replica.answer import REPLICA_LINE, REPLICA_META, day_month_year
from tests.replica.post import SITE, TAXONOMIES, Post

SITE_NAME = "HM Inspectorate of Probation"
MENU = (("/our-reports/", "Our reports"), ("/our-news/", "Our news"), ("/our-research/", "Our research"))
PARENTS = {"document": ("/our-reports/", "Our reports"), "news": ("/our-news/", "Our news")}
"""The listing page that a post type's breadcrumb goes through."""

_H2 = re.compile(r"<h2\b[^>]*>(.*?)</h2>", re.DOTALL)
_NESTED_OPEN = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN" "http://www.w3.org/TR/REC-html40/loose.dtd">\n'
    '<?xml encoding="UTF-8"><html><body>'
)
_TO_TOP = (
    '<span class="hale-jump-link govuk-!-font-size-19"> (<a class="govuk-link" '
    'href="#table-of-contents-heading">Back to top</a>)</span>'
)
_LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def link_headers(post: Post) -> tuple[tuple[str, str], ...]:
    """The Link headers WordPress sends with a post's page."""
    rest = f"{SITE}/wp-json/wp/v2/{post.post_type}/{post.post_id}"
    return (
        ("Link", f'<{SITE}/wp-json/>; rel="https://api.w.org/"'),
        ("Link", f'<{rest}>; rel="alternate"; type="application/json"'),
        ("Link", f"<{SITE}/?p={post.post_id}>; rel=shortlink"),
    )


def page(
    title: str,
    content: str,
    *,
    path: str,
    body_class: str,
    crumbs: Sequence[tuple[str, str]] = (),
    head: str = "",
) -> str:
    """A whole page. `crumbs` are (path, title) between Home and the page; `content` fills #contentinner."""
    menu = "".join(
        '<li class="govuk-header__navigation-item">'
        f'<a class="govuk-header__link" href="{SITE}{item}">{name}</a></li>'
        for item, name in MENU
    )
    return f"""<!DOCTYPE html>
<html lang="en-GB" class="hale-page">
<head>
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<meta charset="UTF-8">
	<meta name="theme" content="MOJ-hale-1.0.11">
	<meta name="description" content="A small copy of an inspectorate&#8217;s website" />
	{REPLICA_META}
	<link rel="profile" href="https://gmpg.org/xfn/11">
	<title>{escape(title)} &#8211; {SITE_NAME}</title>
<meta name='robots' content='max-image-preview:large' />
<link rel="alternate" type="application/rss+xml" title="{SITE_NAME} &raquo; Feed" href="{SITE}/feed/" />
<link rel="https://api.w.org/" href="{SITE}/wp-json/" />{head}
<link rel="canonical" href="{SITE}{path}" />
</head>
<body class="{body_class} wp-embed-responsive page-header-default hale-colours-customised">
<a class="govuk-skip-link" data-module="govuk-skip-link" href="#content">Skip to content</a>
<div id="cookie-compliance-banner" class="govuk-cookie-banner" data-nosnippet role="region"
aria-label="Cookies">
	<h2 class="govuk-cookie-banner__heading">Cookies on this website</h2>
	<p class="govuk-body">This copy sets no cookies, but the original asks here.</p>
	<button class="govuk-button">Accept</button> <button class="govuk-button">Reject</button>
</div>
<header class="govuk-header hale-header hale-header--with-search" data-module="govuk-header"><div
class="govuk-width-container govuk-header__container">
	<a href="{SITE}/" class="govuk-header__link">{SITE_NAME}</a>
	<nav class="hale-header__topnav govuk-header__navigation" id="header-navigation"
	aria-label="Primary navigation">
		<ul id="menu-menu-top-menu">{menu}</ul>
	</nav>
</div></header>
{_breadcrumb(title, crumbs)}
<div id="content" class="govuk-width-container">
	<main class="govuk-main-wrapper " id="maincontent">
		<div id="contentinner" class="govuk-grid-row">
{content}
</div>
</main>
</div>
<footer class="govuk-footer " role="contentinfo" id="footer">
  <div class="govuk-width-container"><div class="govuk-footer__meta">
    <p class="govuk-body replica-notice">{REPLICA_LINE}</p>
    <span class="govuk-footer__licence-description">
    All content is available under the
    <a class="govuk-footer__link" href="{_LICENCE_URL}" rel="license">Open Government Licence v3.0</a>,
    except where otherwise stated.
    </span>
    <a class="govuk-footer__link govuk-footer__copyright-logo"
href="https://www.nationalarchives.gov.uk/">&copy; Crown copyright</a>
  </div></div>
</footer>
</body>
</html>
"""


def single_page(post: Post, *, full_width_heading: bool, has_yoast: bool) -> str:
    """A document page (the type with a file upload) or a news page (the sibling template)."""
    entries, content = ordered_content(post.body) if post.post_type == "document" else ([], post.body)
    is_wide = full_width_heading and post.post_type == "document"
    article = _document_article(post, content, has_title=not is_wide)
    if post.post_type == "news":
        article = _news_article(post, content)
    primary = (
        f'	<div id="primary" class="govuk-grid-column-two-thirds">\n		<div class="single">\n{article}\n'
        "		</div>\n	</div><!-- #primary -->"
    )
    parts = [_wide_heading(post) if is_wide else "", _table_of_contents(entries), _PRINT_ONLY, primary]
    kind = post.post_type
    head = (
        f'<link rel="alternate" type="application/json" href="{SITE}/wp-json/wp/v2/{kind}/{post.post_id}" />'
        f"<link rel='shortlink' href='{SITE}/?p={post.post_id}' />"
    )
    return page(
        post.title,
        "\n".join(part for part in parts if part),
        path=post.path,
        body_class=f"{kind}-template-default single single-{kind} postid-{post.post_id} no-sidebar",
        crumbs=(PARENTS[kind],),
        head=head + (_yoast_head(post) if has_yoast else ""),
    )


def ordered_content(body: str) -> tuple[list[tuple[str, str]], str]:
    """What the theme's table of contents makes of a body: (id, heading) pairs and the rewritten HTML.

    The body goes through a second document on its way, whose doctype, html and body tags stay in the page.
    A body without h2 has no table and stays as it is.
    """
    entries: list[tuple[str, str]] = []

    def rewritten(heading: re.Match[str]) -> str:
        text = unescape(re.sub(r"<[^>]+>", "", heading[1])).strip()
        folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        anchor = f"{len(entries) + 1}-{re.sub('[^A-Za-z0-9]', '', folded)}"
        entries.append((anchor, text))
        return f'<h2 class="hale-toc-item" id="{anchor}">{heading[1]}{_TO_TOP}</h2>'

    content = _H2.sub(rewritten, body)
    return (entries, f"{_NESTED_OPEN}{content}</body></html>") if entries else ([], body)


def published_time(post: Post) -> str:
    """The theme's time element."""
    stamp = post.published.isoformat(timespec="seconds")
    return (
        f'<time class="entry-date published-date" datetime="{stamp}">{day_month_year(post.published)}</time>'
    )


def not_found_page() -> str:
    """WordPress's own 404 page."""
    content = f"""<div id="primary" class="govuk-grid-column-two-thirds">
    <section class="hale-error-404">
      <h1 class="govuk-heading-l">
      Page not found      </h1>
      <p class="govuk-body">Check the web address, or <a class="govuk-link"
href="{SITE}">go to the home page</a>.</p>
    </section>
</div>"""
    return page("Page not found", content, path="/", body_class="error404")


def plain_page(title: str, text: str, path: str, page_id: int) -> str:
    """A static page."""
    content = (
        '<div id="primary" class="govuk-grid-column-two-thirds"><article>'
        f'<h1 class="govuk-heading-xl">{escape(title)}</h1>'
        f'<div class="hale-entry-content">{text}</div></article></div>'
    )
    return page(title, content, path=path, body_class=f"page-template-default page page-id-{page_id}")


def _breadcrumb(title: str, crumbs: Sequence[tuple[str, str]]) -> str:
    trail = [("", "Home"), *crumbs]
    items = "".join(
        '<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" '
        f'href="{SITE}{path}">{name}</a></li>'
        for path, name in trail
    )
    back_path, back_name = trail[-1]
    return f"""<nav class="govuk-breadcrumbs" aria-label="Breadcrumb"><div class="govuk-width-container">
	<ol class="govuk-breadcrumbs__list hale-width--hide-narrow-40">{items}<li
	class="govuk-breadcrumbs__list-item">{escape(title)}</li></ol>
	<p class="hale-width--show-narrow-40 govuk-!-margin-0"><a class="govuk-back-link"
	href="{SITE}{back_path}">Go back to {back_name}</a></p>
</div></nav>"""


def _wide_heading(post: Post) -> str:
    lines = [f"Published: {day_month_year(post.published)}"]
    if post.modified.date() != post.published.date():
        lines.append(f"Updated: {day_month_year(post.modified)}")
    captions = "".join(f'<span class="govuk-caption-m">{line}</span>' for line in lines)
    return f"""<div class="govuk-grid-column-full hale-shaded-heading">
	<div class="govuk-grid-column-two-thirds hale-shaded-heading__container">
		<span class='govuk-caption-l'>Document</span><h1
		class="govuk-heading-xl">{escape(post.title)}</h1>{captions}
	</div>
</div>"""


def _table_of_contents(entries: Sequence[tuple[str, str]]) -> str:
    if not entries:
        return ""
    items = "".join(
        f'<li class="hale-table-of-contents__item"><a id="anchor-for-{anchor}" '
        f'class="govuk-link govuk-link--no-visited-state" href="#{anchor}">{escape(text)}</a></li>'
        for anchor, text in entries
    )
    return f"""<div id='toc' class='govuk-grid-column-one-third'>
<div id='table-of-contents' class='hale-table-of-contents'>
	<h2 class='govuk-heading-s govuk-!-margin-bottom-2 hale-table-of-contents__heading'
	id='table-of-contents-heading'>Table of contents</h2>
	<ol class='hale-table-of-contents__list govuk-list  '>{items}</ol>
	<div class='hale-print-button'><button class='govuk-button govuk-button--secondary hale-print-page'
	onClick='window.print()'>Print this page</button></div>
</div></div>"""


_PRINT_ONLY = f"""<div class="page-break hale-print-only"></div>
<div class="page-break hale-print-only">
	<p
	class="govuk-body govuk-!-margin-bottom-4">
	All content is available under the Open Government Licence v3.0, except where otherwise stated.
	</p>
	<p class="govuk-body">To view this licence, visit:<br />
	<u>https://nationalarchives.gov.uk/doc/open-government-licence/version/3</u></p>
	</p>
	<p class="govuk-body govuk-!-margin-bottom-4">This publication is available at: <br /><u>{SITE}</u>.</p>
	<div class='hale-print-arms govuk-!-text-align-centre'><p
	class='govuk-body hale-print-arms__copyright'>&copy; Crown copyright</p></div></div>"""


def _details(post: Post) -> str:
    rows = [*post.details, *((label, post.term_names(name)) for name, label in TAXONOMIES.items())]
    blocks = "".join(
        '<div class="flexible-post-type-detail"><div class="flexible-post-type-detail-label">'
        f"{label}: </div> {escape(value)}</div>\n"
        for label, value in rows
        if value
    )
    return f'<div class="flexible-post-type-details">\n{blocks}</div>'


def _published_block(post: Post) -> str:
    return f"""<div class="flexible-post-type-published-date">
	<div class="flexible-post-type-published-date-label">Published: </div>
	{published_time(post)}
</div>"""


def _summary_block(post: Post) -> str:
    file = post.feature
    lines = []
    if file:
        size = f" (PDF, {file.printed_size})"
        lines.append(
            f"""	<div class="document-summary__image"><a class='govuk-link' href='{file.url}'><img
	src="{SITE}/wp-includes/images/media/document.png" alt="Open document" loading="lazy" /></a></div>
	<div class="document-summary__link"><p class="govuk-body"><b><a class='govuk-link'
	href='{file.url}'>{escape(file.title)}<span class='govuk-visually-hidden'>{size}</span></a></b><span
	aria-hidden='true'>{size}</span></p></div>"""
        )
    if post.summary:
        lines.append(
            f'	<div class="document-summary-text"><p>{escape(post.summary, quote=False)}</p></div>'
        )
    inside = "\n".join(lines)
    return f'<div class="document-summary">\n{inside}\n</div>' if lines else ""


def _article_open(post: Post) -> str:
    terms = "".join(f" {term.taxonomy}-{term.slug}" for term in post.terms)
    kind = post.post_type
    return (
        f'<article id="post-{post.post_id}" class="flexible-post-type-single post-{post.post_id} {kind} '
        f'type-{kind} status-publish hentry{terms}">'
    )


def _document_article(post: Post, content: str, *, has_title: bool) -> str:
    heading = f'<h1 class="document-title govuk-heading-xl">{escape(post.title)}</h1>\n' if has_title else ""
    return f"""{_article_open(post)}
{heading}{_published_block(post)}
{_details(post)}
{_summary_block(post)}
<div class="document-content">
{content}
</div><!-- .article-content -->
<div class="govuk-clearfix"></div>
<footer class="document-footer"></footer>
</article><!-- #post-{post.post_id} -->"""


def _news_article(post: Post, content: str) -> str:
    intro = f'<div class="intro"><p>{escape(post.summary, quote=False)}</p></div>\n' if post.summary else ""
    return f"""{_article_open(post)}
<div class="flexible-post-type-header">
	<h1 class="flexible-post-type-title govuk-heading-xl">{escape(post.title)}</h1>
</div>
{_published_block(post)}
{_details(post)}
{intro}<div class="flexible-post-type-content">
{content}
</div><!-- .article-content -->
<div class="govuk-clearfix"></div>
<footer class="flexible-post-type-footer"></footer>
</article><!-- #post-{post.post_id} -->"""


def _yoast_head(post: Post) -> str:
    def utc(moment: datetime) -> str:
        return moment.astimezone(UTC).isoformat(timespec="seconds")

    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "WebPage",
                "@id": post.link,
                "url": post.link,
                "name": f"{post.title} - {SITE_NAME}",
                "datePublished": utc(post.published),
                "dateModified": utc(post.modified),
                "inLanguage": "en-GB",
            },
            {"@type": "WebSite", "@id": f"{SITE}/#website", "url": f"{SITE}/", "name": SITE_NAME},
        ],
    }
    title = escape(post.title)
    json_ld = json.dumps(graph).replace("</", "<\\/")
    return f"""
<meta property="og:locale" content="en_GB" />
<meta property="og:type" content="article" />
<meta property="og:title" content="{title} - {SITE_NAME}" />
<meta property="og:url" content="{post.link}" />
<meta property="og:site_name" content="{SITE_NAME}" />
<meta property="article:modified_time" content="{utc(post.modified)}" />
<script type="application/ld+json" class="yoast-schema-graph">{json_ld}</script>"""
