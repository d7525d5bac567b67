"""Pictures say what the record says: in words, in places, in greys, and to who cannot see them."""

from __future__ import annotations

import io
import itertools
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import vl_convert
from PIL import Image

from pipelines.vocabulary import Rating
from tests.warehouse.chart_record import Record
from warehouse.charts import (
    NothingToDrawError,
    Picture,
    body_history,
    look,
    national_distribution,
    region_heat_map,
)
from warehouse.charts.times import place, span

_SVG = "{http://www.w3.org/2000/svg}"
_MOST_WIDE = 2 * (look.LEFT + 15 * 48 + 2 * 18 + 24)
"""Pixels of a PNG with fifteen years: the layout, its margins, and half of a year's label at either edge."""


@pytest.fixture
def record() -> Record:
    return Record()


def words(picture: Picture) -> list[str]:
    """Every text that is drawn."""
    root = ET.fromstring(picture.svg())
    texts = []
    for text in root.iter(f"{_SVG}text"):
        lines = [line.text or "" for line in text.iter(f"{_SVG}tspan")]
        texts.append(" ".join(lines) if lines else text.text or "")
    return texts


def rows(picture: Picture) -> list[dict[str, Any]]:
    """Every row that is drawn as a mark."""
    return [row for held in picture.specification["datasets"].values() for row in held]


def lines(picture: Picture) -> list[dict[str, Any]]:
    return [row for row in rows(picture) if "x2" in row and "y2" in row]


def image(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.png())).convert("RGB")


# how they look


def test_the_four_colours_stay_apart_in_a_photocopy(record: Record) -> None:
    for number, rating in enumerate(Rating):
        record.inspect(f"i{number}", rating.value, "2024-05-01")
    drawn = image(national_distribution(record.connection, programme="adult"))
    colours = {colour: many for many, colour in drawn.getcolors(1 << 20) or []}
    greys = drawn.convert("L").tobytes()
    values: list[int] = []
    for rating in Rating:
        colour = look.rgb(look.RATING_COLOURS[rating])
        assert colours.get(colour, 0) > 1000, rating
        at = next(
            (x, y)
            for y in range(0, drawn.height, 4)
            for x in range(0, drawn.width, 4)
            if drawn.getpixel((x, y)) == colour
        )
        values.append(greys[at[1] * drawn.width + at[0]])
    assert values == sorted(values, reverse=True)
    assert all(a - b >= 0.15 * 255 for a, b in itertools.pairwise(values))


@pytest.mark.parametrize(
    "sight",
    [
        ((0.625, 0.375, 0.0), (0.7, 0.3, 0.0), (0.0, 0.3, 0.7)),  # deuteranopia
        ((0.567, 0.433, 0.0), (0.558, 0.442, 0.0), (0.0, 0.242, 0.758)),  # protanopia
        ((0.95, 0.05, 0.0), (0.0, 0.433, 0.567), (0.0, 0.475, 0.525)),  # tritanopia
    ],
)
def test_the_four_colours_stay_apart_for_colour_blind_readers(sight: tuple[tuple[float, ...], ...]) -> None:
    seen = [
        tuple(sum(a * b for a, b in zip(row, look.rgb(colour), strict=True)) for row in sight)
        for colour in look.RATING_COLOURS.values()
    ]
    for one, other in itertools.combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 60


def test_every_text_is_dark_or_light_enough_to_read() -> None:
    fills = [*look.RATING_COLOURS.values(), *(look.shade(n / 20) for n in range(21))]
    assert all(look.contrast(look.ink_on(fill), fill) >= 4.5 for fill in fills)
    assert look.contrast(look.INK, look.PAPER) >= 4.5
    assert look.contrast(look.SOFT_INK, look.PAPER) >= 4.5


def test_the_font_is_one_that_the_converter_carries_in_itself(record: Record) -> None:
    record.inspect("i1", "Good", "2024-05-01")
    drawn = body_history(record.connection, "pdu-marsh").specification["config"]
    first = drawn["font"].split(",")[0]
    library = next(Path(vl_convert.__file__).parent.glob("*.so"), None) or next(
        Path(vl_convert.__file__).parent.glob("*.pyd")
    )
    assert first.replace(" ", "").encode() + b"-Bold" in library.read_bytes()


def test_nothing_in_a_picture_is_loaded_from_elsewhere(record: Record) -> None:
    record.inspect("i1", "Good", "2024-05-01")
    picture = body_history(record.connection, "pdu-marsh")
    assert "url" not in str(picture.specification["datasets"])
    assert "href" not in picture.svg()
    assert picture.svg() == body_history(record.connection, "pdu-marsh").svg()


def test_who_cannot_see_it_is_told_the_same(record: Record) -> None:
    record.inspect("i1", "Good", "2024-05-01")
    root = ET.fromstring(body_history(record.connection, "pdu-marsh").svg())
    assert root.attrib["role"] == "img"
    assert root[0].text == "Marsh & Fen PDU: last rated Good overall, 1 May 2024"
    assert "Ratings of different frameworks are not like for like." in (root[1].text or "")
    assert "Record of 24 November 2026 (run 20261124T023000Z)." in (root[1].text or "")


def test_a_picture_of_invented_pages_says_so_in_itself(record: Record) -> None:
    record.inspect("i1", "Good", "2024-05-01")
    assert not any("REPLICA" in text for text in words(body_history(record.connection, "pdu-marsh")))
    record.add("about", topic="REPLICA", statement="THIS IS A REPLICA")
    for picture in (body_history(record.connection, "pdu-marsh"), national_distribution(record.connection)):
        assert "THIS IS A REPLICA" in words(picture)
        assert picture.description.startswith("THIS IS A REPLICA")


# rating history of a body


def test_only_like_for_like_ratings_are_joined(record: Record) -> None:
    record.inspect("i1", "Inadequate", "2019-05-01", framework="core_2018")
    record.inspect("i2", "Good", "2022-05-01", framework="core_2021")
    record.inspect("i3", "Requires improvement", "2024-05-01")
    record.inspect("i4", "Good", "2026-05-01")
    record.change("i1", "i2", alike=False)
    record.change("i2", "i3", alike=False)
    record.change("i3", "i4", alike=True)
    (joined,) = lines(body_history(record.connection, "pdu-marsh"))
    assert (round(joined["x"], 1), joined["y"]) == (2024.3, 1)
    assert (round(joined["x2"], 1), joined["y2"]) == (2026.3, 2)


def test_ratings_of_bodies_before_look_different_and_are_named(record: Record) -> None:
    record.body("crc-fen", "Fen CRC", "crc", before="pdu-marsh")
    record.inspect("i1", "Good", "2019-05-01", body_id="crc-fen", framework="core_2018")
    record.inspect("i2", "Inadequate", "2024-05-01")
    picture = body_history(record.connection, "pdu-marsh")
    told = " ".join(words(picture)).replace("\u00a0", " ")
    assert "A  then: Fen CRC; covered all of this body's area, which was 1 of 4 areas it had" in told
    assert picture.sentence == (
        "Marsh & Fen PDU: last rated Inadequate overall, 1 May 2024; "
        "1 inspection of bodies that had its area before"
    )
    filled = [row for row in rows(picture) if "fill" in row]
    assert [row["y"] for row in filled] == [0]
    assert [row["y"] for row in rows(picture) if row.get("text") == "A"] == [2]


def test_new_standards_are_marked_where_they_are_first_met(record: Record) -> None:
    record.inspect("i1", "Good", "2019-05-01", framework="core_2018")
    record.inspect("i2", "Good", "2024-05-01", framework="core_2023")
    record.inspect("i3", "Good", "2025-05-01", framework="core_2023")
    told = words(body_history(record.connection, "pdu-marsh"))
    assert "→ adult core programme 2018" in told
    assert sum("adult core programme 2023" in text for text in told) == 2  # the words and their halo


def test_a_date_of_which_only_the_month_is_known_is_a_bar_over_the_month(record: Record) -> None:
    record.inspect("i1", "Good", "2024-06-01", precision="month")
    picture = body_history(record.connection, "pdu-marsh")
    (bar,) = [row for row in rows(picture) if "x2" in row and "y2" not in row]
    assert bar["x2"] - bar["x"] == pytest.approx(29 / 366)
    assert "≈" in words(picture)
    assert "June 2024" in picture.sentence
    assert "1 June" not in picture.sentence


def test_what_was_inspected_without_a_rating_is_seen(record: Record) -> None:
    record.inspect("i1", None, "2017-05-01", framework="quality_impact_2016")
    picture = body_history(record.connection, "pdu-marsh")
    assert picture.sentence == "Marsh & Fen PDU: inspected without an overall rating, last 1 May 2017"
    assert "No overall rating" in words(picture)


def test_a_corrected_a_disputed_and_a_fieldwork_date_are_marked_and_explained(record: Record) -> None:
    record.inspect("i1", "Good", "2024-05-01", erratum="Printed as Outstanding.", disputed=True)
    record.inspect("i2", "Good", None, fieldwork="2025-03-01")
    told = words(body_history(record.connection, "pdu-marsh"))
    assert "†‡" in told
    assert "§" in told
    foot = " ".join(told)
    assert "† Overall, Marsh & Fen PDU, 1 May 2024: Printed as Outstanding." in foot
    assert "‡ Documents of the inspection differ" in foot
    assert "§ Placed by the end of fieldwork" in foot


def test_a_rating_that_was_found_wrong_is_not_the_last_one(record: Record) -> None:
    record.inspect("i1", "Outstanding", "2022-05-01")
    record.inspect(
        "i2", None, "2024-05-01", erratum="Of another place.", ratings=[("P 1.1", "leadership", None)]
    )
    record.add("errata", inspection_id="i2", origin="reviewed by us", field_name="overall_rating")
    picture = body_history(record.connection, "pdu-marsh")
    assert picture.sentence == "Marsh & Fen PDU: its latest overall rating, 1 May 2024, was found wrong"
    told = " ".join(words(picture))
    assert "† Leadership, Marsh & Fen PDU, 1 May 2024: It was printed for another place." in told


def test_court_and_out_of_court_work_and_twin_standards_have_panels_of_their_own(record: Record) -> None:
    record.body("yjs-fen", "Fen youth justice service", "youth_justice_service")
    record.inspect(
        "i1",
        "Good",
        "2022-05-01",
        body_id="yjs-fen",
        framework="yjs_2021",
        ratings=[("2.1", "assessment", "Good"), ("3.1", "assessment", "Inadequate")],
    )
    record.inspect(
        "i2",
        "Good",
        "2026-05-01",
        body_id="yjs-fen",
        framework="yjs_2025",
        ratings=[("V1.1", "victim_work", "Good"), ("V1.2", "victim_work", "Inadequate")],
    )
    told = words(body_history(record.connection, "yjs-fen"))
    assert {
        "Assessment (court)",
        "Assessment (out of court)",
        "Victim work (V1.1)",
        "Victim work (V1.2)",
    } <= set(told)


def test_marks_on_one_step_at_one_time_do_not_cover_each_other(record: Record) -> None:
    record.body("crc-fen", "Fen CRC", "crc", before="pdu-marsh")
    record.body("nps-fen", "NPS Fen", "nps_division", before="pdu-marsh")
    record.inspect("i1", "Good", "2019-05-01", body_id="crc-fen", framework="core_2018")
    record.inspect("i2", "Good", "2019-05-03", body_id="nps-fen", framework="core_2018")
    record.inspect("i3", "Good", "2026-05-03")
    drawn = rows(body_history(record.connection, "pdu-marsh"))
    heights = sorted({row["y"] for row in drawn if row.get("text") in {"A", "B"}})
    assert len(heights) == 2
    assert all(abs(height - 2) < 0.5 for height in heights)


def test_a_long_name_and_many_years_stay_within_the_picture(record: Record) -> None:
    record.body("pdu-long", " ".join(["Barrow, Dalton, Ulverston"] * 8) + " PDU")
    for year in range(2012, 2027):
        record.inspect(f"i{year}", "Good", f"{year}-12-31", body_id="pdu-long")
        record.region_year(year, inadequate=12, frameworks="core_2021; national_2025; dynamic_2025")
    for picture in (
        body_history(record.connection, "pdu-long"),
        national_distribution(record.connection),
        region_heat_map(record.connection, "Fenland"),
    ):
        assert image(picture).width <= _MOST_WIDE


def test_a_year_on_the_axis_has_room_for_its_label() -> None:
    years = span([place(date(1998, 1, 1)), 2026.9], 340)
    apart = [years.pixel(b) - years.pixel(a) for a, b in itertools.pairwise(years.ticks)]
    assert min(apart) >= 40
    lone = span([2024.4], 340)
    assert lone.ticks
    assert 0 < lone.pixel(2024.4) < 340


# heat map of a region


def test_a_cell_has_the_numbers_its_shade_stands_for(record: Record) -> None:
    record.region_year(
        2022, requires_improvement=1, inadequate=1, good=2, frameworks="core_2021", pdus=(4, 6)
    )
    record.region_year(2022, "leadership", good=3)
    record.region_year(2024, unrated=1, frameworks="core_2023; dynamic_2025")
    record.region_year(2025, good=1, requires_improvement=1, frameworks="core_2023; national_2025")
    picture = region_heat_map(record.connection, "Fenland")
    assert picture.sentence == (
        "Fenland: 3 of 6 overall ratings from 2022 to 2025 were below Good, 1 of them Inadequate"
    )
    told = words(picture)
    assert {"2 of 4", "1 Inad.", "0 of 3", "not rated", "1 of 2*", "4 of 6"} <= set(told)
    assert told.count("none") == 2  # the year 2023, and the end of the scale
    fills = {row["fill"] for row in rows(picture) if row.get("row") == "Overall" and "fill" in row}
    assert fills == {look.shade(0.5), look.PAPER}


def test_a_corrected_value_is_marked_in_its_cell(record: Record) -> None:
    record.inspect("i1", "Good", "2022-05-01", erratum="Printed as Outstanding.")
    record.region_year(2022, good=1)
    told = words(region_heat_map(record.connection, "Fenland"))
    assert "0 of 1†" in told
    assert any(text.startswith("“2 of 3”") and "† A rating" in text for text in told)


def test_years_without_an_inspection_and_inspections_without_a_year_are_told(record: Record) -> None:
    record.region_year(2022, good=1, pdus=(1, 6))
    record.region_year(2023, frameworks=None, pdus=(0, 6))
    record.region_year(None, inadequate=2, unrated=1)
    picture = region_heat_map(record.connection, "Fenland")
    assert picture.sentence == "Fenland: none of 1 overall rating in 2022 was below Good"
    told = words(picture)
    assert {"1 of 6", "0 of 6", "none", "2023"} <= set(told)
    assert "not rated" not in told
    notes = " ".join(told)
    assert "3 inspections without a date, 2 of them rated below Good overall, are in no column" in notes
    assert "An empty column is a year without an inspection here" in notes


def test_only_undated_inspections_make_no_picture(record: Record) -> None:
    record.region_year(2023, frameworks=None, pdus=(0, 6))
    record.region_year(None, inadequate=1)
    with pytest.raises(NothingToDrawError, match="with a date"):
        region_heat_map(record.connection, "Fenland")


# the whole country


def test_ratings_of_a_year_are_counted_by_programme(record: Record) -> None:
    record.body("yjs-fen", "Fen youth justice service", "youth_justice_service")
    record.inspect("i0", None, "2017-05-01", framework="quality_impact_2016")
    record.inspect("i1", "Good", "2024-05-01")
    record.inspect("i2", "Inadequate", "2024-06-01", framework="national_2025")
    record.inspect("i3", "Good", "2025-06-01", body_id="yjs-fen", framework="yjs_2021")
    picture = national_distribution(record.connection)
    assert picture.sentence == (
        "Overall, 2024 to 2025, rated below Good: "
        "1 of 2 ratings of adult probation and 0 of 1 rating of youth justice"
    )
    told = words(picture)
    assert "2024*" in told
    assert {"Adult probation: number of ratings", "Youth justice: number of ratings"} <= set(told)
    assert "Adult probation: 1 earlier inspection gave no such rating." in " ".join(told)
    cells = [row for row in rows(picture) if row.get("column") == "2024*" and "text" in row]
    numbers = {row["row"]: row["text"] for row in cells}
    assert (numbers["Inadequate"], numbers["All rated"], numbers["Not rated"]) == ("1", "2", "0")
    alone = national_distribution(record.connection, programme="youth")
    assert alone.name == "national-overall-youth"
    assert not any("Adult" in text for text in words(alone))


def test_one_concept_is_counted_by_its_standards(record: Record) -> None:
    record.inspect("i1", "Good", "2024-05-01", ratings=[("P 2.1", "assessment", "Inadequate")])
    assert national_distribution(record.connection, concept="assessment").sentence == (
        "Assessment, 2024, rated below Good: 1 of 1 rating of adult probation"
    )


# nothing to draw


def test_without_anything_to_draw_there_is_a_sentence_and_no_picture(record: Record) -> None:
    with pytest.raises(NothingToDrawError, match="no inspection of Marsh & Fen PDU"):
        body_history(record.connection, "pdu-marsh")
    with pytest.raises(NothingToDrawError, match="no body 'pdu-moon'"):
        body_history(record.connection, "pdu-moon")
    with pytest.raises(NothingToDrawError, match="no inspection in Fenland"):
        region_heat_map(record.connection, "Fenland")
    with pytest.raises(NothingToDrawError, match="no rating of the youth programme on planning"):
        national_distribution(record.connection, concept="planning", programme="youth")
