-- refuse: quotes from stories so long that they are the story (the text belongs to the papers)
SELECT evidence_id, subject_table, document_url, length(quote) AS quote_characters
FROM evidence WHERE subject_table IN ('coverage', 'syndication', 'release_shares') AND length(quote) > 1500
