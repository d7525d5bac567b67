"""Labelled stories in our own words, made of the facts of real ones: they judge relevance and linking."""
