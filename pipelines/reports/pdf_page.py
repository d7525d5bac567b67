"""One PDF page: without its furniture, as bands in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipelines.pdf.process import Page, Run
from pipelines.reports.pdf_columns import in_reading_order
from pipelines.reports.pdf_cues import is_complete
from pipelines.reports.pdf_rows import Band, rows_of
from pipelines.reports.pdf_wraps import join_wrapped

_PAGE_NUMBER = re.compile(r"^(?:Page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$", re.IGNORECASE)
_SAME_HEIGHT = 4
_RUNNING = re.compile(
    r"^(?:\d{1,3}\s+)?(?:(?:An )?Inspection of (?:probation|youth (?:offending|justice)) services?\b.*"
    r"|Quality\s*(?:&|and)\s*Impact inspection:.*)\s\d{1,3}$",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Drop running headers, footers and page numbers, which otherwise stand inside the sentences they
    interrupt.

    They stand at one height on many pages; a table's value at the foot of several does not.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_repeat_key(line) for line in _margin_lines(page)})
    often = max(2, round(0.4 * len(pages))) if len(pages) > 2 else len(pages) + 1
    kept = []
    for page in pages:
        repeated = {
            id(run)
            for line in _margin_lines(page)
            if (seen[_repeat_key(line)] >= often and not is_complete(_text(line)))
            or _RUNNING.match(_text(line))
            for run in line
        }
        kept.append(replace(page, runs=tuple(run for run in page.runs if id(run) not in repeated)))
    return _without_numbers(kept)


def _without_numbers(pages: Sequence[Page]) -> list[Page]:
    """Drop page numbers: the highest or lowest line of a page, where it is a number on other pages too."""
    numbers = [[line for line in _outermost(page.runs) if _PAGE_NUMBER.match(_text(line))] for page in pages]
    heights = Counter(round(line[0].baseline / _SAME_HEIGHT) for lines in numbers for line in lines)
    often = max(2, round(0.3 * len(pages)))
    kept = []
    for page, lines in zip(pages, numbers, strict=True):
        dropped = {
            id(run)
            for line in lines
            if sum(heights[round(line[0].baseline / _SAME_HEIGHT) + step] for step in (-1, 0, 1)) >= often
            for run in line
        }
        kept.append(replace(page, runs=tuple(run for run in page.runs if id(run) not in dropped)))
    return kept


def _outermost(runs: Sequence[Run]) -> list[list[Run]]:
    """The highest and the lowest line of a page."""
    if not runs:
        return []
    edges = {max(run.baseline for run in runs), min(run.baseline for run in runs)}
    return [
        sorted((run for run in runs if abs(run.baseline - edge) < 3), key=lambda r: r.left)
        for edge in sorted(edges)
    ]


def _text(line: Sequence[Run]) -> str:
    return " ".join(run.text for run in line)


def _margin_lines(page: Page) -> list[list[Run]]:
    margin = 0.11 * page.height
    runs = [r for r in page.runs if r.baseline < margin or r.baseline > page.height - margin]
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-r.baseline, r.left)):
        if lines and abs(lines[-1][0].baseline - run.baseline) < 3:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda r: r.left) for line in lines]


def _repeat_key(line: list[Run]) -> tuple[str, int]:
    """A line's words without its numbers, and how high it stands."""
    words = re.sub(r"\d+", "#", re.sub(r"\s+", "", "".join(run.text for run in line)).casefold())
    return words, round(line[0].baseline / _SAME_HEIGHT)


def bands_of(page: Page) -> list[Band]:
    """All bands of a page in reading order; columns of prose one after the other."""
    return [
        band
        for group in in_reading_order([run for run in page.runs if run.text.strip()])
        for band in join_wrapped(rows_of(page.number, group))
    ]
