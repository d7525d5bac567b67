"""Who led an inspection, and who signs its report as chief inspector.

A name is taken only from where one stands: beside its title within a block, or in a block of its own next
to the title's. Words of neighbouring columns and headings begin with capital letters too, and would be read
as names.
"""

from __future__ import annotations

import re

from pipelines.bodies.chief_inspectors import known_chief_inspector
from pipelines.reports.document import BlockKind, Document

_NO_NAME = (
    r"(?:HM|His|Her|The|This|That|These|We|It|In|At|On|A|An|All|Over|There|Where|When|Foreword|Contents|Probation|Prison"
    r"|Inspect\w+|Lead|Senior|Assistant|Chief|Annual|Youth|National|Interim|Justice|Service\w*|North|South|East|West"
    r"|Greater|Community|Rehabilitation|Company|Region|Division|Trust|Unit|County|City|Council|Rating\w*|Score\w*|Overall"
    r"|Fieldwork|Recommendation\w*|Published|Crown|Yorkshire|Wales|England|Midlands|London)\b"
)
_FIRST = rf"(?!{_NO_NAME})[A-Z](?:[a-zà-ÿŵŷ]|[’'](?=[A-Z]))[\w’'-]*"
_NEXT = rf"(?!{_NO_NAME})(?:[A-Z][’'a-zà-ÿŵŷ][\w’'-]*|[A-Z]\.?(?!\w)|de|van|von)"
_NAME = rf"(?:(?:Dame|Sir|Dr)\s+)?{_FIRST}(?:\s+{_NEXT}){{1,3}}"
_HONOURS = r"(?:,?\s+(?:CBE?|OBE|MBE|DBE|KCB|KC|QC))*"
_TITLE = (
    r"(?:(?:HM|His\s+Majesty[’']s|Her\s+Majesty[’']s)\s+)?(?:Interim\s+)?Chief\s+Inspector"
    r"(?:\s+of\s+Probation)?"
)

_SIGNED = re.compile(rf"^(?P<name>{_NAME}){_HONOURS}\s*,?\s+{_TITLE}\s*[.,]?$")
_CAPTION = re.compile(rf"^{_TITLE}\s*[,:–-]?\s+(?P<name>{_NAME}){_HONOURS}\s*[.,]?$")
_IN_SENTENCE = re.compile(rf"(?P<name>{_NAME}){_HONOURS}\s*,\s+{_TITLE}\b")
_TITLE_ALONE = re.compile(rf"^{_TITLE}\s*[.,]?$")
_NAME_ALONE = re.compile(rf"^(?P<name>{_NAME}){_HONOURS}\s*,?$")

_LED_BY = re.compile(
    r"\b(?:led\s+by|[Ll]ead\s+[Ii]nspector:?)\s+(?:HM\s+)?(?:[Ll]ead\s+|[Ss]enior\s+|[Aa]ssistant\s+|[Cc]hief\s+)*"
    rf"(?:[Ii]nspector,?\s+)?(?P<name>{_NAME})(?=\s*[,.;:()]|\s+[a-z]|\s+HM\b|$)"
)

_CLOSE_BY = 2


def lead_inspector(document: Document) -> str | None:
    """Who led the inspection, if the report says so with first name and surname in one block."""
    for block in document.blocks:
        if "nspector" in block.text and (match := _LED_BY.search(block.text)):
            return match["name"]
    return None


def chief_inspector(document: Document) -> str | None:
    """Who signs the report as chief inspector.

    The signature comes first, then a caption, then a sentence that gives name and title with a comma
    between. None where none of them stands there: a wrong name would be published as the signatory.
    """
    lines = [
        text
        for block in document.body
        if block.kind is not BlockKind.FOOTNOTE
        for text in block.cells or (block.text,)
    ]
    titled = [index for index, line in enumerate(lines) if "Chief Inspector" in line]
    for find in (_signature, _known_beside):
        for index in titled:
            if (name := find(lines, index)) is not None:
                return name
    for pattern in (_CAPTION, _IN_SENTENCE):
        for index in titled:
            if match := pattern.search(lines[index]):
                return match["name"]
    return None


def _signature(lines: list[str], index: int) -> str | None:
    """The name before the title, in one line with it or in the line before."""
    text = lines[index]
    if match := _SIGNED.match(text):
        return match["name"]
    if _TITLE_ALONE.match(text) is None:
        return None
    before = _NAME_ALONE.match(lines[index - 1]) if index else None
    return before["name"] if before else None


def _known_beside(lines: list[str], index: int) -> str | None:
    """A known chief inspector's name in a line of its own close by: print may put words of another column
    between name and title, or the title first."""
    for line in lines[max(0, index - _CLOSE_BY) : index + _CLOSE_BY + 1]:
        if (alone := _NAME_ALONE.match(line)) and known_chief_inspector(alone["name"]):
            return alone["name"]
    return None
