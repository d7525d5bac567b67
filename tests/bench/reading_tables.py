"""The tables of docs/reading.md that are measured: written by `python -m tests.bench --docs`, held by a
test."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from flows.evaluate import FIELDS, Judged, Tally, judge, tallies
from pipelines.reports import read
from tests.bench.predecessor import Accuracy, compare
from tests.evaluation.replica_gold import replica_samples

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reading.md"
_GROUPS = {
    "body, framework, language": ("body", "framework", "language"),
    "dates": ("published", "fieldwork"),
    "overall, score": ("overall", "score", "score_max"),
    "inspectors": ("lead", "chief"),
    "standards": ("code", "name"),
    "ratings": ("rating",),
    "percentages": ("questions", "findings"),
    "recommendations": ("recommendations",),
    "progress": ("progress",),
    "key facts": ("key_facts",),
}


def rewrite() -> None:
    """Measure, and put the tables between their marks in the page."""
    judged: list[Judged] = []
    for sample in replica_samples():
        judged += judge(
            sample.gold, read(sample.payload, media_type=sample.gold.media_type, url=sample.gold.url)
        )
    text = PAGE.read_text("utf-8")
    text = put(text, "accuracy", accuracy_lines(judged))
    text = put(text, "predecessor", predecessor_lines(compare()))
    PAGE.write_text(text, encoding="utf-8")


def put(text: str, name: str, lines: Sequence[str]) -> str:
    """Replace what stands between a table's marks; raises ValueError where the marks are not there once."""
    pattern = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    new, count = pattern.subn(lambda marks: marks[1] + "\n".join(lines) + "\n" + marks[2], text)
    if count != 1:
        raise ValueError(f"docs/reading.md has {count} places for the table {name!r}, and must have one")
    return new


def accuracy_lines(judged: Iterable[Judged]) -> list[str]:
    """Right of all values, by era and group of fields."""
    assert set().union(*_GROUPS.values()) == set(FIELDS)
    counts = tallies(judged)
    eras = list(dict.fromkeys(era for era, _ in counts))
    rows = [["era", *_GROUPS], ["---", *("--:" for _ in _GROUPS)]]
    rows += [[era, *(_summed(counts, [era], fields) for fields in _GROUPS.values())] for era in eras]
    rows.append(["**all**", *(_summed(counts, eras, fields) for fields in _GROUPS.values())])
    return [f"| {' | '.join(row)} |" for row in rows]


def _summed(counts: dict[tuple[str, str], Tally], eras: Iterable[str], fields: Iterable[str]) -> str:
    found = [counts[era, field] for era in eras for field in fields if (era, field) in counts]
    if not found:
        return "–"
    right, total = sum(t.right for t in found), sum(t.total for t in found)
    return f"{right:,}" if right == total else f"{right:,}/{total:,}"


def predecessor_lines(accuracy: Iterable[Accuracy]) -> list[str]:
    """Both approaches, field by field."""
    lines = [
        "| field | values | ours right | another value | predecessor right | another value |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    for row in accuracy:
        ours, naive = share(row.ours, row.total), share(row.naive, row.total)
        lines.append(
            f"| {row.field} | {row.total} | {ours} | {row.ours_untrue} | {naive} | {row.naive_untrue} |"
        )
    return lines


def share(part: int, total: int) -> str:
    """A share as a percentage that says 100 only where nothing is missing."""
    if total == 0:
        return "–"
    return "100 %" if part == total else f"{min(99.9, 100 * part / total):.1f} %"
