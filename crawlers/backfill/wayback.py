"""The Wayback Machine: its index by host and words in the address, then the captures themselves.

The address of a story carries its topic with all UK publishers, so that no page is fetched to find one.
Limits (read in issue threads of 2026, not asked): 24 index requests a minute; who ignores a 429 for a minute
is shut out for an hour, then for two. We make 20 a minute at most and stop at the first 429.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from crawlers.archive.index import Discovery, Role
from crawlers.archive.memory import Memory
from crawlers.archive.write import ArchiveWriter, Headers, Origin
from crawlers.backfill.page_card import card_of_page
from crawlers.backfill.progress import Progress, load_progress, save_progress
from crawlers.canonical import canonical_url
from crawlers.errors import CrawlError
from crawlers.local_news.feeds import card_payload
from crawlers.probe_client import Answer, NotAskedError, PoliteClient
from crawlers.sources import LocalNewsSource, Outlet, Policy

BASE = "https://web.archive.org"
SECONDS_APART = 3.0
"""Twenty requests a minute."""
PER_PAGE = 1000
TOPIC = r"(?i).*(probation|offending|offender|youth-justice|youth_justice).*"
"""What an address must hold; a regular expression of the service's, over the whole address."""
_SAYS_WHEN = re.compile(r"^\d{14}$")


class StoppedError(CrawlError):
    """The service asked us to stay away, or does not answer; what was had is kept."""


@dataclass(frozen=True)
class Listed:
    """One page of the index: (timestamp, address, digest) of each capture, and where to go on."""

    captures: tuple[tuple[str, str, str], ...]
    resume: str | None


def index_address(host: str, first: int, last: int, resume: str | None = None, base: str = BASE) -> str:
    """The question for one page of the index: captures of pages of a host on the topic, one per address."""
    asked = {
        "url": host,
        "matchType": "domain",
        "from": str(first),
        "to": str(last),
        "filter": ("statuscode:200", "mimetype:text/html", f"original:{TOPIC}"),
        "collapse": "urlkey",
        "fl": "timestamp,original,digest",
        "showResumeKey": "true",
        "limit": str(PER_PAGE),
        **({"resumeKey": resume} if resume else {}),
    }
    pairs = [
        f"{name}={quote(value, safe='')}"
        for name, values in asked.items()
        for value in (values if isinstance(values, tuple) else (values,))
    ]
    return f"{base}/cdx/search/cdx?{'&'.join(pairs)}"


def read_index(payload: bytes) -> Listed:
    """Read one page: lines of three words; after an empty line the key to go on with.

    Raises StoppedError for anything else: an error page read as an empty index would end a host in silence.
    """
    body, _, rest = payload.decode("utf-8", "replace").partition("\n\n")
    captures = []
    for line in body.splitlines():
        words = line.split(" ")
        if len(words) != 3 or not _SAYS_WHEN.match(words[0]):
            raise StoppedError(f"The index of the Wayback Machine answered something else: {line[:80]!r}.")
        captures.append((words[0], words[1], words[2]))
    return Listed(tuple(captures), rest.strip() or None)


def capture_address(timestamp: str, url: str, base: str = BASE) -> str:
    """Where the bytes of a capture are, without the service's own banner and links."""
    return f"{base}/web/{timestamp}id_/{url}"


class Wayback:
    """Backfills one outlet after the other into the archive of local news."""

    def __init__(  # noqa: PLR0917 - what it reads, where it writes, and how it asks
        self,
        source: LocalNewsSource,
        archive: Path,
        run_id: str,
        folder: Path,
        client: PoliteClient,
        base: str = BASE,
    ) -> None:
        self.source, self.archive, self.run_id = source, archive, run_id
        self.folder, self.client, self.base = folder, client, base

    def backfill(
        self, outlet: Outlet, first: int, last: int, report: Callable[[Progress], None] = lambda _: None
    ) -> Progress:
        """List what there is of an outlet, then fetch it. Called again it goes on where it was.

        Raises StoppedError when the service says stop, NotAskedError when the budget is spent.
        """
        progress = load_progress(self.folder, outlet.domain, f"{first}-{last}")
        held = {one.canonical_url for one in Memory(self.archive, self.source.id).held(Role.ARTICLE)}
        while not progress.is_listed:
            answer = self._ask(index_address(outlet.domain, first, last, progress.resume, self.base))
            if answer.status != 200:
                raise StoppedError(f"The index answered {answer.status} for {outlet.domain}; try later.")
            listed = read_index(answer.body)
            known = {canonical_url(url) for _, url, _ in progress.candidates}
            for one in listed.captures:
                if canonical_url(one[1]) not in known and self.source.outlet_of(one[1]) is not None:
                    known.add(canonical_url(one[1]))
                    progress.candidates.append(one)
            progress.resume, progress.is_listed = listed.resume, listed.resume is None
            save_progress(self.folder, progress)
            report(progress)
        with ArchiveWriter(self.archive, self.source, self.run_id) as writer:
            for timestamp, url, digest in progress.left:
                known_already = canonical_url(url) in held
                progress.done[url] = "held" if known_already else self._take(writer, timestamp, url, digest)
                save_progress(self.folder, progress)
                report(progress)
        return progress

    def _take(self, writer: ArchiveWriter, timestamp: str, url: str, digest: str) -> str:
        """Fetch one capture and keep what its publisher's policy allows; says what became of it."""
        where = capture_address(timestamp, url, self.base)
        answer = self._ask(where)
        if answer.status != 200 or answer.media_type != "text/html":
            return f"answered {answer.status} {answer.media_type}"
        moment = datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        fetched_at = moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
        owner = self.source.outlet_of(url)
        if owner is not None and owner.policy is Policy.FULL_TEXT:
            origin = Origin(url, fetched_at, Role.ARTICLE, Discovery.WAYBACK, where)
            writer.write_response(origin, 200, _headers(answer, digest), answer.body)
            return "stored"
        if owner is None:
            return "of no outlet"
        made = card_of_page(answer.body, url, owner)
        origin = Origin(url, fetched_at, Role.STORY_CARD, Discovery.WAYBACK, where)
        writer.write_resource(origin, card_payload(made), "application/json")
        return "card stored"

    def _ask(self, url: str) -> Answer:
        try:
            answer = self.client.get(url)
        except NotAskedError:
            raise
        except OSError as error:
            raise StoppedError(f"The Wayback Machine does not answer ({error}); try later.") from error
        if answer.status in {429, 403, 503}:
            raise StoppedError(
                f"The Wayback Machine answered {answer.status}: it asks us to stay away. Run this again "
                "in an hour at the earliest; it goes on where it was."
            )
        return answer


def _headers(answer: Answer, digest: str) -> Headers:
    sha1 = hashlib.sha1(answer.body, usedforsecurity=False).hexdigest()
    return (
        ("Content-Type", answer.headers.get("content-type", "text/html")),
        ("X-Archive-Digest", digest),
        ("X-Payload-Sha1", sha1),
    )


def hosts_over(folder: Path) -> Iterator[Progress]:
    """How far each host is, by name."""
    for path in sorted(folder.glob("*.*-*.json")):
        host, _, window = path.stem.rpartition(".")
        yield load_progress(folder, host, window)
