"""Who is inspected: the register of bodies, the frameworks and their standards, as reviewed data."""
