"""`python -m tests.replica`: serve the replica on loopback until terminated."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from tests.replica.server import Replica


def main() -> int:
    """Print one line with the address, then serve until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m tests.replica", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--edition", type=int, default=1, help="which night: 1, 2 or 3")
    arguments = parser.parse_args()
    is_over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: is_over.set())
    with Replica(arguments.edition, port=arguments.port) as replica:
        sys.stdout.write(f"replica listening on {replica.proxy}\n")
        sys.stdout.flush()
        is_over.wait()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
