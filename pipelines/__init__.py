"""Reading: bytes in, typed records out. Nothing here opens a connection, a file of the archive or a clock."""
