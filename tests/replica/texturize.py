"""WordPress's typography in rendered titles: what a reader must unescape."""

from __future__ import annotations

_ENTITIES = {
    "&": "&#038;",
    "<": "&lt;",
    ">": "&gt;",
    "–": "&#8211;",
    "—": "&#8212;",
    "‘": "&#8216;",
    "’": "&#8217;",
    "'": "&#8217;",
    "“": "&#8220;",
    "”": "&#8221;",
    "…": "&#8230;",
}


def texturized(text: str) -> str:
    """The text with its marks as numeric entities, as `title.rendered` and feeds have it."""
    return "".join(_ENTITIES.get(character, character) for character in text)
