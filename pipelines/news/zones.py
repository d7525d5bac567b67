"""A story in the three parts that say how much a word in it counts: headline, opening, rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pipelines.news.folding import folded

OPENING_LENGTH = 700
"""Characters of the text that count as its opening: the four paragraphs or so in which a story says what it
is about."""


class Zone(StrEnum):
    """Where in a story something stands."""

    HEADLINE = "headline"
    DESCRIPTION = "description"
    OPENING = "opening"
    BODY = "body"


@dataclass(frozen=True)
class Story:
    """Headline, standfirst and text of a story; the last two may be empty."""

    headline: str
    description: str = ""
    text: str = ""

    @cached_property
    def opening_end(self) -> int:
        """Where the opening ends: after the paragraph that its usual length falls into."""
        if len(self.text) <= OPENING_LENGTH:
            return len(self.text)
        end = self.text.find("\n", OPENING_LENGTH)
        return end if 0 <= end < OPENING_LENGTH + 400 else OPENING_LENGTH

    @cached_property
    def parts(self) -> tuple[tuple[Zone, str, str, int], ...]:
        """Each part as (zone, words, the same words folded, offset in the text)."""
        cut = self.opening_end
        parts = (
            (Zone.HEADLINE, self.headline, 0),
            (Zone.DESCRIPTION, self.description, 0),
            (Zone.OPENING, self.text[:cut], 0),
            (Zone.BODY, self.text[cut:], cut),
        )
        return tuple((zone, words, folded(words), offset) for zone, words, offset in parts if words)

    @cached_property
    def folded_top(self) -> str:
        """Headline, standfirst and opening, folded, a sentence apart."""
        return " . ".join(fold for zone, _, fold, _ in self.parts if zone is not Zone.BODY)

    @cached_property
    def folded_all(self) -> str:
        """The whole story, folded."""
        return " . ".join(fold for _, _, fold, _ in self.parts)
