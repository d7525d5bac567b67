"""Welsh twins: a report published in both languages is one inspection, read from its English form."""

from __future__ import annotations

import re

from pipelines.reports.cover import Cover
from pipelines.vocabulary import Language

NAME = "welsh_twin"
_TITLE = re.compile(r"^Arolygiad\s+o(?:['’]r)?\s+", re.IGNORECASE)


def matches(cover: Cover) -> str | None:
    """A Welsh title or a document in Welsh."""
    found = _TITLE.match(cover.title)
    if found:
        return f"title begins {found[0].strip()!r}"
    return "written in Welsh" if cover.document.language is Language.WELSH else None
