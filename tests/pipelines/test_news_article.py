"""Reading news pages: text, headline, dates, authors, and pages that are no stories."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.bodies.register import load_register
from pipelines.news import extract, refusals, story_card
from pipelines.news.metadata import comparable
from pipelines.news.story_facts import story_facts
from pipelines.vocabulary import PageKind, QuarantineReason
from tests.pipelines.news_pages import REAL_PAGES, URL, page, real_pages, shingle_scores, story

TEXT = "\n".join(
    f"Paragraph {number} of the story tells how the probation office keeps its diary and its keys in order."
    for number in ("one", "two", "three", "four")
)


def json_ld(**properties: object) -> str:
    node = json.dumps({"@context": "https://schema.org", **properties})
    return f'<script type="application/ld+json">{node}</script>'


def test_real_uk_pages_text_headline_and_time() -> None:
    pages = real_pages("uk", "expected.json")
    articles = [extract(one.html, url=one.url) for one in pages]
    _, each = shingle_scores((one.text, a.text or "") for one, a in zip(pages, articles, strict=True))
    assert sum(each) / len(each) >= 0.94, dict(zip([one.name for one in pages], each, strict=True))
    for one, article in zip(pages, articles, strict=True):
        wanted = comparable(one.title or "")
        headlines = [
            comparable(text) for text in (article.title, article.seo_title, article.printed_title) if text
        ]
        assert wanted in headlines, one.name
        assert SequenceMatcher(None, wanted, comparable(article.title)).ratio() > 0.7, one.name
        assert article.published_at == one.published, one.name


def test_real_benchmark_pages_text() -> None:
    pages = real_pages("benchmark", "ground-truth.json")
    f1, _ = shingle_scores((one.text, extract(one.html, url=one.url).text or "") for one in pages)
    assert f1 >= 0.96


def test_seed_story() -> None:
    file = REAL_PAGES / "seed-worcester-news-2017.txt"
    if not file.is_file():
        pytest.skip(f"{file} is not on this machine")
    article = story("Probation services must improve, says report", file.read_text(encoding="utf-8"))
    facts = story_facts(article, load_register())
    assert facts.is_relevant
    assert [body_id for body_id, _ in facts.bodies] == ["crc-warwickshire-and-west-mercia", "nps-midlands"]
    assert facts.fieldwork is not None
    assert facts.fieldwork.stated.value == "July 2017"
    assert "based on inspections made in July 2017" in facts.fieldwork.stated.quote
    assert facts.rating == "not rated"
    assert [stated.value for stated in facts.inspectors] == ["Dame Glenys Stacey"]
    stated = facts.inspectors[0]
    assert (article.text or "")[stated.char_start : stated.char_end] == stated.quote


def test_printed_headline_is_kept_beside_the_others() -> None:
    head = (
        json_ld(**{"@type": "NewsArticle"}, headline="Kettleford probation: what inspectors found", url=URL)
        + '<meta property="og:title" content="Kettleford unit told to do better">'
    )
    article = story("Kettleford probation unit must do better, say inspectors", TEXT, head=head)
    assert article.title == "Kettleford unit told to do better"
    assert article.seo_title == "Kettleford probation: what inspectors found"
    assert article.printed_title == "Kettleford probation unit must do better, say inspectors"


def test_a_site_name_in_h1_is_no_headline() -> None:
    html = (
        b"<html><head><meta property='og:title' content='Probation unit must do better, they say'></head>"
        b"<body><h1>The Kettleford Bugle</h1><article>"
        + "".join(f"<p>{x}</p>" for x in TEXT.splitlines()).encode()
        + b"</article></body>"
    )
    assert extract(html, url=URL).title == "Probation unit must do better, they say"


def test_first_publication_not_the_update_and_all_signals_kept() -> None:
    head = json_ld(
        **{"@type": "ReportageNewsArticle"},
        headline="H",
        datePublished="2024-05-09T07:15:00+01:00",
        dateModified="2024-06-02T11:00:00+01:00",
    )
    article = story("A headline of some length", TEXT, "2024-05-09T06:15:00Z", head=head)
    assert article.published_at == datetime(2024, 5, 9, 6, 15, tzinfo=UTC)
    assert article.modified_at == datetime(2024, 6, 2, 10, 0, tzinfo=UTC)
    assert {(s.kind, s.source) for s in article.date_signals} == {
        ("published", "json-ld datePublished"),
        ("modified", "json-ld dateModified"),
        ("published", "meta article:published_time"),
    }


def test_a_modified_date_alone_is_no_publication_date() -> None:
    article = story(
        "A headline of some length",
        TEXT,
        head='<meta property="article:modified_time" content="2024-06-02T11:00:00Z">',
    )
    assert article.published_at is None
    assert article.modified_at is not None


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("2024-05-09", datetime(2024, 5, 9, tzinfo=UTC)),
        ("2024-05-09T07:15:00", datetime(2024, 5, 9, 6, 15, tzinfo=UTC)),
        ("2024-12-09 07:15:00 +0000", datetime(2024, 12, 9, 7, 15, tzinfo=UTC)),
        ("Thu, 09 May 2024 07:15:00 GMT", datetime(2024, 5, 9, 7, 15, tzinfo=UTC)),
        ("9 May 2024, 7:15pm", datetime(2024, 5, 9, 18, 15, tzinfo=UTC)),
        ("9th May 2024", datetime(2024, 5, 9, tzinfo=UTC)),
        ("yesterday", None),
        ("0001-01-01T00:00:00Z", None),
    ],
)
def test_forms_of_dates(raw: str, wanted: datetime | None) -> None:
    assert extract(page("A headline of some length", TEXT, published=raw), url=URL).published_at == wanted


def test_a_bare_day_takes_the_minute_from_another_signal() -> None:
    head = json_ld(**{"@type": "NewsArticle"}, datePublished="2024-05-09")
    article = story("A headline of some length", TEXT, "2024-05-09T06:15:00Z", head=head)
    assert article.published_at == datetime(2024, 5, 9, 6, 15, tzinfo=UTC)


def test_authors_without_roles() -> None:
    head = '<meta name="author" content="By Jane O&#39;Doe, Senior Reporter and Tom Smith">'
    assert story("A headline of some length", TEXT, head=head).authors == ("Jane O'Doe", "Tom Smith")


def test_copies_say_whose_they_are() -> None:
    elsewhere = '<link rel="canonical" href="https://other-paper.test/news/1">'
    assert story("A headline of some length", TEXT, head=elsewhere).syndicated_from == "other-paper.test"
    own = '<link rel="canonical" href="https://www.paper.test/news/1">'
    assert story("A headline of some length", TEXT, head=own).syndicated_from is None
    shared = '<meta name="author" content="Jo Bloggs, Local Democracy Reporter">'
    assert (
        story("A headline of some length", TEXT, head=shared).syndicated_from
        == "Local Democracy Reporting Service"
    )
    agency = '<meta name="author" content="PA Reporters">'
    assert story("A headline of some length", TEXT, head=agency).syndicated_from == "PA Media"


def test_live_blog_and_paywall_are_what_the_page_says() -> None:
    head = json_ld(**{"@type": "LiveBlogPosting"}, headline="H", isAccessibleForFree="False")
    article = story("A headline of some length", TEXT, head=head)
    assert article.page_kind is PageKind.LIVE_BLOG
    assert article.is_accessible_for_free is False
    assert story("A headline of some length", TEXT).is_accessible_for_free is None


def test_article_body_fills_in_only_for_a_stub() -> None:
    long = TEXT.replace("diary", "ledger")
    head = json_ld(**{"@type": "NewsArticle"}, headline="H", articleBody=long)
    assert "ledger" not in (story("A headline of some length", TEXT, head=head).text or "")
    assert "ledger" in (story("A headline of some length", "Subscribe to read.", head=head).text or "")


def test_captions_furniture_and_repeated_headline_are_not_text() -> None:
    body = (
        "<h1>Unit must do better</h1><article><p>Unit must do better</p>"
        "<figure><img src='x'><figcaption>A caption that describes the picture.</figcaption></figure>"
        + "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
        + "<p>READ MORE: Another story, about football</p><p>Sign up for our newsletter today</p></article>"
    )
    article = extract(
        f"<html><head><title>Unit must do better</title></head><body>{body}</body></html>".encode(), url=URL
    )
    assert article.text == TEXT


def test_text_in_blocks_with_advertisements_between_is_joined() -> None:
    blocks = [
        f"<p>Block {n}: "
        + "the unit had too few staff to see everyone on time, inspectors said. " * 6
        + "</p>"
        for n in range(4)
    ]
    body = "".join(
        f'<div class="row"><div class="grid article__body">{block * 2}</div></div><div>Buy now</div>'
        for block in blocks
    )
    article = extract(f"<html><body><h1>A long read</h1><main>{body}</main></body></html>".encode(), url=URL)
    assert [f"Block {n}" in (article.text or "") for n in range(4)] == [True] * 4


def test_windows_1252_and_cut_off_utf8() -> None:
    declared = "<html><head><meta charset='windows-1252'></head><body><h1>Caf\xe9 \x93rated good\x94</h1>"
    assert extract(declared.encode("latin-1"), url=URL).title == "Café “rated good”"
    cut = "<html><body><h1>Ynys Môn’s service</h1><p>Llŷn".encode()[:-1]
    assert extract(cut, url=URL).title == "Ynys Môn’s service"


def test_story_card_keeps_to_what_may_be_kept() -> None:
    card = {
        "url": "https://broadcaster.test/news/articles/c1",
        "title": "Sheffield probation services rated 'inadequate' by inspectors",
        "published": "2023-03-30T00:01:00+01:00",
        "outlet": "Public Broadcaster News",
        "feed": "https://broadcaster.test/feed.xml",
    }
    payload = json.dumps(card).encode()
    article = story_card(payload, url=card["url"])
    assert article.text is None
    assert article.is_relevant
    assert article.body_ids == ("pdu-sheffield",)
    assert article.published_at == datetime(2023, 3, 29, 23, 1, tzinfo=UTC)
    assert article.outlet == "Public Broadcaster News"
    assert refusals(payload, article) == ()


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", QuarantineReason.EMPTY_BODY),
        (b" \n ", QuarantineReason.EMPTY_BODY),
        (
            b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>",
            QuarantineReason.ERROR_PAGE,
        ),
        (
            b"<html><title>Sorry, page not found</title><p>The page you want is not here.</p></html>",
            QuarantineReason.ERROR_PAGE,
        ),
        (
            b"<html><body><h1>Unit must do better</h1><script>load()</script></body></html>",
            QuarantineReason.LAYOUT_DRIFT,
        ),
        (b"\x00\x01\x02 not a page", QuarantineReason.LAYOUT_DRIFT),
        (b'{"url": "https://x.test/"}', QuarantineReason.LAYOUT_DRIFT),
    ],
)
def test_what_is_no_story_is_refused(payload: bytes, reason: QuarantineReason) -> None:
    read = story_card if payload.startswith(b"{") else extract
    refused = refusals(payload, read(payload, url=URL))
    assert [one.reason for one in refused] == [reason]


def test_a_story_is_not_refused() -> None:
    payload = page("500 probation officers wanted", TEXT)
    assert refusals(payload, extract(payload, url=URL)) == ()


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_an_article(payload: bytes) -> None:
    article = extract(payload, url=URL)
    assert refusals(payload, article) or article.text
    story_card(payload, url=URL)


@given(
    st.integers(min_value=0, max_value=2500),
    st.lists(st.tuples(st.integers(0, 2500), st.integers(0, 255)), max_size=20),
)
@settings(max_examples=60, deadline=None)
def test_a_cut_off_and_damaged_page_gives_an_article(length: int, damage: list[tuple[int, int]]) -> None:
    head = json_ld(
        **{"@type": "NewsArticle"}, headline="H", datePublished="2024-05-09T07:15:00+01:00", articleBody=TEXT
    )
    payload = bytearray(
        page("A headline – “of some length”", TEXT, published="2024-05-09", head=head)[:length]
    )
    for at, value in damage:
        if at < len(payload):
            payload[at] = value
    article = extract(bytes(payload), url=URL)
    assert article == extract(bytes(payload), url=URL)
