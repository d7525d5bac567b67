"""Memory on a long report, and what becomes of files made to harm a reader. Both are measured in child
processes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from pipelines.reports import read
from tests.producers.hostile import HOSTILE, many_pages
from tests.replica.facts import load_reports
from tests.replica.report_pdf import report_pdf

LONG_PAGES = 300
MOST_MEGABYTES = 300
_CHILD = """
import json, resource, sys
from pipelines.pdf import process as pdf_process
from pipelines.reports import read
payload = sys.stdin.buffer.read()
records = read(payload, media_type="application/pdf", url="http://cdn.test/long.pdf")
pdf_process.close_shared()
peak = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
pages = records.document.page_count if records.document else 0
print(json.dumps({"reader": peak[0], "worker": peak[1], "pages": pages, "ratings": len(records.ratings)}))
"""


@dataclass(frozen=True)
class Memory:
    """Peak resident memory in megabytes, of the reading process and of its worker."""

    pages: int
    ratings: int
    reader: float
    worker: float


@dataclass(frozen=True)
class Bait:
    """A hostile file and how it ended."""

    name: str
    kilobytes: float
    seconds: float
    reason: str
    detail: str


def long_report(count: int = LONG_PAGES) -> bytes:
    """A report of the replica with pages of text behind it."""
    fact = next(fact for fact in load_reports() if fact.score is not None)
    pdf = pypdfium2.PdfDocument(report_pdf(fact))
    filler = pypdfium2.PdfDocument(many_pages(count - len(pdf)))
    pdf.import_pages(filler)
    target = io.BytesIO()
    pdf.save(target)
    filler.close()
    pdf.close()
    return target.getvalue()


def memory() -> Memory:
    """Read the long report in a new process and return its peaks."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD],
        input=long_report(),
        capture_output=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    told = json.loads(done.stdout)
    # Linux counts kilobytes, macOS bytes.
    unit = 1024.0**2 if sys.platform == "darwin" else 1024.0
    return Memory(told["pages"], told["ratings"], told["reader"] / unit, told["worker"] / unit)


def bait() -> list[Bait]:
    """Read every hostile file; none may end the run, and each must say why it was not read."""
    ended = []
    for name, make in HOSTILE.items():
        payload = make()
        start = time.perf_counter()
        records = read(payload, media_type="application/pdf", url="http://cdn.test/bait.pdf")
        taken = time.perf_counter() - start
        refused = records.quarantined[0] if records.quarantined else None
        reason = refused.reason.value if refused else "NOT REFUSED"
        ended.append(Bait(name, len(payload) / 1024, taken, reason, refused.detail if refused else ""))
    return ended
