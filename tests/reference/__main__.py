"""`python -m tests.reference TARGET_HOME` writes a data folder whose publication holds the reference facts.

It is marked as a replica: the documents and quotes in it are made up.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from flows.home import Home
from tests.reference.places_page import PAGE, filled
from tests.reference.record import RUN_ID, reference_inputs
from warehouse.build import build
from warehouse.check import check
from warehouse.expectation import Severity
from warehouse.publish import publish


def main() -> int:
    """Build, check and publish; refuse a folder that holds anything, lest it be the record."""
    parser = argparse.ArgumentParser(prog="python -m tests.reference", description=__doc__)
    parser.add_argument(
        "target", type=Path, nargs="?", metavar="TARGET_HOME", help="a folder that does not exist yet"
    )
    parser.add_argument(
        "--docs", action="store_true", help="rewrite the tables of docs/places-across-years.md"
    )
    given = parser.parse_args()
    if given.docs:
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        return 0
    if given.target is None:
        parser.error("name a TARGET_HOME, or --docs")
    home = Home(given.target.resolve())
    if home.root.exists() and any(home.root.iterdir()):
        parser.error(f"{home.root} is not empty; name a folder that does not exist yet, or remove it first")
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "build.duckdb"
        build(built, reference_inputs())
        broken = [one for one in check(built, None) if not one.is_met]
        for one in broken:
            sys.stdout.write(f"{one.severity}: {one.name}: {one.detail}\n")
        if any(one.severity is Severity.REFUSE for one in broken):
            return 1
        done = publish(built, home.published, RUN_ID, manifest={"published_at": "2026-11-24T02:20:00+00:00"})
    told = ", ".join(f"{done.counts[table]} {table}" for table in ("inspections", "ratings", "bodies"))
    sys.stdout.write(f"{done.folder}: {told}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
