"""A small web on loopback, shaped like the real one, whose hosts all end in `.test`."""
