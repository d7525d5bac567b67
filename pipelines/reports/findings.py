"""Percentages: those of the key questions under each standard, and those stated in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.bodies.frameworks import normal_code
from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.prose import sentences

_PERCENT_CELL = re.compile(r"^(?P<value>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s*cent)$", re.IGNORECASE)
_PERCENT_TAIL = re.compile(r"\s(?P<text>(?P<value>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s*cent))$", re.IGNORECASE)
_IN_PROSE = re.compile(r"(?P<value>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent\b)", re.IGNORECASE)
_CODE = re.compile(r"^(?P<code>(?:[PRV]\s?)?\d\.\d{1,2})\.?:?\s+\D")
_QUESTION = re.compile(r"^(?:do|does|did|is|are|was|were|has|have|can)\b|\?\s*$", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"^\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Finding:
    """A percentage with what it measures and the words that state it."""

    measure: str
    value_pct: float | None
    value_text: str
    standard_code: str | None
    is_key_question: bool
    block: Block
    start: int
    end: int


def read_findings(document: Document) -> list[Finding]:
    """All key-question percentages and all percentages stated in prose, in order, each once."""
    found: dict[tuple[str, str, str | None], Finding] = {}
    code: str | None = None
    percent_tables = _percent_tables(document)
    for block in document.body:
        if block.kind is BlockKind.FOOTNOTE:
            continue
        if block.kind is BlockKind.HEADING or block.kind is BlockKind.TABLE_ROW:
            match = _CODE.match(block.text)
            if match is not None:
                code = normal_code(match["code"])
            elif (
                block.kind is BlockKind.HEADING
                and not _QUESTION.search(block.text)
                and not _is_inner(block, code)
            ):
                code = None
        findings = _in_row(block, code, percent_tables) if block.cells else _in_prose(block, code)
        for finding in findings:
            found.setdefault((finding.measure, finding.value_text, finding.standard_code), finding)
    return list(found.values())


def _is_inner(block: Block, code: str | None) -> bool:
    """Whether a heading stands below the heading of the standard being read."""
    return any(
        (match := _CODE.match(heading)) is not None and normal_code(match["code"]) == code
        for heading in block.heading_path
    )


def _percent_tables(document: Document) -> frozenset[int]:
    """Tables whose header says that bare numbers are percentages."""
    return frozenset(
        block.table
        for block in document.body
        if block.table is not None
        and block.cells
        and re.search(r"%|per\s?cent", block.cells[-1], re.IGNORECASE)
        and not _PERCENT_CELL.match(block.cells[-1])
    )


def _in_row(block: Block, code: str | None, percent_tables: frozenset[int]) -> Iterator[Finding]:
    if len(block.cells) < 2:
        return
    values = [cell for cell in block.cells if _PERCENT_CELL.match(cell)]
    if not values and block.table in percent_tables:
        values = [cell for cell in block.cells[1:] if _BARE_NUMBER.match(cell)]
    labels = [cell for cell in block.cells if cell not in values]
    if len(values) != 1 or not labels:
        return
    measure = max(labels, key=len)
    number = re.match(r"[\d.]+", values[0])
    is_question = code is not None and bool(_QUESTION.search(measure))
    value = float(number[0]) if number else None
    yield Finding(measure, value, values[0], code, is_question, block, 0, len(block.text))


def _in_prose(block: Block, code: str | None) -> Iterator[Finding]:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return
    tail = _PERCENT_TAIL.search(block.text)
    if tail is not None and code is not None and _QUESTION.search(block.text[: tail.start()]):
        measure = block.text[: tail.start()].strip()
        yield Finding(measure, float(tail["value"]), tail["text"], code, True, block, 0, len(block.text))
        return
    for start, sentence in sentences(block):
        for match in _IN_PROSE.finditer(sentence):
            value = float(match["value"])
            if value <= 100:
                yield Finding(
                    sentence.strip(),
                    value,
                    match[0],
                    code,
                    False,
                    block,
                    start,
                    start + len(sentence.rstrip()),
                )
