"""The words by which reports judge what became of an earlier recommendation. A word that is not here is
refused."""

from __future__ import annotations

import re

from pipelines.bodies.frameworks import label_key
from pipelines.vocabulary import Progress

Judgement = tuple[Progress, str]
"""What became of a recommendation, and the words that say so as printed."""

_WORDS: dict[Progress, tuple[str, ...]] = {
    Progress.FULL: (
        "full", "full progress", "implemented", "fully implemented", "implemented in full", "met",
        "fully met", "met in full", "achieved", "fully achieved", "achieved in full", "complete", "completed",
        "fully completed",
    ),
    Progress.SUFFICIENT: (
        "sufficient", "sufficient progress", "good", "good progress", "substantial progress",
        "significant progress",
    ),
    Progress.SOME: (
        "some", "some progress", "partial", "partial progress", "partially implemented", "partly implemented",
        "implemented in part", "partially met", "partly met", "met in part", "partially achieved",
        "partly achieved", "achieved in part", "limited progress",
    ),
    Progress.INSUFFICIENT: ("insufficient", "insufficient progress", "not enough progress"),
    Progress.NONE: (
        "none", "no progress", "no progress made", "not implemented", "not met", "unmet", "not achieved",
    ),
    Progress.NOT_ASSESSED: (
        "not assessed", "not inspected", "not applicable", "n/a", "no longer applicable",
        "no longer relevant", "superseded",
    ),
}  # fmt: skip
_PROGRESS = {label_key(word): progress for progress, words in _WORDS.items() for word in words}
_SHORT = frozenset(
    {"full", "good", "some", "none", "met", "partial", "sufficient", "insufficient", "complete", "n/a"}
)
"""Words that say so much else that they are a judgement only where one must stand."""

_LEAD_IN = re.compile(
    r"^(?:(?:our\s+)?(?:assessment|judge?ment|status|progress|outcome|conclusion|position)"
    r"(?:\s+(?:made|so\s+far|to\s+date|rating))?\s*(?:\bis\b)?\s*[:–—-]\s*)",
    re.IGNORECASE,
)
_WHO = re.compile(r"^(?:(?:this|the)\s+)?recommendation\s*(?:[:–—-]\s*)?", re.IGNORECASE)
_VERB = re.compile(r"^(?:has|had|was|is)\s+(?P<not>not\s+)?(?:been\s+)?", re.IGNORECASE)
_MADE = re.compile(r"\s+(?:(?:has|had)\s+been\s+|was\s+)?made$", re.IGNORECASE)
_QUOTES = " ‘’“”'\"*†‡.:;()[]"
_EXPLAINED = re.compile(r"^(?P<status>[^.:;–—]{3,60}?)\s*(?:[.:;]|\s[–—-])\s+(?=\S)")
_ENDS = re.compile(
    r"^(?P<text>.+?)(?:\s*[–—:(\[]\s*|(?<=[.;])\s+)(?P<status>[A-Za-z/][A-Za-z/ ]{2,40}?)[)\].]*$", re.DOTALL
)
_MEANT = re.compile(
    r"^(?:[a-z-]+\s+){1,3}progress(?:\s+made)?$|^(?:[a-z-]+\s+){1,2}(?:implemented|met|achieved|completed)$",
    re.IGNORECASE,
)


def progress_of(text: str) -> Progress | None:
    """What a text judges that is nothing but a judgement, however it is introduced; None for others."""
    plain = _WHO.sub("", status_in(text))
    plain = _VERB.sub(lambda verb: verb["not"] or "", plain) if _WHO.match(text) else plain
    return _PROGRESS.get(label_key(plain)) or _PROGRESS.get(label_key(_MADE.sub("", plain)))


def status_in(text: str) -> str:
    """The judgement as printed, without the words that introduce it and the signs around it."""
    return _LEAD_IN.sub("", text.strip()).strip(_QUOTES)


def is_introduced(text: str) -> bool:
    """Whether a line says that a judgement follows: "Status: …"."""
    return _LEAD_IN.match(text) is not None and len(text) <= 80


def is_meant_as_progress(text: str) -> bool:
    """Whether a line can only be meant as a judgement, though it be none of the known ones."""
    return _MEANT.match(text.strip(_QUOTES)) is not None


def whole_judgement(text: str) -> Judgement | None:
    """The judgement that a text is; None where it says anything else."""
    progress = progress_of(text)
    return (progress, status_in(text)) if progress is not None else None


def judgement_of(text: str) -> Judgement | None:
    """The judgement that a text is, or with which it begins before it goes on to explain it."""
    match = _EXPLAINED.match(_LEAD_IN.sub("", text))
    return whole_judgement(text) or (whole_judgement(match["status"]) if match else None)


def at_end(text: str) -> tuple[str, Judgement] | None:
    """Text and judgement of a line that ends in one: "Fill vacant posts. Some progress"."""
    match = _ENDS.match(text)
    judgement = whole_judgement(match["status"]) if match else None
    if match is None or judgement is None or match["status"].casefold() in _SHORT:
        return None
    words = re.sub(r"\s*(?:status|progress|outcome)$", "", match["text"], flags=re.IGNORECASE)
    return words.strip(), judgement
