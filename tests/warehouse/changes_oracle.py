"""What rating_changes and body_lineage must say, worked out one pair at a time from the stored tables alone.

It shares no step with the SQL or the lineage module: what both get wrong, both were told wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import duckdb

Con = duckdb.DuckDBPyConnection
WORST_FIRST = ("Inadequate", "Requires improvement", "Good", "Outstanding")


@dataclass(frozen=True)
class Rated:
    """One rating as stored. `first` and `last` are the days it may be of."""

    name: str
    inspection: str
    body: str
    kind: str
    framework: str
    concept: str
    standard: str | None
    code: str | None
    rating: str | None
    is_disputed: bool
    first: date | None
    last: date | None
    dated_by: str | None

    @property
    def domain(self) -> str | None:
        """Court or out of court, for youth services."""
        digits = re.search(r"(\d)\.", self.code or "") if self.kind == "youth_justice_service" else None
        return digits.group(1) if digits else None

    @property
    def asked(self) -> tuple[str, str, str, str | None]:
        return self.concept, self.framework, self.kind, self.standard


@dataclass(frozen=True)
class Verdict:
    """What must be said of a pair."""

    comparability: str
    generation: int
    direction: str | None
    is_like_for_like: bool
    has_unlike_reason: bool


class Oracle:
    def __init__(self, con: Con) -> None:
        self._con = con

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._con.execute(sql).fetchall()

    @cached_property
    def ratings(self) -> tuple[Rated, ...]:
        kinds = dict(self._rows("SELECT body_id, body_kind FROM bodies"))
        found: list[Rated] = []
        dated: dict[str, tuple[Any, ...]] = {}
        for name, body, framework, day, precision, by, overall, is_disputed, evidence in self._rows(
            "SELECT inspection_id, body_id, framework, dated_date, dated_precision, dated_by, "
            "overall_rating, is_disputed, overall_evidence_id FROM inspections"
        ):
            dated[name] = (body, kinds[body], framework, day, _last_day(day, precision), by)
            if evidence is not None:
                told: tuple[Any, ...] = ("overall", None, None, overall, is_disputed)
                found.append(Rated(*(f"{name}.overall", name, *dated[name][:3], *told, *dated[name][3:])))
        for name, inspection, *rest in self._rows(
            "SELECT rating_id, inspection_id, concept, standard_id, standard_code, rating, is_disputed "
            "FROM ratings"
        ):
            of = dated[inspection]
            found.append(Rated(*(name, inspection, *of[:3], *rest, *of[3:])))
        return tuple(found)

    @cached_property
    def lineage(self) -> Mapping[str, Mapping[str, tuple[int, frozenset[str]]]]:
        """Of each body: its ancestors, how many successions back, and the areas that went over from them."""
        covers = {
            (a, b): (f, t) for a, b, f, t in self._rows("SELECT * EXCLUDE source_note FROM area_bodies")
        }
        bodies = [body for (body,) in self._rows("SELECT body_id FROM bodies")]
        areas: dict[str, set[str | None]] = {body: set() for body in bodies}
        for area, body in covers:
            areas[body].add(area)
        steps = self._rows(
            "SELECT predecessor_id, successor_id, "
            "CASE WHEN succession_precision = 'day' THEN succession_date END FROM body_succession"
        )

        def had(area: str | None, body: str, on: date | None) -> bool:
            if area is None:  # the register knows no areas of this body: nothing can be ruled out
                return not areas[body]
            first, last = covers.get((area, body), (date.max, date.min))
            if on is None:
                return (area, body) in covers
            return (first or date.min) <= on <= (last or date.max)

        found: dict[str, dict[str, tuple[int, frozenset[str]]]] = {}
        for body in bodies:
            reached: dict[str, tuple[int, frozenset[str]]] = {}
            for area in areas[body] or {None}:
                distance = {body: 0}
                front = {(body, date.max)}
                while front:
                    before = {
                        (predecessor, day or until)
                        for heir, until in front
                        for predecessor, successor, day in steps
                        if successor == heir and (day is None or day <= until)
                        if had(area, heir, day)
                        if had(area, predecessor, day and day - timedelta(days=1))
                    }
                    depth = max(distance.values()) + 1
                    front = {(one, until) for one, until in before if one not in distance}
                    distance |= {one: depth for one, _ in front}
                for ancestor, generation in distance.items():
                    least, shared = reached.get(ancestor, (generation, frozenset()))
                    reached[ancestor] = (min(least, generation), shared | ({area} if area else frozenset()))
            found[body] = reached
        return found

    @cached_property
    def _verdicts(self) -> Mapping[tuple[Any, Any], str]:
        found: dict[tuple[Any, Any], str] = {}
        for concept, fa, ka, sa, fb, kb, sb, comparability in self._rows(
            "SELECT concept, framework_a, body_kind_a, standard_a_id, framework_b, body_kind_b, "
            "standard_b_id, comparability FROM standard_comparisons"
        ):
            one, other = (concept, fa, ka, sa), (concept, fb, kb, sb)
            for pair in ((one, other), (other, one)):
                assert found.setdefault(pair, comparability) == comparability
        return found

    def comparability(self, new: Rated, old: Rated) -> str:
        return self._verdicts.get((new.asked, old.asked), "not comparable")

    def beside(self, new: Rated) -> list[tuple[int, Rated]]:
        """The ratings that one is set beside, with their generation."""
        if new.first is None:
            return []
        asked = [
            old
            for old in self.ratings
            if old.concept == new.concept and old.first is not None and old.inspection != new.inspection
        ]
        own = [
            old
            for old in asked
            if old.body == new.body and _order(old) < _order(new)  # of one day: by name, without direction
        ]
        own = [old for old in own if old.domain == new.domain] or [old for old in own if new.domain is None]
        if own:
            return [(0, old) for old in self._preferred(new, _latest(own))]
        began = dict(
            self._rows(f"SELECT ancestor_id, link_date FROM body_lineage WHERE body_id = '{new.body}'")
        )
        theirs = [
            old
            for old in asked
            if old.first is not None
            and old.first <= new.first
            and (began.get(old.body) or date.min) <= new.first
        ]
        distance = {body: far for body, (far, _) in self.lineage[new.body].items() if far > 0}
        near = min((distance[old.body] for old in theirs if old.body in distance), default=0)
        return [
            (near, old)
            for body in sorted(distance)
            if distance[body] == near
            for old in self._preferred(
                new, _latest(_same_domain(new, [old for old in theirs if old.body == body]))
            )
        ]

    def _preferred(self, new: Rated, olds: list[Rated]) -> list[Rated]:
        return [old for old in olds if self.comparability(new, old) != "not comparable"] or olds

    def verdict(self, new: Rated, old: Rated, generation: int) -> Verdict:
        assert old.last is not None
        assert new.first is not None
        comparability, last = self.comparability(new, old), old.last
        if old.dated_by == "fieldwork" and new.dated_by == "published":
            last += timedelta(days=366)
        is_ordered = last < new.first
        both = (old.rating, new.rating)
        direction = None
        if generation == 0 and is_ordered and comparability != "not comparable" and None not in both:
            was, now = (WORST_FIRST.index(str(one)) for one in both)
            direction = "improved" if now > was else "worse" if now < was else "same"
        like = (
            direction is not None
            and comparability == "same standard"
            and not (old.is_disputed or new.is_disputed)
        )
        return Verdict(comparability, generation, direction, like, not like)

    def changes(self) -> dict[tuple[str, str], Verdict]:
        return {
            (new.name, old.name): self.verdict(new, old, generation)
            for new in self.ratings
            for generation, old in self.beside(new)
        }


def _last_day(day: date | None, precision: str | None) -> date | None:
    if day is None or precision == "day":
        return day
    if precision == "year":
        return date(day.year, 12, 31)
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _order(one: Rated) -> tuple[date, str]:
    assert one.first is not None
    return one.first, one.inspection


def _same_domain(new: Rated, olds: list[Rated]) -> list[Rated]:
    """Those of the same domain, or without one; all where there are none."""
    return [old for old in olds if None in (old.domain, new.domain) or old.domain == new.domain] or olds


def _latest(olds: list[Rated]) -> list[Rated]:
    last = max(map(_order, olds), default=None)
    return [old for old in olds if _order(old) == last]


def told(con: Con) -> dict[tuple[str, str], Verdict]:
    """What the table says. Fails where it says something of one pair twice."""
    rows = con.execute(
        "SELECT new_rating_id, old_rating_id, comparability, generation_number, direction, "
        "is_like_for_like, unlike_reason IS NOT NULL FROM rating_changes"
    ).fetchall()
    found = {(new, old): Verdict(*rest) for new, old, *rest in rows}
    assert len(found) == len(rows)
    return found
