"""`python -m tests.evaluation FOLDER` writes the replica's documents and their gold file."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.evaluation.replica_gold import replica_samples, write


def main() -> None:
    """Write into the folder named on the command line."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m tests.evaluation FOLDER")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{write(replica_samples(), folder)} documents written to {folder}\n")


if __name__ == "__main__":
    main()
