"""What a run's documents tell of inspections: which must be merged again, and what that corrects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelines.records import InspectionRecord
from warehouse import sentences
from warehouse.change import Change, ChangeKind, Source
from warehouse.corrections import corrections
from warehouse.history import Event
from warehouse.merge import Carriage, Merged, Telling, merge, programme_of, tellings_of
from warehouse.world import Programme, World

_UNCARRIED = Carriage(frozenset(), frozenset())


def retell(world: World, events: Iterable[Event]) -> set[Programme]:
    """Note what changed documents now tell; return the programmes to merge again."""
    touched: set[Programme] = set()
    for event in events:
        url = event.address.url
        attached = {
            world.address(attachment)
            for version in (event.before, event.after)
            if version is not None and version.report is not None and version.report.document is not None
            for attachment in version.report.document.attachments
        }
        for attachment in attached:
            world.carried[attachment].add(url)
        affected = {url, *attached}
        touched |= {programme for programme, urls in world.told_by.items() if urls & affected}
        for urls in world.told_by.values():
            urls.discard(url)
        report = world.report_at(url)
        for telling in tellings_of(url, report, _UNCARRIED) if report is not None else ():
            world.told_by[programme_of(telling.told_id)].add(url)
            touched.add(programme_of(telling.told_id))
    return touched


def remerge(
    world: World, run_id: str, programme: Programme, known: set[str]
) -> tuple[list[Change], list[InspectionRecord]]:
    """Merge one programme's tellings again; return what differs, and the inspections that are new or differ.

    `known` are the documents' addresses known before this run.
    """
    before = world.merged.get(programme, [])
    after, world.homeless[programme] = merge(list(_tellings(world, programme)))
    world.merged[programme] = after
    changes: list[Change] = []
    moved: list[InspectionRecord] = []
    for new in after:
        old = _earlier(before, new)
        if old == new:
            continue
        moved.append(new.inspection)
        name = world.body_name(new.inspection.body_id)
        if old is None:
            world.first_seen[new.inspection_id] = run_id
            changes.append(_appeared(run_id, name, new))
        else:
            seen = world.first_seen.get(old.inspection_id, run_id)
            world.first_seen.setdefault(new.inspection_id, seen)
            changes += corrections(run_id, old, new, known=known, body_name=name)
    changes += _vanished(world, run_id, before, after)
    return changes, moved


def _tellings(world: World, programme: Programme) -> Iterator[Telling]:
    for url in sorted(world.told_by[programme]):
        report = world.report_at(url)
        for telling in tellings_of(url, report, _carriage(world, url)) if report is not None else ():
            if programme_of(telling.told_id) == programme:
                yield telling


def _carriage(world: World, url: str) -> Carriage:
    """The pages that carry a document; one that is nobody's attachment carries itself."""
    ever = world.carried.get(url)
    if not ever:
        return Carriage(frozenset({url}), frozenset({url}))
    return Carriage(frozenset(page for page in ever if url in world.attachments(page)), frozenset(ever))


def _earlier(before: Iterable[Merged], new: Merged) -> Merged | None:
    """The same inspection before this run; its name may have changed, by a page that gives the day."""
    for old in before:
        if old.inspection_id == new.inspection_id:
            return old
    return next((old for old in before if set(old.urls) & set(new.urls)), None)


def _appeared(run_id: str, name: str, new: Merged) -> Change:
    told = new.inspection
    evidence = told.overall_evidence
    return Change(
        run_id=run_id,
        kind=ChangeKind.NEW_INSPECTION,
        sentence=sentences.new_inspection(name, told),
        inspection_id=new.inspection_id,
        body_id=told.body_id,
        document_url=new.report_url,
        new_value=told.overall_rating,
        new_source=Source(new.overall_url, evidence) if evidence is not None else None,
    )


def _vanished(world: World, run_id: str, before: Iterable[Merged], after: list[Merged]) -> Iterator[Change]:
    """Inspections that no document tells any more, because its words now name another body or date."""
    told = {url for merged in after for url in merged.urls}
    for old in before:
        if told & set(old.urls):
            continue
        report = sentences.report_name(world.body_name(old.inspection.body_id), old.inspection)
        yield Change(
            run_id=run_id,
            kind=ChangeKind.VALUE_CORRECTED,
            sentence=f"{report} is no longer told by {sentences.listed(old.urls)}.",
            inspection_id=old.inspection_id,
            body_id=old.inspection.body_id,
            document_url=old.report_url,
            field_name="inspection",
            old_value=old.inspection.title,
            old_source=Source(old.urls[0], old.inspection.evidence),
        )
