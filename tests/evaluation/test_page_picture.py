"""A page is drawn with a value's place marked; a bad file costs one sentence."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from pipelines.reports import page_picture, read
from pipelines.reports.page_picture import FRAME, PagePictureError, page_png
from tests.producers.hostile import encrypted_pdf, many_pages
from tests.replica.facts import load_reports
from tests.replica.report_pdf import report_pdf

FACT = next(fact for fact in load_reports() if fact.overall_rating is not None)
PAYLOAD = report_pdf(FACT)


def _picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def _framed(picture: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the frame's pixels."""
    red, green, blue = ImageChops.difference(picture, Image.new("RGB", picture.size, FRAME)).split()
    differs = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    box = differs.point([255] + [0] * 255).getbbox()
    assert box is not None
    return box


def test_the_words_of_a_rating_stand_inside_the_mark() -> None:
    records = read(PAYLOAD, media_type="application/pdf", url="http://cdn.test/a.pdf")
    evidence = records.ratings[0].evidence
    assert evidence.page is not None
    assert evidence.box is not None
    plain = _picture(page_png(PAYLOAD, evidence.page))
    marked = _picture(page_png(PAYLOAD, evidence.page, evidence.box))
    assert plain.size == marked.size == (1191, 1684)
    left, top, right, bottom = _framed(marked)
    x0, y0, x1, y1 = evidence.box
    expected = (2 * x0, 1684 - 2 * y1, 2 * x1, 1684 - 2 * y0)
    assert all(abs(a - b) <= 10 for a, b in zip((left, top, right, bottom), expected, strict=True))
    inside = plain.crop((left, top, right, bottom)).convert("L")
    assert sum(inside.histogram()[:90]) > 20, "there are words in the marked place"


def test_scale_is_pixels_for_a_point() -> None:
    assert _picture(page_png(PAYLOAD, 1, scale=0.5)).size == (298, 421)


def test_the_mark_stays_on_the_page() -> None:
    left, top, right, bottom = _framed(_picture(page_png(PAYLOAD, 1, (-50, -50, 9999, 9999), scale=0.5)))
    assert (left, top, right, bottom) == (0, 0, 298, 421)


@pytest.mark.parametrize(
    ("payload", "page", "scale", "words"),
    [
        (PAYLOAD, 99, 2.0, "no page 99"),
        (PAYLOAD, 0, 2.0, "no page 0"),
        (PAYLOAD, 1, 50.0, "too large to draw"),
        (b"<html>not a PDF</html>", 1, 2.0, "cannot be opened"),
        (encrypted_pdf(), 1, 2.0, "cannot be opened"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(
    payload: bytes, page: int, scale: float, words: str
) -> None:
    with pytest.raises(PagePictureError, match=words):
        page_png(payload, page, scale=scale)


def test_a_drawing_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_picture, "WALL_SECONDS", 0.01)
    with pytest.raises(PagePictureError, match="not drawn within"):
        page_png(many_pages(3), 1)
