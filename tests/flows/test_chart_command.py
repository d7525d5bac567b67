"""Pictures by command: where they go, what is said, and what is refused in one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flows.exit_status import CANNOT_START
from flows.home import Home
from tests.flows.conftest import Nights, Run
from tests.flows.nights import RUNS


def test_pictures_go_to_the_data_folder_and_are_put_in_a_sentence(run: Run, last_home: Home) -> None:
    ran = run("chart", "body", "Wakefield youth justice service", "--home", last_home.root)
    assert ran.status == 0, ran.err
    svg, png, sentence = ran.out.splitlines()
    assert svg == str(last_home.root / "charts" / "body-yjs-wakefield.svg")
    assert "Wakefield youth justice service" in Path(svg).read_text()
    assert RUNS[2] in Path(svg).read_text()
    assert Path(png).read_bytes().startswith(b"\x89PNG")
    assert sentence.startswith("Wakefield youth justice service: last rated Good overall")
    assert "REPLICA" in ran.err
    assert "REPLICA" in Path(svg).read_text()


def test_the_suffix_of_out_chooses_the_format(run: Run, nights: Nights, tmp_path: Path) -> None:
    home = nights.last.root
    svg, png = tmp_path / "new" / "wales.svg", tmp_path / "youth.PNG"
    region = run("chart", "region", "wales", "--out", svg, "--home", home)
    assert region.out.splitlines()[0] == str(svg)
    assert "overall rating" in region.out
    assert svg.read_text().startswith("<svg")
    planning = ("national", "--programme", "youth", "--concept", "Planning")
    youth = run("chart", *planning, "--out", png, "--home", home)
    assert youth.status == 0, youth.err
    assert png.read_bytes().startswith(b"\x89PNG")
    assert not (home / "charts").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["body", "Wakefeild"], "nearest: Wakefield"),
        (["body", "Wakefield"], "may mean Wakefield PDU; Wakefield youth justice service: give one"),
        (["body", "Wandsworth youth justice service"], "has no inspection of Wandsworth"),
        (["region", "Walse"], "There is no region 'Walse'; nearest: Wales"),
        (["region", "Narnia 7"], "There is no region"),
        (["national", "--concept", "planing"], "nearest: planning"),
        (["national", "--concept", "sentence compliance", "--programme", "youth"], "no rating of the youth"),
        (["national", "--out", "x.pdf"], "ends in .svg or .png"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_sentence(
    arguments: list[str], says: str, run: Run, nights: Nights
) -> None:
    ran = run("chart", *arguments, "--home", nights.last.root)
    assert (ran.status, ran.out) == (CANNOT_START, "")
    assert says in ran.err.splitlines()[-1]
    assert not (nights.last.root / "charts").exists()


def test_of_several_meant_the_body_that_bears_the_name_is_drawn_and_the_others_told(
    run: Run, nights: Nights, tmp_path: Path
) -> None:
    ran = run("chart", "body", "Gwent", "--out", tmp_path / "gwent.svg", "--home", nights.last.root)
    assert ran.out.splitlines()[1].startswith("Gwent PDU: last rated")
    assert "'Gwent' is taken as Gwent PDU; it may also mean Wales Probation Trust" in ran.err


def test_other_commands_do_not_wait_for_the_drawing_library() -> None:
    asked = "import sys, flows.cli; sys.exit('altair' in sys.modules or 'vl_convert' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
