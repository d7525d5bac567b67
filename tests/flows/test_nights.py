"""Whole nights over the replica: what is published, what is not, and that the archive alone is enough."""

from __future__ import annotations

import shutil
from pathlib import Path

from crawlers.archive.index import read_captures
from crawlers.archive.read import payload
from flows.crawl_settings import CrawlSettings
from flows.exit_status import ExitStatus
from flows.home import Home
from flows.night import rebuild
from tests.flows.conftest import Nights
from tests.flows.nights import REPLICA_SOURCES, RUNS, ask, copy_of, replica_night, tables
from tests.replica.server import Replica
from warehouse.publish import current

BAD_INPUT = {
    "error_page_200": "error page",
    "truncated_pdf": "broken pdf",
    "empty_body": "empty body",
    "unknown_rating": "unknown rating word",
    "unknown_body": "unknown body",
}


def test_three_nights_are_published_and_warn_of_the_one_thing_that_is_wrong(nights: Nights) -> None:
    """The replica's own table of ratings contradicts one report from the second night on."""
    expected = [ExitStatus.PUBLISHED, ExitStatus.WARNINGS, ExitStatus.PUBLISHED]
    for report, status in zip(nights.reports, expected, strict=True):
        assert report.status is status, report.model_dump_json(indent=1)
    (warning,) = nights.reports[1].warnings
    assert "official_table_agrees" in warning
    assert [path.name for path in sorted(nights.last.published.glob("2*"))] == list(RUNS)
    first, last = (
        ask(nights.homes[0], "SELECT count(*) FROM ratings"),
        ask(nights.last, "SELECT count(*) FROM ratings"),
    )
    assert first < last


def test_the_same_edition_again_publishes_nothing_and_asks_only_conditionally(
    last_home: Home, replica: Replica
) -> None:
    before = tables(last_home)
    report = replica_night(last_home, replica.proxy, None)
    assert report.status is ExitStatus.UNCHANGED, report.model_dump_json(indent=1)
    assert report.payloads_read == 0
    assert tables(last_home) == before
    assert len(replica.log) > 200
    assert [entry.url for entry in replica.log if not entry.conditional] == []
    assert {entry.status for entry in replica.log} == {304}


def test_the_archive_alone_gives_the_same_tables_again(last_home: Home) -> None:
    before = tables(last_home, without=frozenset())
    shutil.rmtree(last_home.records)
    shutil.rmtree(last_home.published)
    report = rebuild(last_home, settings=CrawlSettings(REPLICA_SOURCES, None))
    assert report.status is ExitStatus.WARNINGS, report.model_dump_json(indent=1)
    assert "official_table_agrees" in " ".join(report.warnings)
    assert tables(last_home, without=frozenset()) == before


def test_bad_input_is_quarantined_with_its_bytes_and_the_rest_is_published(
    nights: Nights, replica: Replica, tmp_path: Path
) -> None:
    home = copy_of(nights.homes[1], tmp_path / "home")
    replica.faults.update(BAD_INPUT)
    report = replica_night(home, replica.proxy, RUNS[2])
    assert report.status is ExitStatus.WARNINGS, report.model_dump_json(indent=1)

    rows = ask(
        home, "SELECT url, reason::VARCHAR, detail, document_sha256, warc_file, warc_offset FROM quarantine"
    )
    captures = {(c.warc_file, c.warc_offset): c for c in read_captures(home.archive)}
    assert sorted(row[1] for row in rows) == sorted(BAD_INPUT.values())
    for url, _, detail, sha256, warc_file, warc_offset in rows:
        assert detail
        capture = captures[warc_file, warc_offset]
        assert (capture.url, capture.payload_sha256) == (url, sha256)
        payload(home.archive, capture)

    good, with_bad = tables(nights.last), tables(home)
    for table in ("inspections", "ratings", "findings", "recommendations", "coverage", "releases"):
        assert [row for row in good[table] if row not in with_bad[table]] == [], table

    again = replica_night(home, replica.proxy, None)
    assert again.status is ExitStatus.UNCHANGED, again.model_dump_json(indent=1)


def test_a_web_that_is_down_leaves_the_last_good_warehouse(last_home: Home, replica: Replica) -> None:
    published, before = current(last_home.published), tables(last_home)
    replica.faults.add("site_down")
    report = replica_night(last_home, replica.proxy, None)
    assert report.status is ExitStatus.UNAVAILABLE, report.model_dump_json(indent=1)
    assert report.warnings
    assert current(last_home.published) == published
    assert tables(last_home) == before
    replica.faults.clear()
    assert (
        replica_night(last_home, replica.proxy, None, at=report.started_at.replace(hour=4)).status
        is ExitStatus.UNCHANGED
    )


def test_the_inspectorate_s_own_table_is_held_against_the_reports_and_changes_none(nights: Nights) -> None:
    tabled = ask(
        nights.last,
        "SELECT count(*), count(inspection_id), count(*) FILTER (is_agreeing), count(score), "
        "count(standard_name) FROM official_ratings",
    )
    assert tabled == [(68, 68, 67, 50, 15)]
    assert ask(
        nights.last,
        "SELECT i.body_id, o.rating::VARCHAR, o.report_rating::VARCHAR, i.overall_rating::VARCHAR, "
        "i.is_disputed FROM official_ratings o JOIN inspections i USING (inspection_id) "
        "WHERE NOT o.is_agreeing",
    ) == [("region-wales", "Good", "Requires improvement", "Requires improvement", False)]
    ((detail, quotes),) = ask(
        nights.last,
        "SELECT detail, sample_text FROM expectations WHERE expectation_name = 'official_table_agrees'",
    )
    assert "gives ‘Good, 11/27’" in detail
    assert "says ‘Requires improvement, 11/27’" in detail
    report, table = quotes.split("\n")
    assert report.casefold().endswith("“overall rating requires improvement”")
    assert table.endswith("“Wales 22 November 2026 Good 11/27 Good Requires improvement Inadequate”")
