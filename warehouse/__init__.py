"""Records made into a warehouse: built afresh, checked, published whole or not at all."""

from warehouse.connection import NothingPublishedError, connect

__all__ = ["NothingPublishedError", "connect"]
