"""The guard of tests/conftest.py itself: a guard that lets everything through would be silent."""

from __future__ import annotations

import os
import socket
import urllib.request

import pytest

from tests.conftest import OutsideConnectionError


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "hmiprobation.test", "example.org"])
def test_other_hosts_are_refused(host: str) -> None:
    with pytest.raises(OutsideConnectionError, match="loopback only"):
        socket.create_connection((host, 80), timeout=1)


def test_a_raw_connection_is_refused() -> None:
    with socket.socket() as client, pytest.raises(OutsideConnectionError):
        client.connect(("192.0.2.1", 80))


def test_libraries_are_refused_too() -> None:
    with pytest.raises(OutsideConnectionError):
        urllib.request.urlopen("http://hmiprobation.test/", timeout=1)


def test_loopback_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname()):
            pass
        with socket.create_connection(("localhost", server.getsockname()[1])):
            pass


def test_settings_of_the_machine_do_not_reach_a_test() -> None:
    assert not [name for name in os.environ if name.startswith("PROBATION_")]
