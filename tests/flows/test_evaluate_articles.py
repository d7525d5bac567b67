"""`probation evaluate articles`: what is right counts, what is wrong is named."""

from __future__ import annotations

import json
from pathlib import Path

from flows.exit_status import CANNOT_START, ExitStatus
from tests.flows.conftest import Run

PARAGRAPHS = [
    f"Paragraph {n} of the story tells of what the council heard on its evening number {n}." for n in range(9)
]
WHEN = "2022-05-17T09:30:00+01:00"
SAID = f'''{{"@type": "NewsArticle", "headline": "A headline", "datePublished": "{WHEN}",
"author": {{"@type": "Person", "name": "Ada Hale"}}}}'''
PAGE = f"""<html><head><title>A headline</title><meta property="og:title" content="A headline">
<meta property="og:type" content="article"><meta property="article:published_time" content="{WHEN}">
<script type="application/ld+json">{SAID}</script></head>
<body><article><h1>A headline</h1>{"".join(f"<p>{one}</p>" for one in PARAGRAPHS)}</article></body></html>"""


def gold(folder: Path, **changed: object) -> Path:
    (folder / "1.html").write_text(PAGE, "utf-8")
    known = {
        "url": "https://paper.test/news/1",
        "html": "1.html",
        "text": "\n".join(PARAGRAPHS),
        "headline": "A headline",
        "published": "2022-05-17T09:30",
        "authors": ["Ada Hale"],
        "page_kind": "story",
    }
    (folder / "gold.jsonl").write_text(json.dumps(known | changed), "utf-8")
    return folder / "gold.jsonl"


def test_what_is_right_counts(tmp_path: Path, run: Run) -> None:
    ran = run("evaluate", "articles", "--gold", gold(tmp_path))
    assert (ran.status, "6 of 6 values right on 1 page" in ran.err) == (0, True), ran.out


def test_what_is_wrong_is_named(tmp_path: Path, run: Run) -> None:
    wrong = gold(tmp_path, published="2022-05-18T09:30", authors=["Ben Low"])
    ran = run("evaluate", "articles", "--gold", wrong)
    assert ran.status == ExitStatus.WARNINGS
    assert "day: read 2022-05-17, known 2022-05-18" in ran.out
    assert "authors: read Ada Hale, known Ben Low" in ran.out


def test_a_wrong_gold_file_is_one_sentence(tmp_path: Path, run: Run) -> None:
    ran = run("evaluate", "articles", "--gold", gold(tmp_path, html="2.html"))
    assert ran.status == CANNOT_START
    assert "names the page 2.html" in ran.err
