"""Files: report PDFs and data annexes, on the new site's CDN and on the old site."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from pipelines.vocabulary import Framework
from tests.replica.answer import Answer, Request, in_london, nginx_error, plain
from tests.replica.editions import NIGHTS, Night, night
from tests.replica.facts import ReportFact

CDN = "cdn.hmiprobation.test"
NEW_FOLDER, OLD_FOLDER = "/uploads/sites/99", "/hmiprobation/wp-content/uploads/sites/5"
_ANNEXED = frozenset({Framework.CORE_2021, Framework.CORE_2023})


@dataclass(frozen=True)
class Upload:
    """A file in the media library. `make` gives today's bytes, `make_first` those of its first upload."""

    media_id: int
    path: str
    title: str
    uploaded: datetime
    modified: datetime
    make: Callable[[], bytes]
    make_first: Callable[[], bytes]
    host: str = CDN

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://{self.host}{self.path}"

    @property
    def printed_size(self) -> str:
        """`1.3 MB` as WordPress prints it: the size when uploaded, which a replaced file leaves as it was."""
        size = len(self.make_first())
        return f"{size / 1024**2:.1f} MB" if size >= 1024**2 else f"{size / 1024:.1f} KB"


@lru_cache(maxsize=256)
def report_bytes(report: ReportFact) -> bytes:
    """The report as a PDF; made once, since drawing it costs more than everything else here."""
    from tests.replica.report_pdf import report_pdf

    return report_pdf(report, producer_stamp=report.producer_stamp)


@lru_cache(maxsize=256)
def annexe_bytes(report: ReportFact) -> bytes:
    """The report's data annexe as a PDF."""
    from tests.replica.report_pdf import data_annexe_pdf

    return data_annexe_pdf(report)


def hyphenated(title: str) -> str:
    """A title as an uploaded file is called: `An-inspection-of-probation-services-in-Gwent-PDU`."""
    folded = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", folded).strip("-")


def uploads_of(report: ReportFact, web: Night) -> tuple[Upload, ...]:
    """The report's PDF, and its data annexe if its programme published one; empty without files."""
    if "pdf" not in report.shapes:
        return ()
    first = night(report.first_edition).reports.get(report.key, report)
    published = in_london(report.published)
    is_old = report.site == "legacy"
    folder = f"{OLD_FOLDER if is_old else NEW_FOLDER}/{published:%Y/%m}"
    name = hyphenated(report.title)
    modified = web.file_modified(report.key)

    def upload(
        number: int, file_name: str, title: str, make: Callable[[ReportFact], bytes], changed: datetime
    ) -> Upload:
        return Upload(
            20000 + report.post_id * 2 + number,
            f"{folder}/{file_name}.pdf",
            title,
            published,
            changed,
            lambda: make(report),
            lambda: make(first),
            "justiceinspectorates.test" if is_old else CDN,
        )

    main = upload(0, name, report.title, report_bytes, modified)
    has_annexe = not is_old and report.framework in _ANNEXED and "html" not in report.shapes
    if not has_annexe:
        return (main,)
    return (main, upload(1, f"{name}-data-annexe", "Data annexe", annexe_bytes, modified))


def file_answer(uploads: Iterable[Upload], path: str) -> Answer | None:
    """The file at this path, or None."""
    for upload in uploads:
        if upload.path == path:
            return Answer(200, upload.make(), "application/pdf", upload.modified)
    return None


def answer(request: Request, uploads: Iterable[Upload]) -> Answer:
    """What the CDN answers."""
    if request.path == "/robots.txt":
        return plain("User-agent: *\nAllow: /\n", NIGHTS[1])
    return file_answer(uploads, request.path) or nginx_error(404)
