"""Holding what we read from saved news pages against what people know stands on them."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from flows.errors import CannotStartError
from flows.gold import read_lines
from pipelines import news
from pipelines.news.timestamps import LONDON
from pipelines.records import Article
from pipelines.vocabulary import PageKind

WORDS = 4
"""Words of a run; the measure of the public benchmark that ours is compared with."""
WELL_READ = 0.9
"""F1 of a page's text from which on it counts as right."""


class KnownArticle(BaseModel):
    """One saved page and what stands on it; what is left out is not judged.

    `published` is a day (2022-05-17) or a minute (2022-05-17T09:30) in London.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    html: str
    text: str | None = None
    headline: str | None = None
    published: str | None = None
    authors: tuple[str, ...] | None = None
    page_kind: PageKind | None = None


@dataclass(frozen=True)
class Judged:
    """One value of one page."""

    url: str
    field: str
    is_right: bool
    known: str
    read: str


@dataclass
class Outcome:
    """What came of reading pages. Precision and recall of texts are means over pages, as in the benchmark."""

    judged: list[Judged] = field(default_factory=list)
    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    pages: int = 0

    @property
    def precision(self) -> float | None:
        """Mean part of what was read that stands on the page."""
        return sum(self.precisions) / len(self.precisions) if self.precisions else None

    @property
    def recall(self) -> float | None:
        """Mean part of what stands on the page that was read."""
        return sum(self.recalls) / len(self.recalls) if self.recalls else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two means."""
        if self.precision is None or self.recall is None:
            return None
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read_article_gold(path: Path) -> list[KnownArticle]:
    """Read a gold file; raises CannotStartError for a wrong line, with its number, or if there is none."""
    found = list(read_lines(path, KnownArticle.model_validate_json))
    if not found:
        raise CannotStartError(f"{path} names no page: there is nothing to judge.")
    return found


def judge_articles(path: Path) -> Iterator[Outcome]:
    """Read page by page; yields the outcome so far after each."""
    outcome = Outcome()
    for known in read_article_gold(path):
        page = path.parent / known.html
        if not page.is_file():
            raise CannotStartError(f"The gold file names the page {known.html}, and there is no {page}.")
        payload = page.read_bytes()
        article = news.extract(gzip.decompress(payload) if page.suffix == ".gz" else payload, url=known.url)
        outcome.pages += 1
        if known.text is not None:
            outcome.judged.append(_text(known, article, outcome))
        outcome.judged += _metadata(known, article)
        yield outcome


def _text(known: KnownArticle, article: Article, outcome: Outcome) -> Judged:
    wanted, read = _runs(known.text or ""), _runs(article.text or "")
    both = sum((wanted & read).values())
    precision = both / read.total() if read else float(not wanted)
    recall = both / wanted.total() if wanted else float(not read)
    outcome.precisions.append(precision)
    outcome.recalls.append(recall)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    told = f"F1 {f1:.2f}, precision {precision:.2f}, recall {recall:.2f}"
    return Judged(known.url, "text", f1 >= WELL_READ, f"{len((known.text or '').split())} words", told)


def _metadata(known: KnownArticle, article: Article) -> Iterator[Judged]:
    if known.headline is not None:
        same = known.headline.split() == article.title.split()
        yield Judged(known.url, "headline", same, known.headline, article.title)
    if known.published is not None:
        moment = article.published_at.astimezone(LONDON).isoformat() if article.published_at else ""
        day, minute = known.published[:10], known.published[:16]
        yield Judged(known.url, "day", moment[:10] == day, day, moment[:10] or "none")
        if len(minute) == len("2022-05-17T09:30"):
            yield Judged(known.url, "minute", moment[:16] == minute, minute, moment[:16] or "none")
    if known.authors is not None:
        same = {name.lower() for name in known.authors} == {name.lower() for name in article.authors}
        yield Judged(
            known.url, "authors", same, ", ".join(known.authors), ", ".join(article.authors) or "none"
        )
    if known.page_kind is not None:
        told = article.page_kind.value if article.page_kind else "none"
        yield Judged(known.url, "kind", told == known.page_kind.value, known.page_kind.value, told)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if len(words) < WORDS:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))
