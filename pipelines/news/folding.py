"""Text in the one spelling that names and phrases are looked for in, character for character as long as the
original."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALIKE = {
    "‘": "'", "’": "'", "‚": "'", "′": "'", "`": "'",
    "“": '"', "”": '"', "„": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-",
    "\n": " ", "\t": " ", "\r": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _folded_character(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    base = unicodedata.normalize("NFKD", character)[0]
    lowered = base.lower()
    return lowered if len(lowered) == 1 else base


def folded(text: str) -> str:
    """Lower-case the text without accents or curly quotes; positions in it are positions in the original.

    Evidence is quoted by position: a fold that changed the length would quote the wrong words.
    """
    return "".join(map(_folded_character, text))
