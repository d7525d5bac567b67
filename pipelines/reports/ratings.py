"""Reading the ratings: which standard has which of the four words, and where the report says so.

Only a table row, or a label with its word beside it, is a rating. Words in sentences never are: a foreword
says "inadequate" of many things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipelines.bodies.frameworks import (
    Standard,
    code_digits,
    code_under,
    find_by_code,
    find_standard,
    has_no_codes,
    label_key,
    name_keys,
    standards_of,
)
from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.rating_columns import RatingColumns, read_columns
from pipelines.reports.rating_labels import behind_overall, is_domain
from pipelines.reports.rating_rows import Entry, Place, entries_of, is_elsewhere, names_in
from pipelines.reports.rating_words import is_cut_rating, is_unknown_word, is_unrated, is_value, rating_of
from pipelines.reports.score import SCORE, Remark, Score, read_score
from pipelines.vocabulary import BodyKind, Framework, QuarantineReason, Rating

_NOTE_MARK = re.compile(r"(?<=[a-z)])\s?[\d*†‡]{1,2}$")
"""A raised footnote mark behind a label; no standard's name ends so."""
_WHOSE = re.compile(r"^(?:for|of|in|[(–-])\s*(?:the\s+)?(?P<whose>\w.*?)\)?$", re.IGNORECASE)
_WITH_SCORE = re.compile(r"^(?:and|/)\s*score$", re.IGNORECASE)
_LEGEND = 3
"""So many different ratings in one row are the key to the table's colours."""


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


@dataclass
class RatingsRead:
    """All the ratings of one report.

    `unrated` holds standards printed as "Not rated", which is not a rating; `overall_refused` says that an
    overall rating is printed and was put aside.
    """

    overall: Rating | None = None
    overall_block: Block | None = None
    overall_unrated: bool = False
    overall_refused: bool = False
    standards: list[StandardRating] = field(default_factory=list)
    unrated: list[Standard] = field(default_factory=list)
    score: Score | None = None
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    """Cross-checks to flag: check, detail, quote."""

    def refuse(self, reason: QuarantineReason, detail: str, quote: str) -> None:
        """Put a value aside."""
        self.refusals.append(Refusal(reason, detail, quote))


def read_ratings(
    document: Document, framework: Framework, kind: BodyKind | None, *, title: str = ""
) -> RatingsRead:
    """Read overall rating, standards and score of a rated report; `title` is the report's, which names whom
    it rates.

    Prefers the page or section that has the overall rating and at least five standards; elsewhere in the
    document the same standard may be repeated, and if it is repeated with another rating, both are refused.
    """
    result = RatingsRead()
    names = name_keys(framework, kind)
    entries = [
        entry
        for entry in entries_of(document, framework, kind)
        if not is_elsewhere(entry.block) and not (entry.is_overall and _is_of_another(entry, title, names))
    ]
    home = _home(entries)
    entries.sort(key=lambda entry: entry.place != home)
    columns = read_columns(document, entries)
    _read_overall([e for e in entries if e.is_overall], home, columns, result)
    labelled = [e for e in entries if not e.is_overall]
    _StandardsReader(framework, kind, home, columns, result).read(labelled)
    most = sum(standard.counts_towards_score for standard in standards_of(framework, kind))
    read = read_score(document, home, columns, most)
    result.score = read.score
    result.remarks += read.remarks
    if read.doubt is not None:
        result.refuse(QuarantineReason.CONTRADICTION, *read.doubt)
    return result


def _is_of_another(entry: Entry, title: str, names: Collection[str]) -> bool:
    """Whether an overall rating's label goes on to say that it is of another time, place or part of the
    work."""
    words = behind_overall(entry.label)
    if not words or is_value(words) or _WITH_SCORE.match(words):
        return False
    if whose := _WHOSE.match(words):
        key = label_key(whose["whose"])
        return key not in label_key(title) or key in names
    return not (is_unknown_word(words) and words[0].isupper() and not any(map(is_value, entry.values)))


def _home(entries: Sequence[Entry]) -> Place | None:
    """The page or section the ratings table is in."""
    rated = [
        e
        for e in entries
        if (e.is_overall and not e.is_alone) or any(rating_of(v) or is_unrated(v) for v in e.values)
    ]

    def weight(place: Place) -> tuple[bool, bool, int]:
        here = [entry for entry in rated if entry.place == place]
        codes = sum(entry.code is not None for entry in here)
        has_overall = any(entry.is_overall for entry in here)
        return has_overall and codes >= 5, has_overall, len(here)

    return max(dict.fromkeys(entry.place for entry in rated), key=weight, default=None)


def _read_overall(
    entries: Sequence[Entry],
    home: Place | None,
    columns: RatingColumns,
    result: RatingsRead,
) -> None:
    """Take the overall rating if all labels of it say the same, or say that there is none.

    "Overall" alone may be a domain's, and counts only where no label says "Overall rating". A label among the
    ratings that has none beside it is not made up for by one elsewhere in the document.
    """
    found: list[tuple[Rating | None, Entry]] = []
    refused: list[tuple[QuarantineReason, str, Entry]] = []
    unread: list[Entry] = []
    for entry in [e for e in entries if e.is_named_overall] or entries:
        said = columns.said_by(entry)
        tail = behind_overall(entry.label)
        ratings = said.ratings or tuple(filter(None, [rating_of(tail)]))
        texts = [text for text in (*entry.values, tail) if text and not SCORE.search(text)]
        if said.doubt is not None:
            refused.append((QuarantineReason.CONTRADICTION, f"overall rating: {said.doubt}", entry))
        elif ratings:
            found += [(rating, entry) for rating in dict.fromkeys(ratings)]
        elif said.is_unrated or is_unrated(tail):
            found.append((None, entry))
        elif len(texts) == 1 and is_unknown_word(texts[0]) and (entry.place == home or entry.block.cells):
            detail = f"overall rating printed as {texts[0]!r}"
            result.refuse(QuarantineReason.UNKNOWN_RATING, detail, entry.block.text)
            result.overall_refused = True
        elif entry.place == home:
            unread.append(entry)
    detail = "overall rating stands among the ratings without one"
    refused += [(QuarantineReason.UNKNOWN_RATING, detail, entry) for entry in unread]
    for reason, detail, entry in refused if all(e.place != home for _, e in found) else ():
        result.refuse(reason, detail, entry.block.text)
        result.overall_refused = True
    if len({rating for rating, _ in found}) > 1:
        result.overall_refused = True
        quotes = " | ".join(dict.fromkeys(entry.block.text for _, entry in found))
        result.refuse(QuarantineReason.CONTRADICTION, "two overall ratings", quotes)
    elif found and not result.overall_refused:
        result.overall, result.overall_block = found[0][0], found[0][1].block
        result.overall_unrated = result.overall is None


@dataclass
class _StandardsReader:
    """Reads the rows of standards; what is known of the whole report stands in its fields."""

    framework: Framework
    kind: BodyKind | None
    home: Place | None
    columns: RatingColumns
    result: RatingsRead
    found: dict[str, list[StandardRating]] = field(default_factory=lambda: defaultdict(list))
    unread: dict[str, Entry] = field(default_factory=dict)
    """Standards that stand among the ratings and have none beside them."""
    unrated: dict[str, str] = field(default_factory=dict)
    """Standards printed as not rated, with the words."""
    named: dict[str, Entry] = field(default_factory=dict)
    """Standards that a row or heading names, with a code where the framework prints codes."""

    def read(self, entries: Sequence[Entry]) -> None:
        """Read all rows, home first, then keep each standard that has one rating everywhere.

        A standard among the ratings that has none anywhere is refused: were it left out, it would look as if
        the report did not rate it.
        """
        rated_tables = {e.block.table for e in entries if any(rating_of(value) for value in e.values)} - {
            None
        }
        for entry in entries:
            if not _is_other_kind(entry.code, self.kind):
                self._row(entry, in_table=entry.place == self.home or entry.block.table in rated_tables)
        for code, given in self.found.items():
            if code in self.unrated:
                quotes = " | ".join(dict.fromkeys([*(one.block.text for one in given), self.unrated[code]]))
                detail = f"a rating and no rating for {code} {given[0].printed_name}"
                self.result.refuse(QuarantineReason.CONTRADICTION, detail, quotes)
            elif len({one.rating for one in given}) == 1:
                self.result.standards.append(given[0])
            else:
                quotes = " | ".join(dict.fromkeys(one.block.text for one in given))
                detail = f"two ratings for {code} {given[0].printed_name}"
                self.result.refuse(QuarantineReason.CONTRADICTION, detail, quotes)
        for code, entry in self.unread.items():
            if code not in self.found and code not in self.unrated:
                self.result.refuse(QuarantineReason.UNKNOWN_RATING, _unread_detail(entry), entry.block.text)

        self._flag_unexplained()

    def _flag_unexplained(self) -> None:
        """Flag each standard that the report names, and of which nothing was taken, left out or refused."""
        explained = " | ".join(refusal.detail for refusal in self.result.refusals)
        for code, entry in self.named.items():
            is_told = code in self.found or code in self.unrated or code in explained
            if not is_told and entry.label not in explained:
                detail = f"no rating was read for {code}, which the report names"
                self.result.remarks.append(("standards missing", detail, entry.block.text))

    def _row(self, entry: Entry, *, in_table: bool) -> None:
        said = self.columns.said_by(entry)
        ratings = said.ratings
        standard = find_standard(
            self.framework, entry.label, code=entry.code, domain=entry.domain, kind=self.kind
        )
        if standard is None or (entry.code is None and self._may_be_cut(standard, entry.label)):
            self._unknown_standard(entry, ratings, in_table=in_table)
            return
        code = self._code(entry, standard)
        if code is None:
            return
        if entry.code is not None or has_no_codes(self.framework):
            self.named.setdefault(code, entry)
        is_heading = entry.is_alone and not entry.values and entry.block.kind is BlockKind.HEADING
        if is_heading and said.doubt is None:
            return
        if said.doubt is not None:
            detail = f"{code} {entry.label}: {said.doubt}"
            self.result.refuse(QuarantineReason.CONTRADICTION, detail, entry.block.text)
            return
        name = _NOTE_MARK.sub("", entry.label)
        for rating in ratings:
            self.found[code].append(StandardRating(standard, code, name, rating, entry.block))
        if ratings:
            return
        word = next((value for value in entry.values if is_unknown_word(value)), None)
        if said.is_unrated:
            self.result.unrated.append(standard)
            self.unrated[code] = entry.block.text
        elif word is None or entry.is_alone or is_cut_rating(word):
            self._leave_unread(code, entry, in_table=in_table)
        elif in_table and (entry.block.cells or word[0].isupper()):
            detail = f"{code} {entry.label} printed as {word!r}"
            self.result.refuse(QuarantineReason.UNKNOWN_RATING, detail, entry.block.text)

    def _may_be_cut(self, standard: Standard, label: str) -> bool:
        """Whether a standard's other name, printed without its code, may be the last line of another's
        name."""
        key = label_key(label)
        others = standards_of(self.framework, self.kind)
        return key != label_key(standard.name) and any(
            label_key(other.name).endswith(key) for other in others if other is not standard
        )

    def _leave_unread(self, code: str, entry: Entry, *, in_table: bool) -> None:
        if in_table:
            self.unread.setdefault(code, entry)

    def _unknown_standard(self, entry: Entry, ratings: Sequence[Rating], *, in_table: bool) -> None:
        """A rating beside a label the framework does not have; domains may carry one, and are left.

        Without a rating, a label may be the first half of a standard's row: its code, or the first half of a
        rating, says so.
        """
        if entry.code is None and len(set(ratings)) >= _LEGEND:
            return
        names = names_in(entry.label, self.framework, self.kind) if in_table and entry.code is None else []
        if len(names) > 1:
            for name in names:
                self._leave_unread(name, replace(entry, label=name), in_table=in_table)
            return
        is_glued = len(names) == 1 and is_domain(entry.label)
        is_label = entry.code is not None or (
            entry.place == self.home and (is_glued or not is_domain(entry.label))
        )
        if ratings and is_label:
            detail = f"{entry.code or ''} {entry.label}".strip()
            self.result.refuse(QuarantineReason.UNKNOWN_STANDARD, detail, entry.block.text)
        elif ratings or is_domain(entry.label):
            return
        elif entry.code is not None and (coded := find_by_code(self.framework, entry.code, kind=self.kind)):
            self._leave_unread(code_under(coded, entry.code), entry, in_table=in_table)
        elif any(is_cut_rating(value) for value in entry.values):
            self._leave_unread(entry.code or entry.label, entry, in_table=in_table)

    def _code(self, entry: Entry, standard: Standard) -> str | None:
        """The code a rating is kept under; None where a label stands under a code that is known to be
        another's."""
        code = code_under(standard, entry.code)
        is_other = standard.code is not None and code_digits(code) != code_digits(standard.code)
        if is_other and standard.code_confidence == "seen":
            detail = f"{entry.code} is not {standard.name}, which is {standard.code}"
            self.result.refuse(QuarantineReason.CONTRADICTION, detail, entry.block.text)
            return None
        return code


def _unread_detail(entry: Entry) -> str:
    label = f"{entry.code or ''} {entry.label}".strip()
    printed = next(filter(is_cut_rating, entry.values), None) or next(iter(entry.values), None)
    if printed is None:
        return f"{label} stands among the ratings without one"
    return f"{label} printed as {printed!r}"


def _is_other_kind(code: str | None, kind: BodyKind | None) -> bool:
    """Region reports repeat their PDUs' ratings: those belong to the PDUs' own inspections."""
    prefix = code[:1] if code else ""
    return (prefix == "P" and kind is BodyKind.REGION) or (prefix == "R" and kind is BodyKind.PDU)


def counted(ratings: Iterable[StandardRating]) -> list[StandardRating]:
    """Ratings that add points: resettlement in youth reports is rated beside the score."""
    return [rating for rating in ratings if rating.standard.counts_towards_score]
