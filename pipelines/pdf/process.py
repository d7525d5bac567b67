"""Keeps one PDF worker process alive between files, and replaces it when a file kills it."""

from __future__ import annotations

import atexit
import itertools
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipelines.pdf.frames import ANSWER_FRAMES, FRAME

WALL_SECONDS = 60.0
FILES_PER_PROCESS = 200
MAX_BYTES = 150 * 1024 * 1024
_NUMBERS_OF_RUN = 6
_ROOT = Path(__file__).parent.parent.parent


class UnreadablePdfError(Exception):
    """The file gave no text: it is damaged, encrypted, or ended the worker."""


class PdfTooLargeError(UnreadablePdfError):
    """The file passes the limits of size, pages, memory or time within which anything is read."""


class Run(NamedTuple):
    """A stretch of text on one baseline. Units are PDF points, origin at the bottom left of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size and its runs, in the order the file draws them."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]


class PdfProcess:
    """A worker process serving one file at a time. Safe to share between threads; forks start their own."""

    def __init__(self, wall_seconds: float = WALL_SECONDS) -> None:
        self._wall_seconds = wall_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._served = 0

    def pages(self, payload: bytes) -> list[Page]:
        """Return the pages of a PDF.

        Raises UnreadablePdfError for a damaged file and PdfTooLargeError where a limit was passed; in both
        cases the next call works.
        """
        if len(payload) > MAX_BYTES:
            raise PdfTooLargeError(f"{len(payload)} bytes, more than {MAX_BYTES}")
        with self._lock:
            header, texts, numbers, bold = self._ask(payload)
        said = json.loads(header)
        if said.get("error") == "large":
            raise PdfTooLargeError(said["detail"])
        if "error" in said:
            raise UnreadablePdfError(said["detail"])
        places = array("f", numbers).tolist()
        each = (places[start::_NUMBERS_OF_RUN] for start in range(_NUMBERS_OF_RUN))
        runs = map(Run, texts.decode().split("\n"), *each, map(bool, bold))
        return [
            Page(number, width, height, tuple(itertools.islice(runs, count)))
            for number, (width, height, count) in enumerate(said["pages"], start=1)
        ]

    def close(self) -> None:
        """End the worker, if this process started it."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()

    def _ask(self, payload: bytes) -> list[bytes]:
        """The worker's answer: JSON of the pages or the error, texts a line each, numbers, bold or not."""
        process = self._running()
        assert process.stdin is not None  # noqa: S101 - narrows the type; the pipes are asked for in _running
        try:
            process.stdin.write(FRAME.pack(len(payload)) + payload)
            process.stdin.flush()
            deadline = time.monotonic() + self._wall_seconds
            answer = []
            for _ in range(ANSWER_FRAMES):
                (length,) = FRAME.unpack(self._receive(process, FRAME.size, deadline))
                answer.append(self._receive(process, length, deadline))
        except (EOFError, BrokenPipeError) as error:
            self.close()
            raise PdfTooLargeError("the reading process ended: over its limits of memory or time") from error
        except TimeoutError as error:
            self.close()
            raise PdfTooLargeError(f"not read within {self._wall_seconds:.0f} seconds") from error
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._owner != os.getpid() or self._served >= FILES_PER_PROCESS):
            self.close()
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "pipelines.pdf.worker"],
                env=os.environ | {"PYTHONPATH": str(_ROOT)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._owner, self._served = os.getpid(), 0
        self._served += 1
        return self._process

    @staticmethod
    def _receive(process: subprocess.Popen[bytes], length: int, deadline: float) -> bytes:
        assert process.stdout is not None  # noqa: S101 - narrows the type; the pipes are asked for in _running
        descriptor = process.stdout.fileno()
        received = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(descriptor, selectors.EVENT_READ)
            while len(received) < length:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError
                piece = os.read(descriptor, min(1 << 20, length - len(received)))
                if not piece:
                    raise EOFError
                received += piece
        return bytes(received)


_shared = PdfProcess()
atexit.register(_shared.close)


def close_shared() -> None:
    """End the shared worker process; the next file starts another."""
    _shared.close()


def read_pages(payload: bytes) -> list[Page]:
    """Return the pages of a PDF, read in the shared worker process; errors as in `PdfProcess.pages`."""
    return _shared.pages(payload)
