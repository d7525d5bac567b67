"""Percentages and counts: those of the key questions under each standard, and those stated in sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipelines.bodies.frameworks import code_under, find_by_code, find_standard, has_no_codes, normal_code
from pipelines.reports.amounts import amounts_in, may_state, words_beside
from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.percent_columns import BARE_NUMBER, PERCENT_CELL, PercentTable, read_percent_tables
from pipelines.reports.prose import sentences
from pipelines.reports.rating_words import is_rating_row, rating_of, without_rating
from pipelines.vocabulary import BodyKind, Framework

_PERCENT_TAIL = re.compile(
    r"(?:\s|(?<=\?))(?P<text>(?P<value>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s*cent))$", re.IGNORECASE
)
_QUESTION_ROW = re.compile(
    r"^(?P<question>(?:Do|Does|Did|Is|Are|Was|Were|Has|Have|Can)\b[^?.]{10,250}\?)\s+"
    r"(?P<text>(?P<value>\d{1,3}(?:\.\d+)?)\s*%)\s+(?=[A-Z])"
)
"""The last row of a table, and the paragraph that print has set right behind it."""
_CODED = re.compile(r"^(?P<code>(?:[PRV]\s?)?\d\.\d{1,2})\.?:?\s+(?P<name>\D.*)$")
_QUESTION = re.compile(r"^(?:do|does|did|is|are|was|were|has|have|can)\b|\?\s*$", re.IGNORECASE)
_ASKS = re.compile(
    r"^(?:do|does|did|is|are|was|were|has|have|can|could|should|will|how|what|which|when|where|who|why|to\s+what"
    r"|in\s+what)\b",
    re.IGNORECASE,
)
_SECOND_INSIDE = re.compile(r"[?%]\s*\w")
_CHAPTER = re.compile(
    r"^(?:\d\.?\s+\D|domain\b|annexe?\b|appendix\b|recommendations?\b|background\b|foreword\b|progress\b|ratings?\b)",
    re.IGNORECASE,
)

_BEGINS_CUT = re.compile(r"^[a-z]")
_ENDS_CUT = re.compile(
    r"(?:[,‐-]|\b(?:of|the|an?|in|to|for|with|by|at|and|or|from|that|which|who|where|when|whether|if|as|than|per|on"
    r"|its?|their|this|these|was|were|is|are|be|been|had|has|have|not))$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?:;…][’”'\")\]]*(?:\s*\d{1,2})?$")
"""A raised footnote mark may follow the stop."""
_LETTERS = re.compile(r"[^\W\d_]{2}")
_MOST_LABELS = 3
_LONGEST_LABEL = 60


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


@dataclass
class FindingsRead:
    """All findings of a document; `refusals` are figures of which it is not certain what they measure, with
    their words."""

    findings: list[Finding] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)


def read_findings(
    document: Document,
    framework: Framework | None = None,
    kind: BodyKind | None = None,
    *,
    left_out: Collection[int] = (),
) -> FindingsRead:
    """All key-question percentages and all amounts stated in prose, in order, each once.

    With the framework, headings without a code tell the standard by its name. `left_out` names blocks, by
    where they begin in the text, whose figures are no findings: key facts are not inspected. A figure whose
    words print has torn away is refused: a cut sentence would be quoted as the inspectorate's.
    """
    found: dict[tuple[str, str, str | None], Finding] = {}
    refused: dict[tuple[str, str], None] = {}
    blocks = [block for block in document.body if block.kind is not BlockKind.FOOTNOTE]
    place = _Place(framework, kind, _coded_levels(blocks))
    tables = read_percent_tables(blocks, document.published.value.year if document.published else None)
    for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        place.move_to(block)
        if block.char_start in left_out:
            continue
        for finding, unclear in _checked(before, block, after, place.code, tables):
            if unclear is not None:
                refused[f"{finding.value_text} stands {unclear}", block.text] = None
            else:
                found.setdefault((finding.measure, finding.value_text, finding.standard_code), finding)
    return FindingsRead(list(found.values()), list(refused))


def _checked(
    before: Block | None,
    block: Block,
    after: Block | None,
    code: str | None,
    tables: Mapping[int, PercentTable],
) -> Iterator[tuple[Finding, str | None]]:
    """The findings of a block, each with the reason why it is not certain what it measures, if it is not."""
    if block.cells:
        yield from _in_row(block, code, tables)
    elif (beside := _percent_rows(before, after)) and (row := _as_row(block, code)) is not None:
        is_paired = any(tables[b.table].is_paired for b in beside if b.table is not None)
        yield row, "in a line beside a table of several percentages" if is_paired else None
    else:
        for finding in amounts_in_prose(block, code):
            torn = _torn_question(finding)
            yield finding, torn if finding.is_key_question else _torn_sentence(finding, before, after)


def _torn_question(finding: Finding) -> str | None:
    """Why a key question is not whole, or more than one: its percentage may be another's."""
    if not finding.is_key_question:
        return None
    if _SECOND_INSIDE.search(finding.measure):
        return "beside more than one question"
    return None if _ASKS.match(finding.measure) else "beside a question whose beginning is missing"


def _torn_row(finding: Finding) -> str | None:
    labels = [cell for cell in finding.block.cells if cell != finding.value_text]
    is_cut = _BEGINS_CUT.match(finding.measure) or _ENDS_CUT.search(finding.measure)
    if (is_cut and len(labels) > _MOST_LABELS) or _LETTERS.search(finding.measure) is None:
        return "in a row without words that say what it measures"
    return None


def _torn_sentence(finding: Finding, before: Block | None, after: Block | None) -> str | None:
    block, sentence = finding.block, finding.measure
    words = words_beside(sentence)
    if words == 0 or (words == 1 and block.kind is BlockKind.PARAGRAPH):
        return "without words that say what it measures"
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    if _BEGINS_CUT.match(sentence) or (finding.start == 0 and _continues(before, sentence)):
        return "in a sentence whose beginning is missing"
    if finding.end == len(block.text) and not _ENDS.search(sentence):
        goes_on = after is not None and not after.cells and _BEGINS_CUT.match(after.text) is not None
        if goes_on or _ENDS_CUT.search(sentence):
            return "in a sentence whose end is missing"
    return None


@dataclass
class _Place:
    """Under which standard we are: told by headings, or by rows that stand as headings.

    `coded_levels` are those of the headings that print a code. Rows of ratings that stand together are a list
    of ratings: what comes after them is of none of their standards.
    """

    framework: Framework | None
    kind: BodyKind | None
    coded_levels: frozenset[int | None] = frozenset()
    code: str | None = None
    heading: str | None = None
    rated: int = 0
    """How many rated rows stand together, up to this block."""

    def move_to(self, block: Block) -> None:
        """Take in the next block of the document."""
        is_rated = not block.cells and (
            is_rating_row(block.text)
            or (len(block.text) <= _LONGEST_LABEL and without_rating(block.text) != block.text)
        )
        self._count(block, is_rated=is_rated or any(rating_of(cell) is not None for cell in block.cells))
        if block.kind not in (BlockKind.HEADING, BlockKind.TABLE_ROW) and not is_rated:
            return
        words = [cell for cell in block.cells if rating_of(cell) is None]
        has_rating = len(words) == len(block.cells) - 1
        label = " ".join(words) if has_rating else without_rating((*block.cells, block.text)[0])
        code = self._code(label, is_heading=(not block.cells or has_rating) and self._names_standard(block))
        if code is not None:
            self.code, self.heading = code, None
            if block.kind is BlockKind.HEADING:
                self.heading, self.rated = block.text, 0
        elif block.kind is BlockKind.HEADING and not _QUESTION.search(block.text) and self._leaves(block):
            self.code = self.heading = None

    def _count(self, block: Block, *, is_rated: bool) -> None:
        """Count the rows of a list of ratings, and leave its last standard where the list ends.

        The heading of a domain within the list does not end it.
        """
        if is_rated and block.kind is not BlockKind.HEADING:
            self.rated += 1
        elif block.kind is not BlockKind.TABLE_ROW or _percent_rows(block):
            if self.rated > 1 and block.kind is not BlockKind.TABLE_ROW:
                self.code = self.heading = None
            self.rated = self.rated if block.kind is BlockKind.HEADING else 0

    def _names_standard(self, block: Block) -> bool:
        """Whether a heading without a code may open a standard: one below a standard's may have its name."""
        if block.kind is not BlockKind.HEADING or self.framework is None or has_no_codes(self.framework):
            return True
        return block.level in self.coded_levels

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
        coded = None
        if printed is not None and self.framework is not None:
            coded = find_by_code(self.framework, printed, kind=self.kind)
        if coded is not None:
            return code_under(coded, printed)
        return normal_code(printed) if printed is not None else None

    def _leaves(self, block: Block) -> bool:
        """Whether a heading ends the standard's section: not one below it, as "Strengths" is."""
        if _CODED.match(block.text):
            return True
        if self.heading is not None:
            return self.heading not in block.heading_path
        return _CHAPTER.match(block.text) is not None or (block.level or 9) <= 2


def _coded_levels(blocks: Iterable[Block]) -> frozenset[int | None]:
    """The levels of the headings that print a standard's code."""
    return frozenset(b.level for b in blocks if b.kind is BlockKind.HEADING and _CODED.match(b.text))


def _in_row(
    block: Block, code: str | None, tables: Mapping[int, PercentTable]
) -> Iterator[tuple[Finding, str | None]]:
    if len(block.cells) < 2:
        return
    table = tables[block.table] if block.table is not None else PercentTable()
    answer = table.answer(block.cells)
    labels = [c for c in block.cells if not (PERCENT_CELL.match(c) or (answer and c == answer.value))]
    if answer is None or not labels or (_CODED.match(labels[0]) and BARE_NUMBER.match(answer.value)):
        return
    measure = max(labels, key=len)
    number = re.match(r"[\d.]+", answer.value)
    is_question = code is not None and bool(_QUESTION.search(measure))
    value = float(number[0]) if number else None
    finding = Finding(measure, value, answer.value, code, is_question, block, 0, len(block.text))
    yield finding, answer.doubt or _torn_question(finding) or _torn_row(finding)


def _continues(before: Block | None, sentence: str) -> bool:
    """Whether a line that begins with a number goes on from a line of prose without an end."""
    if before is None or before.kind is not BlockKind.PARAGRAPH or not sentence[:1].isdigit():
        return False
    return len(before.text) > _LONGEST_LABEL and _ENDS.search(before.text) is None


def _percent_rows(*blocks: Block | None) -> list[Block]:
    """Those of the blocks that are rows with a percentage."""
    return [b for b in blocks if b is not None and len(b.cells) > 1 and any(map(PERCENT_CELL.match, b.cells))]


def _as_row(block: Block, code: str | None) -> Finding | None:
    """A line beside rows of percentages that itself ends in one: a row that print has set as text."""
    tail = _PERCENT_TAIL.search(block.text)
    if tail is None or block.kind is not BlockKind.PARAGRAPH:
        return None
    label = block.text[: tail.start()].strip()
    if _ENDS_CUT.search(label) or any(amounts_in(label)):
        return None
    is_question = code is not None and _QUESTION.search(label) is not None
    return Finding(label, float(tail["value"]), tail["text"], code, is_question, block, 0, len(block.text))


def amounts_in_prose(block: Block, code: str | None) -> Iterator[Finding]:
    """Yield the amounts that the sentences of a paragraph or list item state; `code` is their standard's."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or not may_state(block.text):
        return
    tail = _PERCENT_TAIL.search(block.text)
    if tail is not None and code is not None and _QUESTION.search(block.text[: tail.start()]):
        measure = block.text[: tail.start()].strip()
        yield Finding(measure, float(tail["value"]), tail["text"], code, True, block, 0, len(block.text))
        return
    row = _QUESTION_ROW.match(block.text) if code is not None else None
    if row is not None:
        value = float(row["value"])
        yield Finding(row["question"], value, row["text"], code, True, block, 0, row.end("text"))
    for start, sentence in sentences(block, row.end() if row is not None else 0):
        measure = sentence.strip()
        end = start + len(sentence.rstrip())
        is_label = measure.endswith("?") or (_CODED.match(measure) is not None and not _ENDS.search(measure))
        for amount in amounts_in(sentence):
            # A standard's name and a question state no number: it is a page's, or the code's.
            if is_label and amount.percent is None:
                continue
            yield Finding(measure, amount.percent, amount.text, code, False, block, start, end)
