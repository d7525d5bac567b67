"""Gold: documents with the values that are known to stand in them, one JSON object a line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from flows.errors import CannotStartError
from pipelines.vocabulary import Framework, Language, Progress, Rating

CHECKOUT = Path(__file__).resolve().parents[1]
GOLD_NAME = "gold.jsonl"
Line = TypeVar("Line")


class _Known(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KnownStandard(_Known):
    """A rated standard; `code` is None where the report prints none, and is then not compared."""

    code: str | None = None
    name: str
    rating: Rating


class KnownQuestion(_Known):
    """A key question's percentage; `standard` is the code of its standard, or the name where there is no
    code."""

    standard: str
    question: str
    percent: float


class KnownFinding(_Known):
    """An amount as printed ("68 per cent", "a third") and the sentence, or the table's label, that
    states it."""

    stated_in: str
    value_text: str


class KnownRecommendation(_Known):
    """A recommendation with its number, counted over all addressees."""

    number: int
    addressee: str
    text: str


class KnownProgress(_Known):
    """What became of a recommendation of an earlier inspection. `text`, `number` and `addressee` are null
    where they are not printed, and `earlier_year` where no year is stated."""

    text: str | None
    progress: Progress
    status_text: str
    number: int | None = None
    addressee: str | None = None
    earlier_year: int | None = None


class KnownKeyFact(_Known):
    """A figure from the page of key facts, as printed; `context` is the sub-heading or column head over it,
    `value` the number it plainly is."""

    label: str
    value_text: str
    value: float | None = None
    context: str | None = None
    as_at: str | None = None
    source: str | None = None


class Gold(_Known):
    """One document and the values in it.

    `document` is a path beside the gold file. A value that is not given is not compared; one given as
    null, or a list given as empty, must not be read from the document. Dates are as precise as the
    document: 2022-05-17 or 2022-05.
    """

    document: str
    url: str
    era: str
    media_type: str = "application/pdf"
    language: Language | None = None
    body_ids: tuple[str, ...] | None = None
    framework: Framework | None = None
    published: str | None = None
    fieldwork_start: str | None = None
    overall_rating: Rating | None = None
    score: int | None = None
    score_max: int | None = None
    lead_inspector: str | None = None
    chief_inspector: str | None = None
    standards: tuple[KnownStandard, ...] = ()
    key_questions: tuple[KnownQuestion, ...] = ()
    findings: tuple[KnownFinding, ...] = ()
    recommendations: tuple[KnownRecommendation, ...] = ()
    progress: tuple[KnownProgress, ...] = ()
    key_facts: tuple[KnownKeyFact, ...] = ()


def read_gold(path: Path) -> Iterator[Gold]:
    """Yield the lines of a gold file; raises CannotStartError with the line's number for one that is
    wrong."""
    return read_lines(path, Gold.model_validate_json)


def read_lines(path: Path, read: Callable[[str], Line]) -> Iterator[Line]:
    """Yield what `read` makes of each line of a gold file; empty lines are passed over.

    Raises CannotStartError with the line's number where `read` raises ValueError.
    """
    if not path.is_file():
        raise CannotStartError(f"There is no gold file {path}.")
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.strip():
            try:
                yield read(line)
            except ValueError as error:
                raise CannotStartError(f"{path}, line {number}: {_why(error)}.") from None


def _why(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place or 'the line'}: {first['msg']}"


def write_replica_gold(folder: Path) -> Path:
    """Have the checkout's replica write its documents and its gold file into `folder`; returns the gold
    file's path."""
    if not (CHECKOUT / "tests" / "evaluation" / "__main__.py").is_file():
        raise CannotStartError(
            "Without --gold the replica's facts are used, which are part of the source code: "
            "run this in a clone of the repository, or give --gold FILE."
        )
    made = subprocess.run(
        [sys.executable, "-m", "tests.evaluation", str(folder)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise CannotStartError(f"The replica could not write its documents: {made.stderr.strip()[-300:]}")
    return folder / GOLD_NAME


def as_line(gold: Gold) -> str:
    """A gold document as a line of a gold file: only what is given."""
    return json.dumps(gold.model_dump(mode="json", exclude_unset=True), ensure_ascii=False)
