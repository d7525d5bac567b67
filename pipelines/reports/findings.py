"""Percentages and counts: those of the key questions under each standard, and those stated in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.bodies.frameworks import code_under, find_standard, normal_code
from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.prose import sentences
from pipelines.vocabulary import BodyKind, Framework

_PERCENT_CELL = re.compile(r"^(?P<value>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s*cent)$", re.IGNORECASE)
_PERCENT_TAIL = re.compile(r"\s(?P<text>(?P<value>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s*cent))$", re.IGNORECASE)
_CODED = re.compile(r"^(?P<code>(?:[PRV]\s?)?\d\.\d{1,2})\.?:?\s+(?P<name>\D.*)$")
_QUESTION = re.compile(r"^(?:do|does|did|is|are|was|were|has|have|can)\b|\?\s*$", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"^\d{1,3}$")
_CHAPTER = re.compile(
    r"^(?:\d\.?\s+\D|domain\b|annexe?\b|appendix\b|recommendations?\b|background\b|foreword\b|progress\b|ratings?\b)",
    re.IGNORECASE,
)

_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty)"
)
_ABOUT = (
    r"(?:(?:nearly|almost|over|under|about|around|more\s+than|less\s+than|at\s+least|just\s+over"
    r"|just\s+under)\s+)?"
)
_AMOUNT = (
    r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
    r"|\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|one\s+hundred)\b"
)
_COUNTED = (
    r"(?:[a-z-]+\s+){0,2}?(?:cases|people|persons|children|staff|posts|days|weeks|months|hours|vacancies|officers"
    r"|practitioners|offenders|service\s+users|interviews|inspections|victims|visits|files|records|aspects|standards"
    r"|responses|questions|offices|units|beds|residents|women|men)\b"
)
_STATED = re.compile(
    rf"(?P<percent>(?<![\d.,])(?P<number>\d{{1,3}}(?:\.\d+)?)\s*(?:%|per\s?cent\b))"
    rf"|(?P<of>\b(?:{_NUMBER_WORD}|\d{{1,4}})\s+(?:out\s+)?of(?:\s+the)?\s+(?:{_NUMBER_WORD}|\d{{1,4}})\b(?!\s*[%/]|\s+per\s?cent))"
    rf"|(?P<in>\b(?:one|two|three|four|five|nine)\s+in\s+(?:every\s+)?(?:three|four|five|six|ten|twenty)\b)"
    rf"|(?P<fraction>{_ABOUT}\b(?:(?:a|one)[\s-](?:third|quarter|fifth|tenth)|(?:two|three|four)[\s-](?:thirds|quarters|fifths)|half)\b)"
    rf"|(?P<between>\bbetween\s+(?:{_AMOUNT})\s+and\s+(?:{_AMOUNT}))(?=\s+{_COUNTED})"
    rf"|(?P<count>(?<![\d.,/£-]){_ABOUT}(?:{_AMOUNT}))(?=\s+{_COUNTED})",
    re.IGNORECASE,
)
"""What a sentence may state: a percentage, so many of so many, a fraction, or a number of something
inspected."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A percentage or count with what it measures and the words that state it. Only percentages have a
    `value_pct`."""

    measure: str
    value_pct: float | None
    value_text: str
    standard_code: str | None
    is_key_question: bool
    block: Block
    start: int
    end: int


def read_findings(
    document: Document, framework: Framework | None = None, kind: BodyKind | None = None
) -> list[Finding]:
    """All key-question percentages and all amounts stated in prose, in order, each once.

    With the framework, headings without a code tell the standard by its name.
    """
    found: dict[tuple[str, str, str | None], Finding] = {}
    place = _Place(framework, kind)
    percent_tables = _percent_tables(document)
    for block in document.body:
        if block.kind is BlockKind.FOOTNOTE:
            continue
        place.move_to(block)
        findings = _in_row(block, place.code, percent_tables) if block.cells else _in_prose(block, place.code)
        for finding in findings:
            found.setdefault((finding.measure, finding.value_text, finding.standard_code), finding)
    return list(found.values())


@dataclass
class _Place:
    """Under which standard we are: told by headings, or by rows that stand as headings."""

    framework: Framework | None
    kind: BodyKind | None
    code: str | None = None
    heading: str | None = None

    def move_to(self, block: Block) -> None:
        """Take in the next block of the document."""
        if block.kind not in (BlockKind.HEADING, BlockKind.TABLE_ROW):
            return
        label = block.cells[0] if block.cells else block.text
        code = self._code(label, is_heading=not block.cells)
        if code is not None:
            self.code, self.heading = code, block.text if block.kind is BlockKind.HEADING else None
        elif block.kind is BlockKind.HEADING and not _QUESTION.search(block.text) and self._leaves(block):
            self.code = self.heading = None

    def _code(self, label: str, *, is_heading: bool) -> str | None:
        match = _CODED.match(label)
        printed, name = (match["code"], match["name"]) if match else (None, label)
        if printed is None and not is_heading:
            return None
        standard = None
        if self.framework is not None:
            standard = find_standard(self.framework, name, code=printed, kind=self.kind)
        if standard is not None:
            return code_under(standard, printed)
        return normal_code(printed) if printed is not None else None

    def _leaves(self, block: Block) -> bool:
        """Whether a heading ends the standard's section: not one below it, as "Strengths" is."""
        if self.heading is not None:
            return self.heading not in block.heading_path
        return _CHAPTER.match(block.text) is not None or (block.level or 9) <= 2


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
        measure = sentence.strip()
        end = start + len(sentence.rstrip())
        for match in _STATED.finditer(sentence):
            percent = float(match["number"]) if match["number"] else None
            if percent is None or percent <= 100:
                yield Finding(measure, percent, match[0], code, False, block, start, end)
