"""A value that was found wrong, in everything that people see of it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from flows import inputs
from flows.demo_view import show as show_demo
from flows.exit_status import CANNOT_START, ExitStatus
from flows.home import Home
from flows.inputs import errata_for
from flows.night import run_night
from flows.report import read_reports
from tests.flows.conftest import Run
from tests.flows.nights import REPLICA_SOURCES, REPOSITORY, ask
from tests.flows.stubs import Stages
from tests.flows.test_exit_status import SETTINGS
from tests.warehouse.archive import NIGHTS, PAGE, REGISTER, Archive, Report
from tests.warehouse.test_errata import DATE, OVERALL, RATING, SCORE
from warehouse.build import build
from warehouse.errata import ErrataFileError, Erratum, load_errata
from warehouse.publish import publish

INVENTED = REPOSITORY / "tests" / "replica" / "data" / "errata.csv"
NAME = "pdu-gwent.core_2023.2025-03"


def holding(folder: Path, *errata: Erratum) -> Home:
    """A data folder that publishes one inspection with what was found wrong in it."""
    archive = Archive(is_replica=True)
    archive.night(NIGHTS[0], {PAGE: Report(score=5)})
    archive.night(NIGHTS[1], {PAGE: Report(score=4)})
    home = Home(folder)
    build(home.build_file(NIGHTS[1]), replace(archive.inputs, errata=errata), REGISTER)
    publish(home.build_file(NIGHTS[1]), home.published, NIGHTS[1], manifest={})
    return home


def test_show_marks_the_value_itself_and_says_why(run: Run, tmp_path: Path) -> None:
    shown = run("show", "Gwent", "--home", holding(tmp_path, OVERALL, SCORE, DATE, RATING).root).out
    for value in ("2025-04-02 (corrected)", "Good (corrected)", "5/9 (corrected)"):
        assert value in shown
    assert shown.count("(corrected)") == 4
    assert "Corrected by us, 2025-04-02 Gwent PDU: Overall rating: printed ‘Requires improvement’" in shown
    assert f"Corrected by us, P 2.1 Assessment: {RATING.note}" in shown


def test_show_of_one_corrected_value_marks_no_other(run: Run, tmp_path: Path) -> None:
    home = holding(tmp_path, replace(OVERALL, right_value=None))
    shown = run("show", "Gwent", "--home", home.root).out
    assert "withdrawn" in next(line for line in shown.splitlines() if "4/9" in line)
    assert "(corrected)" not in shown
    assert "Overall rating: printed ‘Requires improvement’; withdrawn, and what is right is not" in shown


@pytest.mark.parametrize(
    ("erratum", "wanted"),
    [(OVERALL, "overall_rating"), (SCORE, "score"), (DATE, "published"), (RATING, "rating")],
)
def test_the_evidence_of_a_wrong_value_says_so_and_that_of_others_does_not(
    erratum: Erratum, wanted: str, run: Run, tmp_path: Path
) -> None:
    home = holding(tmp_path, erratum)
    ((evidence_id, quote),) = ask(
        home,
        f"SELECT evidence_id, quote FROM evidence WHERE field_name = '{wanted}' "
        f"AND subject_table <> 'changes' AND subject_id IN ('{NAME}', '{NAME}.P2.1')",
    )
    told = run("evidence", evidence_id, "--home", home.root).out
    assert f"“{quote}”" in told
    assert "Corrected by us: Gwent PDU’s 2025 report, " in told
    assert erratum.note[1:] in told
    others = ask(
        home,
        f"SELECT evidence_id FROM evidence WHERE evidence_id <> '{evidence_id}' "
        f"AND subject_id LIKE '{NAME}%'",
    )
    for (other,) in others[:4]:
        assert "Corrected by us" not in run("evidence", other, "--home", home.root).out


def test_errata_are_listed_with_those_of_the_inspectorate_and_apart_from_them(
    run: Run, tmp_path: Path
) -> None:
    idle = replace(OVERALL, printed_value="Inadequate", published="2025")
    home = holding(tmp_path / "home", SCORE, replace(RATING, right_value=None), idle)
    listed = run("errata", "--format", "json", "--home", home.root)
    ours_rating, ours_score, theirs = json.loads(listed.out)
    assert (ours_score["what"], ours_score["printed"], ours_score["right"]) == ("score", "4/9", "5/9")
    assert (ours_rating["what"], ours_rating["right"]) == ("P 2.1 Assessment", "withdrawn")
    for key, value in {
        "origin": "reviewed by us",
        "cause": "wrong at source",
        "found": "2026-11-02",
        "reason": SCORE.reason,
        "source": "letter 12",
        "reviewer": "A. N. Other",
        "report": PAGE,
    }.items():
        assert ours_score[key] == value
    assert (theirs["origin"], theirs["printed"], theirs["right"], theirs["cause"]) == (
        "republished by the inspectorate",
        "5/9",
        "4/9",
        None,
    )
    assert "no longer applies: The erratum on the overall rating of Gwent PDU, core_2023" in listed.err
    table = run("errata", "--home", home.root).out
    assert all(word in table for word in ("letter 12", "wrong at source", "reviewed by us", PAGE))
    rows = list(csv.DictReader(io.StringIO(run("errata", "--format", "csv", "--home", home.root).out)))
    assert [row["evidence"] for row in rows] == [
        ours_rating["evidence"],
        ours_score["evidence"],
        theirs["evidence"],
    ]
    status = run("status", "--home", home.root).out
    assert "errata: 2 values corrected by us, 1 by the inspectorate, 1 no longer applies;" in status


def test_diff_and_demo_call_no_erratum_a_correction_by_the_inspectorate(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = holding(tmp_path, OVERALL, SCORE)
    told = run("diff", "--run", NIGHTS[0], "--home", home.root).out
    assert "was corrected" not in told
    assert "Corrected by us: Overall rating: printed ‘Requires improvement’; ‘Good’ is right" in told
    show_demo(home)
    screen = capsys.readouterr().out
    theirs, ours = screen.index("Published, then corrected"), screen.index("Printed wrong or read wrong")
    assert "1 erratum, kept for ever" in screen[theirs:ours]
    assert "2 errata, kept for ever" in screen[ours:]
    assert "printed: “Overall rating Requires improvement”" in " ".join(screen[ours:].split())


def test_the_replica_has_its_own_errata_and_the_real_record_never_those(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path)
    shutil.copy(INVENTED, home.errata)
    monkeypatch.setattr(inputs, "holds_replica", lambda _: False)
    assert errata_for(home) == load_errata()
    monkeypatch.setattr(inputs, "holds_replica", lambda _: True)
    assert errata_for(home) == load_errata(INVENTED)
    assert all("Invented" in erratum.reason for erratum in load_errata(INVENTED))
    home.errata.unlink()
    assert errata_for(home) == ()


def test_a_night_with_a_wrong_row_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ErrataFileError("errata.csv, line 7: 'Fair' is not a valid Rating.")
    Stages(fails={"build": row}).install(monkeypatch)
    report = run_night(Home(tmp_path), settings=SETTINGS)
    assert (report.status, report.sentence) == (ExitStatus.REFUSED, str(row))


def test_the_demo_s_errata_hold_in_the_replica_and_are_counted(
    run: Run, last_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROBATION_SOURCES", str(REPLICA_SOURCES))
    shutil.copy(INVENTED, last_home.errata)
    assert run("build", "--home", last_home.root).status == 0
    published = run("publish", "--home", last_home.root)
    assert published.status == ExitStatus.PUBLISHED, published.err
    assert "errata: 2 values corrected by us; `probation errata` lists them" in published.err
    counted = [(report.errata_applied, report.errata_idle) for report in read_reports(last_home)]
    assert sorted(counted) == [(0, 0), (0, 0), (0, 0), (2, 0)]
    assert ask(
        last_home, "SELECT count(*) FROM errata WHERE origin = 'reviewed by us' AND old_quote IS NOT NULL"
    ) == [(2,)]

    last_home.errata.write_text(INVENTED.read_text().replace("2023-01-16", "16 January"))
    wrong = run("build", "--home", last_home.root)
    assert (wrong.status, "errata.csv, line 2: " in wrong.err) == (CANNOT_START, True)
