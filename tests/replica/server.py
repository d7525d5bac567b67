"""The replica's web server: an HTTP proxy target on loopback for every `.test` host at once."""

from __future__ import annotations

import gzip
import socket
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import urlsplit

from tests.replica import web
from tests.replica.answer import Answer, Request, as_json, nginx_error
from tests.replica.editions import night
from tests.replica.faults import TRANSPORT, Fault, faults_of

SLOW_SECONDS = 0.2
COMPRESSED = ("text/", "application/json", "application/xml", "application/rss+xml")


@dataclass(frozen=True)
class LogEntry:
    """One answered request; `conditional` = it carried If-None-Match or If-Modified-Since."""

    method: str
    url: str
    status: int
    conditional: bool
    user_agent: str


class _Server(ThreadingHTTPServer):
    """A thread per connection; stopping ends idle keep-alive connections too, so that no socket is left."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 64
    replica: Replica

    def __init__(self, port: int) -> None:
        self.open_sockets: set[socket.socket] = set()
        self.is_ending = False
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print what went wrong; a client that hangs up (a killed crawler) is no error of ours."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def end_connections(self) -> None:
        self.is_ending = True
        for connection in list(self.open_sockets):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class Replica:
    """The small web, running. `edition` and `faults` may be changed while it runs; `log` may be cleared.

    Shapes: `proxy` is `http://127.0.0.1:PORT`. Errors: an edition that does not exist is a ValueError in
    process and, as a fault that does not exist, a 404 of the control interface. A name in `faults` that is
    no fault makes every request answer 500: a test that misspells one would otherwise pass, testing nothing.
    """

    def __init__(self, edition: int = 1, *, port: int = 0, rate_limit_after: int = 20) -> None:
        self.edition = edition
        self.faults: set[str] = set()
        self.log: list[LogEntry] = []
        self.rate_limit_after = rate_limit_after
        self._served: Counter[str] = Counter()
        self._answers: dict[tuple[int, frozenset[Fault], Request], Answer] = {}
        self._lock = threading.Lock()
        self._server = _Server(port)
        self._server.replica = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name="replica", daemon=True
        )

    @property
    def edition(self) -> int:
        """Which night this is, 1 to 3."""
        return self._edition

    @edition.setter
    def edition(self, edition: int) -> None:
        night(edition)
        self._edition = edition

    @property
    def authority(self) -> str:
        """`127.0.0.1:PORT`."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def proxy(self) -> str:
        """The proxy URL through which the `.test` hosts are reached."""
        return f"http://{self.authority}"

    def start(self) -> None:
        """Serve until `stop`."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving, end open connections and wait for their threads."""
        self._server.shutdown()
        self._server.end_connections()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def answer(self, request: Request) -> Answer:
        """What this web answers tonight, under the faults switched on; rendered once per edition."""
        faults = faults_of(self.faults)
        if Fault.SLOW in faults:
            time.sleep(SLOW_SECONDS)
        with self._lock:
            if Fault.RATE_LIMIT not in faults:
                self._served.clear()
            self._served[request.host] += 1
            if Fault.SITE_DOWN in faults:
                return nginx_error(503)
            if Fault.RATE_LIMIT in faults and self._served[request.host] > self.rate_limit_after:
                return nginx_error(429)
            key = (self.edition, faults - TRANSPORT, request)
            if key not in self._answers:
                self._answers[key] = web.answer(request, night(self.edition), faults - TRANSPORT)
            return self._answers[key]

    def control(self, method: str, path: str) -> Answer:
        """`/-/edition/N`, `/-/fault/NAME`, `/-/log`."""
        match method, path.strip("/").split("/"):
            case "PUT", ["-", "edition", number] if number.isdecimal():
                try:
                    self.edition = int(number)
                except ValueError as error:
                    return _refusal(str(error))
            case (("PUT" | "DELETE"), ["-", "fault", name]):
                if name not in {fault.value for fault in Fault}:
                    return _refusal(f"the replica has no fault named {name}")
                (self.faults.add if method == "PUT" else self.faults.discard)(name)
            case "GET", ["-", "log"]:
                return as_json([asdict(entry) for entry in self.log], None)
            case "DELETE", ["-", "log"]:
                self.log.clear()
            case _:
                return _refusal(f"the replica's control interface has no {method} {path}")
        return Answer(204, b"")


def _refusal(sentence: str) -> Answer:
    return Answer(404, (sentence + "\n").encode(), "text/plain; charset=utf-8")


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP/1.1 with keep-alive; takes absolute-form request lines, as a proxy does."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 60
    server_version = "nginx"
    sys_version = ""

    def setup(self) -> None:
        """Take note of the connection, so that stopping can end it."""
        super().setup()
        server = cast("_Server", self.server)
        server.open_sockets.add(self.connection)
        if server.is_ending:
            self.connection.shutdown(socket.SHUT_RDWR)

    def finish(self) -> None:
        """Forget the connection."""
        cast("_Server", self.server).open_sockets.discard(self.connection)
        super().finish()

    def _respond(self) -> None:
        replica = cast("_Server", self.server).replica
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = self.path if "://" in self.path else f"http://{self.headers.get('Host', '')}{self.path}"
        host = urlsplit(url).netloc.lower()
        if host in {replica.authority, replica.authority.replace("127.0.0.1", "localhost")}:
            self._send(replica.control(self.command, urlsplit(url).path))
            return
        if self.command not in {"GET", "HEAD"}:
            answer = nginx_error(405)
        else:
            try:
                answer = replica.answer(Request.of(url))
            except ValueError as error:
                answer = Answer(500, f"{error}\n".encode(), "text/plain; charset=utf-8")
        if answer.status == 200 and self._has_already(answer):
            answer = Answer(304, answer.body, answer.media_type, answer.modified)
        conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
        replica.log.append(
            LogEntry(self.command, url, answer.status, conditional, self.headers.get("User-Agent", ""))
        )
        self._send(answer)

    do_GET = do_HEAD = do_PUT = do_DELETE = _respond  # noqa: N815 - names of http.server

    def _has_already(self, answer: Answer) -> bool:
        """RFC 9110 §13.2.2: If-None-Match decides alone when it is there."""
        if tags := self.headers.get("If-None-Match"):
            offered = {tag.strip().removeprefix("W/").strip('"') for tag in tags.split(",")}
            return answer.etag in offered or "*" in offered
        since = self.headers.get("If-Modified-Since")
        if since is None or answer.modified is None:
            return False
        try:
            return _whole_seconds(answer.modified) <= parsedate_to_datetime(since)
        except ValueError:
            return False

    def _send(self, answer: Answer) -> None:
        body = answer.body
        is_compressed = (
            "gzip" in self.headers.get("Accept-Encoding", "")
            and answer.media_type.startswith(COMPRESSED)
            and len(body) > 256
        )
        self.send_response(answer.status)
        if answer.status in {200, 304} and answer.modified is not None:
            self.send_header("ETag", f'W/"{answer.etag}"' if is_compressed else f'"{answer.etag}"')
            self.send_header("Last-Modified", format_datetime(_whole_seconds(answer.modified), usegmt=True))
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status not in {204, 304}:
            if is_compressed:
                body = gzip.compress(body, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if answer.status not in {204, 304} and self.command != "HEAD":
            self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - name of http.server
        """The replica keeps its own log."""


def _whole_seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
