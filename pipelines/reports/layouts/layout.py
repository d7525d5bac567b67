"""What a layout is: the words by which it is known, its framework and when it was in use."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import cast

from pipelines.reports.cover import Cover
from pipelines.vocabulary import UNRATED_FRAMEWORKS, BodyKind, Framework

_TAIL = re.compile(r"\s*(?:[–-]\s*)?(?:\(?(?:19|20)\d\d\)?)?[\s.,:]*$")


@dataclass(frozen=True)
class Layout:
    """One era's report.

    `first` and `last` bound publication (last None: still in use); `kinds` are the bodies it is about, and
    `providers` how many of them one report covers. `area` takes the inspected area out of the title.
    """

    name: str
    framework: Framework
    kinds: tuple[BodyKind, ...]
    first: date
    last: date | None
    matches: Callable[[Cover], str | None]
    area: Callable[[str], str | None]
    providers: int = 1

    @property
    def is_rated(self) -> bool:
        """Whether reports of this layout print an overall rating."""
        return self.framework not in UNRATED_FRAMEWORKS


def layout_of(module: ModuleType) -> Layout:
    """The layout a module declares."""
    return cast("Layout", module.LAYOUT)


def area_after(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    """Make a function that takes the group `area` of a title, without year and stops at its end."""

    def area(title: str) -> str | None:
        match = pattern.search(title)
        return _TAIL.sub("", match["area"]).strip(" :–-") if match else None

    return area
