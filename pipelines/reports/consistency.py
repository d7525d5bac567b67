"""Cross-checks of a report against itself. They flag with the words, and never fix: the report is the
record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.bodies.chief_inspectors import known_chief_inspector
from pipelines.bodies.frameworks import has_no_codes, standards_of
from pipelines.bodies.register import Body
from pipelines.records import Flag, InspectionRecord
from pipelines.reports.cover import Cover
from pipelines.reports.fieldwork import is_after
from pipelines.reports.layouts.layout import Layout
from pipelines.reports.prose import overall_statements
from pipelines.reports.ratings import RatingsRead, counted
from pipelines.vocabulary import Framework, Rating

_BANDS: dict[tuple[Framework, int], tuple[int, int, int]] = {
    (Framework.YJS_2018, 36): (6, 18, 30),
    (Framework.YJS_2021, 36): (6, 18, 30),
    (Framework.CORE_2018, 30): (5, 15, 25),
}
"""Highest scores of Inadequate, Requires improvement and Good, for the denominators whose bands are known."""
_RISING = (Rating.INADEQUATE, Rating.REQUIRES_IMPROVEMENT, Rating.GOOD, Rating.OUTSTANDING)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two things in a report that do not fit together, with the words of each."""

    check: str
    detail: str
    quotes: tuple[str, ...] = ()


def check_inspection(
    cover: Cover, layout: Layout, body: Body, inspection: InspectionRecord, read: RatingsRead
) -> list[Flag]:
    """Return a flag for all that does not fit together in one inspection as the report prints it."""
    found = [*_dates(cover, layout, inspection), *_signatory(inspection)]
    if layout.is_rated:
        found += [Disagreement(check, detail, (quote,)) for check, detail, quote in read.remarks]
        found += _points(read)
        found += _band(layout.framework, read)
        found += _prose(cover, read)
        found += _completeness(layout, body, read)
    return [
        Flag(inspection_id=inspection.inspection_id, check=one.check, detail=one.detail, quotes=one.quotes)
        for one in found
    ]


def _dates(cover: Cover, layout: Layout, inspection: InspectionRecord) -> Iterator[Disagreement]:
    published, fieldwork = inspection.published, inspection.fieldwork_start or inspection.fieldwork_end
    if cover.date_remark is not None:
        yield Disagreement("publication date", cover.date_remark)
    if published is None:
        return
    if fieldwork is not None and is_after(fieldwork, published):
        quote = cover.fieldwork.block.text if cover.fieldwork else ""
        yield Disagreement(
            "fieldwork date", f"fieldwork {fieldwork} is after publication {published}", (quote,)
        )
    last = layout.last
    if published.value < layout.first.replace(day=1) or (last is not None and published.value > last):
        window = f"{layout.first:%Y-%m} to {f'{last:%Y-%m}' if last else 'now'}"
        yield Disagreement("layout window", f"published {published}, but {layout.name} was in use {window}")


def _signatory(inspection: InspectionRecord) -> Iterator[Disagreement]:
    """A chief inspector nobody knows, or not of that time: some other words may have been taken for the
    name."""
    name, published = inspection.chief_inspector, inspection.published
    if name is None:
        return
    term = known_chief_inspector(name)
    if term is None:
        yield Disagreement("chief inspector", f"{name} is not among the chief inspectors known by name")
    elif published is not None and not term.covers(published.value):
        held = f"{term.first:%Y-%m} to {f'{term.last:%Y-%m}' if term.last else 'now'}"
        detail = f"published {published}, but {name} was chief inspector {held}"
        yield Disagreement("chief inspector", detail)


def _points(read: RatingsRead) -> Iterator[Disagreement]:
    """Points of the standards against the printed score; too few or refused standards prove nothing about
    the sum."""
    if read.score is None:
        return
    rated = counted(read.standards)
    if 3 * len(rated) != read.score.maximum:
        detail = f"{len(rated)} standards that count were read, the score is out of {read.score.maximum}"
        yield Disagreement("score maximum", detail, (read.score.block.text,))
        return
    total = sum(one.rating.points for one in rated)
    if total != read.score.points:
        yield Disagreement(
            "score",
            f"the standards add up to {total}, the printed score is {read.score.points}/{read.score.maximum}",
            (read.score.block.text, *(one.block.text for one in rated)),
        )


def _band(framework: Framework, read: RatingsRead) -> Iterator[Disagreement]:
    if read.score is None or read.overall is None:
        return
    limits = _BANDS.get((framework, read.score.maximum))
    if limits is None:
        return
    expected = _RISING[sum(read.score.points > limit for limit in limits)]
    if expected is not read.overall:
        score = f"{read.score.points}/{read.score.maximum}"
        detail = f"a score of {score} is in the band of {expected}, not {read.overall}"
        yield Disagreement("score band", detail, (read.score.block.text,))


def _prose(cover: Cover, read: RatingsRead) -> Iterator[Disagreement]:
    if read.overall is None or read.overall_block is None:
        return
    for statement in overall_statements(cover.document):
        if statement.rating is not read.overall:
            yield Disagreement(
                "foreword",
                f"a sentence gives {statement.rating} overall, the ratings table {read.overall}",
                (statement.sentence, read.overall_block.text),
            )


def _completeness(layout: Layout, body: Body, read: RatingsRead) -> Iterator[Disagreement]:
    """Standards of the framework of which the report says nothing; those printed as not rated are
    explained."""
    said = {one.standard for one in read.standards} | set(read.unrated)
    missing = [
        standard
        for standard in standards_of(layout.framework, body.kind)
        if standard not in said
        and standard.counts_towards_score
        and (standard.code_confidence == "seen" or has_no_codes(layout.framework))
    ]
    rated = counted(read.standards)
    if missing and (read.score is None or 3 * len(rated) != read.score.maximum):
        names = ", ".join(f"{s.code or ''} {s.name}".strip() for s in missing)
        yield Disagreement("standards missing", f"no rating was read for {names}")
