"""The reviewed file of errata: a row that cannot be right stops the build and is named."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from tests.warehouse.test_errata import OVERALL
from warehouse.errata import COLUMNS, ErrataFileError, load_errata


def written(tmp_path: Path, **changes: str) -> Path:
    row = {
        "body_id": "pdu-gwent",
        "framework": "core_2023",
        "published": "2025-03",
        "standard_code": "",
        "field": "overall_rating",
        "printed_value": "Requires improvement",
        "right_value": "Good",
        "cause": "wrong at source",
        "found_on": "2026-11-02",
        "reason": OVERALL.reason,
        "source": "letter 12",
        "reviewer": "A. N. Other",
    } | changes
    file = tmp_path / "errata.csv"
    with file.open("w", newline="") as text:
        writer = csv.DictWriter(text, COLUMNS)
        writer.writeheader()
        writer.writerow(row)
    return file


def test_a_row_of_the_file_is_an_erratum_and_the_product_s_own_file_is_sound(tmp_path: Path) -> None:
    assert load_errata(written(tmp_path)) == (OVERALL,)
    assert load_errata(written(tmp_path, right_value="")) == (replace(OVERALL, right_value=None),)
    assert all(erratum.source for erratum in load_errata())


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"body_id": "pdu-gwnt"}, "the register has no body 'pdu-gwnt'"),
        ({"framework": "core_2022"}, "'core_2022' is not a valid Framework"),
        ({"published": "March 2025"}, "'March 2025' is no date"),
        ({"field": "finding"}, "'finding' is not a valid ErratumField"),
        ({"printed_value": ""}, "printed_value must not be empty"),
        ({"right_value": "Fair"}, "'Fair' is not a valid Rating"),
        ({"right_value": "Requires improvement"}, "are the same"),
        ({"field": "score", "printed_value": "10/9", "right_value": "5/9"}, "'10/9' is no score"),
        ({"field": "rating"}, "standard_code belongs to the field rating"),
        ({"standard_code": "P 2.1"}, "standard_code belongs to the field rating"),
        (
            {"field": "published_date", "printed_value": "2025-04-01", "right_value": "2025-03-01"},
            "published must be the printed publication date",
        ),
        ({"cause": "misprint"}, "'misprint' is not a valid ErratumCause"),
        ({"found_on": "2/11/2026"}, "line 2: Invalid isoformat string"),
        ({"reason": "A letter"}, "a sentence, with a full stop"),
        ({"source": " "}, "source must not be empty"),
        ({"reviewer": ""}, "reviewer must not be empty"),
    ],
)
def test_a_wrong_row_is_refused_with_file_and_line(
    changes: dict[str, str], says: str, tmp_path: Path
) -> None:
    with pytest.raises(ErrataFileError) as refused:
        load_errata(written(tmp_path, **changes))
    assert "errata.csv, line 2: " in str(refused.value)
    assert says in str(refused.value)


def test_a_file_that_is_not_in_its_form_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path)
    twice = file.read_text() + file.read_text().splitlines()[1] + "\n"
    for text, says in (
        (twice, "line 3: an earlier row corrects the same value"),
        (twice.replace("letter 12", "letter 12, page 2"), "line 2: 13 cells where 12 are due"),
        ("body_id,field\n", "line 1: the columns must be body_id, framework"),
        ("", "line 1: the columns must be"),
    ):
        file.write_text(text)
        with pytest.raises(ErrataFileError, match=says):
            load_errata(file)
