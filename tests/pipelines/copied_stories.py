"""Invented stories, edited copies of them, and stories from one template: the edits papers make."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate

from pipelines.records import Article

Lines = list[str]
_STARTS = "ba co de fi gu ha jo ka lo mi na o pe ra so ta u vi wo ye".split()  # noqa: SIM905
_ENDS = "bble chen dall ffer gging lling mper nder ppet rrow ssing ttle vern xton zzard".split()  # noqa: SIM905
_COMMON = (
    "the council said on Tuesday that",
    "a spokesman for the service said",
    "it has been asked to do more to",
    "as part of a new plan for the area",
    "which was published earlier this week",
    "people who live in the area have",
    "for the first time in many years",
)
TEMPLATE = (
    "{area} probation services have been rated '{rating}' after an inspection by the watchdog over them.",
    "Inspectors looked at {cases} cases in {area} and spoke to people on probation about the help they get.",
    "They found that staff in {area} cared about their work and that leaders had a plan for the year.",
    "The chief inspector said the {area} team had worked hard and had more to do to keep people safe.",
    "The report makes {count} recommendations, which the {area} unit has accepted in full.",
    "The inspectorate visits every unit in turn and publishes what it finds, with ratings.",
)


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Words, and their weights as in a language: few are said most of the time."""
    words = [f"{first}{middle}{last}" for first in _STARTS for middle in _STARTS for last in _ENDS]
    return words, list(accumulate(1 / (rank + 3) for rank in range(len(words))))


def invented(seed: int, paragraphs: int = 14) -> Lines:
    """Paragraphs that no other story holds, but for turns of phrase that all papers use."""
    chance = random.Random(seed)
    words, weights = _vocabulary()
    lines: Lines = []
    for _ in range(paragraphs):
        told = chance.choices(words, cum_weights=weights, k=chance.randint(22, 42))
        if chance.random() < 0.5:
            told[chance.randrange(len(told)) :] = [chance.choice(_COMMON), *told[-4:]]
        lines.append(f"{' '.join(told).capitalize()}.")
    return lines


def _words_replaced(lines: Lines, chance: random.Random) -> Lines:
    words, _ = _vocabulary()
    return [
        " ".join(chance.choice(words) if chance.random() < 0.08 else word for word in line.split())
        for line in lines
    ]


def _paragraphs_added(lines: Lines, chance: random.Random) -> Lines:
    own = invented(chance.randrange(10**9), 5)
    return [*lines[:4], *own[:2], *lines[4:], *own[2:]]


def _embedded(lines: Lines, chance: random.Random) -> Lines:
    own = invented(chance.randrange(10**9), 2 * len(lines))
    return [*own[: len(lines)], *lines[: len(lines) // 2], *own[len(lines) :]]


EDITS: dict[str, Callable[[Lines, random.Random], Lines]] = {
    "new top": lambda lines, chance: [*invented(chance.randrange(10**9), 3), *lines[2:]],
    "cut to half": lambda lines, _: lines[: len(lines) // 2],
    "paragraphs added": _paragraphs_added,
    "words replaced": _words_replaced,
    "shuffled": lambda lines, chance: chance.sample(lines, len(lines)),
    "embedded": _embedded,
    "upper case": lambda lines, _: [line.upper().replace(".", " –") for line in lines],
}


def article(name: str, lines: Lines, published: datetime | None = None, **known: object) -> Article:
    """A story as the reader gives it."""
    url = f"https://{name}.test/story"
    given = {"canonical_url": url, "body_ids": (), **known}
    return Article(
        url=url,
        payload_sha256="c" * 64,
        title="A headline",
        published_at=published,
        text="\n".join(lines),
        relevance_score=6,
        is_relevant=True,
        parser="news",
        parser_version=1,
        **given,
    )


@dataclass(frozen=True)
class Corpus:
    """Stories, and the pairs of addresses of which the second is an edit of the first."""

    stories: list[Article]
    pairs: set[frozenset[str]]


def corpus(bases: int, *, copied: int, templated: int = 16, given: list[Lines] | None = None) -> Corpus:
    """Invented stories (or `given` ones), all edits of the first `copied` of them, and some from one
    template."""
    stories: list[Article] = []
    pairs: set[frozenset[str]] = set()
    when = datetime(2024, 5, 9, 7, tzinfo=UTC)
    for at in range(bases):
        lines = given[at] if given else invented(at)
        family = {"first": lines}
        if at < copied:
            family |= {edit: make(lines, random.Random(f"{at} {edit}")) for edit, make in EDITS.items()}
        told = [
            article(f"s{at}-{edit.replace(' ', '-')}", text, when + timedelta(hours=hours))
            for hours, (edit, text) in enumerate(family.items())
        ]
        stories += told
        pairs |= {frozenset({told[0].url, copy.url}) for copy in told[1:]}
    return Corpus([*stories, *filled(templated)], pairs)


def filled(number: int) -> Iterator[Article]:
    """Stories that fill one template with different places: none copies another."""
    words, _ = _vocabulary()
    for at in range(number):
        area = words[400 + 13 * at].capitalize()
        lines = [
            line.format(area=area, rating="Good", cases=30 + 7 * at, count=at % 7 + 2) for line in TEMPLATE
        ]
        yield article(f"template{at}", lines, datetime(2024, 5, 9, 7 + at % 12, tzinfo=UTC))
