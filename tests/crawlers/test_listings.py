"""Discovery pages as bytes. What the replica serves is read in test_crawl; here is what it does not."""

from __future__ import annotations

import json

import pytest

from crawlers.archive.index import ItemKind
from crawlers.hmi_probation import listings
from crawlers.sitemap import read_sitemap

SITE = "https://hmi.test"


def test_rest_titles_are_decoded_and_days_are_londons() -> None:
    post = {
        "id": 5813,
        "date": "2025-08-19T00:01:00",
        "modified_gmt": "2025-08-18T23:30:00",
        "link": f"{SITE}/document/gwent-2025/",
        "title": {"rendered": "Probation Services &#8211; Gwent&nbsp;region "},
    }
    (item,) = listings.rest_items(json.dumps([post]).encode(), ItemKind.DOCUMENT, "found")
    assert item.title == "Probation Services – Gwent region"
    assert item.published == "2025-08-19T00:01:00+01:00"
    assert item.modified == "2025-08-18T23:30:00Z"


@pytest.mark.parametrize("answer", [b"<html>Forbidden</html>", b'{"code": "rest_no_route"}'])
def test_what_is_not_a_rest_collection_is_said_to_be_none(answer: bytes) -> None:
    with pytest.raises(listings.UnreadableListingError):
        listings.rest_items(answer, ItemKind.DOCUMENT, "found")


@pytest.mark.parametrize(
    "markup",
    [
        """<div class="archive-list-item"><h2 class="archive-list-item__title"><a href="/document/a/"> A
        b </a></h2><p class="archive-published-date"><time datetime="2025-01-02T00:01:00+00:00">x</time></p>
        </div>""",
        """<div class="wb-listing"><h2><a href="/document/a/">A b</a></h2>
        <time datetime="2025-01-02T00:01:00+00:00">2 January 2025</time></div>""",
    ],
)
def test_the_other_renderings_of_a_listing_are_read(markup: str) -> None:
    (item,) = listings.listing_items(markup.encode(), f"{SITE}/our-reports/")
    assert (item.url, item.title) == (f"{SITE}/document/a/", "A b")
    assert item.published == "2025-01-02T00:01:00+00:00"
    assert listings.is_listing(markup.encode())


def test_listing_pages_are_recognised_by_address_or_words_of_a_link_to_them() -> None:
    home = (
        b'<a href="/our-work/">Our reports</a><a href="/publications/">All</a><a href="/contact/">Contact</a>'
        b'<a href="/document/x/">An inspection</a><a href="https://elsewhere.test/reports/">Reports</a>'
        b'<a href="/our-work/#top">Up to our reports</a>'
    )
    assert listings.likely_listings(home, f"{SITE}/") == [f"{SITE}/our-work/", f"{SITE}/publications/"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/document/a/", ItemKind.DOCUMENT),
        ("/news/a/", ItemKind.RELEASE),
        ("/document/", None),
        ("/newsletter/a/", None),
        ("/about-us/document/a/", None),
    ],
)
def test_the_kind_of_an_address(path: str, kind: ItemKind | None) -> None:
    assert listings.kind_of(SITE + path) is kind


def test_sitemaps_of_both_namings_are_told_from_taxonomies() -> None:
    index = b"<sitemapindex>" + b"".join(
        f"<sitemap><loc>{SITE}/{name}.xml</loc></sitemap>".encode()
        for name in (
            "document-sitemap",
            "document-sitemap2",
            "document_type-sitemap",
            "wp-sitemap-posts-document-1",
            "wp-sitemap-taxonomies-document_type-1",
            "news-sitemap",
        )
    )
    found = listings.sitemaps_of(ItemKind.DOCUMENT, read_sitemap(index + b"</sitemapindex>").children)
    assert found == [
        f"{SITE}/{n}.xml" for n in ("document-sitemap", "document-sitemap2", "wp-sitemap-posts-document-1")
    ]


def test_an_error_page_is_no_sitemap_and_an_entity_bomb_is_not_expanded() -> None:
    assert not read_sitemap(b"<html><body>404</body></html>").is_sitemap
    assert not read_sitemap(b"").is_sitemap
    bomb = b'<!DOCTYPE x [<!ENTITY a "boom">]><urlset><url><loc>https://a.test/&a;</loc></url></urlset>'
    assert all("boom" not in page.url for page in read_sitemap(bomb).pages)


def test_a_pages_own_files_are_told_from_what_its_text_links_to() -> None:
    page = (
        b'<header><a href="/menu.pdf">menu</a></header><article><div class="document-summary__link">'
        b'<a href="https://cdn.test/uploads/r.pdf#page=2">Report</a></div><p><a href="https://gov.test/plan.PDF">Plan</a>'
        b'<a href="https://cdn.test/uploads/r.pdf">again</a><a href="mailto:a@b.test">x</a></p>'
        b'<div class="wp-block-file wb-file"><a href="/f/annexe.xlsx">Annexe</a></div></article>'
    )
    own, linked = listings.attachments(page, f"{SITE}/document/a/")
    assert own == ["https://cdn.test/uploads/r.pdf", f"{SITE}/f/annexe.xlsx"]
    assert linked == ["https://gov.test/plan.PDF"]
