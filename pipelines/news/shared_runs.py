"""Pairs of texts that share runs of words, found in DuckDB: containment of sampled four-word shingles.

Containment, not resemblance: a copy may have a new top, be cut to half or stand inside a longer story. What
stands in many stories that are no copies of each other is left out, or stories made from one template would
seem copies of each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

SAMPLED_FROM = 400
"""Number of stories from which on one shingle in eight is enough; below it all are kept, at no cost worth
saving."""
SAMPLING = 8
COMMON = 4
"""A shingle in this many independent stories is boilerplate."""
ENOUGH, ENOUGH_SAMPLED = 0.3, 0.24
"""Containment from which on two stories share text, with all shingles and with one in eight. Where half of a
story stands in a longer one, what both have is well under half once boilerplate is out."""
WHOLE = 0.75
"""Containment, boilerplate and all, from which on two stories are one told twice."""
MANY = 50
"""A shingle in more stories than this says nothing about any two of them."""
LEAST = 40
"""Shingles of its own that a story must have, before sampling, for containment to mean anything."""
OWN_VOICE = 0.4
"""Part of a story that must be left without its quotes for it to be compared without them."""
_LETTERS = 6
"""Letters of a word and the blank after it, about."""

_QUOTED = re.compile(r"[\"“][^\"“”\n]{20,}(?:[\"”]|$)", re.MULTILINE)
_PLAIN = bytes(
    ord(" ") if chr(byte).isspace() or chr(byte) in "-/" else byte + 32 if 65 <= byte <= 90 else byte
    for byte in range(256)
)
_DROPPED = bytes(range(128, 256)) + b"!\"#$%&'()*+,.:;<=>?@[]^_`{|}~"
"""Punctuation and all that is not ASCII: printed now this way, now that, and no word is known by it."""

_SHINGLES = """
CREATE TEMP TABLE {name} AS
WITH hashed AS (
    SELECT story, list_transform(
        string_split(trim(replace(replace(words, '   ', ' '), '  ', ' ')), ' '), lambda word: hash(word)
    ) AS h
    FROM given
)
SELECT DISTINCT story, shingle FROM (
    SELECT story, unnest(list_transform(
        range(1, len(h) - 2), lambda i: hash(h[i], h[i + 1], h[i + 2], h[i + 3])
    )) AS shingle
    FROM hashed
) WHERE shingle % {step} = 0
"""


@dataclass(frozen=True)
class Shared:
    """Two stories (positions in what was given), how much of the shorter stands in the other, and how many
    shingles that is."""

    one: int
    other: int
    containment: float
    shingles: int


def shared_runs(
    texts: Sequence[str], apart: Iterable[str], is_template: Callable[[int, int], bool]
) -> list[Shared]:
    """Find the pairs of texts of which one holds much of the other, in the order given.

    Runs of words that stand in `apart` (press releases) do not count: papers that quote one are no copies of
    each other. `is_template` is asked of each pair found, and of pairs that agree almost wholly before what
    they share is told from boilerplate.

    Shingles are DuckDB's own hashes of words: the same in every process of one version, which the lock file
    pins; another version may sample others.
    """
    if len(texts) < 2:
        return []
    step, enough = (SAMPLING, ENOUGH_SAMPLED) if len(texts) >= SAMPLED_FROM else (1, ENOUGH)
    with duckdb.connect(":memory:") as con:
        _shingles(con, "kept", texts, step)
        _shingles(con, "released", list(apart), step)
        wholes = [pair for pair in _wholes(con, step) if not is_template(pair.one, pair.other)]
        _boilerplate(con, _leaders(len(texts), wholes))
        found = {(pair.one, pair.other): pair for pair in wholes}
        for pair in _contained(con, step, enough):
            known = found.get((pair.one, pair.other))
            if known is not None or not is_template(pair.one, pair.other):
                found[pair.one, pair.other] = max(
                    filter(None, (known, pair)), key=lambda one: one.containment
                )
    return [found[key] for key in sorted(found)]


def _shingles(con: duckdb.DuckDBPyConnection, name: str, texts: Sequence[str], step: int) -> None:
    words = pa.array([_words(text) for text in texts], pa.string())
    con.register("given", pa.table({"story": pa.array(range(len(texts)), pa.int32()), "words": words}))
    con.execute(_SHINGLES.format(name=name, step=step))
    con.unregister("given")


def _words(text: str) -> str:
    """A text's words in lower case without punctuation, in the paper's own voice.

    Two papers that quote the same people are no copies of each other; a story that is nearly all quotes has
    only those.
    """
    voice = _QUOTED.sub(" ", text) if '"' in text or "“" in text else text
    told = voice if len(voice) >= max(LEAST * _LETTERS, OWN_VOICE * len(text)) else text
    return told.encode().translate(_PLAIN, _DROPPED).decode("ascii")


def _wholes(con: duckdb.DuckDBPyConnection, step: int) -> list[Shared]:
    """Pairs that agree in most of their words. Found first: a story that ten papers carry is not
    boilerplate."""
    return _pairs(con, "kept", LEAST / step, WHOLE)


def _contained(con: duckdb.DuckDBPyConnection, step: int, enough: float) -> list[Shared]:
    con.execute(
        "CREATE TEMP TABLE own AS FROM kept "
        "ANTI JOIN boilerplate USING (shingle) ANTI JOIN released USING (shingle)"
    )
    return _pairs(con, "own", LEAST / step, enough)


def _pairs(con: duckdb.DuckDBPyConnection, table: str, least: float, enough: float) -> list[Shared]:
    rows = con.execute(
        f"""
        WITH sizes AS (SELECT story, count(*) AS size FROM {table} GROUP BY story),
        telling AS (SELECT shingle FROM {table} GROUP BY shingle HAVING count(*) BETWEEN 2 AND {MANY}),
        held AS (FROM {table} SEMI JOIN telling USING (shingle)),
        shared AS (
            SELECT a.story AS one, b.story AS other, count(*) AS shingles
            FROM held AS a JOIN held AS b ON a.shingle = b.shingle AND a.story < b.story
            GROUP BY ALL
        )
        SELECT one, other, shingles / least(x.size, y.size) AS containment, shingles
        FROM shared JOIN sizes AS x ON x.story = one JOIN sizes AS y ON y.story = other
        WHERE least(x.size, y.size) >= ? AND shingles >= ? * least(x.size, y.size)
        ORDER BY one, other
        """,  # noqa: S608 - our own table names
        [least, enough],
    ).fetchall()
    return [Shared(one, other, containment, shingles) for one, other, containment, shingles in rows]


def _boilerplate(con: duckdb.DuckDBPyConnection, leaders: Sequence[int]) -> None:
    """Shingles in at least `COMMON` stories that are not whole copies of each other."""
    told = pa.table(
        {"story": pa.array(range(len(leaders)), pa.int32()), "leader": pa.array(leaders, pa.int32())}
    )
    con.register("told", told)
    con.execute(
        "CREATE TEMP TABLE boilerplate AS SELECT shingle FROM kept JOIN told USING (story) "
        "GROUP BY shingle HAVING count(DISTINCT leader) >= ?",
        [COMMON],
    )
    con.unregister("told")


def _leaders(count: int, wholes: Iterable[Shared]) -> list[int]:
    """The first of the stories that each is a whole copy of, through others where need be; itself where it
    is none."""
    leader = list(range(count))

    def first(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for pair in wholes:
        one, other = first(pair.one), first(pair.other)
        leader[max(one, other)] = min(one, other)
    return [first(at) for at in range(count)]
