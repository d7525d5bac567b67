"""Programs that print HTML as PDF: WeasyPrint in this process, Chromium and LibreOffice each started
once for many pages."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

START_SECONDS = 120
WRITER_FILES = 60
"""Files for one start of LibreOffice: given a few hundred it stops short of the last ones, without an
error."""


class Maker(ABC):
    """One producer. `missing` says why it cannot print here; None if it can."""

    name: str
    is_writer = False
    """Whether it wants headers and page breaks in LibreOffice's dialect."""

    @abstractmethod
    def missing(self) -> str | None:
        """The reason why it cannot be used on this machine."""

    @abstractmethod
    def print_all(self, pages: Mapping[str, str], folder: Path) -> dict[str, bytes]:
        """Print every page; `folder` is empty and may be littered."""


def batched(files: Sequence[Path], size: int) -> Iterator[Sequence[Path]]:
    """Cut a list into parts of at most `size`."""
    yield from (files[start : start + size] for start in range(0, len(files), size))


class WeasyPrint(Maker):
    """WeasyPrint, a CSS printer in Python."""

    name = "weasyprint"

    def missing(self) -> str | None:
        try:
            import weasyprint  # noqa: F401 - needs pango, which not every machine has
        except (ImportError, OSError) as error:
            return f"WeasyPrint cannot be loaded: {error}"
        return None

    def print_all(self, pages: Mapping[str, str], folder: Path) -> dict[str, bytes]:
        import weasyprint

        return {name: weasyprint.HTML(string=page).write_pdf() for name, page in pages.items()}


class LibreOffice(Maker):
    """LibreOffice Writer, which opens HTML as a document of its own."""

    name = "libreoffice"
    is_writer = True

    def missing(self) -> str | None:
        return None if shutil.which("soffice") else "LibreOffice (soffice) is not installed"

    def print_all(self, pages: Mapping[str, str], folder: Path) -> dict[str, bytes]:
        files = []
        for name, page in pages.items():
            files.append(folder / f"{name}.html")
            files[-1].write_text(page, encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf:writer_pdf_Export"]
        command += ["--infilter=HTML (StarWriter)", "--outdir", str(folder)]
        for batch in batched(files, WRITER_FILES):
            limit = START_SECONDS + 5 * len(batch)
            subprocess.run([*command, *map(str, batch)], check=True, capture_output=True, timeout=limit)
        return {file.stem: file.with_suffix(".pdf").read_bytes() for file in files}


class Chromium(Maker):
    """Headless Chromium, told what to print through a pipe: no port is opened."""

    name = "chromium"

    def missing(self) -> str | None:
        return None if _chromium() else "Chromium is not installed"

    def print_all(self, pages: Mapping[str, str], folder: Path) -> dict[str, bytes]:
        printed = {}
        with _Browser(folder / "profile") as browser:
            for name, page in pages.items():
                file = folder / f"{name}.html"
                file.write_text(page, encoding="utf-8")
                printed[name] = browser.print_file(file)
        return printed


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--remote-debugging-pipe",
)


class _Browser:
    """One browser process and one tab, spoken to in DevTools' protocol over its pipe."""

    def __init__(self, profile: Path) -> None:
        program = _chromium()
        assert program is not None
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        # DevTools' pipe is fixed: the browser reads commands on descriptor 3 and answers on descriptor 4.
        script = f'exec "$0" "$@" 3<&{to_browser} 4>&{from_browser}'
        self._process = subprocess.Popen(
            ["bash", "-c", script, program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(to_browser, from_browser),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._rest = b""
        self._number = 0
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = str(attached["sessionId"])
        self._ask("Page.enable", {}, self._session)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._out)
        os.close(self._in)
        self._process.kill()
        self._process.wait()

    def print_file(self, file: Path) -> bytes:
        """Load a file and print it with its own page rules."""
        self._ask("Page.navigate", {"url": file.as_uri()}, self._session)
        while self._receive().get("method") != "Page.loadEventFired":
            pass
        wishes = {"printBackground": True, "preferCSSPageSize": True, "displayHeaderFooter": False}
        return base64.b64decode(self._ask("Page.printToPDF", wishes, self._session)["data"])

    def _ask(self, method: str, parameters: dict[str, Any], session: str | None = None) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]
        while (answer := self._receive()).get("id") != self._number:
            pass
        if "error" in answer:
            raise RuntimeError(f"Chromium refused {method}: {answer['error']}")
        return dict(answer["result"])

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            piece = os.read(self._in, 1 << 20)
            if not piece:
                raise RuntimeError("Chromium ended before it had printed")
            self._rest += piece
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))


MAKERS: tuple[Maker, ...] = (WeasyPrint(), Chromium(), LibreOffice())
