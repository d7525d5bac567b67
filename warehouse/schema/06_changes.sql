-- What differed from run to run, and how the runs went.

CREATE TABLE changes (
    change_id VARCHAR PRIMARY KEY,
    run_id VARCHAR NOT NULL,
    change_number INTEGER NOT NULL,
    change_kind change_kind NOT NULL,
    sentence VARCHAR NOT NULL,
    erratum_note VARCHAR,
    inspection_id VARCHAR,
    body_id VARCHAR,
    document_url VARCHAR,
    release_id VARCHAR,
    article_url VARCHAR,
    standard_code VARCHAR,
    field_name VARCHAR,
    old_value VARCHAR,
    new_value VARCHAR,
    old_sha256 VARCHAR,
    new_sha256 VARCHAR,
    old_page INTEGER,
    new_page INTEGER,
    old_quote VARCHAR,
    new_quote VARCHAR,
    old_evidence_id VARCHAR,
    new_evidence_id VARCHAR
);
COMMENT ON TABLE changes IS 'Every difference, run by run, with a sentence and both evidences. The first run is the baseline: everything is new in it.';
COMMENT ON COLUMN changes.change_id IS 'Stable name of the row.';
COMMENT ON COLUMN changes.run_id IS 'Run that saw it.';
COMMENT ON COLUMN changes.change_number IS 'Order within the run, from 1.';
COMMENT ON COLUMN changes.change_kind IS 'What kind of difference.';
COMMENT ON COLUMN changes.sentence IS 'What happened, in one sentence: what documents said, whether or not it is right.';
COMMENT ON COLUMN changes.erratum_note IS 'What of the values in it we have corrected since; NULL where nothing. A correction by us is no change: see errata.';
COMMENT ON COLUMN changes.inspection_id IS 'Inspection it is about.';
COMMENT ON COLUMN changes.body_id IS 'Body it is about.';
COMMENT ON COLUMN changes.document_url IS 'Document it is about.';
COMMENT ON COLUMN changes.release_id IS 'Release it is about.';
COMMENT ON COLUMN changes.article_url IS 'Story it is about.';
COMMENT ON COLUMN changes.standard_code IS 'Standard it is about.';
COMMENT ON COLUMN changes.field_name IS 'Which value differs.';
COMMENT ON COLUMN changes.old_value IS 'Value before.';
COMMENT ON COLUMN changes.new_value IS 'Value after.';
COMMENT ON COLUMN changes.old_sha256 IS 'Hash of the bytes before.';
COMMENT ON COLUMN changes.new_sha256 IS 'Hash of the bytes after.';
COMMENT ON COLUMN changes.old_page IS 'Page of the value before, in a PDF.';
COMMENT ON COLUMN changes.new_page IS 'Page of the value after.';
COMMENT ON COLUMN changes.old_quote IS 'Words that stated the value before.';
COMMENT ON COLUMN changes.new_quote IS 'Words that state the value now.';
COMMENT ON COLUMN changes.old_evidence_id IS 'Where exactly the value before stood.';
COMMENT ON COLUMN changes.new_evidence_id IS 'Where exactly the value after stands.';

CREATE TABLE errata (
    erratum_id VARCHAR PRIMARY KEY,
    origin erratum_origin NOT NULL,
    run_id VARCHAR,
    found_on_date DATE,
    inspection_id VARCHAR NOT NULL,
    body_id VARCHAR NOT NULL,
    standard_code VARCHAR,
    field_name VARCHAR NOT NULL,
    old_value VARCHAR,
    new_value VARCHAR,
    sentence VARCHAR NOT NULL,
    cause erratum_cause,
    reason VARCHAR,
    source_note VARCHAR,
    reviewer_name VARCHAR,
    document_url VARCHAR,
    old_sha256 VARCHAR,
    new_sha256 VARCHAR,
    old_quote VARCHAR,
    new_quote VARCHAR,
    old_evidence_id VARCHAR,
    new_evidence_id VARCHAR
);
COMMENT ON TABLE errata IS 'Published values that were wrong: corrected by the inspectorate in its documents, or by us where a document is wrong or was read wrong. They stay here for ever, with what stood there before.';
COMMENT ON COLUMN errata.erratum_id IS 'Stable name; for a correction by the inspectorate the change_id.';
COMMENT ON COLUMN errata.origin IS 'Who corrected: the inspectorate, in a document that was published again, or we, in a reviewed list.';
COMMENT ON COLUMN errata.run_id IS 'Run that saw the inspectorate''s correction; NULL for ours.';
COMMENT ON COLUMN errata.found_on_date IS 'Day on which we found the value wrong; NULL for the inspectorate''s.';
COMMENT ON COLUMN errata.inspection_id IS 'Inspection it is about.';
COMMENT ON COLUMN errata.body_id IS 'Body inspected.';
COMMENT ON COLUMN errata.standard_code IS 'Standard, for a standard''s rating or finding.';
COMMENT ON COLUMN errata.field_name IS 'Which value was wrong.';
COMMENT ON COLUMN errata.old_value IS 'Value as first published, or as it was read; NULL where there was none.';
COMMENT ON COLUMN errata.new_value IS 'Value as corrected; NULL where it was withdrawn.';
COMMENT ON COLUMN errata.sentence IS 'The correction in one sentence.';
COMMENT ON COLUMN errata.cause IS 'Whether the document is wrong or was read wrong; NULL for the inspectorate''s.';
COMMENT ON COLUMN errata.reason IS 'How we know, in a sentence; NULL for the inspectorate''s.';
COMMENT ON COLUMN errata.source_note IS 'Where the right value is shown; NULL for the inspectorate''s, which shows it in its own document.';
COMMENT ON COLUMN errata.reviewer_name IS 'Who reviewed it; NULL for the inspectorate''s.';
COMMENT ON COLUMN errata.document_url IS 'Document that was corrected, or that has the wrong value.';
COMMENT ON COLUMN errata.old_sha256 IS 'Hash of the bytes before.';
COMMENT ON COLUMN errata.new_sha256 IS 'Hash of the bytes after.';
COMMENT ON COLUMN errata.old_quote IS 'Words before.';
COMMENT ON COLUMN errata.new_quote IS 'Words after; NULL for ours: no words of that document state the right value.';
COMMENT ON COLUMN errata.old_evidence_id IS 'Where exactly the value before stood.';
COMMENT ON COLUMN errata.new_evidence_id IS 'Where exactly the value after stands; for ours source_note says where.';

CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    crawl_status VARCHAR NOT NULL,
    reasons_text VARCHAR,
    started_at TIMESTAMP,
    finished_at TIMESTAMP,
    discovered_count INTEGER NOT NULL,
    request_count INTEGER NOT NULL,
    fetched_count INTEGER NOT NULL,
    not_modified_count INTEGER NOT NULL,
    error_count INTEGER NOT NULL,
    is_complete_discovery BOOLEAN NOT NULL,
    is_replica BOOLEAN NOT NULL,
    PRIMARY KEY (run_id, source_id)
);
COMMENT ON TABLE runs IS 'How each crawl went, up to the last run that contributed to another table.';
COMMENT ON COLUMN runs.run_id IS 'The run, named by its start in UTC.';
COMMENT ON COLUMN runs.source_id IS 'Source that was crawled.';
COMMENT ON COLUMN runs.crawl_status IS 'ok, warning, unavailable or failed.';
COMMENT ON COLUMN runs.reasons_text IS 'Why it is not ok, in sentences.';
COMMENT ON COLUMN runs.started_at IS 'When it began, UTC.';
COMMENT ON COLUMN runs.finished_at IS 'When it ended, UTC.';
COMMENT ON COLUMN runs.discovered_count IS 'Items its listings showed.';
COMMENT ON COLUMN runs.request_count IS 'Requests made.';
COMMENT ON COLUMN runs.fetched_count IS 'Responses with a body.';
COMMENT ON COLUMN runs.not_modified_count IS 'Responses that said nothing has changed.';
COMMENT ON COLUMN runs.error_count IS 'Requests that failed.';
COMMENT ON COLUMN runs.is_complete_discovery IS 'Whether "no longer listed" may be concluded from it.';
COMMENT ON COLUMN runs.is_replica IS 'True for a crawl of the invented web of the demo.';

CREATE TABLE expectations (
    expectation_id VARCHAR PRIMARY KEY,
    expectation_name VARCHAR NOT NULL,
    origin expectation_origin NOT NULL,
    severity severity NOT NULL,
    is_met BOOLEAN NOT NULL,
    detail VARCHAR NOT NULL,
    inspection_id VARCHAR,
    sample_text VARCHAR
);
COMMENT ON TABLE expectations IS 'What should be so, and whether it is: checks of the whole, cross-checks in one document, documents of one inspection that differ.';
COMMENT ON COLUMN expectations.expectation_id IS 'Stable name of the row.';
COMMENT ON COLUMN expectations.expectation_name IS 'What was expected.';
COMMENT ON COLUMN expectations.origin IS 'Who says so: a check of the warehouse, the reader of a document, the comparison of documents, or the review of errata.';
COMMENT ON COLUMN expectations.severity IS 'refuse: nothing is published while it is not met. warn: published, and said.';
COMMENT ON COLUMN expectations.is_met IS 'Whether it is so.';
COMMENT ON COLUMN expectations.detail IS 'What was found.';
COMMENT ON COLUMN expectations.inspection_id IS 'Inspection it is about, if one.';
COMMENT ON COLUMN expectations.sample_text IS 'Quotes or rows that show it.';

CREATE TABLE quarantine (
    quarantine_id VARCHAR PRIMARY KEY,
    source_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    reason quarantine_reason NOT NULL,
    detail VARCHAR NOT NULL,
    quote VARCHAR,
    first_seen_run_id VARCHAR NOT NULL,
    is_current BOOLEAN NOT NULL,
    warc_file VARCHAR NOT NULL,
    warc_offset BIGINT NOT NULL
);
COMMENT ON TABLE quarantine IS 'Bytes, or values in them, that could not be read. Counted and kept, never dropped and never guessed.';
COMMENT ON COLUMN quarantine.quarantine_id IS 'Stable name of the row.';
COMMENT ON COLUMN quarantine.source_id IS 'Source that fetched it.';
COMMENT ON COLUMN quarantine.url IS 'Canonical address.';
COMMENT ON COLUMN quarantine.document_sha256 IS 'Hash of the bytes.';
COMMENT ON COLUMN quarantine.reason IS 'Why it was not read.';
COMMENT ON COLUMN quarantine.detail IS 'What exactly.';
COMMENT ON COLUMN quarantine.quote IS 'The words in question.';
COMMENT ON COLUMN quarantine.first_seen_run_id IS 'Run that first fetched these bytes.';
COMMENT ON COLUMN quarantine.is_current IS 'Whether these bytes are still what the address shows.';
COMMENT ON COLUMN quarantine.warc_file IS 'File of the archive that holds the bytes.';
COMMENT ON COLUMN quarantine.warc_offset IS 'Where in that file.';
