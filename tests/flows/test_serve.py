"""That the schedule really fires: with some versions of its libraries Prefect serves and never does."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

REPLICA_SOURCES = Path(__file__).parents[1] / "replica" / "sources"
EVERY_FIVE_SECONDS = "* * * * * */5"
SCHEDULE = """
import sys
from pathlib import Path
from flows.home import Home
from flows.serve import serve
from flows.crawl_settings import CrawlSettings

if __name__ == "__main__":
    home, sources, replica, port, cron = sys.argv[1:]
    serve(Home(Path(home)), CrawlSettings(Path(sources), replica), port=int(port), cron=cron)
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.mark.slow
def test_a_cron_schedule_starts_a_night(tmp_path: Path) -> None:
    script, somebody = tmp_path / "schedule.py", tmp_path / "somebody"
    somebody.mkdir()
    script.write_text(SCHEDULE)
    home, nowhere = tmp_path / "home", f"http://127.0.0.1:{free_port()}"
    with (tmp_path / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            [
                sys.executable,
                str(script),
                str(home),
                str(REPLICA_SOURCES),
                nowhere,
                str(free_port()),
                EVERY_FIVE_SECONDS,
            ],
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "HOME": str(somebody)},
        )
    try:
        report = first_report(home, server)
    finally:
        end(server)
    assert report["status"] == 40, (tmp_path / "serve.log").read_text()[-3000:]
    assert list(somebody.iterdir()) == []


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask it to stop as Ctrl-C does; nights every five seconds may keep it busy for longer than we wait."""
    for sign in (signal.SIGINT, signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        server.send_signal(sign)
        try:
            server.wait(timeout=45)
        except subprocess.TimeoutExpired:
            continue
        return


def first_report(
    home: Path, server: subprocess.Popen[bytes], within_seconds: float = 90
) -> dict[str, object]:
    deadline = time.monotonic() + within_seconds
    while time.monotonic() < deadline and server.poll() is None:
        for path in home.glob("runs/*/report.json"):
            report: dict[str, object] = json.loads(path.read_text())
            return report
        time.sleep(0.5)
    return {"status": "no night was started"}
