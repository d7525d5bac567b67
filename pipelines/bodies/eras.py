"""Which kinds of body every place had, and in which years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipelines.bodies.register import Body
from pipelines.vocabulary import BodyKind


@dataclass(frozen=True)
class Era:
    """First and last day, inclusive, on which every place had exactly one body of a kind."""

    first: date
    last: date | None

    def holds(self, on: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= on and (self.last is None or on <= self.last)


ERAS: Mapping[BodyKind, Era] = {
    BodyKind.TRUST: Era(date(2008, 4, 1), date(2014, 5, 31)),
    BodyKind.CRC: Era(date(2014, 6, 1), date(2021, 6, 25)),
    BodyKind.NPS_DIVISION: Era(date(2014, 6, 1), date(2021, 6, 25)),
    BodyKind.REGION: Era(date(2021, 6, 26), None),
    BodyKind.PDU: Era(date(2021, 6, 26), None),
}
"""Kinds that cover all of England and Wales. Trusts began between 2008 and 2010, most on a day that no source
here states; before 2008 there were boards, which the register does not have. Youth justice services, approved
premises and the national service are not here: the register has no areas for them."""


def existed(body: Body, on: date | None) -> bool:
    """Whether the body may have existed on the day, going by its own dates and by those of its kind.

    A unit whose days no source states would otherwise be found in years that had no units.
    """
    era = ERAS.get(body.kind)
    return body.existed(on) and (on is None or era is None or era.holds(on))
