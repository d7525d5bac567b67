"""The inspectorate's new and old site in the replica: every family of pages, REST, sitemaps, feeds."""

from __future__ import annotations

import re
from html import unescape

from bs4 import BeautifulSoup, Tag

from tests.replica import facts
from tests.replica.asking import (
    NEW,
    OLD,
    REST,
    Ask,
    documents,
    hrefs,
    one_of,
    text_of,
)
from tests.replica.server import Replica

# The new site


def test_html_report_has_the_furniture_that_readers_must_remove(ask: Ask) -> None:
    report = one_of({"html"})
    reply = ask(f"{NEW}/document/{report.slug}/")
    text = reply.body.decode()
    soup = reply.soup
    assert unescape(soup.select_one("h1.document-title").get_text(strip=True)) == report.title.strip()  # type: ignore[union-attr]
    when = soup.select_one("article time.published-date")
    assert isinstance(when, Tag)
    assert str(when["datetime"]).startswith(report.published.date().isoformat())
    assert text.count("<!DOCTYPE") == text.count("<html") == text.count("</body>") == 2
    assert text.index("hale-print-only") < text.index('<h1 class="document-title')
    headings = soup.select("div.document-content h2.hale-toc-item")
    assert len(headings) == len(soup.select("#toc li")) > 1
    assert all("(Back to top)" in heading.get_text() for heading in headings)
    assert re.fullmatch(r"1-[A-Za-z0-9]+", str(headings[0]["id"]))
    assert [crumb.get_text(strip=True) for crumb in soup.select(".govuk-breadcrumbs__link")] == [
        "Home",
        "Our reports",
    ]
    assert f"<{NEW}/?p={report.post_id}>; rel=shortlink" in reply.headers.get_all("Link", [])


def test_migrated_page_holds_files_and_no_report(ask: Ask) -> None:
    report = next(
        report
        for report in facts.reports(1)
        if report.site == "hale"
        and "html" not in report.shapes
        and report.framework == "core_2021"
        and report.release_key
    )
    soup = ask(f"{NEW}/document/{report.slug}/").soup
    (link,) = soup.select(".document-summary__link a")
    assert re.search(r"\(PDF, [\d.]+ [KM]B\)", link.get_text())
    annexe = soup.find("a", string="Data annexe")
    assert isinstance(annexe, Tag)
    for url in (str(link["href"]), str(annexe["href"])):
        assert re.fullmatch(
            r"http://cdn\.hmiprobation\.test/uploads/sites/99/\d{4}/\d\d/[A-Za-z0-9-]+\.pdf", url
        )
        file = ask(url)
        assert (file.headers["Content-Type"], file.body[:5]) == ("application/pdf", b"%PDF-")
    assert "Press release" in soup.get_text()
    assert not soup.select("div.document-content table, div.document-content h2")


def test_consultation_has_detail_rows(ask: Ask) -> None:
    other = next(other for other in facts.others(1) if other.details)
    rows = [
        row.get_text(" ", strip=True)
        for row in ask(f"{NEW}/document/{other.slug}/").soup.select(".flexible-post-type-detail")
    ]
    label, value = other.details[0]
    assert f"{label}: {value}" in rows


def test_migrated_release_repeats_its_lead(ask: Ask) -> None:
    old, new = (
        next(
            release
            for release in facts.releases(1)
            if release.site == "hale" and (release.published.year < 2025) is is_old
        )
        for is_old in (True, False)
    )
    soup = ask(f"{NEW}/news/{old.slug}/").soup
    assert soup.select_one("h1.flexible-post-type-title")
    lead = soup.select_one("div.intro")
    first = soup.select_one("div.flexible-post-type-content p")
    assert lead is not None
    assert first is not None
    assert lead.get_text(strip=True) == first.get_text(strip=True)
    assert not ask(f"{NEW}/news/{new.slug}/").soup.select("div.intro")


def test_listing_pages_lead_to_every_document_once(ask: Ask) -> None:
    url, found, dates = f"{NEW}/our-reports/", [], 0
    while url:
        reply = ask(url)
        items = reply.soup.select("div.flexible-post-type-list > div.list-item")
        assert len(items) <= 10
        found += hrefs(reply, "h2.list-item-title > a")
        dates += len(reply.soup.select("time.published-date"))
        url = next(iter(hrefs(reply, "li.archive-pagination-next-btn > a[rel=next]")), "")
    assert sorted(found) == sorted(documents())
    assert dates == len(found) - 1, "one item has no date block"
    assert ask(f"{NEW}/our-reports/page/99/").status == 404
    assert ask(f"{NEW}/our-news/").soup.select(".flexible-post-type-list--shaded")


def test_listing_filters(ask: Ask) -> None:
    guidance = ask(f"{NEW}/our-reports/?document_type=14&date_published_from_date=1/1/2024")
    assert [link.rsplit("/", 2)[1] for link in hrefs(guidance, "h2.list-item-title > a")] == [
        other.slug for other in facts.others(1) if other.kind == "guidance"
    ]
    nothing = ask(f"{NEW}/our-reports/?listing_search=zzz").soup
    assert "matched no documents" in nothing.get_text()
    assert not nothing.select(".list-item")


def test_rest_pages_and_the_page_past_the_end(ask: Ask) -> None:
    first = ask(f"{REST}/document?per_page=20&page=1&orderby=date&order=asc&_fields=id,link,title.rendered")
    pages = int(first.headers["X-WP-TotalPages"])
    assert 'rel="next"' in first.headers["Link"]
    items = list(first.json)
    for page in range(2, pages + 1):
        items += ask(f"{REST}/document?per_page=20&page={page}&orderby=date&order=asc&_fields=id,link").json
    assert {item["link"] for item in items} == documents()
    assert len(items) == int(first.headers["X-WP-Total"]) == len(documents())
    assert set(items[0]) == {"id", "link", "title"}
    past = ask(f"{REST}/document?per_page=20&page={pages + 1}&orderby=date&order=asc")
    assert (past.status, past.json["code"]) == (400, "rest_post_invalid_page_number")
    assert ask(f"{REST}/document?per_page=101").status == 400


def test_rest_describes_types_and_hides_users(ask: Ask) -> None:
    assert set(ask(f"{REST}/types").json) == {"document", "news"}
    assert set(ask(f"{REST}/taxonomies?type=document").json) == {"document_type", "service_type"}
    users = ask(f"{REST}/users")
    assert (users.status, users.json["code"]) == (404, "rest_no_route")


def test_rest_encodes_titles_and_leaves_the_theme_out(ask: Ask) -> None:
    titles = [item["title"]["rendered"] for item in ask(f"{REST}/news?per_page=100").json]
    assert any("&#8" in title for title in titles)
    released = {release.title for release in facts.releases(1) if release.site == "hale"}
    assert {unescape(title) for title in titles} == {title.replace("'", "’") for title in released}
    report = one_of({"html"})
    (item,) = ask(f"{REST}/document?slug={report.slug}").json
    assert "<h2" in item["content"]["rendered"]
    assert "Back to top" not in item["content"]["rendered"]
    assert "DOCTYPE" not in item["content"]["rendered"]


def test_rest_tells_what_changed_since(replica: Replica, ask: Ask) -> None:
    replica.edition = 2
    url = f"{REST}/document?per_page=100&modified_after=2026-11-22T12:00:00&_fields=link"
    changed = {item["link"] for item in ask(url).json}
    new = {report.slug for report in facts.reports(2) if report.first_edition == 2 and report.site == "hale"}
    assert {f"{NEW}/document/{slug}/" for slug in new} <= changed
    assert len(changed) < len(documents(2)) / 2


def test_media_names_files_and_their_pages(ask: Ask) -> None:
    report = one_of({"pdf"})
    media = ask(f"{REST}/media?parent={report.post_id}").json
    assert all(item["post"] == report.post_id for item in media)
    assert ask(media[0]["source_url"]).body.startswith(b"%PDF")


def test_sitemaps_of_both_flavours_list_every_document(replica: Replica, ask: Ask) -> None:
    for fault, index, part in (
        (None, "sitemap_index.xml", "document-sitemap.xml"),
        ("core_sitemap", "wp-sitemap.xml", "wp-sitemap-posts-document-1.xml"),
    ):
        replica.faults = {fault} if fault else set()
        assert f"{NEW}/{part}" in ask(f"{NEW}/{index}").body.decode()
        entries = BeautifulSoup(ask(f"{NEW}/{part}").body, "xml").find_all("url")
        assert {text_of(entry, "loc") for entry in entries} == documents()
        assert all(text_of(entry, "lastmod") for entry in entries)
        assert index in ask(f"{NEW}/robots.txt").body.decode()
        assert ask(f"{NEW}/sitemap.xml").headers["Location"] == f"{NEW}/{index}"


def test_feeds(ask: Ask) -> None:
    assert b"<item>" not in ask(f"{NEW}/feed/").body
    items = BeautifulSoup(ask(f"{NEW}/?post_type=news&feed=rss2").body, "xml").find_all("item")
    assert len(items) == 10
    assert re.fullmatch(rf"{NEW}/\?p=\d+", text_of(items[0], "guid"))
    assert ask(text_of(items[0], "guid")).headers["Location"] == text_of(items[0], "link")


def test_redirects_and_error_pages(ask: Ask) -> None:
    report = one_of({"html"})
    permalink = f"{NEW}/document/{report.slug}/"
    for url in (f"{NEW}/?p={report.post_id}", permalink.rstrip("/")):
        reply = ask(url)
        assert (reply.status, reply.headers["Location"]) == (301, permalink)
    assert ask(permalink.replace("//", "//www.")).status == 200
    missing = ask(f"{NEW}/document/no-such-page/")
    assert missing.status == 404
    assert missing.soup.select_one("section.hale-error-404 h1")
    assert ask("http://no-such-host.test/").status == 502


# The old site


def test_old_listing_leads_to_pages_files_and_what_has_moved(ask: Ask) -> None:
    found: list[str] = []
    for page in range(1, 20):
        links = hrefs(ask(f"{OLD}/inspections?paged={page}"), "div.result.inspection h4 a")
        if not links:
            break
        found += links
    assert len(found) == len(set(found)) > 20
    assert hrefs(ask(f"{OLD}/inspections?paged=0"), "div.result h4 a") == found[:10]
    replies = [ask(url) for url in found]
    moved = [reply for reply in replies if reply.status == 301]
    assert moved
    assert all(ask(reply.headers["Location"]).status == 200 for reply in moved)
    for reply in replies:
        if reply.status == 301:
            continue
        meta = reply.soup.select_one("#inspection-meta dl")
        assert meta is not None
        assert re.search(r"Date of publication\s*\d\d \w+ \d{4}", meta.get_text(" "))
        (link,) = [a for a in reply.soup.select('a[href$=".pdf"]') if "inspection" in a.get_text().lower()]
        assert "(PDF, " in link.get_text()
        assert "/wp-content/uploads/sites/5/" in str(link["href"])
    assert ask(str(link["href"])).body.startswith(b"%PDF")


def test_old_listing_filters_by_year_and_type(ask: Ask) -> None:
    youth = "inspection-of-youth-offending-services-2018-onwards"
    url = f"{OLD}/inspections?probation-inspection-type={youth}&paged=1&year=2022"
    titles = [link.get_text() for link in ask(url).soup.select("div.result.inspection h4 a")]
    assert titles
    assert all("youth" in title for title in titles)


def test_old_releases(ask: Ask) -> None:
    listed = hrefs(ask(f"{OLD}/media/press-releases/"), "div.result h4 a")
    legacy = [release for release in facts.releases(1) if release.site == "legacy"]
    assert sorted(url.rsplit("/", 2)[1] for url in listed) == sorted(release.slug for release in legacy)
    assert all(ask(url).status == 200 for url in listed)
    moved = next(
        release for release in facts.releases(1) if release.site == "hale" and release.published.year < 2025
    )
    reply = ask(f"{OLD}/media/press-releases/{moved.published:%Y/%m}/{moved.slug}/")
    assert (reply.status, reply.headers["Location"]) == (301, f"{NEW}/news/{moved.slug}/")
