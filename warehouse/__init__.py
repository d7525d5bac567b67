"""The warehouse: built afresh from records, checked, published whole, read by everyone."""
