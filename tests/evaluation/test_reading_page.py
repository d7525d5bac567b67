"""docs/reading.md says what is measured, and only that."""

from __future__ import annotations

import re

import pytest

from flows.evaluate import Judged
from tests.bench.predecessor import Accuracy
from tests.bench.reading_tables import PAGE, accuracy_lines, predecessor_lines, put, share

AGAIN = "measured anew this differs: run `python -m tests.bench --docs` and look at the change"


def _in_page(name: str) -> list[str]:
    found = re.search(rf"<!-- {name}: .*?-->\n(.*?)\n<!-- end", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1].splitlines()


def test_the_table_of_the_predecessor_is_as_measured(compared: list[Accuracy]) -> None:
    assert _in_page("predecessor") == predecessor_lines(compared), AGAIN


def test_the_table_of_accuracy_is_as_measured(judged: list[Judged]) -> None:
    assert _in_page("accuracy") == accuracy_lines(judged), AGAIN


def test_the_predecessor_loses_every_rating_of_two_words_and_we_none(compared: list[Accuracy]) -> None:
    rows = {row.field: row for row in compared}
    two = rows["standard's rating, two words"]
    assert two.total > 200
    assert (two.ours, two.naive) == (two.total, 0)
    assert all(row.ours >= row.naive and row.ours_untrue == 0 for row in rows.values())


def test_a_share_is_100_only_if_nothing_is_missing() -> None:
    assert [share(0, 0), share(3, 3), share(9999, 10000), share(1, 3)] == ["–", "100 %", "99.9 %", "33.3 %"]


def test_a_table_without_a_place_is_said() -> None:
    with pytest.raises(ValueError, match="has 0 places"):
        put("no marks here", "accuracy", ["| a |"])
