"""The limits the bench prints are held by the suite too."""

from __future__ import annotations

import pytest

from pipelines.reports import read
from pipelines.vocabulary import QuarantineReason
from tests.bench.limits import LONG_PAGES, MOST_MEGABYTES, memory
from tests.producers.hostile import HOSTILE
from tests.replica.facts import load_reports
from tests.replica.report_pdf import report_pdf

REASONS = {
    "1,000 pages": QuarantineReason.TOO_LARGE,
    "encrypted": QuarantineReason.BROKEN_PDF,
    "a billion objects": QuarantineReason.BROKEN_PDF,
    "page tree that loops": QuarantineReason.BROKEN_PDF,
    "form that calls itself": QuarantineReason.TOO_LARGE,
    "a gigabyte in a stream": QuarantineReason.TOO_LARGE,
    "a web page sent as PDF": QuarantineReason.BROKEN_PDF,
    "cut short": QuarantineReason.BROKEN_PDF,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_the_next_report_is_read(name: str) -> None:
    records = read(HOSTILE[name](), media_type="application/pdf", url="http://cdn.test/bait.pdf")
    assert records.document is None
    (refused,) = records.quarantined
    assert refused.reason is REASONS[name]
    assert refused.detail
    fact = next(fact for fact in load_reports() if fact.score is not None)
    after = read(report_pdf(fact), media_type="application/pdf", url="http://cdn.test/a.pdf")
    assert after.inspections[0].score == fact.score


def test_a_report_of_300_pages_stays_within_its_memory() -> None:
    peak = memory()
    assert peak.pages == LONG_PAGES
    assert peak.ratings > 0
    assert max(peak.reader, peak.worker) < MOST_MEGABYTES
