"""Whether two stories fill one template with other names, which makes them no copies of each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from pipelines.news.folding import folded

ONE_SWAP = 2
"""How often one name stands where the other story has one and the same other name, from which on they fill
one template."""
MANY_SWAPS = 4
"""The same for names and numbers that are each swapped once."""
_LONGEST = 4
"""Words of the longest name."""
_AROUND = 2
"""Words on either side of a name by which its place in the other story is known."""

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")

Context = tuple[str, ...]


def names_in_context(text: str) -> dict[Context, str]:
    """Names and numbers of a text, by the words around them; those whose words stand there twice are left
    out."""
    told: dict[Context, str] = {}
    twice: set[Context] = set()
    for context, name in _names(text):
        if context in told and told[context] != name:
            twice.add(context)
        told[context] = name
    return {context: name for context, name in told.items() if context not in twice}


def fill_one_template(one: Mapping[Context, str], other: Mapping[Context, str]) -> bool:
    """Whether names stand in each other's places: the same for the same other one, or many of them."""
    if len(other) < len(one):
        one, other = other, one
    swaps = Counter(
        (name, other[context]) for context, name in one.items() if other.get(context, name) != name
    )
    return bool(swaps) and (max(swaps.values()) >= ONE_SWAP or swaps.total() >= MANY_SWAPS)


def _names(text: str) -> Iterator[tuple[Context, str]]:
    found = list(_WORD.finditer(folded(text)))
    words = [match[0] for match in found]
    capital = [at for at, match in enumerate(found) if text[match.start()].isupper() or match[0][0].isdigit()]
    for _, run in groupby(enumerate(capital), key=lambda one: one[1] - one[0]):
        name = [at for _, at in run]
        if len(name) <= _LONGEST:
            first, last = name[0], name[-1] + 1
            context = (*words[max(0, first - _AROUND) : first], "", *words[last : last + _AROUND])
            yield context, " ".join(words[first:last])
