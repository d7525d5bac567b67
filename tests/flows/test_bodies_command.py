"""`probation bodies` shows the register, and says when it is out of order."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from flows.commands import bodies
from flows.exit_status import CANNOT_START, ExitStatus
from pipelines.bodies.areas import Geography, load_geography
from tests.flows.conftest import Run


def test_a_register_in_order_is_one_sentence(run: Run) -> None:
    ran = run("bodies", "check")
    assert ran.status == ExitStatus.PUBLISHED, ran.out
    assert "184 areas" in ran.out
    assert ran.out.count("\n") == 1


def test_problems_are_told_by_kind_and_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    geography = load_geography()
    covers = [
        replace(cover, body_id="crc-wales") if cover.body_id == "crc-essex" else cover
        for cover in geography.covers
        if cover.body_id != "pdu-gwent"
    ]
    monkeypatch.setattr(bodies, "load_geography", lambda: Geography(tuple(geography.areas.values()), covers))
    ran = run("bodies", "check")
    assert ran.status == ExitStatus.REFUSED
    assert "orphans" in ran.out
    assert "crc-essex covers no area" in ran.out
    assert "area newport has no body as delivery unit from 2021-06-26 on." in ran.out
    assert "problems in the register" in ran.err


def test_a_register_that_cannot_be_made_is_a_problem_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ValueError("pdu-b and pdu-a share the name key 'ambridge'")

    monkeypatch.setattr(bodies, "load_register", refuse)
    ran = run("bodies", "check")
    assert ran.status == ExitStatus.REFUSED
    assert "share the name key 'ambridge'" in ran.out


def test_a_list_of_a_kind_and_a_day(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("bodies", "list", "--kind", "crc", "--format", "csv").out)))
    assert len(rows) == 21
    by_id = {row["body_id"]: row for row in rows}
    assert by_id["crc-wales"]["owner"] == "Working Links to 2019-02; Seetec from 2019-02"
    shown = run("bodies", "list", "--on", "2015-01-01")
    assert "London Community Rehabilitation Company" in shown.out
    assert "Gwent PDU" not in shown.out
    none = run("bodies", "list", "--kind", "crc", "--on", "2022-01-01")
    assert none.status == CANNOT_START
    assert "no crc body that existed on 2022-01-01" in none.err


def test_a_body_is_shown_with_those_before_and_after_it(run: Run) -> None:
    shown = run("bodies", "find", "Wales CRC")
    assert shown.status == 0
    assert "split, on 2014-06-01: Wales Probation Trust" in shown.out
    assert "beside    covers, on 2019-02-15: Kent, Surrey and Sussex Community" in shown.out
    assert "merged, on 2021-06-26: Probation Service – Wales" in shown.out
    assert "22: Blaenau Gwent" in shown.out
    part = run("bodies", "find", "Kent", "--on", "2022-01-01").out
    assert "part of Kent" in part
    assert "whole of Kent" in part


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("find", "Gwnt"), "nearest: Gwent"),
        (("find", "Gwent PDU", "--on", "2012-01-01"), "Wales Probation Trust"),
        (("find", "Gwent", "--on", "2012-13-01"), "--on takes a day"),
    ],
)
def test_what_is_not_there_is_one_sentence(words: tuple[str, ...], said: str, run: Run) -> None:
    ran = run("bodies", *words)
    assert ran.status == CANNOT_START
    assert said in ran.err
    assert ran.out == ""
    assert ran.err.count("\n") == 1
