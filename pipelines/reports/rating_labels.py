"""Labels of ratings: codes of standards, domains, and the rating a label may be glued to."""

from __future__ import annotations

import re

from pipelines.bodies.frameworks import normal_code

CODE = re.compile(
    r"^(?P<code>(?:[PRV]\s?)?\d\s?\.\s?\d{1,2})(?![\d%/])\.?:?\s*(?P<name>.*)$", re.DOTALL | re.IGNORECASE
)
OVERALL = re.compile(r"^overall(?:\s*(?:rating|judge?ment))?", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\[?\d{1,2}\]?|[*†‡]+")
_CODES = re.compile(r"(?<![\w./])(?:[PRV]\s?)?\d\.\d{1,2}(?![\d%/.])")
_DOMAINS = (
    ("1", re.compile(r"^(?:domain one\b|1\.?\s+\D|organisational delivery)", re.IGNORECASE)),
    (
        "2",
        re.compile(
            r"^(?:domain two\b|2\.?\s+\D|court disposals|case supervision|service delivery)", re.IGNORECASE
        ),
    ),
    ("3", re.compile(r"^(?:domain three\b|3\.?\s+\D|out[- ]of[- ]court disposals\s*$)", re.IGNORECASE)),
    ("4", re.compile(r"^(?:domain four\b|4\.?\s+\D)", re.IGNORECASE)),
)


def code_and_name(text: str) -> tuple[str | None, str]:
    """Take a label's code, written in one way, from its name; the code is None where none is printed."""
    match = CODE.match(text)
    if match is None:
        return None, text
    return normal_code(re.sub(r"\s*\.\s*", ".", match["code"])), match["name"].strip(" :–-")


def behind_overall(label: str) -> str:
    """What an overall rating's label goes on with: nothing, the rating itself, or whose rating it is."""
    words = OVERALL.sub("", label).strip(" :–-")
    return "" if _NOTE_MARK.fullmatch(words) else words


def codes_in(text: str) -> list[str]:
    """All codes of a text: more than one in a label are several rows that came as one."""
    return [normal_code(code) for code in _CODES.findall(text)]


def domain_of(text: str) -> str | None:
    """The first digit of the codes in the domain that a text is the heading of."""
    return next((digit for digit, pattern in _DOMAINS if pattern.match(text)), None)


def is_domain(label: str) -> bool:
    """Whether a label is a domain's, which may carry a rating of its own and is no standard."""
    return domain_of(label) is not None
