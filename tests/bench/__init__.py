"""Measuring the report reader: time, memory, hostile files, and accuracy against its public predecessor."""
