CREATE TABLE review_questions (
    question_id VARCHAR PRIMARY KEY,
    article_id VARCHAR NOT NULL,
    review_subject VARCHAR NOT NULL,
    inspection_id VARCHAR,
    is_proposed BOOLEAN NOT NULL,
    question_score DOUBLE NOT NULL,
    line_score DOUBLE NOT NULL,
    question_reason VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    evidence_id VARCHAR NOT NULL,
    article_url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE review_questions IS 'What the rules could not settle well about stories and nobody has decided yet: `probation review` asks.';
COMMENT ON COLUMN review_questions.question_id IS 'Stable name of the row.';
COMMENT ON COLUMN review_questions.article_id IS 'The story.';
COMMENT ON COLUMN review_questions.review_subject IS 'relevance: is it about an inspection at all? link: is it about this one?';
COMMENT ON COLUMN review_questions.inspection_id IS 'The inspection; NULL for a question of relevance.';
COMMENT ON COLUMN review_questions.is_proposed IS 'What the rules say meanwhile, and the tables show.';
COMMENT ON COLUMN review_questions.question_score IS 'Points the rules give it.';
COMMENT ON COLUMN review_questions.line_score IS 'Points from which on they say yes.';
COMMENT ON COLUMN review_questions.question_reason IS 'Why it is asked.';
COMMENT ON COLUMN review_questions.text_sha256 IS 'Hash of the text it is asked about: another text is asked about anew.';
COMMENT ON COLUMN review_questions.evidence_id IS 'Where exactly the quote stands.';
COMMENT ON COLUMN review_questions.article_url IS 'The story''s address.';
COMMENT ON COLUMN review_questions.document_sha256 IS 'Hash of the story''s bytes.';
COMMENT ON COLUMN review_questions.quote IS 'The words to look at.';

CREATE TABLE review_decisions (
    article_url VARCHAR NOT NULL,
    review_subject VARCHAR NOT NULL,
    inspection_id VARCHAR,
    is_so BOOLEAN NOT NULL,
    is_applied BOOLEAN NOT NULL,
    decided_by VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    note VARCHAR,
    text_sha256 VARCHAR NOT NULL
);
COMMENT ON TABLE review_decisions IS 'What people decided about stories, as the file of decisions has it.';
COMMENT ON COLUMN review_decisions.article_url IS 'The story''s address.';
COMMENT ON COLUMN review_decisions.review_subject IS 'relevance, or link to an inspection.';
COMMENT ON COLUMN review_decisions.inspection_id IS 'The inspection; NULL for relevance.';
COMMENT ON COLUMN review_decisions.is_so IS 'Whether it is so.';
COMMENT ON COLUMN review_decisions.is_applied IS 'False where the story has another text by now, or is not held: it is then asked about again.';
COMMENT ON COLUMN review_decisions.decided_by IS 'Who said so.';
COMMENT ON COLUMN review_decisions.decided_at IS 'When, UTC.';
COMMENT ON COLUMN review_decisions.note IS 'What they noted; NULL for nothing.';
COMMENT ON COLUMN review_decisions.text_sha256 IS 'Hash of the text they decided on.';
