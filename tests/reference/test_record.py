"""The reference facts arrive in the warehouse whole, and none that cannot be true gets in."""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.bodies.register import load_register
from pipelines.vocabulary import BodyKind
from tests.reference import __main__ as command
from tests.reference.built import reference_warehouse
from tests.reference.facts import Row, inspections, load_inspections
from tests.reference.record import RUN_ID, multiplied, reference_inputs
from warehouse.build import tables
from warehouse.publish import current

FOLDER = Path(__file__).parent
ORDER_WITHIN_A_RUN = {"change_number"}
STATED = {
    "body_id": "pdu-gwent",
    "framework": "core_2023",
    "published": "2025",
    "fieldwork_start": "",
    "fieldwork_end": "",
    "fieldwork_note": "",
    "overall_rating": "Good",
    "rating_reason": "",
    "score": "",
    "score_max": "",
    "chief_inspector": "",
    "source": "a test",
}
RATED = {
    "body_id": "pdu-gwent",
    "published": "2025",
    "standard_code": "P2.1",
    "standard_name": "Assessment",
    "rating": "Good",
    "source": "a test",
}


@pytest.fixture(scope="module")
def asking() -> Iterator[duckdb.DuckDBPyConnection]:
    with reference_warehouse() as connection:
        yield connection


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stated(value: str) -> str | None:
    return value or None


def printed(column: str) -> str:
    """SQL for a date as precisely as it is stated."""
    precision = column.replace("_date", "_precision")
    return f"left({column}::VARCHAR, CASE {precision} WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END)"


def test_every_inspection_arrives_as_stated_and_none_is_merged(asking: duckdb.DuckDBPyConnection) -> None:
    shown = f"""
        SELECT body_id, framework::VARCHAR, {printed("published_date")}, {printed("fieldwork_start_date")},
            {printed("fieldwork_end_date")}, overall_rating::VARCHAR, rating_reason, score::VARCHAR,
            score_max::VARCHAR, document_count, is_disputed
        FROM inspections
    """
    names = ("body_id", "framework", "published", "fieldwork_start", "fieldwork_end", "overall_rating")
    more = ("rating_reason", "score", "score_max")
    expected = [
        (*(stated(row[name]) for name in (*names, *more)), 1, False) for row in rows_of("inspections.csv")
    ]
    assert sorted(asking.execute(shown).fetchall(), key=str) == sorted(expected, key=str)


def test_every_rating_arrives_at_its_inspection_and_standard(asking: duckdb.DuckDBPyConnection) -> None:
    shown = f"""
        SELECT body_id, {printed("published_date")}, r.standard_name, r.rating::VARCHAR,
            replace(r.standard_code, ' ', '') AS code
        FROM ratings AS r INNER JOIN inspections USING (inspection_id)
        WHERE r.standard_id IS NOT NULL
    """
    names = ("body_id", "published", "standard_name", "rating", "standard_code")
    expected = [tuple(stated(row[name]) for name in names) for row in rows_of("ratings.csv")]
    found = asking.execute(shown).fetchall()
    assert sorted((row[:-1] for row in found), key=str) == sorted((row[:-1] for row in expected), key=str)
    # What is printed without a code is kept under a name.
    assert sorted((row for row in found if row[-1][-1].isdigit()), key=str) == sorted(
        (row for row in expected if row[-1]), key=str
    )


def test_nothing_is_put_aside_and_everything_has_its_quote(asking: duckdb.DuckDBPyConnection) -> None:
    assert asking.execute("SELECT count(*) FROM quarantine").fetchone() == (0,)
    assert asking.execute(
        "SELECT quote, page FROM ratings WHERE inspection_id LIKE 'pdu-cardiff%' AND concept = 'assessment'"
    ).fetchone() == ("Assessment: Inadequate", 3)
    assert asking.execute("SELECT 1 FROM about WHERE topic = 'REPLICA'").fetchone() == (1,)


def test_all_twelve_regions_have_inspections_before_and_since_they_began(
    asking: duckdb.DuckDBPyConnection,
) -> None:
    before, since = (
        {
            name
            for (name,) in asking.execute(
                f"""
                SELECT DISTINCT unnest(string_split(region_names, '; '))
                FROM inspections INNER JOIN bodies USING (body_id)
                WHERE body_kind IN ({kinds})
                """
            ).fetchall()
        }
        for kinds in ("'trust', 'crc', 'nps_division'", "'pdu', 'region'")
    )
    regions = {body.name for body in load_register().bodies.values() if body.kind is BodyKind.REGION}
    assert before == since == regions
    assert len(regions) == 12


def test_the_order_of_the_inputs_makes_no_difference() -> None:
    shuffled = reference_inputs()
    for listed in (shuffled.captures, shuffled.sightings, shuffled.reports, shuffled.sources):
        random.Random(4).shuffle(listed)

    def told(rows: dict[str, list[dict[str, object]]]) -> dict[str, list[str]]:
        # The shuffle is of the archive too: where in a file a response stands is its own fact.
        unordered = ORDER_WITHIN_A_RUN | {"warc_offset"}
        return {
            table: sorted(str({k: v for k, v in row.items() if k not in unordered}) for row in many)
            for table, many in rows.items()
        }

    register = load_register()
    assert told(tables(shuffled, register)) == told(tables(reference_inputs(), register))


@pytest.mark.parametrize(
    ("inspection", "rating"),
    [
        ({"body_id": "pdu-atlantis"}, {"body_id": "pdu-atlantis"}),
        ({"framework": "core_2019"}, {}),
        ({"overall_rating": "Goodish"}, {}),
        ({"overall_rating": ""}, {}),
        ({"rating_reason": "both"}, {}),
        ({}, {"standard_name": "Happiness"}),
        ({}, {"standard_code": "P2.2"}),
        ({}, {"standard_code": "R2.6", "standard_name": "Statutory victim work"}),
        ({}, {"rating": "Not rated"}),
        ({}, {"published": "2024"}),
        ({"published": "2025-13"}, {"published": "2025-13"}),
    ],
)
def test_what_cannot_be_true_is_refused(inspection: Row, rating: Row) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are ours, the vocabularies' or the calendar's
        inspections([{**STATED, **inspection}], [{**RATED, **rating}])


def test_a_row_that_can_be_true_is_taken() -> None:
    (one,) = inspections([STATED], [RATED])
    assert [rating.code for rating in one.ratings] == ["P 2.1"]


def test_copies_are_other_inspections_of_the_same_bodies() -> None:
    originals = load_inspections()
    many = list(multiplied(originals, 5))
    assert many[: len(originals)] == list(originals)
    inputs = reference_inputs(5)
    ids = {one.records.inspections[0].inspection_id for one in inputs.reports if one.records is not None}
    assert len(ids) == len(many) == 5 * len(originals)
    assert {one.body_id for one in many} == {one.body_id for one in originals}


def test_the_command_publishes_a_replica_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["tests.reference", str(tmp_path / "home")])
    assert command.main() == 0
    folder = current(tmp_path / "home" / "published")
    assert folder is not None
    assert folder.name == RUN_ID
    assert '"is_replica": true' in (folder / "manifest.json").read_text()
    with pytest.raises(SystemExit):
        command.main()
    assert "is not empty" in capsys.readouterr().err
