"""Options that several commands share, so that they are spelt and explained once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Data folder; PROBATION_HOME, else ./data.", show_default=False),
]
SourcesOption = Annotated[
    Path | None,
    typer.Option(
        "--sources",
        help="Folder of source configurations (<id>.yml) to use instead of the built-in ones.",
        show_default=False,
        exists=True,
        file_okay=False,
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="The record as it stood at the end of that day (2026-10-01), or after that run.",
        show_default=False,
    ),
]
