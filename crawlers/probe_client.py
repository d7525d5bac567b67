"""The few requests of a probe: counted, paced, and none that robots.txt forbids."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from crawlers.archive.encoding import decoded

TIMEOUT_SECONDS = 30
MAX_BYTES = 64 * 1024 * 1024


class NotAskedError(Exception):
    """A request that was not sent: the budget is spent, or robots.txt forbids it."""


@dataclass(frozen=True)
class Answer:
    """One response; `url` after redirects, `body` with its content-encoding removed."""

    url: str
    status: int
    headers: dict[str, str]
    """By lower-case name."""
    body: bytes

    @property
    def media_type(self) -> str:
        """Of the body, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def has_validators(self) -> bool:
        """Whether it can be asked for again conditionally."""
        return "etag" in self.headers or "last-modified" in self.headers


class PoliteClient:
    """At most `budget` requests in all, `delay` seconds apart, robots.txt included and obeyed."""

    def __init__(self, *, agent: str, delay: float, budget: int, replica: str | None = None) -> None:
        self._agent, self._delay, self._left = agent, delay, budget
        self._robots: dict[str, Protego] = {}
        self.verdicts: dict[str, str] = {}
        """Host → what its robots.txt means for us."""
        self.made = 0
        self._replica = replica
        proxies = [urllib.request.ProxyHandler({"http": replica})] if replica else []
        self._opener = urllib.request.build_opener(_CountedRedirects(self), *proxies)

    def get(self, url: str) -> Answer:
        """Ask for a page. Raises NotAskedError, or OSError if nobody answers."""
        host = urlsplit(url).netloc
        if host not in self._robots:
            self._robots[host] = self._read_robots(url)
        if not self._robots[host].can_fetch(url, self._agent):
            raise NotAskedError(f"robots.txt of {host} forbids {url}")
        return self._send(url)

    def spend(self, url: str) -> None:
        """Account for one request; wait for its turn. Raises NotAskedError when there is none left."""
        if urlsplit(url).netloc.endswith(".test") != bool(self._replica):
            raise NotAskedError(f"{url} is not part of the web that is being probed")
        if self._left <= 0:
            raise NotAskedError(f"{url} was not asked for: a probe makes no more requests than this")
        if self.made and self._delay:
            time.sleep(self._delay)
        self._left -= 1
        self.made += 1

    def _read_robots(self, url: str) -> Protego:
        parts = urlsplit(url)
        answer = self._send(f"{parts.scheme}://{parts.netloc}/robots.txt")
        if answer.status == 200:
            robots = Protego.parse(answer.body.decode("utf-8", "replace"))
            allowed = robots.can_fetch(url, self._agent)
            self.verdicts[parts.netloc] = "it allows us" if allowed else "it forbids us"
            return robots
        if answer.status >= 500 or answer.status in {403, 429}:
            self.verdicts[parts.netloc] = f"it answers {answer.status}, which we take as forbidden"
            return Protego.parse("User-agent: *\nDisallow: /\n")
        self.verdicts[parts.netloc] = f"there is none (status {answer.status}), so nothing is forbidden"
        return Protego.parse("")

    def _send(self, url: str) -> Answer:
        self.spend(url)
        headers = {"User-Agent": self._agent, "Accept-Encoding": "gzip", "Accept-Language": "en-GB,en"}
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 - http and https only, see spend
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as response:
                return _answer(response)
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error)
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error


class _CountedRedirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, client: PoliteClient) -> None:
        self._client = client

    def redirect_request(  # noqa: PLR0917 - urllib's signature
        self,
        req: urllib.request.Request,
        fp: object,
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        self._client.spend(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _answer(response: http.client.HTTPResponse | urllib.error.HTTPError) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    body = decoded(response.read(MAX_BYTES), headers.get("content-encoding"))
    return Answer(response.url or "", response.status or 0, headers, body)
