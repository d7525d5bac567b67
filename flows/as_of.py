"""The record as it stood on a day: which run's record that was, and a connection to it.

The archive never forgets, so the record of any day can be built again from it. What is built is kept in
`as_of/` of the data folder, under a name made of everything it depends on, and may be deleted at any time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import duckdb
from rich.markup import escape

from crawlers.archive.index import index_files, run_order
from flows import console
from flows.clock import Clock, utc_now
from flows.errors import CannotStartError
from flows.home import Home
from flows.publication import asking, need_published, reading
from flows.standing import LONDON, Chronology, Standing, chronology, publications
from flows.wording import count
from warehouse.publish import DATABASE

IDLE_TOLD = 3
"""Newest runs in vain that are named; an outage may last for weeks."""
_RUN = re.compile(r"\d{8}T\d{6}Z(-\d+)?")


@dataclass(frozen=True)
class Moment:
    """The end of a day in London (`ends_at`, UTC) or the end of a run (`run_id`): one of the two."""

    text: str
    ends_at: datetime | None = None
    run_id: str | None = None


@dataclass(frozen=True)
class PastRecord:
    """A warehouse file, the run after which it was the record, and what people must know to quote it."""

    file: Path
    run_id: str
    sentences: tuple[str, ...]


def moment(text: str) -> Moment:
    """What `--as-of` was given: a day, or the name of a run. Raises CannotStartError for anything else."""
    given = text.strip()
    if _RUN.fullmatch(given):
        return Moment(given, run_id=given)
    try:
        day = datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=LONDON).date()
        next_day = day + timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise CannotStartError(
            f"--as-of takes a day (2026-10-01) or the name of a run (20261001T021500Z), not {text!r}."
        ) from error
    return Moment(day.isoformat(), ends_at=datetime.combine(next_day, time(), LONDON).astimezone(UTC))


@contextmanager
def asking_as_of(home: Home, as_of: str | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection, as `asking` gives, on the record of that moment; on today's for None.

    Says on stderr which record it is. Raises CannotStartError for a moment before the first run.
    """
    if as_of is None:
        with asking(home) as connection:
            yield connection
        return
    record = record_at(home, moment(as_of))
    for sentence in record.sentences:
        console.err.print(escape(sentence), soft_wrap=True)
    with reading(record.file) as connection:
        yield connection


def record_at(home: Home, at: Moment, *, clock: Clock = utc_now) -> PastRecord:
    """The record as it stood then, built if it is not at hand.

    It is that of the last run until then that published, or that found nothing to add. Read with the readers,
    register and sources of today, so two days compare without showing what only a new reader made out.
    """
    published = need_published(home)
    if not index_files(home.archive):
        return _as_published(home, at)
    story = chronology(home)
    _refuse_unknown_run(home, at)
    latest = max(story.standings, key=lambda one: one.since)
    until_then = [one for one in story.standings if _is_until(at, one.run_id, one.since)]
    if not until_then:
        first = min(story.standings, key=lambda one: one.since)
        raise CannotStartError(
            f"The record begins on {first.day} with run {first.run_id}; "
            f"there is none for {at.text}, and nothing is known of what stood online before."
        )
    stood = max(until_then, key=lambda one: one.since)
    notes = _notes(story, stood, at)
    if stood == latest:
        is_open = at.ends_at is not None and at.ends_at > clock()
        why = f"{at.text} is not over yet" if is_open else "Nothing was published between then and now"
        told = f"{why}: this is the record of today (run {stood.run_id})."
        return PastRecord(published.folder / DATABASE, stood.run_id, (told, *notes))
    from flows.past import built_after, errata_since  # bring the readers

    file, refusals = built_after(home, stood)
    when = f"after run {at.run_id}" if at.ends_at is None else f"on {at.text}"
    after = "" if stood.run_id == at.run_id else f" (run {stood.run_id})"
    told = f"The record as it stood {when}{after}, read with today's readers and register."
    notes += [f"Today's checks would refuse this record: {refusal}" for refusal in refusals]
    if number := errata_since(home, stood.day):
        notes.append(
            f"{count(number, 'value')} found wrong since then may stand in it uncorrected: "
            "see the table `errata` of today's record before you print."
        )
    return PastRecord(file, stood.run_id, (told, *notes))


def _notes(story: Chronology, stood: Standing, at: Moment) -> list[str]:
    """What ran in vain between that record and the moment, and what is not certain about the record."""
    idle = [
        run
        for run in story.idle
        if _is_until(at, run.run_id, run.ended) and run_order(run.run_id) > run_order(stood.run_id)
    ]
    notes = [
        f"Run {run.run_id} published nothing ({run.meaning}); what it fetched comes with the next that does."
        for run in idle[-IDLE_TOLD:]
    ]
    if not stood.is_attested:
        notes.append(f"No report of run {stood.run_id} is left; it is taken to have published.")
    return notes


def _as_published(home: Home, at: Moment) -> PastRecord:
    """The newest publication until then, where there is no archive to build from."""
    found = [
        (folder, datetime.fromisoformat(manifest["published_at"])) for folder, manifest in publications(home)
    ]
    until_then = [folder for folder, since in found if _is_until(at, folder.name, since)]
    if not until_then:
        begins = f"; the oldest publication here is that of run {found[0][0].name}" if found else ""
        raise CannotStartError(
            f"{home.root} has no archive to build the record of {at.text} from{begins}. "
            "Ask where the archive is, or for a later day."
        )
    folder = until_then[-1]
    told = (
        f"The record as run {folder.name} published it, read with the readers of that night: "
        f"{home.root} has no archive to read again."
    )
    return PastRecord(folder / DATABASE, folder.name, (told,))


def _is_until(at: Moment, run_id: str, ended: datetime) -> bool:
    if at.ends_at is not None:
        return ended < at.ends_at
    return run_order(run_id) <= run_order(at.run_id or "")


def _refuse_unknown_run(home: Home, at: Moment) -> None:
    """A mistyped run would otherwise be answered with the record of the run before it."""
    if at.run_id is None:
        return
    known = {run_id for run_id, _, _, _ in index_files(home.archive)}
    known |= {path.parent.name for path in home.runs.glob("*/report.json")}
    known |= {path.parent.name for path in home.published.glob("*/manifest.json")} - {"current"}
    if at.run_id not in known:
        near = sorted(sorted(known, key=lambda one: _apart(one, at.run_id or ""))[:3], key=run_order)
        raise CannotStartError(f"There is no run {at.run_id}; the nearest are {', '.join(near)}.")


def _apart(one: str, other: str) -> timedelta:
    form = "%Y%m%dT%H%M%SZ"
    try:
        started = [datetime.strptime(name[:16], form).replace(tzinfo=UTC) for name in (one, other)]
    except ValueError:  # a folder named by hand, or an hour that does not exist
        return timedelta.max
    return abs(started[0] - started[1])
