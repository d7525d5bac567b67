"""The words that date a publication."""

from __future__ import annotations

import pytest

from pipelines.records import PartialDate
from pipelines.reports.dates import find_date
from pipelines.reports.document import Block, BlockKind, BlockWriter, Document, Part
from pipelines.reports.publication import published_evidence


def document(*lines: str, page: int | None = 1, part: Part = Part.BODY) -> Document:
    writer = BlockWriter()
    for line in lines:
        writer.add(Block(BlockKind.PARAGRAPH, line, page=page, part=part, box=(1.0, 2.0, 3.0, 4.0)))
    return Document("0" * 64, "application/pdf", "http://x.test/", "", tuple(writer.blocks), writer.text)


def on(text: str) -> PartialDate:
    found = find_date(text)
    assert found is not None
    return found.value


@pytest.mark.parametrize(
    ("lines", "published", "quote"),
    [
        (
            ("HM Inspectorate of Probation, May 2022",),
            "17 May 2022",
            "HM Inspectorate of Probation, May 2022",
        ),
        (("May 2022", "Published: 17 May 2022"), "17 May 2022", "Published: 17 May 2022"),
        (("Fieldwork started May 2022",), "17 May 2022", None),
        (("The unit was last inspected in May 2022",), "May 2022", None),
        (("April 2022",), "17 May 2022", None),
        (("17 May 2022",), "May 2022", None),
    ],
)
def test_a_cover_s_words_are_evidence_for_what_they_state(
    lines: tuple[str, ...], published: str, quote: str | None
) -> None:
    found = published_evidence(document(*lines), on(published))
    assert (found and found.quote) == quote
    assert found is None or (found.page, found.box) == (1, (1.0, 2.0, 3.0, 4.0))


def test_prose_of_a_web_page_dates_nothing_but_what_it_says_of_itself_does() -> None:
    assert published_evidence(document("We wrote on 17 May 2022", page=None), on("17 May 2022")) is None
    stated = document("17 May 2022", page=None, part=Part.DETAIL)
    evidence = published_evidence(stated, on("17 May 2022"))
    assert evidence is not None
    assert evidence.quote == "17 May 2022"


def test_no_date_has_no_words() -> None:
    assert published_evidence(document("May 2022"), None) is None
