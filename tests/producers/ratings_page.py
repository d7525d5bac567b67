"""What stands on a report's page of ratings, before it is set in any design."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.vocabulary import Rating
from tests.replica import report_text as text
from tests.replica.facts import ReportFact, StandardFact


@dataclass(frozen=True)
class Rated:
    """A standard's line. `last` is what a design with two inspections prints as the earlier rating."""

    code: str
    name: str
    rating: str
    last: str

    @property
    def label(self) -> str:
        """Code and name in one string."""
        return f"{self.code} {self.name}".strip()


@dataclass(frozen=True)
class Domain:
    """Standards under their common title."""

    title: str
    rated: tuple[Rated, ...]


@dataclass(frozen=True)
class RatingsPage:
    """`head` has label and value of what stands above the standards; `note` explains an asterisk."""

    service: str
    head: tuple[tuple[str, str], ...]
    domains: tuple[Domain, ...]
    note: str


def ratings_page(fact: ReportFact) -> RatingsPage | None:
    """The page of a rated report; None for a report that rates nothing."""
    if not fact.standards:
        return None
    head = []
    if fact.score is not None:
        head.append(("Score", f"{fact.score}/{fact.score_max}"))
    if fact.fieldwork_start is not None:
        head.append(("Fieldwork started", f"{fact.fieldwork_start:%B %Y}"))
    if fact.overall_rating is not None:
        head.append(("Overall rating", fact.overall_rating.value))
    chapters = text.chapters(fact)
    domains = (Domain(c.title, tuple(_rated(fact, s) for s in c.standards)) for c in chapters)
    is_marked = any(not standard.counts for standard in fact.standards)
    note = "* This rating does not contribute to the overall rating." if is_marked else ""
    return RatingsPage(text.service_name(fact), tuple(head), tuple(domains), note)


def _rated(fact: ReportFact, standard: StandardFact) -> Rated:
    ratings = list(Rating)
    last = ratings[(ratings.index(standard.rating) + 1) % len(ratings)]
    code, name = text.label(fact, standard.code, standard.printed_name)
    return Rated(code, name, standard.rating.value + ("" if standard.counts else "*"), last.value)
