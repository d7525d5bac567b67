"""One module per era of report layout."""
