"""The Wayback Machine in the small: an index that pages, and captures of local papers."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from tests.replica.answer import Answer, Request, html, nginx_error, plain
from tests.replica.server import Replica

STAMP = datetime(2026, 11, 20, tzinfo=UTC)
PER_PAGE = 2
"""Index lines of one page here, whatever is asked for: paging must be seen to work."""
KEPT = {
    "humber-local.test": (
        (
            "20161217080000",
            "/2016/12/probation-inspectors-find-danger/",
            "Probation inspectors find danger",
        ),
        (
            "20170302080000",
            "/2017/03/youth-offending-team-praised/",
            "Youth offending team praised",
        ),
        ("20190820080000", "/2019/08/probation-company-must-improve/", "Probation company must improve"),
    ),
    "public-broadcaster.test": (
        ("20220805080000", "/news/probation-unit-inadequate-1", "Probation unit 'inadequate' in Hull"),
    ),
}
SECRET = "The text of the story as its paper printed it."


class WaybackReplica(Replica):
    """Answers for `wayback.test`; `refuses_after` requests it answers 429, as the real one does."""

    def __init__(self) -> None:
        super().__init__()
        self.refuses_after: int | None = None
        self.served = 0

    def answer(self, request: Request) -> Answer:
        """Index, captures and robots.txt."""
        if request.path == "/robots.txt":
            return plain("User-agent: *\nDisallow:\n", STAMP)
        self.served += 1
        if self.refuses_after is not None and self.served > self.refuses_after:
            return nginx_error(429)
        if request.path == "/cdx/search/cdx":
            return plain(_index(request.query_string), STAMP)
        if request.path.startswith("/web/"):
            return _capture(request)
        return nginx_error(404)


def _index(query: str) -> str:
    asked = parse_qs(query)
    lines = [
        f"{stamp} http://{asked['url'][0]}{path} {'D' * 32}"
        for stamp, path, _ in KEPT.get(asked["url"][0], ())
        if asked["from"][0] <= stamp[:4] <= asked["to"][0]
    ]
    start = int(asked.get("resumeKey", ["0"])[0])
    page = "".join(f"{line}\n" for line in lines[start : start + PER_PAGE])
    return page + (f"\n{start + PER_PAGE}\n" if start + PER_PAGE < len(lines) else "")


def _capture(request: Request) -> Answer:
    stamp, _, original = request.path.removeprefix("/web/").partition("id_/")
    parts = urlsplit(original)
    for kept, path, title in KEPT.get(parts.hostname or "", ()):
        if (kept, path) == (stamp, parts.path):
            day = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
            page = (
                f"<!DOCTYPE html><html><head><title>{title}</title>"
                f'<meta property="og:title" content="{title}">'
                f'<meta property="article:published_time" content="{day}T09:00:00+00:00">'
                "</head><body><article>"
                f"<h1>{title}</h1><p>HM Inspectorate of Probation has looked at probation in Hull.</p>"
                f"<p>{SECRET}</p></article></body></html>"
            )
            return html(page, STAMP)
    return nginx_error(404)
