"""A backfill lists, fetches and keeps what it may, goes on after a stop, and asks for nothing twice."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from crawlers.archive.index import Discovery, Role, read_captures
from crawlers.backfill.wayback import StoppedError, index_address, read_index
from flows.as_of import asking_as_of
from flows.backfill import Backfilled, backfill_guardian, backfill_wayback, folder_of
from flows.crawl_settings import CrawlSettings
from flows.errors import CannotStartError
from flows.home import Home
from flows.night import rebuild
from flows.query import ask
from tests.flows.nights import REPLICA_SOURCES
from tests.replica.answer import Answer, Request, nginx_error
from tests.replica.server import Replica
from tests.replica.wayback import SECRET, WaybackReplica

HOSTS = ("humber-local.test", "public-broadcaster.test")


def backfill(home: Home, web: WaybackReplica, *, limit: int = 100, first: int = 2014) -> Backfilled:
    return backfill_wayback(
        home,
        CrawlSettings(REPLICA_SOURCES, web.proxy),
        domains=HOSTS,
        first=first,
        last=2026,
        limit=limit,
        base="http://wayback.test",
        seconds_apart=0,
    )


def pages(web: WaybackReplica) -> list[str]:
    return [entry.url for entry in web.log if "/web/" in entry.url]


def test_stories_come_under_their_own_address_and_time(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with WaybackReplica() as web:
        done = backfill(home, web)
    assert done.stopped is None
    captures = {one.url: one for one in read_captures(home.archive)}
    story = captures["http://humber-local.test/2016/12/probation-inspectors-find-danger/"]
    assert (story.role, story.discovery) == (Role.ARTICLE, Discovery.WAYBACK)
    assert story.fetched_at.startswith("2016-12-17T08:00:00")
    assert story.found_on == f"http://wayback.test/web/20161217080000id_/{story.url}"
    card = captures["http://public-broadcaster.test/news/probation-unit-inadequate-1"]
    assert card.role is Role.STORY_CARD
    stored = b"".join(gzip.decompress(path.read_bytes()) for path in home.archive.rglob("*.warc.gz"))
    assert stored.count(SECRET.encode()) == 3, "never of the outlet that allows a link only"


def test_it_goes_on_where_it_was_stopped_and_asks_for_nothing_twice(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with WaybackReplica() as web:
        web.refuses_after = 3
        first = backfill(home, web)
        assert first.stopped is not None
        assert "asks us to stay away" in first.stopped
        web.refuses_after = None
        again = backfill(home, web, limit=3)
        assert again.stopped is not None
        assert "limit of 3 requests is spent" in again.stopped
        last = backfill(home, web)
        assert last.stopped is None
        assert all(one.is_over for one in last.hosts)
        fetched = [entry.url for entry in web.log if "/web/" in entry.url and entry.status == 200]
        assert len(fetched) == len(set(fetched)) == 4
        before = len(web.log)
        assert backfill(home, web).stopped is None
        assert len(web.log) == before, "nothing is left to ask"
    urls = [one.url for one in read_captures(home.archive)]
    assert len(urls) == len(set(urls)) == 4


def test_the_record_says_where_a_story_was_found(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with WaybackReplica() as web:
        backfill(home, web)
    rebuild(home, settings=CrawlSettings(REPLICA_SOURCES, None))
    with asking_as_of(home, None) as connection:
        rows = ask(connection, "SELECT outlet_name, published_date FROM articles ORDER BY 2").rows
    assert [str(day) for _, day in rows] == ["2016-12-17", "2017-03-02", "2019-08-20", "2022-08-05"]


def test_an_error_page_is_no_empty_index() -> None:
    with pytest.raises(StoppedError, match="something else"):
        read_index(b"<html>busy</html>")
    assert read_index(b"").captures == ()
    assert read_index(b"20160101000000 http://a.test/1 ABC\n\ncom,a)/2 1\n").resume == "com,a)/2 1"


def test_the_question_names_topic_years_and_where_to_go_on() -> None:
    asked = index_address("hulldailymail.co.uk", 2014, 2020, "com,hull)/ 9")
    assert "url=hulldailymail.co.uk" in asked
    assert "from=2014&to=2020" in asked
    assert "filter=statuscode%3A200" in asked
    assert "probation%7Coffending" in asked
    assert "resumeKey=com%2Chull%29%2F%209" in asked


def test_progress_is_on_disk_after_every_answer(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with WaybackReplica() as web:
        web.refuses_after = 2
        backfill(home, web)
    assert [path.name for path in folder_of(home).iterdir()] == ["humber-local.test.2014-2026.json"]


class GuardianReplica(Replica):
    """The Open Platform: two pages of results for one key."""

    def answer(self, request: Request) -> Answer:
        """Results by page; 401 for another key."""
        if request.path == "/robots.txt":
            return nginx_error(404)
        if request.query.get("api-key") != KEY:
            return nginx_error(401)
        page = int(request.query["page"])
        results = [
            {
                "webUrl": f"http://public-broadcaster.test/society/2017/dec/{page}{n}/probation",
                "webTitle": f"Probation inspectors warn again, {page}{n}",
                "webPublicationDate": f"2017-12-{10 + page}T06:00:0{n}Z",
                "fields": {"bodyText": SECRET},
            }
            for n in range(2)
        ]
        told = {"response": {"status": "ok", "pages": 2, "currentPage": page, "results": results}}
        return Answer(200, json.dumps(told).encode(), "application/json")


KEY = "a-key-that-nobody-may-see"


def of_guardian(home: Home, web: GuardianReplica) -> Backfilled:
    return backfill_guardian(
        home,
        CrawlSettings(REPLICA_SOURCES, web.proxy),
        first=2014,
        last=2026,
        base="http://guardianapis.test",
        domain="public-broadcaster.test",
        seconds_apart=0,
    )


def test_the_guardian_gives_cards_and_its_key_is_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUARDIAN_API_KEY", KEY)
    home = Home(tmp_path)
    with GuardianReplica() as web:
        done = of_guardian(home, web)
        asked = len(web.log)
        assert of_guardian(home, web).stopped is None
        assert len(web.log) == asked, "nothing is left to ask"
    assert done.stopped is None
    captures = list(read_captures(home.archive))
    assert len(captures) == 4
    assert {one.discovery for one in captures} == {Discovery.GUARDIAN_API}
    stored = b"".join(
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    )
    assert KEY.encode() not in stored
    assert SECRET.encode() not in stored


def test_a_wrong_key_is_one_sentence_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUARDIAN_API_KEY", "wrong-key")
    with GuardianReplica() as web:
        done = of_guardian(Home(tmp_path), web)
    assert done.stopped == "The Guardian's Open Platform refuses the key in GUARDIAN_API_KEY; look at it."
    monkeypatch.delenv("GUARDIAN_API_KEY")
    with GuardianReplica() as web, pytest.raises(CannotStartError, match="Set GUARDIAN_API_KEY"):
        of_guardian(Home(tmp_path), web)


def test_no_more_than_the_days_requests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUARDIAN_API_KEY", KEY)
    monkeypatch.setattr("crawlers.backfill.guardian.A_DAY", 1)
    with GuardianReplica() as web:
        first = of_guardian(Home(tmp_path), web)
    assert first.stopped is not None
    assert "today; go on tomorrow" in first.stopped
