"""Stories that are copies of each other: who copied whom, how much, and a sentence both have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, cached_property

from pipelines.news.aggregators import is_aggregator
from pipelines.news.folding import folded
from pipelines.news.metadata import other_host
from pipelines.news.shared_runs import shared_runs
from pipelines.news.story_facts import sentences
from pipelines.news.templates import Context, fill_one_template, names_in_context
from pipelines.records import Article, Evidence, ReleaseRecord, SyndicationRecord

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_LEAST_SENTENCE = 40
"""Characters a sentence must have to prove anything."""


class _Story:
    """A story, and what is read of it once however many others it is held against."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text or ""
        self.bodies = frozenset(article.body_ids)

    @cached_property
    def names(self) -> dict[Context, str]:
        """Its names by the words around them."""
        return names_in_context(self.text)

    @cached_property
    def words(self) -> str:
        """Its words, with a blank before and after each."""
        return f" {' '.join(_WORD.findall(folded(self.text)))} "

    @cached_property
    def longest_sentences(self) -> list[tuple[str, int, int]]:
        """Words and spans of its sentences, the longest first."""
        spans = sorted(sentences(self.text), key=lambda span: (span[0] - span[1], span))
        return [
            (f" {' '.join(_WORD.findall(folded(self.text[start:end])))} ", start, end)
            for start, end in spans
            if end - start >= _LEAST_SENTENCE
        ]


def syndication(
    articles: Sequence[Article], releases: Sequence[ReleaseRecord] = ()
) -> list[SyndicationRecord]:
    """Find the pairs of stories of which one copies the other, in the order of their URLs.

    Runs of words from a press release in `releases` do not count: two papers that quote it are no copies of
    each other. Articles without text are passed over; of several captures of one story the last given
    counts.
    """
    by_url = {article.url: article for article in articles if article.text}
    stories = [_Story(by_url[url]) for url in sorted(by_url)]

    @cache
    def is_template(one: int, other: int) -> bool:
        return _fill_one_template(stories[one], stories[other])

    found = shared_runs(
        [story.text for story in stories], [release.text for release in releases], is_template
    )
    return [
        _record(stories[pair.one], stories[pair.other], pair.containment, pair.shingles) for pair in found
    ]


def _fill_one_template(one: _Story, other: _Story) -> bool:
    """Whether they do; stories that name different services and none in common do by that alone."""
    if one.bodies and other.bodies and not one.bodies & other.bodies:
        return True
    return fill_one_template(one.names, other.names)


def _record(one: _Story, other: _Story, containment: float, shared: int) -> SyndicationRecord:
    original, _, direction = _direction(one.article, other.article)
    first, second = (one, other) if original is one.article else (other, one)
    start, end = _shared_sentence(first, second)
    return SyndicationRecord(
        original_url=first.article.url,
        copy_url=second.article.url,
        containment=round(containment, 3),
        shared_shingles=shared,
        direction=direction,
        evidence=Evidence(
            document_sha256=second.article.payload_sha256,
            char_start=start,
            char_end=end,
            quote=second.text[start:end],
        ),
    )


def _direction(one: Article, other: Article) -> tuple[Article, Article, str | None]:
    """Tell the original from the copy: by what a page says of itself, by where it stands, by the time."""
    for original, copy in ((one, other), (other, one)):
        if copy.canonical_url == original.canonical_url != copy.url:
            return original, copy, "the copy names the original's address as its own"
        home = other_host(copy.url, copy.canonical_url)
        if home is not None and other_host(original.url, copy.canonical_url) is None:
            return original, copy, "the copy names the original's site as its home"
    for original, copy in ((one, other), (other, one)):
        if is_aggregator(copy.url) and not is_aggregator(original.url):
            return original, copy, "the copy stands on a site that reprints stories"
    for original, copy in ((one, other), (other, one)):
        if copy.syndicated_from and not original.syndicated_from:
            return original, copy, f"the copy says that it is from {copy.syndicated_from}"
    first, second = one.published_at, other.published_at
    if first is not None and second is not None and first != second:
        original, copy = (one, other) if first < second else (other, one)
        return original, copy, "published first"
    return one, other, None


def _shared_sentence(original: _Story, copy: _Story) -> tuple[int, int]:
    """Span in the copy of the longest sentence that both have; of the longest shared passage where they
    share no sentence."""
    theirs = {words for words, _, _ in original.longest_sentences}
    for words, start, end in copy.longest_sentences:
        if words in theirs:
            return start, end
    for words, start, end in copy.longest_sentences:
        if words in original.words:
            return start, end
    return _shared_passage(original, copy)


def _shared_passage(original: _Story, copy: _Story) -> tuple[int, int]:
    mine = list(_WORD.finditer(folded(copy.text)))
    theirs = original.words.split()
    match = SequenceMatcher(None, [m[0] for m in mine], theirs, autojunk=False).find_longest_match()
    return mine[match.a].start(), mine[match.a + match.size - 1].end()


def copies(records: Sequence[SyndicationRecord]) -> Iterator[str]:
    """URLs of stories that copy another one known to be first."""
    yield from dict.fromkeys(record.copy_url for record in records if record.direction is not None)
