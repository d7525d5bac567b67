"""The replica's reports printed by other makers of PDF than the replica's own."""
