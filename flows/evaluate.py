"""Holding what the readers make of documents against what is known to stand in them, value by value.

A gold file has one JSON object a line: a document beside it and the values that stand in it. Each value
is judged on its own, and a value that was read wrong is another verdict than one that was not read: the
first would be published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from flows.errors import CannotStartError
from flows.gold import (
    Gold,
    KnownKeyFact,
    KnownProgress,
    KnownRecommendation,
    KnownStandard,
    read_gold,
)
from pipelines import reports
from pipelines.bodies.frameworks import code_digits, label_key
from pipelines.records import (
    FindingRecord,
    KeyFactRecord,
    RatingRecord,
    RecommendationProgressRecord,
    RecommendationRecord,
    ReportRecords,
)
from pipelines.reports.document import normal_text

QUARANTINED, MISSING = "quarantined", "missing"


class Verdict(StrEnum):
    """What became of one value. Only DIFFERENT and UNEXPECTED would put something untrue into the record."""

    RIGHT = "right"
    QUARANTINED = QUARANTINED
    MISSING = MISSING
    DIFFERENT = "different"
    UNEXPECTED = "unexpected"


@dataclass(frozen=True, slots=True)
class Judged:
    """One value of one document: what stands there, what was read, and the verdict. `field` is the
    column it counts in."""

    document: str
    era: str
    field: str
    what: str
    expected: str | None
    read: str | None
    verdict: Verdict

    @property
    def is_right(self) -> bool:
        """Whether the value was read as it stands."""
        return self.verdict is Verdict.RIGHT


FIELDS = [
    "body",
    "framework",
    "language",
    "published",
    "fieldwork",
    "overall",
    "score",
    "score_max",
    "lead",
    "chief",
    "code",
    "name",
    "rating",
    "questions",
    "findings",
    "recommendations",
    "progress",
    "key_facts",
]
"""The columns of the table, in order."""


def evaluate(path: Path) -> Iterator[list[Judged]]:
    """Read every document of a gold file and judge its values, document by document."""
    for gold in read_gold(path):
        file = path.parent / gold.document
        if not file.is_file():
            raise CannotStartError(f"{path} names the document {gold.document}, and there is no {file}.")
        read = reports.read(file.read_bytes(), media_type=gold.media_type, url=gold.url)
        yield list(judge(gold, read))


def judge(gold: Gold, read: ReportRecords) -> Iterator[Judged]:
    """Judge every value that the gold line gives, and every value read that it does not have."""
    return _Judge(gold, read).all()


@dataclass(frozen=True)
class _Judge:
    gold: Gold
    read: ReportRecords

    def all(self) -> Iterator[Judged]:
        yield from self._plain_values()
        given = self.gold.model_fields_set
        if "standards" in given:
            yield from self._standards()
        if "key_questions" in given:
            expected = [(q.standard, _words(q.question), f"{q.percent:g}%") for q in self.gold.key_questions]
            read = [_question(finding) for finding in self._findings(is_key_question=True)]
            yield from self._listed("questions", expected, read)
        if "findings" in given:
            yield from self._stated_amounts()
        if "recommendations" in given:
            asked = [_recommendation(r) for r in self.gold.recommendations]
            given_out = list(dict.fromkeys(_recommendation(r) for r in self.read.recommendations))
            yield from self._listed("recommendations", asked, given_out)
        if "progress" in given:
            judged = [_progress(item) for item in self.gold.progress]
            yield from self._listed("progress", judged, [_progress(item) for item in self.read.progress])
        if "key_facts" in given:
            facts = [_key_fact(fact) for fact in self.gold.key_facts]
            yield from self._listed("key_facts", facts, [_key_fact(fact) for fact in self.read.key_facts])

    def _plain_values(self) -> Iterator[Judged]:
        gold, document = self.gold, self.read.document
        first = self.read.inspections[0] if self.read.inspections else None
        read: dict[str, tuple[str, object]] = {
            "language": ("language", document.language if document else None),
            "body_ids": ("body", " + ".join(i.body_id for i in self.read.inspections) or None),
            "framework": ("framework", first.framework if first else None),
            "published": ("published", document.published if document else None),
            "fieldwork_start": ("fieldwork", first.fieldwork_start if first else None),
            "overall_rating": ("overall", first.overall_rating if first else None),
            "score": ("score", first.score if first else None),
            "score_max": ("score_max", first.score_max if first else None),
            "lead_inspector": ("lead", first.lead_inspector if first else None),
            "chief_inspector": ("chief", first.chief_inspector if first else None),
        }
        for name, (column, value) in read.items():
            if name in gold.model_fields_set:
                wanted = getattr(gold, name)
                expected = " + ".join(wanted) or None if isinstance(wanted, tuple) else wanted
                yield self._one(column, column, _said(expected), _said(value))

    def _standards(self) -> Iterator[Judged]:
        unmatched = list(self.read.ratings)
        for known in self.gold.standards:
            rated = _match(known, unmatched)
            if rated is not None:
                unmatched.remove(rated)
            what = f"{known.code or ''} {known.name}".strip()
            if known.code is not None:
                yield self._one("code", what, known.code, rated.standard_code if rated else None)
            name = None if rated is None else rated.printed_name
            is_same_name = name is not None and label_key(name) == label_key(known.name)
            yield self._one("name", what, known.name, known.name if is_same_name else name)
            yield self._one("rating", what, known.rating, rated.rating if rated else None)
        for extra in unmatched:
            what = f"{extra.standard_code} {extra.printed_name}"
            yield self._one("rating", what, None, extra.rating)

    def _stated_amounts(self) -> Iterator[Judged]:
        """Judge findings. A sentence may state more amounts than its gold names; only percentages may
        not be added."""
        stated = [(_words(f.stated_in), amount_key(f.value_text)) for f in self.gold.findings]
        sentences = {sentence for sentence, _ in stated}
        found = [
            (_words(f.measure), amount_key(f.value_text), f.value_pct is not None)
            for f in self._findings(is_key_question=False)
        ]
        judged = [
            (sentence, amount)
            for sentence, amount, is_percent in found
            if is_percent or sentence not in sentences or (sentence, amount) in stated
        ]
        yield from self._listed("findings", stated, judged)

    def _findings(self, *, is_key_question: bool) -> list[FindingRecord]:
        return [f for f in self.read.findings if f.is_key_question is is_key_question]

    def _listed(
        self, column: str, expected: Sequence[tuple[str, ...]], read: Sequence[tuple[str, ...]]
    ) -> Iterator[Judged]:
        """Judge values that are many: equal ones are right, and of the rest each pair with the same key
        is different."""
        wanted, left = list(dict.fromkeys(expected)), list(dict.fromkeys(read))
        for value in list(wanted):
            if value in left:
                left.remove(value)
                wanted.remove(value)
                yield self._one(column, value[0], " | ".join(value), " | ".join(value))
        for value in wanted:
            near = next((other for other in left if (set(other[:2]) & set(value[:2])) - {""}), None)
            if near is not None:
                left.remove(near)
            yield self._one(column, value[0], " | ".join(value), " | ".join(near) if near else None)
        for value in left:
            yield self._one(column, value[0], None, " | ".join(value))

    def _one(self, column: str, what: str, expected: str | None, read: str | None) -> Judged:
        if expected == read:
            verdict = Verdict.RIGHT
        elif expected is None:
            verdict = Verdict.UNEXPECTED
        elif read is not None:
            verdict = Verdict.DIFFERENT
        else:
            verdict = Verdict.QUARANTINED if self._is_refused(what) else Verdict.MISSING
        return Judged(self.gold.document, self.gold.era, column, what, expected, read, verdict)

    def _is_refused(self, what: str) -> bool:
        """Whether the document says aloud that it withheld this value: all of it, or a refusal that
        names it."""
        if not self.read.inspections:
            return bool(self.read.quarantined)
        told = (label_key(f"{refused.detail} {refused.quote or ''}") for refused in self.read.quarantined)
        return any(label_key(what) in words for words in told)


def _match(known: KnownStandard, ratings: Iterable[RatingRecord]) -> RatingRecord | None:
    """The record of a standard: by code and name, else by code, else by name; each can be taken once."""
    rated = list(ratings)

    def is_coded(record: RatingRecord) -> bool:
        return known.code is not None and code_digits(record.standard_code) == code_digits(known.code)

    def is_named(record: RatingRecord) -> bool:
        return label_key(record.printed_name) == label_key(known.name)

    both = [record for record in rated if is_coded(record) and is_named(record)]
    near = [record for record in rated if is_coded(record)] or [r for r in rated if is_named(r)]
    return next(iter(both or near), None)


def _question(finding: FindingRecord) -> tuple[str, str, str]:
    value = "" if finding.value_pct is None else f"{finding.value_pct:g}%"
    return finding.standard_code or "", _words(finding.measure), value


def _recommendation(item: KnownRecommendation | RecommendationRecord) -> tuple[str, str, str]:
    return str(item.number), _words(item.text), _words(item.addressee)


def _progress(item: KnownProgress | RecommendationProgressRecord) -> tuple[str, ...]:
    number = "" if item.number is None else str(item.number)
    year = "" if item.earlier_year is None else str(item.earlier_year)
    about = _words(item.text or ""), number, _words(item.addressee or ""), year
    return (*about, item.progress.value, _words(item.status_text))


def _key_fact(fact: KnownKeyFact | KeyFactRecord) -> tuple[str, ...]:
    value = "" if fact.value is None else f"{fact.value:g}"
    told = (fact.label, fact.context, fact.value_text, fact.as_at, fact.source)
    label, context, stated, as_at, source = (_words(text or "") for text in told)
    return label, context, stated, value, as_at, source


_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBERS = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * value for value, word in enumerate(_TENS) if word != "_"},
    **{f"{ten}-{_UNITS[unit]}": 10 * tens + unit
       for tens, ten in enumerate(_TENS) if ten != "_" for unit in range(1, 10)},
}  # fmt: skip


def amount_key(text: str) -> str:
    """An amount as it is compared: "Fifty-six" is 56, "three of the 10" is 3 of 10, "68 per cent" is 68%."""
    words = normal_text(text).casefold().replace("per cent", "%").replace(" %", "%").split()
    return " ".join(str(_NUMBERS.get(word, word)) for word in words if word != "the")


def _words(text: str) -> str:
    """A text as it is compared: one kind of space, no invisible characters."""
    return normal_text(text)


def _said(value: object) -> str | None:
    return None if value is None else str(value)


@dataclass(frozen=True)
class Tally:
    """How many values were right, of how many."""

    right: int
    total: int


def tallies(judged: Iterable[Judged]) -> dict[tuple[str, str], Tally]:
    """Right and total by (era, field)."""
    total: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for one in judged:
        total[one.era, one.field] += 1
        right[one.era, one.field] += one.is_right
    return {key: Tally(right[key], total[key]) for key in total}


def confusion(judged: Iterable[Judged]) -> Counter[tuple[str, str]]:
    """How often a rating, overall or of a standard, was read as what: (expected, read); read may also be
    a verdict."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in judged:
        if one.field in ("overall", "rating") and (one.expected or one.read):
            unread = QUARANTINED if one.verdict is Verdict.QUARANTINED else MISSING
            counts[one.expected or "nothing", one.read or unread] += 1
    return counts
