"""Seeing the page a value was read from."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from flows.answers import evidence
from flows.evidence_picture import draw
from flows.exit_status import CANNOT_START
from flows.home import Home
from flows.publication import asking
from pipelines.reports.page_picture import FRAME
from tests.flows.conftest import Nights, Run
from tests.flows.nights import ask

ON_A_PAGE = "SELECT rating_id, evidence_id, page FROM ratings WHERE page IS NOT NULL ORDER BY 1 LIMIT 1"
ON_THE_WEB = (
    "SELECT evidence_id, heading FROM ratings WHERE page IS NULL AND heading <> '' ORDER BY 1 LIMIT 1"
)


def framed(file: Path) -> bool:
    """Whether the picture is a whole PNG that has something framed on it."""
    picture = Image.open(io.BytesIO(file.read_bytes())).convert("RGB")
    return FRAME in {colour for _, colour in picture.getcolors(1 << 24) or ()}


def test_the_page_of_a_pdf_is_drawn_with_the_words_framed(run: Run, last_home: Home) -> None:
    rating_id, evidence_id, page = ask(last_home, ON_A_PAGE)[0]
    ran = run("evidence", rating_id, "--home", last_home.root)
    file = last_home.evidence / f"{evidence_id}.png"
    assert ran.status == 0, ran.err
    assert f"picture of page {page}, with the words framed: {file}" in ran.out
    assert framed(file)


def test_the_picture_goes_where_it_is_wanted_or_is_left_out(
    run: Run, last_home: Home, tmp_path: Path
) -> None:
    _, evidence_id, _ = ask(last_home, ON_A_PAGE)[0]
    wanted = tmp_path / "new folder" / "page.png"
    run("evidence", evidence_id, "--picture", wanted, "--home", last_home.root)
    assert framed(wanted)
    assert [file.name for file in wanted.parent.iterdir()] == ["page.png"]
    assert "picture" not in run("evidence", evidence_id, "--no-picture", "--home", last_home.root).out
    assert not last_home.evidence.exists()

    into_a_file = run("evidence", evidence_id, "--picture", wanted / "x.png", "--home", last_home.root)
    assert (into_a_file.status, "name another place with --picture" in into_a_file.err) == (
        CANNOT_START,
        True,
    )


def test_one_file_is_refused_for_many_values(run: Run, nights: Nights, tmp_path: Path) -> None:
    whole = ask(nights.last, "SELECT inspection_id FROM ratings WHERE page IS NOT NULL ORDER BY 1 LIMIT 1")
    ran = run("evidence", whole[0][0], "--picture", tmp_path / "x.png", "--home", nights.last.root)
    assert (ran.status, "give one of their evidence ids" in ran.err) == (CANNOT_START, True)
    assert not list(tmp_path.iterdir())


def test_a_web_page_has_headings_instead_of_a_picture(run: Run, nights: Nights) -> None:
    evidence_id, heading = ask(nights.last, ON_THE_WEB)[0]
    told = run("evidence", evidence_id, "--home", nights.last.root).out
    assert f"web page, under “{heading}”" in told
    assert "no picture: the words are from a web page" in told


@pytest.mark.parametrize(("gone", "says"), [("*.index.jsonl", "holds no bytes"), ("*.warc.gz", "is missing")])
def test_without_the_bytes_the_words_are_still_shown(gone: str, says: str, run: Run, last_home: Home) -> None:
    _, evidence_id, _ = ask(last_home, ON_A_PAGE)[0]
    for file in last_home.archive.rglob(gone):
        file.unlink()
    ran = run("evidence", evidence_id, "--home", last_home.root)
    assert ran.status == 0, ran.err
    assert "“" in ran.out
    assert "no picture: " in ran.out
    assert says in ran.out
    assert not last_home.evidence.exists()


def test_a_value_without_a_place_on_the_page_gives_the_page_and_says_so(
    nights: Nights, tmp_path: Path
) -> None:
    _, evidence_id, page = ask(nights.last, ON_A_PAGE)[0]
    with asking(nights.last) as connection:
        proof = replace(evidence(connection, evidence_id)[0], edges=(None, None, None, None))
    drawn = draw(nights.last, proof, tmp_path / "page.png")
    assert drawn.sentence.startswith(
        f"picture of page {page}, without a frame: no place on the page is known"
    )
    assert not framed(tmp_path / "page.png")
    beyond = draw(nights.last, replace(proof, page=999), tmp_path / "none.png")
    assert (beyond.file, "There is no page 999" in beyond.sentence) == (None, True)
