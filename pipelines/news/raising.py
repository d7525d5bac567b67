"""A story just under the line of relevance that names a place whose report came out days before.

Words alone cannot tell "MP appalled by youth justice failings" from any other row about youth justice; that
the service of the town it names was found wanting last week can.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from pipelines.news.candidates import Candidate, Reading
from pipelines.news.gazetteer import Strength
from pipelines.news.relevance import THRESHOLD
from pipelines.news.windows import FULL
from pipelines.records import Article
from pipelines.vocabulary import DatePrecision

NEAR = 1.0
"""Score from which on a report of the time can make a story coverage."""
FRESH = timedelta(days=30)
"""How long after a report came out its being out counts wholly."""
_MONTH = timedelta(days=31)
"""A story that is only known to be of a longer time is not known to be of the report's."""
_SAYS_INSPECTED = re.compile(
    r"\b(?:(?:re-?)?inspect(?:ed|ion|ions|ors|orate)\b|watchdogs?|chief\s+inspector|verdict|inadequate|requir\w+\s+improvement"
    r"|out\s+of\s+(?:36|27|39))\b"
)
"""What a story must say that has next to nothing else: "rated a success" is said of many things."""
_SPEAKS_OF_OFFENDERS = re.compile(
    r"offend|probation|criminals?\b|youth\s+(?:justice|crime|service|team)|young\s+people|community\s+sentence"
    r"|\blicence\b|prison\s+leavers"
)
_CARD = 2.0
_SEVERAL_PLACES = 4.0
"""Prominence from which on places alone name a body: two of them in the opening."""

_SPEAKS_OF_INSPECTING = re.compile(
    r"\b(?:(?:re-?)?inspect\w*|watchdogs?|chief\s+inspector|rat(?:ed|ings?)|reports?|findings|verdict|graded?|scor(?:ed?|es|ing)"
    r"|points|inadequate|requir\w+\s+improvement|out\s+of\s+(?:36|27|39))\b"
)


def may_be_coverage(article: Article) -> bool:
    """Whether linking may make a story coverage: it is, or it is not all strange to the subject."""
    return article.is_relevant or article.relevance_score > 0 or may_be_raised(article)


def may_be_raised(article: Article) -> bool:
    """Whether a story is near enough to the line, and no rule speaks against it.

    A trial or a strike in a town whose service was inspected last week is still no coverage.
    """
    penalties = any(reason.startswith("-") for reason in article.relevance_reasons)
    is_near = article.relevance_score >= NEAR or not article.text
    return not article.is_relevant and is_near and not penalties


def raised(article: Article, reading: Reading, ranked: Sequence[Candidate]) -> Article:
    """The story with what a report of the time adds to its score; the same where none does.

    A text must speak of inspecting somewhere; a card has no room for that, and one that does so all the same,
    and of offenders, says as much as can be asked of it.
    """
    if not (ranked and may_be_raised(article)):
        return article
    words = reading.story.folded_all
    has_little = article.relevance_score < (2 * NEAR if article.text else NEAR)
    told = _SAYS_INSPECTED if has_little else _SPEAKS_OF_INSPECTING
    speaks = told.search(words) is not None
    if not speaks and (article.text or article.relevance_score < 2 * NEAR):
        return article
    best = ranked[0]
    points = _points(best, reading)
    if points and not article.text and speaks and _SPEAKS_OF_OFFENDERS.search(words):
        points += _CARD
    if points == 0:
        return article
    reason = f"{points:+g} {best.inspection.inspection_id} had come out days before"
    score = article.relevance_score + points
    return article.model_copy(
        update={
            "relevance_score": score,
            "is_relevant": score >= THRESHOLD,
            "relevance_reasons": (*article.relevance_reasons, reason),
        }
    )


def _points(one: Candidate, reading: Reading) -> float:
    """By how surely the body is meant and how fresh its report was.

    Where either day is not known, that the story fits the report in other ways is worth less.
    """
    published = one.inspection.published
    written = (reading.day, reading.day) if reading.day is not None else reading.clues.written
    is_named = one.prominence.is_on_top and (
        one.prominence.is_in_headline
        or one.prominence.strongest > Strength.PLACE
        or one.prominence.score >= _SEVERAL_PLACES
    )
    if not one.prominence.is_on_top:
        return 0.0
    if written is None or published is None or published.precision is DatePrecision.YEAR:
        return 2.0 if is_named else 0.0
    if written[1] - written[0] > _MONTH or written[0] > one.fit.last + FRESH:
        return 2.0 if is_named else 0.0
    is_plain = one.prominence.is_in_headline or one.prominence.score >= _SEVERAL_PLACES
    if is_plain and written[0] <= one.fit.last + FULL:
        return 4.0
    return 3.0 if is_named else 2.0
