"""Rows of the tables, one module per group: each makes plain rows of the world, in a stable order."""
