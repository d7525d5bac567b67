"""Where Prefect keeps its things, and that it talks to nobody: to be settled before Prefect is imported."""

from __future__ import annotations

import os
from pathlib import Path


def prepare(folder: Path, *, quiet: bool) -> None:
    """Set Prefect's environment for this process and its children; values that a user has set stay.

    Without it Prefect writes to the user's home folder and its server looks up its vendor's analytics host.
    `quiet` keeps its log off the terminal (the log still reaches its database).
    """
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"
    os.environ.setdefault("PREFECT_HOME", str(folder.resolve()))
    if quiet:
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
