"""No test may leave this machine or depend on the developer's settings."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest

_LOCAL_NAMES = {"localhost", "localhost.localdomain", "", None}


class OutsideConnectionError(AssertionError):
    """A test tried to reach something other than this machine."""


def _refuse_unless_local(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in _LOCAL_NAMES:
        return
    try:
        is_loopback = ipaddress.ip_address(str(name).split("%", 1)[0]).is_loopback
    except ValueError:
        is_loopback = False
    # "0.0.0.0" and "::" are asked for by servers that bind; nothing is reached through them.
    if not is_loopback and str(name) not in {"0.0.0.0", "::"}:
        raise OutsideConnectionError(f"a test tried to reach {name!r}; tests talk to loopback only")


def _refuse_address(address: object) -> None:
    if isinstance(address, tuple):
        _refuse_unless_local(address[0])


@pytest.fixture(autouse=True, scope="session")
def _session_monkeypatch() -> Iterator[pytest.MonkeyPatch]:
    """Patches that also cover fixtures shared by the whole session."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield monkeypatch


@pytest.fixture(autouse=True, scope="session")
def _loopback_only(_session_monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse, in this process, connections and name look-ups of other hosts.

    A look-up is refused too: on a machine without network a test that asks for a foreign host would merely be
    slow, and on a developer's it would reach the real inspectorate.
    """
    connect, connect_ex, sendto, getaddrinfo = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.socket.sendto,
        socket.getaddrinfo,
    )
    gethostbyname = socket.gethostbyname

    def checked_connect(self: socket.socket, address: Any) -> None:
        _refuse_address(address)
        connect(self, address)

    def checked_connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_address(address)
        return connect_ex(self, address)

    def checked_sendto(self: socket.socket, data: Any, *rest: Any) -> int:
        _refuse_address(rest[-1])
        return sendto(self, data, *rest)

    def checked_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse_unless_local(host)
        return getaddrinfo(host, *args, **kwargs)

    def checked_gethostbyname(host: str) -> str:
        _refuse_unless_local(host)
        return gethostbyname(host)

    _session_monkeypatch.setattr(socket.socket, "connect", checked_connect)
    _session_monkeypatch.setattr(socket.socket, "connect_ex", checked_connect_ex)
    _session_monkeypatch.setattr(socket.socket, "sendto", checked_sendto)
    _session_monkeypatch.setattr(socket, "getaddrinfo", checked_getaddrinfo)
    _session_monkeypatch.setattr(socket, "gethostbyname", checked_gethostbyname)


@pytest.fixture(autouse=True, scope="session")
def _no_settings_of_ours(_session_monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's `PROBATION_HOME` or contact address must not reach a test, nor a proxy the loopback."""
    for name in list(os.environ):
        if name.startswith("PROBATION_") or name.lower() in {"http_proxy", "https_proxy", "all_proxy"}:
            _session_monkeypatch.delenv(name)
