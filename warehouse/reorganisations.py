"""Which bodies took over from which, put together so that one event is one sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import duckdb

from pipelines.bodies.eras import ERAS
from pipelines.bodies.names import short_name
from pipelines.vocabulary import BodyKind
from warehouse.when import When

_MOVES = """
SELECT s.succession_date, s.succession_precision::VARCHAR, s.succession_kind = 'covers',
    p.body_name, p.body_kind::VARCHAR, n.body_name, n.body_kind::VARCHAR,
    CASE WHEN s.succession_date IS NULL OR s.succession_kind = 'covers' OR p.valid_to_date > s.succession_date
        THEN s.note END
FROM body_succession AS s
INNER JOIN bodies AS p ON p.body_id = s.predecessor_id
INNER JOIN bodies AS n ON n.body_id = s.successor_id
WHERE s.predecessor_id IN (SELECT body_id FROM account_bodies)
    AND (s.successor_id IN (SELECT body_id FROM account_bodies) OR s.predecessor_id = $body)
    OR s.succession_kind = 'covers' AND (s.predecessor_id IN (SELECT body_id FROM account_bodies)
        OR s.successor_id IN (SELECT body_id FROM account_bodies))
ORDER BY s.succession_date NULLS LAST, n.body_kind DESC, n.body_name, p.body_name
"""


@dataclass(frozen=True)
class Reorganisation:
    """Bodies that took over from others on one date; `day_text` is empty where no source states a date.

    With `is_beside` the predecessors went on as bodies of their own, run by the successors. `not_before` is
    the first day with bodies like the successors.
    """

    day: date | None
    day_text: str
    is_beside: bool
    not_before: date | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    notes: tuple[str, ...]


def reorganisations(con: duckdb.DuckDBPyConnection, body_id: str) -> list[Reorganisation]:
    """What happened among the bodies of an account (its table `account_bodies`) and to the body itself.

    Successors that took over from the same bodies on the same day come together.
    """
    into: dict[_Event, list[tuple[str, str | None]]] = {}
    for day, precision, is_beside, old_name, old_kind, new_name, new_kind, note in con.execute(
        _MOVES, {"body": body_id}
    ).fetchall():
        predecessor = short_name(old_name, BodyKind(old_kind))
        successor = short_name(new_name, BodyKind(new_kind))
        text = str(When(day, precision)) if day is not None else ""
        era = ERAS.get(BodyKind(new_kind))
        is_region = new_kind == BodyKind.REGION
        event = _Event(day, text, is_beside, is_region, era.first if era else None, successor)
        into.setdefault(event, []).append((predecessor, note))
    told: dict[tuple[_Event, tuple[str, ...]], tuple[list[str], list[str]]] = {}
    for event, came in into.items():
        who = tuple(name for name, _ in came)
        successors, notes = told.setdefault((replace(event, successor=""), who), ([], []))
        successors.append(event.successor)
        notes.extend(note for _, note in came if note)
    return [
        Reorganisation(
            day=event.day,
            day_text=event.day_text,
            is_beside=event.is_beside,
            not_before=event.not_before,
            predecessors=predecessors,
            successors=tuple(successors),
            notes=tuple(dict.fromkeys(notes)),
        )
        for (event, predecessors), (successors, notes) in told.items()
    ]


@dataclass(frozen=True)
class _Event:
    """One succession without its predecessors; regions and units are events of their own."""

    day: date | None
    day_text: str
    is_beside: bool
    is_region: bool
    not_before: date | None
    successor: str
