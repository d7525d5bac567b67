CREATE TABLE article_versions (
    article_version_id VARCHAR PRIMARY KEY,
    article_id VARCHAR NOT NULL,
    version_number INTEGER NOT NULL,
    first_seen_run_id VARCHAR NOT NULL,
    headline VARCHAR,
    modified_at TIMESTAMP,
    word_count INTEGER,
    text_sha256 VARCHAR,
    is_current BOOLEAN NOT NULL,
    article_url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL
);
COMMENT ON TABLE article_versions IS 'What each story said from one run on, as often as its words or headline changed. What was changed is in changes.';
COMMENT ON COLUMN article_versions.article_version_id IS 'Stable name of the row.';
COMMENT ON COLUMN article_versions.article_id IS 'The story.';
COMMENT ON COLUMN article_versions.version_number IS 'From 1, in the order of runs.';
COMMENT ON COLUMN article_versions.first_seen_run_id IS 'Run that first saw it.';
COMMENT ON COLUMN article_versions.headline IS 'Headline; NULL where it could not be read.';
COMMENT ON COLUMN article_versions.modified_at IS 'When the paper says it was last modified, UTC.';
COMMENT ON COLUMN article_versions.word_count IS 'Words of its text; NULL for cards.';
COMMENT ON COLUMN article_versions.text_sha256 IS 'Hash of its words alone.';
COMMENT ON COLUMN article_versions.is_current IS 'Whether it is the version that articles shows.';
COMMENT ON COLUMN article_versions.article_url IS 'The story''s address.';
COMMENT ON COLUMN article_versions.document_sha256 IS 'Hash of its bytes in the archive.';
