"""Pages, inspections and releases for the tests of news: each test says what it depends on."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.news import extract
from pipelines.records import Article, Evidence, InspectionRecord, PartialDate, ReleaseRecord
from pipelines.vocabulary import DatePrecision, Framework, Rating

REAL_PAGES = Path(__file__).parents[3] / "shared" / "pages"
URL = "https://paper.test/news/1.story/"


@dataclass(frozen=True)
class RealPage:
    """A saved page and what it says."""

    name: str
    html: bytes
    url: str
    text: str
    title: str | None = None
    published: datetime | None = None


def real_pages(folder: str, answers: str) -> list[RealPage]:
    """Saved pages of a folder outside the repository; skips the test where it is not there."""
    home = REAL_PAGES / folder
    if not home.is_dir():
        pytest.skip(f"{home} is not on this machine")
    pages: list[RealPage] = []
    for name, answer in json.loads((home / answers).read_text(encoding="utf-8")).items():
        file = home / (name if name.endswith(".gz") else f"{name}.html.gz")
        published = answer.get("published")
        pages.append(
            RealPage(
                name=name,
                html=gzip.decompress(file.read_bytes()),
                url=answer["url"],
                text=answer.get("text") or answer["articleBody"],
                title=answer.get("title"),
                published=datetime.fromisoformat(published) if published else None,
            )
        )
    return pages


def shingle_scores(pairs: Iterator[tuple[str, str]]) -> tuple[float, list[float]]:
    """F1 of mean precision and recall over pages as the benchmark counts it, and the F1 of every page."""
    precisions, recalls, each = [], [], []
    for wanted, read in pairs:
        truth, found = _shingles(wanted), _shingles(read)
        hits = sum((truth & found).values())
        precisions.append(hits / max(1, sum(found.values())))
        recalls.append(hits / max(1, sum(truth.values())))
        each.append(2 * hits / max(1, sum(truth.values()) + sum(found.values())))
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 2 * precision * recall / (precision + recall), each


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def page(headline: str, text: str, *, published: str | None = None, head: str = "") -> bytes:
    """A plain page: headline, paragraphs one a line, and a publication time where one is given."""
    date_meta = f'<meta property="article:published_time" content="{published}">' if published else ""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{html.escape(headline)}</title>"
        f"{date_meta}{head}</head>"
        f"<body><main><article><h1>{html.escape(headline)}</h1>{paragraphs}</article></main></body></html>"
    ).encode()


def story(
    headline: str, text: str, published: str | None = None, *, url: str = URL, head: str = ""
) -> Article:
    """An article read from such a page."""
    moment = f"{published}T09:30:00Z" if published and len(published) == 10 else published
    return extract(page(headline, text, published=moment, head=head), url=url)


def partial(text: str) -> PartialDate:
    """A partial date from 2024-05-09, 2024-05 or 2024."""
    numbers = [int(part) for part in text.split("-")]
    precision = (DatePrecision.YEAR, DatePrecision.MONTH, DatePrecision.DAY)[len(numbers) - 1]
    return PartialDate(value=date(*[*numbers, 1, 1][:3]), precision=precision)


def inspection(
    body_id: str,
    framework: Framework,
    published: str | None = None,
    *,
    rating: Rating | None = None,
    fieldwork: str | None = None,
    title: str = "An inspection",
    sha: str = "a",
) -> InspectionRecord:
    """An inspection as its report states it."""
    return InspectionRecord(
        body_id=body_id,
        framework=framework,
        title=title,
        published=partial(published) if published else None,
        fieldwork_start=partial(fieldwork) if fieldwork else None,
        overall_rating=rating,
        rating_reason=None if rating else "not rated",
        evidence=Evidence(document_sha256=sha * 64, quote=title),
    )


def release(text: str, published: str, *body_ids: str) -> ReleaseRecord:
    """A press release about services."""
    return ReleaseRecord(
        release_id=f"release-{'-'.join(body_ids)}-{published}",
        url="https://inspectorate.test/news/1",
        title="A release",
        published=datetime.fromisoformat(published).replace(tzinfo=UTC),
        body_ids=body_ids,
        text=text,
        evidence=Evidence(document_sha256="b" * 64, quote=text[:40]),
    )
