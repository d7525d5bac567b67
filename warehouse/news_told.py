"""What a run tells of releases and stories, and which story is about which inspection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipelines import news
from pipelines.news.revisions import RevisionKind, revisions
from pipelines.records import Article, CoverageLink, InspectionRecord, ReleaseRecord
from pipelines.reports.dates import local_day
from pipelines.vocabulary import DatePrecision
from warehouse import sentences
from warehouse.change import Change, ChangeKind, Source
from warehouse.documents_told import refusals
from warehouse.history import Event, Happening
from warehouse.ids import digest
from warehouse.world import World

_REVISED = {
    RevisionKind.RATING: ChangeKind.STORY_RATING_CHANGED,
    RevisionKind.QUOTE: ChangeKind.STORY_QUOTE_CHANGED,
    RevisionKind.CORRECTION: ChangeKind.STORY_CORRECTED,
}
COVERAGE_REACH = timedelta(days=200)
"""How far from an inspection or release a story may still be tied to it; wider than any rule of the linker.

Stories beyond it are not asked again when an inspection is new: asking all of them every night would make the
rebuild grow with the square of the archive.
"""


def take_releases(
    world: World, run_id: str, events: Iterable[Event]
) -> tuple[list[Change], list[ReleaseRecord]]:
    """Note the releases that changed documents tell; return what is new, and what is new or differs."""
    changes: list[Change] = []
    moved: list[ReleaseRecord] = []
    for event in events:
        report = world.report_at(event.address.url)
        for release in report.releases if report is not None else ():
            moved.append(release)
            if release.release_id not in world.first_seen:
                world.first_seen[release.release_id] = run_id
                changes.append(
                    Change(
                        run_id=run_id,
                        kind=ChangeKind.NEW_RELEASE,
                        sentence=sentences.new_release(release),
                        release_id=release.release_id,
                        document_url=event.address.url,
                        new_source=Source(event.address.url, release.evidence),
                    )
                )
            world.releases[release.release_id] = (event.address.url, release)
    return changes, moved


def article_changes(world: World, run_id: str, event: Event) -> Iterator[Change]:
    """Changes of one story; of stories that are not about inspections only what could not be read."""
    if event.happening is Happening.REFUSED:
        yield from (
            replace(change, document_url=None, article_url=change.document_url)
            for change in refusals(run_id, event)
        )
        return
    new = event.after.article
    old = event.before.article if event.before is not None else None
    if new is None or not (new.is_relevant or (old is not None and old.is_relevant)):
        return
    url = event.address.url
    _, outlet = world.outlet_of(url, new)
    if event.happening is Happening.GONE:
        yield _story_change(run_id, event, ChangeKind.STORY_GONE, sentences.story_gone(new, outlet))
        return
    if event.happening is Happening.RETURNED:
        yield _story_change(run_id, event, ChangeKind.STORY_RETURNED, sentences.story_returned(new, outlet))
        return
    if old is None or not old.is_relevant:
        yield _story_change(
            run_id, event, ChangeKind.NEW_ARTICLE, sentences.new_article(new, outlet), new=new.title
        )
        return
    if old.title != new.title:
        told = sentences.headline_changed(old, new, outlet)
        yield _story_change(run_id, event, ChangeKind.HEADLINE_CHANGED, told, old=old.title, new=new.title)
    if old.text != new.text:
        yield _story_change(run_id, event, ChangeKind.ARTICLE_CHANGED, sentences.article_changed(new, outlet))
    for revision in revisions(old, new):
        yield replace(
            _story_change(
                run_id, event, _REVISED[revision.kind], sentences.story_revised(revision, new, outlet)
            ),
            field_name=revision.kind.value,
            old_value=revision.old,
            new_value=revision.new,
            old_source=Source(url, revision.old_evidence) if revision.old_evidence else None,
            new_source=Source(url, revision.new_evidence) if revision.new_evidence else None,
        )


def _story_change(
    run_id: str,
    event: Event,
    kind: ChangeKind,
    sentence: str,
    *,
    old: str | None = None,
    new: str | None = None,
) -> Change:
    return Change(
        run_id=run_id,
        kind=kind,
        sentence=sentence,
        article_url=event.address.url,
        field_name="headline" if new is not None else None,
        old_value=old,
        new_value=new,
        old_sha256=event.before.sha256 if event.before is not None else None,
        new_sha256=event.after.sha256,
    )


def stories_due(
    world: World,
    events: Iterable[Event],
    inspections: Sequence[InspectionRecord],
    releases: Sequence[ReleaseRecord],
) -> list[str]:
    """Stories to be tied again: those that changed, and those near an inspection or release that did."""
    due = {event.address.url for event in events if event.after.article is not None}
    days = [_day_of(inspection) for inspection in inspections]
    days += [local_day(release.published) if release.published else None for release in releases]
    for url, address in world.history.articles.items() if days else ():
        article = world.article_at(address)
        if article is not None and news.may_be_coverage(article) and _is_within_reach(article, days):
            due.add(url)
    return sorted(due)


def _day_of(inspection: InspectionRecord) -> date | None:
    """The day a report came out; None where only the year is known, or less."""
    published = inspection.published
    return None if published is None or published.precision is DatePrecision.YEAR else published.value


def _is_within_reach(article: Article, days: Sequence[date | None]) -> bool:
    if article.published_at is None:
        return True
    day = local_day(article.published_at)
    return any(other is None or abs(day - other) <= COVERAGE_REACH for other in days)


def relink(world: World, run_id: str, due: Sequence[str]) -> Iterator[Change]:
    """Tie the stories that are due to inspections, and tell which ties are new."""
    if not due:
        return
    by_id = {merged.inspection_id: merged for merged in world.inspections}
    inspections = [merged.inspection for merged in by_id.values()]
    releases = [release for _, (_, release) in sorted(world.releases.items())]
    for url in due:
        article = world.article_at(world.history.articles[url])
        links: tuple[CoverageLink, ...] = ()
        world.judged.pop(url, None)
        if article is not None and news.may_be_coverage(article):
            decision = news.decide(article, world.register, inspections, releases)
            links, world.judged[url] = decision.links, decision.article
        world.coverage[url] = tuple({link.inspection_id: link for link in reversed(links)}.values())
        for link in world.coverage[url]:
            name = coverage_id(url, link.inspection_id)
            if name in world.first_seen or article is None:
                continue
            world.first_seen[name] = run_id
            report = sentences.report_name(
                world.body_name(link.body_id), by_id[link.inspection_id].inspection
            )
            yield Change(
                run_id,
                ChangeKind.NEW_COVERAGE,
                sentences.new_coverage(article, world.outlet_of(url, article)[1], report),
                inspection_id=link.inspection_id,
                body_id=link.body_id,
                article_url=url,
                field_name="coverage",
                new_source=Source(url, link.evidence),
            )


def coverage_id(article_url: str, inspection_id: str) -> str:
    """The name of one tie between a story and an inspection."""
    return digest("coverage", article_url, inspection_id)
