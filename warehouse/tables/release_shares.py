"""Rows that say how much of each story about an inspection is press release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipelines.news.release_share import ReleaseShare, release_share
from pipelines.news.releases import inspections_of
from pipelines.records import Article, ReleaseRecord
from warehouse.ids import digest
from warehouse.tables.rows import EvidenceBook, Row, joined
from warehouse.world import World

NO_TEXT = "its text is not kept: the outlet's terms allow a link or a snippet only, or the page had none"
NO_RELEASE = "no press release about the inspection is in the archive"


def release_share_rows(world: World, book: EvidenceBook) -> Iterator[Row]:
    """One row for each story that is tied to an inspection, in the order of addresses."""
    releases = _releases_of(world)
    for url, links in sorted(world.coverage.items()):
        article = world.article_at(world.history.articles[url]) if links else None
        if article is None:
            continue
        about = {one.release_id: one for link in links for one in releases.get(link.inspection_id, ())}
        yield _row(url, article, [about[name] for name in sorted(about)], book)


def _releases_of(world: World) -> Mapping[str, list[ReleaseRecord]]:
    """Releases by the inspections they announce."""
    inspections = [merged.inspection for merged in world.inspections]
    found: dict[str, list[ReleaseRecord]] = defaultdict(list)
    for _, (_, release) in sorted(world.releases.items()):
        for inspection in inspections_of(release, inspections):
            found[inspection.inspection_id].append(release)
    return found


def _row(url: str, article: Article, about: list[ReleaseRecord], book: EvidenceBook) -> Row:
    name = digest(url)
    measured = release_share(article, about)
    reason = None if measured else NO_RELEASE if article.text else NO_TEXT
    passage = measured.passage if measured else None
    own_quote = measured.own_quote if measured else None
    return {
        "article_id": name,
        "release_id": measured.release.release_id if measured else None,
        **_numbers(measured),
        "share_reason": reason,
        "article_url": url,
        "evidence_id": book.note("release_shares", name, "passage", url, passage),
        "quote": passage.quote if passage else None,
        "own_quote_evidence_id": book.note("release_shares", name, "own quote", url, own_quote),
        "own_quote": own_quote.quote if own_quote else None,
        "document_sha256": article.payload_sha256,
    }


def _numbers(measured: ReleaseShare | None) -> Row:
    if measured is None:
        return dict.fromkeys(
            (
                "story_words",
                "release_words",
                "release_share_pct",
                "own_words",
                "voices",
                "own_voices",
            )
        )
    return {
        "story_words": measured.story_words,
        "release_words": measured.release_words,
        "release_share_pct": round(100 * measured.share, 1),
        "own_words": measured.story_words - measured.release_words,
        "voices": joined(measured.voices),
        "own_voices": joined(measured.own_voices),
    }
