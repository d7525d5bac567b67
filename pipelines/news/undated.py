"""A story without a day: what else in it says when it was written, and which inspections that leaves.

A day is never guessed. An inspection is left where nothing contradicts it and something speaks for it: the
address was given out at the time, the chief inspector named was in office, the rating or the year is the
one the story states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipelines.bodies.chief_inspectors import Term, load_terms
from pipelines.news.address_dates import address_span
from pipelines.news.windows import AFTER, BEFORE, Fit, published_span, span_of
from pipelines.news.zones import Story
from pipelines.records import InspectionRecord, PartialDate
from pipelines.vocabulary import Rating

_YEAR = re.compile(r"\b20[0-3]\d\b")
_EARLIER_YEAR = re.compile(
    r"\b(?:(?:as|than|since|from|back|last\s+(?:inspected|rated|visited|seen)|previous\w*(?:\s+\w+){0,3}|first(?:\s+\w+){0,3})"
    r"(?:\s+(?:it\s+was|they\s+were))?(?:\s+in)?|compared\s+(?:with|to)|again\s+(?:after|since))\s+(?:\w+\s+)?(20[0-3]\d)\b"
)
"""A year that a story compares with: the inspection it is about is a later one."""
_ERAS: tuple[tuple[re.Pattern[str], date, date], ...] = (
    (re.compile(r"\bprobation\s+trust\b"), date.min, date(2014, 12, 31)),
    (
        re.compile(
            r"\bcommunity\s+rehabilitation\s+compan|\bcrcs?\b|\bprivate(?:ly)?[\s-](?:run|owned|probation|compan)"
        ),
        date(2014, 6, 1),
        date(2021, 12, 31),
    ),
    (re.compile(r"\bprobation\s+delivery\s+units?\b|\bpdus?\b"), date(2021, 6, 26), date.max),
)
"""Words for a kind of body that there was at one time only, with the months that reports may lag."""
_LEAST, _EACH = 0.4, 0.2
"""Weight of an inspection that nothing speaks for, and what each clue adds; a dated story has 1."""


@dataclass(frozen=True)
class Clues:
    """What a story says of its own time. `month` is the month or year it appeared, where no day is known."""

    story: Story
    url: str
    ratings: frozenset[Rating]
    month: PartialDate | None = None

    @cached_property
    def written(self) -> tuple[date, date] | None:
        """Between which days it was written: by the month or year it is known to be of, or when its address
        was given out."""
        return span_of(self.month) if self.month is not None else address_span(self.url)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Terms of the chief inspectors it names as such."""
        words = self.story.folded_all
        return tuple(term for term in load_terms() if _named_as_chief(term.plain_name, words))

    @cached_property
    def years(self) -> frozenset[int]:
        """Years it states."""
        return frozenset(map(int, _YEAR.findall(self.story.folded_all))) - self.earlier

    @cached_property
    def era(self) -> tuple[date, date] | None:
        """When there was the kind of body it names; None where it names none, or kinds of several times."""
        eras = [(first, last) for words, first, last in _ERAS if words.search(self.story.folded_all)]
        return eras[0] if len(eras) == 1 else None

    @cached_property
    def earlier(self) -> frozenset[int]:
        """Years it names only to compare with."""
        return frozenset(map(int, _EARLIER_YEAR.findall(self.story.folded_all)))


def _named_as_chief(name: str, words: str) -> bool:
    plain = re.escape(name.lower())
    return bool(re.search(rf"\binspector\b[^.]{{0,60}}\b{plain}|\b{plain}\b[^.]{{0,60}}\binspector", words))


def undated_fit(inspection: InspectionRecord, clues: Clues) -> Fit | None:
    """Weigh an inspection against a story without a day; None where something contradicts it, or nothing
    speaks for it."""
    span = published_span(inspection)
    if span is None:
        return None
    said = [one for one in _said(inspection, span, clues) if one is not None]
    if not any(said) or not all(said):
        return None
    return Fit(min(1.0, _LEAST + _EACH * len(said)), *span)


def _said(inspection: InspectionRecord, span: tuple[date, date], clues: Clues) -> Iterator[bool | None]:
    """What each clue says: for the inspection, against it, or nothing."""
    first, last = span
    if clues.written is not None:
        yield first - BEFORE <= clues.written[1] and clues.written[0] <= last + AFTER
    if clues.terms:
        yield any(term.overlaps(first, last) for term in clues.terms)
    if clues.era is not None:
        yield first <= clues.era[1] and clues.era[0] <= last
    if clues.ratings and inspection.overall_rating is not None:
        yield True if inspection.overall_rating in clues.ratings else None
    fieldwork = inspection.fieldwork_start or inspection.fieldwork_end
    own = {first.year, last.year} | ({fieldwork.value.year} if fieldwork is not None else set())
    yield True if clues.years & own else None
    if clues.earlier:
        yield last.year > max(clues.earlier)
