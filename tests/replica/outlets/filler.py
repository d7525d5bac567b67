"""Stories about anything but probation, so that a topic test has something to refuse."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.replica.answer import LONDON
from tests.replica.outlets.piece import Outlet, Piece

NEWEST = datetime(2026, 11, 23, 17, 40, tzinfo=LONDON)
FIRST_EDITIONS = {0: 3, 1: 3, 2: 2, 3: 2}
"""Edition in which the newest fillers appear, by place; the rest are there from the first."""

_STEP = timedelta(hours=7, minutes=25)


@cache
def _data() -> dict[str, list[Any]]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8")))


def fillers(outlet: Outlet, number: int, edition: int) -> list[Piece]:
    """The outlet's filler out on that night, newest first; `number` is its place among the outlets."""
    stories, traps, endings = _data()["stories"], _data()["traps"], _data()["endings"]
    mixed = [*stories[:4], traps[number % len(traps)], *stories[4:]]
    found = []
    for place, (section, headline, what) in enumerate(mixed):
        if FIRST_EDITIONS.get(place, 1) > edition:
            continue
        a, b = (outlet.towns[(place + shift) % len(outlet.towns)] for shift in (number, number + 1))
        title = headline.format(a=a, b=b)
        published = NEWEST - place * _STEP - number * timedelta(minutes=11)
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
        found.append(
            Piece(
                outlet.filler_path(place, slug, section),
                title,
                published,
                published,
                (what.format(a=a, b=b), endings[place % len(endings)]),
                None,
                section,
                is_filler=True,
            )
        )
    return found
