"""The schedule: Prefect's server and a runner of the nightly flow, on this machine, without an account."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.crawl_settings import CrawlSettings
from flows.errors import CannotStartError
from flows.home import Home
from flows.prefect_home import prepare

CRON = "15 2 * * *"
TIMEZONE = "Europe/London"
SERVER_STARTS_WITHIN_SECONDS = 120


def serve(
    home: Home,
    settings: CrawlSettings,
    *,
    port: int = 4200,
    cron: str = CRON,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Run the nightly flow on its schedule until interrupted; `on_ready` gets the address of Prefect's page.

    A server of its own is started because Prefect's short-lived one runs no scheduler: `serve` on it would
    wait for ever and say nothing.
    """
    if settings.replica is None and not os.environ.get("PROBATION_CONTACT"):
        raise CannotStartError(
            "Nothing was scheduled: set PROBATION_CONTACT to an e-mail address or page that you read, "
            "so that a site's owner can reach you."
        )
    prepare(home.runs / "prefect", quiet=False)
    with _server(home, port):
        from prefect.schedules import Cron  # its settings were fixed above
        from prefect.types.entrypoint import EntrypointType

        from flows.nightly import nightly

        if on_ready is not None:
            on_ready(f"http://127.0.0.1:{port}")
        nightly.serve(
            name="probation-watch",
            schedules=[Cron(cron, timezone=TIMEZONE)],
            limit=1,
            parameters={
                "home": str(home.root),
                "sources_folder": str(settings.sources.resolve()) if settings.sources else None,
                "replica": settings.replica,
            },
            entrypoint_type=EntrypointType.MODULE_PATH,
            print_starting_message=False,
        )


@contextmanager
def _server(home: Home, port: int) -> Iterator[None]:
    address = f"http://127.0.0.1:{port}"
    _refuse_taken(port)
    os.environ["PREFECT_API_URL"] = f"{address}/api"
    os.environ["PREFECT_SERVER_UI_API_URL"] = f"{address}/api"
    log_file = home.runs / "prefect" / "server.log"
    with log_file.open("ab") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        _wait_until_healthy(server, port, log_file)
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise CannotStartError(
                f"Port {port} is taken (another `probation serve`?); "
                "stop that one or choose a port with --port."
            )


def _wait_until_healthy(server: subprocess.Popen[bytes], port: int, log_file: Path) -> None:
    deadline = time.monotonic() + SERVER_STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if _is_healthy(port):
            return
        time.sleep(0.5)
    raise CannotStartError(
        f"Prefect's server did not start; {log_file} says why. "
        "Until that is repaired, run `probation nightly --plain` from cron."
    )


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
