"""The replica's server: conditional requests, editions, faults, the control interface."""

from __future__ import annotations

import gzip
import re
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack

import pytest

from tests.replica import facts
from tests.replica.asking import (
    AN_OUTLET,
    NEW,
    OLD,
    REST,
    Ask,
    asker,
    documents,
    feed_items,
    hrefs,
    json_ld,
    one_of,
)
from tests.replica.bad_input import UNKNOWN_AREA, UNKNOWN_RATING_WORD
from tests.replica.faults import BAD_INPUT, Fault
from tests.replica.outlets import OUTLETS
from tests.replica.server import Replica

# HTTP


@pytest.mark.parametrize(
    "url",
    [
        f"{NEW}/robots.txt",
        f"{NEW}/our-reports/",
        f"{REST}/document?per_page=5",
        f"{NEW}/document-sitemap.xml",
        f"{OLD}/inspections?paged=1",
        "http://cdn.hmiprobation.test/robots.txt",
        f"{AN_OUTLET}/news/rss/",
        f"{AN_OUTLET}/robots.txt",
    ],
)
def test_conditional_requests(replica: Replica, ask: Ask, url: str) -> None:
    first = ask(url, Accept_Encoding="gzip")
    tag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If_None_Match": tag}, {"If_Modified_Since": changed}):
        again = ask(url, **headers)
        assert (again.status, again.body) == (304, b"")
    other = ask(url, If_None_Match='"other"', If_Modified_Since=changed)
    assert other.status == 200, "the tag decides when both are sent"
    assert [entry.conditional for entry in replica.log] == [False, True, True, True]
    assert [entry.status for entry in replica.log] == [200, 304, 304, 200]


def test_gzip_keeps_the_same_words(ask: Ask) -> None:
    url = f"{NEW}/our-reports/"
    plain, packed = ask(url), ask(url, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"


def test_every_page_says_that_it_is_a_replica(ask: Ask) -> None:
    pages = [f"{NEW}/", f"{NEW}/our-news/", f"{OLD}/inspections", f"{NEW}/nowhere/", f"{AN_OUTLET}/"]
    pages += [facts.stories(1)[0].url, f"{NEW}/document/{one_of({'html'}).slug}/"]
    for url in pages:
        soup = ask(url).soup
        assert soup.select_one('meta[name="replica"]'), url
        footers = " ".join(footer.get_text() for footer in soup.select("footer, #footer"))
        assert "not the record" in footers, url


# Editions


def test_editions_bring_corrections_and_take_a_page_away(replica: Replica, ask: Ask) -> None:
    vanished = next(iter(facts.gone(2)))
    slug = next(report.slug for report in facts.reports(1) if report.key == vanished)
    page = f"{NEW}/document/{slug}/"
    first = ask(page)
    replica.edition = 2
    assert ask(page).status == 404
    assert page not in {item["link"] for item in ask(f"{REST}/document?per_page=100").json}
    replica.edition = 3
    assert ask(page, If_None_Match=first.headers["ETag"]).status == 304, "it comes back as it was"


def test_corrected_and_reissued_files_keep_their_address(replica: Replica, ask: Ask) -> None:
    def changed(between: tuple[int, int]) -> set[str]:
        before, after = ({report.key: report for report in facts.reports(edition)} for edition in between)
        return {
            report.key
            for report in after.values()
            if report.key in before and before[report.key] != report and "pdf" in report.shapes
        }

    for between in ((1, 2), (2, 3)):
        (key,) = changed(between)
        number = next(report.post_id for report in facts.reports(1) if report.key == key)
        files = []
        for edition in between:
            replica.edition = edition
            page = ask(f"{NEW}/?p={number}").headers["Location"]
            files.append(
                (ask(page).headers["ETag"], ask(ask(f"{REST}/media?parent={number}").json[0]["source_url"]))
            )
        (page_before, before), (page_after, after) = files
        assert before.body != after.body
        assert before.headers["Last-Modified"] != after.headers["Last-Modified"]
        assert page_before == page_after, "a replaced file leaves its page alone"


def test_a_rewritten_headline_changes_page_and_feed(replica: Replica, ask: Ask) -> None:
    story = next(story for story in facts.load_stories() if story.later_headlines)
    night = min(story.later_headlines)
    outlet = OUTLETS[story.url.split("/")[2]]
    replica.edition = night - 1
    before = ask(story.url)
    replica.edition = night
    after = ask(story.url, If_None_Match=before.headers["ETag"])
    assert after.status == 200
    assert after.soup.h1 is not None
    assert after.soup.h1.get_text(strip=True) == story.later_headlines[night]
    assert json_ld(after)["dateModified"] > json_ld(before)["dateModified"]
    titles = {item.title.text for item in feed_items(ask, outlet.site + outlet.feeds[0].path)}
    assert story.later_headlines[night] in titles


# Faults


def test_bad_input_adds_documents_and_touches_no_other(replica: Replica, ask: Ask) -> None:
    report = one_of({"html"})
    before = ask(f"{NEW}/document/{report.slug}/").body
    replica.faults |= {fault.value for fault in BAD_INPUT}
    added = {item["link"] for item in ask(f"{REST}/document?per_page=100").json} - documents()
    assert added == {f"{NEW}/document/bad-{fault}/" for fault in BAD_INPUT}
    pages = {fault: ask(f"{NEW}/document/bad-{fault}/") for fault in BAD_INPUT}
    assert {page.status for page in pages.values()} == {200}
    assert pages[Fault.EMPTY_BODY].body == b""
    assert "<h1>502</h1>" in pages[Fault.ERROR_PAGE_200].body.decode()
    assert UNKNOWN_AREA in pages[Fault.UNKNOWN_BODY].body.decode()
    assert UNKNOWN_RATING_WORD in pages[Fault.UNKNOWN_RATING].body.decode()
    (file,) = hrefs(pages[Fault.TRUNCATED_PDF], ".document-summary__link a")
    cut = ask(file).body
    assert cut.startswith(b"%PDF")
    assert b"%%EOF" not in cut[-64:]
    assert ask(f"{NEW}/document/{report.slug}/").body == before


@pytest.mark.parametrize(
    ("fault", "url", "status"),
    [
        ("rest_off", f"{REST}/types", 404),
        ("sitemap_off", f"{NEW}/sitemap_index.xml", 404),
        ("core_sitemap", f"{NEW}/sitemap_index.xml", 404),
        ("robots_404", f"{NEW}/robots.txt", 404),
        ("site_down", f"{AN_OUTLET}/news/rss/", 503),
    ],
)
def test_faults_of_answers(replica: Replica, ask: Ask, fault: str, url: str, status: int) -> None:
    assert ask(url).status == 200
    replica.faults.add(fault)
    assert ask(url).status == status
    replica.faults.discard(fault)
    assert ask(url).status == 200


def test_robots_forbids_every_host(replica: Replica, ask: Ask) -> None:
    replica.faults.add("robots_forbids")
    for site in (NEW, AN_OUTLET, "http://justiceinspectorates.test"):
        assert b"Disallow: /\n" in ask(f"{site}/robots.txt").body


def test_rate_limit_is_per_host_and_ends_with_the_fault(replica: Replica, ask: Ask) -> None:
    ask(f"{NEW}/feed/")
    replica.faults.add("rate_limit")
    statuses = [ask(f"{AN_OUTLET}/robots.txt").status for _ in range(replica.rate_limit_after + 2)]
    assert statuses == [200] * replica.rate_limit_after + [429] * 2
    assert ask(f"{NEW}/robots.txt").status == 200
    replica.faults.clear()
    assert ask(f"{AN_OUTLET}/robots.txt").status == 200


def test_full_width_heading_says_the_date_in_plain_text_too(replica: Replica, ask: Ask) -> None:
    replica.faults.add("full_width_heading")
    report = one_of({"html"})
    soup = ask(f"{NEW}/document/{report.slug}/").soup
    caption = soup.select_one(".hale-shaded-heading span.govuk-caption-m")
    assert caption is not None
    assert caption.get_text(strip=True).startswith("Published: ")
    assert soup.select_one(".hale-shaded-heading h1")
    assert not soup.select("h1.document-title")
    assert soup.select_one("article time.published-date")


def test_a_misspelt_fault_is_never_taken_for_one(replica: Replica, ask: Ask) -> None:
    replica.faults.add("rest_of")
    assert ask(f"{NEW}/robots.txt").status == 500


# Control and lifetime


def test_control_interface(replica: Replica, ask: Ask) -> None:
    here = f"{replica.proxy}/-"
    assert ask(f"{here}/edition/2", "PUT").status == 204
    assert replica.edition == 2
    assert ask(f"{here}/edition/9", "PUT").status == 404
    assert ask(f"{here}/fault/slow", "PUT").status == 204
    assert replica.faults == {"slow"}
    assert ask(f"{here}/fault/slow", "DELETE").status == 204
    assert ask(f"{here}/fault/no_such_fault", "PUT").status == 404
    assert replica.faults == set()
    ask(f"{NEW}/robots.txt", User_Agent="a-test")
    assert ask(f"{here}/log").json == [
        {
            "method": "GET",
            "url": f"{NEW}/robots.txt",
            "status": 200,
            "conditional": False,
            "user_agent": "a-test",
        }
    ]
    assert ask(f"{here}/log", "DELETE").status == 204
    assert replica.log == []


def test_an_edition_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="editions 1 to 3"):
        Replica(4)


def test_stopping_ends_idle_connections_and_threads() -> None:
    before = set(threading.enumerate())
    with ExitStack() as stack:
        replica = Replica()
        port = int(replica.proxy.rsplit(":", 1)[1])
        idle = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
        stack.enter_context(replica)
        idle.sendall(b"GET http://hmiprobation.test/robots.txt HTTP/1.1\r\nHost: hmiprobation.test\r\n\r\n")
        assert b"200 OK" in idle.recv(4096)
        assert set(threading.enumerate()) - before
    assert set(threading.enumerate()) <= before


def test_command_line_prints_the_address_and_ends_when_told() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.replica", "--edition", "2"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        match = re.fullmatch(r"replica listening on (http://127\.0\.0\.1:\d+)\n", line)
        assert match
        assert asker(match[1])(f"{NEW}/robots.txt").status == 200
        process.terminate()
        assert process.wait(timeout=10) == 0
