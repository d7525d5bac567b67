"""Stories about no area: which national or thematic report of the time they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.bodies.register import Register
from pipelines.news.candidates import Reading, fit_of, is_national
from pipelines.news.drafts import Draft, headline_evidence, text_evidence
from pipelines.news.gazetteer import Mention
from pipelines.news.story_facts import sentence_at
from pipelines.news.windows import FULL, Fit
from pipelines.news.zones import Zone
from pipelines.records import Article, InspectionRecord
from pipelines.vocabulary import BodyKind, CoverageRule, Framework

TOO_CLOSE = 0.8
"""Part of the best score from which on two national reports cannot be told apart."""
_COMMON_WORDS = frozenset(
    "and the for with from into how what inspection inspections joint thematic report review probation "  # noqa: SIM905
    "service services youth justice offending work people effective practice national england wales".split()
)


def by_national_report(
    article: Article, reading: Reading, inspections: Iterable[InspectionRecord], register: Register
) -> list[Draft]:
    """Tie a relevant story to the one national or thematic report it speaks of; to none where two fit alike.

    A story whose headline names an area is about that area, also where its report is not known.
    """
    if any(m.zone is Zone.HEADLINE and _is_local(m, register) for m in reading.mentions):
        return []
    found: list[tuple[float, InspectionRecord]] = []
    for inspection in inspections:
        dates = fit_of(inspection, reading) if is_national(inspection, register) else None
        if dates is not None and (score := dates.weight * _theme(inspection, dates, reading)) > 0:
            found.append((score, inspection))
    found.sort(key=lambda one: -one[0])
    if not found or (len(found) > 1 and found[1][0] >= TOO_CLOSE * found[0][0]):
        return []
    score, inspection = found[0]
    text = reading.story.text
    evidence = text_evidence(article, *sentence_at(text, 0, 1)) if text else headline_evidence(article)
    return [Draft(inspection, CoverageRule.NATIONAL_REPORT, round(score, 2), evidence)]


def _is_local(mention: Mention, register: Register) -> bool:
    kinds = {register.bodies[target.body_id].kind for target in mention.targets}
    return kinds != {BodyKind.NATIONAL}


def _theme(inspection: InspectionRecord, dates: Fit, reading: Reading) -> float:
    """How well the top of a story agrees with a report's theme, 0 to 1.

    In the days after a report came out one word of its title is enough; later a third of them must be there.
    """
    if inspection.framework is Framework.NATIONAL_2025:
        return 1.0 if reading.subject.says_national else 0.0
    words = set(re.findall(r"[a-z]{3,}", inspection.title.lower())) - _COMMON_WORDS
    top = reading.story.folded_top
    held = {word for word in words if re.search(rf"\b{word[: max(4, len(word) - 3)]}", top)}
    is_fresh = reading.day is not None and reading.day <= dates.last + FULL
    if not held or (not is_fresh and (len(held) < 2 or 3 * len(held) < len(words))):
        return 0.0
    return len(held) / len(words)
