"""News stories: what a page says, whether it is about an inspection, and which one."""
