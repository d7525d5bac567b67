"""One panel of a rating history: four steps over time, with marks that say whose rating each is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import altair as alt

from pipelines.vocabulary import DatePrecision, Rating
from warehouse.charts import look
from warehouse.charts.drawing import chart, heading, layered
from warehouse.charts.history_rows import Rated
from warehouse.charts.times import Span, stretch

Letters = Mapping[str, str]
"""Letter of every body before, by its id; the body itself has none."""

_STEPS = {rating: rating.points for rating in Rating}
_UNRATED = -1
_SIDE = 15
"""Pixels from edge to edge of a mark."""
_MOST_APART = 0.4
"""Steps that a mark may stand off its own at most: further off, it would be read as the next rating."""


@dataclass(frozen=True)
class Rule:
    """The first inspection in this history under a framework, named by `words`."""

    at: float
    words: str

    def beside(self, *, is_left: bool) -> str:
        """The words, with an arrow into the time they are about."""
        return f"{self.words} →" if is_left else f"→ {self.words}"


@dataclass(frozen=True)
class _Axes:
    x: alt.X
    y: alt.Y
    low: float
    high: float


@dataclass(frozen=True)
class _Mark:
    one: Rated
    first: float
    last: float
    step: float

    @property
    def at(self) -> float:
        return (self.first + self.last) / 2


def panel(
    ratings: Sequence[Rated],
    *,
    unrated: Sequence[Rated] = (),
    joined: Iterable[tuple[str, str]] = (),
    rules: Sequence[Rule] = (),
    letters: Letters,
    years: Span,
    step_height: int,
    title: str,
    with_steps: bool,
    with_rule_words: bool = False,
) -> alt.LayerChart:
    """Draw one panel.

    `joined` are pairs of inspections whose ratings here are like for like: only these get a line between
    them, for any other line tells of a course that nobody found. `with_steps`: the words of the steps stand
    left of it.
    """
    marks = [*_placed(ratings, years, step_height), *_placed(unrated, years, step_height)]
    lanes = _lanes(rules, years) if with_rule_words else []
    low = (_UNRATED if unrated else 0) - 0.6
    high = 3.6 + (0.5 * (max(lanes, default=-1) + 1))
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[years.first, years.last], nice=False, zero=False),
        axis=alt.Axis(
            values=years.ticks,
            format="d",
            title=None,
            grid=True,
            gridColor=look.GRID,
            tickColor=look.SOFT_INK,
            domainColor=look.SOFT_INK,
            labelFlush=False,
        ),
    )
    y = alt.Y(
        "y:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), axis=_steps(unrated, with_steps)
    )
    axes = _Axes(x, y, low, high)
    layers = [
        *_rules(rules, lanes, years, axes),
        *_lines(marks, joined, axes),
        *_stretches(marks, axes),
        *_unrated(marks, letters, axes),
        *_itself(marks, axes),
        *_before(marks, letters, axes),
        *_noted(marks, axes),
    ]
    return layered(*layers).properties(
        width=years.width,
        height=round(step_height * (high - low)),
        title=heading(title),
    )


def _steps(unrated: Sequence[Rated], with_steps: bool) -> alt.Axis:
    words = {points: rating.value for rating, points in _STEPS.items()}
    values = sorted(words)
    if unrated:
        words[_UNRATED] = "No overall rating"
        values.insert(0, _UNRATED)
    chosen = " : ".join(f"datum.value == {value} ? '{words[value]}'" for value in values)
    return alt.Axis(
        values=values,
        title=None,
        labels=with_steps,
        labelExpr=f"{chosen} : ''",
        labelFontSize=look.TEXT_SIZE,
        labelLimit=look.LEFT - 6,
        labelPadding=6,
        minExtent=look.LEFT if with_steps else 0,
        ticks=False,
        domain=False,
        grid=True,
        gridColor=look.GRID,
    )


def _placed(ratings: Sequence[Rated], years: Span, step_height: int) -> list[_Mark]:
    """Marks at their dates and steps, those that would cover each other set apart."""
    steps: dict[int, list[_Mark]] = {}
    for one in ratings:
        if one.day is not None:
            step = _STEPS[one.rating] if one.rating is not None else _UNRATED
            steps.setdefault(step, []).append(_Mark(one, *stretch(one.day, one.precision), step))
    placed: list[_Mark] = []
    for marks in steps.values():
        cluster: list[_Mark] = []
        for mark in sorted(marks, key=lambda mark: mark.at):
            if cluster and years.pixel(mark.at) - years.pixel(cluster[-1].at) > _SIDE + 2:
                placed += _apart(cluster, step_height)
                cluster = []
            cluster.append(mark)
        placed += _apart(cluster, step_height)
    return placed


def _apart(cluster: Sequence[_Mark], step_height: int) -> list[_Mark]:
    """Spread marks up and down around their step, not to the sides: that would change their dates."""
    if len(cluster) == 1:
        return list(cluster)
    between = min((_SIDE + 2) / step_height, 2 * _MOST_APART / (len(cluster) - 1))
    top = between * (len(cluster) - 1) / 2
    return [replace(mark, step=mark.step + top - between * n) for n, mark in enumerate(cluster)]


def _lanes(rules: Sequence[Rule], years: Span) -> list[int]:
    """Heights of the words above the rules, the lowest where they do not touch."""
    lanes: list[int] = []
    taken: list[list[tuple[float, float]]] = []
    for rule in rules:
        left, right = _words_span(rule, years)
        lane = next(
            (n for n, held in enumerate(taken) if all(right < a or b < left for a, b in held)), len(taken)
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((left, right))
        lanes.append(lane)
    return lanes


def _words_span(rule: Rule, years: Span) -> tuple[float, float]:
    pixel = years.pixel(rule.at)
    width = look.text_width(rule.beside(is_left=True), look.SMALL_SIZE) + 12
    return (pixel - width, pixel) if pixel + width > years.width else (pixel, pixel + width)


def _chart(rows: list[dict[str, object]], axes: _Axes) -> alt.Chart:
    return chart(rows).encode(x=axes.x, y=axes.y)


def _rules(rules: Sequence[Rule], lanes: Sequence[int], years: Span, axes: _Axes) -> list[alt.Chart]:
    if not rules:
        return []
    rows: list[dict[str, object]] = [{"x": rule.at, "y": axes.low, "y2": axes.high} for rule in rules]
    lines = (
        _chart(rows, axes).mark_rule(color=look.SOFT_INK, strokeDash=[3, 3], strokeWidth=1).encode(y2="y2:Q")
    )
    drawn = [lines]
    for is_left in (True, False):
        words: list[dict[str, object]] = [
            {"x": rule.at, "y": 3.75 + 0.5 * lane, "text": rule.beside(is_left=is_left)}
            for rule, lane in zip(rules, lanes, strict=False)
            if (_words_span(rule, years)[0] < years.pixel(rule.at)) == is_left
        ]
        if words:
            drawn += _haloed(
                _chart(words, axes).encode(text="text:N"),
                look.SOFT_INK,
                align="right" if is_left else "left",
                dx=-4 if is_left else 4,
                baseline="middle",
                fontSize=look.SMALL_SIZE,
            )
    return drawn


def _lines(marks: Sequence[_Mark], joined: Iterable[tuple[str, str]], axes: _Axes) -> list[alt.Chart]:
    by_inspection = {mark.one.inspection_id: mark for mark in marks if mark.one.rating is not None}
    rows: list[dict[str, object]] = []
    for old, new in sorted(joined):
        if old in by_inspection and new in by_inspection:
            before, now = by_inspection[old], by_inspection[new]
            rows.append({"x": before.at, "y": before.step, "x2": now.at, "y2": now.step})
    if not rows:
        return []
    return [_chart(rows, axes).mark_rule(color=look.INK, strokeWidth=2).encode(x2="x2:Q", y2="y2:Q")]


def _stretches(marks: Sequence[_Mark], axes: _Axes) -> list[alt.Chart]:
    """Bars over the month or year that is all the source states; a point would claim a day."""
    rows: list[dict[str, object]] = [
        {"x": mark.first, "x2": mark.last, "y": mark.step} for mark in marks if mark.first < mark.last
    ]
    if not rows:
        return []
    return [_chart(rows, axes).mark_rule(color=look.SOFT_INK, strokeWidth=7, opacity=0.55).encode(x2="x2:Q")]


def _unrated(marks: Sequence[_Mark], letters: Letters, axes: _Axes) -> list[alt.Chart]:
    rows: list[dict[str, object]] = [
        {"x": mark.at, "y": mark.step, "text": letters.get(mark.one.body_id, "") + note_marks(mark.one)}
        for mark in marks
        if mark.one.rating is None
    ]
    if not rows:
        return []
    base = _chart(rows, axes)
    return [
        base.mark_point(shape="stroke", angle=90, size=_SIDE**2, color=look.INK, strokeWidth=2),
        base.mark_text(dx=5, align="left", fontSize=look.SMALL_SIZE, color=look.INK).encode(text="text:N"),
    ]


def _itself(marks: Sequence[_Mark], axes: _Axes) -> list[alt.Chart]:
    rows: list[dict[str, object]] = [
        {"x": mark.at, "y": mark.step, "fill": look.RATING_COLOURS[mark.one.rating]}
        for mark in marks
        if mark.one.is_itself and mark.one.rating is not None
    ]
    if not rows:
        return []
    return [
        _chart(rows, axes)
        .mark_point(shape="circle", size=_SIDE**2, stroke=look.INK, strokeWidth=1.2, opacity=1)
        .encode(fill=alt.Fill("fill:N", scale=None))
    ]


def _before(marks: Sequence[_Mark], letters: Letters, axes: _Axes) -> list[alt.Chart]:
    rows: list[dict[str, object]] = [
        {"x": mark.at, "y": mark.step, "text": letters[mark.one.body_id]}
        for mark in marks
        if not mark.one.is_itself and mark.one.rating is not None
    ]
    if not rows:
        return []
    base = _chart(rows, axes)
    return [
        base.mark_point(
            shape="square", size=_SIDE**2, stroke=look.INK, strokeWidth=1.2, fill=look.PAPER, opacity=1
        ),
        base.mark_text(fontSize=look.SMALL_SIZE, color=look.INK, baseline="middle").encode(text="text:N"),
    ]


def _noted(marks: Sequence[_Mark], axes: _Axes) -> list[alt.Chart]:
    rows: list[dict[str, object]] = [
        {"x": mark.at, "y": mark.step, "text": words}
        for mark in marks
        if mark.one.rating is not None and (words := note_marks(mark.one))
    ]
    if not rows:
        return []
    signs = _chart(rows, axes).encode(text="text:N")
    return _haloed(signs, look.INK, dy=-14, fontSize=look.TEXT_SIZE, fontWeight="bold")


def _haloed(texts: alt.Chart, ink: str, **style: Any) -> list[alt.Chart]:
    """Texts on a halo of paper, so that no rule or grid line runs through them."""
    return [
        texts.mark_text(color=look.PAPER, stroke=look.PAPER, strokeWidth=4, **style),
        texts.mark_text(color=ink, **style),
    ]


def note_marks(one: Rated) -> str:
    """Signs beside a mark that notes below the picture explain."""
    signs = (
        ("≈", one.precision != DatePrecision.DAY),
        ("†", one.erratum_note is not None),
        ("‡", one.is_disputed),
        ("§", one.dated_by == "fieldwork"),
    )
    return "".join(sign for sign, holds in signs if holds)
