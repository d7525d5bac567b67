"""The library's functions that are called for every line, with bare addresses for pointers.

Such a call costs half of one with typed pointers, and reading a page makes thousands.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium


def _bound(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int
loose_box = _bound(pdfium.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
origin = _bound(pdfium.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
text_object = _bound(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
font_of = _bound(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
is_generated = _bound(pdfium.FPDFText_IsGenerated, _INT, _ADDRESS, _INT)
unicode = _bound(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _INT)
font_size = _bound(pdfium.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)
matrix = _bound(pdfium.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
object_at = _bound(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
object_type = _bound(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
bounds = _bound(pdfium.FPDFPageObj_GetBounds, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
