"""Stories that are copies of each other: shared runs of words, what stands in many stories left out.

Containment, not resemblance: a copy may have a new top, be cut to half or stand inside a longer story.
Stories made from one template ("X youth justice service rated Good") resemble each other more than an
edited copy does, and are not copies.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import combinations

from pipelines.news.folding import folded
from pipelines.news.metadata import other_host
from pipelines.news.story_facts import sentences
from pipelines.records import Article, Evidence, ReleaseRecord, SyndicationRecord

WORDS = 4
"""Words in a shingle."""
SAMPLED_FROM = 400
"""Number of stories from which on one shingle in eight is enough; below it all are kept, at no cost worth
saving."""
SAMPLING = 8
COMMON = 4
"""A shingle in this many independent stories is boilerplate."""
ENOUGH, ENOUGH_SAMPLED = 0.42, 0.24
"""Containment from which on two stories share text (best in the measurement, with all shingles and with one
in eight)."""
WHOLE = 0.75
"""Containment, boilerplate and all, from which on two stories are one told twice, unless they fill one
template."""
MANY = 50
"""A shingle in more stories than this says nothing about any two of them."""
LEAST = 40
"""Shingles of its own that a story must have, before sampling, for containment to mean anything."""

MANY_SWAPS = 4
"""Names and numbers that stand in each other's places in two stories from which on they fill one template."""
OWN_VOICE = 0.4
"""Part of a story that must be left without its quotes for it to be compared without them."""

_QUOTED = re.compile(r"[\"“][^\"“”\n]{20,}(?:[\"”]|$)", re.MULTILINE)
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")


@dataclass(frozen=True)
class _Text:
    """A story's words and shingles."""

    article: Article

    @cached_property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Each word folded and as printed."""
        text = self.article.text or ""
        return tuple((m[0], text[m.start() : m.end()]) for m in _WORD.finditer(folded(text)))

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Hashes of the runs of four words in the paper's own voice; stable over processes, so that a
        sample is.

        Two papers that quote the same people are no copies of each other; a story that is nearly all quotes
        has only those.
        """
        told = _shingles(_QUOTED.sub(" ", self.article.text or ""))
        return (
            told
            if len(told) >= max(LEAST, OWN_VOICE * len(self.words))
            else _shingles(self.article.text or "")
        )


def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(folded(text))
    return frozenset(_hash(" ".join(words[at : at + WORDS])) for at in range(len(words) - WORDS + 1))


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big")


def syndication(
    articles: Sequence[Article], releases: Sequence[ReleaseRecord] = ()
) -> list[SyndicationRecord]:
    """Find the pairs of stories of which one copies the other, in the order of their URLs.

    Runs of words from a press release in `releases` do not count: two papers that quote it are no copies of
    each other. Articles without text are passed over; of several captures of one story the last given
    counts.
    """
    by_url = {article.url: article for article in articles if article.text}
    texts = [_Text(by_url[url]) for url in sorted(by_url)]
    is_sampled = len(texts) >= SAMPLED_FROM
    step, enough = (SAMPLING, ENOUGH_SAMPLED) if is_sampled else (1, ENOUGH)
    kept = [frozenset(s for s in text.shingles if s % step == 0) for text in texts]
    wholes = _wholes(texts, kept)
    boilerplate = _boilerplate(kept, wholes) | _released(releases)
    own = [shingles - boilerplate for shingles in kept]
    found: list[SyndicationRecord] = []
    for one, other in sorted(_pairs(own) | wholes):
        shared = own[one] & own[other]
        least = min(len(own[one]), len(own[other]))
        containment = len(shared) / least if least >= LEAST / step else 0.0
        if (one, other) in wholes:
            shared, containment = (
                kept[one] & kept[other],
                max(containment, _containment(kept[one], kept[other])),
            )
        if containment >= enough and not _is_template(texts[one], texts[other]):
            found.append(_record(texts[one], texts[other], containment, len(shared)))
    return found


def _pairs(shingles: Sequence[frozenset[int]]) -> set[tuple[int, int]]:
    """Pairs of stories that share at least one of these shingles."""
    return {pair for holders in _holders(shingles).values() for pair in combinations(holders, 2)}


def _containment(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _wholes(texts: Sequence[_Text], kept: Sequence[frozenset[int]]) -> set[tuple[int, int]]:
    """Pairs that agree in most of their words. Found first: a story that ten papers carry is not
    boilerplate."""
    shared: Counter[tuple[int, int]] = Counter()
    for holders in _holders(kept).values():
        if len(holders) <= MANY:
            shared.update(combinations(holders, 2))
    return {
        (one, other)
        for (one, other), count in shared.items()
        if min(len(texts[one].shingles), len(texts[other].shingles)) >= LEAST
        and count >= 0.5 * WHOLE * min(len(kept[one]), len(kept[other]))
        and _containment(texts[one].shingles, texts[other].shingles) >= WHOLE
        and not _is_template(texts[one], texts[other])
    }


def _holders(shingles: Sequence[frozenset[int]]) -> dict[int, list[int]]:
    """Which stories hold each shingle."""
    holders: dict[int, list[int]] = defaultdict(list)
    for at, own in enumerate(shingles):
        for shingle in own:
            holders[shingle].append(at)
    return holders


def _boilerplate(kept: Sequence[frozenset[int]], wholes: set[tuple[int, int]]) -> frozenset[int]:
    """Shingles in at least `COMMON` stories that are not whole copies of each other."""
    leader = list(range(len(kept)))
    for one, other in sorted(wholes):
        first, second = leader[one], leader[other]
        leader = [min(first, second) if at in {first, second} else at for at in leader]
    seen = Counter(shingle for shingle, _ in {(s, leader[at]) for at, own in enumerate(kept) for s in own})
    return frozenset(shingle for shingle, count in seen.items() if count >= COMMON)


def _released(releases: Sequence[ReleaseRecord]) -> frozenset[int]:
    return frozenset().union(*(_shingles(release.text) for release in releases))


def _is_template(one: _Text, other: _Text) -> bool:
    """Whether the two fill one template with other names: the same name for the same other name, twice.

    Stories that name different services and none in common are such by that alone.
    """
    bodies = set(one.article.body_ids), set(other.article.body_ids)
    if bodies[0] and bodies[1] and not bodies[0] & bodies[1]:
        return True
    swaps: Counter[tuple[str, str]] = Counter()
    mine, theirs = one.words, other.words
    matcher = SequenceMatcher(None, [w for w, _ in mine], [w for w, _ in theirs], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "replace" or end - start > WORDS or last - first > WORDS:
            continue
        swapped = " ".join(p for _, p in mine[start:end]), " ".join(p for _, p in theirs[first:last])
        if all(_is_name(words) for words in swapped):
            swaps[swapped] += 1
    return bool(swaps) and (max(swaps.values()) >= 2 or swaps.total() >= MANY_SWAPS)


def _is_name(words: str) -> bool:
    return words[:1].isupper() or words[:1].isdigit()


def _record(one: _Text, other: _Text, containment: float, shared: int) -> SyndicationRecord:
    original, copy, direction = _direction(one.article, other.article)
    start, end = _shared_sentence(original, copy)
    quote = (copy.text or "")[start:end]
    return SyndicationRecord(
        original_url=original.url,
        copy_url=copy.url,
        containment=round(containment, 3),
        shared_shingles=shared,
        direction=direction,
        evidence=Evidence(document_sha256=copy.payload_sha256, char_start=start, char_end=end, quote=quote),
    )


def _direction(one: Article, other: Article) -> tuple[Article, Article, str | None]:
    """Tell the original from the copy: a page that names the other's site as its home, else the earlier."""
    for original, copy in ((one, other), (other, one)):
        if copy.canonical_url == original.canonical_url != copy.url:
            return original, copy, "the copy names the original's address as its own"
        home = other_host(copy.url, copy.canonical_url)
        if home is not None and other_host(original.url, copy.canonical_url) is None:
            return original, copy, "the copy names the original's site as its home"
    first, second = one.published_at, other.published_at
    if first is not None and second is not None and first != second:
        original, copy = (one, other) if first < second else (other, one)
        return original, copy, "published first"
    return one, other, None


def _shared_sentence(original: Article, copy: Article) -> tuple[int, int]:
    """Span in the copy of the longest sentence that both have; of the longest shared passage where they
    share no sentence."""
    theirs = " " + " ".join(_WORD.findall(folded(original.text or ""))) + " "
    best = (0, 0)
    for start, end in sentences(copy.text or ""):
        words = _WORD.findall(folded((copy.text or "")[start:end]))
        if end - start > best[1] - best[0] and f" {' '.join(words)} " in theirs:
            best = (start, end)
    return best if best[1] - best[0] >= 40 else _shared_passage(original, copy)


def _shared_passage(original: Article, copy: Article) -> tuple[int, int]:
    mine = list(_WORD.finditer(folded(copy.text or "")))
    theirs = [m[0] for m in _WORD.finditer(folded(original.text or ""))]
    match = SequenceMatcher(None, [m[0] for m in mine], theirs, autojunk=False).find_longest_match()
    return mine[match.a].start(), mine[match.a + match.size - 1].end()


def copies(records: Sequence[SyndicationRecord]) -> Iterator[str]:
    """URLs of stories that copy another one known to be first."""
    yield from dict.fromkeys(record.copy_url for record in records if record.direction is not None)
