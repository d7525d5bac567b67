CREATE TABLE release_shares (
    article_id VARCHAR PRIMARY KEY,
    release_id VARCHAR,
    story_words INTEGER,
    release_words INTEGER,
    release_share_pct DOUBLE,
    own_words INTEGER,
    voices VARCHAR,
    own_voices VARCHAR,
    share_reason VARCHAR,
    article_url VARCHAR NOT NULL,
    evidence_id VARCHAR,
    quote VARCHAR,
    own_quote_evidence_id VARCHAR,
    own_quote VARCHAR,
    document_sha256 VARCHAR NOT NULL,
    CHECK ((release_share_pct IS NULL) = (share_reason IS NOT NULL))
);
COMMENT ON TABLE release_shares IS 'How much of each story about an inspection is the press release word for word, and whom the paper asked itself. It measures whose words readers got, not how good the story is.';
COMMENT ON COLUMN release_shares.article_id IS 'The story.';
COMMENT ON COLUMN release_shares.release_id IS 'The release it repeats most, of those about the inspections it is tied to; NULL where there is none.';
COMMENT ON COLUMN release_shares.story_words IS 'Words of the story.';
COMMENT ON COLUMN release_shares.release_words IS 'Words of it that stand in runs of six or more that the release has too, quotes included.';
COMMENT ON COLUMN release_shares.release_share_pct IS 'The second as a share of the first, in per cent; NULL where it cannot be measured.';
COMMENT ON COLUMN release_shares.own_words IS 'Words that the release does not have.';
COMMENT ON COLUMN release_shares.voices IS 'Everyone the story quotes by name or office.';
COMMENT ON COLUMN release_shares.own_voices IS 'Those of them whom the release does not name: people the paper asked itself.';
COMMENT ON COLUMN release_shares.share_reason IS 'Why there is no share; NULL where there is one.';
COMMENT ON COLUMN release_shares.article_url IS 'Its address.';
COMMENT ON COLUMN release_shares.evidence_id IS 'Where exactly the longest repeated passage stands; NULL where nothing is repeated.';
COMMENT ON COLUMN release_shares.quote IS 'The longest passage that story and release share, as the story prints it.';
COMMENT ON COLUMN release_shares.own_quote_evidence_id IS 'Where exactly the first words of someone whom the release does not name stand.';
COMMENT ON COLUMN release_shares.own_quote IS 'These words.';
COMMENT ON COLUMN release_shares.document_sha256 IS 'Hash of the story''s bytes.';
