"""Errors that reach a user: one sentence each, and what to do next."""

from __future__ import annotations


class CannotStartError(Exception):
    """The command cannot do what it was asked. Its text is one sentence for the user; nothing was changed."""
