"""What kind of service a story speaks of: adult or youth, private or public, a region or a unit in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pipelines.news.zones import Story, Zone
from pipelines.vocabulary import BodyKind

ZONE_WEIGHTS = {Zone.HEADLINE: 3.0, Zone.DESCRIPTION: 2.0, Zone.OPENING: 2.0, Zone.BODY: 1.0}

_INSPECTORATE = re.compile(
    r"(?:(?:chief|hm|his\s+majesty's|her\s+majesty's|the)\s+)*(?:inspector(?:ate)?s?\s+(?:of|for)\s+probation|hmi\s+probation"
    r"|probation\s+(?:inspector(?:ate)?s?|watchdog))|\b(?:national\s+)?probation\s+and\s+(?=youth)"
)
_YOUTH = re.compile(
    r"\byouth\s+(?:justice|offending|crime|services?|teams?)\b|\byoungsters?\b|\bunder-?18s?\b|\byoung\s+offend(?:ers?|ing)\b|\by[jo][st]s?\b|\bchildren\s+and\s+young\s+people\b"
)
_ADULT = re.compile(
    r"\bprobation\b|\bpdus?\b|\bcrcs?\b|\bcommunity\s+rehabilitation\s+compan(?:y|ies)\b|\bunpaid\s+work\b|\bnps\b"
    r"|(?<!young )(?<!youth )\boffenders?\b|\bprison\s+leavers\b"
)
_PRIVATE = re.compile(
    r"\bcommunity\s+rehabilitation\s+compan(?:y|ies)\b|\bcrcs?\b|\bprivate(?:ly)?[\s-](?:run\s+|owned\s+)?(?:probation|company|companies|firm"
    r"|provider|organisation)|\b(?:working\s+links|interserve|purple\s+futures|sodexo|seetec|mtc(?:novo)?|reducing\s+reoffending"
    r"\s+partnership|achieving\s+real\s+change|run\s+by\s+a\s+private)\b"
    r"|\b(?:firm|company|consortium|outsourc(?:ed|er|ing))\b"
)
_PUBLIC = re.compile(
    r"\bnational\s+probation\s+service\b|\bnps\b|\bpublic(?:ly)?[\s-](?:run\s+|sector\s+)?probation\b"
)
_REGION = re.compile(r"\bregion(?:al|s|'s|wide)?\b|\bacross\s+wales\b|\bhmpps\s+in\s+wales\b")
_HOSTEL = re.compile(r"\bapproved\s+premises\b|\bbail\s+hostels?\b|\bprobation\s+hostels?\b")
_NATIONAL = re.compile(
    r"\bnational(?:ly)?\b|\bengland\s+and\s+wales\b|\bacross\s+the\s+country\b|\bcountrywide\b"
)


class ServiceClass(StrEnum):
    """The two services the inspectorate inspects; they share counties and the inspectorate's name."""

    ADULT = "adult"
    YOUTH = "youth"


def class_of(kind: BodyKind) -> ServiceClass:
    """Which service a kind of body provides."""
    return ServiceClass.YOUTH if kind is BodyKind.YOUTH_JUSTICE_SERVICE else ServiceClass.ADULT


@dataclass(frozen=True)
class Subject:
    """What a story speaks of, read from its words alone."""

    story: Story

    @cached_property
    def service_class(self) -> ServiceClass | None:
        """Adult or youth; None where the words speak of both alike, or of neither.

        The inspectorate's own name is taken out first: a story about a youth justice service says
        "probation" too.
        """
        adult = youth = 0.0
        for zone, _, fold, _ in self.story.parts:
            words = _INSPECTORATE.sub(" ", fold)
            adult += ZONE_WEIGHTS[zone] * min(3, len(_ADULT.findall(words)))
            youth += ZONE_WEIGHTS[zone] * min(3, len(_YOUTH.findall(words)))
        if adult == youth or max(adult, youth) < 1.5 * min(adult, youth):
            return None
        return ServiceClass.ADULT if adult > youth else ServiceClass.YOUTH

    def weight(self, kind: BodyKind) -> float:
        """How well a kind of body agrees with the story's words, 0 (cannot be) to 1."""
        said = self.service_class
        if said is not None and class_of(kind) is not said:
            return 0.0
        weight = 1.0 if said is not None else 0.6
        has_private, has_public = bool(_PRIVATE.search(self._words)), bool(_PUBLIC.search(self._words))
        if kind is BodyKind.CRC:
            weight *= 0.3 if has_public and not has_private else 1.0 if has_private else 0.8
        elif kind is BodyKind.NPS_DIVISION:
            weight *= 0.9 if has_public else 0.3
        elif kind is BodyKind.APPROVED_PREMISES:
            weight *= 1.0 if _HOSTEL.search(self._words) else 0.0
        return weight

    @cached_property
    def says_region(self) -> bool:
        """Whether the story speaks of a region at all."""
        return _REGION.search(self._words) is not None

    @cached_property
    def says_national(self) -> bool:
        """Whether headline or opening speak of the whole country."""
        return (
            _NATIONAL.search(re.sub(r"national\s+probation\s+service", " ", self.story.folded_top))
            is not None
        )

    @cached_property
    def _words(self) -> str:
        return self.story.folded_all
