"""Fetching: the only package that opens a network connection. Everything fetched lands in the archive."""
