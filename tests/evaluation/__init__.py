"""The reader against what is known to stand in documents."""
