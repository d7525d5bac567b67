from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import news
from pipelines.news.linking import Decision
from pipelines.records import Article, CoverageLink, Evidence
from pipelines.vocabulary import CoverageRule
from tests.warehouse.archive import REGISTER, Archive
from warehouse.build import build

Asked = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def _link_by_body(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tie a story to every inspection of the bodies it names: the linker has its own tests."""

    def decide(
        decisions: object, article: Article, register: object, inspections: Any, releases: Any
    ) -> Decision:
        links = tuple(
            CoverageLink(
                article_url=article.url,
                inspection_id=inspection.inspection_id,
                body_id=inspection.body_id,
                rule=CoverageRule.GAZETTEER_WINDOW,
                score=0.9,
                evidence=Evidence(document_sha256=article.payload_sha256, quote=article.title),
            )
            for inspection in inspections
            if article.is_relevant and inspection.body_id in article.body_ids
        )
        return Decision(article, links)

    monkeypatch.setattr(news, "decide_with", decide)


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Callable[[Archive], Asked]]:
    """Build an archive and ask the warehouse SQL."""
    opened: list[duckdb.DuckDBPyConnection] = []

    def build_and_open(archive: Archive) -> Asked:
        path = tmp_path / f"asked-{len(opened)}.duckdb"
        build(path, archive.inputs, REGISTER)
        connection = duckdb.connect(str(path), read_only=True)
        opened.append(connection)
        return lambda sql: connection.execute(sql).fetchall()

    yield build_and_open
    for connection in opened:
        connection.close()
