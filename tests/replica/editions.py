"""The same web on different nights: the facts as they stand in one edition, and since when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache

from tests.replica import facts
from tests.replica.answer import in_london
from tests.replica.facts import ReleaseFact, ReportFact, StoryFact

NIGHTS = {
    1: datetime(2026, 11, 21, 22, 0, tzinfo=UTC),
    2: datetime(2026, 11, 22, 22, 0, tzinfo=UTC),
    3: datetime(2026, 11, 23, 22, 0, tzinfo=UTC),
}
"""When an edition's changes were made: `Last-Modified` and REST's `modified` of what changed."""

LAST_EDITION = max(NIGHTS)


class Night:
    """The facts of one edition. Pages are made from this and from nothing else."""

    def __init__(self, edition: int) -> None:
        gone = facts.gone(edition)
        self.edition = edition
        self.reports: dict[str, ReportFact] = {
            report.key: report for report in facts.reports(edition) if report.key not in gone
        }
        self.releases: dict[str, ReleaseFact] = {release.key: release for release in facts.releases(edition)}
        self.stories: dict[str, StoryFact] = {story.key: story for story in facts.stories(edition)}

    @cached_property
    def changed_at(self) -> datetime:
        """When anything last changed on this web: the stamp of lists (feeds, REST, sitemaps)."""
        return NIGHTS[self.edition]

    def report_modified(self, key: str) -> datetime:
        """When the report's web page last changed; a corrected PDF leaves the page alone."""
        report = self.reports[key]

        def shown(night: Night) -> object:
            then = night.reports.get(key)
            return then if then is None or "html" in then.shapes else then.title

        return self._stamp(report.published, shown)

    def file_modified(self, key: str) -> datetime:
        """When the report's PDF last changed."""
        return self._stamp(self.reports[key].published, lambda night: night.reports.get(key))

    def release_modified(self, key: str) -> datetime:
        """When the press release last changed."""
        return self._stamp(self.releases[key].published, lambda night: night.releases.get(key))

    def story_modified(self, key: str) -> datetime:
        """When the story last changed: an hour after the change of night if its headline was rewritten."""
        story = self.stories[key]

        def shown(night: Night) -> object:
            then = night.stories.get(key)
            return then and (then.headline, then.paragraphs)

        changed = self._changed_in(shown)
        published = in_london(story.published)
        return (
            published
            if changed == story.first_edition
            else max(published, NIGHTS[changed]) + timedelta(hours=1)
        )

    def _stamp(self, published: datetime, shown: Callable[[Night], object]) -> datetime:
        changed = self._changed_in(shown)
        moment = in_london(published)
        return moment if changed == 1 else max(moment, NIGHTS[changed])

    def _changed_in(self, shown: Callable[[Night], object]) -> int:
        """The edition that brought what is shown now; a page that was away meanwhile comes back unchanged."""
        changed, last = 0, None
        for edition in range(1, self.edition + 1):
            now = shown(self if edition == self.edition else night(edition))
            if now is not None and now != last:
                changed, last = edition, now
        return changed


@lru_cache(maxsize=LAST_EDITION)
def night(edition: int) -> Night:
    """The web on the night of this edition (1 to 3)."""
    if edition not in NIGHTS:
        raise ValueError(f"the replica has editions 1 to {LAST_EDITION}, not {edition}")
    return Night(edition)
