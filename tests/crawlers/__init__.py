"""The crawlers, over the replica and over bytes."""
