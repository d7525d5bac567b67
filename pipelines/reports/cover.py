"""What a document says it is: title, area, dates and people, before anything in it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipelines.bodies.frameworks import code_digits
from pipelines.records import PartialDate
from pipelines.reports.dates import find_date, is_finer
from pipelines.reports.document import Block, BlockKind, Document
from pipelines.reports.fieldwork import Fieldwork, read_fieldwork
from pipelines.reports.rating_words import is_value
from pipelines.vocabulary import DatePrecision

_TITLE_STARTS = re.compile(
    r"\b(?:An?\s+(?:joint\s+)?inspection\s+of|Quality\s*(?:&|and)\s*Impact\s+inspection|The\s+effectiveness\s+of\s+probation"
    r"|National\s+Inspection\b|Dynamic\s+Inspection|Arolygiad\b|Inspection\s+of\s+(?:adult|offender|probation|youth)"
    r"|(?:A\s+)?Report\s+on\s+(?:offender|youth)|An?\s+(?:thematic|joint\s+thematic|follow-up)|Data\s+annexe"
    r"|Offender\s+management\s+inspection|Serious\s+Further\s+Offence)",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(
    r"^(?:(?:An\s+inspection\s+by\s+)?(?:HM|His\s+Majesty.s|Her\s+Majesty.s)\s+Inspectorate|Published\b|Fieldwork\b|Date\b"
    r"|Foreword|Contents|Acknowledgements|This\s+(?:inspection|report|publication)|Lead\s+inspector|Arolygiaeth|Replica\b"
    r"|(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{4}$)",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(r"\d|\b(?:score|overall|ratings?|standards?|date|inspectors?)\b", re.IGNORECASE)
"""A row of values below the title, not of its words."""
_FOUR = r"(?:outstanding|good|requires\s*improvement|inadequate)"
_OVERALL_RATED = re.compile(rf"^overall\s+rating\W+{_FOUR}\b|^{_FOUR}\s+overall\s+rating$", re.IGNORECASE)
_BY_INSPECTORATE = re.compile(
    r"\s*(?:An\s+inspection\s+by\s+)?(?:HM|His\s+Majesty.s|Her\s+Majesty.s)\s+Inspectorate\s+of\s+Probation\b.*$",
    re.IGNORECASE,
)
_CODE = re.compile(r"^(?P<code>(?:[PRV]\s?)?\d\.\d{1,2})(?![\d%/])\.?:?(?:\s|$|[A-Z])")
_SCORE = re.compile(
    r"\bscored?\b[^/]{0,40}?(?<![\d/])\d{1,2}\s*(?:/|out\s+of(?:\s+a\s+(?:total|possible))?(?:\s+of)?)\s*(?P<max>\d{2})(?![\d/])",
    re.IGNORECASE,
)
_PRECISIONS = (DatePrecision.YEAR, DatePrecision.MONTH, DatePrecision.DAY)
_NEAR = timedelta(days=75)


@dataclass(frozen=True)
class Cover:
    """The signals by which a layout is chosen.

    `codes` holds the codes of standards that begin a row, line or heading, as (prefix, digits). `score_max`
    is the printed denominator. `happened` is the best known date of the inspection: fieldwork, else
    publication.
    """

    document: Document
    title: str
    title_block: Block
    published: PartialDate | None
    fieldwork: Fieldwork | None
    codes: frozenset[tuple[str, str]]
    score_max: int | None
    date_remark: str | None = None
    """Set where two sources of the publication date disagree."""

    @property
    def opening(self) -> str:
        """The first page's worth of words, where a report says what it is."""
        return self.document.text[:2500]

    @property
    def fieldwork_start(self) -> date | None:
        """First day of fieldwork, as far as stated."""
        return (
            self.fieldwork.start.value
            if self.fieldwork is not None and self.fieldwork.start is not None
            else None
        )

    @property
    def prints_ratings(self) -> bool:
        """Whether an overall rating stands in a row or line: then this is a report, whatever its title."""
        return any(map(_OVERALL_RATED.search, (block.text for block in self.document.body)))

    def has_digits(self, *digits: str) -> bool:
        """Whether any of these codes is printed, with or without a letter."""
        return any(code in digits for _, code in self.codes)

    def prefixes(self) -> frozenset[str]:
        """Letters printed before codes."""
        return frozenset(prefix for prefix, _ in self.codes if prefix)


def read_cover(document: Document) -> Cover:
    """Gather a document's signals; a document without any text has none and must not come here."""
    title, block = _title(document)
    return Cover(
        document=document,
        title=title,
        title_block=block,
        published=document.published or _cover_date(document),
        fieldwork=read_fieldwork(document),
        codes=frozenset(_codes(document)),
        score_max=_score_max(document),
    )


def with_known_date(cover: Cover, known: PartialDate | None) -> Cover:
    """Refine the publication date by one known from elsewhere, as a rule from the page a PDF is attached to.

    The finer of two dates that agree is taken; where they differ by a month or two, as cover and page often
    do, the finer too, with a remark. A date years away belongs to some later page that links to an old
    report, and is left.
    """
    stated = cover.published
    if known is None or known == stated:
        return cover
    if stated is None or is_finer(known, stated):
        return replace(cover, published=known)
    if is_finer(stated, known):
        return cover
    finer = known if _PRECISIONS.index(known.precision) > _PRECISIONS.index(stated.precision) else stated
    is_near = abs(known.value - stated.value) <= _NEAR
    remark = f"the document states {stated}, the page that carries it {known}"
    return replace(cover, published=finer if is_near else stated, date_remark=remark)


def _title(document: Document) -> tuple[str, Block]:
    if document.title_block is not None:
        return document.title, document.title_block
    opening = [
        block for block in document.blocks if (block.page or 1) <= 2 and block.kind is not BlockKind.CONTENTS
    ]
    for index, block in enumerate(opening):
        start = _TITLE_STARTS.search(block.text)
        if start is None or start.start() > 60:
            continue
        parts = [block.text[start.start() :]]
        for following in opening[index + 1 : index + 5]:
            if not _title_goes_on(block, following, " ".join(parts)):
                break
            parts.append(following.text)
        return _BY_INSPECTORATE.sub("", " ".join(parts)).strip(" .,"), block
    return document.blocks[0].text, document.blocks[0]


def _title_goes_on(first: Block, following: Block, so_far: str) -> bool:
    if _TITLE_ENDS.match(following.text) or following.page != first.page or len(following.text) > 160:
        return False
    if following.kind in (BlockKind.LIST_ITEM, BlockKind.FOOTNOTE):
        return False
    is_row = following.kind is BlockKind.TABLE_ROW
    if is_row and (_NO_TITLE.search(following.text) or any(map(is_value, following.cells))):
        return False
    unfinished = re.search(r"(?::|\bin|\bof|\band|,|[–-]|&|inspection)$", so_far, re.IGNORECASE) is not None
    # Large letters set wide apart come as cells.
    is_large = (is_row or following.kind is BlockKind.HEADING) and first.kind is BlockKind.HEADING
    return unfinished or is_large


def _cover_date(document: Document) -> PartialDate | None:
    """Date of a PDF's cover: a month as a rule, and never the fieldwork's."""
    found: PartialDate | None = None
    for block in document.blocks:
        if (
            (block.page or 1) > 2
            or len(block.text) > 160
            or re.search(r"field\s?work|contents", block.text, re.IGNORECASE)
        ):
            continue
        dated = find_date(block.text)
        if dated is not None and not re.search(
            r"\b(?:in|on|since|until|started)\s*$", block.text[: dated.start]
        ):
            if dated.value.precision is DatePrecision.DAY and re.search("publi", block.text, re.IGNORECASE):
                return dated.value
            found = found or dated.value
    if found is None and (crown := re.search(r"Crown copyright,?\s+((?:19|20)\d\d)", document.text)):
        found = PartialDate(value=date(int(crown[1]), 1, 1), precision=DatePrecision.YEAR)
    return found


def _codes(document: Document) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for block in document.body:
        for text in block.cells or (block.text,):
            match = _CODE.match(text)
            if match is not None and (digits := code_digits(match["code"])) is not None:
                letter = match["code"][:1]
                found.add((letter if letter.isalpha() else "", digits))
    return found


def _score_max(document: Document) -> int | None:
    for match in _SCORE.finditer(document.text):
        maximum = int(match["max"])
        if maximum % 3 == 0:
            return maximum
    return None
