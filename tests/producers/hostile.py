"""PDF files that are bait: too long, locked, or built so that a naive reader never returns."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

LINES = 45
SENTENCE = "The unit had filled its posts, and people on probation said that they were listened to."


def many_pages(count: int, *, lines: int = LINES) -> bytes:
    """A report of so many pages, each full of text and with its running header."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    for number in range(1, count + 1):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 800, f"Inspection of probation services: Gwent PDU {number}")
        text = canvas.beginText(60, 770)
        text.setFont("Helvetica", 11)
        for line in range(lines):
            text.textLine(f"{number}.{line} {SENTENCE}")
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def encrypted_pdf() -> bytes:
    """A report that asks for a password."""
    target = io.BytesIO()
    lock = pdfencrypt.StandardEncryption("a password", "another", canPrint=0)
    canvas = Canvas(target, invariant=1, encrypt=lock)
    canvas.drawString(60, 700, "An inspection of probation services in Gwent PDU")
    canvas.save()
    return target.getvalue()


def billion_objects() -> bytes:
    """A cross-reference table that announces a billion objects and a stream that announces as many
    entries."""
    stream = (
        b"4 0 obj <</Type/XRef/Size 1000000000/W[1 4 2]/Index[0 1000000000]/Root 1 0 R/Length 14>> stream\n"
        + b"\x01\x00\x00\x00\x09\x00\x00" * 2
        + b"\nendstream endobj\n"
    )
    body = b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
    body += b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1000000000>> endobj\n"
    body += b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj\n"
    at = len(body) + len(stream)
    table = b"xref\n0 1000000000\n0000000000 65535 f \n"
    trailer = b"trailer <</Size 1000000000/Root 1 0 R/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(body),
        at,
    )
    return body + stream + table + trailer


def page_tree_loop() -> bytes:
    """A tree of pages whose branch is its own root."""
    return _of_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 500>>",
            b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 500>>",
        ]
    )


def form_loop() -> bytes:
    """A page whose drawing calls a form that calls itself twice: it doubles with every level."""
    call = b"/F Do /F Do"
    return _of_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            (
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
                b"/Resources<</XObject<</F 4 0 R>>>>>>"
            ),
            b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]"
            b"/Resources<</XObject<</F 4 0 R>>>>/Length 11>> stream\n" + call + b"\nendstream",
            b"<</Length 5>> stream\n/F Do\nendstream",
        ]
    )


def deflate_bomb() -> bytes:
    """A page whose drawing unpacks to a gigabyte of spaces."""
    import zlib

    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(1024)) + packer.flush()
    return _of_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            b"<</Filter/FlateDecode/Length %d>> stream\n" % len(packed) + packed + b"\nendstream",
        ]
    )


def html_as_pdf() -> bytes:
    """A web page that the server calls a PDF."""
    return b"<!DOCTYPE html><html><head><title>Gwent PDU</title></head><body><h1>Gwent PDU</h1></body></html>"


def cut_short() -> bytes:
    """A report whose second half never arrived."""
    whole = many_pages(12)
    return whole[: len(whole) // 2]


HOSTILE: dict[str, Callable[[], bytes]] = {
    "1,000 pages": lambda: many_pages(1000, lines=4),
    "encrypted": encrypted_pdf,
    "a billion objects": billion_objects,
    "page tree that loops": page_tree_loop,
    "form that calls itself": form_loop,
    "a gigabyte in a stream": deflate_bomb,
    "a web page sent as PDF": html_as_pdf,
    "cut short": cut_short,
}


def _of_objects(objects: list[bytes]) -> bytes:
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj %s endobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + table + tail
