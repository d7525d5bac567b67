"""How much of a story is the inspectorate's press release word for word, and what the paper added.

It says nothing of quality: a release is a fair summary, and a paper that prints it with its own questions has
done its work. It says whose words readers get.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.news.folding import folded
from pipelines.news.overlap import RUN, words_of
from pipelines.news.quotations import Quotation, quotations, voices
from pipelines.records import Article, Evidence, ReleaseRecord

LONGEST = 60
"""Words of a passage or quote that are shown: a proof, not the story."""


@dataclass(frozen=True)
class ReleaseShare:
    """The measure of one story against the release it repeats most.

    `release_words` of `story_words` stand in runs of six words or more that the release has; `voices` are all
    who are quoted, `own_voices` those whom the release does not name. `passage` is the longest piece of
    release, `own_quote` the first words of someone whom the paper asked itself.
    """

    release: ReleaseRecord
    story_words: int
    release_words: int
    voices: tuple[str, ...]
    own_voices: tuple[str, ...]
    passage: Evidence | None
    own_quote: Evidence | None

    @property
    def share(self) -> float:
        """Part of the story's words that is release, 0 to 1."""
        return self.release_words / self.story_words if self.story_words else 0.0


def release_share(article: Article, releases: Iterable[ReleaseRecord]) -> ReleaseShare | None:
    """Measure a story against each release and return the one it repeats most; None without text or release.

    Words count wherever they stand: in the paper's own sentences and in quotes it took over.
    """
    if not article.text:
        return None
    best: tuple[int, ReleaseRecord, list[tuple[int, int]]] | None = None
    for release in releases:
        runs = _runs(article.text, release.text)
        count = sum(end - start for start, end in runs)
        if best is None or count > best[0]:
            best = (count, release, runs)
    if best is None:
        return None
    count, release, runs = best
    said = quotations(article.text)
    own = tuple(name for name in voices(said) if not _names(release, name))
    return ReleaseShare(
        release=release,
        story_words=len(words_of(article.text)),
        release_words=count,
        voices=voices(said),
        own_voices=own,
        passage=_passage(article, runs),
        own_quote=next((_quoted(article, one) for one in said if one.speaker in own), None),
    )


def _runs(text: str, release: str) -> list[tuple[int, int]]:
    """Stretches of the story's words (first, one past last) that the release has too, six or more."""
    mine = [word[0] for word in words_of(text)]
    theirs = [word[0] for word in words_of(release)]
    held = {tuple(theirs[at : at + RUN]) for at in range(len(theirs) - RUN + 1)}
    runs: list[tuple[int, int]] = []
    for at in range(len(mine) - RUN + 1):
        if tuple(mine[at : at + RUN]) in held:
            if runs and at <= runs[-1][1]:
                runs[-1] = (runs[-1][0], at + RUN)
            else:
                runs.append((at, at + RUN))
    return runs


def _passage(article: Article, runs: Sequence[tuple[int, int]]) -> Evidence | None:
    if not runs:
        return None
    first, last = max(runs, key=lambda run: run[1] - run[0])
    words = words_of(article.text or "")
    return _evidence(article, words[first].start(), words[min(last, first + LONGEST) - 1].end())


def _quoted(article: Article, one: Quotation) -> Evidence:
    words = [word for word in words_of(article.text or "") if one.start <= word.start() < one.end]
    return _evidence(article, one.start, words[min(len(words), LONGEST) - 1].end())


def _evidence(article: Article, start: int, end: int) -> Evidence:
    quote = (article.text or "")[start:end]
    return Evidence(document_sha256=article.payload_sha256, char_start=start, char_end=end, quote=quote)


def _names(release: ReleaseRecord, voice: str) -> bool:
    """Whether the release has the person, by surname, or the office."""
    last = folded(voice).split()[-1]
    words = {word[0] for word in words_of(release.text)}
    return last in words if voice[:1].isupper() else folded(voice) in folded(release.text)
