"""How a file goes to the worker, and its text back: frames of a length and so many bytes."""

from __future__ import annotations

import struct

FRAME = struct.Struct(">Q")
ANSWER_FRAMES = 4
"""JSON of the pages or the error, texts a line each, numbers, bold or not."""
