"""Sentences of an account: what changed, from, to, when, whether like for like, and where to check.

Every sentence of a comparison carries its caution; there is no way to get the one without the other. Where
many sentences share a reason it is written once below them, and each names its letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from string import ascii_lowercase

from pipelines.bodies.names import short_name
from pipelines.vocabulary import BodyKind
from warehouse.account import Account, Side, Step, Visit
from warehouse.reorganisations import Reorganisation
from warehouse.sentences import listed

DOMAINS = {"2": "court", "3": "out of court"}
LIKE = "like for like"
_VERBS = {"improved": "rose", "worse": "fell"}
_CHANGES = _VERBS | {"same": "stayed"}


class Notes:
    """Reasons in the order they are first named, each with a letter."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def letter(self, reason: str) -> str:
        """The mark of a reason: [a], [b] …"""
        number = len(self._letters)
        letter = ascii_lowercase[number % 26] * (number // 26 + 1)
        return f"[{self._letters.setdefault(reason, letter)}]"

    def lines(self) -> list[str]:
        """Every reason with its mark."""
        return [f"[{letter}] {reason}" for reason, letter in self._letters.items()]


def step_sentence(step: Step) -> str:
    """One rating beside the one before it, complete in itself."""
    new, old = step.new, step.old
    subject = f"{_name(new)}: {standard_label(step)}"
    if old is None:
        is_first = "the first rating in the record" if new.when else "compared with none for want of a date"
        return f"{subject} rated {_rated(new)}, {is_first}; {_where(new)}.{_errata([step])}"
    return f"{subject} {_change(step, old)}; {caution(step)}; {_where(old)} / {_where(new)}.{_errata([step])}"


def visit_sentences(visit: Visit) -> tuple[list[str], list[str]]:
    """What one inspection rated: each rating beside those before it, then first ratings together; and the
    reasons, by their letters, why some are not like for like.
    """
    notes = Notes()
    compared = (step for step in visit.steps if step.old is not None)
    told = [
        _together(list(steps), notes)
        for _, steps in groupby(compared, key=lambda step: (step.concept, step.new.standard_code))
    ]
    firsts = [step for step in visit.steps if step.old is None]
    return [*told, _firsts(firsts)] if firsts else told, notes.lines()


def caution(step: Step) -> str:
    """Whether the two are like for like, and if not why; never empty for a step with an earlier rating."""
    kind, reason = _caution(step)
    return f"{kind}: {reason}" if reason and kind != reason else kind


def standard_label(step: Step) -> str:
    """Name of what was rated; court and out-of-court work of youth services told apart."""
    domain = DOMAINS.get(step.domain or "")
    return f"{step.new.standard_name} ({domain})" if domain else step.new.standard_name


def table_cells(step: Step, notes: Notes) -> tuple[str, ...]:
    """When and of whom, what, before, now, and how the two compare; reasons go to the notes."""
    new, old = step.new, step.old
    cells = (f"{_when(new)}, {_name(new)}", standard_label(step))
    for side in (old, new):
        if side is not None and side.erratum_note:
            notes.letter(f"† {_when(side)}: {side.erratum_note}")
    now = f"{new.rating}{_dagger(new)}, {_where(new)}"
    if old is None:
        return (*cells, "", now, "first in the record" if new.when else "none, not dated")
    under = "" if old.body_id == new.body_id else f" under {_name(old)}"
    kind, reason = _caution(step)
    mark = f" {notes.letter(reason)}" if reason else ""
    change = f"{_CHANGES[step.direction]}, " if step.direction and _is_own_question(step) else ""
    return (*cells, f"{_rated(old)}{_dagger(old)}{under}, {_where(old)}", now, f"{change}{kind}{mark}")


def visit_heading(visit: Visit) -> str:
    """One inspection: when, of whom, under what, and its overall rating with score."""
    when = str(visit.when) if visit.when else "date not known"
    name = short_name(visit.body_name, BodyKind(visit.body_kind))
    return f"{when[:1].upper()}{when[1:]}: {name}, {visit.framework_name}: {visit_outcome(visit)}"


def visit_outcome(visit: Visit) -> str:
    """Overall rating and score, or why there is none."""
    note = f" † {visit.erratum_note}" if visit.erratum_note else ""
    if visit.overall_rating is None:
        return f"no overall rating{f': {visit.rating_reason}' if visit.rating_reason else ''}{note}"
    score = f", {visit.score}/{visit.score_max}" if visit.score is not None else ""
    disputed = " (its documents differ)" if visit.is_disputed else ""
    return f"{visit.overall_rating}{score}{disputed}{note}"


def visit_context(visit: Visit) -> str | None:
    """What an earlier body had of the place the account is of; None where it is the place or a unit in it."""
    if visit.relation in ("same body", "unit"):
        return None
    return f"{short_name(visit.body_name, BodyKind(visit.body_kind))} had {visit.work}: {visit.share_text}"


def reorganisation_sentence(move: Reorganisation) -> str:
    """Who took over from whom, and when."""
    when = move.day_text or "On a day no source states"
    notes = f" ({'; '.join(move.notes)})" if move.notes else ""
    did = "came to run" if move.is_beside else "took over from"
    return f"{when}: {listed(move.successors)} {did} {listed(move.predecessors)}{notes}."


def summary_sentences(account: Account) -> list[str]:
    """What the account comes to. Only changes of the place itself on one question are counted by direction:
    those of a body before it, which had other areas and cases, are not the place's.
    """
    told = [_visited(account)]
    if account.without_concept:
        rest = _count(account.without_concept, "more inspection" if account.visits else "inspection")
        told.append(f"{rest} in this time: the record has no rating of {_concept(account)} for them.")
    own = [step for visit in account.own_visits for step in visit.steps if step.old is not None]
    if like := [step for step in own if step.is_like_for_like]:
        told.append(f"Like for like with the inspection before: {_directions(like)}.")
    if kept := [step for step in own if _is_own_question(step) and not step.is_like_for_like]:
        told.append(f"Of the same service on the same question under other standards: {_directions(kept)}.")
    others = {
        (step.new.inspection_id, step.concept, step.new.standard_code)
        for step in own
        if not _is_own_question(step)
    }
    if others:
        told.append(
            f"{_count(len(others), 'rating')} can only be set beside another service's or question's, "
            "and each says why."
        )
    if account.never_inspected:
        units = listed(account.never_inspected)
        told.append(f"No inspection in the record, which is not proof that there was none: {units}.")
    if _has_loose_dates(account):
        told.append("A date stated to the year or month counts from its first day: one may be missed here.")
    return told


def closing_sentences(account: Account) -> list[str]:
    """What the account does not hold, and what its reorganisations rest on."""
    told = []
    if account.is_region:
        told.append(
            "Not in this account: youth justice services, approved premises and the national inspection, "
            "which are no region's."
        )
    if account.reorganisations or account.undated_reorganisations:
        told.append(
            "Who took over from whom rests in part on names, maps and memory; `body_succession` has each "
            "source. That units began on 26 June 2021 is an assumption."
        )
    return told


def _visited(account: Account) -> str:
    own = len(account.own_visits)
    services = _count(len({visit.body_id for visit in account.visits}), "service")
    undated = _count(len(account.undated), "inspection")
    besides = f" Besides, {undated} without a date, which may be of another time." if account.undated else ""
    if not account.visits and account.without_concept:
        return f"No rating of {_concept(account)} in this time is in the record.{besides}"
    if not account.visits:
        return f"No inspection of {account.title} in this time is in the record.{besides}"
    place = f"{account.title} or its units" if account.is_region else f"{account.title} itself"
    itself = "" if own else f" None is of {place}: they are of bodies before it."
    return f"{_count(len(account.visits), 'inspection')} of {services}.{itself}{besides}"


def _concept(account: Account) -> str:
    return (account.concept or "overall").replace("_", " ")


def _has_loose_dates(account: Account) -> bool:
    """Whether the window begins or ends within a year, where dates are not all stated to the day."""
    ends = [day for day in (account.first, account.last) if day is not None]
    return any((day.month, day.day) != (1, 1) for day in ends)


def _firsts(steps: Sequence[Step]) -> str:
    """Ratings with none before them; those of an undated report may not be the first at all."""
    rated = "; ".join(f"{standard_label(step)} {step.new.rating}" for step in steps)
    pages = sorted({step.new.page for step in steps if step.new.page is not None})
    web = ["web page"] if any(step.new.page is None for step in steps) else []
    places = ", ".join([*(f"p. {page}" for page in pages), *web])
    is_dated = all(step.new.when is not None for step in steps)
    label = "First ratings in the record" if is_dated else "Ratings, compared with none for want of a date"
    return f"{label}: {rated}; {places}.{_errata(steps)}"


def _together(steps: Sequence[Step], notes: Notes) -> str:
    """One rating beside one or more before it."""
    first = steps[0]
    if len(steps) == 1 and first.old is not None:
        kind, reason = _caution(first)
        mark = f" {notes.letter(reason)}" if reason else ""
        where = f"{_where(first.old)} / {_where(first.new)}"
        return f"{standard_label(first)} {_change(first, first.old)}; {kind}{mark}; {where}.{_errata(steps)}"
    before = []
    for step in steps:
        if step.old is not None:
            kind, reason = _caution(step)
            mark = f" {notes.letter(reason)}" if reason else ""
            place = _where(step.old)
            before.append(f"{_rated(step.old)} under {_name(step.old)}, {place}, {kind}{mark}")
    now = f"{standard_label(first)} {_rated(first.new)}, {_where(first.new)}"
    return f"{now}; before: {'; '.join(before)}.{_errata(steps)}"


def _caution(step: Step) -> tuple[str, str | None]:
    """The verdict and, unless they are like for like, the reason."""
    if step.is_like_for_like:
        return LIKE, None
    reason = step.unlike_reason or "nobody has reviewed whether these can be compared"
    return ("same question, other standards" if _is_own_question(step) else "not like for like"), reason


def _is_own_question(step: Step) -> bool:
    is_same_body = step.old is not None and step.old.body_id == step.new.body_id
    return (
        is_same_body
        and step.direction is not None
        and step.comparability in ("same standard", "same question")
    )


def _change(step: Step, old: Side) -> str:
    new = step.new
    verb = _VERBS.get(step.direction or "")
    if old.body_id != new.body_id:
        return f"{_rated(new)}; before: {_rated(old)} under {_name(old)}"
    if _is_own_question(step) and step.direction == "same":
        return f"stayed {new.rating} ({_when(old)}; {_when(new)})"
    if _is_own_question(step) and verb:
        return f"{verb} from {_rated(old)} to {_rated(new)}"
    return f"was {_rated(old)} and is {_rated(new)}"


def _name(side: Side) -> str:
    return short_name(side.body_name, BodyKind(side.body_kind))


def _dagger(side: Side) -> str:
    return " †" if side.erratum_note else ""


def _rated(side: Side) -> str:
    return f"{side.rating} ({_when(side)})"


def _when(side: Side) -> str:
    return str(side.when) if side.when else "date not known"


def _where(side: Side) -> str:
    return f"p. {side.page}" if side.page is not None else "web page"


def _errata(steps: Iterable[Step]) -> str:
    sides = [
        side for step in steps for side in (step.old, step.new) if side is not None and side.erratum_note
    ]
    notes = dict.fromkeys(f" † {_when(side)}: {side.erratum_note}" for side in sides)
    return "".join(notes)


def _directions(steps: Iterable[Step]) -> str:
    counted = Counter(step.direction for step in steps)
    return ", ".join(f"{counted[key]} {word}" for key, word in _CHANGES.items() if counted[key])


def _count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
