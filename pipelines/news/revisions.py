"""What a paper changed in a story after it was published, where it matters: ratings, quotes, corrections.

A word here and there is no news; a rating that was put right, or words that somebody is no longer said to
have said, are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from pipelines.news.folding import folded
from pipelines.news.quotations import Quotation, quotations
from pipelines.news.story_facts import sentences, stated_ratings
from pipelines.news.zones import Story
from pipelines.records import Article, Evidence

ALIKE = 0.6
"""How much of two quotations must agree for the one to be the other with other words."""

_CORRECTION = re.compile(
    r"\b(?:correction|clarification|an\s+earlier\s+version\s+of\s+this|this\s+(?:article|story)\s+(?:was|has\s+been)\s+"
    r"(?:amended|corrected|updated\s+to\s+correct)|(?:we|the\s+paper)\s+(?:apologise|are\s+happy\s+to\s+(?:clarify|correct)))\b"
)


class RevisionKind(StrEnum):
    """What was changed."""

    RATING = "rating"
    QUOTE = "quote"
    CORRECTION = "correction"


@dataclass(frozen=True)
class Revision:
    """One change: the words before and after, each with its place; None where there are none on that side."""

    kind: RevisionKind
    old: str | None
    new: str | None
    old_evidence: Evidence | None
    new_evidence: Evidence | None


def revisions(old: Article, new: Article) -> list[Revision]:
    """What changed from one version of a story to the next; nothing where either has no text."""
    if not old.text or not new.text or old.text == new.text:
        return []
    return [*_ratings(old, new), *_quotes(old, new), *_corrections(old, new)]


def _ratings(old: Article, new: Article) -> Iterator[Revision]:
    before, after = _stated(old), _stated(new)
    gone, come = sorted(set(before) - set(after)), sorted(set(after) - set(before))
    if gone or come:
        yield Revision(
            RevisionKind.RATING,
            ", ".join(gone) or None,
            ", ".join(come) or None,
            before[gone[0]] if gone else None,
            after[come[0]] if come else None,
        )


def _stated(article: Article) -> dict[str, Evidence]:
    told = Story(article.title, article.description or "", article.text or "")
    return {
        rating.value: Evidence(
            document_sha256=article.payload_sha256,
            char_start=stated.char_start,
            char_end=stated.char_end,
            quote=stated.quote,
        )
        for rating, stated in stated_ratings(told)
    }


def _quotes(old: Article, new: Article) -> Iterator[Revision]:
    kept = {_plain(one.words) for one in quotations(new.text or "")}
    held = {_plain(one.words) for one in quotations(old.text or "")}
    added = [one for one in quotations(new.text or "") if _plain(one.words) not in held]
    for one in quotations(old.text or ""):
        if _plain(one.words) in kept or _plain(one.words) in _plain(new.text or ""):
            continue
        other = max(added, key=lambda candidate: _likeness(one, candidate), default=None)
        if other is not None and _likeness(one, other) < ALIKE:
            other = None
        if other is not None:
            added.remove(other)
        yield Revision(
            RevisionKind.QUOTE,
            one.words,
            other.words if other else None,
            _evidence(old, one.start, one.end),
            _evidence(new, other.start, other.end) if other else None,
        )


def _likeness(one: Quotation, other: Quotation) -> float:
    return SequenceMatcher(
        None, _plain(one.words).split(), _plain(other.words).split(), autojunk=False
    ).ratio()


def _corrections(old: Article, new: Article) -> Iterator[Revision]:
    earlier = _plain(old.text or "")
    for start, end in sentences(new.text or ""):
        words = (new.text or "")[start:end]
        if _CORRECTION.search(folded(words)) and _plain(words) not in earlier:
            yield Revision(RevisionKind.CORRECTION, None, words, None, _evidence(new, start, end))


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", folded(words)))


def _evidence(article: Article, start: int, end: int) -> Evidence:
    quote = (article.text or "")[start:end]
    return Evidence(document_sha256=article.payload_sha256, char_start=start, char_end=end, quote=quote)
