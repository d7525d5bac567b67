"""What the prose says of the overall rating. It only cross-checks the table, it never gives a rating.

Forewords also tell of ratings of single standards and of earlier inspections; sentences that look back, or
speak of one standard, are left out, or every re-inspected service would be flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.reports.document import Block, BlockKind, Document
from pipelines.vocabulary import Rating

_WORDS = {
    "outstanding": Rating.OUTSTANDING,
    "good": Rating.GOOD,
    "requires improvement": Rating.REQUIRES_IMPROVEMENT,
    "inadequate": Rating.INADEQUATE,
    "angen gwella": Rating.REQUIRES_IMPROVEMENT,
    "angen ei gwella": Rating.REQUIRES_IMPROVEMENT,
    "rhagorol": Rating.OUTSTANDING,
    "da": Rating.GOOD,
    "annigonol": Rating.INADEQUATE,
}
_QUOTED = (
    r"[‘’“”'\"]?\s*(?P<word>outstanding|good|requires\s+improvement|inadequate"
    r"|angen\s+(?:ei\s+)?gwella|rhagorol|da|annigonol)\b\s*[’‘”“'\"]?"
)
_SUBJECT = (
    r"(?:\b(?:PDU|region|service|YJS|YOS|YOT|CRC|division|unit|premises|Wales|company|trust|arrangements)\b"
    r"|\b[Oo]verall,\s[^.]{2,80}?)"
)
_VERB = r"(?:was|is|were|has\s+been|have\s+been|be|been)"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"overall\s+rating\s+(?:of|as)\s+{_QUOTED}",
        rf"overall\s+rating\s+(?:for\s+[^.]{{2,80}}?\s+)?(?:is|was|has\s+been)\s+(?:therefore\s+)?{_QUOTED}",
        rf"{_SUBJECT}(?:[^.‘“]{{0,60}}?)\s{_VERB}\s+(?:therefore\s+)?(?:rated|assessed)\s+(?:overall\s+)?(?:as\s+)?{_QUOTED}",
        rf"rated\s+(?:as\s+)?{_QUOTED}\s+overall",
        rf"rated\s+[^.]{{3,90}}?\s+as\s+{_QUOTED}\s+overall",
        rf"received\s+an?\s+(?:overall\s+)?{_QUOTED}\s+rating\s+overall",
        rf"[Gg]raddiwyd\s[^.]{{3,60}}?\sfel\s+{_QUOTED}",
        rf"sg[ôo]r\s+{_QUOTED}\s+yn\s+gyffredinol",
    )
)
_LOOKS_BACK = re.compile(
    r"\bprevious|\blast\s+inspect|\bhad\s+been\s+rated|\bwhen\s+we\s+last|\bearlier\s+inspect|\binspected\s+in\s+20\d\d"
    r"|\bin\s+20\d\d\b|\bunlike\b|\bother\s+(?:PDUs|regions|services)\b",
    re.IGNORECASE,
)
_SAYING = ("overall", "rated", "rating", "assessed", "graddiwyd", "gyffredinol")
"""Every form has one of these words, and most of a report has none."""
_SENTENCE = re.compile(r"(?<=[.!?])[’”'\")]?\s+(?=[A-Z‘“'\"])")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that states an overall rating."""

    rating: Rating
    sentence: str
    block: Block
    start: int
    end: int


def sentences(block: Block, start: int = 0) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a block, from `start` on, with their offsets."""
    for match in _SENTENCE.finditer(block.text, start):
        yield start, block.text[start : match.end()].rstrip()
        start = match.end()
    if start < len(block.text):
        yield start, block.text[start:]


def looks_back(sentence: str) -> bool:
    """Whether a sentence speaks of an earlier inspection, or of other services."""
    return _LOOKS_BACK.search(sentence) is not None


def _may_say(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in _SAYING)


def overall_in(sentence: str) -> Rating | None:
    """The overall rating a sentence states of the present inspection; None if it states none, or two."""
    if not _may_say(sentence) or looks_back(sentence):
        return None
    found = {
        _WORDS[re.sub(r"\s+", " ", match["word"]).casefold()]
        for form in _FORMS
        for match in form.finditer(sentence)
        if not re.match(
            r"\s*(?:for|on|in relation to|against)\b(?!\s+(?:this|the)\s+inspection)", sentence[match.end() :]
        )
    }
    return found.pop() if len(found) == 1 else None


def overall_statements(document: Document) -> list[Statement]:
    """All sentences of the body that state an overall rating."""
    statements = []
    for block in document.body:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or not _may_say(block.text):
            continue
        for start, sentence in sentences(block):
            if (rating := overall_in(sentence)) is not None:
                statements.append(Statement(rating, sentence, block, start, start + len(sentence)))
    return statements
