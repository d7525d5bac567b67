"""Rating history of a body: when it, and who had its area before, was rated what."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

import altair as alt
import duckdb

from pipelines.vocabulary import DatePrecision, Framework
from warehouse.charts import look
from warehouse.charts.drawing import Drawing, text_block
from warehouse.charts.errors import NothingToDrawError
from warehouse.charts.history_panel import Letters, Rule, panel
from warehouse.charts.history_rows import History, Key, Rated, history_of, panel_words
from warehouse.charts.picture import Picture, framed
from warehouse.charts.record import record_of
from warehouse.charts.times import span, stretch
from warehouse.charts.wording import OVERALL, UNLIKE, concept_words, counted, date_words
from warehouse.sentences import FRAMEWORK_NAMES

_GAP = 24
_SMALL = (look.PLOT - _GAP) // 2
_LARGE_STEP, _SMALL_STEP = 32, 21
_FIXED = "\u00a0"
"""A space that neither breaks a line nor shrinks beside another."""
_OVERALL_KEY: Key = (OVERALL, None, None)


def body_history(connection: duckdb.DuckDBPyConnection, body_id: str) -> Picture:
    """Draw the rating history of a body.

    Raises NothingToDrawError where neither it nor a body before it has a dated inspection in the record.
    """
    history = history_of(connection, body_id)
    if history is None:
        raise NothingToDrawError(f"The record has no body {body_id!r}.")
    drawn = [one for one in (*history.ratings, *history.unrated) if one.day is not None]
    if not drawn:
        raise NothingToDrawError(
            f"The record has no inspection of {history.body_name} or of a body before it that can be dated, "
            "so there is nothing to draw."
        )
    letters = _letters(drawn)
    parts = [
        *_panels(history, drawn, letters),
        text_block(_key(history, drawn), *_who(drawn, letters), size=look.SMALL_SIZE),
    ]
    return framed(
        f"body-{history.body_id}",
        parts,
        sentence=_sentence(history),
        caveat=f"{UNLIKE} A line joins those that are; do not read the others as better or worse.",
        notes=_notes(history, drawn),
        record=record_of(connection),
    )


def _panels(history: History, drawn: Sequence[Rated], letters: Letters) -> list[Drawing]:
    """Overall across the picture, then the concepts two in a row on the same years."""
    panels = history.panels
    rules = _rules(drawn)
    places = [at for one in drawn if one.day for at in stretch(one.day, one.precision)]
    small_years = span(places, _SMALL)
    large = panel(
        panels.get(_OVERALL_KEY, []),
        unrated=history.unrated,
        joined=_joined(history, _OVERALL_KEY, panels.get(_OVERALL_KEY, [])),
        rules=rules,
        letters=letters,
        years=span(places, look.PLOT),
        step_height=_LARGE_STEP,
        title="Overall",
        with_steps=True,
        with_rule_words=True,
    )
    small = [
        panel(
            ratings,
            joined=_joined(history, key, ratings),
            rules=rules,
            letters=letters,
            years=small_years,
            step_height=_SMALL_STEP,
            title=panel_words(key),
            with_steps=number % 2 == 0,
        )
        for number, (key, ratings) in enumerate(
            (key, ratings) for key, ratings in panels.items() if key != _OVERALL_KEY
        )
    ]
    rows = [alt.hconcat(*small[n : n + 2], spacing=_GAP) for n in range(0, len(small), 2)]
    return [large, *rows]


def _joined(history: History, key: Key, ratings: Sequence[Rated]) -> list[tuple[str, str]]:
    """Pairs of inspections in a panel whose ratings are like for like, each under its own code."""
    codes = {one.inspection_id: one.standard_code for one in ratings}
    return [
        (old, new)
        for old, new, concept, before, now in history.joined
        if concept == key[0] and codes.get(old, "") == before and codes.get(new, "") == now
    ]


def _rules(drawn: Sequence[Rated]) -> list[Rule]:
    """Where the standards changed: at the first inspection here under each framework."""
    first: dict[str, float] = {}
    for one in drawn:
        if one.day is not None:
            begins = stretch(one.day, one.precision)[0]
            first[one.framework] = min(begins, first.get(one.framework, begins))
    return [
        Rule(at, FRAMEWORK_NAMES[Framework(name)])
        for name, at in sorted(first.items(), key=lambda item: item[1])
    ]


def _letters(drawn: Sequence[Rated]) -> dict[str, str]:
    before = dict.fromkeys(one.body_id for one in sorted(drawn, key=_when) if not one.is_itself)
    names = [*ascii_uppercase, *(f"{a}{b}" for a in ascii_uppercase for b in ascii_uppercase)]
    return dict(zip(before, names, strict=False))


def _when(one: Rated) -> tuple[str, str]:
    return (one.day.isoformat() if one.day else "", one.inspection_id)


def _who(drawn: Sequence[Rated], letters: Letters) -> list[str]:
    """What each letter stands for, and how far that body's ratings are about the same area and cases."""
    told = {one.body_id: one for one in drawn if one.body_id in letters}
    return [
        f"{letter}{_FIXED * 2}then: {told[body_id].body_name}; covered {told[body_id].share_text}; "
        f"had {told[body_id].work}."
        for body_id, letter in letters.items()
    ]


def _key(history: History, drawn: Sequence[Rated]) -> str:
    """The signs that occur, in words."""
    signs = [
        ("●  rating of the body itself", any(one.is_itself and one.rating for one in drawn)),
        (
            "□  with a letter: rating of a body that had its area before",
            any(not one.is_itself for one in drawn),
        ),
        ("│  inspected, no overall rating", any(one.rating is None for one in drawn)),
        ("—  like for like", bool(history.joined)),
        ("- - →  first inspection here under these standards", True),
    ]
    told = [words.replace(" ", _FIXED) for words, occurs in signs if occurs]
    return f"{_FIXED * 3} ".join(told)


def _sentence(history: History) -> str:
    """The title: the latest overall rating of the body itself, else what there is."""
    overall = [one for one in history.ratings if one.concept == OVERALL]
    withdrawn = [one for one in history.unrated if one.is_withdrawn]
    own = [one for one in (*overall, *withdrawn) if one.is_itself and one.day]
    before = {one.inspection_id for one in (*history.ratings, *history.unrated) if not one.is_itself}
    earlier = f"; {counted(len(before), 'inspection')} of bodies that had its area before" if before else ""
    if own:
        last = max(own, key=_when)
        when = date_words(last.day, last.precision) if last.day else ""
        if last.rating is None:
            return f"{history.body_name}: its latest overall rating, {when}, was found wrong{earlier}"
        doubt = " (its documents differ)" if last.is_disputed else ""
        return f"{history.body_name}: last rated {last.rating} overall{doubt}, {when}{earlier}"
    visits = [one for one in history.unrated if one.is_itself and one.day]
    if visits:
        last = max(visits, key=_when)
        when = date_words(last.day, last.precision) if last.day else ""
        return f"{history.body_name}: inspected without an overall rating, last {when}{earlier}"
    return f"{history.body_name}: no inspection of its own in the record{earlier}"


def _notes(history: History, drawn: Sequence[Rated]) -> list[str]:
    notes = []
    for one in (*drawn, *history.withdrawn):
        if one.erratum_note is not None and one.day is not None:
            when = date_words(one.day, one.precision)
            notes.append(f"† {concept_words(one.concept)}, {one.body_name}, {when}: {one.erratum_note}")
    if any(one.precision != DatePrecision.DAY for one in drawn):
        notes.append("≈ Only the month or the year is known; the grey bar spans it, the mark is its middle.")
    if any(one.is_disputed for one in drawn):
        notes.append("‡ Documents of the inspection differ; the record says how.")
    if any(one.dated_by == "fieldwork" for one in drawn):
        notes.append("§ Placed by the end of fieldwork: no date of publication is known.")
    undated = sum(one.day is None for one in (*history.ratings, *history.unrated))
    if undated:
        notes.append(f"Not drawn: {counted(undated, 'rating')} without any date.")
    return notes
