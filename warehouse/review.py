"""The record after review: which errata hold, and the values as corrected.

Errata are held against what all documents together say after the last run. They correct what is shown and
never what documents said: `changes` and every quote stay as they were told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pipelines.records import PartialDate
from pipelines.vocabulary import ErratumField, Rating
from warehouse.errata import Erratum, partial_date, score_of
from warehouse.merge import Merged
from warehouse.sentences import listed

Place = tuple[str, ErratumField, str | None]
"""Inspection, value, and the standard's code without spaces where the value is a standard's rating."""
_WHOLE = (ErratumField.OVERALL_RATING, ErratumField.SCORE, ErratumField.PUBLISHED_DATE)


@dataclass(frozen=True)
class Idle:
    """An erratum that corrects nothing, and why."""

    erratum: Erratum
    why: str
    inspection_id: str | None = None


@dataclass(frozen=True)
class Review:
    """Errata by the value they correct, and those that correct none."""

    corrections: Mapping[Place, Erratum] = field(default_factory=lambda: MappingProxyType({}))
    idle: tuple[Idle, ...] = ()

    def erratum(self, merged: Merged, what: ErratumField, code: str | None = None) -> Erratum | None:
        """The erratum of one value, where there is one."""
        return self.corrections.get((merged.inspection_id, what, _plain(code)))

    def errata(self, merged: Merged) -> list[Erratum]:
        """All errata of an inspection, those of the whole first."""
        whole = [self.erratum(merged, what) for what in _WHOLE]
        rated = [self.erratum(merged, ErratumField.RATING, code) for code in merged.ratings]
        return [erratum for erratum in (*whole, *rated) if erratum is not None]

    def overall_rating(self, merged: Merged) -> Rating | None:
        """The overall rating that is right; None where it is withdrawn."""
        erratum = self.erratum(merged, ErratumField.OVERALL_RATING)
        return merged.inspection.overall_rating if erratum is None else _rating(erratum)

    def rating_reason(self, merged: Merged) -> str | None:
        """Why there is no overall rating."""
        erratum = self.erratum(merged, ErratumField.OVERALL_RATING)
        if erratum is None or erratum.right_value is not None:
            return merged.inspection.rating_reason
        return f"withdrawn: {erratum.reason}"

    def score(self, merged: Merged) -> tuple[int | None, int | None]:
        """The points that are right and what could be had; None for both where the score is withdrawn."""
        erratum = self.erratum(merged, ErratumField.SCORE)
        if erratum is None:
            return merged.inspection.score, merged.inspection.score_max
        return score_of(erratum.right_value) if erratum.right_value is not None else (None, None)

    def published(self, merged: Merged) -> PartialDate | None:
        """The publication date that is right."""
        erratum = self.erratum(merged, ErratumField.PUBLISHED_DATE)
        if erratum is None:
            return merged.inspection.published
        return partial_date(erratum.right_value) if erratum.right_value is not None else None

    def rating(self, merged: Merged, code: str) -> Rating | None:
        """The rating of a standard that is right; None where it is withdrawn."""
        erratum = self.erratum(merged, ErratumField.RATING, code)
        return merged.ratings[code].record.rating if erratum is None else _rating(erratum)

    def whole_note(self, merged: Merged) -> str | None:
        """What was corrected in the inspection as a whole, each value by its name."""
        found = [self.erratum(merged, what) for what in _WHOLE]
        return "; ".join(named_note(erratum) for erratum in found if erratum is not None) or None

    def rating_note(self, merged: Merged, code: str) -> str | None:
        """What was corrected in a standard's rating."""
        erratum = self.erratum(merged, ErratumField.RATING, code)
        return erratum.note if erratum is not None else None


def named_note(erratum: Erratum) -> str:
    """The note with the name of its value in front."""
    name, note = erratum.field_name, erratum.note
    return f"{name[:1].upper()}{name[1:]}: {note[:1].lower()}{note[1:]}"


def review(inspections: Sequence[Merged], errata: Iterable[Erratum]) -> Review:
    """Hold errata against the record as its documents tell it.

    An erratum holds where it names one inspection and that says what the erratum expects. Applied to anything
    else it would overwrite what the inspectorate has put right since.
    """
    corrections: dict[Place, Erratum] = {}
    idle: list[Idle] = []
    for erratum in errata:
        meant = [merged for merged in inspections if _is_meant(erratum, merged)]
        if len(meant) != 1:
            idle.append(Idle(erratum, _unfound(erratum, meant, inspections)))
            continue
        (merged,) = meant
        place = merged.inspection_id, erratum.field, _plain(erratum.standard_code)
        stands = _stands(merged, erratum)
        if place in corrections:
            idle.append(Idle(erratum, "another erratum corrects the same value", merged.inspection_id))
        elif stands != erratum.printed_value:
            idle.append(Idle(erratum, _overtaken(erratum, stands), merged.inspection_id))
        else:
            corrections[place] = erratum
    return Review(MappingProxyType(corrections), tuple(idle))


def _is_meant(erratum: Erratum, merged: Merged) -> bool:
    told = merged.inspection
    if (told.body_id, told.framework) != (erratum.body_id, erratum.framework):
        return False
    printed = str(told.published) if told.published is not None else ""
    return printed.startswith(erratum.published) if erratum.published else not printed


def _unfound(erratum: Erratum, meant: Sequence[Merged], inspections: Sequence[Merged]) -> str:
    if meant:
        names = listed([merged.inspection_id for merged in meant])
        return f"{names} could be meant: give more of the publication date"
    held = [
        merged.inspection_id
        for merged in inspections
        if (merged.inspection.body_id, merged.inspection.framework) == (erratum.body_id, erratum.framework)
    ]
    return f"the record has no such inspection{f', only {listed(held)}' if held else ''}"


def _stands(merged: Merged, erratum: Erratum) -> str | None:
    """The value as documents tell it, written as errata write it."""
    told = merged.inspection
    if erratum.field is ErratumField.OVERALL_RATING:
        return told.overall_rating
    if erratum.field is ErratumField.SCORE:
        return None if told.score is None else f"{told.score}/{told.score_max}"
    if erratum.field is ErratumField.PUBLISHED_DATE:
        return str(told.published) if told.published is not None else None
    rated = [
        one.record.rating.value
        for code, one in merged.ratings.items()
        if _plain(code) == _plain(erratum.standard_code)
    ]
    return rated[0] if rated else None


def _overtaken(erratum: Erratum, stands: str | None) -> str:
    if stands is None:
        return "the record has no such value"
    if stands == erratum.right_value:
        return f"the record now says ‘{stands}’ without it"
    return f"the record now says ‘{stands}’, which is neither what was printed nor what is right"


def _plain(code: str | None) -> str | None:
    return code.replace(" ", "").upper() if code is not None else None


def _rating(erratum: Erratum) -> Rating | None:
    return Rating(erratum.right_value) if erratum.right_value is not None else None
