"""The Guardian's Open Platform: its own index of everything it printed, asked with a key of ours.

A free key allowed 500 requests a day and one a second by what its users reported in 2026; the day's requests
are counted on disk. The key is in no address that is stored, logged or shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

from crawlers.archive.index import Discovery, Role
from crawlers.archive.memory import Memory
from crawlers.archive.write import ArchiveWriter, Origin
from crawlers.backfill.progress import Progress, load_progress, save_progress
from crawlers.backfill.wayback import StoppedError
from crawlers.local_news.feeds import Story, card, card_payload
from crawlers.moments import in_london
from crawlers.probe_client import NotAskedError, PoliteClient
from crawlers.sources import LocalNewsSource, Outlet

BASE = "https://content.guardianapis.com"
DOMAIN = "theguardian.com"
SECONDS_APART = 1.0
A_DAY = 500
"""Requests of one day, over all runs."""
QUERY = '"inspectorate of probation" OR "probation inspectorate" OR "youth justice inspection"'
PER_PAGE = 200


@dataclass(frozen=True)
class Found:
    """One page: (address, headline, moment in London) of each story, and how many pages there are."""

    stories: tuple[tuple[str, str, str | None], ...]
    pages: int


def search_address(first: int, last: int, page: int, base: str = BASE) -> str:
    """The question for one page, without the key."""
    asked = {
        "q": QUERY,
        "from-date": f"{first}-01-01",
        "to-date": f"{last}-12-31",
        "page-size": PER_PAGE,
        "order-by": "oldest",
        "page": page,
    }
    return f"{base}/search?{urlencode(asked)}"


def read_page(payload: bytes) -> Found:
    """Read one page. Raises StoppedError for an answer that is none: no results would look like silence."""
    try:
        told = json.loads(payload)["response"]
        stories = tuple(
            (str(one["webUrl"]), str(one["webTitle"]), in_london(one.get("webPublicationDate")))
            for one in told["results"]
        )
        return Found(stories, int(told["pages"]))
    except (ValueError, KeyError, TypeError) as error:
        raise StoppedError(f"The Guardian's Open Platform answered something else ({error!r}).") from error


class Guardian:
    """Backfills the Guardian's cards: its terms allow no text of it to be kept without a licence."""

    def __init__(  # noqa: PLR0917 - what it reads, where it writes, and how it asks
        self,
        source: LocalNewsSource,
        archive: Path,
        run_id: str,
        folder: Path,
        client: PoliteClient,
        key: str,
        base: str = BASE,
    ) -> None:
        self.source, self.archive, self.run_id = source, archive, run_id
        self.folder, self.client, self.base = folder, client, base
        self._key = key

    def backfill(
        self,
        outlet: Outlet,
        first: int,
        last: int,
        today: date,
        report: Callable[[Progress], None] = lambda _: None,
    ) -> Progress:
        """Take in page after page; called again it goes on. Raises StoppedError, NotAskedError."""
        progress = load_progress(self.folder, outlet.domain, f"{first}-{last}")
        held = {one.canonical_url for one in Memory(self.archive, self.source.id).held(Role.STORY_CARD)}
        with ArchiveWriter(self.archive, self.source, self.run_id) as writer:
            while not progress.is_listed:
                number = int(progress.resume or "1")
                where = search_address(first, last, number, self.base)
                found = read_page(self._ask(where, today))
                for url, title, published in found.stories:
                    if url not in progress.done:
                        progress.candidates.append((published or "", url, ""))
                        progress.done[url] = self._keep(writer, outlet, where, (url, title, published), held)
                progress.resume, progress.is_listed = str(number + 1), number >= found.pages
                save_progress(self.folder, progress)
                report(progress)
        return progress

    def _keep(
        self,
        writer: ArchiveWriter,
        outlet: Outlet,
        where: str,
        told: tuple[str, str, str | None],
        held: set[str],
    ) -> str:
        url, title, published = told
        if url in held:
            return "held"
        made = card(Story(url, title[:400], "", published), outlet)
        at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        origin = Origin(url, at, Role.STORY_CARD, Discovery.GUARDIAN_API, where)
        writer.write_resource(origin, card_payload(made), "application/json")
        return "card stored"

    def _ask(self, where: str, today: date) -> bytes:
        self._spend(today)
        try:
            answer = self.client.get(f"{where}&{urlencode({'api-key': self._key})}")
        except NotAskedError as error:
            raise NotAskedError(str(error).replace(self._key, "…")) from None
        except OSError as error:
            reason = str(error).replace(self._key, "…")
            raise StoppedError(
                f"The Guardian's Open Platform does not answer ({reason}); try later."
            ) from None
        if answer.status in {401, 403}:
            raise StoppedError(
                "The Guardian's Open Platform refuses the key in GUARDIAN_API_KEY; look at it."
            )
        if answer.status != 200:
            raise StoppedError(
                f"The Guardian's Open Platform answered {answer.status}; run this again tomorrow, it goes on."
            )
        return answer.body

    def _spend(self, today: date) -> None:
        """Count one request of the day, on disk before it is made."""
        path = self.folder / "asked.json"
        asked = json.loads(path.read_text("utf-8")) if path.exists() else {}
        made = int(asked.get(today.isoformat(), 0))
        if made >= A_DAY:
            raise StoppedError(
                f"{A_DAY} requests were made of the Guardian's Open Platform today; go on tomorrow."
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".tmp")
        draft.write_text(json.dumps({today.isoformat(): made + 1}), "utf-8")
        draft.replace(path)
