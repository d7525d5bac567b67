"""What an era's layout is: its look, its running header, and the order in which it sets a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.replica.facts import ReportFact
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import Style


@dataclass(frozen=True)
class Era:
    """`header` gives the running header of a page by its number, None for a page without."""

    style: Style
    header: Callable[[ReportFact, int], str | None]
    compose: Callable[[Sheet, ReportFact], None]
