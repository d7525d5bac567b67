"""What an outlet has published on a night: its stories from the facts, and filler."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

from tests.replica.answer import in_london
from tests.replica.editions import Night, night
from tests.replica.outlets.filler import fillers
from tests.replica.outlets.piece import Outlet, Piece


@lru_cache(maxsize=32)
def pieces_of(outlet: Outlet, number: int, edition: int) -> tuple[Piece, ...]:
    """Everything of the outlet that is out on that night, newest first."""
    filler = fillers(outlet, number, edition)
    always_there = fillers(outlet, number, 1)
    told = _told(outlet, night(edition))
    told_first = _told(outlet, night(1))
    pieces = [replace(piece, related=_related(piece, told_first, always_there)) for piece in [*told, *filler]]
    return tuple(sorted(pieces, key=lambda piece: (piece.published, piece.path), reverse=True))


def _told(outlet: Outlet, web: Night) -> list[Piece]:
    return [
        Piece(
            urlsplit(story.url).path,
            story.headline,
            in_london(story.published),
            web.story_modified(story.key),
            story.paragraphs,
            story.author,
            "news",
            is_filler=False,
        )
        for story in web.stories.values()
        if urlsplit(story.url).netloc == outlet.host
    ]


def _related(piece: Piece, told: list[Piece], filler: list[Piece]) -> tuple[tuple[str, str], ...]:
    """Two other stories and two fillers, as on the first night: a box must not make a page look changed."""
    others = [other for other in told if other.path != piece.path]
    start = sum(piece.path.encode())
    chosen = [others[(start + step) % len(others)] for step in range(min(2, len(others)))]
    chosen += [filler[(start + step) % len(filler)] for step in (4, 9)]
    return tuple((other.headline, other.path) for other in chosen)
