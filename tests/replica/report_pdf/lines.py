"""Breaking text into lines: how wide words are, and where a long one may be hyphenated."""

from __future__ import annotations

from functools import lru_cache

from reportlab.pdfbase import pdfmetrics

_VOWELS = "aeiouy"
# A reader cannot know whether "self-" at a line's end is a word's own hyphen: no such part is broken off.
_PREFIXES = frozenset(
    {"well", "self", "multi", "high", "long", "short", "post", "part", "full", "cross", "inter"}
) | frozenset({"over", "under"})


@lru_cache(maxsize=20_000)
def _unit_width(word: str, font: str) -> float:
    width: float = pdfmetrics.stringWidth(word, font, 1)
    return width


def text_width(text: str, font: str, size: float) -> float:
    """Width of a string in points."""
    space = _unit_width(" ", font)
    words = text.split(" ")
    return size * (sum(_unit_width(word, font) for word in words) + space * (len(words) - 1))


def wrap(text: str, font: str, size: float, width: float, *, hyphenates: bool = False) -> list[str]:
    """Break a text into lines of at most `width` points; only long plain words are hyphenated, if at all."""
    lines: list[str] = []
    line, used = "", 0.0
    space = _unit_width(" ", font) * size
    for word in text.split():
        wide = _unit_width(word, font) * size
        if not line:
            line, used = word, wide
        elif used + space + wide <= width:
            line, used = f"{line} {word}", used + space + wide
        else:
            first, rest = _broken(word, font, size, width - used - space) if hyphenates else ("", word)
            lines.append(f"{line} {first}-" if first else line)
            line, used = rest, _unit_width(rest, font) * size
    return [*lines, line] if line else lines


def _broken(word: str, font: str, size: float, room: float) -> tuple[str, str]:
    """Split a word where a syllable ends and the first part fits; ("", word) where that is nowhere."""
    if len(word) < 9 or not word.strip(".,").isalpha() or not word.islower():
        return "", word
    for at in range(len(word) - 4, 3, -1):
        is_syllable = word[at - 1] in _VOWELS and word[at] not in _VOWELS and word[at + 1] in _VOWELS
        if is_syllable and word[:at] not in _PREFIXES and _unit_width(f"{word[:at]}-", font) * size <= room:
            return word[:at], word[at:]
    return "", word
