"""The replica's reports by other makers of PDF, and laid out in other ways, than the replica's own."""
