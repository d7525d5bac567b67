"""The record as it stood: what a night published then is what is built for it today."""

from __future__ import annotations

import json
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import past
from flows.as_of import asking_as_of, moment, record_at
from flows.errors import CannotStartError
from flows.exit_status import CANNOT_START, ExitStatus
from flows.home import Home, HomeBusyError
from flows.past import FOLDER, KEPT, built_after
from flows.query import ask
from flows.standing import Standing, chronology
from tests.flows.conftest import Nights, Run
from tests.flows.nights import RUNS, copy_of
from warehouse.publish import DATABASE

DAYS = ("2026-11-24", "2026-11-25", "2026-11-26")
AFTERWARDS = datetime(2026, 12, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def home(nights: Nights, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """One copy of the folder after the third night for all who only ask, so that a record is built once."""
    return copy_of(nights.last, tmp_path_factory.mktemp("as_of") / "home")


def standing(home: Home, number: int) -> Standing:
    return chronology(home).standings[number]


def everything(file: Path) -> dict[str, list[str]]:
    """Every row of every table and view of a warehouse, sorted."""
    with duckdb.connect(str(file), read_only=True) as connection:
        names = connection.execute(
            """
            SELECT table_name FROM duckdb_tables()
            UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1
            """
        ).fetchall()
        return {name: sorted(map(repr, connection.execute(f'FROM "{name}"').fetchall())) for (name,) in names}


def rewrite(path: Path, **changes: Any) -> None:
    """Change a JSON file of a copied folder, whose files are links."""
    told = json.loads(path.read_text()) | changes
    path.unlink()
    path.write_text(json.dumps(told))


def refuse_the_second_night(home: Home) -> None:
    """As if a check had refused the warehouse of the second night."""
    shutil.rmtree(home.published / RUNS[1])
    rewrite(home.runs / RUNS[1] / "report.json", status=int(ExitStatus.REFUSED), publication=None)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_what_a_night_published_is_built_again_row_by_row(number: int, home: Home, nights: Nights) -> None:
    file, refusals = built_after(home, standing(home, number))
    told = everything(file)
    assert told == everything(nights.homes[number].published / RUNS[number] / DATABASE)
    assert refusals == ()
    assert len(told["inspections"]) > 50
    runs = {name for rows in told.values() for row in rows for name in re.findall(r"'(\d{8}T\d{6}Z)'", row)}
    assert runs == set(RUNS[: number + 1])


def test_inspections_are_only_ever_added(home: Home) -> None:
    seen: set[str] = set()
    for run_id in RUNS:
        with asking_as_of(home, run_id) as connection:
            now = {str(name) for (name,) in ask(connection, "SELECT inspection_id FROM inspections").rows}
        assert seen < now
        seen = now


@pytest.mark.parametrize(
    ("as_of", "run_id", "says"),
    [
        ("2026-11-24", RUNS[0], f"as it stood on 2026-11-24 (run {RUNS[0]}), read with today's readers"),
        (RUNS[0], RUNS[0], f"as it stood after run {RUNS[0]}, read with"),
        ("2026-11-25", RUNS[1], f"(run {RUNS[1]})"),
        ("2026-11-26", RUNS[2], f"between then and now: this is the record of today (run {RUNS[2]})."),
        (RUNS[2], RUNS[2], "this is the record of today"),
        ("2027-01-01", RUNS[2], "2027-01-01 is not over yet: this is the record of today"),
    ],
)  # fmt: skip
def test_each_moment_has_its_record(as_of: str, run_id: str, says: str, home: Home) -> None:
    record = record_at(home, moment(as_of), clock=lambda: AFTERWARDS)
    assert record.run_id == run_id
    assert says in record.sentences[0]
    is_of_today = run_id == RUNS[2]
    assert (record.file.parent == home.published / run_id) is is_of_today


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        ("2026-10-01", datetime(2026, 10, 1, 23, tzinfo=UTC)),
        ("2026-10-25", datetime(2026, 10, 26, tzinfo=UTC)),
        ("2026-12-31", datetime(2027, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_in_london(day: str, ends: datetime) -> None:
    assert moment(day).ends_at == ends


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        ("2026-11-23", f"The record begins on 2026-11-24 with run {RUNS[0]}; there is none for 2026-11-23"),
        ("20261124T021501Z", f"There is no run 20261124T021501Z; the nearest are {RUNS[0]}"),
        ("yesterday", "takes a day (2026-10-01) or the name of a run (20261001T021500Z), not 'yesterday'"),
        ("2026-02-30", "not '2026-02-30'"),
        ("9999-12-31", "not '9999-12-31'"),
    ],
)
def test_a_moment_without_a_record_is_explained(as_of: str, says: str, run: Run, home: Home) -> None:
    ran = run("query", "SELECT 1", "--as-of", as_of, "--home", home.root)
    assert (ran.status, ran.out) == (CANNOT_START, "")
    assert says in ran.err


def test_a_night_that_a_check_refused_left_the_record_before(
    home: Home, nights: Nights, tmp_path: Path
) -> None:
    home = copy_of(home, tmp_path / "home")
    refuse_the_second_night(home)
    for as_of in (DAYS[1], RUNS[1]):
        record = record_at(home, moment(as_of))
        assert record.run_id == RUNS[0]
        assert f"(run {RUNS[0]})" in record.sentences[0]
        assert f"Run {RUNS[1]} published nothing (refused by a check" in record.sentences[1]
    assert everything(record.file) == everything(nights.homes[0].published / RUNS[0] / DATABASE)
    rewrite(home.runs / RUNS[1] / "report.json", status=int(ExitStatus.UNCHANGED))
    assert record_at(home, moment(DAYS[1])).run_id == RUNS[1]


def test_a_night_that_ended_after_midnight_is_of_the_next_day(home: Home, tmp_path: Path) -> None:
    home = copy_of(home, tmp_path / "home")
    rewrite(home.published / RUNS[1] / "manifest.json", published_at="2026-11-26T00:01:00+00:00")
    assert record_at(home, moment(DAYS[1])).run_id == RUNS[0]


def test_without_reports_each_crawled_run_counts_and_that_is_said(nights: Nights, tmp_path: Path) -> None:
    home = copy_of(nights.last, tmp_path / "home")
    shutil.rmtree(home.runs)
    for run_id in RUNS[:2]:
        shutil.rmtree(home.published / run_id)
    assert [one.is_attested for one in chronology(home).standings] == [False, False, True]
    # the crawls of a replica are as old as the test, whatever the names of their runs
    assert record_at(home, moment(RUNS[1])).sentences[-1].startswith(f"No report of run {RUNS[1]} is left")


def test_without_an_archive_the_publication_of_that_night_answers(
    run: Run, nights: Nights, tmp_path: Path
) -> None:
    home = copy_of(nights.last, tmp_path / "home")
    shutil.rmtree(home.archive)
    record = record_at(home, moment(DAYS[1]))
    assert record.file == home.published / RUNS[1] / DATABASE
    assert "with the readers of that night" in record.sentences[0]
    early = run("query", "SELECT 1", "--as-of", "2026-11-23", "--home", home.root)
    assert early.status == CANNOT_START
    assert f"the oldest publication here is that of run {RUNS[0]}" in early.err


def test_records_that_are_not_there_are_read_first_and_never_while_a_run_writes(
    nights: Nights, tmp_path: Path
) -> None:
    home = copy_of(nights.last, tmp_path / "home")
    for stories in home.records.glob("*/*.stories.parquet"):
        stories.unlink()
    with home.writing(), pytest.raises(HomeBusyError):
        built_after(home, standing(home, 0))
    file, _ = built_after(home, standing(home, 0))
    assert everything(file) == everything(nights.homes[0].published / RUNS[0] / DATABASE)
    with home.writing():
        built_after(home, standing(home, 1))


def test_a_build_that_was_cut_short_leaves_nothing_and_is_done_again(
    nights: Nights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copy_of(nights.last, tmp_path / "home")
    with monkeypatch.context() as patched:
        patched.setattr(past, "check", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            built_after(home, standing(home, 0))
    assert list((home.root / FOLDER).iterdir()) == []
    with ThreadPoolExecutor(2) as pool:
        files = {file for file, _ in pool.map(lambda _: built_after(home, standing(home, 0)), range(2))}
    assert [*files] == [*(home.root / FOLDER).iterdir()]


def test_a_record_is_built_once_and_again_when_what_it_is_made_of_changed(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copy_of(home, tmp_path / "home")
    first, _ = built_after(home, standing(home, 0))
    made = first.stat().st_ino
    assert built_after(home, standing(home, 0))[0].stat().st_ino == made
    extra = tmp_path / "register.csv"
    extra.write_text("a body more")
    code = list(past._code())
    monkeypatch.setattr(past, "_code", lambda: iter([*code, extra]))
    assert built_after(home, standing(home, 0))[0] != first


def test_only_the_few_that_were_asked_for_last_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    for number in range(KEPT + 3):
        file = folder / f"{number}.duckdb"
        file.touch()
        os.utime(file, (number, number))
    (folder / "0.duckdb").touch()
    (folder / ".killed").mkdir()
    past._prune(folder)
    assert len(list(folder.glob("*.duckdb"))) == KEPT
    assert (folder / "0.duckdb").exists()
    assert (folder / ".killed").exists()  # somebody may be at it


def test_what_was_found_wrong_since_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "errata_since", lambda _, day: 2 if f"{day}" == DAYS[0] else 0)
    assert "2 values found wrong since then" in record_at(home, moment(DAYS[0])).sentences[-1]
    assert len(record_at(home, moment(DAYS[1])).sentences) == 1


def test_the_commands_answer_as_of_a_day_and_say_so_beside_the_answer(run: Run, home: Home) -> None:
    def asked(*arguments: str) -> tuple[str, str]:
        ran = run(*arguments, "--home", home.root)
        assert ran.status == 0, ran.err
        return ran.out, ran.err

    sql = "SELECT count(*) AS n, max(run_id) AS last FROM changes"
    then, told = asked("query", sql, "--as-of", DAYS[0], "--format", "csv")
    now, untold = asked("query", sql, "--format", "csv")
    assert then.splitlines()[1].endswith(RUNS[0])
    assert now.splitlines()[1].endswith(RUNS[2])
    assert told.count("The record as it stood on 2026-11-24") == 1
    assert "REPLICA" in told
    assert "as it stood" not in untold
    assert "inspection_id" in asked("query", "ratings", "--as-of", DAYS[0])[0]

    names = "SELECT body_name FROM inspections JOIN bodies USING (body_id)"
    later = f"{names} WHERE first_seen_run_id > '{RUNS[0]}' LIMIT 1"
    (name,) = json.loads(asked("query", later, "--format", "json")[0])
    place = name["body_name"]
    assert len(asked("show", place, "--as-of", DAYS[0])[0]) < len(asked("show", place)[0])

    proofs = "SELECT r.evidence_id FROM ratings AS r JOIN inspections USING (inspection_id)"
    newest = f"{proofs} WHERE first_seen_run_id > '{RUNS[0]}' LIMIT 1"
    (proof,) = json.loads(asked("query", newest, "--format", "json")[0])
    shown = ("evidence", proof["evidence_id"], "--no-picture")
    assert proof["evidence_id"] in asked(*shown)[0]
    assert run(*shown, "--as-of", DAYS[0], "--home", home.root).status == CANNOT_START


def test_a_past_record_reaches_no_other_file_and_cannot_be_changed(home: Home) -> None:
    with asking_as_of(home, DAYS[0]) as connection:
        for sql in ("FROM '/etc/hosts'", "SELECT * FROM read_text('/etc/hosts')"):
            with pytest.raises(CannotStartError):
                ask(connection, sql)
        with pytest.raises(duckdb.Error):
            connection.execute("DELETE FROM ratings")
