"""What a story states of an inspection: the service, when inspectors were there, ratings, names. Each with
its words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.bodies.register import Register
from pipelines.news.folding import folded
from pipelines.news.zones import Story, Zone
from pipelines.records import Article, PartialDate
from pipelines.reports.dates import find_dates
from pipelines.vocabulary import Rating

_VISIT = re.compile(
    r"\b(?:field\s?work|inspections?\s+(?:\w+\s+){0,3}?(?:made|carried\s+out|conducted|undertaken|took\s+place|was|were)"
    r"|inspectors?\s+(?:\w+\s+){0,2}?(?:visited|were\s+(?:on\s+site|there|in)|came|spent|examined|inspected|looked|carried\s+out)"
    r"|(?:was|were|been)\s+(?:re-?)?inspected|visited\s+by\s+inspectors|inspected\s+(?:the\s+)?(?:\w+\s+){0,6}?(?:in|between|during)"
    r"|inspection\s+(?:in|during|between|from|of\b[^.]{0,80}?\bin))\b"
)
_OTHER_VISIT = re.compile(
    r"\b(?:last\s+(?:visit|inspection|time)|previous(?:ly)?|earlier|before\s+that|follow(?:s|ing)\s+an?|years?\s+ago"
    r"|had\s+(?:been\s+)?(?:given|rated|judged|found))\b"
)
_PUBLISHED = re.compile(r"\b(?:published|released|report\s+(?:from|of|in)|publication)\b[^.]{0,20}$")
_RATINGS = {
    Rating.INADEQUATE: r"inadequate",
    Rating.REQUIRES_IMPROVEMENT: r"requir(?:es?|ed|ing)\s+improvement",
    Rating.GOOD: r"good",
    Rating.OUTSTANDING: r"outstanding",
}
_ANY_RATING = "|".join(f"(?P<{rating.name}>{words})" for rating, words in _RATINGS.items())
_RATED = re.compile(
    rf"(?:\b(?:re-?)?rated|\brat(?:ing|es|e)\b|\bjudged|\bgraded?|\bdeemed|\bbranded|\blabelled|\bdescribed\s+as|\boverall"
    rf"|\bassessed\s+as|\bfound\s+to\s+be|\bscored)\W+(?:(?:as|of|overall|the|be|is|an?|to|service|services|it|them|was|were|been|"
    rf"by|inspectors|again|still|now|just|only|down|remains?|probation|its|work|area|unit|at)\W+){{0,5}}(?:{_ANY_RATING})\b"
)
_QUOTED = re.compile(r"['\"](?P<word>inadequate|requires?\s+improvement|good|outstanding)['\"]")
_BARE = re.compile(r"\b(?:inadequate|requires\s+improvement)\b")
_INSPECTOR = re.compile(
    r"(?:(?P<role>(?i:(?:former\s+|interim\s+|acting\s+|his\s+majesty's\s+|her\s+majesty's\s+|hm\s+)*(?:chief|lead|head)\s+(?:probation\s+)?inspector"
    r"(?:\s+(?:of|for)\s+probation)?))[,:]?\s+(?P<after>(?:(?:Dame|Sir|Dr|Mr|Mrs|Ms)\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){1,2})"
    r"|(?P<before>(?:(?:Dame|Sir|Dr|Mr|Mrs|Ms)\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){1,2}),\s+(?:the\s+|HM\s+)?"
    r"(?i:(?:his\s+majesty's\s+|her\s+majesty's\s+|interim\s+|acting\s+)*(?:chief|lead)\s+(?:probation\s+)?inspector))"
)


@dataclass(frozen=True)
class Stated:
    """One statement: its value as text, the words that make it, and where they stand in the story's text.

    Positions are None for words of the headline.
    """

    value: str
    quote: str
    char_start: int | None = None
    char_end: int | None = None


@dataclass(frozen=True)
class StatedFieldwork:
    """When a story says that inspectors were there."""

    start: PartialDate
    end: PartialDate | None
    stated: Stated


@dataclass(frozen=True)
class StoryFacts:
    """What a story states. `ratings` is empty where it states none: the service was then not rated, or the
    story is silent."""

    is_relevant: bool
    bodies: tuple[tuple[str, str], ...]
    """(body_id, name), most prominent first."""
    fieldwork: StatedFieldwork | None
    ratings: tuple[tuple[Rating, Stated], ...]
    inspectors: tuple[Stated, ...]

    @property
    def rating(self) -> str:
        """The rating stated first, or "not rated"."""
        return self.ratings[0][0].value if self.ratings else "not rated"


def story_of(article: Article) -> Story:
    """The parts of an article that rules read."""
    return Story(article.title, article.description or "", article.text or "")


def story_sha256(article: Article) -> str:
    """Hash of what a person who decides about a story has read of it: headline, standfirst and text."""
    story = story_of(article)
    words = f"{story.headline}\x1f{story.description}\x1f{story.text}"
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()


def story_facts(article: Article, register: Register) -> StoryFacts:
    """Read what a story states, for a person to check against the report."""
    story = story_of(article)
    known = (body_id for body_id in article.body_ids if body_id in register.bodies)
    return StoryFacts(
        is_relevant=article.is_relevant,
        bodies=tuple((body_id, register.bodies[body_id].name) for body_id in known),
        fieldwork=stated_fieldwork(story),
        ratings=tuple(stated_ratings(story)),
        inspectors=tuple(_inspectors(story)),
    )


def stated_fieldwork(story: Story) -> StatedFieldwork | None:
    """When the story says inspectors were there, to the day or month; None where it says nothing of it."""
    for start, end in sentences(story.text):
        sentence = story.text[start:end]
        fold = folded(sentence)
        visit = _VISIT.search(fold)
        if visit is None or _OTHER_VISIT.search(fold):
            continue
        dates = [
            d
            for d in find_dates(sentence)
            if d.start >= visit.start() and not _PUBLISHED.search(fold[: d.start])
        ]
        if not dates or dates[0].start - visit.end() > 80:
            continue
        last = (
            dates[1]
            if len(dates) > 1
            and re.fullmatch(r"\W*(?:and|to|until|-)\W*", fold[dates[0].end : dates[1].start])
            else None
        )
        value = sentence[dates[0].start : (last or dates[0]).end]
        return StatedFieldwork(
            dates[0].value, last.value if last else None, Stated(value, sentence, start, end)
        )
    return None


def stated_ratings(story: Story) -> Iterator[tuple[Rating, Stated]]:
    """Ratings the story gives in so many words, headline first, each once.

    Only where a word says that something is rated, or the rating stands in quotation marks: "good" alone is
    an adjective.
    """
    seen: set[Rating] = set()
    for zone, words, fold, offset in story.parts:
        matches = [*_RATED.finditer(fold), *_QUOTED.finditer(fold)]
        if zone is Zone.HEADLINE:
            matches += _BARE.finditer(fold)
        found = [(m.start(), m.end(), _rating_in(m[0])) for m in matches]
        for at, until, rating in sorted(found, key=lambda one: one[1]):
            if rating is None or rating in seen:
                continue
            seen.add(rating)
            if zone in {Zone.HEADLINE, Zone.DESCRIPTION}:
                yield rating, Stated(rating.value, words)
            else:
                start, end = sentence_at(story.text, offset + at, offset + until)
                yield rating, Stated(rating.value, story.text[start:end], start, end)


def says_rating(words: str, rating: Rating) -> bool:
    """Whether words hold the words of a rating, whatever they are said of."""
    return rating in _RATINGS and re.search(rf"\b{_RATINGS[rating]}\b", folded(words)) is not None


def _rating_in(words: str) -> Rating | None:
    found = [
        (m.start(), rating)
        for rating, pattern in _RATINGS.items()
        for m in re.finditer(rf"\b{pattern}\b", words)
    ]
    return max(found)[1] if found else None


def _inspectors(story: Story) -> Iterator[Stated]:
    seen: set[str] = set()
    for match in _INSPECTOR.finditer(story.text):
        name = match["after"] or match["before"]
        if name not in seen:
            seen.add(name)
            start, end = sentence_at(story.text, match.start(), match.end())
            yield Stated(name, story.text[start:end], start, end)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a text, without the space around them."""
    at = 0
    for stop in re.finditer(r"(?<=[a-z\d)])[.!?][\"”’']?(?=\s+[\"“‘'A-Z])|\n+|$", text):
        start = at + len(text[at : stop.end()]) - len(text[at : stop.end()].lstrip())
        end = at + len(text[at : stop.end()].rstrip())
        if end > start:
            yield start, end
        at = stop.end()


def sentence_at(text: str, start: int, end: int, longest: int = 400) -> tuple[int, int]:
    """Span of the sentence around a place, cut to `longest` characters about it."""
    for first, stop in sentences(text):
        if first <= start < stop:
            last = max(stop, end)
            if last - first <= longest:
                return first, last
            return max(first, start - longest // 2), min(last, max(end, start + longest // 2))
    return start, end
