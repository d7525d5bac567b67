"""`probation coverage` on the replica's last night."""

from __future__ import annotations

from flows.home import Home
from tests.flows.conftest import Run


def test_the_latest_inspections_are_shown_with_who_covered_them(last_home: Home, run: Run) -> None:
    ran = run("coverage", "--home", last_home.root, "--limit", 2)
    assert ran.status == 0
    assert "titles covered it" in ran.out
    assert "●" in ran.out


def test_a_place_nobody_knows_is_one_sentence(last_home: Home, run: Run) -> None:
    ran = run("coverage", "Nowhereshire", "--home", last_home.root)
    assert ran.status != 0
    assert "Nowhereshire" in ran.err
