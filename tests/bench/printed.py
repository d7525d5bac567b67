"""All facts of the replica in all styles by all producers of PDF that this machine has."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.evaluate import Judged, judge
from pipelines.reports import read
from tests.evaluation.replica_gold import pdf_sample
from tests.producers.makers import MAKERS
from tests.producers.print_page import TableStyle, print_page
from tests.replica.facts import load_reports


@dataclass(frozen=True)
class Printing:
    """One producer's files, judged with the style as the era; or why it could not print."""

    name: str
    judged: tuple[Judged, ...] = ()
    missing: str | None = None


def some(every: int = 4) -> Iterator[tuple[str, list[bytes]]]:
    """A part of the reports by each producer that this machine has, for timing."""
    facts = load_reports()[::every]
    for maker in MAKERS:
        if maker.missing():
            continue
        pages = {fact.key: print_page(fact, TableStyle.TEXT, for_writer=maker.is_writer) for fact in facts}
        with tempfile.TemporaryDirectory() as folder:
            yield maker.name, list(maker.print_all(pages, Path(folder)).values())


def print_and_read(progress: Callable[[str, int, int | None], None]) -> Iterator[Printing]:
    """Print and read everything, producer by producer."""
    facts = load_reports()
    for maker in MAKERS:
        if reason := maker.missing():
            yield Printing(maker.name, missing=reason)
            continue
        pages = {
            f"{fact.key}__{style.value}": print_page(fact, style, for_writer=maker.is_writer)
            for fact in facts
            for style in TableStyle
        }
        progress(f"print with {maker.name}", 0, None)
        with tempfile.TemporaryDirectory() as folder:
            pdfs = maker.print_all(pages, Path(folder))
        by_key = {fact.key: fact for fact in facts}
        judged: list[Judged] = []
        for done, (name, pdf) in enumerate(pdfs.items(), start=1):
            key, _, style = name.partition("__")
            gold = pdf_sample(by_key[key], pdf, f"{name}.pdf").gold
            gold = gold.model_copy(update={"era": f"{maker.name} {style}"})
            judged += judge(gold, read(pdf, media_type=gold.media_type, url=gold.url))
            progress(f"read {maker.name}", done, len(pdfs))
        yield Printing(maker.name, tuple(judged))
