"""What stops a picture from being drawn."""

from __future__ import annotations


class NothingToDrawError(Exception):
    """The record holds nothing to draw here. Its text is one sentence for the user."""
