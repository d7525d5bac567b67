"""Commands that look at one page or at one live source."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from crawlers.archive.index import Role, index_files, read_captures, run_order
from crawlers.archive.read import payload
from flows.crawl_settings import CrawlSettings
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.sources_check import Mark, check_source
from tests.flows.conftest import Nights, Run
from tests.flows.nights import REPLICA_SOURCES, REPOSITORY, ask
from tests.replica.official_table import SLUG
from tests.replica.server import Replica

SEED = REPOSITORY.parent / "shared" / "pages" / "seed-worcester-news-2017.txt"


@pytest.fixture(autouse=True)
def _replica_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBATION_SOURCES", str(REPLICA_SOURCES))


@pytest.mark.parametrize(("role", "ending"), [(Role.DOCUMENT, "html"), (Role.ATTACHMENT, "pdf")])
def test_a_saved_report_shows_what_the_warehouse_holds(
    role: Role, ending: str, run: Run, nights: Nights, tmp_path: Path
) -> None:
    inspection, url = ask(
        nights.last,
        "SELECT inspection_id, coalesce(pdf_url, report_url) FROM inspections WHERE framework = 'core_2023' "
        f"AND (pdf_url IS NULL) = {role is Role.DOCUMENT} AND score IS NOT NULL ORDER BY 1 LIMIT 1",
    )[0]
    capture = next(c for c in read_captures(nights.last.archive) if c.role is role and c.url == url)
    file = tmp_path / f"saved.{ending}"
    file.write_bytes(payload(nights.last.archive, capture))
    held = ask(
        nights.last,
        f"SELECT standard_code, rating::VARCHAR FROM ratings WHERE inspection_id = '{inspection}'",
    )

    ran = run("parse", file, "--url", url, "--json", "--home", tmp_path)
    read = json.loads(ran.out)
    assert ran.status == 0, ran.err
    assert {(r["standard_code"], r["rating"]) for r in read["ratings"]} == set(held)
    shown = run("parse", file, "--url", url, "--home", tmp_path).out
    assert f"layout {read['document']['layout']}" in shown
    assert "“" in shown


def test_the_inspectorates_own_table_is_shown_row_by_row(run: Run, nights: Nights, tmp_path: Path) -> None:
    capture = next(c for c in read_captures(nights.last.archive) if c.url.endswith(f"/{SLUG}/"))
    file = tmp_path / "table.html"
    file.write_bytes(payload(nights.last.archive, capture))
    shown = run("parse", file, "--url", capture.url, "--home", tmp_path).out
    assert "Gwent PDU" in shown
    assert "10/27" in shown


def test_a_page_that_cannot_be_read_says_why(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "error.html"
    file.write_text(
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
    )
    ran = run("parse", file, "--url", "http://hmiprobation.test/document/x/", "--home", tmp_path)
    assert ran.status == ExitStatus.WARNINGS
    assert "refused error page" in ran.out


@pytest.mark.skipif(not SEED.exists(), reason="the shared pages are not here")
def test_the_story_this_project_starts_from(run: Run, nights: Nights, tmp_path: Path) -> None:
    headline, *paragraphs = [line for line in SEED.read_text().splitlines() if line.strip()]
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    file = tmp_path / "story.html"
    file.write_text(
        f"<!doctype html><html><head><title>{html.escape(headline)}</title></head>"
        f"<body><article><h1>{html.escape(headline)}</h1>{body}</article></body></html>"
    )
    arguments = ("parse", file, "--url", "https://www.worcesternews.co.uk/news/15652525.story/")
    ran = run(*arguments, "--json", "--home", nights.last.root)
    story = json.loads(ran.out)
    assert story["article"]["title"] == headline
    assert story["is_relevant"] is True
    assert [body["body_id"] for body in story["bodies"]] == [
        "crc-warwickshire-and-west-mercia",
        "nps-midlands",
    ]
    assert story["fieldwork"]["start"] == "2017-07"
    assert story["rating"] == "not rated"
    assert {link["inspection_id"] for link in story["coverage"]} == {
        "crc-warwickshire-and-west-mercia.quality_impact_2016.2017-11",
        "nps-midlands.quality_impact_2016.2017-11",
    }
    shown = run(*arguments, "--home", tmp_path).out
    assert "Warwickshire and West Mercia Community Rehabilitation Company" in shown
    assert "2017-07" in shown
    assert "not rated" in shown
    assert "No inspection in this data folder is linked to it." in shown


def test_a_healthy_source_may_be_crawled_and_its_cost_is_told(
    run: Run, replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROBATION_REPLICA", replica.proxy)
    ran = run("sources", "check")
    assert ran.status == 0, ran.out
    assert "has a known layout" in ran.out
    assert "first crawl" in ran.out
    assert "Go on with `probation nightly --source hmi_probation`" in ran.out
    assert "LOOK" not in ran.out
    per_source = 10
    assert len(replica.log) <= 2 * per_source


@pytest.mark.parametrize(
    ("fault", "edition", "status", "says"),
    [
        ("robots_forbids", 3, ExitStatus.UNAVAILABLE, "write to the site's owner first"),
        ("site_down", 3, ExitStatus.UNAVAILABLE, "Try again in some hours"),
        ("rest_off", 3, ExitStatus.PUBLISHED, "its sitemap"),
        ("unknown_rating", 1, ExitStatus.DRIFT, "`probation parse FILE --url"),
        ("empty_body", 1, ExitStatus.WARNINGS, "`probation parse FILE --url"),
    ],
)
def test_each_trouble_has_its_status_and_says_what_to_do(
    fault: str, edition: int, status: ExitStatus, says: str
) -> None:
    with Replica(edition=edition) as replica:
        replica.faults.add(fault)
        check = check_source("hmi_probation", CrawlSettings(REPLICA_SOURCES, replica.proxy))
    told = " ".join(f"{finding.says} {finding.advice}" for finding in check.findings)
    assert check.status is status, told
    assert says in told
    marks = {finding.mark for finding in check.findings}
    assert (marks <= {Mark.FINE, Mark.NOTE}) is (status is ExitStatus.PUBLISHED)
    assert check.requests <= 10


def test_nothing_of_a_real_source_is_asked_without_a_contact(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PROBATION_SOURCES")
    ran = run("sources", "check")
    assert ran.status == 2
    assert "PROBATION_CONTACT" in ran.err


def test_the_sources_are_listed_with_what_may_be_kept(run: Run) -> None:
    listed = run("sources", "list").out
    assert "public-broadcaster.test" in listed
    assert "link_only" in listed


def test_somebody_elses_archive_is_taken_in(run: Run, nights: Nights, tmp_path: Path) -> None:
    theirs = next(nights.last.archive.glob("hmi_probation/*.warc.gz"))
    ran = run("archive", "add", theirs, "--home", tmp_path / "home")
    assert ran.status == 0, ran.err
    assert " pages added" in ran.err
    home = Home(tmp_path / "home")
    assert list(read_captures(home.archive))
    again = run("archive", "add", theirs, "--home", home.root)
    assert "0 pages added" in again.err
    assert "already in the archive" in again.err
    added = max((run_id for run_id, *_ in index_files(home.archive)), key=run_order)
    built = run("build", "--home", home.root)
    assert built.status == 0, built.err
    assert home.build_file(added).exists(), "a build is named after the run that added the pages"
    rebuilt = run("rebuild", "--home", home.root)
    assert rebuilt.status in {ExitStatus.PUBLISHED, ExitStatus.WARNINGS}, rebuilt.err
    assert ask(home, "SELECT count(*) FROM ratings")[0][0] > 0
