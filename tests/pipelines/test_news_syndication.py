"""Copies of stories are found through their edits; stories from one template are not copies."""

from __future__ import annotations

import gzip
import random
from datetime import UTC, datetime

import pytest

from pipelines import news
from pipelines.news.aggregators import is_aggregator
from pipelines.news.syndication import syndication
from pipelines.records import Article, Evidence, ReleaseRecord
from tests.pipelines.copied_stories import corpus
from tests.pipelines.news_pages import REAL_PAGES

WORDS = [
    f"{first}{last}"
    for first in ("bar", "cor", "den", "fal", "mil", "san", "tor")
    for last in ("ding", "lock", "man", "set", "ter")
]


def invented_story(seed: int, sentences: int = 24) -> list[str]:
    """Sentences that no other story holds."""
    chance = random.Random(seed)
    return [
        f"{chance.choice(WORDS).capitalize()} {' '.join(chance.choices(WORDS, k=11))} {chance.choice(WORDS)}."
        for _ in range(sentences)
    ]


def article(
    name: str,
    lines: list[str],
    hour: int | None = 9,
    *,
    canonical: str | None = None,
    bodies: tuple[str, ...] = (),
) -> Article:
    url = f"https://{name}.test/story"
    return Article(
        url=url,
        canonical_url=canonical or url,
        payload_sha256="c" * 64,
        title="A headline",
        published_at=datetime(2024, 5, 9, hour, tzinfo=UTC) if hour is not None else None,
        text="\n".join(lines),
        relevance_score=6,
        is_relevant=True,
        body_ids=bodies,
        parser="news",
        parser_version=1,
    )


ORIGINAL = invented_story(1)
OTHERS = [article(f"other{n}", invented_story(100 + n)) for n in range(6)]


def _eight_in_a_hundred(lines: list[str]) -> list[str]:
    chance = random.Random(5)
    return [
        " ".join("changed" if chance.random() < 0.08 else word for word in line.split()) for line in lines
    ]


EDITS = {
    "whole": ORIGINAL,
    "new top": invented_story(2, 4) + ORIGINAL[3:],
    "cut to half": ORIGINAL[:12],
    "local paragraphs and a footer added": ORIGINAL[:10]
    + invented_story(3, 6)
    + ORIGINAL[10:]
    + invented_story(4, 3),
    "words replaced": _eight_in_a_hundred(ORIGINAL),
    "paragraphs shuffled": random.Random(6).sample(ORIGINAL, len(ORIGINAL)),
    "half of it in a longer story": invented_story(7, 20) + ORIGINAL[:14] + invented_story(8, 10),
    "upper case": [line.upper() for line in ORIGINAL],
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("others", [0, 6])
def test_an_edited_copy_is_found_and_nothing_else(edit: str, others: int) -> None:
    first, copy = article("first", ORIGINAL, 7), article("copy", EDITS[edit], 11)
    (found,) = syndication([copy, *OTHERS[:others], first])
    assert (found.original_url, found.copy_url, found.direction) == (first.url, copy.url, "published first")
    assert found.evidence.quote in (copy.text or "")
    assert (copy.text or "")[found.evidence.char_start : found.evidence.char_end] == found.evidence.quote


def test_a_story_that_many_papers_carry_is_not_boilerplate() -> None:
    tops = [article(f"paper{n}", invented_story(20 + n, 4) + ORIGINAL, 10 + n) for n in range(6)]
    found = syndication([article("first", ORIGINAL, 7), *tops, *OTHERS])
    assert {one.copy_url for one in found if one.original_url == "https://first.test/story"} == {
        top.url for top in tops
    }


TEMPLATE = (
    "{area} probation services have been rated '{rating}' after an inspection by the watchdog over them.\n"
    "Inspectors looked at {cases} cases in {area} and spoke to people on probation about the help they get.\n"
    "They found that staff in {area} cared about their work and that leaders had a plan for the year.\n"
    "The chief inspector said the {area} team had worked hard and had more to do to keep people safe.\n"
    "The report makes {count} recommendations, which the {area} unit has accepted in full.\n"
    "The inspectorate visits every unit in turn and publishes what it finds, with ratings."
)


def _filled(area: str, cases: int) -> Article:
    lines = TEMPLATE.format(area=area, rating="Good", cases=cases, count=cases % 7 + 2).split("\n")
    return article(area.lower(), lines, cases % 12)


@pytest.mark.parametrize("number", [2, 3, 5])
def test_stories_from_one_template_are_not_copies(number: int) -> None:
    areas = ["Ambleford", "Kettleham", "Dunwick", "Oldstowe", "Marling"][:number]
    assert syndication([_filled(area, 30 + 7 * at) for at, area in enumerate(areas)]) == []


def test_stories_that_name_different_services_are_not_copies() -> None:
    lines = [
        line.replace("{area}", "the town").format(rating="Good", cases=40, count=3)
        for line in TEMPLATE.split("\n")
    ]
    one, other = (
        article("one", lines, bodies=("pdu-leeds",)),
        article("other", lines, bodies=("pdu-hull-and-east-riding",)),
    )
    assert syndication([one, other]) == []
    assert len(syndication([one, article("other", lines, bodies=("pdu-leeds",))])) == 1


def test_quoting_one_release_makes_no_copy() -> None:
    quoted = invented_story(30, 10)
    release = ReleaseRecord(
        release_id="r",
        url="https://r.test/",
        title="R",
        text="\n".join(quoted),
        evidence=Evidence(document_sha256="d" * 64, quote="R"),
    )
    stories = [article(f"quoting{n}", invented_story(40 + n, 9) + quoted, 8 + n) for n in range(2)]
    assert len(syndication(stories)) == 1
    assert syndication(stories, [release]) == []


def test_direction() -> None:
    home = article("home", ORIGINAL, 12)
    reprint = article("reprint", ORIGINAL, 7, canonical=home.url)
    (found,) = syndication([reprint, home])
    assert (found.original_url, found.copy_url) == (home.url, reprint.url)
    (unknown,) = syndication([article("a", ORIGINAL, None), article("b", ORIGINAL, 7)])
    assert unknown.direction is None


def test_a_sample_of_many_stories_still_finds_the_copy() -> None:
    many = [article(f"n{n}", invented_story(1000 + n, 12)) for n in range(420)]
    found = syndication([*many, article("first", ORIGINAL, 7), article("copy", EDITS["cut to half"], 9)])
    assert [(one.original_url, one.copy_url) for one in found] == [
        ("https://first.test/story", "https://copy.test/story")
    ]


def test_stories_without_text_are_passed_over() -> None:
    card = article("card", ORIGINAL).model_copy(update={"text": None})
    assert syndication([card, article("first", ORIGINAL)]) == []


@pytest.mark.parametrize(("bases", "copied"), [(30, 30), (90, 90), (40, 4)])
def test_edited_copies_are_found_and_templates_are_not(bases: int, copied: int) -> None:
    given = corpus(bases, copied=copied)
    found = {frozenset({one.original_url, one.copy_url}) for one in syndication(given.stories)}
    right = len(found & given.pairs)
    wrong = [pair for pair in found if len({_family(url) for url in pair}) > 1]
    assert 2 * right / (len(given.pairs) + right + len(wrong)) >= 0.99
    assert [pair for pair in found if any("template" in url for url in pair)] == []


def _family(url: str) -> str:
    """Which story an edit is an edit of: copies of one story are copies of each other too."""
    return url.split("//")[1].split("-", maxsplit=1)[0]


def test_edits_of_real_stories_are_found() -> None:
    pages = [*sorted((REAL_PAGES / "benchmark").glob("*.gz")), *sorted((REAL_PAGES / "uk").glob("*.gz"))]
    if not pages:
        pytest.skip(f"no pages in {REAL_PAGES}")
    texts = [
        news.extract(gzip.decompress(page.read_bytes()), url="https://a.test/1").text for page in pages[::3]
    ]
    lines = [[line for line in (text or "").split("\n") if line.strip()] for text in texts]
    donors = [told for told in lines if len(told) >= 6 and sum(len(line.split()) for line in told) > 150]
    given = corpus(len(donors), copied=len(donors), given=donors)
    found = {frozenset({one.original_url, one.copy_url}) for one in syndication(given.stories)}
    assert len(found & given.pairs) >= 0.99 * len(given.pairs)
    assert [pair for pair in found if any("template" in url for url in pair)] == []


@pytest.mark.parametrize("first", ["https://paper.test/story", "https://uk.news.yahoo.com/story"])
def test_a_site_that_reprints_stories_is_the_copy_whatever_its_date(first: str) -> None:
    original = article("paper", ORIGINAL, 11)
    reprint = article("paper", ORIGINAL, 7).model_copy(update={"url": "https://uk.news.yahoo.com/story"})
    reprint = reprint.model_copy(update={"canonical_url": reprint.url})
    (found,) = syndication([original, reprint] if first == original.url else [reprint, original])
    assert (found.original_url, found.copy_url) == (original.url, reprint.url)
    assert found.direction == "the copy stands on a site that reprints stories"


def test_hosts_that_only_end_alike_are_no_aggregators() -> None:
    assert is_aggregator("https://www.msn.com/en-gb/1")
    assert not is_aggregator("https://notmsn.com/1")
