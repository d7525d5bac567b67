"""Which titles were to cover an inspection, which did, and of which nobody can say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.warehouse.archive import NIGHTS, PAGE, Archive, Report, sha, story

Asking = Callable[[Archive], Callable[[str], list[tuple[Any, ...]]]]
STORY = "https://severn-evening-post.test/news/1/"
STATUS = "SELECT outlet_id, coverage_status, is_expected FROM expected_coverage ORDER BY 1"


def archive_with_titles(*read: str) -> Archive:
    """A report on Gwent, a title that covered it, and two others; `read` are lists that answered."""
    archive = Archive()
    for row in archive.inputs.sources:
        if row["source_id"] == "severn_evening_post":
            row |= {"districts": ["Newport"]}
    for name, districts in (("valleys-mercury", ["Torfaen", "Caerphilly"]), ("leeds-post", ["Leeds"])):
        archive.inputs.sources.append(
            {
                **archive.inputs.sources[-1],
                "source_id": name,
                "name": name,
                "kind": "outlet",
                "domain": f"{name}.test",
                "districts": districts,
            }
        )
    archive.night(NIGHTS[0], {PAGE: Report()}, [story(STORY, "Probation rated", "Text of it.")])
    for url in read:
        archive._capture("20250320T021500Z", url, "discovery", status=304, digest=sha(url))
    return archive


def test_a_title_that_was_not_read_then_is_no_gap(asking: Asking) -> None:
    assert asking(archive_with_titles())(STATUS) == [
        ("severn_evening_post", "covered", True),
        ("valleys-mercury", "not read then", True),
    ]


def test_a_title_that_was_read_and_silent_is_named(asking: Asking) -> None:
    ask = asking(archive_with_titles("https://valleys-mercury.test/rss"))
    assert ask(STATUS) == [
        ("severn_evening_post", "covered", True),
        ("valleys-mercury", "not covered", True),
    ]
    assert ask("SELECT lag_days, headline FROM expected_coverage WHERE article_id IS NOT NULL") == [
        (1, "Probation rated")
    ]
    counts = "expected_count, covered_count, silent_count, unread_count, silent_outlets"
    assert ask(f"SELECT {counts} FROM coverage_summary") == [(2, 1, 1, 0, "valleys-mercury")]


def test_a_gap_names_who_was_silent_and_counts_whom_nobody_asked(asking: Asking) -> None:
    archive = archive_with_titles("https://valleys-mercury.test/rss")
    archive.inputs.articles.clear()
    ask = asking(archive)
    assert ask("SELECT body_name, silent_outlets, unread_count FROM coverage_gaps") == [
        ("Gwent PDU", "valleys-mercury", 1)
    ]
