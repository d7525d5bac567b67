"""PDFs into text with its places, in a process of its own. What the text means is not known here."""
