"""Draws one page of a PDF as a PNG with a value's place marked, so that a reader can see what a value was
read from.

Drawing runs in a process of its own, started by file name, for the reason reading does: a malformed page
can hang or exhaust memory inside the C++ library. The process takes one request on standard input (a
line of JSON, then the bytes) and answers with the PNG, or with a sentence on standard error and another
status than 0.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
from pathlib import Path

Box = tuple[float, float, float, float]

SCALE = 2.0
"""Pixels for one PDF point: 144 to the inch, which is easy to read on a screen."""
MAX_PIXELS = 40_000_000
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
WALL_SECONDS = 60
MARGIN = 3.0
"""Points of air between the words and the frame drawn around them."""
FRAME = (212, 53, 28)
WASH = (255, 221, 0, 70)


class PagePictureError(Exception):
    """The page could not be drawn; the message is a sentence for a person."""


def page_png(payload: bytes, page: int, box: Box | None = None, *, scale: float = SCALE) -> bytes:
    """Draw a page and mark a box on it.

    `page` counts from 1; `box` is left, bottom, right, top in PDF points with the origin at the bottom
    left, as in `Evidence.box`; `scale` is pixels for a point. Returns the bytes of a PNG. Raises
    PagePictureError where the file has no such page, is damaged, or passes the limits of size, time or
    memory.
    """
    request = json.dumps({"page": page, "box": box, "scale": scale}).encode()
    try:
        drawn = subprocess.run(
            [sys.executable, str(Path(__file__).resolve())],
            input=request + b"\n" + payload,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PagePictureError(f"Page {page} was not drawn within {WALL_SECONDS} seconds.") from None
    if drawn.returncode == _REFUSED:
        raise PagePictureError(drawn.stderr.decode("utf-8", "replace").strip())
    if drawn.returncode or not drawn.stdout.startswith(b"\x89PNG"):
        raise PagePictureError(
            f"Page {page} could not be drawn: the drawing process ended over its limits of memory or time."
        )
    return drawn.stdout


_REFUSED = 3


def _draw(payload: bytes, page: int, box: Box | None, scale: float) -> bytes:
    """Draw in this process; raises PagePictureError with the reason."""
    import pypdfium2
    from PIL import Image, ImageDraw

    try:
        pdf = pypdfium2.PdfDocument(payload)
    except pypdfium2.PdfiumError as error:
        raise PagePictureError(f"The file cannot be opened as a PDF: {error}.") from error
    if not 1 <= page <= len(pdf):
        raise PagePictureError(f"There is no page {page}: the file has {len(pdf)}.")
    sheet = pdf[page - 1]
    width, height = sheet.get_size()
    if not 0 < width * height * scale * scale <= MAX_PIXELS:
        raise PagePictureError(
            f"Page {page} measures {width:.0f} by {height:.0f} points: "
            f"too large to draw at {scale} pixels a point."
        )
    picture = sheet.render(scale=scale).to_pil().convert("RGB")
    if box is not None:
        wash = Image.new("RGBA", picture.size)
        frame = _on_picture(sheet, box, picture.size)
        ImageDraw.Draw(wash).rectangle(frame, fill=WASH, outline=(*FRAME, 255), width=max(1, round(scale)))
        picture = Image.alpha_composite(picture.convert("RGBA"), wash).convert("RGB")
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def _on_picture(sheet: object, box: Box, size: tuple[int, int]) -> Box:
    """The box in pixels from the top left, with air around it; turned pages and shifted origins are
    minded."""
    import ctypes

    import pypdfium2.raw as pdfium

    corners = []
    for x, y in ((box[0] - MARGIN, box[1] - MARGIN), (box[2] + MARGIN, box[3] + MARGIN)):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            sheet.raw,  # type: ignore[attr-defined]
            0, 0, *size, 0, x, y, ctypes.byref(across), ctypes.byref(down),
        )  # fmt: skip
        corners.append((across.value, down.value))
    (x0, y0), (x1, y1) = corners
    left, right = sorted(min(max(x, 0), size[0] - 1) for x in (x0, x1))
    top, bottom = sorted(min(max(y, 0), size[1] - 1) for y in (y0, y1))
    return (left, top, right, bottom)


def main() -> None:
    """Answer one request."""
    for kind, amount in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS)):
        hard = resource.getrlimit(kind)[1]
        try:
            resource.setrlimit(kind, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))
        except (ValueError, OSError) as error:
            # macOS refuses some limits; the parent's limit of time remains.
            sys.stderr.write(f"limit {kind} not set: {error}\n")
    request = json.loads(sys.stdin.buffer.readline())
    try:
        png = _draw(sys.stdin.buffer.read(), request["page"], request["box"], request["scale"])
    except PagePictureError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(_REFUSED) from None
    sys.stdout.buffer.write(png)


if __name__ == "__main__":
    main()
