"""Local newspapers: stories about probation and youth justice, and about how they are inspected."""
