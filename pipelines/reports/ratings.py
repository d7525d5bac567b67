"""Reading the ratings: which standard has which of the four words, and where the report says so.

Only a table row, or a label with its word beside it, is a rating. Words in sentences never are: a foreword
says "inadequate" of many things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.bodies.frameworks import (
    Standard,
    code_digits,
    find_standard,
    label_key,
    normal_code,
    standards_of,
)
from pipelines.reports.document import Block, BlockKind, Document
from pipelines.vocabulary import BodyKind, Framework, QuarantineReason, Rating

_RATING_KEYS = {label_key(rating.value): rating for rating in Rating}
_UNRATED_KEYS = frozenset({"notrated", "na", "n/a", "notapplicable", "notinspected", "unrated"})
_CODE = re.compile(r"^(?P<code>(?:[PRV]\s?)?\d\s?\.\s?\d{1,2})(?![\d%/])\.?:?\s*(?P<name>.*)$", re.DOTALL)
_LEAD_IN = re.compile(
    r"^(?:our\s+)?(?:rating|rated)(?:\s+for\s+.{3,70}?)?(?:\s+is|\s+as)?\s*:?\s*[‘“'\"]?", re.IGNORECASE
)
_TRAIL = re.compile(r"[’”'\"]?\s*(?:rating)?\s*[.*†‡]*\d?\s*$", re.IGNORECASE)
_WORDY = re.compile(r"^[A-Za-z][A-Za-z’' -]{2,40}$")
_DOMAIN = re.compile(
    r"^(?:domain\b|\d\.?\s+\D|organisational delivery|organisational arrangements|case supervision|"
    r"service delivery|court disposals|out-of-court|resettlement$|sector-specific|standards?\b|rating\b|score\b)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"previous|progress|last inspection|histor|compar|trend|other (?:services|regions)|benchmark|aggregat|methodology|"
    r"how we rate|rating scale|our standards",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(r"previous|last|prior|earlier", re.IGNORECASE)
_OVERALL = re.compile(r"^overall(?:\s*rating)?\s*(?:for\b[^:]{2,80})?:?\s*", re.IGNORECASE)
_OVERALL_KEYS = ("overallrating", "overall", "overalljudgement")
_SCORE = re.compile(
    r"(?<![\d/])(?P<points>\d{1,2})\s*(?:/|out of(?: a (?:total|possible))?(?: of)?)\s*(?P<max>\d{1,2})(?![\d/])"
)


@dataclass(frozen=True, slots=True)
class StandardRating:
    """A standard, how the report prints its label, and its rating with the block that says so."""

    standard: Standard
    code: str
    printed_name: str
    rating: Rating
    block: Block


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value that stands in the report and was not taken, and why."""

    reason: QuarantineReason
    detail: str
    quote: str


@dataclass(frozen=True, slots=True)
class Score:
    """Points as printed, with the characters of the document's text they stand in."""

    points: int
    maximum: int
    block: Block
    start: int
    end: int


@dataclass
class RatingsRead:
    """All the ratings of one report. `unrated` holds labels printed as "Not rated", which is not a rating."""

    overall: Rating | None = None
    overall_block: Block | None = None
    overall_unrated: bool = False
    standards: list[StandardRating] = field(default_factory=list)
    unrated: list[str] = field(default_factory=list)
    score: Score | None = None
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[tuple[str, str, str]] = field(default_factory=list)
    """Cross-checks to flag: check, detail, quote."""

    @property
    def has_unknown_word(self) -> bool:
        """Whether a word stands where a rating must: then nothing of this inspection is certain."""
        return any(refusal.reason is QuarantineReason.UNKNOWN_RATING for refusal in self.refusals)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A label with what stands beside it. `values` are the texts beside the label, in order."""

    code: str | None
    label: str
    values: tuple[str, ...]
    block: Block
    place: object


def rating_of(text: str) -> Rating | None:
    """Return the rating a cell prints, however its letters are spaced; None for anything else.

    The whole cell must be the rating: "improvement" or "Good work was seen" are none.
    """
    plain = _TRAIL.sub("", _LEAD_IN.sub("", text.strip()))
    return _RATING_KEYS.get(label_key(plain))


def is_unrated(text: str) -> bool:
    """Whether a cell says that there is no rating, which is legal where there were no cases."""
    return label_key(text) in _UNRATED_KEYS


def read_ratings(document: Document, framework: Framework, kind: BodyKind | None) -> RatingsRead:
    """Read overall rating, standards and score of a rated report.

    Prefers the page or section that has the overall rating and at least five standards; elsewhere in the
    document the same standard may be repeated, and if it is repeated with another rating, both are refused.
    """
    result = RatingsRead()
    entries = [entry for entry in _entries(document, framework, kind) if not _is_elsewhere(entry.block)]
    overall = [entry for entry in entries if _is_overall(entry)]
    labelled = [entry for entry in entries if not _is_overall(entry)]
    home = _home(overall, labelled)
    headers = _headers(document)
    _read_overall(overall, home, result)
    _read_standards(labelled, home, framework, kind, headers, result)
    result.score = _score(document, home, result)
    return result


def _entries(document: Document, framework: Framework, kind: BodyKind | None) -> Iterator[_Entry]:
    blocks = [block for block in document.body if block.kind is not BlockKind.FOOTNOTE]
    for index, block in enumerate(blocks):
        place = _place(block)
        if block.kind is BlockKind.TABLE_ROW and len(block.cells) > 1:
            yield from _row_entries(block, place)
            continue
        split = _split_line(block.text, framework, kind)
        if split is None or len(block.text) > 160:
            continue
        code, label, rest = split
        if rest:
            yield _Entry(code, label, (rest,), block, place)
        elif index + 1 < len(blocks) and (value := _value_below(blocks[index + 1])) is not None:
            joined = _spanning(document, block, blocks[index + 1])
            yield _Entry(code, label, (value,), joined, place)


def _row_entries(block: Block, place: object) -> Iterator[_Entry]:
    """Entries of a row: label and values in any order of columns; a row may hold two pairs side by side."""
    cells = list(block.cells)
    labels = [i for i, cell in enumerate(cells) if _CODE.match(cell) or _OVERALL.match(cell)]
    if len(labels) > 1 and all(b - a > 1 for a, b in zip(labels, labels[1:], strict=False)):
        for position, start in enumerate(labels):
            stop = labels[position + 1] if position + 1 < len(labels) else len(cells)
            yield from _row_entry(cells[start:stop], block, place)
    else:
        yield from _row_entry(cells, block, place)


def _row_entry(cells: list[str], block: Block, place: object) -> Iterator[_Entry]:
    label_at = next((i for i, cell in enumerate(cells) if _CODE.match(cell)), None)
    if label_at is None:
        label_at = next((i for i, cell in enumerate(cells) if _OVERALL.match(cell)), None)
    if label_at is None:
        label_at = next(
            (
                i
                for i, cell in enumerate(cells)
                if rating_of(cell) is None and re.search(r"[A-Za-z]{3}", cell)
            ),
            None,
        )
    if label_at is None:
        return
    code, label = _code_and_name(cells[label_at])
    rest = cells[:label_at] + cells[label_at + 1 :]
    if code is not None and not label:
        name_at = next(
            (i for i, cell in enumerate(rest) if rating_of(cell) is None and re.search(r"[A-Za-z]{3}", cell)),
            None,
        )
        label = rest.pop(name_at) if name_at is not None else ""
    yield _Entry(code, label, tuple(rest), block, place)


def _code_and_name(text: str) -> tuple[str | None, str]:
    match = _CODE.match(text)
    if match is None:
        return None, text
    return normal_code(re.sub(r"\s*\.\s*", ".", match["code"])), match["name"].strip(" :–-")


def _split_line(text: str, framework: Framework, kind: BodyKind | None) -> tuple[str | None, str, str] | None:
    """Split a line into code, standard's name and what follows; None if it does not begin with a standard."""
    if (overall := _OVERALL.match(text)) and label_key(text[: overall.end()]) in _OVERALL_KEYS:
        return None, text[: overall.end()].strip(" :"), text[overall.end() :].strip()
    code, rest = _code_and_name(text)
    names = [form for s in standards_of(framework, kind) for form in (s.name, *s.aliases)]
    for name in sorted(names, key=len, reverse=True):
        end = _prefix_end(rest, label_key(name))
        if end is not None and (code is not None or end == len(rest) or rating_of(rest[end:])):
            return code, rest[:end].strip(), rest[end:].strip(" :–-")
    return None


def _prefix_end(text: str, key: str) -> int | None:
    """Where in `text` its letters have spelled `key` in full at a word's end, ignoring what a key ignores."""
    spelled = ""
    for index, character in enumerate(text):
        spelled += label_key(character)
        if spelled == key:
            following = text[index + 1 : index + 2]
            return index + 1 if not following or not following.isalnum() else None
        if not key.startswith(spelled):
            return None
    return None


def _value_below(block: Block) -> str | None:
    """The rating a following block consists of; blocks that say more are prose."""
    text = block.text
    if block.kind is BlockKind.TABLE_ROW and len(block.cells) > 1:
        return None
    if rating_of(text) is not None or is_unrated(text):
        return text
    is_word = _WORDY.match(text) and len(text.split()) <= 3 and block.kind is BlockKind.PARAGRAPH
    return text if is_word and _LEAD_IN.match(text + ":") else None


def _spanning(document: Document, first: Block, second: Block) -> Block:
    """One block over two neighbours, so that a label and the word below it are quoted together."""
    from dataclasses import replace

    start, end = first.char_start, second.char_end
    return replace(first, text=document.text[start:end], char_end=end)


def _place(block: Block) -> object:
    return ("page", block.page) if block.page is not None else ("section", block.heading_path[:1])


def _is_elsewhere(block: Block) -> bool:
    return any(_ELSEWHERE.search(heading) for heading in block.heading_path)


def _is_overall(entry: _Entry) -> bool:
    return (
        entry.code is None
        and bool(_OVERALL.match(entry.label))
        and label_key(entry.label).startswith("overall")
    )


def _home(overall: Sequence[_Entry], labelled: Sequence[_Entry]) -> object:
    """The page or section the ratings table is in."""
    rated = [e for e in labelled if any(rating_of(v) or is_unrated(v) for v in e.values)]
    places = dict.fromkeys(entry.place for entry in (*overall, *rated))

    def weight(place: object) -> tuple[bool, bool, int]:
        codes = sum(1 for entry in rated if entry.place == place and entry.code is not None)
        has_overall = any(entry.place == place for entry in overall)
        count = sum(1 for entry in rated if entry.place == place)
        return has_overall and codes >= 5, has_overall, count

    return max(places, key=weight, default=None)


def _headers(document: Document) -> dict[int, tuple[str, ...]]:
    headers: dict[int, tuple[str, ...]] = {}
    for block in document.body:
        if block.table is not None and block.table not in headers:
            headers[block.table] = block.cells
    return headers


def _read_overall(entries: Sequence[_Entry], home: object, result: RatingsRead) -> None:
    found: list[tuple[Rating, _Entry]] = []
    for entry in sorted(entries, key=lambda e: e.place != home):
        values = [value for value in entry.values if not _SCORE.search(value)]
        tail = _OVERALL.sub("", entry.label)
        ratings = {rating for value in (*values, tail) if (rating := rating_of(value))}
        if len(ratings) == 1:
            found.append((ratings.pop(), entry))
        elif len(ratings) > 1:
            result.refusals.append(
                Refusal(QuarantineReason.CONTRADICTION, "two overall ratings in one row", entry.block.text)
            )
            return
        elif any(is_unrated(value) for value in values):
            result.overall_unrated, result.overall_block = True, entry.block
        elif (word := next((v for v in values if _is_word(v)), None)) is not None and (
            entry.place == home or entry.block.kind is BlockKind.TABLE_ROW
        ):
            result.refusals.append(
                Refusal(
                    QuarantineReason.UNKNOWN_RATING, f"overall rating printed as {word!r}", entry.block.text
                )
            )
    if len({rating for rating, _ in found}) > 1:
        quotes = " | ".join(entry.block.text for _, entry in found)
        result.refusals.append(Refusal(QuarantineReason.CONTRADICTION, "two overall ratings", quotes))
    elif found:
        result.overall, result.overall_block = found[0][0], found[0][1].block


def _is_word(value: str) -> bool:
    return (
        bool(_WORDY.match(value))
        and len(value.split()) <= 4
        and not re.match(r"(?:score|fieldwork)\b", value, re.IGNORECASE)
    )


def _read_standards(
    entries: Sequence[_Entry],
    home: object,
    framework: Framework,
    kind: BodyKind | None,
    headers: dict[int, tuple[str, ...]],
    result: RatingsRead,
) -> None:
    found: dict[str, list[StandardRating]] = {}
    rated_tables = {entry.block.table for entry in entries if any(rating_of(v) for v in entry.values)}
    for entry in sorted(entries, key=lambda e: e.place != home):
        if _is_other_kind(entry.code, kind):
            continue
        at_home = entry.place == home
        in_table = at_home or (entry.block.table is not None and entry.block.table in rated_tables)
        ratings = _ratings_in(entry, headers)
        standard = find_standard(framework, entry.label, code=entry.code, kind=kind)
        if standard is None:
            if (
                ratings
                and (entry.code is not None or at_home)
                and not (entry.code is None and _DOMAIN.match(entry.label))
            ):
                detail = f"{entry.code or ''} {entry.label}".strip()
                result.refusals.append(Refusal(QuarantineReason.UNKNOWN_STANDARD, detail, entry.block.text))
            continue
        code = _code_for(entry, standard, result)
        if code is None:
            continue
        if len(set(ratings)) > 1:
            detail = f"two ratings for {code} {entry.label}"
            result.refusals.append(Refusal(QuarantineReason.CONTRADICTION, detail, entry.block.text))
            found.setdefault(code, []).extend(_rating(standard, code, entry, r) for r in ratings)
        elif ratings:
            found.setdefault(code, []).append(_rating(standard, code, entry, ratings[0]))
        elif any(is_unrated(value) for value in entry.values):
            result.unrated.append(code)
        elif in_table and (word := next((v for v in entry.values if _is_word(v)), None)):
            detail = f"{code} {entry.label} printed as {word!r}"
            result.refusals.append(Refusal(QuarantineReason.UNKNOWN_RATING, detail, entry.block.text))
    for code, given in found.items():
        if len({one.rating for one in given}) > 1:
            if not any(
                code in r.detail and r.reason is QuarantineReason.CONTRADICTION for r in result.refusals
            ):
                quotes = " | ".join(dict.fromkeys(one.block.text for one in given))
                detail = f"two ratings for {code} {given[0].printed_name}"
                result.refusals.append(Refusal(QuarantineReason.CONTRADICTION, detail, quotes))
        else:
            result.standards.append(given[0])


def _rating(standard: Standard, code: str, entry: _Entry, rating: Rating) -> StandardRating:
    return StandardRating(standard, code, entry.label, rating, entry.block)


def _is_other_kind(code: str | None, kind: BodyKind | None) -> bool:
    """Region reports repeat their PDUs' ratings: those belong to the PDUs' own inspections."""
    prefix = code[:1] if code else ""
    return (prefix == "P" and kind is BodyKind.REGION) or (prefix == "R" and kind is BodyKind.PDU)


def _ratings_in(entry: _Entry, headers: dict[int, tuple[str, ...]]) -> list[Rating]:
    """Ratings beside a label; where a table shows last time's too, only the column that is not last time's."""
    given = [(index, rating) for index, cell in enumerate(entry.values) if (rating := rating_of(cell))]
    header = headers.get(entry.block.table) if entry.block.table is not None else None
    if len(given) > 1 and header is not None and len(header) == len(entry.block.cells):
        offset = len(entry.block.cells) - len(entry.values)
        current = [rating for index, rating in given if not _PREVIOUS.search(header[index + offset])]
        if len(current) == 1:
            return current
    return [rating for _, rating in given]


def _code_for(entry: _Entry, standard: Standard, result: RatingsRead) -> str | None:
    """The code under which a rating is kept: the catalogue's form, or the printed one where only memory has it."""
    if entry.code is None:
        return standard.code or standard.name
    if standard.code is None:
        return entry.code
    if code_digits(entry.code) == code_digits(standard.code):
        return standard.code
    if standard.code_confidence == "seen":
        detail = f"{entry.code} is not {standard.name}, which is {standard.code}"
        result.refusals.append(Refusal(QuarantineReason.CONTRADICTION, detail, entry.block.text))
        return None
    detail = f"{standard.name} is printed under {entry.code}; the catalogue, unverified, has {standard.code}"
    result.remarks.append(("standard code", detail, entry.block.text))
    return entry.code


def _score(document: Document, home: object, result: RatingsRead) -> Score | None:
    """The points, where the word Score stands within 40 characters: dates and "24/7" look the same."""
    blocks = [block for block in document.body if block.kind is not BlockKind.FOOTNOTE]
    at_home = [block for block in blocks if _place(block) == home]
    for block in (*at_home, *blocks):
        for match in _SCORE.finditer(block.text):
            start, end = block.char_start + match.start(), block.char_start + match.end()
            before = document.text[max(0, start - 40) : start]
            after = block.text[match.end() : match.end() + 40]
            if not (
                re.search(r"\bscore", before, re.IGNORECASE) or re.search(r"\bscore", after, re.IGNORECASE)
            ):
                continue
            points, maximum = int(match["points"]), int(match["max"])
            if maximum % 3 == 0 and maximum >= 3 and points <= maximum:
                return Score(points, maximum, block, match.start(), match.end())
            if block in at_home:
                result.remarks.append(("score", f"{match[0]} cannot be a score", document.text[start:end]))
    return None


def counted(ratings: Iterable[StandardRating]) -> list[StandardRating]:
    """Ratings that add points: resettlement in youth reports is rated beside the score."""
    return [rating for rating in ratings if rating.standard.counts_towards_score]
