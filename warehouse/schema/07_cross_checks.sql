CREATE TABLE official_ratings (
    official_rating_id VARCHAR PRIMARY KEY,
    body_id VARCHAR NOT NULL,
    service_name VARCHAR NOT NULL,
    programme_text VARCHAR,
    published_date DATE,
    published_precision date_precision,
    standard_code VARCHAR,
    standard_name VARCHAR,
    rating rating NOT NULL,
    score INTEGER,
    score_max INTEGER,
    inspection_id VARCHAR,
    report_rating rating,
    is_agreeing BOOLEAN,
    erratum_note VARCHAR,
    evidence_id VARCHAR NOT NULL,
    document_url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    page INTEGER,
    heading VARCHAR,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE official_ratings IS 'Ratings in the tables that the inspectorate keeps of all services, beside what was read from the report. The report counts: nothing here is shown or corrected elsewhere.';
COMMENT ON COLUMN official_ratings.official_rating_id IS 'Stable name of the row.';
COMMENT ON COLUMN official_ratings.body_id IS 'Body that the row is about.';
COMMENT ON COLUMN official_ratings.service_name IS 'Its name as the table prints it.';
COMMENT ON COLUMN official_ratings.programme_text IS 'Caption or heading over the table.';
COMMENT ON COLUMN official_ratings.published_date IS 'When the report came out, says the table; see published_precision.';
COMMENT ON COLUMN official_ratings.published_precision IS 'Whether day, month or only year is stated.';
COMMENT ON COLUMN official_ratings.standard_code IS 'Code of the standard, where the table prints one.';
COMMENT ON COLUMN official_ratings.standard_name IS 'Name of the standard; NULL for the overall rating.';
COMMENT ON COLUMN official_ratings.rating IS 'The rating the table gives.';
COMMENT ON COLUMN official_ratings.score IS 'Points the table gives, beside the overall rating; the report''s are in inspections.';
COMMENT ON COLUMN official_ratings.score_max IS 'Points that could be had, as the table gives them.';
COMMENT ON COLUMN official_ratings.inspection_id IS 'The inspection it is about; NULL where none, or no single one, is in the record.';
COMMENT ON COLUMN official_ratings.report_rating IS 'The same rating as read from the report, or as corrected by us (erratum_note).';
COMMENT ON COLUMN official_ratings.is_agreeing IS 'Whether table and report say the same, NULL where there is no inspection; both quotes of what differs are in expectations.';
COMMENT ON COLUMN official_ratings.erratum_note IS 'What of the report''s rating and score was corrected by us, and why; NULL where nothing was.';
COMMENT ON COLUMN official_ratings.evidence_id IS 'Where exactly the row stands.';
COMMENT ON COLUMN official_ratings.document_url IS 'Document with the table.';
COMMENT ON COLUMN official_ratings.document_sha256 IS 'Hash of that document''s bytes.';
COMMENT ON COLUMN official_ratings.page IS 'Page in a PDF.';
COMMENT ON COLUMN official_ratings.heading IS 'Headings above it.';
COMMENT ON COLUMN official_ratings.quote IS 'The words of the row.';

CREATE TABLE stated_totals (
    stated_total_id VARCHAR PRIMARY KEY,
    body_kind body_kind NOT NULL,
    first_date DATE NOT NULL,
    last_date DATE NOT NULL,
    rating rating,
    stated_count INTEGER NOT NULL,
    statement_text VARCHAR NOT NULL,
    source_name VARCHAR NOT NULL,
    source_url VARCHAR,
    stated_date DATE NOT NULL
);
COMMENT ON TABLE stated_totals IS 'How many inspections the inspectorate itself says there were, entered by hand with the source; stated_totals_held counts those in the record.';
COMMENT ON COLUMN stated_totals.stated_total_id IS 'Stable name of the row.';
COMMENT ON COLUMN stated_totals.body_kind IS 'Kind of body that is counted.';
COMMENT ON COLUMN stated_totals.first_date IS 'First day of publication that counts.';
COMMENT ON COLUMN stated_totals.last_date IS 'Last day of publication that counts.';
COMMENT ON COLUMN stated_totals.rating IS 'Overall rating that is counted; NULL for all inspections.';
COMMENT ON COLUMN stated_totals.stated_count IS 'How many there were, says the inspectorate.';
COMMENT ON COLUMN stated_totals.statement_text IS 'What it says, in our words.';
COMMENT ON COLUMN stated_totals.source_name IS 'Where it says so.';
COMMENT ON COLUMN stated_totals.source_url IS 'Address of that, where known.';
COMMENT ON COLUMN stated_totals.stated_date IS 'When it said so.';
