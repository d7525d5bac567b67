"""The labelled stories as typed items, in two parts, and as a gold file for `probation evaluate`."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from pipelines.records import InspectionRecord
from pipelines.vocabulary import Framework
from tests.pipelines.news_pages import inspection
from tests.reference.record import reference_inputs

_FOLDER = Path(__file__).parent


class Part(StrEnum):
    """Rules are made by looking at the one part and judged by the other, which nobody looks at meanwhile."""

    DEVELOPMENT = "development"
    TEST = "test"


class Item(BaseModel):
    """One story, the inspections it is about, and the public page its facts were read on.

    A card has a description in place of a text. `published` is None where the story's day is not known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    headline: str
    description: str = ""
    text: str = ""
    outlet: str
    published: date | None
    url: str
    is_relevant: bool = True
    inspections: tuple[str, ...]
    kind: str = "about an inspection"
    source: str

    @property
    def part(self) -> Part:
        """By a hash of the id, so that a new item changes no other's part."""
        is_even = hashlib.sha256(self.id.encode()).digest()[-1] % 2 == 0
        return Part.DEVELOPMENT if is_even else Part.TEST


@cache
def load_items() -> tuple[Item, ...]:
    """All items, in the order of the files."""
    return tuple(
        Item.model_validate(item)
        for file in sorted(_FOLDER.glob("*.yml"))
        for item in yaml.safe_load(file.read_text(encoding="utf-8"))
    )


@cache
def known_inspections() -> tuple[InspectionRecord, ...]:
    """The inspections that items may be about: those of the reference facts, and national reports."""
    known = {
        one.inspection_id: one
        for report in reference_inputs().reports
        if report.records is not None
        for one in report.records.inspections
    }
    with (_FOLDER / "national_reports.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            one = inspection(
                row["body_id"], Framework(row["framework"]), row["published"], title=row["title"]
            )
            known.setdefault(one.inspection_id, one)
    return tuple(known.values())


def write_gold(path: Path, items: Iterable[Item]) -> Path:
    """Write a gold file as docs/evaluating.md describes it."""
    lines = [*map(_inspection_line, known_inspections()), *map(_story_line, items)]
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
    return path


def runs_of_words(item: Item, length: int = 8) -> Iterator[tuple[str, ...]]:
    """All runs of words in an item's text and description: what another item may not share."""
    for words in (item.text.lower().split(), item.description.lower().split()):
        yield from (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def _inspection_line(known: InspectionRecord) -> dict[str, Any]:
    dates = ("published", "fieldwork_start", "fieldwork_end")
    return {
        "kind": "inspection",
        "body_id": known.body_id,
        "framework": known.framework,
        "title": known.title,
        "overall_rating": known.overall_rating,
        **{name: str(value) for name in dates if (value := getattr(known, name)) is not None},
    }


def _story_line(item: Item) -> dict[str, Any]:
    return {
        "kind": "story",
        "url": item.url,
        "headline": item.headline,
        "description": item.description,
        "text": item.text,
        "outlet": item.outlet,
        "published": item.published.isoformat() if item.published else None,
        "is_relevant": item.is_relevant,
        "inspections": item.inspections,
        "hard": item.kind if item.text else f"{item.kind}, card",
    }
