"""What a user sees: one sentence when something is wrong, the answer when it is not."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from flows import night
from flows.exit_status import CANNOT_START, ExitStatus
from tests.flows.conftest import Nights, Run
from tests.flows.nights import REPLICA_SOURCES, RUNS, copy_of
from tests.replica.server import Replica


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["query", "SELECT 1"], "Nothing is published in"),
        (["show", "Gwent"], "Nothing is published in"),
        (["build"], "The archive in"),
        (["publish"], "Nothing is built in"),
        (
            ["crawl", "hmi_probaton"],
            "There is no source named 'hmi_probaton'; the sources are hmi_probation, local_news.",
        ),
        (["crawl", "hmi_probation"], "set PROBATION_CONTACT"),
        (["nightly", "--plain"], "set PROBATION_CONTACT"),
        (["serve"], "set PROBATION_CONTACT"),
        (["nightly", "--plain", "--sources", str(REPLICA_SOURCES)], "set PROBATION_REPLICA"),
        (["parse", "no-such.html", "--url", "https://example.org/"], "There is no file no-such.html"),
        (["parse", __file__, "--url", "worcester"], "'worcester' is no address"),
        (["archive", "add", "no-such.warc.gz"], "There is no file no-such.warc.gz"),
        (["sources", "check", "hmip"], "There is no source named 'hmip'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    arguments: list[str], says: str, run: Run, tmp_path: Path
) -> None:
    home = [] if arguments[0] == "sources" else ["--home", tmp_path / "empty"]
    ran = run(*arguments, *home)
    assert ran.status == CANNOT_START
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_the_trace_of_a_bug_is_shown_only_on_demand(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by hand")

    monkeypatch.setattr(night, "rebuild", broken)
    ran = run("rebuild", "--home", tmp_path)
    assert (ran.status, ran.err.count("\n")) == (ExitStatus.BUG, 1)
    assert "ZeroDivisionError: by hand" in ran.err
    assert "Traceback" in run("rebuild", "--debug", "--home", tmp_path).err


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELECT * FROM rating", "There is no table 'rating'; nearest: ratings"),
        ("SELECT bodyname FROM bodies", "There is no column 'bodyname' in these tables; nearest: body_name"),
        (
            "SELECT b.bodyname FROM bodies AS b",
            "There is no column 'bodyname' in these tables; nearest: body_name",
        ),
        ("SELECT 1; SELECT 2", "takes one SELECT at a time, and this holds 2"),
        ("  ", "takes one SELECT at a time, and this holds 0"),
        ("DROP TABLE bodies", "takes one SELECT, not DROP"),
        ("COPY bodies TO '/tmp/x.csv'", "takes one SELECT, not COPY"),
        ("SET threads = 1", "takes one SELECT, not SET"),
        ("ATTACH '/tmp/x.duckdb'", "takes one SELECT, not ATTACH"),
        ("SELECT * FROM read_csv('/etc/passwd')", "reads the published warehouse and no other file"),
        ("SELECT * FROM '/etc/passwd'", "There is no table '/etc/passwd'"),
        (
            "WITH gone AS (DELETE FROM bodies RETURNING body_id) SELECT * FROM gone",
            "read-only",
        ),
        ("SELECT body_name FORM bodies", "DuckDB does not understand this"),
    ],
)
def test_a_query_that_may_not_or_cannot_run_is_explained(
    sql: str, says: str, run: Run, nights: Nights
) -> None:
    ran = run("query", sql, "--home", nights.last.root)
    assert ran.status == CANNOT_START
    sentence = ran.err.splitlines()[-1]
    assert says in sentence
    assert ran.out == ""


def test_an_answer_comes_in_every_format(run: Run, nights: Nights) -> None:
    sql = (
        "SELECT body_name, overall_rating, published_date, score, [1, 2] AS list, NULL AS unknown, "
        "'a|b' AS bar FROM latest_ratings ORDER BY body_name LIMIT 2"
    )
    answers = {
        form: run("query", sql, "--format", form, "--home", nights.last.root)
        for form in ("csv", "json", "markdown", "table")
    }
    assert all(ran.status == 0 for ran in answers.values())
    rows = json.loads(answers["json"].out)
    assert [row["unknown"] for row in rows] == [None, None]
    assert next(csv.DictReader(io.StringIO(answers["csv"].out)))["body_name"] == rows[0]["body_name"]
    assert answers["markdown"].out.splitlines()[1] == "| --- | --- | --- | --- | --- | --- | --- |"
    assert r"a\|b" in answers["markdown"].out
    assert rows[1]["body_name"] in answers["table"].out
    assert "REPLICA" in answers["csv"].err
    assert "REPLICA" not in answers["csv"].out


def test_tables_and_columns_are_listed_with_their_meaning(run: Run, nights: Nights) -> None:
    listed = run("query", "--home", nights.last.root).out
    assert "latest_ratings (view)" in listed
    assert "The rating of each standard of each inspection" in listed
    assert "inspection_id" in run("query", "ratings", "--home", nights.last.root).out


def test_the_last_changes_a_place_and_an_evidence_are_shown(run: Run, nights: Nights) -> None:
    home = nights.last.root
    told = run("diff", "--home", home)
    assert (told.status, RUNS[2] in told.out) == (0, True)
    assert "was issued again as another file with identical words" in told.out
    corrected = run("diff", "--run", RUNS[1], "--home", home).out
    assert "was corrected" in corrected
    assert "before: “" in corrected
    assert run("diff", "--run", "20200101T000000Z", "--home", home).status == CANNOT_START

    place = run("show", "Wakefield", "--home", home).out
    assert "2025-10-07" in place
    name = json.loads(
        run("query", "SELECT evidence_id, quote FROM ratings LIMIT 1", "--format", "json", "--home", home).out
    )[0]
    shown = run("evidence", name["evidence_id"][:10], "--no-picture", "--home", home).out
    assert " ".join(name["quote"].split()) in " ".join(shown.split())
    assert ".warc.gz at byte" in shown
    assert run("evidence", "nonsense", "--home", home).status == CANNOT_START
    assert run("show", "Atlantis", "--home", home).status == CANNOT_START


def test_status_tells_how_the_record_stands(run: Run, nights: Nights, tmp_path: Path) -> None:
    told = run("status", "--home", nights.last.root).out
    assert f"published: run {RUNS[2]}" in told
    assert "quarantine: empty" in told
    assert f"hmi_probation: last crawl {RUNS[2]} ok" in told
    assert "Unfinished" not in told

    cut_short = copy_of(nights.last, tmp_path / "home")
    (cut_short.archive / "hmi_probation" / f"{RUNS[2]}.crawl.json").unlink()
    assert (
        f"Unfinished: run {RUNS[2]} was cut short while crawling hmi_probation"
        in run("status", "--home", cut_short.root).out
    )
    assert "Nothing is published" in run("status", "--home", tmp_path / "empty").out


def test_the_stages_one_by_one_give_what_the_night_gives(
    run: Run, nights: Nights, replica: Replica, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copy_of(nights.homes[1], tmp_path / "home")
    monkeypatch.setenv("PROBATION_REPLICA", replica.proxy)
    monkeypatch.setenv("PROBATION_SOURCES", str(REPLICA_SOURCES))
    monkeypatch.setenv("PROBATION_HOME", str(home.root))
    for source in ("hmi_probation", "local_news"):
        assert run("crawl", source).status == 0
    assert "known from before" in run("read").err
    assert "probation check" in run("build").err
    assert "may be published" in run("check").err
    published = run("publish")
    assert published.status == ExitStatus.PUBLISHED, published.err
    assert "same as what is published" in (run("build"), run("check"))[1].err
    assert run("publish").status == ExitStatus.UNCHANGED


def test_real_sources_may_not_be_crawled_into_the_demo(
    run: Run, nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROBATION_CONTACT", "someone@example.org")
    ran = run("nightly", "--plain", "--home", nights.last.root)
    assert ran.status == CANNOT_START
    assert "holds the replica's pages" in ran.err
