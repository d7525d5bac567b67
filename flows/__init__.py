"""When, in what order, and what if it fails: Prefect flows and the `probation` command."""
