"""The `probation` commands: each reads its options, calls one function, and prints."""
