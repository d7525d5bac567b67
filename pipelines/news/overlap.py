"""Text that a story shares word for word with a press release of the inspectorate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.news.folding import folded
from pipelines.records import ReleaseRecord

RUN = 6
"""Words in a row that count as one piece of shared text."""
ENOUGH = 8
"""Pieces found in one release only from which on it is the story's source (measured: right ones 9 to 44,
wrong ones up to 3)."""

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")


@dataclass(frozen=True)
class Overlap:
    """How much of a release a story repeats, and its longest repeated passage as a span of the story's
    text."""

    release: ReleaseRecord
    pieces: int
    start: int
    end: int


def words_of(text: str) -> list[re.Match[str]]:
    """Words of a text, folded, with their places."""
    return list(_WORD.finditer(folded(text)))


@lru_cache(maxsize=4096)
def _pieces(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(folded(text))
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def overlaps(text: str, releases: Sequence[ReleaseRecord]) -> list[Overlap]:
    """Releases the story shares text with, most first.

    Only pieces that stand in a single release count: what the inspectorate writes about itself stands in
    all of them.
    """
    story = _pieces(text)
    shared = {release.release_id: story & _pieces(release.text) for release in releases}
    holders: dict[tuple[str, ...], set[Hashable]] = defaultdict(set)
    for release in releases:
        for piece in shared[release.release_id]:
            holders[piece].add(_occasion(release))
    found: dict[Hashable, Overlap] = {}
    for release in releases:
        own = frozenset(piece for piece in shared[release.release_id] if len(holders[piece]) == 1)
        held = found.get(_occasion(release))
        if own and (held is None or held.pieces < len(own)):
            found[_occasion(release)] = Overlap(release, len(own), *_longest(text, own))
    return sorted(found.values(), key=lambda overlap: (-overlap.pieces, overlap.release.release_id))


def _occasion(release: ReleaseRecord) -> Hashable:
    """What a release is about and when: the same release on the old and the new site is one."""
    if not release.body_ids or release.published is None:
        return release.release_id
    return frozenset(release.body_ids), release.published.date()


def _longest(text: str, pieces: frozenset[tuple[str, ...]]) -> tuple[int, int]:
    words = words_of(text)
    best, since = (0, 0), None
    for at in range(len(words) - RUN + 2):
        is_shared = at + RUN <= len(words) and tuple(w[0] for w in words[at : at + RUN]) in pieces
        if is_shared and since is None:
            since = at
        elif not is_shared and since is not None:
            start, end = words[since].start(), words[at + RUN - 2].end()
            if end - start > best[1] - best[0]:
                best = (start, end)
            since = None
    return best
