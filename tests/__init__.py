"""Tests mirror the packages; `replica` is the small web that tests and the demo crawl."""
