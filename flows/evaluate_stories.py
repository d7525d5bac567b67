"""Holding what the rules say of stories against what people know of them: relevance, and links.

A wrong link is counted apart from a missed one: the first would be published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flows.story_gold import KnownStory, StoryGold
from pipelines import news
from pipelines.bodies.register import Register, load_register
from pipelines.news.linking import Decision
from pipelines.records import CoverageLink
from pipelines.vocabulary import ReviewSubject


@dataclass(frozen=True)
class Counts:
    """Right yeses, wrong yeses and missed ones, and what they come to; None where nothing was to be said."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Part of what was said that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Part of what there was that was said."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else None


@dataclass(frozen=True)
class Miss:
    """One story that was judged wrongly, and why the rules judged so."""

    url: str
    headline: str
    hard: str
    what: str
    why: str


@dataclass
class Outcome:
    """What came out of judging stories. `kinds` counts (kind of story, what became of it)."""

    counts: Counts = field(default_factory=Counts)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    judged: int = 0
    asked: int = 0
    """Stories that a person would be asked about."""
    first_right: int = 0
    """Stories whose best link is right; `first_of` are those about an inspection."""
    first_of: int = 0

    def add(self, story: KnownStory, counts: Counts, became: str, why: str) -> None:
        """Count one story; `became` is "right" or says what went wrong."""
        self.counts = Counts(
            self.counts.right + counts.right,
            self.counts.wrong + counts.wrong,
            self.counts.missed + counts.missed,
        )
        self.judged += 1
        self.kinds[story.hard, became] += 1
        if became != "right":
            self.misses.append(Miss(story.url, story.headline, story.hard, became, why))


def judge_relevance(gold: StoryGold, stories: Iterable[KnownStory]) -> Iterator[Outcome]:
    """Judge story by story whether it is about an inspection; yields the outcome so far after each.

    As every night, the inspections of the gold file count too: one that had just come out speaks for a story.
    """
    outcome = Outcome()
    register = load_register()
    for story in stories:
        decision = _decision(gold, story, register)
        article = decision.article
        said, known = article.is_relevant, story.is_relevant
        counts = Counts(said and known, said and not known, known and not said)
        became = "right" if said is known else "taken for coverage" if said else "not seen as coverage"
        reasons = "; ".join(article.relevance_reasons) or "no rule spoke"
        outcome.asked += any(one.subject is ReviewSubject.RELEVANCE for one in decision.questions)
        outcome.add(story, counts, became, f"score {article.relevance_score:g}: {reasons}")
        yield outcome


def judge_links(gold: StoryGold, stories: Iterable[KnownStory]) -> Iterator[Outcome]:
    """Judge story by story which inspections it was tied to; yields the outcome so far after each.

    Only stories count that say what they are about; one about none must not be tied to any.
    """
    outcome = Outcome()
    register = load_register()
    known_bodies = {one.body_id for one in gold.inspections}
    for story in stories:
        wanted = _wanted(story, known_bodies)
        if wanted is None:
            continue
        decision = _decision(gold, story, register)
        said = [_named(link, story) for link in decision.links]
        right, wrong = set(said) & wanted, set(said) - wanted
        missed = wanted - set(said)
        became = "right"
        if wrong or missed:
            became = "wrong link" if wrong else "missed link"
        outcome.asked += bool(decision.questions)
        outcome.first_of += bool(wanted)
        outcome.first_right += bool(wanted) and bool(said) and said[0] in wanted
        why = _why(decision.links, decision.reason, wrong, missed)
        outcome.add(story, Counts(len(right), len(wrong), len(missed)), became, why)
        yield outcome


def _decision(gold: StoryGold, story: KnownStory, register: Register) -> Decision:
    article = gold.article(story)
    return news.decide(article, register, gold.inspections, gold.releases, month=story.month)


def _wanted(story: KnownStory, known_bodies: set[str]) -> set[str] | None:
    """What a story is to be tied to: inspections, or bodies of which the gold has any; None = not said."""
    if story.inspections is not None:
        return set(story.inspections)
    if story.bodies is not None:
        return set(story.bodies) & known_bodies
    return None if story.is_relevant else set()


def _named(link: CoverageLink, story: KnownStory) -> str:
    by_body = story.inspections is None and story.bodies is not None
    return link.body_id if by_body else link.inspection_id


def _why(
    links: Iterable[CoverageLink], reason: str | None, wrong: Iterable[str], missed: Iterable[str]
) -> str:
    told = [f"tied to {name}" for name in sorted(wrong)] + [f"missed {name}" for name in sorted(missed)]
    told += [
        f"{one.inspection_id} by {one.rule} (score {one.score:g}, margin {one.margin or 0:g}, "
        f"next {one.runner_up or 'none'}): “{one.evidence.quote[:100]}”"
        for one in links
    ]
    return "; ".join([*told, *([reason] if reason else [])])
